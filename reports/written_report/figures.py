"""What the report says in figures: reviews by month and type, themes and learning, and how they moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

from reports.counted_reviews import CountedReview
from reports.deck.edition import as_number, counts
from reports.deck.pages.mentions import group_name, ranked_terms
from reports.deck.pages.quality import signed
from reports.published_summary import PublishedSummary
from reports.summary_workbook.mentions import Subject
from reports.summary_workbook.wording import month_name, moved
from reports.written_report.paper import Paper
from reports.written_report.period import Period, as_at
from validators.quoting import how_many
from validators.vocabularies import vocabulary

__all__ = ["totals_moved", "write_mentions", "write_mentions_moved", "write_months", "write_types"]

_FIGURES = ("Total", "Open", "Closed")
_RANKS = 4
_MOST_MOVED = 10


def write_months(paper: Paper, period: Period) -> None:
    """Each month of the period at its end, from the last summary, or from its own where the last is too late for it."""
    months = _months(period)
    are_two = any(summary is not period.last for _, _, summary in months)
    rows = []
    for month, row, summary in months:
        told = "the last summary" if summary is period.last else "its own summary"
        rows.append((month_name(month), *(row[header] for header in _FIGURES), *([told] if are_two else [])))
    paper.table(
        ("Month", *_FIGURES, *(["As told by"] if are_two else [])),
        rows,
        about=f"Reviews counted at the end of each month, {period.in_words}.",
    )


def _months(period: Period) -> list[tuple[date, dict[str, object], PublishedSummary]]:
    found: dict[date, tuple[dict[str, object], PublishedSummary]] = {}
    for summary in period.summaries:
        for row in summary.rows("monthly_totals"):
            month = row["Month"]
            is_own = month == summary.month or summary is period.last
            if isinstance(month, date) and is_own and period.begin <= month <= period.end:
                found[month] = (dict(row), summary)
    return [(month, *found[month]) for month in sorted(found)]


def totals_moved(period: Period) -> str:
    """How the totals moved over the period."""
    months = _months(period)
    if len(months) < 2:
        return ""
    (first, before, _), (last, after, _) = months[0], months[-1]
    said = [
        f"{header.lower()} {moved(one, other)}"
        for header in _FIGURES
        if isinstance(one := before[header], int) and isinstance(other := after[header], int)
    ]
    return f"From {month_name(first)} to {month_name(last)}: {', '.join(said)}." if said else ""


def write_types(paper: Paper, period: Period) -> None:
    """Review types at the period's end, and at its beginning where a summary tells that."""
    before = _column(period.first, "review_types", "Review type")
    rows = [
        (
            row["Review type"],
            *(row[header] for header in _FIGURES),
            *([_difference(before.get(str(row["Review type"])), row["Total"])] if period.first else []),
        )
        for row in period.last.rows("review_types")
    ]
    more = [f"Since {month_name(period.first.month)}"] if period.first else []
    paper.table(("Review type", *_FIGURES, *more), rows, about=f"Review types at {as_at(period.last)}.")


def _column(summary: PublishedSummary | None, table: str, key: str) -> dict[str, object]:
    return {str(row[key]): row["Total"] for row in summary.rows(table, key, "Total")} if summary else {}


def _difference(before: object, after: object) -> object:
    return signed(after - before) if isinstance(before, int) and isinstance(after, int) else None


def write_mentions(
    paper: Paper, period: Period, subject: Subject, happened: Callable[[CountedReview], date | None], what: str
) -> None:
    """A subject at the period's end by review type, its first ranks, and in the reviews to which something happened.

    Args:
        paper: the report.
        period: its period.
        subject: themes or learning.
        happened: the day in the period on which something happened to a review; None where it did not.
        what: what happened, for example added.
    """
    table = period.last.table(f"{subject.stem}_counts", subject.header, "Total")
    if table is None:
        paper.say(f"The summary holds no {subject.noun}s.")
        return
    groups = [header for header in table.headers if header not in (subject.header, "Total")]
    heads = (subject.header, "Total", *map(group_name, groups))
    paper.heading(f"{subject.sheet} of all reviews at {as_at(period.last)}", 2)
    _write_ranks(paper, period, subject)
    columns = [
        [str(name) for name in table.column(subject.header)],
        *(counts(table, one) for one in ("Total", *groups)),
    ]
    rows = sorted(zip(*columns, strict=True), key=lambda row: -as_number(row[1]))
    named = [row for row in rows if row[1]]
    paper.table(heads, named, about=f"How often each {subject.noun} is mentioned, by review type.")
    _say_never(paper, [str(row[0]) for row in rows if not row[1]], subject)
    if period.last.table("cases") is not None:
        _write_in_period(paper, period, subject, groups, happened, what)


def _say_never(paper: Paper, names: Sequence[str], subject: Subject) -> None:
    if names:
        paper.say(f"Not mentioned by any review: {', '.join(names)}.")


def _write_ranks(paper: Paper, period: Period, subject: Subject) -> None:
    rows = period.last.rows(f"{subject.stem}_ranks", "Reviews", "Rank", subject.header, "Mentions")
    for group in dict.fromkeys(str(row["Reviews"]) for row in rows):
        first = [row for row in rows if row["Reviews"] == group][:_RANKS]
        said = "; ".join(f"{row['Rank']}. {ranked_terms(row, subject)}" for row in first)
        paper.record(group_name(group), said)


def _write_in_period(
    paper: Paper,
    period: Period,
    subject: Subject,
    groups: Sequence[str],
    happened: Callable[[CountedReview], date | None],
    what: str,
) -> None:
    """Counted from the records by their dates, because no published table is about a period."""
    paper.heading(f"{subject.sheet} of reviews {what} in the period", 2)
    reviews = [one for one in period.reviews if happened(one) is not None]
    types = vocabulary("review_types")
    mentions = Counter(
        (term, types[one.shown_type].details["review_group"])
        for one in reviews
        for term in (one.themes if subject.stem == "theme" else one.learning)
    )
    terms = Counter(term for term, _ in mentions.elements())
    order = list(vocabulary("themes" if subject.stem == "theme" else "learning").codes)
    ordered = sorted(terms, key=lambda term: (-terms[term], order.index(term)))
    rows = [(term, terms[term], *(mentions[term, group] for group in groups)) for term in ordered]
    said = f"{how_many(len(reviews), 'review was', 'reviews were')} {what} from {period.in_words}"
    if not rows:
        paper.say(f"{said}; none mentions a {subject.noun}.")
        return
    paper.say(f"{said}, with {how_many(terms.total(), 'mention')}.")
    heads = (subject.header, "Total", *map(group_name, groups))
    paper.table(heads, rows, about=f"{subject.sheet} of reviews {what} in the period, by review type.")


def write_mentions_moved(paper: Paper, period: Period, subject: Subject) -> None:
    """The terms whose counts moved most between the first and the last summary."""
    if period.first is None:
        return
    before = _column(period.first, f"{subject.stem}_counts", subject.header)
    after = _column(period.last, f"{subject.stem}_counts", subject.header)
    both = [
        (name, one, other)
        for name, other in after.items()
        if isinstance(other, int) and isinstance(one := before.get(name), int) and one != other
    ]
    both.sort(key=lambda row: -abs(row[2] - row[1]))
    since = month_name(period.first.month)
    if not both:
        paper.say(f"No count of a {subject.noun} differs from {since}.")
        return
    rows = [(name, one, other, signed(other - one)) for name, one, other in both[:_MOST_MOVED]]
    if len(both) > _MOST_MOVED:
        paper.say(f"The {_MOST_MOVED} {subject.noun}s of {len(both)} whose counts moved most.")
    paper.table(
        (subject.header, since, month_name(period.end), "Difference"),
        rows,
        about=f"{subject.sheet} whose number of mentions moved most since {since}.",
        shares=(3, 1.4, 1.4, 1),
    )
