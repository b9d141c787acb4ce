"""The period that a report is about: its first and last day, and the summaries that tell of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from reports.counted_reviews import CountedReview, counted_reviews
from reports.months import in_words, month_ends
from reports.published_summary import PublishedSummary
from reports.summary_workbook.wording import listed
from validators.messages import written_reports as messages
from validators.month_end import Standing, closed_from, counted_from
from validators.quoting import month_in_words
from workbook_templates.faults import FileFault

__all__ = ["Period", "period_of"]

_PUBLISHED = "Published"


@dataclass(frozen=True)
class Period:
    """What a report is made of.

    Attributes:
        begin: first day.
        end: last day.
        summaries: in order of their months, one a month; the last is for the period's last month, and the first may be
            for a month before it.
    """

    begin: date
    end: date
    summaries: tuple[PublishedSummary, ...]

    @property
    def last(self) -> PublishedSummary:
        """The summary at the period's end."""
        return self.summaries[-1]

    @property
    def first(self) -> PublishedSummary | None:
        """The summary that the last is compared with; None where there is one alone."""
        return self.summaries[0] if len(self.summaries) > 1 else None

    @property
    def in_words(self) -> str:
        """The period, for example May 2024 to October 2024."""
        first, last = month_in_words(self.begin), month_in_words(self.end)
        return first if first == last else f"{first} to {last}"

    @cached_property
    def reviews(self) -> tuple[CountedReview, ...]:
        """Every review that the last summary counts."""
        return tuple(counted_reviews(self.last))

    def added_on(self, one: CountedReview) -> date | None:
        """The day in the period from which a review counts; None where that is another."""
        return self._within(counted_from(one.review) or self.end)

    def closed_on(self, one: CountedReview) -> date | None:
        """The day in the period from which a review is closed; None where it is open or that is another day."""
        if one.standing != Standing.CLOSED.value:
            return None
        return self._within(max(closed_from(one.review) or self.end, counted_from(one.review) or self.end))

    def published_on(self, one: CountedReview) -> date | None:
        """The day in the period on which a review's report was published."""
        day = one.review.date_published
        return self._within(day) if day is not None and one.review.publication_status == _PUBLISHED else None

    def _within(self, day: date) -> date | None:
        return day if self.begin <= day <= self.end else None

    @property
    def missing_months(self) -> tuple[date, ...]:
        """Months of the period for which no summary is given."""
        number = (self.end.year - self.begin.year) * 12 + self.end.month - self.begin.month + 1
        given = {summary.month for summary in self.summaries}
        return tuple(end for end in month_ends(self.end, number=number) if end not in given)


def period_of(summaries: Sequence[PublishedSummary], *, begin: date, end: date) -> Period:
    """Put summaries into a period.

    Args:
        summaries: one or more, in any order.
        begin: any day of its first month.
        end: last day of its last month.

    Raises:
        FileFault: the period ends before it begins, or these summaries do not fit it or each other.
    """
    if begin > end:
        raise FileFault(messages.ENDS_BEFORE())
    ordered = sorted(summaries, key=lambda summary: summary.month)
    months = [summary.month for summary in ordered]
    twice = sorted({month for month in months if months.count(month) > 1})
    if twice:
        raise FileFault(messages.TWO_FOR_A_MONTH(months=_named(twice)))
    later = [month for month in months if month > end]
    if later:
        raise FileFault(messages.AFTER_THE_PERIOD(months=_named(later)))
    if end not in months:
        raise FileFault(messages.NO_LAST_MONTH(end=month_in_words(end), months=_named(months)))
    if len({summary.region for summary in ordered}) > 1:
        raise FileFault(messages.TWO_REGIONS())
    return Period(begin.replace(day=1), end, tuple(ordered))


def _named(months: Sequence[date]) -> str:
    return listed([month_in_words(month) for month in months])


def as_at(summary: PublishedSummary) -> str:
    """A summary's last day in words."""
    return in_words(summary.month)
