"""Dates of birth: a day with its label ("dob", "date of birth", "born on"); a year or a month alone is none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from validators.pid.prepared import PreparedText
from validators.pid.spans import Confidence, Kind, Span

__all__ = ["find_birth_dates"]

_FLAGS = re.IGNORECASE | re.ASCII
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
_YEAR = r"(?:(?:19|20)[0-9]{2}|'?[0-9]{2})"
_MARK = r"\s?[/.\-]\s?|\s"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DATE = re.compile(
    rf"""
    (?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s{{1,2}})?
    (?:
        (?P<numeric>{_DAY}(?P<mark>{_MARK}){_DAY}(?P=mark){_YEAR}
            | (?:19|20)[0-9]{{2}}(?P<iso_mark>{_MARK}){_DAY}(?P=iso_mark){_DAY})
        | (?:{_DAY}(?:st|nd|rd|th)?[\s.,/\-]{{0,2}}(?:of\s)?{_MONTH}(?![a-z])
            | {_MONTH}\s{{1,2}}{_DAY}(?:st|nd|rd|th)?(?![0-9]))
          (?P<year>[\s.,/\-]{{0,2}}{_YEAR}(?![0-9]))?
    )(?![0-9])
    """,
    _FLAGS | re.VERBOSE,
)
_UNSPACED_DATE = re.compile(r"(?:[0-9]{8}|[0-9]{6})(?![0-9])")
# The letter comes before what must stand before it, so that the search can run from one such letter to the next.
_CUE = re.compile(
    r"[db](?<![a-z].)(?:"
    r"(?P<label>(?<=d)(?:\.?\s?o\.?\s?b(?P<plural>'?s)?|ate(?P<dates>s)?\sof\sbirth)|(?<=b)irth\s?date)"
    r"|(?<=b)(?:orn|irthday))(?![a-z])",
    _FLAGS,
)
_SHORT_CUE = re.compile(r"b(?:(?<![A-Za-z0-9]b)\.|(?<=\(b))\s?(?=[0-9])")
_LEAD = re.compile(r"(?:[\s:;=,.(\-]|(?:is|was|on|the|of|as|given|recorded|noted)(?![a-z])){0,8}", _FLAGS)
_SOMEWHERE = re.compile(
    r"\s(?:in|at|by|early|prematurely|abroad)\s[^.;\n\]\x000-9]{0,40}?(?<![a-z])on\s(?:the\s)?", _FLAGS
)
_NEXT = re.compile(r"\s?(?:,|;|&|/|and(?![a-z]))\s?(?:and\s)?", _FLAGS)


def find_birth_dates(prepared: PreparedText) -> Iterator[Span]:
    """Find dates of birth; the span is the date without its label."""
    text = prepared.text
    for cue in _CUE.finditer(text):
        if cue["label"]:
            yield from _after_label(text, cue)
        else:
            yield from _after_born(text, cue.end())
    for cue in _SHORT_CUE.finditer(text):
        birth = _DATE.match(text, cue.end())
        if birth:
            yield _span(birth)


def _after_label(text: str, cue: re.Match[str]) -> Iterator[Span]:
    position = _past(_LEAD, text, cue.end())
    unspaced = _UNSPACED_DATE.match(text, position)
    if unspaced:
        yield Span(*unspaced.span(), Kind.DATE_OF_BIRTH, Confidence.CERTAIN)
    several = cue["plural"] or cue["dates"]
    birth = _DATE.match(text, position)
    while birth:
        yield _span(birth)
        separator = _NEXT.match(text, birth.end()) if several else None
        birth = _DATE.match(text, separator.end()) if separator else None


def _after_born(text: str, position: int) -> Iterator[Span]:
    birth = _DATE.match(text, _past(_LEAD, text, position))
    if birth:
        yield _span(birth)
        return
    somewhere = _SOMEWHERE.match(text, position)
    birth = _DATE.match(text, somewhere.end()) if somewhere else None
    if birth:
        # Between "born" and "on" the sentence may have turned to another event.
        yield Span(*birth.span(), Kind.DATE_OF_BIRTH, Confidence.POSSIBLE)


def _past(lead: re.Pattern[str], text: str, position: int) -> int:
    match = lead.match(text, position)
    return match.end() if match else position


def _span(birth: re.Match[str]) -> Span:
    whole = birth["numeric"] or birth["year"]
    return Span(*birth.span(), Kind.DATE_OF_BIRTH, Confidence.CERTAIN if whole else Confidence.POSSIBLE)
