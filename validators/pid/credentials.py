"""Numbers and handles that stand for one person: passport, licence, record, custody and bank numbers, social profiles.

Nearly all of them are told from other references only by the word before them ("RiO", "UPN", "collar number"); the few
with a shape or a check digit of their own are taken without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from validators.pid.cues import word_set
from validators.pid.patterns import when_used
from validators.pid.prepared import PreparedText
from validators.pid.spans import Confidence, Kind, Span

__all__ = ["find_credentials"]

_FLAGS = re.IGNORECASE | re.ASCII
_NUMBER_WORD = r"(?:numbers?|num|nos?|nr|id|ids|ref|reference|record|card|identifier)"
_LINK = rf"(?:'s|\.)?(?:\s{{0,2}}{_NUMBER_WORD}(?![a-z])\.?){{0,3}}\s?[:=#(\-,.]{{0,2}}\s{{0,2}}(?:(?:is|was|of)\s)?#?"
_NEEDS_LINK = rf"\.?(?:\s{{0,2}}{_NUMBER_WORD}(?![a-z])\.?){{1,3}}\s?[:=#(\-,.]{{0,2}}\s{{0,2}}(?:(?:is|was|of)\s)?#?"
_END = r"(?![a-z0-9/])"
_LONG = (
    r"[a-z]{1,3}[0-9]{0,2}-[0-9]{5,8}",
    r"[a-z]{0,4}[-/]?[0-9]{5,12}[a-z]{0,2}",
    r"(?!(?:19|20)[0-9]{2}[ -](?:19|20)[0-9]{2})[a-z]{0,3}[0-9]{2,4}(?:[ -][0-9]{2,4}){1,3}",
)
_SHORT = r"[a-z]{1,3}[0-9]{4}"


@dataclass(frozen=True)
class _Labelled:
    """A kind of number with the words that announce it.

    `signs` are runs of letters, of which every label of the kind has one: whether a text has any is quickly known.
    `few`: its numbers may have fewer than four figures.
    """

    signs: frozenset[str]
    written: str
    confidence: Confidence
    few: bool

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Label and number. It is compiled when a text first has a sign of it: most of them never are."""
        return re.compile(self.written, _FLAGS)


def _labelled(
    signs: str,
    label: str,
    *values: str,
    linked: bool = False,
    few: bool = False,
    confidence: Confidence = Confidence.CERTAIN,
) -> _Labelled:
    """`linked`: the label is an ordinary word, and announces nothing without "number" or its like after it."""
    pattern = rf"(?<![a-z])(?:{label})(?![a-z]){_NEEDS_LINK if linked else _LINK}(?P<value>{'|'.join(values)}){_END}"
    return _Labelled(word_set(signs), pattern, confidence, few)


_LABELLED = (
    _labelled(
        "passport passports",
        "passports?",
        *(r"[0-9]{9}", r"[a-z]{1,3}\s?[0-9]{5,9}", r"[0-9]{3}(?: [0-9]{3}){2}", r"[0-9]{2} [0-9]{3} [0-9]{4}"),
    ),
    _labelled(
        "pesel cnp cnic aadhaar ssn security kimlik bsn",
        r"pesel|cnp|cnic|aadhaar|ssn|social\ssecurity|kimlik|bsn",
        *(r"[0-9]{9,14}", r"[0-9]{3}-[0-9]{2}-[0-9]{4}", r"[0-9]{5}-[0-9]{7}-[0-9]", r"[0-9]{4} [0-9]{4} [0-9]{4}"),
        confidence=Confidence.POSSIBLE,
    ),
    _labelled("crn asn summons", r"crn|asn|arrest\ssummons", r"[a-z]?[0-9]{6,8}", r"[0-9]{2}/?[0-9]{2}[a-z0-9/]{6,18}"),
    _labelled(
        "protection cop", r"court\sof\sprotection(?:\scase)?|cop", r"[0-9]{7,8}t?", confidence=Confidence.POSSIBLE
    ),
    _labelled(
        "licence license dvla",
        r"(?:driving\s|driver'?s?\s)?licen[cs]e|dvla",
        *(r"[a-z9]{2,5}[0-9]{6}[a-z0-9]{2,6}", r"[0-9]{8}"),
    ),
    _labelled("mrn mrns record records", r"mrns?|medical\srecords?", *_LONG, _SHORT),
    _labelled(
        "hospital hosp patient unit client person user file case tenancy tenant district pupil student individual",
        r"hospital|hosp|patient|unit|client|person|service\suser|case\sfile|district|pupil|student|tenancy|tenant|"
        r"individual|case(?=\sid)",
        *_LONG,
        _SHORT,
        linked=True,
        confidence=Confidence.POSSIBLE,
    ),
    _labelled(
        "emis rio mosaic logic liquidlogic lcs lps systm systmone system cerner epic epr pas notes carenotes paris "
        "framework frameworki director caredirector eclipse azeus first carefirst abacus icare adastra lorenzo medway "
        "ecase capita synergy holistix core sims chi delius",
        r"emis|rio|mosaic|liquid\s?logic|lcs|lps|systm\s?one|system\sone|cerner|epic|epr|pas|care\s?notes|paris|"
        r"framework-?i|care\s?director|eclipse|azeus|care\s?first|abacus|icare|adastra|lorenzo|medway|ecase|"
        r"capita\sone|synergy|holistix|core\s?\+|sims|chi|delius",
        *_LONG,
        confidence=Confidence.POSSIBLE,
    ),
    _labelled(
        "emis rio mosaic las lcs ics k",
        r"emis|rio|mosaic|las|lcs|ics|k",
        r"[a-z]{0,3}[0-9]{4,10}",
        linked=True,
        confidence=Confidence.POSSIBLE,
    ),
    _labelled(
        "social asylum nass uan benefit benefits library staff payroll learner uln employee universal local protocol "
        "ll probation trust nectar loyalty exam candidate dental p k",
        r"social\s(?:care|services|work(?:er)?)(?:\s(?:england|case|client|file))?|asylum|nass|uan|benefits?|library|staff|payroll|"
        r"unique\slearner|uln|employee|universal\scredit|local|protocol|ll|probation|"
        r"trust|nectar|loyalty|exam|candidate|dental|[kp]",
        *_LONG,
        r"[a-z]{1,3}[0-9]{4,9}",
        r"[0-9]{2}/[0-9]{2}/[0-9]{4,6}(?:/[0-9]{1,3})?",
        r"[0-9]{4}(?:-[0-9]{4}){2,3}",
        linked=True,
        confidence=Confidence.POSSIBLE,
    ),
    _labelled("uln nass uan", "uln|nass|uan", *_LONG, r"[0-9]{4}(?:-[0-9]{4}){2,3}", confidence=Confidence.POSSIBLE),
    _labelled("record records", "records?", r"[0-9]{7,10}", linked=True, confidence=Confidence.POSSIBLE),
    _labelled(
        "biometric permit brp arc office ho visa card oyster pass gmc nmc hcpc dbs utr document",
        r"biometric\s(?:residence\s)?(?:permit|card)|residence\spermit|brp|arc|home\soffice|ho|visa|(?:id|identity)\scard|"
        r"oyster(?:\scard)?|(?:freedom|bus)\spass|gmc|nmc(?:\spin)?|hcpc|dbs(?:\scertificate)?|utr|travel\sdocument",
        *(r"[a-z]{0,3}[0-9]{5,12}[a-z]?", r"[0-9]{2}[a-z][0-9]{4}[a-z]", r"[a-z]{2,3}/[0-9]{4,7}(?:/[0-9]{1,2})?"),
        confidence=Confidence.POSSIBLE,
    ),
    _labelled("urn", "urn", r"[0-9]{2}[a-z]{1,2}[0-9]{5,10}", r"[0-9]{7,13}"),
    _labelled("upn pupil", r"upn|unique\spupil", r"[a-z][0-9]{11}[0-9a-z]", r"[a-z]?[0-9]{10,13}"),
    _labelled(
        "pnc pncid cro",
        r"pnc\s?(?:id)?|cro",
        *(r"(?:(?:19|20)[0-9]{2}|[0-9]{2})/[0-9]{1,7}[a-z]", r"[0-9]{3,6}/[0-9]{2}[a-z]"),
        few=True,
    ),
    _labelled(
        "custody",
        "custody",
        *(r"[0-9a-z]{2,4}(?:/[0-9a-z]{1,6}){1,2}/[0-9]{2,4}", r"[a-z]{0,4}[0-9]{4,10}(?:/[0-9]{2,4})?"),
        few=True,
    ),
    _labelled(
        "collar shoulder badge warrant epaulette epaulettes",
        r"collar|shoulder|badge|warrant(?:\scard)?|epaulettes?",
        r"[a-z]{0,3}\s?[0-9]{2,7}[a-z]{0,3}",
        linked=True,
        few=True,
    ),
    _labelled(
        "collar badge warrant epaulette epaulettes",
        r"collar|badge|warrant(?:\scard)?|epaulettes?",
        *(r"[a-z]{0,3}[0-9]{3,7}[a-z]{0,3}",),
        few=True,
    ),
    _labelled(
        "court case claim indictment",
        r"(?:court|case|claim|indictment)(?:\scase)?",
        *(r"[a-z]{1,3}[0-9]{2,4}[a-z]{0,2}[0-9]{4,6}", r"[a-z][0-9]{2}[a-z]{2}[0-9]{3}", r"[0-9]{7,10}"),
        linked=True,
    ),
    _labelled("court indictment trial", r"court(?:\scase)?|indictment|trial", r"[tsa]\s?20[0-9]{2}\s?[0-9]{4}"),
    _labelled(
        "prison prisoner noms hmp nomis pnomis inmate",
        r"prison(?:er)?|noms|p-?nomis|nomis|hmp|inmate",
        *(r"[a-z][0-9]{4}[a-z]{2}", r"[a-z]{2}[0-9]{4,6}"),
    ),
    _labelled(
        "sort sortcode sortcodes c",
        r"sort(?:[\s-]?codes?)?|s/c",
        r"[0-9]{2}(?P<mark>[ \-./]?)[0-9]{2}(?P=mark)[0-9]{2}",
    ),
    _labelled(
        "account accounts acct acc c", r"(?:bank\s)?(?:accounts?|acct?|a/c)", r"[0-9]{8}", r"[0-9]{4}[ -][0-9]{4}"
    ),
)
_USUAL_FIGURES = 4
_OF_FEW_FIGURES = tuple(kind for kind in _LABELLED if kind.few)
_SIGNS = frozenset[str]().union(*(kind.signs for kind in _LABELLED))
_OFFICER = when_used(
    rf"(?<![a-z])(?:pc|pcso|dc|ds|ps|di|wpc|sgt|sergeant|constable|officer|insp)\.?\s"
    rf"(?P<value>(?!(?<!p[cs]\s)(?:19|20)[0-9]{{2}}{_END})(?:[0-9]{{3,6}}\s?[a-z]{{1,2}}|[0-9]{{2,6}}[a-z]{{1,2}}|[0-9]{{3,6}}|[a-z]{{1,2}}[0-9]{{2,5}})){_END}",
    _FLAGS,
)
_OFFICERS = word_set("pc pcso dc ds ps di wpc sgt sergeant constable officer insp")
_SEVERAL_FIGURES = when_used(r"[0-9][0-9]")
# What each of the shapes has: five figures side by side, or four with two letters after them, or how an IBAN begins.
_MAY_HAVE_SHAPE = when_used(r"[0-9][0-9](?:(?<=[A-Za-z]{2}[0-9]{2})|[0-9]{2}(?:[0-9]|[A-Za-z]{2}))")
# Shapes that nothing else has: driving licence (DVLA), family court, prison, PNC.
_BY_SHAPE = when_used(
    r"(?<![a-z0-9])(?:"
    r"(?P<licence>[a-z9]{5}[ ]?[0-9][0156][0-9][0-3][0-9][0-9][ ]?[a-z9]{2}[ ]?[0-9][a-z]{2})"
    r"|(?P<court>[a-z]{2}[0-9]{2}[cfp][0-9]{5}|[ts]20[0-9]{6})"
    r"|(?P<pnc>(?:19|20)[0-9]{2}/[0-9]{7}[a-z]|[0-9]{2}/[0-9]{6,7}[a-z])"
    r"|(?P<prison>[a-z][0-9]{4}[a-z]{2})"
    r"|(?P<iban>[a-z]{2}[0-9]{2}(?:[ ]?[a-z0-9]{4}){3,7}(?:[ ]?[a-z0-9]{1,3})?)"
    r")(?![a-z0-9])",
    _FLAGS,
)
_CARD = when_used(
    r"(?<![0-9.,/\-])(?:[2-6][0-9]{3}(?P<gap>[ -]?)[0-9]{4}(?P=gap)[0-9]{4}(?P=gap)[0-9]{4}"
    r"|3[47][0-9]{2}(?P<other_gap>[ -]?)[0-9]{6}(?P=other_gap)[0-9]{5})(?![0-9])"
)
_PROFILE = when_used(
    r"(?<![a-z0-9.@\-])(?:https?://)?(?:(?:www|m|mobile|web|[a-z]{2}(?:-[a-z]{2})?)\.)?"
    r"(?:(?:facebook|fb|instagram|tiktok|snapchat|twitter|x|threads|linkedin|onlyfans|reddit|pinterest|roblox|vk|youtube|discord)"
    r"\.com|fb\.me|t\.me|threads\.net|twitch\.tv|vk\.ru|instagr\.am)/[^\s\x00\[\]()<>\"]{1,80}",
    _FLAGS,
)
_NETWORK = (
    r"insta(?:gram)?|ig|snap(?:chat)?s?|tik\s?tok|twitter|x|fb|facebook|messenger|discord|telegram|kik|whatsapp|roblox|threads|"
    r"you\s?tube|handle|user\s?names?|profiles?|gamer\s?tags?|xbox|psn|playstation|account|skype|onlyfans|grindr|tinder|reddit|social\smedia"
)
_HANDLE = when_used(
    rf"(?<![a-z])(?:{_NETWORK})(?![a-z])(?:[\s:=,(\-]|(?:user\s?name|handle|account|profile|name|user|id|as|is|was|under|"
    rf"called|of|by|the|via|on|using|a|tag|to|and|message|messages|from|him|her|them|contact|followed|added)(?![a-z])){{1,12}}(?P<value>@(?![a-z0-9_]{{0,20}}(?:nhs|police|council|gov|england|hospital|trust|london))[a-z0-9_][a-z0-9_.]{{0,28}}[a-z0-9_])",
    _FLAGS,
)
_NAMED_NETWORK = r"insta(?:gram)?|ig|snap(?:chat)?|tik\s?tok|twitter|discord|telegram|kik|roblox|skype"
# A name with a figure or an underscore in it, or with the four figures of Discord after it.
_NICKNAME = r"[a-z](?=[a-z.]{1,24}[0-9_])[a-z0-9_.]{2,28}[a-z0-9_]|[a-z][a-z0-9_.]{1,30}#[0-9]{4}"
# What every handle without an @ has, told by its rarest sign.
_MAY_BE_NICKNAME = when_used(r"[0-9_.#](?:(?<=[A-Za-z.][0-9_])|(?<=#)[0-9]|(?<=[A-Za-z0-9_][.])[A-Za-z0-9_])")
_BARE_HANDLE = when_used(
    rf"(?<![a-z])(?:{_NAMED_NETWORK}|fb|facebook|handle|user(?:\s?name)?|profile|gamer\s?tag|psn|xbox|x\saccount)"
    rf"(?:\s(?:user\s?name|name|id|handle|account|profile|tag))?(?:\s?[:=(/\-]\s?|\s(?:is|was|as)\s|\s)"
    rf"(?P<value>{_NICKNAME}|[a-z][a-z0-9_]{{1,20}}\.[a-z0-9_]{{2,20}})(?![a-z0-9@])",
    _FLAGS,
)
_HANDLE_ON = when_used(
    rf"(?<![a-z0-9_.@/\-])(?P<value>{_NICKNAME})\son\s(?:{_NAMED_NETWORK}|fb|facebook|whatsapp|x)(?![a-z0-9])", _FLAGS
)
_LONE_HANDLE = when_used(
    r"(?<![a-z0-9_.@/\-])(?P<value>@(?![a-z0-9_]{0,20}(?:nhs|police|council|gov|england|hospital|trust|london))"
    r"[a-z][a-z0-9_.]{1,28}[a-z0-9_])(?![a-z0-9_@])",
    _FLAGS,
)
_NETWORK_SIGNS = (
    *("insta", "snap", "tik", "twitter", "fb", "facebook", "discord", "telegram", "kik", "roblox"),
    *("handle", "user", "tag", "psn", "xbox", "skype", "profile", "x account", "ig ", "ig:"),
)


def find_credentials(prepared: PreparedText) -> Iterator[Span]:
    """Find numbers and handles of one person; the span is the number or handle, without its label."""
    if not prepared.in_identifier and _SEVERAL_FIGURES.search(prepared.text):
        yield from _numbers(prepared)
    yield from _profiles(prepared)


def _numbers(prepared: PreparedText) -> Iterator[Span]:
    """Numbers that their label or their shape tells; each has two figures side by side at the least."""
    text = prepared.text
    for kind in _announced_in(prepared):
        for labelled in kind.pattern.finditer(text):
            yield from _value(labelled, kind.confidence)
    if not _OFFICERS.isdisjoint(prepared.words):
        for officer in _OFFICER.finditer(text):
            yield from _value(officer, Confidence.POSSIBLE)
    if _MAY_HAVE_SHAPE.search(text):
        yield from _by_shape(text)
    if prepared.digit_groups:
        yield from _cards(text)


def _profiles(prepared: PreparedText) -> Iterator[Span]:
    """Handles and addresses of profiles on social media."""
    text = prepared.text
    if "@" in text:
        for handle in _HANDLE.finditer(text):
            yield from _value(handle, Confidence.CERTAIN)
    if "/" in text:
        for profile in _PROFILE.finditer(text):
            end = profile.end() - len(profile[0]) + len(profile[0].rstrip(".,;:!?'"))
            yield Span(profile.start(), end, Kind.OTHER, Confidence.CERTAIN)
    if prepared.in_identifier:
        return
    social = _is_social(prepared.small)
    if social and _MAY_BE_NICKNAME.search(text):
        for pattern in (_BARE_HANDLE, _HANDLE_ON):
            for handle in pattern.finditer(text):
                yield from _value(handle, Confidence.POSSIBLE)
    if "@" in text:
        for handle in _LONE_HANDLE.finditer(text):
            if social or any(sign.isdigit() or sign == "_" for sign in handle["value"]):
                yield from _value(handle, Confidence.POSSIBLE)


def _announced_in(prepared: PreparedText) -> list[_Labelled]:
    """The kinds that a text with these words and so many figures may hold, in their order."""
    words = prepared.words
    if _SIGNS.isdisjoint(words):
        return []
    kinds = _LABELLED if prepared.figures >= _USUAL_FIGURES else _OF_FEW_FIGURES
    return [kind for kind in kinds if not kind.signs.isdisjoint(words)]


def _is_social(small: str) -> bool:
    # A plain loop, because this is asked of every text with a figure.
    for sign in _NETWORK_SIGNS:  # noqa: SIM110
        if sign in small:
            return True
    return False


def _value(labelled: re.Match[str], confidence: Confidence) -> Iterator[Span]:
    yield Span(*labelled.span("value"), Kind.OTHER, confidence)


def _by_shape(text: str) -> Iterator[Span]:
    for shaped in _BY_SHAPE.finditer(text):
        if shaped["prison"] and not shaped[0].isupper():
            continue
        if shaped["iban"] is None:
            certain = shaped["licence"] is not None and shaped[0][:4].isalpha()
            yield Span(*shaped.span(), Kind.OTHER, Confidence.CERTAIN if certain else Confidence.POSSIBLE)
        elif _is_iban(shaped[0]):
            yield Span(*shaped.span(), Kind.OTHER, Confidence.CERTAIN)


def _cards(text: str) -> Iterator[Span]:
    """Numbers of bank cards: their groups of digits stand close together."""
    for card in _CARD.finditer(text):
        if _is_card(card[0]):
            yield Span(*card.span(), Kind.OTHER, Confidence.CERTAIN if card["gap"] else Confidence.POSSIBLE)


def _is_iban(written: str) -> bool:
    # python-stdnum takes longer to import than all of this package: only for a candidate.
    from stdnum import iban

    return bool(iban.is_valid(written))


def _is_card(written: str) -> bool:
    from stdnum import luhn

    digits = "".join(character for character in written if character.isdigit())
    return len(set(digits)) > 1 and bool(luhn.is_valid(digits))
