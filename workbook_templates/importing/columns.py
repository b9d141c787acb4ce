"""Which column of a sheet is which: by its header, by its values, and by what the user decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbook_templates.importing.contents import Contents
from workbook_templates.importing.targets import CARRY, LEARNING, LEAVE_OUT, TARGETS, THEMES, Target, header_likeness
from workbook_templates.importing.words import meaning

__all__ = ["INITIALS", "MONTH_FIRST", "SURE", "WORTH_ASKING", "Match", "decided", "matched"]

SURE = 0.75
"""From here on a match is taken; below it the user is asked and the column is carried meanwhile."""

WORTH_ASKING = 0.5
"""Below this a column is simply one of the user's own."""

WORTH_ASKING_BY_VALUES = 0.6
"""The same where the header says something else: that a column holds two letters or small numbers proves little."""

_MOST = 0.99
"""Only the user is surer."""

_NEARLY_EQUAL = 0.03
MONTH_FIRST, INITIALS = "month first", "initials"
"""What may follow the name of a target in the mapping file."""


@dataclass(frozen=True, slots=True)
class Match:
    """What one column becomes.

    Attributes:
        column: its number.
        header: its header as it stands, which may hold anything; '' for none.
        target: what it becomes, or None when it is carried under its own header.
        confidence: from 0 to 1.
        why: header, values, header and values, you, or ''.
        proposed: what it may be, when that is not sure enough.
        month_first: whether its dates are read month first.
        as_initials: whether the user said to make initials of the names that it holds.
        term: the term that a column of marks stands for.
        left_out: whether the user said to leave it out.
    """

    column: int
    header: str
    target: Target | None = None
    confidence: float = 0.0
    why: str = ""
    proposed: Target | None = None
    month_first: bool = False
    as_initials: bool = False
    term: str | None = None
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class _Claim:
    confidence: float
    column: int
    target: Target
    why: str


def matched(headers: Mapping[int, Sequence[str]], contents: Mapping[int, Contents]) -> list[Match]:
    """Match columns with what they can become; each target is given once, texts and families several times.

    Args:
        headers: number of a column to the ways its header can be read, the whole of it first.
        contents: number of a column to its values.
    """
    claims = [claim for column in headers for claim in _claims(column, headers[column], contents[column])]
    claims.sort(key=lambda claim: (-claim.confidence, claim.column))
    taken: dict[int, _Claim] = {}
    given: dict[str, int] = {}
    for claim in claims:
        free = claim.target.name not in given or (claim.target.takes_several and claim.confidence >= SURE)
        if claim.column not in taken and free:
            taken[claim.column] = claim
            if claim.confidence >= SURE:
                given.setdefault(claim.target.name, claim.column)
    rivals = {
        claim.column
        for claim in claims
        if claim.column in taken
        and not _says_no_less(taken[claim.column].target, claim.target)
        and taken[claim.column].confidence - claim.confidence < _NEARLY_EQUAL
        and taken[claim.column].confidence < 0.95
        and claim.target.name not in given
    }
    return [
        _marked(column, headers[column], contents[column])
        or _match(column, headers[column][0], taken.get(column), is_rivalled=column in rivals)
        for column in headers
    ]


def _marked(column: int, headers: Sequence[str], contents: Contents) -> Match | None:
    """A column for one theme or learning term, with a mark where it applies."""
    if not contents.are_marks:
        return None
    for name in (THEMES, LEARNING):
        for header in headers:
            if term := meaning(name.casefold(), header, exactly=True).term:
                return Match(column, headers[0], TARGETS[name], _MOST, "header and values", term=term)
    return None


def _says_no_less(taken: Target, other: Target) -> bool:
    """Whether nothing is lost by taking the one for the other: the same, or the kind of a reference besides."""
    return taken is other or taken.kind == other.kind == "identifier"


def _match(column: int, header: str, claim: _Claim | None, *, is_rivalled: bool) -> Match:
    if claim is None or claim.confidence < (WORTH_ASKING_BY_VALUES if claim.why == "values" else WORTH_ASKING):
        return Match(column, header)
    if claim.target.kind == "personal":
        # Nothing is left out unasked, and nothing personal is taken unasked.
        proposed = claim.target if claim.confidence >= SURE else None
        return Match(column, header, confidence=claim.confidence, why=claim.why, proposed=proposed)
    if claim.confidence < SURE or is_rivalled:
        confidence = min(claim.confidence, SURE - 0.01)
        return Match(column, header, confidence=confidence, why=claim.why, proposed=claim.target)
    return Match(column, header, claim.target, claim.confidence, claim.why)


def _claims(column: int, headers: Sequence[str], contents: Contents) -> Iterator[_Claim]:
    alike: dict[str, float] = {}
    for place, text in enumerate(headers):
        for name, likeness in header_likeness(text).items():
            # A part of a header in two lines says a little less than the whole.
            alike[name] = max(alike.get(name, 0.0), likeness * (1.0 if place == 0 else 0.97))
    for target in TARGETS.values():
        by_header = alike.get(target.name, 0.0)
        by_values = contents.told_by_values(target)
        if not by_header and not by_values:
            continue
        if by_header:
            fit = contents.fit(target)
            by_header *= 1.0 if fit is None else 0.4 + 0.6 * min(1.0, fit / 0.6)
        both = 1 - (1 - by_header) * (1 - 0.6 * by_values) if by_header else 0.0
        confidence = min(_MOST, max(by_header, by_values, both))
        why = "header and values" if by_header and by_values > 0.3 else "header" if by_header else "values"
        yield _Claim(confidence, column, target, why)


def decided(match: Match, answer: str) -> Match | None:
    """The match that a line of the mapping file asks for; None when it is not understood.

    The answer is the name of a target, "carry" or "leave out"; after it may stand ", month first", ", initials", or the
    term for which the marks of a column stand.
    """
    name, _, said = (part.strip() for part in answer.partition(","))
    target = _TARGETS_BY_NAME.get(name.casefold())
    term = meaning(target.vocabulary, said).term if target and target.vocabulary and said else None
    if said.casefold() not in ("", MONTH_FIRST, INITIALS) and term is None:
        return None
    if name.casefold() in (CARRY, LEAVE_OUT):
        return Match(match.column, match.header, why="you", confidence=1.0, left_out=name.casefold() == LEAVE_OUT)
    if target is None:
        return None
    return Match(
        match.column,
        match.header,
        target,
        1.0,
        "you",
        month_first=said.casefold() == MONTH_FIRST,
        as_initials=said.casefold() == INITIALS,
        term=term,
    )


_TARGETS_BY_NAME = {name.casefold(): target for name, target in TARGETS.items()}
