"""Full postcodes of the United Kingdom, by the pattern of BS 7666 and the list of postcode areas.

The outward half alone is taken only as somebody's home ("lives in SE15"; "S2 (MHA '83)" has its shape too), and NHS
pseudo-postcodes (ZZ99) say only that somebody has no fixed address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from validators.pid.patterns import when_used
from validators.pid.prepared import PreparedText
from validators.pid.spans import Confidence, Kind, Span

__all__ = ["find_postcodes"]

_POSTCODE = when_used(
    r"(?<![a-z0-9])(?P<outward>(?P<area>[a-pr-uwyz][a-hk-y]?)"
    r"(?:(?<![a-z0-9][a-z])[0-9][a-hjkpstuw]|(?<=[a-z][a-z])[0-9][abehmnprvwxy]|[0-9]{1,2})|gir(?=[ ]{0,3}0aa))"
    r"(?P<gap>[ \t]{0,3}|[.\-_+]|%20)(?P<inward>[0-9][abd-hjlnp-uw-z]{2})(?![a-z0-9])",
    re.IGNORECASE | re.ASCII,
)
# How every outward half begins, but for the one of its own kind.
_AREA, _OWN_KIND = when_used(r"[0-9](?<=[A-Za-z][0-9])"), "gir"
_INWARD = when_used(r"[0-9][a-z]{2}(?![a-z0-9])", re.IGNORECASE | re.ASCII)
_OUTWARD = when_used(
    r"(?<![a-z0-9])(?P<area>[a-pr-uwyz][a-hk-y]?)[0-9](?:[0-9]|[a-hjkmnp-y])?(?![a-z0-9]|[/.-][a-z0-9]|\s?\(|'"
    r"|\s?(?:ward|unit|floor|level|team|form|block|wing)s?(?![a-z]))",
    re.IGNORECASE | re.ASCII,
)
_HOME = when_used(
    r"(?<![a-z])(?:"
    r"(?:lives?|lived|living|resid(?:es?|ed|ing)|resident|home(?:\saddress)?|homeless|house|flat|property|tenancy|address|"
    r"accommodation|hostel|bedsit|room|bungalow|maisonette|studio|lodgings?|lodging|squat|tent|caravan|houseboat|"
    r"sofa[\s-]surf(?:s|ed|ing)|surfing|grew\sup|raised|settled|(?:re-?)?housed|moved|rough\ssleeping|family|based|placed|placement|stay(?:s|ed|ing))\s?"
    r"(?:alone\s|together\s|with\s(?:his|her|their)?\s?[a-z]{1,12}\s|back\s|now\s|was\s|is\s|currently\s){0,2}"
    r"(?:(?:in|at|to|of|near|around|within|from)\s|\()(?:the\s|a\s[a-z]{3,12}\sin\s|area\s(?:of\s)?){0,2}|"
    r"(?:home\s|outward\s|partial\s)?(?:post\s?code|address)(?:\sarea|\sdistrict)?\s?"
    r"(?::|=|-|starts?|starting|begins?|beginning|is|was|in|of|the|with|prefix|\s){1,6}\s?|"
    r"(?:lives?|lived|living|resid(?:es?|ed|ing))\s[^.;,:\n\x00\]0-9]{0,24}(?:in|at|near)\s(?:the\s)?|"
    r"(?:lives?|home|residing|living)\s?[:=\-]?\s|"
    # or a house and its street
    r"[0-9]{1,4}[a-h]?,?\s(?:[a-z][a-z'.\-]{0,20}\s){1,3}(?:road|rd|street|st|avenue|ave|close|lane|gardens|court|way|"
    r"walk|crescent|drive|grove|terrace|mews|square|place|hill|rise|row|view|green|house|parade|broadway),\s(?:[a-z]{3,16},?\s)?"
    r")$",
    re.IGNORECASE | re.ASCII,
)
_ITS_HOME = when_used(
    r"\s(?:home\s)?(?:address|residents?|flat|home|property|tenancy|household|bedsit|accommodation)(?![a-z])",
    re.IGNORECASE | re.ASCII,
)
_LABEL = when_used(r"(?<![a-z])(?:post\s?code|address|lives\sat)[\s:=(\-]{0,4}(?:is\s)?$", re.IGNORECASE | re.ASCII)
# Counted things that look like an inward half: "phase B1 2nd review", "vitamin B12 5ug", "E1 4hr wait".
_COUNTED = when_used(r"1st|2nd|3rd|[04-9]th|[0-9](?:gb|hr|tb|ug|yr)")
_AREA_CODES = (
    "AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX "
    "FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG "
    "NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS "
    "TW UB W WA WC WD WF WN WR WS WV YO ZE"
)
_AREAS = frozenset(_AREA_CODES.split())


def find_postcodes(prepared: PreparedText) -> Iterator[Span]:
    """Find full postcodes in any letter case, and outward halves where the text says that somebody lives there."""
    if not _AREA.search(prepared.text) and _OWN_KIND not in prepared.small:
        return
    yield from _homes(prepared)
    if not _INWARD.search(prepared.text):
        return
    for postcode in _POSTCODE.finditer(prepared.text):
        confidence = _confidence(prepared, postcode)
        if confidence is not None:
            yield Span(postcode.start(), postcode.end(), Kind.POSTCODE, confidence)


def _homes(prepared: PreparedText) -> Iterator[Span]:
    if prepared.in_identifier:
        return
    for half in _OUTWARD.finditer(prepared.text):
        at_home = prepared.has_label(_HOME, half.start()) or (
            half[0].isupper() and _ITS_HOME.match(prepared.text, half.end())
        )
        if half["area"].upper() in _AREAS and at_home:
            yield Span(half.start(), half.end(), Kind.POSTCODE, Confidence.POSSIBLE)


def _confidence(prepared: PreparedText, postcode: re.Match[str]) -> Confidence | None:
    if prepared.has_label(_LABEL, postcode.start()):
        return Confidence.CERTAIN
    if _COUNTED.fullmatch(postcode["inward"]):
        # Somebody who writes no capitals at all may still mean a postcode.
        return Confidence.POSSIBLE if postcode["outward"].islower() and len(postcode["outward"]) > 3 else None
    upper = postcode[0].isupper()
    if postcode["area"] is not None and postcode["area"].upper() not in _AREAS:
        return Confidence.POSSIBLE if upper and not prepared.in_identifier else None
    if postcode["gap"].isspace():
        return Confidence.CERTAIN
    if prepared.in_identifier:
        return Confidence.POSSIBLE if upper else None
    return Confidence.CERTAIN if upper and not postcode["gap"] else Confidence.POSSIBLE
