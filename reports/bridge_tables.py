"""The bridge as tables: over the figures of the month, and its totals by ICB and by review type."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reports.bridge import ARRIVALS, DEPARTURES, FIGURES, Bridge, Step, added_up, counts_of
from reports.figures.cases import OTHER_REVIEW
from reports.history import PreviousRecord
from reports.matching import CountedRecord
from reports.published import PublishedTable
from validators.vocabularies import Term, vocabulary
from validators.when import NOT_STATED

__all__ = ["BridgeParts", "Parts", "bridge_tables", "parts_of"]

_MEANINGS = {
    Step.NEW: "Added after the earlier month's end",
    Step.ADDED_LATE: "Dated in a month that was published without it",
    Step.BACK: "Of an ICB, or a part of one, of which no return counted then",
    Step.DISAPPEARED: "In no return that counts any more",
    Step.NO_RETURN: "Of an ICB, or a part of one, of which no return counts now",
    Step.AFTER_MONTH: "Still in its return, with a date after the month",
    Step.CLOSED: "Closed now, and was not",
    Step.REOPENED: "Was closed, and is not now",
    Step.STATED: "Open now, and had no status",
    Step.NOT_STATED: "Was open, and has no status now",
    Step.CONVERTED: "Was a rapid review, is a full review now",
    Step.TYPE: "Any other change of type",
    Step.MERGER: "Its ICB was taken over by the one that returns it",
    Step.ICB: "Another ICB returns it, and no merger says why",
}

Parts = Mapping[tuple[str, str], Sequence[int]]
"""The positions of the pairs behind each figure of a breakdown, by its key and its column."""

_STEPS = tuple(step.value for step in (*ARRIVALS, *DEPARTURES))
_BEFORE, _AFTER = "Before", "After"


@dataclass(frozen=True, slots=True)
class BridgeParts:
    """The bridge in its parts: for each ICB and for each review type."""

    by_icb: Parts
    by_type: Parts


def parts_of(bridge: Bridge) -> BridgeParts:
    """Divide a bridge by ICB and by review type as it is reported."""
    by_icb = _parts(bridge, lambda record: record.icb, "Moved")
    return BridgeParts(by_icb, _parts(bridge, lambda record: _reported_type(record.review_type), "Changed"))


def bridge_tables(bridge: Bridge, divided: BridgeParts, icbs: Sequence[Term]) -> Iterator[PublishedTable]:
    """The tables `bridge`, `bridge_by_icb` and `bridge_by_type`.

    Args:
        bridge: the two months.
        divided: the same in its parts.
        icbs: the ICBs of this month; closed ones that the earlier month still counted follow.
    """
    yield PublishedTable("bridge", ("Step", "Meaning", "Records", *FIGURES), tuple(_lines(bridge)))
    parts = divided.by_icb
    names = {icb.code: icb.label for icb in icbs}
    gone = {icb for icb, _ in parts} - set(names)
    names |= {code: vocabulary("icbs")[code].label if code in vocabulary("icbs") else code for code in sorted(gone)}
    rows = tuple((code, name, *_counted(parts, code, "Moved")) for code, name in names.items())
    yield PublishedTable("bridge_by_icb", ("ICB code", "ICB", *_columns("Moved")), rows)
    parts = divided.by_type
    types = [term.code for term in vocabulary("review_types") if term.code != OTHER_REVIEW]
    rows = tuple((name, *_counted(parts, name, "Changed")) for name in types)
    yield PublishedTable("bridge_by_type", ("Review type", *_columns("Changed")), rows)


def _lines(bridge: Bridge) -> Iterator[tuple[object, ...]]:
    then, now = bridge.ends
    before = counts_of(standing for standing in bridge.then if standing is not None)
    after = counts_of(standing for standing in bridge.now if standing)
    yield then, bridge.basis.value.capitalize(), before[0], *before
    for step in Step:
        moves = [moved for _, moved in bridge.moved(step)]
        yield step.value, _MEANINGS[step], len(moves), *added_up(moves)
    yield now, "As counted now", after[0], *after


def _reported_type(review_type: str) -> str:
    """The type under which a record is reported.

    >>> _reported_type("Other statutory review"), _reported_type("SAR Adult")
    ('Not Stated', 'SAR Adult')
    """
    return review_type if review_type in vocabulary("review_types") and review_type != OTHER_REVIEW else NOT_STATED


def _columns(verb: str) -> tuple[str, ...]:
    return (_BEFORE, *_STEPS, f"{verb} in", f"{verb} out", _AFTER)


def _counted(parts: Parts, key: str, verb: str) -> Iterator[int]:
    """How many records each column has; those that leave are below 0."""
    leaving = {step.value for step in DEPARTURES} | {f"{verb} out"}
    for column in _columns(verb):
        number = len(parts.get((key, column), ()))
        yield -number if column in leaving else number


def _parts(bridge: Bridge, key_of: Callable[[PreviousRecord | CountedRecord], str], verb: str) -> Parts:
    found: defaultdict[tuple[str, str], array[int]] = defaultdict(lambda: array("i"))
    for position, (before, after) in enumerate(bridge.sides(key_of)):
        for key, column in _of_pair(before, after, bridge.step_at.get(position), verb):
            found[key, column].append(position)
    return found


def _of_pair(before: str | None, after: str | None, step: str | None, verb: str) -> Iterable[tuple[str, str]]:
    if before is not None:
        yield before, _BEFORE
    if after is not None:
        yield after, _AFTER
    if step is not None:
        yield before or after or "", step
    elif before is not None and after is not None and before != after:
        yield after, f"{verb} in"
        yield before, f"{verb} out"
