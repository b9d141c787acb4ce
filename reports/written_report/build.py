"""Build the report: its sections in order, the lead's places among them, the same bytes from the same summaries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from reports.deck.pages.changes import HEADERS as CHANGES
from reports.deck.pages.quality import quality_in_words
from reports.months import in_words
from reports.summary_workbook.front import OPEN
from reports.summary_workbook.mentions import LEARNING, THEMES
from reports.summary_workbook.wording import listed, month_name
from reports.written_report.figures import totals_moved, write_mentions, write_mentions_moved, write_months, write_types
from reports.written_report.lessons import write_lessons, write_published
from reports.written_report.paper import Paper
from reports.written_report.period import Period, as_at
from reports.written_report.places import KeptWords
from validators.messages import written_reports as messages
from validators.quoting import how_many, month_in_words
from validators.regions import settings_of
from workbook_templates.faults import FileFault

__all__ = ["NO_WORDS", "report_bytes"]

NO_WORDS: Mapping[str, KeptWords] = {}

_NO_RECORDS = "The summary holds no records, so none can be listed here."


def report_bytes(period: Period, *, kept: Mapping[str, KeptWords] = NO_WORDS) -> bytes:
    """The report on a period.

    Args:
        period: with its summaries.
        kept: the lead's words from the report that was there before.

    Returns:
        A docx file; equal input gives equal bytes.

    Raises:
        FileFault: words are kept for a place that this report does not have.
    """
    last = period.last
    title = f"Safeguarding case reviews: themes and recommendations, {last.region}, {period.in_words}"
    paper = Paper(title, subject="S-CRT regional report", kept=kept, made=last.month)
    paper.foot(" · ".join(filter(None, (f"Data up to {last.up_to}", last.for_whom, last.region))))
    paper.say(f"Data up to {last.up_to}. {last.for_whom}.", *last.note[:1])
    paper.contents()
    _write_in_brief(paper, period)
    paper.heading("Reviews over the period")
    paper.say(f"{OPEN} {settings_of(last.region).closing_in_words}")
    write_months(paper, period)
    write_types(paper, period)
    paper.place("reviews", "Your words on the number of reviews.")
    paper.heading("Themes by review type")
    paper.place("themes", "Your words on the themes.")
    write_mentions(paper, period, THEMES, period.added_on, "added")
    paper.heading("Learning by review type")
    paper.place("learning", "Your words on the learning.")
    write_mentions(paper, period, LEARNING, period.closed_on, "closed")
    _write_changes(paper, period)
    paper.heading("Lessons and recommendations")
    paper.place("recommendations", "Your words on what the region recommends.")
    if last.table("cases") is None:
        paper.say(_NO_RECORDS)
    else:
        write_lessons(paper, period)
    paper.heading("Published reports")
    if last.table("cases") is None:
        paper.say(_NO_RECORDS)
    else:
        write_published(paper, period)
    paper.heading("What to know of the data")
    paper.points(list(_caveats(period)))
    paper.place("data", "Your words on the data.")
    paper.heading("Next steps")
    paper.place("next_steps", "Your words on what happens next.")
    if paper.unplaced:
        raise FileFault(messages.WORDS_WITHOUT_PLACE(places=listed(paper.unplaced)))
    return paper.content()


def _write_in_brief(paper: Paper, period: Period) -> None:
    paper.heading("In brief")
    paper.place("in_brief", "Your summary in a few sentences.")
    paper.points(list(_in_brief(period)))


def _in_brief(period: Period) -> Iterator[str]:
    latest = period.last.rows("monthly_totals")[-1]
    total, opened, closed = (latest[header] for header in ("Total", "Open", "Closed"))
    yield f"At {as_at(period.last)}: {_shown(total)} reviews, {_shown(opened)} open and {_shown(closed)} closed."
    moved = totals_moved(period)
    if moved:
        yield moved
    if period.last.table("cases") is not None:
        numbers = [
            sum(of(one) is not None for one in period.reviews)
            for of in (period.added_on, period.closed_on, period.published_on)
        ]
        added, done, published = numbers
        yield (
            f"From {period.in_words}: {how_many(added, 'review')} added, {done:,} closed, "
            f"{how_many(published, 'report')} published."
        )
    for subject in (THEMES, LEARNING):
        rows = period.last.rows(f"{subject.stem}_ranks", "Reviews", "Rank", subject.header, "Mentions")
        first = [row for row in rows if row["Reviews"] == "Overall" and isinstance(row["Rank"], int)][:3]
        if first:
            said = [f"{row[subject.header]} ({_shown(row['Mentions'])})" for row in first]
            yield f"{subject.noun.capitalize()}s mentioned most: {listed(said)}."


def _shown(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)


def _write_changes(paper: Paper, period: Period) -> None:
    paper.heading("What changed")
    paper.place("changes", "Your words on what changed.")
    moved = totals_moved(period)
    if moved:
        paper.say(moved)
    if period.first is None:
        paper.say("One summary alone is given: how themes and learning moved needs an earlier one beside it.")
    for subject in (THEMES, LEARNING):
        write_mentions_moved(paper, period, subject)
    rows = []
    for summary in period.summaries:
        kinds = Counter(str(row["Change"]) for row in summary.rows("changes", *CHANGES))
        if kinds and summary.month >= period.begin:
            rows += [(month_name(summary.month), kind, number) for kind, number in sorted(kinds.items())]
    if rows:
        paper.say("Changes that the summaries list, each against the summary before it:")
        paper.table(("Summary", "Change", "Records"), rows, about="Number of changes by month and kind.")


def _caveats(period: Period) -> Iterator[str]:
    yield from quality_in_words(period.last)
    yield (
        f"The month is a cut-off: a review added after {as_at(period.last)} is not counted, and one that was closed "
        "later counts as open."
    )
    yield "Each review names up to three themes and three learning terms, and every mention counts."
    yield "A converted review began as a rapid review and is counted with its kind."
    if period.missing_months and period.first is not None:
        months = listed([month_in_words(month) for month in period.missing_months])
        yield f"No summary is given for {months}; what those months published then is not shown."
    if period.first is not None and period.first.month < period.begin:
        yield f"Compared with the summary for {month_in_words(period.first.month)}, before the period."
    yield from period.last.note[1:]
    yield f"Made from {how_many(len(period.summaries), 'summary', 'summaries')}, the last of {in_words(period.end)}."
