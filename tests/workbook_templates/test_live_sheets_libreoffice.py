"""`Summary` and `Checklist` work out, for any rows, what Python counts from the same rows."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from reports.figures.cases import cases_frame
from reports.figures.mentions import OVERALL, mention_counts, mention_ranks
from reports.figures.totals import monthly_totals, review_types
from reports.months import month_ends
from tests.libreoffice import opened_each
from tests.reports.made_up_returns import record_of
from tests.workbook_templates.summary_cells import NOT_STATED, NOT_UNDERSTOOD, SummaryCells
from validators.case_review import COLUMN_BY_FIELD, COLUMNS, LEARNING_COLUMNS, THEME_COLUMNS, CaseReview
from validators.entries import RawRow, understand
from validators.month_end import Standing, standing_at
from validators.periods import months_after
from validators.required_cells import REQUIRED_COLUMNS, cells_to_complete, is_asked_for
from validators.vocabularies import vocabulary
from validators.when import Profile
from workbook_templates.layout import FIRST_RECORD_ROW, TO_COMPLETE
from workbook_templates.template import template_bytes
from workbook_templates.template.cases import COLUMN_NUMBERS
from workbook_templates.template.needed_cells import COMPLETE
from workbook_templates.template.page import column_letters

pytestmark = pytest.mark.libreoffice

OCTOBER = date(2024, 10, 31)
READY_ROWS = 12
Row = Mapping[str, str | date]
DATES = (
    "Date added",
    "Date commissioned",
    "Date referred or notified",
    "Date closed",
    "Date published",
    "Date signed off",
)
MENTIONS = tuple(column.header for column in (*THEME_COLUMNS, *LEARNING_COLUMNS))

_DAYS = st.one_of(
    st.dates(date(2023, 9, 1), date(2025, 1, 31)),
    st.sampled_from([date(2024, 10, 31), date(2024, 11, 1), date(2024, 4, 30), date(2024, 5, 1), date(2023, 11, 30)]),
)

_NO_TRUE_DATES = st.sampled_from(["12/03/2024", "2024-03-12", "soon"])


def _cells(*, doubtful: bool) -> st.SearchStrategy[Row]:
    """A row's cells: terms of the list and true dates; doubtful ones too where asked for."""

    def chosen(name: str, strange: Sequence[str]) -> st.SearchStrategy[str]:
        terms = st.sampled_from(vocabulary(name).codes)
        return st.one_of(terms, st.sampled_from(strange)) if doubtful else terms

    few = st.sampled_from((*vocabulary("themes").codes[:5], "None of these"))
    return st.fixed_dictionaries(
        {},
        optional={
            "Status": chosen("statuses", ("Opne", " Open", "O*", "TBC")),
            "Review type": chosen("review_types", ("SAR", "DHR", "Rapid", "?", "SAR*")),
            "Media interest": chosen("media_interest", ("likely?", "*")),
            **{column.header: st.one_of(few, chosen("themes", ("DV", "Neglct", "Neg*"))) for column in THEME_COLUMNS},
            **{column.header: chosen("learning", ("Training", "Superv?sion")) for column in LEARNING_COLUMNS},
            **dict.fromkeys(DATES, st.one_of(_DAYS, _NO_TRUE_DATES) if doubtful else _DAYS),
            "Comments": st.just("made up"),
        },
    )


NUMBER = 60 if os.environ.get("SCRT_CI") == "1" else 16


def made_by_hypothesis(rows: st.SearchStrategy[list[Row]]) -> list[list[Row]]:
    """The rows of many workbooks, drawn before LibreOffice starts: one start then serves them all."""
    drawn: list[list[Row]] = []

    @settings(max_examples=NUMBER, deadline=None, database=None, phases=[Phase.generate])
    @given(rows)
    def draw(one: list[Row]) -> None:
        drawn.append(one)

    draw()
    # The first example that hypothesis tries is the smallest one.
    assert sum(map(len, drawn)) > NUMBER
    return drawn


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("summary") / "empty.xlsx"
    path.write_bytes(template_bytes(icb="QMF", reporting_month=OCTOBER, ready_rows=READY_ROWS))
    return path


def typed(rows: Sequence[Row]) -> dict[tuple[str, str], str | float]:
    """The rows as typed, the last of them below the table."""
    return {
        ("Cases", f"{column_letters(COLUMN_NUMBERS[header])}{number}"): (
            float((value - date(1899, 12, 30)).days) if isinstance(value, date) else value
        )
        for number, row in enumerate(rows, start=FIRST_RECORD_ROW)
        for header, value in row.items()
    }


def summaries(template: Path, workbooks: Sequence[Sequence[Row]]) -> list[SummaryCells]:
    answers = opened_each(template, [typed(rows) for rows in workbooks], sheets=["Summary"])
    return [SummaryCells(answer["Summary"]) for answer in answers]


def understood(row: Row) -> CaseReview:
    return understand(RawRow(dict(row))).review


def counted(rows: Sequence[Row]) -> tuple[Any, list[CaseReview]]:
    """The frame that the region counts from, of the records up to the month's end; and all reviews."""
    reviews = [understood(row) for row in rows if row]
    there = [one for one in reviews if standing_at(one, end=OCTOBER, reporting_month=OCTOBER) is not Standing.LATER]
    return cases_frame([("QMF", record_of(one)) for one in there], reporting_month=OCTOBER), reviews


def test_the_summary_counts_what_the_region_counts(template: Path) -> None:
    workbooks = made_by_hypothesis(st.lists(_cells(doubtful=False), max_size=READY_ROWS + 4))
    for rows, summary in zip(workbooks, summaries(template, workbooks), strict=True):
        frame, reviews = counted(rows)
        totals = monthly_totals(frame, month_ends(OCTOBER, number=12))
        expected = [tuple(line) for line in totals.drop(columns="Month").itertuples(index=False)]
        assert summary.trend == expected
        assert summary.month_end == expected[-1]
        assert summary.headline["Rows not fully understood here"][0] == 0
        assert summary.headline["Added after the month: not counted"][0] == len(reviews) - len(frame)
        assert summary.headline["In the workbook now"] == _now(reviews)
        _compare_types(summary, frame)
        _compare_mentions(summary, frame, "themes", "Theme")
        _compare_mentions(summary, frame, "learning", "Organisational learning")
        _compare_the_rest(summary, reviews)


def _now(reviews: Sequence[CaseReview]) -> tuple[int, ...]:
    statuses = [review.status for review in reviews]
    return len(statuses), statuses.count("Open"), statuses.count("Closed"), statuses.count(None)


def _compare_types(summary: SummaryCells, frame: Any) -> None:
    table = {name: tuple(counts) for name, *counts in review_types(frame).itertuples(index=False)}
    shown = dict(summary.types)
    # The region reports other statutory reviews with Not Stated.
    together = zip(shown.pop("Other statutory review"), shown.pop(NOT_STATED), strict=True)
    assert shown.pop(NOT_UNDERSTOOD) == (0, 0, 0, 0)
    assert shown | {"Not Stated": tuple(a + b for a, b in together)} == table


def _compare_mentions(summary: SummaryCells, frame: Any, name: str, header: str) -> None:
    counts = mention_counts(frame, name, header)
    shown = summary.mentions(header)
    assert shown.pop(NOT_UNDERSTOOD) == 0
    shown.pop("None of these")
    assert shown == dict(zip(counts[header], counts["Total"], strict=True))
    assert list(shown.values()) == sorted(shown.values(), reverse=True)
    ranks = mention_ranks(counts, header)
    overall = ranks[ranks["Reviews"] == OVERALL]
    assert summary.ranks(header) == {
        term: rank for _, rank, terms, _ in overall.itertuples(index=False) for term in terms.split(" / ")
    }
    plural = "themes" if name == "themes" else "learning terms"
    parts = []
    for _, rank, terms, mentions in list(overall.itertuples(index=False))[:3]:
        tied = f"{len(terms.split(' / '))} {plural} share this place"
        parts.append(f"{rank}. {terms if len(terms) <= 110 else tied} ({mentions})")
    named = ";  ".join(parts) or f"no {plural} are entered yet"
    assert summary.cells["A3" if name == "themes" else "A4"] == f"Top three {plural}: {named}."


def _compare_the_rest(summary: SummaryCells, reviews: Sequence[CaseReview]) -> None:
    """Rapid reviews, media interest, and the age of open reviews."""
    standings = [(one, standing_at(one, end=OCTOBER, reporting_month=OCTOBER)) for one in reviews]
    there = [one for one, standing in standings if standing is not Standing.LATER]
    still_open = [one for one, standing in standings if standing is Standing.OPEN]
    rapid = summary.table("Rapid reviews", "AB")
    converted = sum((one.review_type or "").endswith("- Converted") for one in there)
    assert rapid["Converted to a full review"] == (converted,)
    assert rapid["Rapid reviews, not converted"] == (sum(one.review_type == "Rapid Review" for one in there),)
    media = summary.table("Media interest", "KLM")
    for term in vocabulary("media_interest").codes:
        assert media[term] == tuple(sum(one.media_interest == term for one in each) for each in (still_open, there))
    since = [one.date_commissioned or one.date_referred or one.date_added for one in still_open]
    half, one, two = (months_after(OCTOBER, -months) for months in (6, 12, 24))
    ages = summary.table("Age of open reviews", "KM")
    assert [ages[label][0] for label in ages] == [
        sum(day is not None and day > half for day in since),
        sum(day is not None and one < day <= half for day in since),
        sum(day is not None and two < day <= one for day in since),
        sum(day is not None and day <= two for day in since),
        since.count(None),
    ]


def test_rows_that_are_not_understood_are_counted_and_no_row_is_lost(template: Path) -> None:
    wild: list[list[Row]] = [
        [{"Theme 1": "Neg*"}, {"Learning 1": "Superv?sion"}],
        [{"Status": "O*"}, {"Theme 2": "LAC"}],
    ]
    workbooks = wild + made_by_hypothesis(st.lists(_cells(doubtful=True), max_size=READY_ROWS + 4))
    for rows, summary in zip(workbooks, summaries(template, workbooks), strict=True):
        begun = [row for row in rows if row]
        assert summary.headline["In the workbook now"][0] == len(begun)
        assert summary.headline["Rows not fully understood here"][0] == sum(map(is_doubtful, begun))
        total, *parts = summary.month_end
        assert total == sum(parts)
        assert [sum(column) for column in zip(*summary.types.values(), strict=True)] == [total, *parts]
        warned = str(summary.cells.get("A6", ""))
        assert ("not understood here" in warned) == any(map(is_doubtful, begun))


def test_rows_that_are_inserted_and_deleted_leave_the_counts_right(template: Path) -> None:
    """The first record's row goes, one in the middle goes, and an empty row comes between others."""
    rows: list[Row] = [
        {"Status": "Open", "Theme 1": "LAC", "Date added": date(2024, 1, 5)},
        {"Status": "Closed", "Theme 1": "CSE", "Date added": date(2024, 2, 5), "Date closed": date(2024, 3, 6)},
        {"Status": "Open", "Theme 1": "Neglect", "Date added": date(2024, 2, 5)},
        {"Status": "Closed", "Theme 1": "Neglect", "Date added": date(2024, 11, 5)},
        {"Status": "Open", "Theme 1": "Suicide", "Review type": "SAR Adult", "Date added": date(2024, 5, 5)},
    ]
    moved = [("Cases", "delete", 5), ("Cases", "insert", 6), ("Cases", "delete", 7)]
    answers = opened_each(template, [typed(rows)], sheets=["Summary", "Checklist"], moved=moved)
    summary = SummaryCells(answers[0]["Summary"])
    assert summary.month_end == (2, 1, 1, 0)
    assert summary.headline["Added after the month: not counted"][0] == 1
    assert {term for term, mentions in summary.mentions("Theme").items() if mentions} == {"CSE", "Suicide"}
    assert summary.types["SAR Adult"] == (1, 1, 0, 0)
    assert [line[0] for line in summary.trend] == [0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 2, 2]
    assert answers[0]["Checklist"]["D11"] == 3


def is_doubtful(row: Row) -> bool:
    """Whether a cell that the summary counts holds no exact term or no true date."""
    entry = understand(RawRow(dict(row)))
    fields = {column.header for column in COLUMN_BY_FIELD.values()} - {"Comments"}
    return any(header in fields for header in (*entry.problems, *entry.notes))


def _any_cells() -> st.SearchStrategy[Row]:
    """Cells of every column but Record no., each filled in more often than not."""
    values = {
        "date": _DAYS,
        "number": st.integers(0, 9).map(float),
        "link": st.just("https://www.example.org/report"),
        "initials": st.just("AB"),
    }
    return st.fixed_dictionaries(
        {},
        optional={
            column.header: st.sampled_from(vocabulary(column.vocabulary).codes)
            if column.vocabulary
            else values.get(column.kind, st.just("made up"))
            for column in COLUMNS[1:]
        },
    )


def test_the_checklist_counts_what_the_model_needs(template: Path) -> None:
    workbooks = made_by_hypothesis(st.lists(_any_cells(), max_size=READY_ROWS))
    answers = opened_each(template, [typed(rows) for rows in workbooks], sheets=["Checklist", "Cases"])
    letters = column_letters(COLUMN_NUMBERS[TO_COMPLETE])
    for rows, answer in zip(workbooks, answers, strict=True):
        cells = answer["Checklist"]
        lines = {cells.get(f"A{row}"): (cells.get(f"C{row}"), cells.get(f"D{row}")) for row in range(10, 40)}
        entries = [
            understand(RawRow({"Record no.": float(number), **row})) for number, row in enumerate(rows, 1) if row
        ]
        to_complete = {entry.record: cells_to_complete(entry.review) for entry in entries}
        for column in REQUIRED_COLUMNS:
            asked = [entry for entry in entries if is_asked_for(column, Profile.of(entry.review))]
            lacking = sum(column.header in to_complete[entry.record] for entry in asked)
            assert lines[column.header] == (len(asked) - lacking, len(asked)), column.header
        assert cells["B6"] == sum(map(bool, to_complete.values()))
        shown = [answer["Cases"].get(f"{letters}{row}", "") for row in range(5, 5 + READY_ROWS)]
        assert cells["B6"] == len([text for text in shown if text not in ("", COMPLETE)])
