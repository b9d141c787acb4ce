"""The records behind the published totals and mentions, and behind what moved them from month to month."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from reports.behind.at_once import crossed, mentioned, of_kinds
from reports.behind.figure import PLACE, Answerable, Behind, Found, Groups, Places, figures_of, grouped
from reports.bridge import FIGURES, Bridge
from reports.bridge_tables import Parts
from reports.figures.cases import REVIEW_GROUPS
from reports.figures.icb_trend import icb_in
from reports.published import PublishedTable
from reports.restated import Restated
from validators.month_end import Standing

__all__ = ["behind_comparisons", "behind_totals"]

_Tables = Mapping[str, PublishedTable]
_COLUMNS = {Standing.OPEN.value: "Open", Standing.CLOSED.value: "Closed", Standing.NOT_STATED.value: FIGURES[-1]}


def behind_totals(of: Answerable, tables: _Tables) -> Iterator[Behind]:
    """The records behind totals by month, type and ICB, and behind every mention."""
    frame = of.frame
    shown = tables["monthly_totals"].column("Month")
    yield from figures_of(tables["monthly_totals"], "Month", _at_month_ends(frame, shown))
    yield from figures_of(tables["monthly_flow"], "Month", grouped(_in_months(frame, shown)))
    yield from figures_of(tables["review_types"], "Review type", _by_standing(frame, "review_type"))
    yield from figures_of(tables["icb_totals"], "ICB code", _by_standing(frame, "icb"))
    trend = grouped(_in_the_trend(of, [month for month in shown if isinstance(month, date)]))
    yield from figures_of(tables["icb_trend"], lambda _, line: (line["ICB code"], line["Month"]), trend)
    for name, header, stem in (("themes", "Theme", "theme"), ("learning", "Learning", "learning")):
        found = figures_of(tables[f"{stem}_counts"], header, _mentions_of(frame, name))
        columns = ("Total", *REVIEW_GROUPS)
        # By rank, so that tied terms, which share a figure in the ranks, stand one after the other.
        yield from sorted(found, key=lambda one: (columns.index(one.column), -one.figure, one.row))


def behind_comparisons(of: Answerable, tables: _Tables, places: Places) -> Iterator[Behind]:
    """The records behind the steps of the bridge, and behind what was published and what explains the difference."""
    compared, bridge = of.compared, of.compared.bridge
    paired, parts = places.of_all(bridge), compared.parts
    yield from figures_of(tables["bridge"], "Step", _of_steps(bridge, paired, places))
    yield from figures_of(tables["bridge_by_icb"], "ICB code", _of_parts(paired, parts.by_icb))
    yield from figures_of(tables["bridge_by_type"], "Review type", _of_parts(paired, parts.by_type))
    shown = tables["monthly_totals"].column("Month")
    groups = grouped(_as_published(compared.restated, places, shown))
    yield from figures_of(tables["as_published"], "Month", groups)
    reasons = grouped(_of_reasons(compared.restated, places))
    yield from figures_of(tables["restated"], lambda _, line: (line["Month"], line["Reason"]), reasons)


def _at_month_ends(frame: pd.DataFrame, months: Iterable[object]) -> Groups:
    counted, closed = (
        np.fromiter(map(date.toordinal, frame[name]), np.int32) for name in ("counted_from", "closed_from")
    )
    status = frame["status"].to_numpy()
    groups: dict[tuple[object, str], Sequence[int]] = {}
    for month in (month for month in months if isinstance(month, date)):
        there, still_open = (
            counted <= month.toordinal(),
            (status == Standing.CLOSED.value) & (closed > month.toordinal()),
        )
        groups[month, "Total"] = _places(there)
        for standing, column in _COLUMNS.items():
            stands_so = (status == standing) & ~still_open
            groups[month, column] = _places(
                there & (stands_so | still_open if standing == Standing.OPEN else stands_so)
            )
    return groups


def _places(are_taken: np.ndarray[Any, np.dtype[np.bool_]]) -> Sequence[int]:
    return array(PLACE, np.flatnonzero(are_taken).astype(np.int32).tobytes())


def _standing_at(status: str, closed: Any, month: object) -> str:
    return Standing.OPEN.value if status == "Closed" and closed > month else status


def _in_months(frame: pd.DataFrame, shown: Iterable[object]) -> Found:
    months = {(month.year, month.month): month for month in shown if isinstance(month, date)}
    records = zip(frame["counted_from"], frame["closed_from"], frame["status"], strict=True)
    for place, (counted, closed, status) in enumerate(records):
        added = months.get((counted.year, counted.month))
        if added:
            yield (added, "Added"), place
        left = max(counted, closed)
        ended = months.get((left.year, left.month)) if status == "Closed" else None
        if ended and left <= ended:
            yield (ended, "Closed in the month"), place


def _in_the_trend(of: Answerable, months: list[date]) -> Found:
    frame = of.frame
    records = zip(frame["counted_from"], frame["closed_from"], frame["status"], of.records, strict=False)
    for place, (counted, closed, status, (one, _)) in enumerate(records):
        for month in months:
            if counted <= month:
                icb = icb_in(one, month, months=months, current_on=of.current_on)
                yield ((icb, month), "Total"), place
                yield ((icb, month), _COLUMNS[_standing_at(status, closed, month)]), place


def _by_standing(frame: pd.DataFrame, by: str) -> Groups:
    rows = of_kinds(frame[by])
    return {**crossed(rows, "Total"), **crossed(rows, of_kinds(frame["standing"].map(_COLUMNS)))}


def _mentions_of(frame: pd.DataFrame, name: str) -> Groups:
    terms = mentioned(frame[name])
    return {**crossed(terms, "Total"), **crossed(terms, of_kinds(frame["review_group"]).for_each(terms))}


def _of_steps(bridge: Bridge, paired: Sequence[int], places: Places) -> Groups:
    groups: dict[tuple[object, str], Sequence[int]] = {}
    for row, standings in zip(bridge.ends, (bridge.then, bridge.now), strict=True):
        there = {figure: array(PLACE) for figure in ("Records", *FIGURES)}
        for place, standing in zip(paired, standings, strict=True):
            if standing:
                for figure in ("Records", FIGURES[0], *([_COLUMNS[standing]] if standing in _COLUMNS else ())):
                    there[figure].append(place)
        groups |= {(row, figure): found for figure, found in there.items()}
    for step in bridge.steps:
        records = list(bridge.moved(step))
        groups[step.value, "Records"] = places.of(pair for pair, _ in records)
        for at, figure in enumerate(FIGURES):
            groups[step.value, figure] = places.of(pair for pair, moves in records if moves[at])
    return groups


def _of_parts(places: Sequence[int], parts: Parts) -> Groups:
    """The records of each part, by the places of all pairs."""
    return {key: array(PLACE, map(places.__getitem__, found)) for key, found in parts.items()}


def _as_published(months: Iterable[Restated], places: Places, shown: Iterable[object]) -> Found:
    """What each month published, and what the records say of it now, where no other table shows that."""
    elsewhere = set(shown)
    for one in months:
        month = one.published.month
        for pair, then, found in one.pairs:
            place = places.of_pair(pair)
            for said, standing in (("Published", then), ("Now", None if month in elsewhere else found)):
                if standing is not None:
                    yield (month, f"{said} total"), place
                    yield (month, f"{said} {_COLUMNS[standing].lower()}"), place


def _of_reasons(months: Iterable[Restated], places: Places) -> Found:
    for one in months:
        for reason, records in one.reasons.items():
            key = (one.published.month, reason.value)
            for pair, moves in records:
                place = places.of_pair(pair)
                yield (key, "Records"), place
                for figure, moved in zip(FIGURES, moves, strict=True):
                    if moved:
                        yield (key, figure), place
