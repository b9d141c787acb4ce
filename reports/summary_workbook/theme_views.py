"""The sheets that look at themes and learning again: near-duplicates together, over time, by ICB, with each other."""

from __future__ import annotations

from collections.abc import Iterator

from reports.summary_workbook.edition import Edition, begin_sheet
from reports.summary_workbook.mentions import LEARNING, THEMES, Subject
from reports.summary_workbook.sheet import SECTION, PlacedTable, SummarySheet
from reports.summary_workbook.wording import figures, in_number_words, listed
from validators.quoting import how_many

__all__ = ["write_detail", "write_theme_groups", "write_theme_learning"]

_ROW_HEIGHT = 14
_NARROW = 7
# More columns than this do not fit on one page in a size that can be read.
_COLUMNS_A_PAGE = 24


def write_theme_groups(sheet: SummarySheet, edition: Edition) -> None:
    """Write why there are two views, then the second."""
    sheet.without_gridlines()
    sheet.rows_of(_ROW_HEIGHT)
    sheet.widths(34, 11, *([10] * 5), 62)
    row = begin_sheet(sheet, edition, "Theme groups", _why_two_views(edition), naming="theme")
    sheet.say(row, "Records that name a theme of the group, in all and by review group", SECTION)
    sheet.table(edition.table("theme_groups"), row=row + 1)


def _why_two_views(edition: Edition) -> Iterator[str]:
    yield (
        "Why there are two views: the sheet Themes counts mentions of the 34 themes as they are published, and some of "
        "them mean nearly the same. A review that names Domestic Abuse and Domestic Violence is two mentions there."
    )
    yield (
        "Here near-duplicates stand together, and each record counts once in a group, however many of its themes it "
        "names. A record may still count in several groups. Which themes belong together is ours: nobody published it."
    )
    groups, themes = edition.table("theme_groups"), edition.table("theme_counts")
    firsts = [_first(groups.column(groups.headers[0]), figures(groups, "Total"))]
    firsts.append(_first(themes.column("Theme"), figures(themes, "Total")))
    if all(firsts):
        yield f"Named most often: {firsts[0]} as a group, {firsts[1]} as a single theme."


def _first(names: tuple[object, ...], counts: list[int]) -> str:
    most = max(counts, default=0)
    leading = [str(name) for name, count in zip(names, counts, strict=True) if count == most]
    return f"{listed(leading)} ({most})" if most else ""


def write_detail(sheet: SummarySheet, edition: Edition, *, subject: Subject) -> None:
    """Write the mentions of each term by quarter and by ICB, each shaded by its numbers."""
    stem = {THEMES.stem: "themes", LEARNING.stem: "learning"}[subject.stem]
    quarters, icbs = (edition.table(f"{stem}_by_{view}") for view in ("quarter", "icb"))
    widest = max(len(quarters.headers), len(icbs.headers))
    sheet.without_gridlines()
    sheet.rows_of(_ROW_HEIGHT)
    # Wide enough for all themes to stand on one printed page.
    sheet.widths(36, 9, *([12 if widest < _COLUMNS_A_PAGE else _NARROW] * (widest - 2)))
    title = f"{subject.sheet} by quarter and by ICB"
    row = begin_sheet(sheet, edition, title, _of_detail(subject), naming=subject.naming)
    sheet.say(row, f"{subject.sheet} by quarter", SECTION)
    by_quarter = sheet.grid(quarters, row=row + 1)
    _shade(sheet, by_quarter)
    row = by_quarter.last_row + 2
    sheet.new_page(row)
    sheet.say(row, f"{subject.sheet} by ICB", SECTION)
    _shade(sheet, sheet.grid(icbs, row=row + 1))
    _print(sheet, widest)


def _of_detail(subject: Subject) -> Iterator[str]:
    quarter = "in which the review was added" if subject is THEMES else "in which the review was closed"
    yield (
        f"How often each {subject.noun} is mentioned, by the quarter {quarter} and by ICB; the rows add to its total "
        f"on the sheet {subject.sheet}. The higher a number, the darker its cell."
    )
    yield "Quarters are financial: Q1 is April to June. The last one is counted up to the month's end."


def write_theme_learning(sheet: SummarySheet, edition: Edition) -> None:
    """Write which learning goes with which theme, shaded by the number of records."""
    table = edition.table("theme_learning")
    sheet.without_gridlines()
    sheet.rows_of(_ROW_HEIGHT)
    sheet.widths(32, 8, *([_NARROW] * (len(table.headers) - 2)))
    row = begin_sheet(sheet, edition, "Themes with learning", _of_pairs(edition), naming="learning")
    sheet.say(row, "Records that name a theme and a learning term together", SECTION)
    _shade(sheet, sheet.grid(table, row=row + 1))


def _of_pairs(edition: Edition) -> Iterator[str]:
    table = edition.table("theme_learning")
    yield (
        "A record counts in each pair that it names, so a row may add to more or to less than the records of its "
        "theme. Learning is known of closed reviews. The higher a number, the darker its cell."
    )
    pairs = [
        (count, f"{row['Theme']} with {term}")
        for row in table.lines()
        for term in table.headers[2:]
        if (count := int(str(row[term])))
    ]
    most = max((count for count, _ in pairs), default=0)
    leading = [name for count, name in pairs if count == most]
    if len(leading) == 1:
        yield f"Most often together: {leading[0]} ({how_many(most, 'record')})."
    elif leading:
        yield f"Most often together: {in_number_words(len(leading))} pairs with {how_many(most, 'record')} each."


def _shade(sheet: SummarySheet, placed: PlacedTable) -> None:
    sheet.shade(placed, placed.headers[2:])


def _print(sheet: SummarySheet, columns: int) -> None:
    if columns > _COLUMNS_A_PAGE:
        sheet.print_pages_wide(-(-columns // _COLUMNS_A_PAGE), repeated_columns=1)
