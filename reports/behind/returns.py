"""What stands behind the figures of returns: their records, their findings, and what they say of themselves."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from reports.behind.figure import PLACE, Answerable, Behind, Found, How, Places, WholeReturn, figures_of, grouped
from reports.choosing import SourceStatus
from reports.figures.quality import SEVERITY_COLUMNS
from reports.published import PublishedTable
from reports.unheard import RETURNS_EXPECTED
from validators.findings import CASES
from validators.month_end import Standing
from validators.pid.spans import Confidence
from validators.when import NOT_STATED

__all__ = ["behind_returns"]

_Tables = Mapping[str, PublishedTable]
_FILES_AT_HAND = 64
_SUPERSEDED = (SourceStatus.SUPERSEDED, SourceStatus.IDENTICAL)


def behind_returns(of: Answerable, tables: _Tables, places: Places) -> Iterator[Behind]:
    """The records, findings and returns behind the sheets on returns, quality, joint reviews and withheld details."""
    yield from figures_of(tables["joint_reviews"], "Reviews", grouped(_joint(of)))
    yield from figures_of(tables["withheld"], "ICB code", grouped(_withheld(of)))
    yield from figures_of(tables[RETURNS_EXPECTED], lambda row, _: row, grouped(_expected(of, places)))
    typed = grouped(_declared(of, places))
    yield from figures_of(tables["reconciliation"], "ICB code", typed, how=How.TYPED)
    yield from figures_of(tables["quality"], "ICB code", grouped(_lacking(of)))
    scored = grouped(_scored(of, places))
    yield from figures_of(tables["quality"], "ICB code", scored, how=How.WORKED_OUT)
    found = _findings(of, tables["findings"], places)
    by_severity = (
        ((icb, SEVERITY_COLUMNS[severity]), place) for (icb, _, severity), those in found.items() for place in those
    )
    yield from figures_of(tables["quality"], "ICB code", grouped(by_severity))
    by_rule = (
        ((rule, column), place)
        for (icb, rule, _), those in found.items()
        for column in ("Total", icb)
        for place in those
    )
    yield from figures_of(tables["findings_by_icb"], "Rule", grouped(by_rule))


def _joint(of: Answerable) -> Found:
    """Each record, and for each group that counts once the record that stands first in it."""
    met: set[int] = set()
    for place, (label, group) in enumerate(zip(of.joint.labels(), of.joint.groups, strict=True)):
        yield (label, "Records"), place
        if group not in met:
            met.add(group)
            yield (label, "Counted once"), place


def _withheld(of: Answerable) -> Found:
    columns = {
        (Confidence.CERTAIN, False): "Certain withheld",
        (Confidence.POSSIBLE, False): "Possible withheld",
        (Confidence.POSSIBLE, True): "Possible released",
    }
    for place, (one, _) in enumerate(islice(of.records, len(of.frame))):
        for held in one.record.withheld:
            yield (one.icb, columns[held.confidence, held.is_released]), place


def _in_files(of: Answerable) -> Mapping[str, Sequence[int]]:
    """The places of each file's records."""
    found: defaultdict[str, array[int]] = defaultdict(lambda: array(PLACE))
    for place, (_, file) in enumerate(of.records):
        found[file].append(place)
    return found


def _expected(of: Answerable, places: Places) -> Found:
    in_file = _in_files(of)
    for row, one in enumerate(of.expected):
        for decision in one.heard:
            yield from (((row, "Rows"), place) for place in in_file.get(decision.received.file, ()))
        for decision in one.others:
            column = "Superseded" if decision.status in _SUPERSEDED else "Set aside"
            yield (row, column), places.of_other(WholeReturn(decision.icb, decision.received.file))


def _declared(of: Answerable, places: Places) -> Found:
    for one in of.counting:
        place = places.of_other(WholeReturn(one.icb, one.received.file))
        for part in ("total", "open", "closed"):
            if getattr(one.received.heading, f"own_{part}") is not None:
                yield (one.icb, f"Declared {part}"), place


def _lacking(of: Answerable) -> Found:
    records = zip(of.frame["icb"], of.frame["standing"], of.frame["review"], strict=True)
    for place, (icb, standing, review) in enumerate(records):
        if review.review_type in (None, NOT_STATED):
            yield (icb, "Type not stated"), place
        if standing == Standing.NOT_STATED.value:
            yield (icb, "Status not stated"), place


def _scored(of: Answerable, places: Places) -> Found:
    """A score is that of returns as a whole: some rules judge no single record."""
    for one in of.counting:
        if one.status is SourceStatus.COUNTED:
            yield (one.icb, "Score"), places.of_other(WholeReturn(one.icb, one.received.file))


def _findings(of: Answerable, findings: PublishedTable, places: Places) -> Mapping[tuple[str, str, str], Sequence[int]]:
    """The records of the open findings by ICB, rule and severity; the return where a finding is of no record."""
    found: defaultdict[tuple[str, str, str], array[int]] = defaultdict(lambda: array(PLACE))
    in_file = _in_files(of)
    rows = array(PLACE, (one.record.row or 0 for one, _ in of.records))

    @lru_cache(maxsize=_FILES_AT_HAND)
    def rows_of(file: str) -> dict[int, int]:
        return {rows[place]: place for place in in_file.get(file, ())}

    headers = ("File", "ICB code", "Sheet", "Row", "Rule", "Severity", "Accepted")
    for file, icb, sheet, row, rule, severity, accepted in findings.cells(*headers):
        if not accepted:
            place = rows_of(str(file)).get(row) if sheet == CASES and isinstance(row, int) else None
            whole = WholeReturn(str(icb), str(file))
            found[str(icb), str(rule), str(severity)].append(places.of_other(whole) if place is None else place)
    return found
