"""The sheets Themes and Learning: every term's count, the ranks, and the first three in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reports.published import PublishedTable
from reports.summary_workbook.charts import Size, Titles, bars_of_counts
from reports.summary_workbook.edition import Edition, begin_sheet
from reports.summary_workbook.sheet import SECTION, PlacedTable, SummarySheet
from reports.summary_workbook.wording import figures, listed, ranked
from validators.quoting import how_many

__all__ = ["LEARNING", "THEMES", "Subject", "write_mentions"]

_LABEL = {"bold": True, "valign": "vcenter"}
_CHART_COLUMN = 9
_CHART_WIDTH = 760
# Low enough for all themes to stand on one printed page.
_ROW_HEIGHT = 14
_NAMED_FIRST = 3


@dataclass(frozen=True, slots=True)
class Subject:
    """What is mentioned.

    Attributes:
        sheet: the sheet's name.
        stem: of the tables' names.
        header: of the column that holds the terms.
        noun: for one of them in a sentence.
        naming: the word by which notes name them.
    """

    sheet: str
    stem: str
    header: str
    noun: str
    naming: str


THEMES = Subject("Themes", "theme", "Theme", "theme", "theme")
LEARNING = Subject("Learning", "learning", "Learning", "learning term", "learning")


def write_mentions(sheet: SummarySheet, edition: Edition, subject: Subject) -> None:
    """Write the first three in words, then the counts beside their chart, then the ranks beside the chart's rows."""
    sheet.without_gridlines()
    sheet.rows_of(_ROW_HEIGHT)
    sheet.widths(34, 11, *([10] * 5), 3, 15, 8, 70, 12)
    counts = edition.table(f"{subject.stem}_counts")
    row = begin_sheet(sheet, edition, subject.sheet, _counted(edition, subject, counts), naming=subject.naming)
    sheet.say(row, "First three of each review group, with how often they are mentioned", SECTION)
    row += 1
    first_three = list(_first_three(edition.table(f"{subject.stem}_ranks"), subject.noun))
    for reviews, said in first_three or [("Overall", f"No {subject.noun} is mentioned.")]:
        sheet.say(row, reviews, _LABEL)
        sheet.say(row, said, column=2)
        row += 1
    row += 1
    sheet.say(row, f"How often each {subject.noun} is mentioned, in all and by review group", SECTION)
    placed = sheet.table(counts, row=row + 1)
    below = _beside_and_below(sheet, edition, subject, placed)
    sheet.new_page(below)
    sheet.say(below, "Ranks: equal counts share a rank", SECTION, column=_CHART_COLUMN)
    sheet.table(edition.table(f"{subject.stem}_ranks"), row=below + 1, column=_CHART_COLUMN)


def _counted(edition: Edition, subject: Subject, counts: PublishedTable) -> Iterator[str]:
    mentions = how_many(sum(figures(counts, "Total")), "mention")
    yield (
        f"Each review names up to three {subject.noun}s, and every mention counts: "
        f"{mentions} in {how_many(edition.reviews, 'review')}. A converted review belongs with its kind."
    )


def _first_three(ranks: PublishedTable, noun: str) -> Iterator[tuple[str, str]]:
    """Each review group with its first three ranks in words."""
    groups = dict.fromkeys(str(reviews) for reviews in ranks.column("Reviews"))
    for group in groups:
        rows = [row for row in ranks.rows if row[0] == group]
        yield group, ranked([(str(terms), int(str(mentions))) for _, _, terms, mentions in rows], noun)


def _beside_and_below(sheet: SummarySheet, edition: Edition, subject: Subject, counts: PlacedTable) -> int:
    """Write the chart beside the counts and the rows that it shows below them; return the row below both."""
    ordered = _largest_first(counts.table, subject)
    below = counts.last_row + 2
    sheet.say(below, "What the chart shows, largest first", SECTION)
    placed = sheet.table(ordered, row=below + 1)
    titles = Titles(f"{subject.sheet} by number of mentions", subject.header, "Mentions")
    size = Size(_CHART_WIDTH, sheet.pixels(counts.row - 1, counts.last_row))
    chart = bars_of_counts(sheet.workbook, placed, titles, size)
    sheet.chart(chart, row=counts.row - 1, column=_CHART_COLUMN, alt_text=_in_words(ordered, subject))
    return below


def _largest_first(counts: PublishedTable, subject: Subject) -> PublishedTable:
    """The terms by their counts; equal counts keep the vocabulary's order."""
    pairs = zip(counts.column(subject.header), figures(counts, "Total"), strict=True)
    rows = tuple(sorted(pairs, key=lambda pair: -pair[1]))
    return PublishedTable(f"{subject.stem}_chart", (subject.header, "Mentions"), rows)


def _in_words(ordered: PublishedTable, subject: Subject) -> str:
    """What the chart shows."""
    said = [f"{term} {mentions}" for term, mentions in ordered.rows[:_NAMED_FIRST] if mentions]
    never = [str(term) for term, mentions in ordered.rows if not mentions]
    most = f"Most often mentioned: {listed(said)}. " if said else ""
    none = f" Never mentioned: {listed(never)}." if never else ""
    return f"{most}{how_many(len(ordered.rows), subject.noun)} by number of mentions.{none}"
