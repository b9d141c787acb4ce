"""Names of people: evidence added up over words that stand together.

A word brings what the lists say of it and how it is written; the words around it bring cues for a person (a title, a
relation, "called", "said") and against one (a head noun as in "Florence Ward", a place preposition). What the allow
layer knows is taken out of the candidates, never out of the text. No single source decides alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from validators.pid import cues
from validators.pid.cues import word_set
from validators.pid.name_lists import Likeness, NameLists, lists
from validators.pid.prepared import PreparedText
from validators.pid.reading import Reading, reader_of_names
from validators.pid.spans import Confidence, Kind, Span
from validators.pid.worded import WordedText, part

__all__ = ["find_names", "may_hold_names"]

_ENOUGH = 2.0
_CERTAIN = 5.0
_NEVER = -9.0


class _Case(IntEnum):
    CAPITAL = 0
    FIRST = 1  # a capital that the beginning of a sentence explains
    SMALL = 2  # or a text all in capitals: letters say nothing
    CAPITALS = 3  # in a text that has small letters


# How much a word alone speaks for a name, by what the lists say and how it is written (in the order of _Case).
_WEIGHTS = {
    Likeness.GIVEN: (3.0, 2.6, 2.2, 2.2),
    Likeness.GIVEN_RARE: (2.0, 1.4, 0.8, 0.8),
    Likeness.FAMILY: (2.0, 1.4, 1.3, 1.4),
    Likeness.FAMILY_RARE: (1.6, 1.0, 0.5, 0.8),
    Likeness.GIVEN_WORD: (1.7, 0.2, -0.6, 0.0),
    Likeness.FAMILY_WORD: (0.5, -0.5, -1.2, -0.5),
    Likeness.UNKNOWN: (0.9, 0.2, -0.3, -0.8),
    Likeness.WORD: (-2.0, -2.5, -2.5, -3.0),
}
_GIVEN = (Likeness.GIVEN, Likeness.GIVEN_WORD, Likeness.GIVEN_RARE)
_MONTH = (0.4, 0.2, -2.0, -1.0)
_COMMON = 0.4
_INITIAL = 1.2
_ANOTHER_WORD = 1.3
_TITLE, _TITLE_OF_ANYBODY = 3.2, 4.2
_NAMING, _LABEL, _RELATION, _ROLE, _BESIDE_RELATION, _GREETING, _CONTACT, _BY = 2.6, 1.8, 1.6, 1.6, 1.4, 1.2, 1.3, 0.4
_VERB, _COPULA, _OWNS, _OWNS_RELATION, _AGE, _WHO, _AFFAIR, _LISTED_TOO = 1.8, 0.8, 0.4, 1.5, 1.8, 1.9, 1.8, 1.8
_BELONGS, _SPEAKS, _RELATED, _ERRAND, _REVIEW, _SIGNED = 1.8, 1.8, 1.4, 0.9, 1.2, 1.9
_DETERMINED, _CITED, _BESIDE_A_THING = -1.5, -3.0, -1.2
_ENDS_AS_A_THING = 1.5
_LONGEST_LIST = 9
_LIST_SIGNS = (", ", "; ", "/", " / ", " & ", "\n")
# Longer ones would take long, and are no word at all.
_LONGEST_MISSPELT = 20
_PLACE, _AT_A_PLACE, _CAPITAL_AFTER, _CAPITAL_BEFORE = -3.0, -1.2, -1.5, -0.5

# What an outside reader adds, from half sure to sure of a person, and takes away, from doubtful to sure of none. Of
# rare names it knows less than the cues: it is not heard against a strong one, nor of letters that it cannot read.
_HEARD, _HALF_SURE = 3.2, 0.5
_UNHEARD, _DOUBTFUL = -1.5, 0.3

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_LETTERS_ALONE = str.maketrans({sign: " " for sign in map(chr, range(128)) if not sign.isalpha()})
_BETWEEN_NAMES = re.compile(r" {1,2}|-|'")
_AFTER_INITIAL = re.compile(r"\.? {0,2}|-")
_SURNAME_FIRST = re.compile(r", ?")
_BESIDE = re.compile(r"[ .]{1,2}")
_NEAR = re.compile(r"(?: |, | ?[:=-] ?|: ?\n?)")
_WRAPPING = str.maketrans("", "", "()\"'\u201c\u201d")
_LISTED = re.compile(
    r"(?: ?[,;/&+] ?(?:and )?| (?:and|or) |,? ?\n *(?:[-*\u2022] ?)?|\s?\([^()]{0,40}\)(?:[,;] | and ))"
    r"(?:baby |child )?"
)
_RELATION_NEXT = re.compile(r",? ?\(|,? - |, | ?/ ?|: ?")

_LABELLED = re.compile(r"\s?(?::|=| -)\s?")
_AGED = re.compile(
    r"(?:[,;]|\s?\(|\s-)?\s?(?:aged?\s|age:?\s)?(?:[1-9][0-9]?|1[0-1][0-9])(?:\s?(?:yrs?|years?|y/?o|months?|/12|m|f)\b|\)|,)"
    r"|\s(?:is|was)\s(?:aged\s)?(?:only\s)?(?:[1-9][0-9]?)(?=[.,;]?(?:\s[A-Zay]|$))",
    re.I,
)
_BEFORE_AGE = word_set("aged age is was")
_CAPITAL_WITHIN = re.compile(r"(?:Mc|Mac|De|Di|La|Le|Van|Al|El|Fitz|.')?.[^A-Z]*(?:'.[^A-Z]*)*")
# A date of birth in brackets, as lists have it.
_DATED = re.compile(r"\s?[(\[](?:b\.?|dob:?|born)?\s?[0-9]{1,2}[/.-][0-9]{1,2}[/.-](?:19|20)?[0-9]{2}[)\]]", re.I)
# "Reder and Duncan (1999)", "Brandon et al": who wrote something.
_ET_AL = re.compile(r",? et al\b")
_YEAR = re.compile(r"(?:,? [A-Z]\.)*,? [(\[]?(?:19|20)[0-9]{2}[a-z]?[)\],:;]")
_SPEAKS_NEXT = re.compile(r""";?\s?[:,-]\s?["'\u201c]\w""")
_PSEUDONYM = re.compile(
    r"\W{0,3}(?:which )?(?:(?:is |was )?(?:published under )?"
    r"(?:an? |the |that |this |his |her |their )?(?:agreed |chosen )?pseudonym"
    r"|(?:is |was )?not (?:his|her|their) real name)",
    re.I,
)
_PSEUDONYM_BEFORE = re.compile(r"pseudonyms?(?: of| is| was| for \w+ is| name)?\W{1,3}$", re.I)
_BEFORE_MONTH = word_set(
    "in on since until by from of late early mid to between during and for before after end last next this"
)


def may_hold_names(text: str) -> bool:
    """Whether any word of a text asks for a closer look: one pass of its words against sets, for speed.

    >>> may_hold_names("The panel will ask the Trust to review its policy.")
    False
    """
    if not text.isascii():
        if any(sign.isalpha() for sign in _BEYOND_ASCII.findall(text)):
            return True
        text = _BEYOND_ASCII.sub(" ", text)
    known = lists()
    for word in set(text.translate(_LETTERS_ALONE).split()).difference(known.harmless):
        if word not in known.ordinary:
            small = word.lower()
            if small not in known.harmless or small in known.common_given or small in cues.TITLES_OF_ANYBODY:
                return True
    return False


def _bare(gap: str) -> str:
    """What stands between two words, without the brackets and quotation marks around one of them."""
    return gap if len(gap) < 2 else gap.translate(_WRAPPING)


def _tells_pseudonym(text: str) -> bool:
    small = text.lower()
    return "pseudonym" in small or "real name" in small


def find_names(prepared: PreparedText) -> Iterator[Span]:
    """Find names of people; titles and possessive endings are not part of the span.

    A reader of names, if one is in force, is asked where the lists and cues leave a doubt; what it says is added to it.
    """
    reader = reader_of_names()
    search = _Search(part(prepared.text), lists(), prepared.text)
    if reader is not None and search.is_in_doubt():
        search.heard = reader(prepared.text)
    return search.spans()


@dataclass(slots=True)
class _Run:
    """Words `first` to `last` that may be one name, and the evidence for it."""

    first: int
    last: int
    weight: float
    certain: bool


class _Search:
    """The search through one text."""

    def __init__(self, words: WordedText, known: NameLists, text: str) -> None:
        self.words = words
        self.known = known
        self.text = text
        self.allowed = self._allowed()
        self.shares_heads = not known.heads_of_several.isdisjoint(words.plain)
        self.tells_pseudonym = _tells_pseudonym(text)
        self.heard: Sequence[Reading] = ()

    def is_in_doubt(self) -> bool:
        """Whether any candidate is so near to the line, on either side, that a reader could turn it."""
        least, most = _ENOUGH - _HEARD * (1 - _HALF_SURE), _ENOUGH - _UNHEARD
        return any(least <= self._weighed(first, last, None).weight < most for first, last in self._runs())

    def spans(self) -> Iterator[Span]:
        found: list[_Run] = []
        doubtful: list[_Run] = []
        for first, last in self._runs():
            run = self._weighed(first, last, found[-1] if found else None)
            (found if run.weight >= _ENOUGH else doubtful).append(run)
        if found and doubtful:
            found += self._listed_before(found, doubtful)
            found += self._said_again(found, doubtful)
        for run in found:
            start, end = self.words.starts[run.first], self.words.ends[run.last]
            yield Span(start, end, Kind.NAME, Confidence.CERTAIN if run.certain else Confidence.POSSIBLE)

    # Candidates

    def _allowed(self) -> set[int]:
        """Words that are part of an allowed phrase, unless a strong cue stands before it."""
        plain, phrases = self.words.plain, self.known.phrases
        allowed: set[int] = set()
        if True in self.words.possessive:
            for index, word in enumerate(plain):
                if self.words.possessive[index] and word in self.known.owners and not self._is_called(index):
                    allowed.add(index)
        following = [*plain[1:], ""]
        for index, word in enumerate(plain):
            if word in phrases:
                begun = phrases[word]
                for phrase in (*begun.get("", ()), *begun.get(following[index], ())):
                    end = index + len(phrase)
                    if plain[index:end] == phrase and not self._is_called(index):
                        allowed.update(range(index, end))
        return allowed

    def _is_called(self, index: int) -> bool:
        return index > 0 and (self._titled(index) > 0 or self._naming(index) > 0)

    def _is_candidate(self, index: int) -> bool:
        word = self.words.plain[index]
        if len(word) < 2 or index in self.allowed or (len(word) == 2 and self.words.written[index].islower()):
            return False
        written = self.words.written[index]
        if word in self.known.harmless:
            titled = index > 0 and self.words.plain[index - 1] in cues.TITLES and self._titled(index) > 0
            return (titled and not written.islower()) or self._is_common_name(index)
        if written in self.known.ordinary:
            return self._follows_relation(index) or self._is_called(index)
        if word in cues.TITLES_OF_ANYBODY or self.words.in_link(index):
            return False
        if (
            written.isupper()
            and not self.words.flat
            and len(word) <= 3
            and not (len(word) == 3 and self._titled(index))
        ):
            return False
        if written in self.known.acronyms or not _CAPITAL_WITHIN.fullmatch(
            written.capitalize() if written.isupper() else written
        ):
            return False
        return not (index and self.words.gaps[index] in ("_", "\\", "=", "#"))

    def _runs(self) -> Iterator[tuple[int, int]]:
        """Candidates that stand together, with initials before and between them."""
        reached = 0
        for index in self._worth_a_look():
            if index < reached or not self._is_candidate(index):
                continue
            first = last = index
            while first and self._is_initial(first - 1) and _AFTER_INITIAL.fullmatch(self.words.gaps[first]):
                first -= 1
            if first and self._begins_name(first - 1, first):
                first -= 1
            while first > 1 and self.words.plain[first - 1] in cues.PARTICLES and self.words.gaps[first] == " ":
                if not (self._titled(first - 1) or self.words.plain[first - 2] in cues.PARTICLES):
                    break
                first -= 1
            following = self._next(last)
            while following is not None:
                last = following
                following = self._next(last)
            yield first, last
            reached = last + 1

    def _worth_a_look(self) -> list[int]:
        """All words but those that are surely no candidates: for speed, most words are."""
        plain = self.words.plain
        worth = set(plain).difference(self.known.harmless)
        worth |= self.known.common_given.intersection(plain)
        titled = not cues.TITLES.isdisjoint(plain)
        return [
            index
            for index, word in enumerate(plain)
            if word in worth or (titled and index and plain[index - 1] in cues.TITLES)
        ]

    def _next(self, last: int) -> int | None:
        """The word that continues the name after `last`."""
        following = last + 1
        if following >= len(self.words.plain) or self.words.possessive[last]:
            return None
        gap = self.words.gaps[following]
        if gap == " " or _BETWEEN_NAMES.fullmatch(gap):
            if self._is_ordinary_after(last, following):
                return None
            if self._is_candidate(following) or self._ends_name(last, following) or self._is_second_half(following):
                return following
            if self._ends_as_initial(last, following):
                return following
            if self.words.plain[following] in cues.PARTICLES or self._is_initial(following):
                beyond = following + 1
                if beyond < len(self.words.plain) and self._is_candidate(beyond):
                    joint = _AFTER_INITIAL if self._is_initial(following) else _BETWEEN_NAMES
                    if joint.fullmatch(self.words.gaps[beyond]):
                        return beyond
            return None
        if _SURNAME_FIRST.fullmatch(gap) and (
            self._is_surname_first(last, following) or self._is_initial_after_surname(last, following)
        ):
            return following
        return None

    def _is_ordinary_after(self, last: int, following: int) -> bool:
        """Whether a word in small letters after one with a capital is but a word: "Christian faith"."""
        word_likeness = (Likeness.GIVEN_WORD, Likeness.FAMILY_WORD)
        return (
            self.words.written[last].istitle()
            and self.words.written[following].islower()
            and self._likeness(following) in word_likeness
        )

    def _is_initial_after_surname(self, last: int, following: int) -> bool:
        """As in "Szczepanski, P."."""
        words = self.words
        return (
            self._is_initial(following)
            and words.gaps[following + 1].startswith(".")
            and words.written[last].istitle()
            and len(words.plain[last]) > 3
            and words.plain[last] not in self.known.places
            and not _YEAR.match(self.text, words.ends[last])
            and not (last and words.gaps[last] == " " and self._is_candidate(last - 1))
        )

    def _is_common_name(self, index: int) -> bool:
        """Whether a common word with a capital of its own is a name by what stands around it: "her sister Comfort"."""
        words = self.words
        if words.plain[index] not in self.known.common_given or words.flat or not words.written[index].istitle():
            return False
        if self._is_head(index, owned=False) or words.begins(index):
            return False
        following = index + 1
        verb = (
            following < len(words.plain)
            and words.gaps[following] == " "
            and words.plain[following] in cues.PERSON_VERBS
        )
        return self._follows_relation(index) or (verb and words.plain[following] not in cues.COPULAS)

    def _ends_name(self, last: int, following: int) -> bool:
        """Whether a common word is the surname to a first name before it: "Rebecca Long"."""
        word = self.words.plain[following]
        town = word in self.known.towns and self._likeness(last) in (Likeness.GIVEN, Likeness.GIVEN_RARE)
        return (
            (word in self.known.common_surnames or (town and self.words.plain[last] not in self.known.places))
            and not self.words.flat
            and self.words.written[following].istitle()
            and self._likeness(last) in _GIVEN
            and self.words.written[last].istitle()
            and not self._is_head(following, owned=False)
        )

    def _ends_as_initial(self, last: int, following: int) -> bool:
        """Whether a single letter ends the name of somebody: "Adeleke T"."""
        words = self.words
        beyond = following + 1
        return (
            words.gaps[following] == " "
            and self._is_initial(following)
            and not words.flat
            and words.written[last].istitle()
            and self._likeness(last) > Likeness.GIVEN_WORD
            and words.plain[last] not in self.known.places
            and not (beyond < len(words.plain) and words.gaps[beyond] in (" ", ". ") and self._is_candidate(beyond))
            and not (words.gaps[beyond][:1] not in (" ", ".", ",", ")", "") and words.gaps[beyond] != "")
        )

    def _is_second_half(self, index: int) -> bool:
        """Whether a short word is the second half of a double name: "Phuc-An"."""
        words = self.words
        return (
            words.gaps[index] == "-"
            and words.written[index].istitle()
            and len(words.plain[index]) <= 3
            and not words.flat
        )

    def _begins_name(self, index: int, first: int) -> bool:
        """Whether a common word is the first name to a surname after it: "Comfort Asante"."""
        return (
            self.words.plain[index] in self.known.common_given
            and not self.words.flat
            and self.words.written[index].istitle()
            and self.words.gaps[first] == " "
            and self._likeness(first) is not Likeness.WORD
            and self.words.plain[first] not in cues.MONTHS
            and self.words.plain[first] not in self.known.places
            and self.words.written[first].istitle()
        )

    def _is_initial(self, index: int) -> bool:
        written = self.words.written[index]
        if len(written) != 1 or self.words.possessive[index]:
            return False
        if not written.isupper() and not self.words.gaps[index + 1].startswith("."):
            return False
        if self.words.gaps[index].endswith("'"):
            return False
        start = self.words.starts[index]
        return not self.text[max(0, start - 1) : start].isdigit()

    def _is_surname_first(self, last: int, following: int) -> bool:
        """As in "KHAN, Aisha": the first in capitals or known as a surname, the second a first name that is none."""
        if not self._is_candidate(following) or (
            last and self._is_candidate(last - 1) and self.words.gaps[last] == " "
        ):
            return False
        known = self.known
        surname, given = self.words.plain[last], self.words.plain[following]
        capitals = self.words.written[last].isupper() and not self.words.flat and len(surname) > 2
        listed = known.likeness(surname) in (Likeness.FAMILY, Likeness.FAMILY_RARE)
        return capitals or (listed and known.likeness(given) in _GIVEN and known.likeness(surname) not in _GIVEN)

    # Evidence

    def _weighed(self, first: int, last: int, before: _Run | None) -> _Run:
        words = self.words
        cue, strong = self._cue(first)
        parts = [
            self._weight(index, cued=cue >= _NAMING) for index in range(first, last + 1) if len(words.plain[index]) > 1
        ]
        initials = last - first + 1 - len(parts)
        weight = sum(parts) + _ANOTHER_WORD * (len(parts) - 1) + (_INITIAL if initials else 0)
        against = self._against(first, last)
        if not strong or (against == _NEVER and self._is_thing(first, last)):
            weight += against
        weight += cue + self._after(last)
        if before is not None and self._is_listed_with(before, first):
            weight += _LISTED_TOO
        # A reader's word makes nothing certain.
        certain = strong and last > first and weight >= _CERTAIN
        return _Run(first, last, weight + (self._heard(first, last, strong=strong) if self.heard else 0.0), certain)

    def _heard(self, first: int, last: int, *, strong: bool) -> float:
        """What the reader adds to a run or takes from it: the mean over its words decides."""
        likely = [self._likely(self.words.starts[index], self.words.ends[index]) for index in range(first, last + 1)]
        mean = sum(likely) / len(likely)
        if mean < _DOUBTFUL and not strong and self.words.is_ascii(first, last):
            return _UNHEARD * (1 - mean / _DOUBTFUL)
        return _HEARD * max(0.0, mean - _HALF_SURE)

    def _likely(self, start: int, end: int) -> float:
        pieces = [reading.likely for reading in self.heard if reading.start < end and start < reading.end]
        return sum(pieces) / len(pieces) if pieces else 0.0

    def _weight(self, index: int, *, cued: bool) -> float:
        words = self.words
        written, word = words.written[index], words.plain[index]
        if words.flat or written.islower():
            case = _Case.SMALL
        elif len(written) > 1 and written.isupper():
            case = _Case.CAPITALS
        else:
            case = _Case.FIRST if words.begins(index) else _Case.CAPITAL
        if case is _Case.CAPITALS and len(written) > 3 and (cued or self._follows_first_name(index)):
            case = _Case.CAPITAL
        if word in cues.PARTICLES and index and words.gaps[index + 1] in (" ", "-"):
            return 0.0
        if not cued:
            if word in cues.MONTHS:
                return _MONTH[case]
            if word in self.known.harmless and (
                word in self.known.common_surnames or word in self.known.common_given or word in self.known.towns
            ):
                return _COMMON
            if len(word) <= 2 and words.flat:
                return _NEVER
        likeness = self._likeness(index)
        weight = _WEIGHTS[likeness][case]
        if word in self.known.places:
            weight += 0 if cued or self._follows_relation(index) else _PLACE
        if (
            likeness is Likeness.UNKNOWN
            and len(word) <= 3
            and not (case is _Case.CAPITAL and self._follows_relation(index))
        ):
            weight -= 1.0
        elif likeness is Likeness.UNKNOWN and (word.endswith(self.known.endings) or self._is_misspelt(word)):
            weight -= _ENDS_AS_A_THING
        return weight

    def _follows_first_name(self, index: int) -> bool:
        """Whether a word in capitals stands after one that is not: "Feven GHEBREMEDHIN"."""
        words = self.words
        return (
            index > 0
            and words.gaps[index] == " "
            and words.written[index - 1].istitle()
            and self._likeness(index - 1) is not Likeness.WORD
        )

    def _follows_relation(self, index: int) -> bool:
        before = self.words.plain[index - 1] if index else ""
        return self.words.gaps[index] == " " and (before in cues.RELATIONS or before in cues.TITLES)

    def _likeness(self, index: int) -> Likeness:
        return self.known.likeness(self.words.plain[index])

    def _is_misspelt(self, word: str) -> bool:
        """Whether two neighbouring letters changed places, or one is there twice, in an ordinary word: "pateint"."""
        if not 4 <= len(word) <= _LONGEST_MISSPELT:
            return False
        words = self.known.words
        # A plain loop, because this is asked of every word that no list knows.
        for at in range(len(word) - 1):
            left, right = word[at], word[at + 1]
            if word[:at] + (left if left == right else right + left) + word[at + 2 :] in words:
                return True
        return False

    def _titled(self, index: int) -> float:
        if index == 0:
            return 0.0
        before, written = self.words.plain[index - 1], self.words.written[index - 1]
        if before not in cues.TITLES or not _BESIDE.fullmatch(_bare(self.words.gaps[index])):
            return 0.0
        if before in cues.TITLES_OF_ANYBODY:
            if before == "miss" and written.islower():
                return _TITLE if self.known.likeness(self.words.plain[index]) > Likeness.UNKNOWN else 0.0
            capital = self.words.written[index][0].isupper() and not self.words.flat
            return _TITLE_OF_ANYBODY if capital else _TITLE
        likeness = self.known.likeness(self.words.plain[index])
        if before in ("pc", "dc", "ds", "di") and written.islower() and likeness <= Likeness.UNKNOWN:
            return 0.0
        return _TITLE if likeness > Likeness.WORD else 0.0

    def _naming(self, index: int) -> float:
        words = self.words
        if index == 0:
            return 0.0
        before = words.plain[index - 1]
        introduced = index > 1 and (words.plain[index - 2], before) in cues.INTRODUCTIONS
        if not (introduced or before in cues.NAMINGS) or not _NEAR.fullmatch(_bare(words.gaps[index])):
            return 0.0
        if not introduced:
            for back in range(max(0, index - 4), index - 1):
                if words.plain[back] in cues.THINGS:
                    return 0.0
        return _NAMING

    def _is_thing_named(self, first: int) -> bool:
        """Whether "called" before a name with a head noun is not about a person: "a house called Hope Lodge"."""
        if self._titled(first) or not self._naming(first):
            return False
        return not any(self._is_person_word(back) for back in range(max(0, first - 4), first))

    def _is_thing(self, first: int, last: int) -> bool:
        """Whether what speaks against a name holds against a strong cue before it as well."""
        return (
            self._is_thing_named(first)
            or self.words.plain[first - 1] in cues.HONORIFICS
            or self._is_pseudonym(self.words.starts[first], self.words.ends[last])
        )

    def _cue(self, first: int) -> tuple[float, bool]:
        """What stands before a name, and whether it is a strong cue."""
        words = self.words
        if first == 0:
            return 0.0, False
        title = self._titled(first)
        if title:
            return title, True
        naming = self._naming(first)
        if naming:
            return naming, True
        wrapped, before = words.gaps[first], words.plain[first - 1]
        gap = _bare(wrapped)
        if before in cues.LABELS and _LABELLED.fullmatch(gap):
            return (_NAMING if before.endswith(("name", "names", "alias")) else _LABEL), True
        if before in cues.GREETINGS and "\n" in gap and gap.strip(" \n,.") == "":
            return _SIGNED, False
        if (gap != " " and not _NEAR.fullmatch(gap)) or words.possessive[first - 1]:
            return 0.0, False
        if before in ("is", "was", "are", "were") and first > 1 and gap == " ":
            return (_CONTACT, False) if self._is_person_word(first - 2) else (0.0, False)
        if self._is_person_word(first - 1):
            return (_LABEL if ":" in gap or "=" in gap else _RELATION if wrapped == " " else _BESIDE_RELATION), True
        if before in cues.GREETINGS:
            return _GREETING, False
        if gap == " ":
            return self._contact(first), False
        return 0.0, False

    def _is_person_word(self, index: int) -> bool:
        """Whether a word says who somebody is: a relation, a role, or a title that is one."""
        word = self.words.plain[index]
        return (
            word in cues.RELATIONS or word in cues.ROLES or (word in cues.TITLES and word not in cues.TITLES_OF_ANYBODY)
        )

    def _contact(self, first: int) -> float:
        """Whether the words before are about dealing with somebody: "spoke to", "rang", "death of"."""
        plain = self.words.plain
        before = plain[first - 1]
        if before in cues.CONTACTS:
            return _CONTACT
        if before in ("to", "from") and first > 1 and plain[first - 2] in cues.MOTIONS:
            return 0.0
        if before in (
            "by",
            "with",
            "to",
            "from",
            "for",
            "of",
            "about",
            "at",
            "on",
            "against",
            "towards",
            "between",
            "and",
        ):
            if first > 1 and plain[first - 2] in cues.CONTACTS_BEFORE_PREPOSITION and before != "and":
                return _CONTACT
            return _BY if before in ("by", "with", "to", "from", "for", "and") else 0.0
        if before in cues.REVIEWS and self.words.written[first - 1].isupper() and not self.words.flat:
            return _REVIEW
        return 0.0

    def _after(self, last: int) -> float:
        """What stands after a name and speaks for a person."""
        words = self.words
        following = last + 1
        end = words.ends[last]
        weight = 0.0
        # After a space alone comes a word: most of them say nothing of an age, and none of them that somebody speaks.
        spaced = following < len(words.plain) and words.gaps[following] == " "
        if not spaced or words.plain[following] in _BEFORE_AGE:
            if _SPEAKS_NEXT.match(self.text, end):
                weight = _SPEAKS
            if _AGED.match(self.text, end) or _DATED.match(self.text, end):
                weight += _AGE
        if words.possessive[last]:
            return weight + _OWNS + self._owned(following)
        if following < len(words.plain):
            if words.gaps[following] == ";'" and words.plain[following] == "s":
                return weight + _OWNS + self._owned(following + 1)
            weight += self._done(last, following)
            if _RELATION_NEXT.fullmatch(words.gaps[following]) and self._is_told_by(following):
                weight += _RELATED
        return weight

    def _owned(self, following: int) -> float:
        """What somebody has: a relation, a bedroom, injuries."""
        words = self.words
        if following >= len(words.plain):
            return 0.0
        if self._is_person_word(following):
            return _OWNS_RELATION
        gap = _bare(words.gaps[following]).lstrip(";")
        belongs = gap == " " and words.plain[following] in cues.BELONGINGS and words.written[following].islower()
        return _BELONGS if belongs else 0.0

    def _is_told_by(self, index: int) -> bool:
        """Whether a relation or a role stands here, with a word before it or none: "(team manager)"."""
        words = self.words
        return self._is_person_word(index) or (
            index + 1 < len(words.plain) and words.gaps[index + 1] == " " and words.plain[index + 1] in cues.ROLES
        )

    def _is_somebodys(self, index: int) -> bool:
        """Whether a relation to somebody stands here: "her son", "the stepfather"."""
        words = self.words
        return (
            index + 1 < len(words.plain)
            and words.plain[index] in ("his", "her", "their", "the", "a", "my")
            and words.gaps[index] == words.gaps[index + 1] == " "
            and words.plain[index + 1] in cues.RELATIONS
        )

    def _done(self, last: int, following: int) -> float:
        """What somebody does, is to do, or is."""
        words = self.words
        gap, after = _bare(words.gaps[following]).lstrip(";"), words.plain[following]
        if gap in (" ", ", ") and after in ("who", "whose", "whom"):
            return _WHO
        if gap.strip(" ,(") == "" and after in ("aged", "dob", "nhs", "born"):
            return _AGE
        if gap != " ":
            return 0.0
        if after in cues.AFFAIRS:
            return _AFFAIR
        if after in cues.ADVERBS and self._acts(following + 1):
            return _VERB
        if after == "to" and self._has_errand(following):
            return _ERRAND
        if after in ("is", "was") and self._is_somebodys(following + 1):
            return _WHO
        if after in cues.PERSON_VERBS:
            word = words.plain[last]
            thing = word in cues.ABSTRACT or word in cues.MONTHS or word in self.known.places
            return _COPULA if thing and after in cues.COPULAS else _VERB
        if after in cues.MODALS:
            return _COPULA if words.begins(last) and self._likeness(last) is Likeness.UNKNOWN else _VERB
        return 0.0

    def _acts(self, index: int) -> bool:
        """Whether a word is what people do, and not only are."""
        words = self.words
        return (
            index < len(words.plain)
            and words.gaps[index] == " "
            and words.plain[index] in cues.PERSON_VERBS
            and words.plain[index] not in cues.COPULAS
        )

    def _has_errand(self, to: int) -> bool:
        """Whether "to" and what somebody is to do begin here: "to chase"."""
        words = self.words
        return to + 1 < len(words.plain) and words.gaps[to + 1] == " " and words.plain[to + 1] in cues.ERRANDS

    def _against(self, first: int, last: int) -> float:
        """What speaks for a place, an organisation, a law or an illness."""
        words = self.words
        start, end = words.starts[first], words.ends[last]
        spaced = last + 1 < len(words.plain) and words.gaps[last + 1] == " "
        if self._is_thing_in_itself(first, last) or self._is_pseudonym(start, end):
            return _NEVER
        if (not spaced or words.plain[last + 1] == "et") and _ET_AL.match(self.text, end):
            return _NEVER
        if words.plain[last] in cues.MONTHS and self.text[end:][:2].strip()[:1].isdigit():
            return _NEVER
        if self._shares_head(last):
            return _NEVER
        weight = self._against_after(last) + self._against_before(first, last)
        if first == last:
            # An initial may stand before the year.
            if (not spaced or len(words.plain[last + 1]) == 1) and _YEAR.match(self.text, end):
                weight += _CITED
            weight += self._against_beside(first)
        return max(weight, _NEVER)

    def _shares_head(self, last: int) -> bool:
        """Whether a list goes on to one noun for all: "Ash, Oak and Willow wards"."""
        words = self.words
        if not self.shares_heads or words.flat or words.possessive[last]:
            return False
        for index in range(last + 1, min(last + _LONGEST_LIST, len(words.plain))):
            if words.gaps[index] not in (" ", ", ", " & ", "-", "/"):
                return False
            if words.plain[index] in self.known.heads_of_several:
                return True
            if not (words.written[index][0].isupper() or words.plain[index] in ("and", "or", "the", "health", "of")):
                return False
        return False

    def _against_beside(self, index: int) -> float:
        """What a list says of a word in it: beside "Noonan", "Turner" is no person."""
        words = self.words
        weight = 0.0
        before, after = self._beside(index, -1), self._beside(index, 1)
        for beside in (before, after):
            if beside is not None and self._is_thing_beside(beside):
                weight += _BESIDE_A_THING
        if index and words.plain[index - 1] in cues.ANIMALS and _NEAR.fullmatch(_bare(words.gaps[index])):
            return _NEVER
        return weight

    def _beside(self, index: int, step: int) -> int | None:
        """The word that a list puts before or after another."""
        words = self.words
        beside = index + step
        if not 0 <= beside < len(words.plain):
            return None
        gap = words.gaps[max(index, beside)]
        if gap in _LIST_SIGNS:
            return beside
        if gap == " " and words.plain[beside] in ("and", "or"):
            beyond = beside + step
            return beyond if 0 <= beyond < len(words.plain) and words.gaps[max(beside, beyond)] == " " else None
        return None

    def _is_thing_beside(self, index: int) -> bool:
        """Whether a word is known as a thing with a name: an allowed phrase, or a noun that nobody is called."""
        words = self.words
        return index in self.allowed or (
            words.plain[index] in self.known.nouns and words.written[index].istitle() and not words.flat
        )

    def _is_thing_in_itself(self, first: int, last: int) -> bool:
        """Whether a run of several words has the noun of a place in it: "Whipps Tower", "St Helier"."""
        words = self.words
        return last > first and (
            words.plain[first] in ("st", "saint")
            or words.plain[last] in self.known.heads
            or (self._is_head(last, owned=False) and self._likeness(first) not in (Likeness.GIVEN, Likeness.GIVEN_RARE))
        )

    def _against_after(self, last: int) -> float:
        words = self.words
        weight = 0.0
        following = last + 1
        while following < min(len(words.plain), last + 4) and words.gaps[following] in (" ", "-", " & "):
            after, written = words.plain[following], words.written[following]
            if self._is_head(following, owned=words.possessive[last]):
                return _NEVER
            if not written[0].isupper() or after in cues.PERSON_VERBS or after in cues.RELATIONS:
                break
            if (
                following == last + 1
                and not words.flat
                and after in self.known.harmless
                and len(after) > 1
                and not written.isupper()
            ):
                weight += _CAPITAL_AFTER
            following += 1
        return weight

    def _against_before(self, first: int, last: int) -> float:
        words = self.words
        if first == 0 or words.gaps[first] not in (" ", "-"):
            return 0.0
        before = words.plain[first - 1]
        capital = words.written[first - 1][0].isupper() and not words.flat
        if before in ("st", "saint") or (capital and before in cues.HEADS_BEFORE):
            return _NEVER
        if first == last and words.plain[first] in cues.MONTHS and before in _BEFORE_MONTH:
            return _NEVER
        if before in cues.DETERMINERS:
            return 0.0 if self._has_affair(last) else _DETERMINED
        moved = before in ("to", "from") and first > 1 and words.plain[first - 2] in cues.MOTIONS
        if (before in cues.PLACE_PREPOSITIONS or moved) and not words.possessive[last]:
            return _AT_A_PLACE
        titled = capital and len(before) > 1 and before in self.known.harmless and not words.begins(first - 1)
        return _CAPITAL_BEFORE if titled and before not in cues.RELATIONS and before not in cues.ROLES else 0.0

    def _has_affair(self, last: int) -> bool:
        """Whether a family or a case follows, as in "the Okafor family"."""
        following = last + 1
        return (
            following < len(self.words.plain)
            and _bare(self.words.gaps[following]).lstrip(";") == " "
            and self.words.plain[following] in cues.AFFAIRS
        )

    def _is_pseudonym(self, start: int, end: int) -> bool:
        """Whether the text itself says so: "Joe (a pseudonym)", "the pseudonym Daisy"."""
        return self.tells_pseudonym and (
            _PSEUDONYM.match(self.text, end) is not None
            or _PSEUDONYM_BEFORE.search(self.text, max(0, start - 40), start) is not None
        )

    def _is_head(self, index: int, *, owned: bool) -> bool:
        """Whether a word makes a place, a law or an illness of the name before it; "Aisha's school" stays Aisha's."""
        known, word = self.known, self.words.plain[index]
        if word in known.eponym_heads:
            return True
        if word in known.heads:
            return not owned or (self.words.written[index][0].isupper() and not self.words.flat)
        return word in known.capital_heads and self.words.written[index][0].isupper() and not self.words.flat

    def _is_listed_with(self, before: _Run, first: int) -> bool:
        """Whether only "and", a comma, a line break or a bracket stands between a name and this candidate."""
        end, start = self.words.ends[before.last], self.words.starts[first]
        return _LISTED.fullmatch(self.text, end, start) is not None

    def _listed_before(self, found: list[_Run], doubtful: list[_Run]) -> list[_Run]:
        """Candidates that a list puts before a name that is found."""
        following = {run.first: run for run in found}
        listed: list[_Run] = []
        for run in reversed(doubtful):
            after = next(
                (
                    following[at]
                    for at in range(run.last + 1, min(run.last + 9, len(self.words.plain)))
                    if at in following
                ),
                None,
            )
            if after and run.weight + _LISTED_TOO >= _ENOUGH and self._is_listed_with(run, after.first):
                listed.append(run)
                following[run.first] = run
        return listed

    def _said_again(self, found: list[_Run], doubtful: list[_Run]) -> Iterator[_Run]:
        """Candidates that repeat a word of a name that is found."""
        words = self.words
        told = {
            words.plain[index]
            for run in found
            for index in range(run.first, run.last + 1)
            if len(words.plain[index]) > 2
        }
        begun = {run.first for run in found}
        for run in doubtful:
            if (
                run.first not in begun
                and run.weight > _NEVER / 2
                and any(words.plain[index] in told for index in range(run.first, run.last + 1))
            ):
                yield run
