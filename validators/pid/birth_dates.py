"""Dates of birth: a day with its label ("dob", "date of birth", "born on"), or in brackets right after a person.

A year or a month alone is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from validators.pid.cues import MONTHS, RELATIONS, word_set
from validators.pid.name_lists import Likeness, NameLists, lists, plain
from validators.pid.patterns import when_used
from validators.pid.prepared import PreparedText
from validators.pid.spans import Confidence, Kind, Span

__all__ = ["OUR_DAYS", "find_birth_dates"]

_FLAGS = re.IGNORECASE | re.ASCII
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
_YEAR = r"(?:(?:19|20)[0-9]{2}|'?[0-9]{2})"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY_IN_WORDS = (
    r"(?:(?:twenty|thirty)[ -])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|eleventh|twelfth|"
    r"(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|thirtieth"
)
_DATE = when_used(
    rf"""
    (?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s{{1,2}})?
    (?:
        (?P<numeric>{_DAY}(?:\s?(?P<mark>[/.\-])\s?{_DAY}\s?(?P=mark)\s?|\s{_DAY}\s){_YEAR}
            | (?:19|20)[0-9]{{2}}(?:\s?(?P<iso_mark>[/.\-])\s?{_DAY}\s?(?P=iso_mark)\s?|\s{_DAY}\s){_DAY})
        | (?:(?:{_DAY}(?:st|nd|rd|th)?|(?:{_DAY_IN_WORDS}))[\s.,/\-]{{0,2}}(?:day\s)?(?:of\s)?{_MONTH}(?![a-z])
            | {_MONTH}[\s.\-]{{1,2}}{_DAY}(?:st|nd|rd|th)?(?![0-9]))
          (?P<year>[\s.,/\-]{{0,2}}{_YEAR}(?![0-9]))?
    )(?![0-9])
    """,
    _FLAGS | re.VERBOSE,
)
_UNSPACED_DATE = when_used(r"(?:[0-9]{8}|[0-9]{6})(?![0-9])")
# The letter comes before what must stand before it, so that the search can run from one such letter to the next.
_CUE = when_used(
    r"[db](?<![a-z].)(?:"
    r"(?P<label>(?<=d)(?:\.?\s?o\.?\s?b(?P<plural>'?s)?|\.?/o\.?/b|ate(?P<dates>s)?[\s\-/](?:of[\s\-])?"
    r"b(?:irth|rith))|(?<=b)irth\s?date)"
    r"|(?<=b)(?:orn|irthday|['\-]?day|irth(?=\son\s|\s?[(:])|irth\sto(?:\s[a-z'\-]{1,16}){1,4}?(?=\son\s)))(?![a-z])",
    _FLAGS,
)
# Every one of these cues begins with one of these.
_CUE_WORDS = word_set("d do dob dobs date dates b bday birth birthdate birthday born")
_FIGURE = when_used(r"[0-9]")
# Every whole date is written in figures or has a month.
_IN_FIGURES = when_used(r"[0-9]\s?[/.\-\s]\s?[0-9]{1,2}\s?[/.\-\s]\s?[0-9]")
_MONTH_WORDS = frozenset(
    glued + month for month in (*MONTHS, "mar", "apr", "sep", "dec") for glued in ("", "st", "nd", "rd", "th")
)
_TURNING = word_set("turn turned turns turning will reaches reached become becomes became")
_DELIVERY = word_set("delivered")
_SHORT_CUE = when_used(rf"b(?:(?<![A-Za-z0-9]b)[.:]|(?<=\(b))\s?(?=[0-9]|(?i:{_MONTH}))")
_LEAD = when_used(
    r"(?:\([dmy/. -]{5,12}\)|[\s:;=,.(\[|\-/?_\"'>~*]|"
    r"(?:is|was|on|the|of|as|given|recorded|noted|or|about|around|approx(?:imately)?|circa|ca?(?=[.\s])|yesterday|today|"
    r"this\smorning|last\snight)(?![a-z])){0,8}",
    _FLAGS,
)
_SOMEWHERE = when_used(
    r"\s(?:in|at|by|early|prematurely|abroad|via|with|falls|[0-9]{1,2})\s(?:[^.;\n\]\x000-9]|(?<![a-z0-9])[0-9]{1,2}(?![a-z0-9/.])){0,40}?"
    r"(?:(?<![a-z])(?:on|hours\sof)\s(?:the\s)?|(?<=\s)\()",
    _FLAGS,
)
_NEXT = when_used(r"\s?(?:,|;|&|/|and(?![a-z]))\s?(?:and\s)?", _FLAGS)
# "DOB of sibling is 1/2/09", "DOB recorded as 1/2/09 on RiO and as 2/1/09 on EMIS"
_WHOSE = when_used(
    r"\s(?:of|for)\s(?:(?:the|his|her|their)\s)?[a-z']{1,16}(?:\s[a-z']{1,16})?(?:\s(?:is|was)\s|\s?[:=]\s?|\s)", _FLAGS
)
_ELSEWHERE = when_used(
    r"\s(?:on|in|by)\s[a-z]{2,16}(?:\s[a-z]{2,16})?,?\s(?:and|but|or)\s(?:as\s)?"
    r"|,?\s(?:vs?|not|or|to|changed\sto|corrected\sto)\.?\s",
    _FLAGS,
)
# "DOB shown on file as ...": a few words, and none that says there is no date.
_WORDS_BETWEEN = when_used(
    r"(?!.{0,30}(?<![a-z])(?:not|no|unknown|unclear|missing|seen|met|held|panel|review|died|death|"
    r"registration|registered|registrar|certificate|meeting)(?![a-z]))"
    r"(?:\s[a-z']{1,12}){1,4}\s?[:=]?\s?",
    _FLAGS,
)
_BRACKET = when_used(
    r"[(\[]\s?(?:(?:[mf]|male|female|girl|boy|aged?\s[0-9]{1,3}|[0-9]{1,3}\s?(?:yrs?|years?|y/?o))\s?[,;]\s?)?(?=[0-9]|"
    + _MONTH
    + r")",
    _FLAGS,
)
_WORDS_BEFORE = when_used(r"(?:(?P<before>[A-Za-z'\-]{1,24})(?P<gap>[ .,:]{1,2}))?(?P<word>[^\W_][\w'\-]{0,24})\s?$")
_PSEUDONYM = when_used(
    r"(?:^|[^a-z])(?:child|baby|adult|mr|mrs|ms|miss|infant|twin|sibling|patient|(?:young\s)?person|subject|victim|mother|"
    r"father|perpetrator|female|male|boy|girl)\.?\s(?:[a-z]{1,2}[0-9]{0,3}|[0-9]{1,2})\s?$",
    _FLAGS,
)
# "the baby was delivered on 3 May 2011 by caesarean": letters and training are delivered too.
_DELIVERED = when_used(
    r"(?<![a-z])(?:(?:baby|babies|twins?)\s(?:was|were)\s(?:safely\s)?delivered\s(?:[a-z\-]{1,12}\s){0,3}?on\s"
    r"(?:the\s)?|delivered\son\s(?:the\s)?(?=[^.;\n]{5,24}\s(?:by|via)\s(?:[a-z\-]{1,12}\s){0,2}"
    r"(?:c(?:a?esa?rean|-section|section|s)|forceps|ventouse)(?![a-z])))",
    _FLAGS,
)
# "her son, b 3/5/2011"
_LONE_B = when_used(r"(?P<comma>,?)\sb\s(?=[0-9])")
_ALONE = when_used(r"\s?(?:[)\],;.\n|]|$)|\s-")
# "3/5/19 (DOB)", "3/5/19 is his date of birth"
_THEN_LABEL = when_used(
    r"[\"']?(?:\s?[(\[-]\s?|\s(?:is|was|being|given\sas|recorded\sas|as)\s(?:(?:his|her|their|the)\s)?|\s)", _FLAGS
)
# Without a year it is a day of birth only after a word that leaves no doubt.
_DAY_AND_MONTH = when_used(r"(?:0?[1-9]|[12][0-9]|3[01])[/.](?:0?[1-9]|1[0-2])(?![0-9/.])")
_REACH = 48
_IN_A_PLACE = when_used(r"(?:^|\s)(?:at|in|near|into)\s(?:the\s)?(?:[A-Z][\w'\-]{0,24}\s){1,3}$")
# What may stand between a name and the date: "(F)", "(15 yrs)", a comma, a line.
_AFTER_NAME = r"(?:\s?\((?:[mf]|male|female|[0-9]{1,3}\s?(?:yrs?|years?|y/?o)?)\))?(?:,\s|\s-\s|\s\|\s|\s)"
_REGARDING = when_used(
    r"(?<![a-z])(?:re|names?|patients?|clients?|subjects?|child|children|adults?|siblings?|household|family(?:\smembers?)?|"
    r"parents?|mother|father|mum|dad|brothers?|sisters?|sons?|daughters?|residents?)\s?:\s?"
    rf"(?P<name>[^\W\d_][\w'\-]{{0,24}}(?:\s[^\W\d_][\w'\-]{{0,24}}){{0,3}}){_AFTER_NAME}(?=[0-9]|{_MONTH})",
    re.IGNORECASE,
)
# After the first of several: "Aisha 12/03/2009, Kofi 14/06/2011".
_NEXT_NAMED = when_used(
    r"\s?(?:,|;|&|/|\n|and(?![a-z]))\s?(?:and\s)?"
    rf"(?P<name>[^\W\d_][\w'\-]{{0,24}}(?:\s[^\W\d_][\w'\-]{{0,24}}){{0,3}}?){_AFTER_NAME}(?=[0-9]|{_MONTH})",
    re.IGNORECASE,
)
# The first line of a note about somebody: "Khan, Aisha 12/03/2009, ..."
_FIRST_LINE = when_used(
    r"(?:^|\n)\s?(?:[0-9]{1,2}[.)]\s|[-*]\s)?(?P<name>[^\W\d_][\w'\-]{0,24}(?:,?\s[^\W\d_][\w'\-]{0,24}){1,2}?)"
    rf"(?i:{_AFTER_NAME})(?=[0-9]|(?i:{_MONTH}))"
)
_TURNED = when_used(
    r"(?<![a-z])(?:(?<!in\s)turn(?:ed|s|ing)?|will\sbe|reach(?:es|ed)|bec[ao]mes?)\s"
    r"(?:[0-9]{1,3}|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:[ -][a-z]{3,5})?|[a-z]{3,5}teen|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s(?:years?\sold\s)?on\s(?:the\s)?(?=[0-9a-z])",
    _FLAGS,
)
_OLD = r"\s?-?(?:years?[\s\-]olds?|yrs?\sold|y/?o)"
_AGE_BEFORE = when_used(
    rf"(?<![a-z0-9/.])(?:aged?:?\s(?P<aged>[0-9]{{1,3}})(?:\s?(?:years?|yrs?)|{_OLD})?|(?P<old>[0-9]{{1,3}}){_OLD})"
    rf",?\s?[(\[]\s?(?=[0-9]|{_MONTH})",
    _FLAGS,
)
_AGE_AFTER = when_used(
    r"(?:\s?[(\[]\s?(?:now\s|currently\s)?|,\s(?=aged\s))"
    rf"(?:aged?:?\s(?P<aged>[0-9]{{1,3}})(?:\s?(?:years?|yrs?)|{_OLD})?|(?P<old>[0-9]{{1,3}}){_OLD})\s?(?:[)\],;.]|$)",
    _FLAGS,
)
# Something happened on that day.
_EVENT = when_used(
    r"(?<![a-z])(?:on|of|from|since|until|by|at|died|dod|rip|death|incident|injury|event|killed|murdered|seen|met|"
    r"review|report|referred|admitted|dated|date)\W{1,3}(?:the\s)?$",
    _FLAGS,
)
_AGE_WORDS = word_set("age aged year years yr yrs yo o")
_NUMBER = when_used(r"[0-9]+")
_FOUR = 4
# Of the persons in reviews, which began by law in 2011. An event beside an age lies far beyond, so that this must end
# soon after the years in which the program is used. Nothing here has a clock: a test asks for a later end in good time.
OUR_DAYS = range(1995, 2030)
_NAMES = (Likeness.GIVEN, Likeness.GIVEN_RARE, Likeness.FAMILY, Likeness.FAMILY_RARE)
_NAMES_WITH_CAPITAL = (*_NAMES, Likeness.GIVEN_WORD, Likeness.FAMILY_WORD)
_NO_PERSONS = frozenset(
    {"law", "half", "lady", "adult", "adults", "child", "children", "patient", "resident", "person"}
)


def find_birth_dates(prepared: PreparedText) -> Iterator[Span]:
    """Find dates of birth; the span is the date without its label."""
    text = prepared.text
    for cue in _CUE.finditer(text) if not _CUE_WORDS.isdisjoint(prepared.words) else ():
        if cue["label"]:
            yield from _after_label(text, cue)
            yield from _before_label(text, cue.start())
        else:
            yield from _after_born(text, cue.end())
    for cue in _SHORT_CUE.finditer(text):
        birth = _DATE.match(text, cue.end())
        if birth:
            yield _span(birth)
    if _FIGURE.search(text) and (_IN_FIGURES.search(text) or not _MONTH_WORDS.isdisjoint(prepared.words)):
        yield from _after_person(prepared)
        yield from _on_the_day(prepared)
        if not _AGE_WORDS.isdisjoint(prepared.words):
            yield from _beside_age(prepared)


def _after_person(prepared: PreparedText) -> Iterator[Span]:
    """A whole date with nothing said of it, in brackets after a person or in a letter's heading."""
    text = prepared.text
    starts = [bracket.end() for bracket in _BRACKET.finditer(text) if _ends_in_person(text, bracket.start())]
    if ":" in text:
        starts += _regarding(text)
    starts += [line.end() for line in _FIRST_LINE.finditer(text) if _is_name(line["name"])]
    if "b" in prepared.words:
        starts += [lone.end() for lone in _LONE_B.finditer(text) if _ends_in_person(text, lone.start())]
    for start in starts:
        birth = _DATE.match(text, start)
        if birth and _is_whole(birth) and (_ALONE.match(text, birth.end()) or _NEXT_NAMED.match(text, birth.end())):
            yield Span(*birth.span(), Kind.DATE_OF_BIRTH, Confidence.POSSIBLE)


def _on_the_day(prepared: PreparedText) -> Iterator[Span]:
    """A whole date on which somebody comes of an age, or comes into the world."""
    for pattern, words in ((_TURNED, _TURNING), (_DELIVERED, _DELIVERY)):
        for said in pattern.finditer(prepared.text) if not words.isdisjoint(prepared.words) else ():
            birth = _DATE.match(prepared.text, said.end())
            if birth and _is_whole(birth):
                yield Span(*birth.span(), Kind.DATE_OF_BIRTH, Confidence.POSSIBLE)


def _beside_age(prepared: PreparedText) -> Iterator[Span]:
    """A whole date in brackets after an age, or before one, from which that age is reached in our days."""
    text = prepared.text
    dated = [(aged, _DATE.match(text, aged.end())) for aged in _AGE_BEFORE.finditer(text)]
    dated += [
        (aged, birth)
        for birth in _DATE.finditer(text)
        if (aged := _AGE_AFTER.match(text, birth.end())) and not prepared.has_label(_EVENT, birth.start())
    ]
    for aged, birth in dated:
        if birth and _is_whole(birth) and _year_of(birth[0]) + int(aged["aged"] or aged["old"]) in OUR_DAYS:
            yield Span(*birth.span(), Kind.DATE_OF_BIRTH, Confidence.POSSIBLE)


def _year_of(date: str) -> int:
    """The year of a whole date: its only number of four figures, or its last of two.

    >>> _year_of("12/03/2009"), _year_of("3 May '88"), _year_of("2011-05-03")
    (2009, 1988, 2011)
    """
    numbers = _NUMBER.findall(date)
    year = next((number for number in numbers if len(number) == _FOUR), numbers[-1])
    return int(year) if len(year) == _FOUR else int(year) + (2000 if int(year) + 2000 in OUR_DAYS else 1900)


def _regarding(text: str) -> Iterator[int]:
    """Where the dates begin that stand after the persons whom a line is about."""
    for line in _REGARDING.finditer(text):
        named: re.Match[str] | None = line
        while named and _ends_in_person(text, named.end("name")):
            yield named.end()
            birth = _DATE.match(text, named.end())
            named = _NEXT_NAMED.match(text, birth.end()) if birth else None


def _is_name(said: str) -> bool:
    """Whether words are a forename and a surname in either order, by the lists."""
    known = lists()
    likenesses = [known.likeness(plain(word.strip(","))) for word in said.split()]
    return any(likeness in (Likeness.GIVEN, Likeness.GIVEN_RARE) for likeness in likenesses) and all(
        likeness in (*_NAMES_WITH_CAPITAL, Likeness.UNKNOWN) for likeness in likenesses
    )


def _ends_in_person(text: str, end: int) -> bool:
    said = text[max(0, end - 60) : end]
    words = _WORDS_BEFORE.search(said)
    if words is None:
        return False
    if _PSEUDONYM.search(said):
        return True
    word = plain(words["word"].removesuffix("'s"))
    if word in RELATIONS:
        return word not in _NO_PERSONS
    known = lists()
    if word in MONTHS or _IN_A_PLACE.search(f"{said.rstrip()} ") or word in known.places:
        return False
    likeness = known.likeness(word)
    if not words["word"][0].isupper():
        return likeness in _NAMES
    return likeness in _NAMES_WITH_CAPITAL or (likeness is Likeness.UNKNOWN and _introduces_person(words, known))


def _introduces_person(words: re.Match[str], known: NameLists) -> bool:
    """Whether a word that no list knows is a name by what stands before it: nothing, a name, a relation, "and"."""
    before = words["before"]
    if before is None or words["gap"].strip():
        return words["word"][1:].islower()
    return (
        before.lower() == "and"
        or plain(before) in RELATIONS
        or (before[0].isupper() and known.likeness(plain(before)) in (*_NAMES_WITH_CAPITAL, Likeness.UNKNOWN))
    )


def _after_label(text: str, cue: re.Match[str]) -> Iterator[Span]:
    position = _past(_LEAD, text, cue.end())
    unspaced = _UNSPACED_DATE.match(text, position)
    if unspaced:
        yield Span(*unspaced.span(), Kind.DATE_OF_BIRTH, Confidence.CERTAIN)
    several = cue["plural"] or cue["dates"]
    birth = _DATE.match(text, position) or _DATE.match(text, _past(_WHOSE, text, cue.end()))
    while birth:
        yield _span(birth)
        separator = _NEXT.match(text, birth.end()) if several else _ELSEWHERE.match(text, birth.end())
        birth = _DATE.match(text, separator.end()) if separator else None
    between = _WORDS_BETWEEN.match(text, cue.end())
    birth = _DATE.match(text, between.end()) if between else None
    while birth:
        yield Span(*birth.span(), Kind.DATE_OF_BIRTH, Confidence.POSSIBLE)
        corrected = _ELSEWHERE.match(text, birth.end())
        birth = _DATE.match(text, corrected.end()) if corrected else None


def _before_label(text: str, label: int) -> Iterator[Span]:
    for birth in _DATE.finditer(text, max(0, label - _REACH), label):
        if _THEN_LABEL.fullmatch(text, birth.end(), label) and _is_whole(birth):
            yield Span(*birth.span(), Kind.DATE_OF_BIRTH, Confidence.POSSIBLE)


def _after_born(text: str, position: int) -> Iterator[Span]:
    start = _past(_LEAD, text, position)
    birth = _DATE.match(text, start)
    if birth:
        yield _span(birth)
        return
    day = _DAY_AND_MONTH.match(text, start)
    if day:
        yield Span(*day.span(), Kind.DATE_OF_BIRTH, Confidence.POSSIBLE)
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
    confidence = Confidence.CERTAIN if _is_whole(birth) else Confidence.POSSIBLE
    return Span(*birth.span(), Kind.DATE_OF_BIRTH, confidence)


def _is_whole(birth: re.Match[str]) -> bool:
    return bool(birth["numeric"] or birth["year"])
