"""Registration marks of vehicles in the United Kingdom.

The current form stands for itself in capitals; older ones, small letters and Northern Irish marks look like ward codes,
references and pseudonyms, and are taken only after a word for a vehicle or for its registration.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from validators.pid.cues import word_set
from validators.pid.patterns import when_used
from validators.pid.prepared import PreparedText
from validators.pid.spans import Confidence, Kind, Span

__all__ = ["find_vehicles"]

_FLAGS = re.IGNORECASE | re.ASCII
# DVLA: no I, Q or Z begins a current mark; its last three letters have no I and no Q.
_CURRENT = when_used(
    r"(?<![a-z0-9/\-])[a-hj-pr-y][a-pr-z](?P<early>[ ]?)(?P<age>[0-9]{2})(?P<gap>[ -]?)"
    r"(?P<tail>[a-hj-pr-z]{3})(?![a-z0-9/])",
    _FLAGS,
)
# The same with any letters, told by its figures, of which most texts have few.
_MAY_BE_CURRENT = when_used(
    r"[0-9](?:(?<=(?<![A-Za-z0-9/\-])[A-Za-z]{2}[0-9])|(?<=(?<![A-Za-z0-9/\-])[A-Za-z]{2} [0-9]))[0-9][ -]?[A-Za-z]{3}"
)
_OLDER = when_used(
    r"(?<![a-z0-9/\-])(?:[a-hj-npr-tv-y][0-9]{1,3}[ ]?[a-z]{3}|[a-z]{3}[ ]?[0-9]{1,3}[a-hj-npr-tv-y])(?![a-z0-9/])",
    _FLAGS,
)
_DATELESS = when_used(
    r"(?<![a-z0-9/\-])(?:[a-z]{1,3}(?P<gap>[ ]?)[0-9]{1,4}|[0-9]{1,4}(?P<other_gap>[ ]?)[a-z]{1,3})(?![a-z0-9/])",
    _FLAGS,
)
_VEHICLE = (
    r"cars?|vans?|vehicles?|motor\s?(?:bike|cycle)s?|bikes?|mopeds?|scooters?|lorry|lorries|trucks?|taxis?|cabs?|minicabs?|"
    r"drove|driv(?:es?|ing|en)|anpr|vrms?|index|plates?|registration(?:\smark)?|reg(?:gie)?|bmw|audi|ford|fiesta|focus|"
    r"transit|vauxhall|corsa|astra|volkswagen|vw|golf|polo|mercedes|toyota|prius|honda|nissan|renault|peugeot|citroen|"
    r"skoda|seat|kia|hyundai|volvo|range\srover|land\srover|jaguar|tesla|mini|saloon|hatchback|estate|parked|uber"
)
# Every vehicle named so has one of these, and so has every registration.
_VEHICLE_WORDS = word_set("""
    car cars van vans vehicle vehicles motor motorbike motorbikes motorcycle motorcycles bike bikes moped mopeds scooter
    scooters lorry lorries truck trucks taxi taxis cab cabs minicab minicabs drove drive drives driving driven anpr vrm
    vrms index plate plates registration reg reggie bmw audi ford fiesta focus transit vauxhall corsa astra volkswagen
    vw golf polo mercedes toyota prius honda nissan renault peugeot citroen skoda seat kia hyundai volvo range land
    jaguar tesla mini saloon hatchback estate parked uber
    """)
_NEAR = when_used(rf"(?<![a-z])(?:{_VEHICLE})(?![a-z])[^.;\n\x00\]]{{0,28}}$", _FLAGS)
_LABEL = when_used(
    rf"(?<![a-z])(?:{_VEHICLE})(?![a-z])(?:\s(?:reg(?:istration)?|index|plates?|mark|no|num|number))?\.?"
    r"(?:\s(?:no|number))?\.?\s?[:=(#,\-]?\s?(?:(?:is|was)\s)?$",
    _FLAGS,
)
_REGISTRATION = when_used(
    r"(?<![a-z])(?:(?:registration|number\splate|plate|vrm|index|(?:car|van|vehicle|taxi)\sreg|reg\s(?:no|number|mark))"
    r"(?:\s(?:no|num|number|mark))?\.?\s?[:=(#\-]?\s?(?:(?:is|was)\s)?)$",
    _FLAGS,
)
_AND_ANOTHER = when_used(r"^[^.;\n\x00]{0,12}(?:,|and|&|/|or)\s$", _FLAGS)
# What follows a postcode's outward half or a code and is no part of a mark.
_NO_TAIL = word_set("""
    dhr sar scr lcr csp sab scp nhs gps met cas cps mps las cqc dwp mha mca dna cpr ecg her his she and the for was has
    had not met she who are but icb ics amh cmh cyp sen ehc hmp pru lac chc lea hub ltd llp plc hrs min wte
    """)
_LAST_YEAR, _HALF = 29, 50


def find_vehicles(prepared: PreparedText) -> Iterator[Span]:
    """Find registration marks of vehicles."""
    if prepared.in_identifier:
        return
    text = prepared.text
    found_to = -1
    for mark in _CURRENT.finditer(text) if _MAY_BE_CURRENT.search(text) else ():
        confidence = _confidence(prepared, mark, found_to)
        if confidence is not None:
            found_to = mark.end()
            yield Span(*mark.span(), Kind.VEHICLE, confidence)
    if _VEHICLE_WORDS.isdisjoint(prepared.words):
        return
    for mark in _OLDER.finditer(text):
        if prepared.has_label(_LABEL if not mark[0].isupper() or " " in mark[0] else _NEAR, mark.start()):
            yield Span(*mark.span(), Kind.VEHICLE, Confidence.POSSIBLE)
    for mark in _DATELESS.finditer(text):
        if _is_dateless(mark) and prepared.has_label(_REGISTRATION, mark.start()):
            yield Span(*mark.span(), Kind.VEHICLE, Confidence.POSSIBLE)


def _confidence(prepared: PreparedText, mark: re.Match[str], found_to: int) -> Confidence | None:
    upper = mark[0].isupper()
    if prepared.is_incident_reference(mark.start()) or (mark["early"] and not upper):
        return None
    if prepared.has_label(_LABEL, mark.start()):
        return Confidence.CERTAIN if upper else Confidence.POSSIBLE
    if prepared.has_label(_NEAR, mark.start()) or (
        found_to >= 0 and _AND_ANOTHER.match(prepared.text[found_to : mark.start()])
    ):
        return Confidence.POSSIBLE
    if mark["early"]:
        return None
    in_use = 1 <= int(mark["age"]) % _HALF <= _LAST_YEAR
    return Confidence.POSSIBLE if upper and in_use and mark["tail"].lower() not in _NO_TAIL else None


def _is_dateless(mark: re.Match[str]) -> bool:
    spaced = mark["gap"] or mark["other_gap"]
    return len(mark[0]) >= 4 and (not spaced or (mark[0].isupper() and not mark.string.isupper()))
