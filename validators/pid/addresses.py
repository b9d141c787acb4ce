"""Addresses: house or flat and street, a flat in a named block, a home for people with its street.

A street alone is no address ("the High Street"), unless the text says that somebody lives there. The number must not
belong to the word before it ("Ward 12", "Section 44"), nor count the words after it ("2 Park visits").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from validators.pid.cues import MONTHS, word_set
from validators.pid.patterns import when_used
from validators.pid.prepared import PreparedText
from validators.pid.spans import Confidence, Kind, Span

__all__ = ["find_addresses"]

_FLAGS = re.IGNORECASE | re.ASCII
# These name a street and nothing else that follows a number and a word.
_PLAIN_WAYS = (
    r"road|rd|street|str|avenue|ave|lane|ln|gardens|gdns|crescent|cres|grove|gr|terrace|terr|mews|square|sq|drive|dr|"
    r"boulevard|esplanade|promenade|parade|broadway|cottages|villas|mansions|embankment|quay|wharf|circus|vale|"
    r"croft|paddock|alley|yard|cl|pl|ct"
)
# These are ordinary words too: "14 Way forward", "3 came close".
_WORDED_WAYS = (
    r"close|way|walk|court|park|view|hill|rise|row|place|green|gate|st|fields?|meadows?|bank|path|passage|chase|"
    r"mount|end|approach|common|heath|wood|dale|reach|estate|garth|ridge|hall|cottage|farm|bungalow|crossing|link|loop|orchard"
)
_BLOCKS = (
    r"house|court|point|towers?|lodge|heights|buildings?|mansions|apartments|block|villa|hall|flats|place|hse|manor"
)
_WORD = r"[a-z][a-z'\-]{0,23}\.?"
_NUMBER = r"[0-9]{1,4}(?:\s?[a-h](?![a-z]))?(?:\s?[/\-&]\s?[0-9]{1,4}[a-h]?(?![a-z0-9]))?"
_UNIT = (
    r"(?:flat|flt|apartment|apt|unit|room|rm|studio|bedsit|bedsitter|maisonette)\s?"
    r"(?:no\.?\s?|number\s)?(?:[0-9]{1,4}\s?[a-h]?|[a-h])(?![a-z0-9])"
)
_WAY = rf"(?:(?P<plain>{_PLAIN_WAYS})|(?P<worded>{_WORDED_WAYS})|(?P<block>{_BLOCKS}))(?![a-z0-9'])"
_STREET = rf"(?P<name>(?:the\s)?{_WORD}(?:\s{_WORD}){{0,3}}?)\s{_WAY}"
_NUMBERED = when_used(rf"(?<![a-z0-9.,/\-#\u00a3$:])(?P<number>{_NUMBER})(?P<gap>,?[ \t]{{1,2}}|,?\n){_STREET}", _FLAGS)
_IN_UNIT = when_used(
    rf"(?<![a-z])(?P<unit>{_UNIT})(?:\s?,\s?|\s(?:of\s|in\s|at\s)?)(?:[0-9]{{1,4}}[a-h]?,?\s)?{_STREET}", _FLAGS
)
# A street that is all article and way, or one word: only with capitals.
_THE_WAY = when_used(
    r"(?<![A-Za-z0-9.,/\-#\u00a3$:])(?P<number>[0-9]{1,4}[A-Ha-h]?),?[ \t]{1,2}(?:Broadway|Esplanade|Promenade|"
    r"The (?:Avenue|Crescent|Close|Grove|Drive|Green|Lane|Mews|Square|Terrace|Broadway|Parade|Rise|Ridgeway|Hill|"
    r"Chase|Mall|Vale|Glade|Gardens|Walk|Paddocks?|Maltings|Meadows?|Orchards?|Cedars|Elms|Limes|Oaks|Firs|Pines|Beeches|"
    r"Willows|Laurels|Poplars|Cottages?|Hawthorns|Spinney|Coppice|Dell|Links|Quay|Wharf))(?![A-Za-z0-9'])"
)
# Every address ends in one of these.
_ALL_WAYS = frozenset(
    spelt
    for way in f"{_PLAIN_WAYS}|{_WORDED_WAYS}|{_BLOCKS}".split("|")
    for spelt in ((way[:-1], way[:-2]) if way.endswith("s?") else (way,))
) | word_set("""
    ridgeway mall glade maltings paddocks orchards cedars elms limes oaks firs pines beeches willows laurels poplars
    cottages hawthorns spinney coppice dell links
    """)
_HOME = when_used(
    r"(?<![a-z])(?:(?:care|nursing|residential|children'?s|rest)\s(?:care\s)?home|supported\s(?:living|housing|"
    r"accommodation)|sheltered\s(?:housing|accommodation|scheme)|extra\scare(?:\sscheme)?|hostel|refuge|hospice|bail\shostel)"
    r"(?P<gap>\s?,\s?|\s?\(|\s(?:at|in|on)\s)",
    _FLAGS,
)
_STREET_ALONE = when_used(rf"(?:[0-9]{{1,4}}[a-h]?,?\s)?{_STREET}", _FLAGS)
_HOUSE_THEN_STREET = when_used(rf"(?P<house>{_WORD}(?:\s{_WORD}){{0,2}}),\s{_STREET}", _FLAGS)
_LIVES = when_used(
    r"(?<![a-z])(?:(?:lives?|lived|living|resid(?:es?|ed|ing)|resident|stay(?:s|ed|ing)|tenancy|tenant|home|house|flat)"
    r"\s(?:alone\s)?(?:at|on|in)\s|"
    r"(?:home\s|postal\s|current\s|last\s(?:known\s)?|previous\s|full\s)?address(?:es)?"
    r"(?:\s?(?::|=|-)\s?|\s(?:is|was|of|given\sas|recorded\sas)\s|\s?,\s?)|c/o\s)",
    _FLAGS,
)
_LABEL = when_used(
    r"(?<![a-z])(?:address(?:es)?|lives?|lived|living|resid(?:es?|ed|ing)|c/o)"
    r"(?:\s?[:=\-,(]\s?|\s(?:at|is|was|alone\sat|given\sas|recorded\sas)\s|\s){0,2}$",
    _FLAGS,
)
_AT = when_used(
    r"(?<![a-z])(?:at|to|from|of|outside|near|on|in|address|number|no\.?|scene|home|visited|c/o|rents?|rented|found)\s?:?\s?\(?$",
    _FLAGS,
)
# A number after one of these is theirs.
_COUNTED_BEFORE = when_used(
    r"(?<![a-z])(?:section|sect?|s|ss|sch|schedule|para(?:graph)?s?|pages?|pp?|ward|wards|strand|themes?|objectives?|priority|priorities|kloe|findings?|workstream|domain|building|chapter|ch|item|items|year|yr|y|"
    r"aged?|rec|recs|recommendations?|appendix|annex|phase|stage|tier|level|article|art|actions?|figure|fig|table|"
    r"part|version|v|grade|band|class|key\sstage|ks|week|day|month|question|q|reg(?:ulation)?|act|form|bay|bed|"
    r"theatre|clinic|volume|vol|issue|line|step|point|group|cohort|module|enclosure|standard|note|ref|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?\s?$",
    _FLAGS,
)
_FUNCTION_WORDS = word_set("""
    a an the of to in on at for from with without by and or but nor as is was were are be been has had have not no
    than then that this these those who which when where while into onto out off over under per via about after before
    during since until between his her their its our my your he she they we it you i if so all each every both any some
    more most less few other others another such only also very too up down near round around across through towards
    him them us
    """)
# What is counted or measured, so that the number before belongs to it.
_COUNTED = word_set("""
    day days week weeks month months year years yr yrs hour hours hr hrs minute minutes min mins times time
    children child people adults adult men women boys girls patients patient residents resident staff nurses nurse
    doctors visits visit calls call meetings meeting referrals referral contacts contact incidents incident reviews
    review agencies agency services service recommendations recommendation actions action cases case homes beds bed
    wards ward families family siblings sibling relatives friends officers officer workers worker professionals
    practitioners episodes episode appointments appointment attendances attendance admissions admission miles mile
    metres metre km m cm mm kg g mg ml percent units unit am pm bedroom bedrooms bed hearings court close
    further separate different new missed previous local school schools hospital hospitals teams team
    january february march april june july august september october november december working storey bedroomed
    feet ft inches steps points learning key themes areas main high-risk low-risk hours' weeks' days' months' minutes'
    gp gps social police health visitors visitor home safeguarding care came went got attempts attempted was
    """)
_NEVER_NAMES = _FUNCTION_WORDS | word_set("""
    came comes went goes got gets come go going coming said says says told seen saw made make took take gave give kept
    keep remained remain lived lives living moved stayed found parted led needed wanted drew agreed put set ran held
    also still best only one's right long-term short-term best-interests
    """)
# A way that is ordinary in one of these pairs is none.
_NOT_AFTER = when_used(
    r"\s(?:map|maps|safety|traffic|accidents?|collisions?|works|rage|users?|visits?|hearings?|orders?|relatives?|family|"
    r"friends?|forward|forwards|proceedings|visitors|reports?|attendances?|appearances|monitoring|supervision|actions?|nurses?|staff|patients?|residents?|doctors?|gps?|days?|hospitals?|practice|surgery|teams?|wards?|centre|clinic|shifts?|beds?|members|managers|medical|health|"
    r"observations?|contacts?|links?|working|ups?|of)(?![a-z])",
    _FLAGS,
)
_ENDS = when_used(r"\s?(?:[,.;)\n]|$)")
_YEARS = when_used(r"(?:19|20)[0-9]{2}")
_SIGN = when_used(r"[0-9]")
_HOME_SIGN = when_used(r"home|living|housing|sheltered|extra care|hostel|refuge|hospice|supported", re.IGNORECASE)


def find_addresses(prepared: PreparedText) -> Iterator[Span]:
    """Find addresses, in any letter case; the span holds number, house and street, not the town."""
    text = prepared.text
    if prepared.in_identifier or _ALL_WAYS.isdisjoint(prepared.words):
        return
    for flat in _IN_UNIT.finditer(text):
        if _is_named(flat) and (flat["plain"] or flat["block"] or _is_capital(flat) or flat["worded"]):
            yield _span(flat.start(), flat.end(), certain=True)
    if _SIGN.search(text):
        for house in _NUMBERED.finditer(text):
            if _is_house(prepared, house):
                certain = prepared.has_label(_LABEL, house.start())
                yield _span(house.start(), house.end(), certain=certain)
        for house in _THE_WAY.finditer(text):
            if not prepared.has_label(_COUNTED_BEFORE, house.start()) and not _NOT_AFTER.match(text, house.end()):
                yield _span(house.start(), house.end(), certain=False)
    yield from _where_somebody_lives(text)
    if _HOME_SIGN.search(text):
        yield from _homes(text)


def _is_house(prepared: PreparedText, house: re.Match[str]) -> bool:
    if not _is_named(house) or prepared.has_label(_COUNTED_BEFORE, house.start()):
        return False
    introduced = prepared.has_label(_AT, house.start()) or prepared.has_label(_LABEL, house.start())
    if _YEARS.fullmatch(house["number"]) and not prepared.has_label(_LABEL, house.start()):
        return False
    if house["plain"] or (house["worded"] in ("st", "ST") and _ENDS.match(house.string, house.end())):
        return True
    return _is_capital(house) or introduced


def _is_named(street: re.Match[str]) -> bool:
    """Whether the words before "Road" can be its name, and what follows does not make another thing of it."""
    words = street["name"].lower().split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    if words[0] in _COUNTED or words[0].rstrip(".") in MONTHS or _NEVER_NAMES.intersection(words):
        return False
    after = street.string[street.end() : street.end() + 16]
    return not _NOT_AFTER.match(after)


def _is_capital(street: re.Match[str]) -> bool:
    words = street["name"].split()
    way = street["plain"] or street["worded"] or street["block"]
    return all(word[0].isupper() for word in (*words, way)) and not street.string.isupper()


def _where_somebody_lives(text: str) -> Iterator[Span]:
    for lives in _LIVES.finditer(text):
        for pattern in (_STREET_ALONE, _HOUSE_THEN_STREET):
            street = pattern.match(text, lives.end())
            if street and _is_named(street) and (street["plain"] or _is_capital(street)):
                yield _span(street.start(), street.end(), certain=False)
                break


def _homes(text: str) -> Iterator[Span]:
    for home in _HOME.finditer(text):
        street = _STREET_ALONE.match(text, home.end())
        if street and _is_named(street) and (street["plain"] or _is_capital(street)):
            yield _span(_before(text, home.start()), street.end(), certain=False)


_NAME_BEFORE = when_used(r"(?:\s[A-Za-z']*[A-Z](?![A-Za-z'])){1,3}")


def _before(text: str, position: int) -> int:
    """Where the name of a home begins that ends at a position: capitals alone are taken in."""
    back = _NAME_BEFORE.match(text[max(0, position - 60) : position][::-1])
    return position - back.end() if back else position


def _span(start: int, end: int, *, certain: bool) -> Span:
    return Span(start, end, Kind.ADDRESS, Confidence.CERTAIN if certain else Confidence.POSSIBLE)
