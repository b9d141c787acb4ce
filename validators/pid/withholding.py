"""What stands in the place of PID, and what its writer should put there instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator

from validators.pid.spans import Confidence, Kind, Span

__all__ = ["NOTICE", "certain_notices", "how_many_of", "in_words", "redact", "say_instead", "withhold"]

_WORDS = {
    Kind.NAME: ("name", "names"),
    Kind.DATE_OF_BIRTH: ("date of birth", "dates of birth"),
    Kind.NHS_NUMBER: ("NHS number", "NHS numbers"),
    Kind.ADDRESS: ("address", "addresses"),
    Kind.POSTCODE: ("postcode", "postcodes"),
    Kind.PHONE: ("phone number", "phone numbers"),
    Kind.EMAIL: ("e-mail address", "e-mail addresses"),
    Kind.NI_NUMBER: ("National Insurance number", "National Insurance numbers"),
    Kind.VEHICLE: ("vehicle registration", "vehicle registrations"),
    Kind.OTHER: ("other personal detail", "other personal details"),
}

_KIND_OF = {words[0]: kind for kind, words in _WORDS.items()}
NOTICE = re.compile(rf"\[withheld: ((?:possible )?(?:{'|'.join(_KIND_OF)}))\]")
"""What stands in the place of PID, and no other text in brackets."""

_INSTEAD = {
    Kind.NAME: "Use the agreed pseudonym, for example Child A, or the role, for example the social worker.",
    Kind.DATE_OF_BIRTH: "Give the age in years at the time instead of the date of birth.",
    Kind.NHS_NUMBER: "Leave the NHS number out and use the agreed pseudonym, for example Child A.",
    Kind.ADDRESS: "Give the borough instead of the address.",
    Kind.POSTCODE: "Give the borough instead of the postcode.",
    Kind.PHONE: "Leave the phone number out; if contact matters, give the role, for example the health visitor.",
    Kind.EMAIL: "Leave the e-mail address out; if contact matters, give the role, for example the health visitor.",
    Kind.NI_NUMBER: "Leave the National Insurance number out and use the agreed pseudonym, for example Adult B.",
    Kind.VEHICLE: "Leave the registration out and write the kind of vehicle, for example a car.",
    Kind.OTHER: "Leave the detail out, or describe it so that nobody can be identified by it.",
}


def say_instead(kind: Kind) -> str:
    """What to write instead of PID of a kind, in one plain sentence.

    >>> say_instead(Kind.POSTCODE)
    'Give the borough instead of the postcode.'
    """
    return _INSTEAD[kind]


def how_many_of(kind: Kind, confidence: Confidence, number: int = 1) -> str:
    """How many were found, how sure and of what kind.

    >>> how_many_of(Kind.PHONE, Confidence.CERTAIN, 2)
    '2 certain phone numbers'
    """
    one, several = _WORDS[kind]
    return f"{number:,} {confidence} {one if number == 1 else several}"


def in_words(span: Span) -> str:
    """What a span is, as a line names it.

    >>> in_words(Span(5, 17, Kind.PHONE, Confidence.CERTAIN))
    'certain phone number'
    """
    return f"{span.confidence} {_WORDS[span.kind][0]}"


def withhold(text: str, spans: Iterable[Span], *, released: Collection[Span] = (), keep_possible: bool = False) -> str:
    """Replace each span by its kind in words; the rest of the text stays.

    Args:
        text: The text in which the spans were found.
        spans: Spans that do not overlap, in any order.
        released: Spans that the region reviewed and lets through. A certain one is withheld all the same.
        keep_possible: Leave every `possible` span, as in identifier columns, where a reference must stay legible.

    Raises:
        ValueError: If spans overlap or reach beyond the text.

    >>> nhs = Span(4, 14, Kind.NHS_NUMBER, Confidence.CERTAIN)
    >>> withhold("No. 9990000018 known", [nhs])  # made up
    'No. [withheld: NHS number] known'
    """

    def stands_instead(span: Span) -> str:
        stays = span.confidence is Confidence.POSSIBLE and (keep_possible or span in released)
        return text[span.start : span.end] if stays else _notice(span)

    return _replaced(text, spans, stands_instead)


def redact(text: str, spans: Iterable[Span]) -> str:
    """Replace each span, certain or possible, by its kind in brackets, as for a plain text that is handed on.

    >>> redact("Rang 07700 900123.", [Span(5, 17, Kind.PHONE, Confidence.POSSIBLE)])  # made up
    'Rang [phone].'
    """
    return _replaced(text, spans, lambda span: f"[{span.kind}]")


def _replaced(text: str, spans: Iterable[Span], stands_instead: Callable[[Span], str]) -> str:
    pieces: list[str] = []
    reached = 0
    for span in sorted(spans, key=lambda span: span.start):
        if span.start < reached or span.end > len(text):
            raise ValueError(
                f"The span from {span.start} to {span.end} overlaps another or reaches beyond {len(text)} characters."
            )
        pieces += (text[reached : span.start], stands_instead(span))
        reached = span.end
    return "".join((*pieces, text[reached:]))


def _notice(span: Span) -> str:
    possible = "possible " if span.confidence is Confidence.POSSIBLE else ""
    return f"[withheld: {possible}{_WORDS[span.kind][0]}]"


def certain_notices(text: str) -> Iterator[Kind]:
    """The kinds of the certain spans that were withheld from a text, as it says itself.

    >>> list(certain_notices("No. [withheld: NHS number], seen by [withheld: possible name]"))
    [<Kind.NHS_NUMBER: 'nhs_number'>]
    """
    return (_KIND_OF[found] for found in NOTICE.findall(text) if found in _KIND_OF)
