"""Phone numbers: those of the United Kingdom by their own shapes, others with a "+" or "00" by phonenumbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from validators.pid.patterns import when_used
from validators.pid.prepared import PreparedText
from validators.pid.spans import Confidence, Kind, Span

__all__ = ["find_phones"]

# A slash or a comma parts a date or a list as well: they are taken after a dialling code alone.
_GAP = when_used(
    r"[ \t.\-()_\u00b7]{1,4}|(?<=(?<![0-9])0[17][0-9]{3})[/,]|(?<=(?<![0-9])0[17][0-9]{3}[/,][0-9]{3})[/,]"
)
_LONGEST = 15  # ITU-T E.164
_SHORTEST = 9
_LENGTH_WITH_44 = 12
_MOST_GROUPS = 8
# National numbers without the leading 0, by Ofcom's numbering plan.
# How a number begins that is dialled in the United Kingdom, or from abroad; and how none does.
_BEGINNINGS, _NO_BEGINNING = "04", "000"
_UK_SHAPE = when_used(r"[17][0-9]{9}|1[0-9]{8}|2[03489][0-9]{8}|3[0347][0-9]{8}|5[56][0-9]{8}|[89][0-9]{9}|8[0-9]{8}")
# Numbers that Ofcom keeps for drama out of ranges that it gives to nobody: phonenumbers calls them invalid.
_DRAMA = when_used(r"7700900[0-9]{3}|1632960[0-9]{3}")
_FOR_ORGANISATIONS = ("3", "8", "9")
_LABEL = when_used(
    r"(?<![a-z])(?:tel(?:ephone)?|(?:tele)?phone|mob(?:ile)?|cell|landline|fax|contact|call(?:ed)?|rang|ring|"
    r"text(?:ed)?|whats\s?app)(?:[\s.]{1,2}(?:no|num|number|nr))?[\s.:=#(\-]{0,5}"
    r"(?:(?:is|on|her|him|them)[\s:]{1,2}){0,2}$",
    re.IGNORECASE | re.ASCII,
)
_CODE_APART = when_used(r"\(?0\)?[ -]7[0-9]{3}[ -]")
_PLUS = when_used(r"\(?\+[ ]?\(?$")
_DATE = when_used(r"[0-3]?[0-9]([ .\-])[01]?[0-9]\1(?:[0-9]{4}|[0-9]{2})(?![0-9])")
_EXTENSION = when_used(r"[ ,]{0,2}(?:ext(?:ension)?|x)[ .:]{0,2}[0-9]{1,5}(?![0-9])", re.IGNORECASE | re.ASCII)


def find_phones(prepared: PreparedText) -> Iterator[Span]:
    """Find phone numbers. Of several readings that begin at one place the longest that holds is taken."""
    for first in range(len(prepared.digit_groups)):
        for number in reversed(list(_readings_from(prepared, first))):
            confidence = _confidence(prepared, number)
            if confidence is not None:
                yield Span(number.start, number.end, Kind.PHONE, confidence)
                break


@dataclass(frozen=True, slots=True)
class _Reading:
    """Groups of digits read as one phone number."""

    start: int
    end: int
    digits: str = field(repr=False)
    groups: int
    plus: bool

    @property
    def unspaced(self) -> bool:
        return self.groups == 1


def _readings_from(prepared: PreparedText, first: int) -> Iterator[_Reading]:
    start = prepared.digit_groups[first][0]
    before = prepared.text[max(0, start - 4) : start]
    sign = _PLUS.search(before) if "+" in before and prepared.text[start] != "0" else None
    begins = prepared.text[start]
    # Without any of these no number is read as one: in a row of figures that is nearly everywhere.
    if begins not in _BEGINNINGS and not sign and not prepared.has_label(_LABEL, start):
        return
    for last, digits in prepared.runs_from(first, _GAP, longest=_LONGEST):
        if digits.startswith(_NO_BEGINNING):
            return
        groups = last - first + 1
        # Most rows of figures have no shape of a phone number: that is quickly seen, and a reading is slowly made.
        if (
            len(digits) >= _SHORTEST
            and (groups <= _MOST_GROUPS or groups == len(digits))
            and (sign or digits.startswith("00") or _uk_national(digits, plus=False))
        ):
            end = prepared.digit_groups[last][1]
            extension = _EXTENSION.match(prepared.text, end)
            yield _Reading(
                _opened(prepared.text, start - len(sign[0]) if sign else start, end),
                extension.end() if extension else end,
                digits,
                groups,
                sign is not None,
            )


def _opened(text: str, start: int, end: int) -> int:
    """Take in the bracket that opens before a dialling code and closes after it."""
    opens = start > 0 and text[start - 1] == "(" and text.count(")", start, end) > text.count("(", start, end)
    return start - 1 if opens else start


def _confidence(prepared: PreparedText, number: _Reading) -> Confidence | None:
    national = _uk_national(number.digits, plus=number.plus)
    # A reading that is none of the UK begins with a plus or with 00.
    return _confidence_abroad(prepared, number) if national is None else _confidence_in_uk(prepared, number, national)


def _uk_national(digits: str, *, plus: bool) -> str | None:
    """The national number, without the 0 that it is dialled with, if the digits have the shape of a UK one."""
    if digits.startswith("0044"):
        national = digits[4:]
    elif digits.startswith("44") and (plus or len(digits) == _LENGTH_WITH_44):
        national = digits[2:]
    elif plus:
        return None
    else:
        # A spreadsheet drops the 0 of a number that it takes for a quantity.
        national = digits
    national = national.removeprefix("0")
    return national if _UK_SHAPE.fullmatch(national) else None


def _confidence_in_uk(prepared: PreparedText, number: _Reading, national: str) -> Confidence | None:
    labelled = prepared.has_label(_LABEL, number.start)
    if not labelled and not _announces_itself(prepared, number, national):
        return None
    if national.startswith(_FOR_ORGANISATIONS):
        return Confidence.POSSIBLE
    if labelled:
        return Confidence.CERTAIN
    doubtful = prepared.touches_letter(number.start, number.end) or (prepared.in_identifier and number.unspaced)
    if _is_assigned(national):
        return Confidence.POSSIBLE if doubtful or not (number.plus or number.digits[0] == "0") else Confidence.CERTAIN
    # Few areas have numbers of nine digits: one that nobody was given is another kind of number.
    return Confidence.POSSIBLE if len(national) == 10 and not prepared.in_identifier else None


def _announces_itself(prepared: PreparedText, number: _Reading, national: str) -> bool:
    """Whether a number without a label is written as phone numbers are."""
    if number.plus or number.digits.startswith("0044"):
        return True
    if number.unspaced and prepared.is_incident_reference(number.start):
        return False
    if number.digits[0] != "0":
        return number.digits.startswith("44") and national[0] == "7" and not prepared.in_identifier
    if number.groups == len(number.digits):
        return national[0] == "7"
    begins_as_code = prepared.text[number.start : number.start + 2].strip("(").isdigit()
    if national[0] == "7" and _CODE_APART.match(prepared.text, number.start):
        return True
    return begins_as_code and not _DATE.match(prepared.text, number.start)


def _confidence_abroad(prepared: PreparedText, number: _Reading) -> Confidence | None:
    labelled = prepared.has_label(_LABEL, number.start)
    # References are filled up with zeros as well.
    if not (number.plus or labelled or (number.groups >= 3 and not prepared.in_identifier)):
        return None
    import phonenumbers

    try:
        parsed = phonenumbers.parse("+" + (number.digits if number.plus else number.digits[2:]))
    except phonenumbers.NumberParseException:
        return None  # No country has that code, so it is no phone number.
    if phonenumbers.is_valid_number(parsed):
        return Confidence.CERTAIN
    written_as_one = number.plus and (labelled or not number.unspaced)
    return Confidence.POSSIBLE if written_as_one and phonenumbers.is_possible_number(parsed) else None


def _is_assigned(national: str) -> bool:
    if _DRAMA.fullmatch(national):
        return True
    # Its tables take several times as long to import as all of this package: only for a candidate.
    import phonenumbers

    return phonenumbers.is_valid_number(phonenumbers.PhoneNumber(country_code=44, national_number=int(national)))
