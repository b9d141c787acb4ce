"""Finding PID: the finders, run over a prepared text until nothing more is found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import itemgetter

from validators.pid.addresses import find_addresses
from validators.pid.birth_dates import find_birth_dates
from validators.pid.credentials import find_credentials
from validators.pid.echoes import find_echoes
from validators.pid.emails import find_emails
from validators.pid.folding import FoldedText, fold, is_shown_otherwise
from validators.pid.names import find_names
from validators.pid.national_insurance import find_national_insurance_numbers
from validators.pid.nhs_numbers import find_nhs_numbers
from validators.pid.overlaps import settle
from validators.pid.phones import find_phones
from validators.pid.postcodes import find_postcodes
from validators.pid.prepared import WITHHELD, Finder, PreparedText
from validators.pid.schools import find_schools
from validators.pid.signs import is_signed, may_hold_anything
from validators.pid.spans import Confidence, Span
from validators.pid.vehicles import find_vehicles
from validators.pid.withholding import NOTICE

__all__ = ["find_pid", "find_pid_in_identifier"]

# Where two finders are equally sure of the same place, the earlier one names it.
_STRUCTURED: tuple[Finder, ...] = (
    find_emails,
    find_phones,
    find_nhs_numbers,
    find_birth_dates,
    find_national_insurance_numbers,
    find_postcodes,
    find_addresses,
    find_credentials,
    find_schools,
    find_vehicles,
)
_IN_FREE_TEXT = (*_STRUCTURED, find_names)


def _find_certain_names(prepared: PreparedText) -> Iterator[Span]:
    return (span for span in find_names(prepared) if span.confidence is Confidence.CERTAIN)


_IN_IDENTIFIERS = _STRUCTURED
_IN_IDENTIFIERS_WITH_NAMES = (*_STRUCTURED, _find_certain_names)

# What parts words and joins nothing to what stands beside it.
_PARTING = frozenset(" \n\r\t.,;!?")
_NOTICE_BEGINS = "[withheld: "
# No character at all, so that folding leaves it alone: it stands for what is withheld until then.
_BLANK = "\ufdd0"
# The forms that nearly all references have, and in which none of the finders finds anything.
_PLAIN_REFERENCE = re.compile(r"(?:[A-Z]{1,6}[/-])?(?:19|20)[0-9]{2}/[0-9]{1,6}|[0-9]{1,6}")


def find_pid(text: str) -> tuple[Span, ...]:
    """Find PID in free text.

    Returns:
        Spans in the order of the text that do not overlap; offsets count code points of `text` as given.

    >>> [(span.start, span.end, str(span.kind)) for span in find_pid("Rang 07700 900123, StEIS 2021/12345")]  # made up
    [(5, 17, 'phone')]
    >>> find_pid("Section 44 (1,2), aged 14, seen 12/03/2009")
    ()
    """
    return _find(text, _IN_FREE_TEXT, in_identifier=False)


def find_pid_in_identifier(text: str, *, names: bool = False) -> tuple[Span, ...]:
    """Find PID in an identifier reference, the name of a board or a link: structured kinds, and no possible names.

    A reference often is a plain number, so one that happens to pass a check is only `possible` without its label.

    Args:
        text: the reference.
        names: whether a full name after a cue is looked for too, as where somebody typed a note instead.

    >>> find_pid_in_identifier("2021/12345")
    ()
    >>> [str(span.confidence) for span in find_pid_in_identifier("9990000018")]  # made up
    ['possible']
    >>> [str(span.kind) for span in find_pid_in_identifier("ask social worker Folasade Adeyemi", names=True)]  # made up
    ['name']
    """
    if _PLAIN_REFERENCE.fullmatch(text):
        return ()
    # A full name after a cue has several words, which hardly any reference has.
    if names and " " in text:
        return _find(text, _IN_IDENTIFIERS_WITH_NAMES, in_identifier=True)
    return _find(text, _IN_IDENTIFIERS, in_identifier=True)


def _find(text: str, finders: tuple[Finder, ...], *, in_identifier: bool) -> tuple[Span, ...]:
    found = _found_in(fold(text), finders, in_identifier=in_identifier)
    if not is_shown_otherwise(text):
        return found
    # Whoever copies it gets what is written, whoever looks at it sees what is shown. What is withheld from the one no
    # longer hides what stands beside it in the other.
    before: tuple[Span, ...] | None = None
    while found != before:
        before, rest = found, _blanked(text, found)
        readings = [
            replace(read, text=read.text.replace(_BLANK, WITHHELD)) for read in (fold(rest), fold(rest, as_shown=True))
        ]
        more = [span for one in readings for span in _found_in(one, finders, in_identifier=in_identifier)]
        found = settle((*found, *more), text)
    return found


def _blanked(text: str, spans: Sequence[Span]) -> str:
    left = [*text]
    for span in spans:
        left[span.start : span.end] = _BLANK * (span.end - span.start)
    return "".join(left)


def _found_in(folded: FoldedText, finders: tuple[Finder, ...], *, in_identifier: bool) -> tuple[Span, ...]:
    plain = _without_notices(folded.text)
    signed, named = (is_signed(plain), False) if finders is _IN_IDENTIFIERS else may_hold_anything(plain)
    if not signed and not named:
        return ()
    if not signed:
        finders = finders[len(_STRUCTURED) :]
    spans = _found_until_quiet(PreparedText(plain, in_identifier=in_identifier), finders)
    return tuple(_in_original(spans, folded))


def _without_notices(text: str) -> str:
    """The text with what says that something was withheld blanked out: its words announce nothing.

    A detail that somebody typed in such brackets is no notice of ours.
    """
    if _NOTICE_BEGINS not in text:
        return text
    return NOTICE.sub(lambda notice: WITHHELD * len(notice[0]), text)


def _found_until_quiet(prepared: PreparedText, finders: tuple[Finder, ...]) -> tuple[Span, ...]:
    more = _run(finders, prepared)
    spans = _settled(more, prepared)
    # What is withheld no longer hides what is glued to it: a postcode right after a phone number shows only then. Nor
    # does it lend its small letters to the rest: a note in capitals is read by other evidence.
    while more and (_is_any_glued(more, prepared.text) or _is_left_in_capitals(prepared.text, spans)):
        more = _run(finders, prepared.without(spans))
        spans = _settled((*spans, *more), prepared)
    return spans


def _settled(spans: Sequence[Span], prepared: PreparedText) -> tuple[Span, ...]:
    # Most texts hold one span or none, with which there is nothing to settle.
    settled = settle(spans, prepared.text) if len(spans) > 1 else tuple(spans)
    echoes = set(find_echoes(settled, prepared.text)).difference(settled)
    return settle((*settled, *echoes), prepared.text) if echoes else settled


def _is_any_glued(spans: Sequence[Span], text: str) -> bool:
    # A plain loop, because this is asked of every text with PID.
    for span in spans:
        start, end = span.start, span.end
        if (start and text[start - 1] not in _PARTING) or (end < len(text) and text[end] not in _PARTING):
            return True
    return False


def _is_left_in_capitals(text: str, spans: Sequence[Span]) -> bool:
    """Whether all small letters of a text stand in its spans."""
    around = text[: spans[0].start] + text[spans[-1].end :]
    if around != around.upper():
        return False
    starts = [*(span.start for span in spans), len(text)]
    left = "".join(text[end:start] for end, start in zip([0, *(span.end for span in spans)], starts, strict=True))
    return left.isupper() and not text.isupper()


def _run(finders: tuple[Finder, ...], prepared: PreparedText) -> list[Span]:
    return [span for finder in finders for span in finder(prepared)]


def _in_original(spans: tuple[Span, ...], folded: FoldedText) -> Iterator[Span]:
    reached = 0
    places = [(*folded.place_in_original(span.start, span.end), span) for span in spans]
    # What is written backwards is found in the order in which it is shown.
    for start, end, span in sorted(places, key=itemgetter(0, 1)):
        # One original character can fold into two, of which each belongs to another span.
        start = max(start, reached)
        if start < end:  # pragma: no branch - no character folds into the whole of a span and the end of another
            yield Span(start, end, span.kind, span.confidence)
            reached = end
