"""An upgrade carries every row and value: values in are values out, whatever they are, and each change is told."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.laws import tried
from tests.ooxml import ooxml_errors
from tests.workbook_templates.drifting import changed, pasted_over, untouched
from tests.workbook_templates.least_template import least_template_bytes
from tests.workbook_templates.reading_workbook import HEADING, edited, written
from tests.workbook_templates.template_example import FILLED, OCTOBER
from validators.case_review import COLUMNS
from validators.cells import CellError
from validators.entries import RawRow, understand
from validators.exceptions import cell_mark
from workbook_templates.faults import FileFault, OurFault
from workbook_templates.layout import HEADERS, TEMPLATE_VERSION
from workbook_templates.reading import read_return
from workbook_templates.reading.drift.inspection import inspect_workbook
from workbook_templates.template import FilledReturn, template_bytes
from workbook_templates.upgrading import SuccessorNeeded, Upgrade, upgrade, upgrade_workbook
from workbook_templates.upgrading.old_workbook import read_old_workbook
from workbook_templates.upgrading.proof import same_value

TODAY = date(2026, 11, 28)
MAY = date(2026, 5, 31)
ROW: Mapping[str, Any] = {"Status": "Open", "Review type": "SAR Adult", "Overview": "Made up."}


def of(
    rows: Sequence[Mapping[str, Any]], *, icb: str = "QMF", month: date = OCTOBER, whole: bool = False, **more: Any
) -> bytes:
    """A workbook of these rows: the two sheets of entries, or a whole one where other sheets matter."""
    make = template_bytes if whole or "lines" in more else least_template_bytes
    heading = {"your_icb": icb, "reporting_month": month, **more.pop("heading", {})}
    return make(ready_rows=max(3, len(rows)), filled=FilledReturn(heading, rows, **more))


def upgraded(content: bytes, **options: Any) -> Upgrade:
    return upgrade_workbook(content, today=TODAY, **options)


def cells_of(content: bytes) -> list[dict[str, object]]:
    return [{key: value for key, value in row.cells.items() if value != ""} for row in read_return(content).rows]


def test_a_workbook_comes_out_as_it_went_in_and_as_the_newest_template() -> None:
    old = untouched()
    done = upgraded(old)
    before, after = read_return(old), read_return(done.content)
    assert (done.template_after, after.template_version) == (TEMPLATE_VERSION, TEMPLATE_VERSION)
    assert after.your_icb == before.your_icb
    assert [row.row for row in after.rows] == [row.row for row in before.rows]
    assert done.records == after.rows_read == before.rows_read
    assert done.cells_after == done.cells_before
    assert not inspect_workbook(done.content).has_drifted


def test_what_was_lost_by_pasting_is_there_again() -> None:
    def spoil(book: Any) -> None:
        pasted_over(book, "E", 7, 8)
        book["Summary"].sheet_state = "hidden"

    drifted = changed(spoil)
    assert inspect_workbook(drifted).has_drifted
    done = upgraded(drifted)
    assert not inspect_workbook(done.content).has_drifted
    assert done.cells_after == done.cells_before == upgraded(untouched()).cells_before


def test_a_table_pulled_to_the_end_of_the_sheet_has_the_usual_length_again() -> None:
    pulled = edited(
        template_bytes(ready_rows=5, filled=FilledReturn(rows=[{"Record no.": "1", "Status": "Open"}])),
        "xl/tables/table1.xml",
        lambda xml: re.sub(r'(ref="[A-Z]+\d+:[A-Z]+)\d+"', r'\g<1>1048576"', xml),
    )
    done = upgrade_workbook(pulled, today=OCTOBER)
    assert done.records == 1
    assert read_old_workbook(done.content).table_rows == 500


def test_words_are_written_as_the_lists_have_them_and_told_once() -> None:
    rows = ({**ROW, "Theme 1": "DV"}, {**ROW, "Theme 1": "Neglect", "Theme 2": "DV"}, {**ROW, "Status": "closed"})
    done = upgraded(of(rows))
    assert [row.get("Theme 1") for row in cells_of(done.content)] == ["Domestic Violence", "Neglect", None]
    told = [(one.columns, one.text, one.term, one.cells) for one in done.resolved]
    assert told == [(("Theme 1", "Theme 2"), "DV", "Domestic Violence", 2), (("Status",), "closed", "Closed", 1)]


def test_what_nobody_understands_keeps_its_cell_and_is_listed_without_its_text() -> None:
    private = "Jordan Smith, 999 000 0018"  # made up
    rows = (
        {**ROW, "Theme 1": "Neglct", "Date closed": private, "Health recommendations": "several"},
        {**ROW, "Incident date": "July 2020", "Status": private, "Date added": 12.5, "Theme 2": CellError("#REF!")},
    )
    done = upgraded(of(rows))
    first, second = cells_of(done.content)
    assert (first["Theme 1"], first["Date closed"], first["Health recommendations"]) == ("Neglct", private, "several")
    assert (second["Incident date"], second["Status"], second["Date added"]) == ("July 2020", private, 12.5)
    assert second["Theme 2"] == CellError("#REF!")
    told = [(one.row, one.column, one.problem) for one in done.kept]
    assert told == [
        (5, "Date closed", "not_a_date"), (5, "Theme 1", "not_a_term"), (5, "Health recommendations", "not_a_number"),
        (6, "Status", "not_a_term"), (6, "Date added", "not_a_date"), (6, "Theme 2", "cell_error"),
    ]  # fmt: skip
    assert done.kept[1].suggestions == ("Neglect",)
    assert "Jordan" not in repr(done.kept)
    assert "999" not in repr(done.kept)


def test_added_columns_stand_right_of_ours_with_their_headers() -> None:
    rows = ({**ROW, "Ward": "A", "Seen": date(2024, 3, 1)}, {**ROW, "Ward": 7, "Seen": True})

    def stand_first(book: Any) -> None:
        book["Cases"]["AX4"], book["Cases"]["AX5"] = "Bed", "note"

    done = upgraded(changed(stand_first, of(rows, added=("Ward", "Seen"))))
    read = read_return(done.content)
    assert list(read.added_columns.items()) == [("AQ", "Ward"), ("AR", "Seen"), ("AS", "Bed")]
    assert [dict(row.added) for row in read.rows] == [
        {"AQ": "A", "AR": date(2024, 3, 1), "AS": "note"}, {"AQ": 7, "AR": True},
    ]  # fmt: skip
    assert [(one.before, one.after) for one in done.added] == [("AQ", "AQ"), ("AR", "AR"), ("AX", "AS")]


def test_the_other_tables_the_heading_and_the_audit_come_along() -> None:
    advice = {"Record no.": 1, "Recommendation": "Meet earlier.", "Owner": "Board", "Due": date(2025, 1, 1)}
    lines = {"recommendations": [advice] * 60, "accepted": [{"Record no.": "1", "Rule": "B02", "Reason": "Agreed"}]}
    heading = {"completed_by": "AB", "own_total": 4, "return_part": "Adults", "adopted_on": "last year"}
    done = upgraded(of([ROW], lines=lines, heading=heading))
    old, new = read_old_workbook(of([ROW], lines=lines, heading=heading)), read_old_workbook(done.content)
    assert new.heading == old.heading
    assert new.heading["adopted_on"] == "last year"
    assert (len(new.lines["recommendations"]), new.lines) == (60, old.lines)
    assert (done.lines["recommendations"], done.lines["accepted"]) == (60, 1)


def test_the_ready_rows_between_keep_their_numbers_and_places() -> None:
    rows = ({"Record no.": 40, **ROW}, {"Record no.": 41}, {"Record no.": 50}, ROW)
    done = upgraded(of(rows))
    sheet = load_workbook(BytesIO(done.content))["Cases"]
    assert [sheet.cell(row, 1).value for row in range(5, 9)] == [40, 41, 50, 51]
    assert [row.row for row in read_return(done.content).rows] == [5, 8]


def test_a_record_without_a_number_is_given_one() -> None:
    def forget(book: Any) -> None:
        book["Cases"]["A6"] = None

    done = upgraded(changed(forget, of([ROW, ROW, ROW])))
    assert (done.numbered, done.cells_after - done.cells_before) == (1, 1)
    assert [row["Record no."] for row in cells_of(done.content)] == [1, 4, 3]


# Organisations that closed


def test_a_successor_takes_over_and_each_record_keeps_its_origin() -> None:
    rows = (ROW, {**ROW, "ICB": "QMJ"}, {**ROW, "ICB": "QMJ", "Origin": "QMJ/Adults/7"}, {**ROW, "ICB": "QRV"})
    done = upgraded(of(rows, icb="QMJ", month=MAY, heading={"return_part": "Adults"}))
    assert (done.icb_before, done.icb_after) == ("QMJ", "Z9B2Z")
    told = [(row.get("ICB"), row.get("Origin")) for row in cells_of(done.content)]
    assert told == [
        (None, "QMJ/Adults/1"), ("Z9B2Z", "QMJ/Adults/2"), ("Z9B2Z", "QMJ/Adults/7"), ("Z9B2Z", "QRV/Adults/4"),
    ]  # fmt: skip
    assert (done.origins, done.cells_after - done.cells_before) == (3, 3)
    assert [(one.before, one.after, one.cells) for one in done.moved] == [("QMJ", "Z9B2Z", 2), ("QRV", "Z9B2Z", 1)]


def test_while_its_month_lasts_an_icb_stays() -> None:
    done = upgraded(of([ROW], icb="QMJ", month=date(2026, 3, 31)))
    assert (done.icb_after, done.origins) == ("QMJ", 0)
    later = upgraded(of([ROW], icb="QMJ", month=date(2026, 3, 31)), month=MAY)
    assert (later.icb_after, later.origins) == ("Z9B2Z", 1)
    assert read_return(later.content).your_icb.reporting_month == MAY


def test_a_divided_icb_is_asked_for_and_never_guessed() -> None:
    old = of([ROW, {**ROW, "ICB": "QNQ"}, {**ROW, "ICB": "QNX"}], icb="QNQ", month=MAY)
    with pytest.raises(SuccessorNeeded, match="--icb CODE"):
        upgraded(old)
    with pytest.raises(FileFault, match="did not take over"):
        upgraded(old, icb="Z9B2Z")
    done = upgraded(old, icb="S0E4D")
    assert done.icb_after == "S0E4D"
    assert cells_of(done.content)[1]["ICB"] == "S0E4D"
    assert cells_of(done.content)[0]["Origin"] == "QNQ/1"


def test_an_accepted_exception_follows_its_cell_through_a_word_and_a_place() -> None:
    rows = ({**ROW, "Theme 1": "DV", "Ward": "A"},)

    def with_marks(content: bytes) -> bytes:
        (row,) = read_return(content).rows
        entry = understand(row)
        lines = [
            {"Record no.": "1", "Column": column, "Rule": rule, "Reason": "Agreed", "Initials": "AB",
             "Cell mark": cell_mark(entry, column, rule)}
            for column, rule in (("Theme 1", "E01"), ("added column AQ", "H02"), ("Status", "A01"))
        ]  # fmt: skip
        return of(rows, added=("Ward",), lines={"accepted": lines})

    done = upgraded(with_marks(of(rows, added=("Ward",))))
    read = read_return(done.content)
    entry = understand(read.rows[0])
    assert [(line["Column"], line["Cell mark"]) for line in read.accepted] == [
        (column, cell_mark(entry, column, rule))
        for column, rule in (("Theme 1", "E01"), ("added column AQ", "H02"), ("Status", "A01"))
    ]


# Whatever stands in the cells

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=40) | st.sampled_from(
    ["=1+1", "'quoted", "_x0041_", "a\nb", "  spaces  ", "@home", "2021/12345", "DV", "Open", "TRUE", "#N/A"]
)
NUMBERS = st.integers(-(10**9), 10**9) | st.floats(-1e9, 1e9, allow_nan=False)
DAYS = st.dates(date(1950, 1, 1), date(2100, 1, 1)) | st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1))
TIMES = st.timedeltas(timedelta(seconds=1), timedelta(days=20))
ERRORS = st.sampled_from(["#N/A", "#REF!", "#DIV/0!"]).map(CellError)
VALUES = TEXTS | NUMBERS | DAYS | TIMES | st.booleans() | ERRORS | st.none()
ADDED = ("Ward", "Seen by (initials)")
ROWS = st.lists(
    st.dictionaries(st.sampled_from([*HEADERS[1:], *ADDED]), VALUES, max_size=12).map(dict), min_size=1, max_size=6
)


def expected(value: object, header: str, found: object) -> bool:
    """Equal, but for a word that the list writes otherwise."""
    column = next((column for column in COLUMNS if column.header == header), None)
    if same_value(value, found):
        return True
    if column is None or not column.vocabulary or not isinstance(value, str):
        return False
    entry = understand(RawRow({header: value}))
    return getattr(entry.review, column.field) == found


@tried(10)
@given(ROWS)
def test_values_in_are_values_out(rows: list[dict[str, Any]]) -> None:
    old = template_bytes(ready_rows=8, filled=FilledReturn({"your_icb": "QMF"}, rows, added=ADDED))
    before = read_return(old)
    after = read_return(upgraded(old).content)
    assert [row.row for row in before.rows] == [row.row for row in after.rows]
    for one, other in zip(before.rows, after.rows, strict=True):
        assert [(h, v) for h, v in one.cells.items() if not expected(v, h, other.cells[h])] == []
        assert one.added.keys() == other.added.keys()
        assert all(same_value(value, other.added[letters]) for letters, value in one.added.items())


def test_an_upgrade_that_would_lose_something_is_not_handed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = upgrade.template_bytes

    def losing(*, filled: FilledReturn | None = None, **options: Any) -> bytes:
        if filled and filled.rows:
            filled = FilledReturn(filled.your_icb, [*filled.rows[:-1], {"Status": "Closed"}], added=filled.added)
        return whole(filled=filled, **options)

    monkeypatch.setattr(upgrade, "template_bytes", losing)
    with pytest.raises(OurFault, match="Nothing was written") as fault:
        upgraded(of([ROW, {**ROW, "Overview": "Something private."}]))
    assert "private" not in str(fault.value)


def test_what_has_no_place_is_listed() -> None:
    def add(book: Any) -> None:
        book.create_sheet("Mine")["B2"] = "x"
        book["Cases"]["BA7"] = "a note under no header"
        book["Checklist"].cell(book["Checklist"].tables["findings"].ref and 60, 1)

    done = upgraded(changed(add, of([ROW], whole=True)))
    assert [(one.sheet, one.cells) for one in done.left] == [("Cases", 1), ("Mine", 1)]


def test_the_first_shape_of_the_template_is_upgraded() -> None:
    """Version 1.0 had its audit in row 4 from column A, one line a record, and fewer defined names."""

    def as_it_was(book: Any, _: Any) -> None:
        audit = book.add_worksheet("Audit")
        headers = ("Record no.", "Anonymous?\nCould nobody be recognised?", "Clear?\nWould a colleague understand?")
        audit.write_row(3, 0, [*headers, "Comment", "Auditor's initials", "Date"])
        audit.write_row(4, 0, [1, "Yes", "No", "Shorter, please.", "AB"])
        audit.write_row(5, 0, [2, "Yes", "Yes"])

    old = written(
        "| Record no. | Status | Theme 1 |\n| 1 | Open | DV |\n| 2 | Closed | Neglect |",
        heading={**HEADING, "template_version": "1.0"},
        spoil=as_it_was,
    )
    done = upgraded(old)
    assert (done.template_before, done.template_after, done.records) == ("1.0", TEMPLATE_VERSION, 2)
    audit = read_old_workbook(done.content).audit
    assert [[value for value in line.values() if value != ""] for line in audit] == [
        [1, "Yes", "No", "Shorter, please.", "AB"], [2, "Yes", "Yes"],
    ]  # fmt: skip
    assert not inspect_workbook(done.content).has_drifted


@pytest.mark.ooxml
def test_an_upgraded_workbook_opens_in_excel(tmp_path: Any) -> None:
    path = tmp_path / "new.xlsx"
    rows = [*FILLED.rows, {"Status": CellError("#REF!"), "Date added": True, "Overview": timedelta(hours=30)}]
    path.write_bytes(upgraded(of(rows, lines={"accepted": [{"Record no.": "1"}] * 3})).content)
    assert ooxml_errors(path) == []
