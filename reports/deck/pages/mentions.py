"""The pages of themes and of learning: every term's count, the first four ranks, and both by review type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reports.deck.boxes import Box
from reports.deck.charts import Drawing, Kind, Series
from reports.deck.edition import Count, DeckEdition, as_number, counts, total_of
from reports.deck.page import Cell, Page, Table
from reports.deck.pages.tiles import shown
from reports.deck.slides import Slides, say_above
from reports.published import PublishedTable
from reports.published_summary import PublishedSummary
from reports.summary_workbook.mentions import LEARNING, THEMES, Subject
from reports.summary_workbook.wording import in_number_words, listed
from validators.quoting import how_many
from validators.vocabularies import vocabulary

__all__ = ["draw_leading", "group_name", "ranked_terms", "write_learning", "write_themes"]

_RANKS = 4
_MOST_TIED_NAMES = 3
_MOST_BARS = 7
_SMALL = 10.5
_BAR = 1.5
_HALVES_FROM = 14
_NAMED_IN_WORDS = 3


@dataclass(frozen=True, slots=True)
class _Term:
    name: str
    count: Count


def write_themes(slides: Slides, edition: DeckEdition) -> None:
    """Write the pages of themes."""
    _write(slides, edition, THEMES)


def write_learning(slides: Slides, edition: DeckEdition) -> None:
    """Write the pages of organisational learning."""
    _write(slides, edition, LEARNING)


def _write(slides: Slides, edition: DeckEdition, subject: Subject) -> None:
    table = edition.summary.table(f"{subject.stem}_counts", subject.header, "Total")
    if table is None:
        return
    groups = [header for header in table.headers if header not in (subject.header, "Total")]
    _write_counts(slides, table, subject)
    _write_ranks(slides, edition, subject)
    _write_by_type(slides, table, groups, subject)
    _write_figures(slides, table, groups, subject)


def _largest_first(table: PublishedTable, header: str, subject: Subject) -> list[_Term]:
    """The terms by a column's counts; equal counts keep the table's order."""
    terms = map(_Term, map(str, table.column(subject.header)), counts(table, header))
    return sorted(terms, key=lambda term: -as_number(term.count))


def _write_counts(slides: Slides, table: PublishedTable, subject: Subject) -> None:
    """Every term's count, in two charts of one scale beside each other where there are many."""
    terms = _largest_first(table, "Total", subject)
    page = slides.page(subject.sheet.lower(), f"{subject.sheet}: how often each is mentioned")
    total = total_of([term.count for term in terms])
    mentions = "" if total is None else f": {how_many(total, 'mention')} in all"
    sentence = f"Each review names up to three {subject.noun}s, and every mention counts{mentions}."
    box = say_above(page, [sentence])
    if not terms:
        return
    halves = 2 if len(terms) > _HALVES_FROM else 1
    each = -(-len(terms) // halves)
    largest = max(as_number(term.count) for term in terms)
    for number, place in enumerate(box.columns(halves, gap=page.emu(14))):
        part = terms[number * each : (number + 1) * each]
        # Both halves have one height of a bar, though the second may have one fewer.
        place = place if len(part) == each else place.top_part(place.height * len(part) // each)[0]
        drawing = _bars(part, subject, f"{subject.sheet} by number of mentions", largest)
        page.chart(drawing, place, size=11.5, name=f"{subject.sheet}, chart {number + 1}")


def _bars(terms: Sequence[_Term], subject: Subject, about: str, largest: int) -> Drawing:
    first = [f"{term.name} {term.count}" for term in terms[:_NAMED_IN_WORDS] if term.count]
    most = f" Most often: {listed(first)}." if first else " None is mentioned."
    return Drawing(
        kind=Kind.BARS,
        categories=tuple(f"{term.name} {term.count}" if isinstance(term.count, str) else term.name for term in terms),
        series=(Series("Mentions", tuple(term.count if isinstance(term.count, int) else None for term in terms)),),
        alt_text=f"Bars: {about}, {how_many(len(terms), subject.noun)}, the largest on top.{most}",
        largest=largest or None,
    )


def _write_ranks(slides: Slides, edition: DeckEdition, subject: Subject) -> None:
    rows = edition.summary.rows(f"{subject.stem}_ranks", "Reviews", "Rank", subject.header, "Mentions")
    groups = list(dict.fromkeys(str(row["Reviews"]) for row in rows))
    if not groups:
        return
    cells: dict[tuple[object, str], str] = {}
    for row in rows:
        cells[row["Rank"], str(row["Reviews"])] = ranked_terms(row, subject)
    lines = tuple((_ordinal(rank), *(cells.get((rank, group)) for group in groups)) for rank in range(1, _RANKS + 1))
    table = Table(
        headers=("Rank", *map(group_name, groups)),
        rows=lines,
        shares=(0.55, *(1.0 for _ in groups)),
        alt_text=f"The first {in_number_words(_RANKS)} ranks of {subject.noun}s, in all and by review type. "
        + " ".join(f"{group_name(group)}: {cells.get((1, group), 'none')} first." for group in groups),
    )
    lead = (
        f"Equal counts share a rank. In brackets: how often a {subject.noun} is mentioned. "
        "Converted reviews belong with their kind."
    )
    slides.table_pages(f"{subject.stem}_ranks", f"{subject.sheet}: the first four ranks", table, lead=[lead])


def _ordinal(rank: int) -> str:
    return ("1st", "2nd", "3rd")[rank - 1] if rank <= 3 else f"{rank}th"


def ranked_terms(row: Mapping[str, object], subject: Subject) -> str:
    """One line of a rank table: its terms and how often each is mentioned; many that share a rank are counted."""
    terms = str(row[subject.header]).split(" / ")
    mentions = f"{shown(row['Mentions'])}{' each' if len(terms) > 1 else ''}"
    if len(terms) > _MOST_TIED_NAMES:
        return f"{in_number_words(len(terms)).capitalize()} {subject.noun}s ({mentions})"
    return f"{' / '.join(terms)} ({mentions})"


def group_name(group: str) -> str:
    """A review group as it is shown.

    >>> group_name("DHR"), group_name("Overall")
    ('DHR / DARDR', 'Overall')
    """
    groups = vocabulary("review_groups")
    return groups[group].label if group in groups else group


def _write_by_type(slides: Slides, table: PublishedTable, groups: Sequence[str], subject: Subject) -> None:
    """A small chart of the first terms for each review group, each in its own order."""
    drawn = list(_first_of_groups(table, groups, subject))
    if not drawn:
        return
    page = slides.page(f"{subject.stem}_by_type", f"{subject.sheet} by review type")
    box = say_above(page, [f"The {subject.noun}s most often mentioned in each review type."])
    columns = 3 if slides.is_wide else 2
    rows = -(-len(drawn) // columns)
    places = [place for line in box.rows(rows, gap=page.emu(8)) for place in line.columns(columns, gap=page.emu(12))]
    for (group, terms, mentions), place in zip(drawn, places, strict=False):
        _draw_group(page, place, group, terms, mentions, subject)


def _draw_group(page: Page, place: Box, group: str, terms: list[_Term], mentions: int | None, subject: Subject) -> None:
    number = "" if mentions is None else f": {how_many(mentions, 'mention')}"
    below = page.headed(place, f"{group_name(group)}{number}")
    leading = _not_cutting_a_tie(terms, _most_bars(page, below))
    if all(isinstance(term.count, str) for term in terms):
        page.say(["Small numbers are not shown."], below, name=f"{group}, not shown", sizes=(12, 11))
    elif leading:
        largest = as_number(leading[0].count)
        drawing = _bars(leading, subject, f"{subject.sheet} in {group_name(group)}", largest)
        page.chart(drawing, below, size=_SMALL, name=f"{group}, chart")
    else:
        page.say([f"No {subject.noun} stands out."], below, name=f"{group}, none", sizes=(12, 11))


def _first_of_groups(
    table: PublishedTable, groups: Sequence[str], subject: Subject
) -> Iterator[tuple[str, list[_Term], int | None]]:
    """Each group that mentions any term, with its terms, the most frequent first, and its number of mentions."""
    for group in groups:
        terms = [term for term in _largest_first(table, group, subject) if term.count]
        if terms:
            yield group, terms, total_of([term.count for term in terms])


def draw_leading(page: Page, box: Box, summary: PublishedSummary, subject: Subject) -> None:
    """A small chart of the terms that lead all, under a heading."""
    table = summary.table(f"{subject.stem}_counts", subject.header, "Total")
    below = page.headed(box, f"{subject.sheet}, most often mentioned")
    terms = [term for term in _largest_first(table, "Total", subject) if term.count] if table else []
    leading = _not_cutting_a_tie(terms, _most_bars(page, below))
    if not leading:
        tied = f"{how_many(len(terms), subject.noun)}, {shown(terms[0].count)} each." if terms else "None is mentioned."
        page.say([tied], below, name=f"{subject.sheet}, none", sizes=(12, 11))
        return
    drawing = _bars(leading, subject, f"{subject.sheet} most often mentioned", as_number(leading[0].count))
    page.chart(drawing, below, size=_SMALL, name=f"{subject.sheet}, chart")


def _not_cutting_a_tie(terms: list[_Term], most: int) -> list[_Term]:
    """The first terms, at most so many, without some of those that are equal."""
    if len(terms) <= most:
        return terms
    beyond = terms[most].count
    return [term for term in terms[:most] if term.count != beyond]


def _most_bars(page: Page, box: Box) -> int:
    """How many bars have room for their names."""
    return min(_MOST_BARS, int(box.points[1] / page.scaled(_SMALL * _BAR)))


def _write_figures(slides: Slides, table: PublishedTable, groups: Sequence[str], subject: Subject) -> None:
    """Every figure behind the charts, on as many pages as it takes."""
    columns = [subject.header, "Total", *groups]
    read = [[str(name) for name in table.column(subject.header)], *(counts(table, header) for header in columns[1:])]
    rows: list[tuple[Cell, ...]] = sorted(zip(*read, strict=True), key=lambda row: -as_number(row[1]))
    written = Table(
        headers=(subject.header, "Total", *map(group_name, groups)),
        rows=tuple(rows),
        shares=(2.6, *(1.0 for _ in columns[1:])),
        alt_text=f"How often each {subject.noun} is mentioned, in all and by review type, the most frequent first.",
    )
    slides.table_pages(f"{subject.stem}_figures", f"{subject.sheet} by review type: the figures", written)
