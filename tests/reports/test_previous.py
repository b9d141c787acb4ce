"""Last month's summary is read back by the names of its tables; what is no summary is refused in a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter

from reports.previous import PUBLISHED_FIGURES, PreviousRecord, PreviousSummary, read_previous
from reports.summary_workbook import summary_bytes
from reports.unheard import COVERAGE_COLUMNS
from tests.reports.made_up_returns import OCTOBER, OPEN_SAR, SEPTEMBER, consolidated, received, return_bytes, rows_of
from workbook_templates.faults import FileFault

COLUMNS = (
    "Record no.", "Status at month end", "Review type", "ICB counted", "Origin",
    "Identifier reference 1", "Identifier reference 2",
)  # fmt: skip

RICH: Mapping[str, Any] = {
    **OPEN_SAR,
    "Identifier type 1": "StEIS",
    "Identifier reference 1": "2021/12345",
    "Identifier type 2": "Local",
    "Identifier reference 2": "00123",
}
AUGUST = date(2024, 8, 31)


def summary(
    cases: Sequence[Sequence[Any]] = (),
    *,
    columns: Sequence[str] = COLUMNS,
    months: Sequence[Any] = (SEPTEMBER,),
    more: Sequence[tuple[str, Sequence[str], Sequence[Sequence[Any]]]] = (),
) -> bytes:
    """A small workbook with the tables of a summary, and further ones by name, columns and rows."""
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    write_table(book, "monthly_totals", ["Month", "Total"], [[month, 1] for month in months])
    write_table(book, "cases", columns, cases or [[""] * len(columns)])
    for table in more:
        write_table(book, *table)
    book.close()
    return target.getvalue()


def write_table(book: Any, name: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    options = {"name": name, "columns": [{"header": column} for column in columns], "data": rows}
    book.add_worksheet().add_table(2, 1, 2 + len(rows), len(columns), options)


def told(previous: PreviousSummary, *files: Any, month: date = OCTOBER) -> list[tuple[object, ...]]:
    return list(consolidated(*files, month=month, previous=previous).tables["changes"].rows)


def test_records_and_the_latest_month_are_read() -> None:
    cases = [
        [12, "Open", "SAR Adult", "QMF", "QMF/12", "2021/12345", ""],
        ["12a", "Closed", "Not Stated", "QKK", "QKK/Adults/12a", "", "AB-1"],
    ]
    assert read_previous(summary(cases, months=[date(2024, 8, 31), SEPTEMBER])) == PreviousSummary(
        SEPTEMBER,
        (
            PreviousRecord("QMF", "12", "QMF/12", ("2021/12345",), "Open", "SAR Adult"),
            PreviousRecord("QKK", "12a", "QKK/Adults/12a", ("AB-1",), "Closed", "Not Stated"),
        ),
    )


def test_the_blank_row_of_an_empty_table_is_no_record() -> None:
    assert read_previous(summary()) == PreviousSummary(SEPTEMBER, ())


def test_what_somebody_typed_over_an_earlier_month_is_left_out_and_the_rest_is_read() -> None:
    published, coverage = ("Month", *PUBLISHED_FIGURES), ("Month", *COVERAGE_COLUMNS)
    months = [[AUGUST, 9, 5, 4, 0], [SEPTEMBER, "nine", 5, 4, 0], ["September", 9, 5, 4, 0]]
    returns = [[AUGUST, 5, 4, 0, "QMF"], [SEPTEMBER, "all", 4, 0, ""], ["September", 5, 4, 0, ""]]
    typed = [("as_published", published, months), ("returns_by_month", coverage, returns)]
    found = read_previous(summary(more=typed))
    assert [one.month for one in found.published] == [AUGUST]
    assert found.coverage == {AUGUST: (5, 4, 0, "QMF")}
    assert found.unheard_in(AUGUST).missing == {("QMF", "Whole")}
    renamed = [("as_published", [*published[:-1], "Renamed"], months[:1])]
    assert read_previous(summary(more=renamed)).published == ()


def test_columns_are_found_by_name_wherever_they_stand() -> None:
    columns = [*reversed(COLUMNS), "Ward"]
    previous = read_previous(summary([["", "2021/1", "QMF/1", "QMF", "SAR Adult", "Open", 1, "Elm"]], columns=columns))
    assert previous.records == (PreviousRecord("QMF", "1", "QMF/1", ("2021/1",), "Open", "SAR Adult"),)


@pytest.mark.parametrize(
    "content",
    [b"", b"no workbook", b"PK\x03\x04 broken", return_bytes(OPEN_SAR)],
    ids=["empty", "text", "broken", "a return"],
)
def test_what_is_no_summary_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(FileFault, match=r"not a summary that S-CRT wrote.*Please either.*--previous"):
        read_previous(content)


@pytest.mark.parametrize(
    "content",
    [summary(columns=COLUMNS[:-1]), summary(columns=["Record no."]), summary(months=["September"])],
    ids=["a column missing", "all but one missing", "no month"],
)
def test_a_summary_that_somebody_changed_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(FileFault, match=r"not as S-CRT wrote it.*Please"):
        read_previous(content)


def test_a_summary_is_read_back_as_it_was_written() -> None:
    files = [
        received("a.xlsx", RICH, {**OPEN_SAR, "Status": "Closed", "Date closed": date(2024, 6, 1)}, {"Comments": "x"}),
        received("b.xlsx", {**OPEN_SAR, "Record no.": "12a", "Review type": "Rapid Review"}, icb="QKK", part="Adults"),
    ]
    found = consolidated(*files)
    previous = read_previous(summary_bytes(found))
    assert previous.month == OCTOBER
    assert [
        (one.icb, one.record_no, one.origin, one.references, one.status, one.review_type) for one in previous.records
    ] == [
        (
            row["ICB counted"],
            str(row["Record no."]),
            row["Origin"],
            tuple(row[f"Identifier reference {slot}"] for slot in (1, 2) if row[f"Identifier reference {slot}"]),
            row["Status at month end"],
            row["Review type"],
        )
        for row in rows_of(found, "cases")
    ]
    assert previous.records[0].references == ("2021/12345", "00123")


def test_a_summary_without_a_single_record_is_read_back() -> None:
    previous = read_previous(summary_bytes(consolidated(received("a.xlsx"))))
    assert (previous.month, previous.records) == (OCTOBER, ())


def test_the_same_returns_a_month_later_have_not_changed() -> None:
    rows = [RICH, {**OPEN_SAR, "Status": "Closed", "Date closed": date(2024, 6, 1)}, {"Comments": "x"}, {}]
    september = consolidated(received("a.xlsx", *rows, month=SEPTEMBER), month=SEPTEMBER)
    previous = read_previous(summary_bytes(september))
    assert previous.month == SEPTEMBER
    assert told(previous, received("a.xlsx", *rows)) == []


def test_a_month_s_changes_through_a_written_summary() -> None:
    def numbered(number: int, **cells: Any) -> dict[str, Any]:
        return {**OPEN_SAR, "Record no.": number, **cells}

    closed = {"Status": "Closed", "Date closed": date(2024, 9, 2)}
    before = [
        received(
            "qmf.xlsx",
            numbered(1),
            numbered(2, **closed),
            numbered(3),
            numbered(4),
            numbered(5, **{"Identifier type 1": "StEIS", "Identifier reference 1": "2021/5"}),
            month=SEPTEMBER,
        ),
        received("qkk.xlsx", numbered(1), month=SEPTEMBER, icb="QKK"),
    ]
    previous = read_previous(summary_bytes(consolidated(*before, month=SEPTEMBER)))
    after = [
        received(
            "qmf.xlsx",
            numbered(1, **{"Status": "Closed", "Date closed": date(2024, 10, 2)}),
            numbered(2),
            numbered(3, **{"Review type": "SAR Adult - Converted"}),
            numbered(6, **{"Date added": date(2024, 10, 2)}),
            numbered(7, **{"Date added": date(2024, 9, 2)}),
            numbered(8, **{"Date added": date(2024, 11, 2)}),
        ),
        received(
            "qkk.xlsx",
            numbered(1),
            numbered(50, **{"Identifier type 2": "StEIS", "Identifier reference 2": "2021/5"}),
            icb="QKK",
        ),
    ]
    assert told(previous, *after) == [
        ("QKK", 50, "ICB changed", "QMF", "QKK"),
        ("QMF", 6, "new", "", "Open"),
        ("QMF", 7, "added late", "", "Open"),
        ("QMF", 1, "closed", "Open", "Closed"),
        ("QMF", 2, "reopened", "Closed", "Open"),
        ("QMF", 3, "type changed", "SAR Adult", "SAR Adult - Converted"),
        ("QMF", 4, "disappeared", "Open", ""),
    ]


def test_a_month_typed_with_a_time_is_a_day() -> None:
    previous = read_previous(summary(months=[datetime(2024, 9, 30, 12, 0)]))
    assert previous.month == SEPTEMBER


# Whose returns were missing


def test_who_was_expected_and_not_heard_is_read() -> None:
    returns = [
        ["QMF", "Adults", "counted"],
        ["QMF", "Children", "no return"],
        ["QKK", "Whole", "carried forward"],
        ["QWE", "Whole", "set aside"],
        ["", "", ""],
    ]
    unheard = read_previous(
        summary(more=[("returns_expected", ("ICB code", "Part of return", "Return"), returns)])
    ).unheard
    assert unheard.month == SEPTEMBER
    assert unheard.missing == {("QMF", "Children"), ("QWE", "Whole")}
    assert unheard.heard == {("QMF", "Adults"), ("QKK", "Whole")}


def test_a_summary_that_lists_no_expected_returns_tells_by_its_files_and_totals_who_was_missing() -> None:
    sources = [
        ["QMF", "Adults", "counted"],
        ["QMF", "Adults", "superseded"],
        ["QMF", "Children", "set aside"],
        ["QKK", "Whole", "counted"],
        ["QWE", "Adults", "set aside"],
        ["", "", "set aside"],
    ]
    tables = [
        ("sources", ("ICB code", "Part of return", "Status"), sources),
        ("icb_totals", ("ICB code", "Return"), [[icb, ""] for icb in ("QMF", "QKK", "QWE")]),
    ]
    unheard = read_previous(summary(more=tables)).unheard
    assert unheard.missing == {("QMF", "Children"), ("QWE", "Adults"), ("QWE", "Whole")}
    assert unheard.heard == {("QMF", "Adults"), ("QKK", "Whole")}
    assert read_previous(summary()).unheard == PreviousSummary(SEPTEMBER, ()).unheard


def test_a_summary_whose_records_were_taken_out_is_refused() -> None:
    headers = ("Month", *PUBLISHED_FIGURES)
    with pytest.raises(FileFault, match="does not hold its records"):
        read_previous(summary(more=[("as_published", headers, [[AUGUST, 0, 0, 0, 0], [SEPTEMBER, 7, 5, 2, 0]])]))
    for row in ([SEPTEMBER, 0, 0, 0, 0], [AUGUST, 7, 4, 2, 1]):
        assert read_previous(summary(more=[("as_published", headers, [row])])).records == ()
