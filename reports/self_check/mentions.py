"""Mentions: every term's count is that of the cases, and the ranks hold each count once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from reports.figures.cases import REVIEW_GROUPS
from reports.figures.mentions import OVERALL
from reports.published import PublishedTable
from reports.self_check.sums import Sum, Tables, figures_of, number
from validators.vocabularies import vocabulary

__all__ = ["mentions_are_those_of_the_cases"]


def mentions_are_those_of_the_cases(tables: Tables) -> Iterator[Sum]:
    """Every mention of a term, counted again from `cases`, and every rank from the counts."""
    for stem, header, slots in _MENTIONED:
        counts, ranks = tables[f"{stem}_counts"], tables[f"{stem}_ranks"]
        mentions = Counter(_mentions(tables["cases"], slots, {str(term) for term in counts.column(header)}))
        for line in counts.lines():
            term, groups = str(line[header]), figures_of(line, REVIEW_GROUPS)
            of = f"{counts.name}: {term}"
            yield Sum("Total = the review groups together", of, number(line["Total"]), sum(groups))
            for group, counted in zip(REVIEW_GROUPS, groups, strict=True):
                yield Sum("Mentions = those in the cases", f"{of}, {group}", mentions[term, group], counted)
        yield from _ranks_hold_every_mention(counts, ranks, header)


_MENTIONED = (
    ("theme", "Theme", ("Theme 1", "Theme 2", "Theme 3")),
    ("learning", "Learning", ("Learning 1", "Learning 2", "Learning 3")),
)


def _mentions(cases: PublishedTable, slots: Sequence[str], terms: set[str]) -> Iterator[tuple[str, str]]:
    """Term and review group of each mention."""
    types = vocabulary("review_types")
    for review_type, *mentioned in cases.cells("Review type", *slots):
        group = types[str(review_type)].details["review_group"]
        yield from ((str(term), group) for term in mentioned if term in terms)


def _ranks_hold_every_mention(counts: PublishedTable, ranks: PublishedTable, header: str) -> Iterator[Sum]:
    for reviews in (OVERALL, *REVIEW_GROUPS):
        column = "Total" if reviews == OVERALL else reviews
        counted = dict(zip(map(str, counts.column(header)), map(number, counts.column(column)), strict=True))
        mentioned = {term: count for term, count in counted.items() if count}
        levels = sorted(set(mentioned.values()), reverse=True)
        ranked = [line for line in ranks.lines() if line["Reviews"] == reviews]
        of = f"{ranks.name}: {reviews}"
        yield Sum("Ranks = the different counts above 0", of, len(levels), len(ranked))
        for rank, (line, level) in enumerate(zip(ranked, levels, strict=False), start=1):
            tied = " / ".join(term for term, count in mentioned.items() if count == level)
            yield Sum("A rank's place", f"{of}, {tied}", rank, number(line["Rank"]))
            yield Sum("A rank's mentions = its terms'", f"{of}, rank {rank}", level, number(line["Mentions"]))
            yield Sum("A rank names every term with its count", f"{of}, rank {rank}", 1, int(line[header] == tied))
