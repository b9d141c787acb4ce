"""The short text for the e-mail that an ICB's feedback goes out with: plain, and without any personal detail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from reports.feedback.told import Feedback
from reports.feedback.wording import gap_in_words, headline, rows_in_words, score_in_words, what_next
from validators.findings import Severity
from validators.messages import feedback as messages
from validators.quoting import how_many, month_in_words
from validators.rules import standard_rules

__all__ = ["email_lines", "email_text"]

MOST_RULES_NAMED = 3
# Notepad on an older Windows shows a text without these as one line.
_LINE_END = "\r\n"


def email_text(feedback: Feedback) -> str:
    """The text as a file; lines end as Windows has them, and a mail program breaks long ones itself."""
    return "".join(f"{line}{_LINE_END}" for line in email_lines(feedback))


def email_lines(feedback: Feedback) -> Iterator[str]:
    """The text line by line."""
    yield f"Subject: Safeguarding case reviews, {month_in_words(feedback.month)}: feedback for {feedback.code}"
    yield ""
    yield "Dear colleague,"
    yield ""
    yield headline(feedback)
    yield from (f"- {line}" for line in _returns(feedback))
    if any(feedback.rows):
        yield f"- {rows_in_words(feedback)}"
    yield from (f"- {line}" for line in (*score_in_words(feedback), *gap_in_words(feedback)))
    if feedback.same_as_before == "yes":
        yield f"- {messages.SAME_RECORDS()}"
    yield ""
    if named := list(_most_frequent(feedback)):
        yield "Most often to put right:"
        yield from (f"- {line}" for line in named)
        yield ""
    yield what_next(feedback)
    yield messages.NO_PERSONAL_DETAILS(whom=feedback.contact or "us")
    yield ""
    yield "Kind regards"
    yield feedback.contact or f"{feedback.region}, safeguarding"


def _returns(feedback: Feedback) -> Iterator[str]:
    """What is to be said of single returns: those that are accepted as they are need no line."""
    for one in feedback.returns:
        named = ", ".join(filter(None, (one.file, "" if one.part in ("", "Whole") else f"part {one.part}")))
        if one.file and (one.outcome != "accepted" or one.why):
            yield f"{named}: {one.outcome}. {one.why}".rstrip()
        elif not one.file and named:
            yield f"{named}: {one.why}"


def _most_frequent(feedback: Feedback) -> Iterator[str]:
    """The rules that most records break, errors before warnings."""
    titles = {rule.id: rule.title for rule in standard_rules()}
    serious = [each for _, each in feedback.open_findings if each.severity is not Severity.ADVICE]
    found = Counter((list(Severity).index(each.severity), each.rule) for each in serious)
    ordered = sorted(found.items(), key=lambda each: (each[0][0], -each[1], each[0][1]))
    for (severity, rule), number in ordered[:MOST_RULES_NAMED]:
        yield f"{titles.get(rule, rule)} ({rule}): {how_many(number, list(Severity)[severity].value)}"
