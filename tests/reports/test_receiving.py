"""One return as it arrives: refused in a sentence, or read, checked and stripped of PID.

Every personal detail here is made up: NHS numbers of the test range 999, phone numbers that Ofcom keeps for drama,
e-mail addresses at example.org.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import pytest

from reports.receiving import Received, receive, unread
from tests.reports.made_up_returns import OCTOBER, OPEN_SAR, TODAY, received, return_bytes
from tests.workbook_templates.reading_workbook import HEADING, write_cell, written
from validators.case_review import COLUMNS
from validators.findings import Severity
from workbook_templates.faults import FileFault
from workbook_templates.layout import HEADERS, TEMPLATE_VERSION, TO_COMPLETE
from workbook_templates.reading import read_return

NHS_NUMBER = "999 000 0018"
PHONE = "07700 900123"
E_MAIL = "a.person@example.org"
PLANTED = f"Known as {NHS_NUMBER}, rang {PHONE}, wrote from {E_MAIL}"
NEVER_REPEATED = (NHS_NUMBER, "9990000018", PHONE, "07700900123", "900123", E_MAIL, "a.person", "@example")

DATES = [column.header for column in COLUMNS if column.kind == "date"]
NUMBERS = [column.header for column in COLUMNS if column.kind == "number"]
REFERENCES = [column.header for column in COLUMNS if column.kind == "reference"]
LOCAL = ["Borough or local authority", "Partnership or board"]
CHOSEN = [column.header for column in COLUMNS if column.vocabulary and column.header not in LOCAL]
FREE = [header for header in HEADERS if header not in {*DATES, *NUMBERS, *CHOSEN}]


def cells(file: Received, position: int = 0) -> dict[str, Any]:
    """A record's cells by header."""
    return dict(zip(HEADERS, file.records[position].cells, strict=True))


def one_cell(header: str, value: Any, *, icb: str = "QMF", part: str = "Whole") -> Received:
    """A return of one record with one cell filled in besides its status."""
    row = {"Record no.": 12, "Status": "Open", header: value}
    return of_sheet([row], heading={**HEADING, "your_icb": icb, "return_part": part})


def of_sheet(
    rows: Sequence[Mapping[str, Any]], *, added: Sequence[str] = (), heading: Mapping[str, Any] | None = None
) -> Received:
    """A return whose sheet has columns beside the template's; each row maps a column's place or header to a value."""
    headers = [*HEADERS, TO_COMPLETE, *added]

    def spoil(book: Any, cases: Any) -> None:
        for number, row in enumerate(rows):
            for key, value in row.items():
                column = headers.index(key) if isinstance(key, str) else len(HEADERS) + key
                write_cell(book, cases, 4 + number, column, value)

    is_table = len(set(headers)) == len(headers)
    content = written("", headers=headers, table=is_table, spoil=spoil, heading=heading or HEADING)
    return receive("a.xlsx", content, today=TODAY)


def everything_said(file: Received) -> str:
    """All that leaves the return."""
    records = [(record.cells, dict(record.added)) for record in file.records]
    return repr((file.file, file.refusal, file.findings, file.crashed, file.content_mark, records))


def assert_nothing_repeated(file: Received, words: Iterable[str] = NEVER_REPEATED) -> None:
    said = everything_said(file)
    assert [word for word in words if word in said] == []


def test_a_return_says_what_it_is() -> None:
    content = return_bytes(OPEN_SAR, number=3, part="Adults", own_total=4, saved_on=date(2024, 11, 4))
    file = receive("folder/a.xlsx", content, today=TODAY)
    assert (file.file, file.sha256) == ("folder/a.xlsx", hashlib.sha256(content).hexdigest())
    assert (file.refusal, file.crashed, file.template_version) == ("", (), TEMPLATE_VERSION)
    assert (file.heading.your_icb, file.heading.month, file.heading.part) == ("QMF", OCTOBER, "Adults")
    assert (file.heading.return_number, file.heading.own_total) == (3, 4)
    assert file.saved_at == datetime(2024, 11, 4, tzinfo=UTC)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"ICB,Status\nQMF,Open\n", written(heading={"your_icb": "QMF"})])
def test_what_is_no_return_comes_back_with_the_reader_s_own_sentence(content: bytes) -> None:
    with pytest.raises(FileFault) as refused:
        read_return(content)
    file = receive("a.xlsx", content, today=TODAY)
    assert file.refusal == str(refused.value) != ""
    assert (file.records, file.findings, file.heading.your_icb) == ((), (), None)
    assert file.sha256 == hashlib.sha256(content).hexdigest()


def test_a_missing_column_is_a_refusal_that_names_it() -> None:
    headers = ["State" if header == "Status" else header for header in HEADERS]
    file = receive("a.xlsx", written("", headers=headers), today=TODAY)
    assert "'Status'" in file.refusal
    assert file.records == ()


def test_a_file_that_cannot_be_had_has_its_refusal_and_no_digest() -> None:
    file = unread("a.xlsx", "it cannot be read.")
    assert (file.file, file.refusal, file.sha256, file.records) == ("a.xlsx", "it cannot be read.", "", ())


def test_rows_are_those_that_excel_shows_and_a_record_number_alone_is_no_record() -> None:
    file = received("a.xlsx", OPEN_SAR, {}, {"Comments": "Only begun."}, {"Record no.": 77}, OPEN_SAR)
    assert [record.row for record in file.records] == [5, 7, 9]


def test_cells_are_given_as_understood() -> None:
    row = {"Status": "open", "Theme 1": "DV", "Date added": "12/03/2024", "Incident date": "July 2020", "Record no.": 7}
    shown = cells(received("a.xlsx", row))
    assert (shown["Status"], shown["Theme 1"]) == ("Open", "Domestic Violence")
    assert (shown["Date added"], shown["Incident date"]) == (date(2024, 3, 12), date(2020, 7, 1))
    assert shown["Record no."] == 7


def test_what_a_record_leaves_out_is_said_for_it() -> None:
    shown = cells(received("a.xlsx", {"Record no.": 12, "Comments": "Nothing else."}))
    assert (shown["ICB"], shown["Review type"], shown["Origin"]) == ("QMF", "Not Stated", "QMF/12")
    assert shown["Status"] is None


def test_origin_names_the_part_and_the_record_s_own_icb_and_is_kept_where_it_stands() -> None:
    adults = received("a.xlsx", {"Record no.": 12, "Status": "Open"}, part="Adults")
    assert cells(adults)["Origin"] == "QMF/Adults/12"
    before = received("a.xlsx", {"Record no.": 12, "Status": "Open", "ICB": "QMJ"})
    assert cells(before)["Origin"] == "QMJ/12"
    kept = received("a.xlsx", {"Record no.": 12, "Status": "Open", "Origin": "QRV/Children/3"})
    assert cells(kept)["Origin"] == "QRV/Children/3"


def test_without_an_icb_or_a_number_there_is_no_origin() -> None:
    nameless = received("a.xlsx", {"Record no.": 12, "Status": "Open"}, icb=None)
    assert (cells(nameless)["ICB"], cells(nameless)["Origin"]) == (None, None)
    numberless = receive("a.xlsx", written("| Status |\n| Open |"), today=TODAY)
    assert (cells(numberless)["Record no."], cells(numberless)["Origin"]) == (None, None)


@pytest.mark.parametrize(
    ("typed", "shown"), [("007", 7), ("12a", "12a"), (12.0, 12), ("QKK/12", "QKK/12"), ("1234567", 1234567)]
)
def test_a_record_number_is_a_number_where_it_is_one(typed: Any, shown: Any) -> None:
    assert cells(received("a.xlsx", {"Record no.": typed, "Status": "Open"}))["Record no."] == shown


def test_what_cannot_be_read_is_left_out_with_a_finding_and_the_record_stays() -> None:
    row = {"Status": "Perhaps", "Review type": "Something else", "Date added": "some day", "Theme 1": "Weather"}
    file = received("a.xlsx", row)
    shown = cells(file)
    assert (shown["Status"], shown["Review type"], shown["Date added"], shown["Theme 1"]) == (
        None, "Not Stated", None, None,
    )  # fmt: skip
    assert set(row) <= {finding.column for finding in file.findings if finding.row == 5}


def test_the_day_of_the_check_is_the_one_given() -> None:
    content = return_bytes({**OPEN_SAR, "Date added": date(2024, 10, 20)})
    later = receive("a.xlsx", content, today=date(2024, 10, 25))
    before = receive("a.xlsx", content, today=date(2024, 10, 15))
    ahead = {finding.rule for finding in before.findings} - {finding.rule for finding in later.findings}
    assert ahead
    assert {finding.column for finding in before.findings if finding.rule in ahead} == {"Date added"}


def test_text_that_begins_like_a_formula_stays_text() -> None:
    shown = cells(received("a.xlsx", {"Overview": "=1+1", "Comments": "@home"}))
    assert (shown["Overview"], shown["Comments"]) == ("=1+1", "@home")


# PID


@pytest.mark.parametrize("header", FREE)
def test_personal_detail_is_withheld_in_every_column_that_holds_text(header: str) -> None:
    file = one_cell(header, PLANTED, icb="QOX")
    assert cells(file)[header] == (
        "Known as [withheld: NHS number], rang [withheld: phone number], wrote from [withheld: e-mail address]"
    )
    assert_nothing_repeated(file)


@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize("icb", ["QMF", "QOX"])
def test_personal_detail_in_any_column_is_found_and_never_repeated(header: str, icb: str) -> None:
    file = one_cell(header, PLANTED, icb=icb)
    found = [(one.rule, one.severity) for one in file.findings if one.column == header and one.rule == "H01"]
    assert found == [("H01", Severity.ERROR)] * 3
    assert_nothing_repeated(file)


@pytest.mark.parametrize("header", [*DATES, *NUMBERS, *CHOSEN])
def test_a_cell_that_personal_detail_makes_unreadable_is_empty(header: str) -> None:
    shown = cells(one_cell(header, PLANTED))[header]
    assert shown in (None, "QMF", "Not Stated", "Open")


@pytest.mark.parametrize("icb", ["QMF", "QOX"])
@pytest.mark.parametrize("header", [header for header in HEADERS if header not in REFERENCES])
def test_an_nhs_number_typed_as_a_number_is_withheld(header: str, icb: str) -> None:
    assert_nothing_repeated(one_cell(header, 9990000018, icb=icb))


@pytest.mark.parametrize("header", REFERENCES)
def test_in_references_a_bare_number_stays_with_a_warning_and_a_labelled_one_goes(header: str) -> None:
    bare = one_cell(header, "9990000018")
    assert cells(bare)[header] == "9990000018"
    assert [one.severity for one in bare.findings if one.column == header and one.rule == "H02"] == [Severity.WARNING]
    labelled = one_cell(header, "NHS no. 9990000018")
    assert cells(labelled)[header] == "NHS no. [withheld: NHS number]"
    assert_nothing_repeated(labelled)


@pytest.mark.parametrize("header", ["Record no.", *LOCAL, "Link to report"])
def test_outside_references_a_bare_number_is_withheld_as_possible(header: str) -> None:
    file = one_cell(header, "ref 9990000018", icb="QOX")
    assert cells(file)[header] == "ref [withheld: possible NHS number]"
    assert_nothing_repeated(file)


@pytest.mark.parametrize("number", ["9990000018", 9990000018, PHONE, E_MAIL])
def test_a_record_number_with_personal_detail_makes_no_origin(number: Any) -> None:
    file = one_cell("Record no.", number)
    assert cells(file)["Origin"] is None
    assert str(cells(file)["Record no."]).startswith("[withheld: ")
    assert {finding.record for finding in file.findings if finding.row == 5} == {"(not shown)"}
    assert_nothing_repeated(file)


@pytest.mark.parametrize("part", ["9990000018", f"of {PHONE}", E_MAIL])
def test_a_part_with_personal_detail_is_withheld_in_the_origin(part: str) -> None:
    file = one_cell("Comments", "Nothing.", part=part)
    assert cells(file)["Origin"].startswith("QMF/")
    assert_nothing_repeated(file)


def test_a_near_miss_with_personal_detail_is_not_quoted() -> None:
    assert_nothing_repeated(one_cell("Theme 1", "Neglect 07700900123"))
    assert "'Neglct'" in repr(one_cell("Theme 1", "Neglct").findings)


def test_added_columns_are_carried_through_as_text() -> None:
    rows = [{"Status": "Open", "Ward": "Elm", "Beds": 12}, {"Status": "Open", "Ward": " Oak  Tree "}]
    file = of_sheet(rows, added=["Ward", "Beds"])
    assert [dict(record.added) for record in file.records] == [{"Ward": "Elm", "Beds": "12"}, {"Ward": "Oak Tree"}]


def test_a_row_with_an_added_column_alone_is_a_record() -> None:
    file = of_sheet([{"Ward": "Elm"}], added=["Ward"])
    assert [record.row for record in file.records] == [5]


def test_added_columns_and_their_headers_are_stripped_of_personal_detail() -> None:
    row = {"Status": "Open", f"Ring {PHONE}": PLANTED, "Number": 9990000018}
    file = of_sheet([row], added=[f"Ring {PHONE}", "Number"])
    assert dict(file.records[0].added) == {
        "Ring [withheld: phone number]": "Known as [withheld: NHS number], rang [withheld: phone number], "
        "wrote from [withheld: e-mail address]",
        "Number": "[withheld: NHS number]",
    }
    assert_nothing_repeated(file)


def test_headers_that_come_to_one_when_withheld_lose_no_column() -> None:
    added = [PHONE, "07700 900456", "Ward"]
    file = of_sheet([{1: "first", 2: "second", 3: "third"}, {2: "alone"}], added=added)
    first, second = (dict(record.added) for record in file.records)
    assert sorted(first.values()) == ["first", "second", "third"]
    assert [first[header] for header in second] == ["second"], "a column has one header in all rows of its return"
    assert_nothing_repeated(file)


def test_two_added_columns_of_one_header_are_both_kept() -> None:
    file = of_sheet([{"Status": "Open", 1: "first", 2: "second"}], added=["Ward", "Ward"])
    assert sorted(file.records[0].added.values()) == ["first", "second"]


def test_a_cell_under_no_header_is_kept() -> None:
    file = of_sheet([{"Status": "Open", 1: "beside"}])
    assert list(file.records[0].added.values()) == ["beside"]


# Two returns that are one


def mark(*rows: Mapping[str, Any], **heading: Any) -> str:
    return received("a.xlsx", *rows, **heading).content_mark


def test_a_return_saved_twice_has_one_mark() -> None:
    assert mark(OPEN_SAR, saved_on=date(2024, 11, 4)) == mark(OPEN_SAR, saved_on=date(2024, 11, 5))


def test_whatever_differs_in_your_icb_or_cases_makes_another_mark() -> None:
    marks = [
        mark(OPEN_SAR),
        mark({**OPEN_SAR, "Status": "Closed"}),
        mark({**OPEN_SAR, "Comments": "one more word"}),
        mark(OPEN_SAR, OPEN_SAR),
        mark(OPEN_SAR, number=2),
        mark(OPEN_SAR, month=date(2024, 9, 30)),
        mark(OPEN_SAR, part="Adults"),
        mark(OPEN_SAR, own_total=1),
        mark(),
    ]
    assert len(set(marks)) == len(marks)


def test_an_added_column_makes_another_mark() -> None:
    elm, oak = (of_sheet([{"Status": "Open", "Ward": ward}], added=["Ward"]).content_mark for ward in ("Elm", "Oak"))
    assert elm != oak


def test_files_that_are_no_returns_have_no_mark_in_common_with_a_return() -> None:
    assert receive("a.xlsx", b"", today=TODAY).content_mark == ""
    assert mark(OPEN_SAR) != ""
