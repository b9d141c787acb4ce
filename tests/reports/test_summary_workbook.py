"""The summary workbook read back: every table by its name, London's figures cell by cell, words, formulas, paper."""

import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from reports.choosing import Choice
from reports.consolidation import Consolidation, consolidate
from reports.london_example import published_figures
from reports.previous import read_previous
from reports.summary_workbook import SHEETS, SUMMARY_PROPERTY, summary_bytes
from tests.reports.made_up_returns import OPEN_SAR, received
from tests.reports.published_tables import PUBLISHED
from tests.reports.summary_workbook_example import NOTE, OCTOBER, in_brief, london, london_summary, nothing, with_rows
from validators.regions import RegionPack, in_region
from validators.vocabularies import vocabulary

FIRST_COLUMNS = {
    **PUBLISHED,
    "monthly_flow": ["Month", "Added"],
    "bridge": ["Step", "Meaning", "Records", "Total", "Open", "Closed", "Status not stated"],
    "bridge_by_icb": ["ICB code", "ICB", "Before", "New", "Added late", "No return in the earlier month"],
    "bridge_by_type": ["Review type", "Before", "New", "Added late", "No return in the earlier month"],
    "as_published": ["Month", "Published total", "Published open", "Published closed"],
    "restated": ["Month", "Reason", "Records", "Total", "Open", "Closed", "Status not stated"],
    "history": ["Month", "ICB code", "Record no.", "Origin"],
    "self_check": ["Check", "Of", "Should be", "Gives", "Result"],
    "drill": [
        "Table", "Table row", "Row", "Column", "Figure", "ICB code", "File", "Records", "Record numbers",
    ],
    "release": [
        "File", "ICB code", "Record no.", "Row", "Column", "Kind", "Start", "Length", "SHA-256", "Release",
    ],
    "icb_trend": ["ICB code", "ICB", "Month", "Total", "Open", "Closed"],
    "returns_expected": ["ICB code", "ICB", "Part of return", "Return", "File"],
    "returns_by_month": ["Month", "ICBs expected", "ICBs counted", "ICBs carried forward", "Missing"],
    "withheld": ["ICB code", "ICB", "Certain withheld", "Possible withheld", "Possible released"],
    "rapid_outcomes": ["Quarter", "Total", "No further review", "CSPR", "SAR", "DHR", "Other", "Not filled in"],
    "rapid_conversion": ["ICB code", "ICB", "Rapid reviews", "Type overwritten", "Outcome names a full review"],
    "rapid_times": ["Quarter", "Concluded", "Within expected", "Past expected", "No date of notification"],
    "rapid_open": ["ICB code", "ICB", "Open", "Within expected", "Past expected", "No date of notification"],
    "open_by_type": ["Review type", "Open", "Within expected", "Past expected", "Not judged"],
    "open_by_icb": ["ICB code", "ICB", "Open", "Within expected", "Past expected", "Not judged"],
    "open_by_stage": ["Stage", "Open", "Within expected", "Past expected", "Not judged"],
    "health_recommendations": ["ICB code", "ICB", "DHR", "Number filled in", "Made", "Verified", "Outstanding"],
    "media_interest": ["Media interest", "Total", "Open", "Closed"],
    "media_by_type": ["Review type", "Total", "Unlikely", "Possible", "Likely", "Already reported", "Not Stated"],
    "joint_reviews": ["Reviews", "Records", "Counted once"],
    "theme_groups": ["Theme group", "Total", "CSPR", "SAR", "DHR", "Rapid Review", "Not Stated", "Themes in it"],
    "themes_by_quarter": ["Theme", "Total", "Earlier", "2022/23 Q4", "2023/24 Q1"],
    "themes_by_icb": ["Theme", "Total", "QMJ", "QMF", "QRV", "QKK", "QWE"],
    "learning_by_quarter": ["Learning", "Total", "Not closed", "Earlier", "2022/23 Q4", "2023/24 Q1"],
    "learning_by_icb": ["Learning", "Total", "QMJ", "QMF", "QRV", "QKK", "QWE"],
    "theme_learning": ["Theme", "Records", "Case Monitoring", "Communication"],
    "quality": ["ICB code", "ICB", "Records", "Score", "Type not stated", "Status not stated", "Not stated rate"],
    "quality_scores": ["ICB code", "ICB", "2023-11", "2023-12"],
    "findings_by_rule": ["Rule", "Rule in words", "2023-11", "2023-12"],
    "findings_by_icb": ["Rule", "Rule in words", "Total", "QMJ", "QMF", "QRV", "QKK", "QWE"],
    "joint_records": ["Group", "ICB code", "Record no.", "Origin", "Review type", "Status at month end"],
}  # fmt: skip
SHEET_OF = {
    "monthly_totals": "Summary", "review_types": "Summary", "theme_counts": "Themes", "theme_ranks": "Themes",
    "learning_counts": "Learning", "learning_ranks": "Learning", "monthly_flow": "Month trend", "icb_totals": "ICBs",
    "bridge": "Bridge", "bridge_by_icb": "Bridge", "bridge_by_type": "Bridge", "as_published": "As published",
    "restated": "As published", "history": "Month log", "self_check": "Self-check", "drill": "Drill",
    "reconciliation": "Reconciliation", "changes": "Changes", "sources": "Sources", "findings": "Findings",
    "cases": "Cases", "after_month": "After month", "release": "Release", "withheld": "ICBs",
    "icb_trend": "ICBs", "returns_expected": "Returns", "returns_by_month": "Returns",
    "rapid_outcomes": "Rapid reviews", "rapid_conversion": "Rapid reviews", "rapid_times": "Rapid reviews",
    "rapid_open": "Rapid reviews", "open_by_type": "Timeliness", "open_by_icb": "Timeliness",
    "open_by_stage": "Timeliness", "health_recommendations": "Further counts", "media_interest": "Further counts",
    "media_by_type": "Further counts", "joint_reviews": "Further counts", "joint_records": "Further counts",
    "theme_groups": "Theme groups", "themes_by_quarter": "Theme detail", "themes_by_icb": "Theme detail",
    "learning_by_quarter": "Learning detail", "learning_by_icb": "Learning detail",
    "theme_learning": "Themes with learning", "quality": "Quality", "quality_scores": "Quality",
    "findings_by_rule": "Quality", "findings_by_icb": "Quality",
}  # fmt: skip
LISTS = {"Changes", "Sources", "Findings", "Cases", "After month", "Month log", "Release", "Self-check", "Drill"}


@cache
def opened(content: bytes, *, values: bool = True) -> Workbook:
    return load_workbook(BytesIO(content), data_only=values)


def rows_of(content: bytes, table: str) -> list[list[Any]]:
    """A table's rows, headers first, found by its name."""
    for sheet in opened(content):
        if table in sheet.tables:
            area = sheet[sheet.tables[table].ref]
            return [[plain(cell.value) for cell in row] for row in area]
    raise LookupError(table)


def plain(value: object) -> object:
    return value.date() if isinstance(value, datetime) else value


def as_dicts(content: bytes, table: str) -> list[dict[str, Any]]:
    head, *rows = rows_of(content, table)
    return [dict(zip(head, row, strict=True)) for row in rows]


def words_on(content: bytes, sheet: str) -> str:
    """Every text of a sheet that stands in no table, a space between two."""
    page = opened(content)[sheet]
    inside = {cell.coordinate for table in page.tables.values() for row in page[table.ref] for cell in row}
    cells = (cell for row in page.iter_rows() for cell in row if cell.coordinate not in inside)
    return " ".join(cell.value for cell in cells if isinstance(cell.value, str))


def formulas(content: bytes) -> Iterator[tuple[str, str, Any, str]]:
    """Sheet, cell, computed value and formula of each cell that holds one."""
    shown = opened(content)
    for sheet in opened(content, values=False):
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
            yield sheet.title, cell.coordinate, shown[sheet.title][cell.coordinate].value, str(cell.value)


@pytest.fixture(scope="module")
def summary() -> bytes:
    return london_summary()


# Sheets and tables


def test_sheets_in_order(summary: bytes) -> None:
    assert tuple(opened(summary).sheetnames) == SHEETS
    trusted = ("Self-check", "Drill")
    assert set(trusted) < set(SHEETS)
    assert tuple(sheet for sheet in SHEETS if sheet not in trusted) == (
        "Summary", "Themes", "Learning", "Month trend", "ICBs", "Returns", "Reconciliation", "Bridge", "As published",
        "Rapid reviews", "Timeliness", "Further counts", "Theme groups", "Theme detail", "Learning detail",
        "Themes with learning", "Quality", "Changes", "Sources", "Findings", "Cases", "After month", "Month log",
        "Release",
    )  # fmt: skip


def test_how_many_rows_are_written_is_told_and_changes_no_byte() -> None:
    told: list[tuple[int, int]] = []
    assert summary_bytes(london(), note=NOTE, told=lambda *how_far: told.append(how_far)) == london_summary()
    done, (total, *others) = [written for written, _ in told], {of for _, of in told}
    assert others == []
    assert done == sorted(done)
    assert done[-1] == total > sum(len(london().tables[name].rows) for name in ("cases", "findings"))


@pytest.mark.parametrize("table", FIRST_COLUMNS)
def test_each_table_has_its_name_and_its_columns_first(summary: bytes, table: str) -> None:
    assert table in opened(summary)[SHEET_OF[table]].tables
    assert rows_of(summary, table)[0][: len(FIRST_COLUMNS[table])] == FIRST_COLUMNS[table]


def test_no_published_table_is_left_out(summary: bytes) -> None:
    written = {name for sheet in opened(summary) for name in sheet.tables}
    assert written == set(london().tables) | {"theme_chart", "learning_chart", "bridge_chart"}
    assert set(FIRST_COLUMNS) == set(london().tables)


@pytest.mark.parametrize("table", FIRST_COLUMNS)
def test_each_cell_is_what_was_counted(summary: bytes, table: str) -> None:
    published = london().tables[table]
    head, *rows = rows_of(summary, table)
    assert tuple(head) == published.headers
    blank = [(None,) * len(published.headers)]
    expected = [tuple(None if cell == "" else cell for cell in row) for row in published.rows] or blank
    assert [tuple(row) for row in rows] == expected


def test_counts_are_whole_numbers_and_dates_are_dates(summary: bytes) -> None:
    cell = {table: opened(summary)[SHEET_OF[table]].tables[table].ref.partition(":")[0] for table in FIRST_COLUMNS}
    month = opened(summary)["Summary"][cell["monthly_totals"]].offset(1, 0)
    assert (month.value, month.number_format) == (datetime(2024, 5, 31), "mmmm yyyy")
    assert type(month.offset(0, 1).value) is int
    head, *_ = rows_of(summary, "cases")
    added = opened(summary)["Cases"][cell["cases"]].offset(1, head.index("Date added"))
    assert isinstance(added.value, datetime)
    assert added.number_format == "dd/mm/yyyy"


def test_chart_tables_are_the_counts_by_size(summary: bytes) -> None:
    for stem, header in (("theme", "Theme"), ("learning", "Learning")):
        counts = {row[header]: row["Total"] for row in as_dicts(summary, f"{stem}_counts")}
        chart = as_dicts(summary, f"{stem}_chart")
        assert {row[header]: row["Mentions"] for row in chart} == counts
        mentions = [row["Mentions"] for row in chart]
        assert mentions == sorted(mentions, reverse=True)


def test_next_month_can_read_it(summary: bytes) -> None:
    previous = read_previous(summary)
    assert previous.month == OCTOBER
    assert len(previous.records) == 396


def test_every_sum_of_the_self_check_holds(summary: bytes) -> None:
    results = [row["Result"] for row in as_dicts(summary, "self_check")]
    assert len(results) > 1000
    assert set(results) == {"holds"}
    assert "All of them hold." in words_on(summary, "Self-check")


# London's figures, cell by cell


def test_london_six_months(summary: bytes) -> None:
    months = [(row["Month"], row["Total"], row["Open"], row["Closed"]) for row in as_dicts(summary, "monthly_totals")]
    published = published_figures().monthly_totals
    assert months == [(each.month, each.total, each.open, each.closed) for each in published]
    assert months[-1] == (OCTOBER, 396, 178, 218)


def test_london_review_types(summary: bytes) -> None:
    counted = {
        row["Review type"]: [row["Total"], row["Open"], row["Closed"]] for row in as_dicts(summary, "review_types")
    }
    sar, converted = counted.pop("SAR Adult"), counted.pop("SAR Adult - Converted")
    counted["SAR Adult and SAR Adult - Converted"] = [one + other for one, other in zip(sar, converted, strict=True)]
    for name in ("DHR Adult - Converted", "DHR Child - Converted"):
        assert counted.pop(name) == [0, 0, 0]
    published = published_figures().review_types
    assert counted == {each.review_type: [each.total, each.open, each.closed] for each in published}


def test_london_dhr_child_is_one_open(summary: bytes) -> None:
    """The deck prints 1 review with 0 open and 0 closed, and an open column that adds up to 177 beside a total of 178.

    The one review was left out of the open column: it is open, and then the column adds up.
    """
    printed = {each.review_type: each for each in published_figures().review_types_as_printed}
    assert (printed["DHR Child"].total, printed["DHR Child"].open, printed["DHR Child"].closed) == (1, 0, 0)
    total = printed.pop("London Total")
    assert sum(each.open for each in printed.values()) == total.open - 1
    rows = as_dicts(summary, "review_types")
    child = next(row for row in rows if row["Review type"] == "DHR Child")
    assert (child["Total"], child["Open"], child["Closed"]) == (1, 1, 0)
    assert sum(row["Open"] for row in rows) == total.open


def test_london_themes(summary: bytes) -> None:
    counts = {row["Theme"]: row["Total"] for row in as_dicts(summary, "theme_counts")}
    assert counts == dict(published_figures().theme_counts)
    assert len(counts) == 34
    assert sum(counts.values()) == 659


@pytest.mark.parametrize(("table", "header"), [("theme_ranks", "Theme"), ("learning_ranks", "Learning")])
def test_london_ranks_with_their_ties_in_all_and_by_review_group(summary: bytes, table: str, header: str) -> None:
    figures = published_figures()
    published = figures.theme_top if header == "Theme" else figures.learning_top
    order = list(vocabulary("themes" if header == "Theme" else "learning").codes)
    rows = as_dicts(summary, table)
    assert set(published) == {"overall", "CSPR", "SAR", "DHR", "Rapid Review"}
    for group, ranks in published.items():
        reviews = "Overall" if group == "overall" else group
        ours = [(row["Rank"], row[header]) for row in rows if row["Reviews"] == reviews]
        joined = [" / ".join(sorted(tied, key=order.index)) for tied in ranks]
        assert ours[: len(joined)] == list(enumerate(joined, start=1))


# The headline


def test_the_headline_is_worked_out_from_the_tables(summary: bytes) -> None:
    found = {formula: (sheet, value) for sheet, _, value, formula in formulas(summary)}
    assert found["=INDEX(monthly_totals[Total],ROWS(monthly_totals[Total]))"] == ("Summary", 396)
    assert found["=INDEX(monthly_totals[Open],ROWS(monthly_totals[Open]))"] == ("Summary", 178)
    assert found["=INDEX(monthly_totals[Closed],ROWS(monthly_totals[Closed]))"] == ("Summary", 218)
    assert found['=COUNTIF(sources[Status],"set aside")'] == ("Summary", 0)
    assert [value for _, value in found.values()] == [396, 178, 218, "five of five ICBs", 0]


def test_reviews_without_a_status_get_a_headline_of_their_own(summary: bytes) -> None:
    assert "Status not stated" not in words_on(summary, "Summary")
    totals = london().tables["monthly_totals"].rows
    with_neither = summary_bytes(with_rows(in_brief(), {"monthly_totals": [*totals[:-1], (OCTOBER, 396, 170, 218, 8)]}))
    found = {formula: value for _, _, value, formula in formulas(with_neither)}
    assert found["=INDEX(monthly_totals[Status not stated],ROWS(monthly_totals[Status not stated]))"] == 8
    assert "Status not stated" in words_on(with_neither, "Summary")


def test_an_icb_without_a_return_is_named() -> None:
    rows = [[*row[:-1], "no return counted" if row[0] in ("QKK", "QWE") else row[-1]] for row in totals_of(london())]
    content = summary_bytes(with_rows(in_brief(), {"icb_totals": rows}))
    assert "three of five ICBs" in [value for *_, value, _ in formulas(content)]
    for sheet in ("Summary", "ICBs"):
        assert "No return is counted from QKK and QWE." in words_on(content, sheet)
    assert "No return is counted" not in words_on(london_summary(), "Summary")


def totals_of(consolidation: Consolidation) -> Sequence[Sequence[object]]:
    return consolidation.tables["icb_totals"].rows


# Words


def test_the_title_the_closing_definition_and_how_the_counts_work(summary: bytes) -> None:
    assert opened(summary)["Summary"]["A1"].value == "Safeguarding case reviews: London, data up to 31 October 2024"
    words = words_on(summary, "Summary")
    assert "Closed: report completed, signed off, and published or under embargo." in words
    assert "a review added after 31 October 2024 is listed on the sheet After month and not counted" in words


def test_the_first_note_stands_on_every_sheet_and_all_of_them_on_the_first(summary: bytes) -> None:
    for sheet in SHEETS:
        assert NOTE[0] in words_on(summary, sheet)
    assert all(line in words_on(summary, "Summary") for line in NOTE)


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        ("Learning", "every learning count is invented"),
        ("Themes", "how they divide over the review groups is invented"),
        ("ICBs", "How many reviews each ICB, borough and board holds is invented"),
        ("Reconciliation", "so is what the ICBs counted themselves"),
        ("Month trend", "their dates before that are invented"),
    ],
)
def test_a_sheet_says_what_of_it_is_invented(summary: bytes, sheet: str, said: str) -> None:
    assert said in words_on(summary, sheet)
    assert said not in words_on(summary_bytes(london()), sheet)


def test_the_first_three_of_each_review_group_in_words(summary: bytes) -> None:
    words = words_on(summary, "Themes")
    assert "Overall 1st Mental Health (101), 2nd Neglect (75), 3rd Domestic Abuse (69)" in words
    assert "DHR 1st Domestic Abuse and Domestic Violence (32 each), 2nd Mental Health (18)" in words
    assert "CSPR 1st Equality and Diversity and Sharing Information" in words_on(summary, "Learning")
    assert "659 mentions in 396 reviews" in words


def test_a_sentence_for_the_icb_whose_own_count_differs_and_for_no_other(summary: bytes) -> None:
    words = words_on(summary, "Reconciliation")
    assert (
        "NHS South East London Integrated Care Board (QKK): its own count is 3 reviews more than its records: total 85 "
        "declared and 82 counted, open 39 declared and 37 counted and closed 46 declared and 45 counted."
    ) in words
    assert words.count("declared and") == 3


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ((63, 64, -1, 29, 29, 0, 34, 35, -1), "its own count is 1 review fewer than its records: total 63 declared"),
        ((64, 64, 0, 30, 29, 1, 34, 35, -1), "its own count divides differently: open 30 declared and 29 counted"),
        ((None, 64, None, 30, 29, 1, None, 35, None), "No own count to compare with: QMJ."),
        ((64, 64, 0, 29, 29, 0, 35, 35, 0), "No ICB's own count differs from the records counted."),
    ],
)
def test_what_reconciliation_says(cells: tuple[int | None, ...], said: str) -> None:
    content = summary_bytes(with_rows(in_brief(), {"reconciliation": [("QMJ", "NHS North Central London", *cells)]}))
    assert said in words_on(content, "Reconciliation")


def test_rows_read_add_up_in_words(summary: bytes) -> None:
    words = words_on(summary, "Sources")
    assert "5 files: 5 counted. 396 rows read = 396 counted + 0 after the month + 0 set aside." in words


def test_files_that_do_not_count_are_said_too() -> None:
    rows = [
        ("a.xlsx", "QMF", "counted", "", "1.0", 10, 7, 3, 0, "00", "Whole", None, "", "macros"),
        ("b.xlsx", "QMF", "superseded", "a.xlsx takes its place.", "1.0", 9, 0, 0, 9, "01", "Whole", None, "", ""),
        ("c.xlsx", "", "set aside", "This is not a workbook.", "", 0, 0, 0, 0, "02", "", None, "", ""),
    ]
    rows = [(*row, None, None, None, None, None) for row in rows]
    words = words_on(summary_bytes(with_rows(in_brief(), {"sources": rows})), "Sources")
    assert "3 files: 1 counted, 1 set aside and 1 superseded." in words
    assert "19 rows read = 7 counted + 3 after the month + 9 set aside." in words
    assert "1 file with active content: never run or followed, and nothing of it is here." in words
    assert "No file was read." in words_on(summary_bytes(nothing()), "Sources")


def test_findings_are_counted_by_severity_in_words(summary: bytes) -> None:
    severities = [row["Severity"] for row in as_dicts(summary, "findings")]
    errors, warnings = severities.count("error"), severities.count("warning")
    advice = severities.count("advice")
    assert min(errors, warnings, advice) > 1
    said = f"{errors} errors, {warnings} warnings and {advice} pieces of advice in the returns that count."
    assert said in words_on(summary, "Findings")


def test_changes_are_counted_by_kind_in_words() -> None:
    assert "Nothing is listed" in words_on(london_summary(), "Changes")
    rows = [("QMF", 1, "new", None, "Open"), ("QMF", 2, "closed", "Open", "Closed"), ("QWE", 3, "new", None, "Open")]
    words = words_on(summary_bytes(with_rows(in_brief(), {"changes": rows})), "Changes")
    assert "2 new and 1 closed." in words
    assert "Nothing is listed" not in words


# Nothing counted


@pytest.mark.parametrize("region", ["London", "England"])
def test_a_month_without_returns_is_still_a_whole_workbook(region: str) -> None:
    content = summary_bytes(nothing(region))
    for table in ("changes", "sources", "findings", "cases", "after_month", "theme_ranks", "learning_ranks"):
        head, *rows = rows_of(content, table)
        assert tuple(head) == nothing(region).tables[table].headers
        assert rows == [[None] * len(head)]
    assert opened(content)["Summary"]["A1"].value == f"Safeguarding case reviews: {region}, data up to 31 October 2024"
    expected = "none of five ICBs" if region == "London" else "none of 42 ICBs"
    assert [value for *_, value, _ in formulas(content)] == [0, 0, 0, expected, 0]


# The file


def test_two_runs_give_the_same_bytes_dated_by_the_month(summary: bytes) -> None:
    assert summary_bytes(london(), note=NOTE) == summary
    properties = opened(summary).properties
    assert properties.created == datetime(2024, 10, 31)
    assert properties.modified == datetime(2024, 10, 31)
    package = zipfile.ZipFile(BytesIO(summary))
    assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_document_properties(summary: bytes) -> None:
    workbook = opened(summary)
    assert workbook.properties.title == "Safeguarding case reviews: London, data up to 31 October 2024"
    assert {one.name: one.value for one in workbook.custom_doc_props.props} == {SUMMARY_PROPERTY: "2024-10"}


def test_it_opens_on_the_first_sheet_in_its_first_cell(summary: bytes) -> None:
    workbook = opened(summary)
    assert workbook.active is workbook["Summary"]
    assert [sheet.sheet_view.selection[-1].activeCell for sheet in workbook][:1] == ["A1"]


@pytest.mark.parametrize("sheet", SHEETS)
def test_paper(summary: bytes, sheet: str) -> None:
    page = opened(summary)[sheet]
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.page_setup.fitToHeight == 0
    assert (int(page.page_setup.fitToWidth or 1) > 1) == (sheet in {"Cases", "After month"})


@pytest.mark.parametrize("sheet", SHEETS)
def test_what_a_screen_reader_needs(summary: bytes, sheet: str) -> None:
    page = opened(summary)[sheet]
    title = page["A1"]
    assert title.value.endswith("London, data up to 31 October 2024")
    assert title.font.sz >= 12
    assert not page.merged_cells.ranges
    assert not any((page.oddHeader.center.text, page.oddFooter.center.text, page.oddFooter.left.text))
    assert page.sheet_state == "visible"
    assert all(table.headerRowCount == 1 for table in page.tables.values())


@pytest.mark.parametrize("sheet", SHEETS)
def test_only_long_lists_are_frozen_and_filtered(summary: bytes, sheet: str) -> None:
    page = opened(summary)[sheet]
    is_list = sheet in LISTS
    assert (page.freeze_panes is not None) == is_list
    for table in page.tables.values():
        assert (table.autoFilter is not None) == is_list
        if is_list:
            first_row = int("".join(filter(str.isdigit, table.ref.partition(":")[0])))
            assert page.freeze_panes == f"A{first_row + 1}"
            assert page.print_title_rows == f"${first_row}:${first_row}"


@pytest.mark.parametrize("sheet", sorted(LISTS))
def test_rows_of_a_list_have_one_height(summary: bytes, sheet: str) -> None:
    page = opened(summary)[sheet]
    (table,) = page.tables.values()
    # A row without a height of its own has the sheet's.
    usual = page.sheet_format.defaultRowHeight
    heights = {page.row_dimensions[row[0].row].height or usual for row in page[table.ref][1:]}
    assert len(heights) == 1
    assert heights.pop() <= 60


def test_severity_and_differences_are_not_told_by_colour_alone(summary: bytes) -> None:
    assert {row["Severity"] for row in as_dicts(summary, "findings")} == {"error", "warning", "advice"}
    page = opened(summary)["Reconciliation"]
    rules = {str(block.sqref): rule for block in page.conditional_formatting for rule in block.rules}
    assert len(rules) == 3
    for area, rule in rules.items():
        first = area.partition(":")[0]
        assert rule.formula == [f"AND(ISNUMBER({first}),{first}<>0)"]
        assert rule.dxf.font.b
    head = page[page.tables["reconciliation"].ref][0]
    formats = {cell.value: cell.offset(1, 0).number_format for cell in head}
    assert all("▲ +" in formats[name] and "▼ -" in formats[name] for name in formats if name.startswith("Difference"))


def test_a_total_that_did_not_move_is_said_to_have_stayed() -> None:
    march = {"monthly_totals": [(date(2023, 3, 31), 2, 1, 1, 0)] * 6}
    content = summary_bytes(with_rows(in_brief(), march))
    assert "stayed at 2 between March 2023 and March 2023" in words_on(content, "Month trend")


def test_the_first_sheet_prints_its_figures_and_charts_on_one_page(summary: bytes) -> None:
    """A4 across, all columns and the chart beside them as wide as the page; in points."""
    page = opened(summary)["Summary"]
    last = page[page.tables["review_types"].ref][-1][0].row
    heights = [page.row_dimensions[row].height or page.sheet_format.defaultRowHeight for row in range(1, last + 1)]
    # A digit takes 7 pixels, and a column without a width of its own 64.
    columns = sum(
        (one.max - one.min + 1) * round(one.width * 7) * 0.75 for one in page.column_dimensions.values() if one.min <= 6
    )
    chart = max((one.anchor.to.col - 6) * 48 + one.anchor.to.colOff / 12_700 for one in page._charts)
    margins = page.page_margins
    across = (11.69 - margins.left - margins.right) * 72
    down = (8.27 - margins.top - margins.bottom) * 72
    two_more_headlines = 2 * 21.75
    assert sum(heights) + two_more_headlines <= down * (columns + chart) / across


def test_what_a_region_s_settings_say_and_which_icb_was_divided_since_stand_on_its_sheets() -> None:
    march, april = date(2026, 3, 31), date(2026, 4, 30)
    row = {**OPEN_SAR, "Date added": date(2026, 2, 2)}
    late = received("late.xlsx", row, icb="QNQ", month=march, saved_on=date(2026, 4, 20))
    in_time = received("in time.xlsx", row, icb="QKS", month=march, saved_on=date(2026, 4, 2))
    choice = Choice(march, "South East", current_on=april)
    with in_region(RegionPack("South East", contact="The regional office", return_by=5, digest="made up")):
        content = summary_bytes(consolidate([late, in_time], choice=choice))
    said = {str(cell.value) for sheet in opened(content) for line in sheet for cell in line}
    assert "Whom to ask: The regional office." in said
    assert "Returns are due by 9 April 2026. Saved later: QNQ." in said
    assert "QNQ: divided since, so that no code tells which ICB has each review now." in said
