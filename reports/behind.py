"""Which records each published figure counts, found by asking each record and not by counting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from reports.bridge import ARRIVALS, DEPARTURES, FIGURES, Bridge, standing_now, step_between
from reports.bridge_tables import Parts
from reports.compared import Compared
from reports.figures.cases import REVIEW_GROUPS
from reports.history import PreviousRecord
from reports.matching import Pair
from reports.published import PublishedTable
from validators.month_end import Standing

__all__ = ["DRILLED", "Behind", "Places", "records_behind"]

_STANDINGS = {"Open": Standing.OPEN, "Closed": Standing.CLOSED, "Status not stated": Standing.NOT_STATED}
_STEPS = ("Before", *(step.value for step in (*ARRIVALS, *DEPARTURES)))
DRILLED: Mapping[str, tuple[str, ...]] = {
    "monthly_totals": FIGURES,
    "monthly_flow": ("Added", "Closed in the month"),
    "review_types": FIGURES,
    "icb_totals": FIGURES,
    "theme_counts": ("Total", *REVIEW_GROUPS),
    "learning_counts": ("Total", *REVIEW_GROUPS),
    "bridge": ("Records", *FIGURES),
    "bridge_by_icb": (*_STEPS, "Moved in", "Moved out", "After"),
    "bridge_by_type": (*_STEPS, "Changed in", "Changed out", "After"),
    "restated": ("Records", *FIGURES),
}
"""The tables whose figures lead to their records, each with its columns of figures."""

_Groups = Mapping[tuple[object, str], Sequence[int]]
"""The places of the records behind each figure, by what its row is of and by its column."""


@dataclass(frozen=True, slots=True)
class Behind:
    """The records behind one figure.

    Attributes:
        table: the figure's table.
        row: its row, counted from 0.
        label: what its row is of.
        column: its column.
        figure: the figure.
        places: of the records; a record that counts twice, for two mentions, stands there twice.
    """

    table: str
    row: int
    label: str
    column: str
    figure: int
    places: tuple[int, ...]


@dataclass(slots=True)
class Places:
    """The places of records: this month's first, in their order, then those that are in no return any more.

    Attributes:
        number: how many records this month's returns hold.
        gone: the others, as last published, with their places.
    """

    number: int
    gone: dict[PreviousRecord, int] = field(default_factory=dict)

    def of(self, pairs: Iterable[Pair]) -> list[int]:
        """The places of some records."""
        return [self._of(pair) for pair in pairs]

    def _of(self, pair: Pair) -> int:
        if pair.place is not None or pair.before is None:
            return pair.place or 0
        return self.gone.setdefault(pair.before, self.number + len(self.gone))


def records_behind(
    frame: pd.DataFrame, compared: Compared, tables: Mapping[str, PublishedTable], places: Places
) -> Iterator[Behind]:
    """The records behind every figure that counts some.

    Args:
        frame: the counted cases.
        compared: the month against those before it.
        tables: the published tables.
        places: of the records; those that are gone are added.
    """
    for name, key, groups in (
        ("monthly_totals", "Month", _at_month_ends(frame, tables["monthly_totals"])),
        ("monthly_flow", "Month", _in_months(frame, tables["monthly_flow"])),
        ("review_types", "Review type", _by_standing(frame, "review_type")),
        ("icb_totals", "ICB code", _by_standing(frame, "icb")),
        ("bridge", "Step", _of_steps(compared.bridge, places)),
        ("bridge_by_icb", "ICB code", _of_parts(compared.parts.by_icb, places)),
        ("bridge_by_type", "Review type", _of_parts(compared.parts.by_type, places)),
    ):
        yield from _figures(tables[name], key, groups)
    yield from _of_reasons(compared, tables["restated"], places)
    for name, header, stem in (("themes", "Theme", "theme"), ("learning", "Learning", "learning")):
        found = _figures(tables[f"{stem}_counts"], header, _mentioned(frame, name))
        columns = ("Total", *REVIEW_GROUPS)
        # By rank, so that tied terms, which share a figure in the ranks, stand one after the other.
        yield from sorted(found, key=lambda one: (columns.index(one.column), -one.figure, one.row))


def _figures(table: PublishedTable, key: str, groups: _Groups) -> Iterator[Behind]:
    """Each figure of a table with its records; what has neither is left out."""
    for row, line in enumerate(table.lines()):
        for column in DRILLED[table.name]:
            behind, figure = groups.get((line[key], column), ()), int(str(line[column]))
            if behind or figure:
                yield Behind(table.name, row, _label(line[key]), column, figure, tuple(behind))


def _label(of: object) -> str:
    return f"{of:%B %Y}" if isinstance(of, date) else str(of)


def _grouped(keys: Iterable[tuple[tuple[object, str], int]]) -> dict[tuple[object, str], list[int]]:
    groups: defaultdict[tuple[object, str], list[int]] = defaultdict(list)
    for key, place in keys:
        groups[key].append(place)
    return groups


def _at_month_ends(frame: pd.DataFrame, table: PublishedTable) -> _Groups:
    columns = {standing.value: column for column, standing in _STANDINGS.items()}
    records = list(zip(frame["counted_from"], frame["closed_from"], frame["status"], strict=True))

    groups: dict[tuple[object, str], Sequence[int]] = {}
    for month in table.column("Month"):
        standing_so: dict[str, list[int]] = {standing: [] for standing in columns}
        groups[month, "Total"] = counts = []
        for place, (counted, closed, status) in enumerate(records):
            if counted <= month:
                counts.append(place)
                standing_so[Standing.OPEN.value if status == "Closed" and closed > month else status].append(place)
        groups.update({(month, columns[standing]): places for standing, places in standing_so.items()})
    return groups


def _in_months(frame: pd.DataFrame, table: PublishedTable) -> _Groups:
    months = {(month.year, month.month): month for month in table.column("Month") if isinstance(month, date)}

    def found() -> Iterator[tuple[tuple[object, str], int]]:
        records = zip(frame["counted_from"], frame["closed_from"], frame["status"], strict=True)
        for place, (counted, closed, status) in enumerate(records):
            added = months.get((counted.year, counted.month))
            if added:
                yield (added, "Added"), place
            left = max(counted, closed)
            ended = months.get((left.year, left.month)) if status == "Closed" else None
            if ended and left <= ended:
                yield (ended, "Closed in the month"), place

    return _grouped(found())


def _by_standing(frame: pd.DataFrame, of: str) -> _Groups:
    columns = {standing.value: column for column, standing in _STANDINGS.items()}
    records = list(zip(frame[of], frame["standing"], strict=True))
    total = (((key, "Total"), place) for place, (key, _) in enumerate(records))
    parts = (((key, columns[standing]), place) for place, (key, standing) in enumerate(records))
    return _grouped([*total, *parts])


def _mentioned(frame: pd.DataFrame, name: str) -> _Groups:
    records = list(enumerate(zip(frame[name], frame["review_group"], strict=True)))
    total = (((term, "Total"), place) for place, (terms, _) in records for term in terms)
    groups = (((term, group), place) for place, (terms, group) in records for term in terms)
    return _grouped([*total, *groups])


def _of_steps(bridge: Bridge, places: Places) -> _Groups:
    groups: dict[tuple[object, str], Sequence[int]] = {}
    then = [(pair, step_between(None, pair.before.status)) for pair in bridge.pairs if pair.before]
    now = [(pair, step_between(None, standing_now(pair))) for pair in bridge.pairs if standing_now(pair)]
    ends = dict(zip(bridge.ends, (then, now), strict=True))
    moved = {step.value: list(bridge.moved(step)) for step in bridge.steps}
    for row, records in {**ends, **moved}.items():
        groups[row, "Records"] = places.of(pair for pair, _ in records)
        for at, figure in enumerate(FIGURES):
            groups[row, figure] = places.of(pair for pair, moves in records if moves[at])
    return groups


def _of_parts(parts: Parts, places: Places) -> _Groups:
    return {key: places.of(pairs) for key, pairs in parts.items()}


def _of_reasons(compared: Compared, table: PublishedTable, places: Places) -> Iterator[Behind]:
    of_month = {one.published.month: one for one in compared.restated}
    for row, line in enumerate(table.lines()):
        month = line["Month"]
        reasons = of_month[month].reasons if isinstance(month, date) else {}
        records = next((found for reason, found in reasons.items() if reason.value == line["Reason"]), ())
        if records:
            label = f"{_label(month)}: {line['Reason']}"
            yield Behind(table.name, row, label, "Records", len(records), tuple(places.of(pair for pair, _ in records)))
            for at, figure in enumerate(FIGURES):
                behind = places.of(pair for pair, moves in records if moves[at])
                if behind:
                    yield Behind(table.name, row, label, figure, int(str(line[figure])), tuple(behind))
