"""What is said to an ICB in words, the same in the workbook and in the text for the e-mail."""

from __future__ import annotations

from collections.abc import Iterator

from reports.check_report.wording import in_percent, tally
from reports.feedback.told import Feedback
from validators.messages import feedback as messages
from validators.quoting import how_many, month_in_words

__all__ = ["gap_in_words", "headline", "rows_in_words", "score_in_words", "what_next"]

_POINTS = 100


def headline(feedback: Feedback) -> str:
    """What became of the return.

    Each outcome has a sentence of its own: nobody reads a list of states.
    """
    month = month_in_words(feedback.month)
    return {
        "accepted": f"Your return for {month} is accepted and counted.",
        "set aside": f"Your return for {month} could not be counted and was set aside.",
        "set aside in part": f"Part of your return for {month} could not be counted and was set aside.",
        "not received": f"We have not received your return for {month}.",
        "not received in part": f"We have not received all parts of your return for {month}.",
        "carried forward": f"We have not received your return for {month}; your earlier records stand in for it.",
    }[feedback.outcome]


def rows_in_words(feedback: Feedback) -> str:
    """What became of the records, every one of them accounted for."""
    read, counted, later, aside = feedback.rows
    return (
        f"{how_many(read, 'record')} read: {counted:,} counted, {later:,} added after the month, {aside:,} set aside."
    )


def score_in_words(feedback: Feedback) -> Iterator[str]:
    """The score, if there is one, against the latest month before of which one is known.

    A score is a share of the items that were checked; the difference is in percentage points.
    """
    if feedback.score is None:
        return
    said = f"Quality score: {in_percent(feedback.score)}"
    if feedback.score_before is None:
        yield f"{said} (no earlier score is known)."
        return
    month, before = feedback.score_before
    points = round((feedback.score - before) * _POINTS, 1)
    moved = "unchanged" if not points else f"{'up' if points > 0 else 'down'} {abs(points):.1f} points"
    yield f"{said} ({month_in_words(month)}: {in_percent(before)}, {moved})."


def gap_in_words(feedback: Feedback) -> Iterator[str]:
    """Your own count against ours, a sentence for each that differs or is missing."""
    if not feedback.declared:
        return
    if all(one.gap is None for one in feedback.declared):
        yield f"Your own count: {feedback.declared[0].in_words[0].lower()}{feedback.declared[0].in_words[1:]}"
    elif all(one.gap == 0 for one in feedback.declared):
        yield "Your own count and your records agree."
    else:
        for one in feedback.declared:
            if one.gap != 0:
                counted = "" if one.declared is None else f" ({one.declared:,} declared, {one.counted:,} counted)"
                yield f"Your own count, {one.what.lower()}: {one.in_words[0].lower()}{one.in_words[1:-1]}{counted}."


def what_next(feedback: Feedback) -> str:
    """The one thing to do."""
    if feedback.outcome == "accepted":
        if not feedback.open_findings:
            return "There is nothing to put right. Thank you."
        return f"To put right before the next return: {tally(feedback.tally)}, each on the sheet Findings."
    if feedback.outcome.startswith("set aside"):
        return messages.SET_ASIDE()
    return messages.NOT_RECEIVED()
