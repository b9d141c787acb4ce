"""A reader with a linear program: what published tables, months and the release before tell of hidden cells.

Written from the tables as they are read, without anything of `reports.disclosure`; sums are found here anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations, pairwise
from typing import Any

import highspy

from reports.disclosure.reader import _Silent
from reports.published import PublishedTable

Tables = Mapping[str, PublishedTable]
Name = tuple[object, ...]

STANDING = ("Total", "Open", "Closed", "Status not stated")
_MARKS = ("[c]", "[x]")


def names_in(tables: Tables, month: date) -> dict[tuple[str, int, int], Name]:
    """A name for the quantity in each cell of counts: the same quantity has the same name everywhere."""
    named: dict[tuple[str, int, int], Name] = {}
    for table, kind, keys in (
        ("monthly_totals", "region", 1),
        ("review_types", "type", 1),
        ("open_by_type", "type", 1),
        ("icb_totals", "icb", 2),
        ("icb_trend", "icb", 3),
        ("theme_counts", "theme", 1),
        ("themes_by_quarter", "theme", 1),
        ("learning_counts", "learning", 1),
        ("learning_by_quarter", "learning", 1),
        ("rapid_outcomes", "rapid", 1),
    ):
        if table not in tables:
            continue
        for row, cells in enumerate(tables[table].rows):
            day = cells[0] if kind == "region" else cells[2] if keys == 3 else month
            whose = "" if kind == "region" else cells[0]
            for column in range(keys, len(cells)):
                header = tables[table].headers[column]
                by = table if column > keys and kind in ("theme", "learning", "rapid") else ""
                named[table, row, column] = (kind, whose, day, by, header)
    return named


class Attack:
    """All that a reader knows of one kind of figures.

    Args:
        truth: every quantity's true figure.
        shown: least and most that readers see of each that is shown.
        threshold: of the release.
    """

    def __init__(self, truth: Mapping[Name, int], shown: Mapping[Name, tuple[int, int]], threshold: int) -> None:
        self._model: Any = _Silent()  # type: ignore[no-untyped-call]
        self._model.setOptionValue("threads", 1)
        self._of: dict[Name, Any] = {}
        self.hidden: list[Name] = []
        for name, figure in truth.items():
            least, most = shown.get(name, (1, threshold) if figure <= threshold else (threshold + 1, highspy.kHighsInf))
            self._of[name] = self._model.addVariable(lb=least, ub=most)
            if name not in shown:
                self.hidden.append(name)

    def adds_up(self, whole: Name, parts: list[Name]) -> None:
        """Whatever is published of a sum."""
        if whole in self._of and parts:
            self._model.addConstr(sum(self._of[part] for part in parts) == self._of[whole])

    def grows(self, before: Name, after: Name) -> None:
        """Reviews added or closed by the end of a month still are at the end of the next."""
        self._model.addConstr(self._of[after] >= self._of[before])

    def range_of(self, name: Name, less: Name | None = None) -> tuple[float, float]:
        """Least and most that a quantity, or a difference of two, can be for this reader."""
        aim = self._of[name] - self._of[less] if less else 1.0 * self._of[name]
        found = []
        for solve in (self._model.minimize, self._model.maximize):
            solve(aim)
            status = self._model.getModelStatus()
            unbounded = (highspy.HighsModelStatus.kUnbounded, highspy.HighsModelStatus.kUnboundedOrInfeasible)
            assert status == highspy.HighsModelStatus.kOptimal or status in unbounded, status
            infinite = status in unbounded
            found.append(float("inf") if infinite else self._model.getInfo().objective_function_value)
        return -found[0] if found[0] == float("inf") else found[0], found[1]


def determined(
    internal: Tables,
    external: Tables,
    *,
    month: date,
    threshold: int = 5,
    round_to: int = 1,
    earlier: Mapping[Name, int] | None = None,
) -> list[object]:
    """What a reader works out: hidden quantities, and small differences of the months shown together.

    Args:
        internal: the true tables, for what is true of hidden cells.
        external: as published.
        month: of the release.
        threshold: hidden cells up to it are from 1 to it for the reader; others that are hidden are above it.
        round_to: rounding of the cells that are shown.
        earlier: figures of the release before that are still true, by their names.
    """
    truth, shown = _known(internal, external, month, threshold, round_to)
    shown |= {name: (figure, figure) for name, figure in (earlier or {}).items() if truth.get(name) == figure}
    found: list[object] = []
    names = names_in(external, month)
    for kinds in (("region", "type", "icb", "rapid"), ("theme",), ("learning",)):
        attack = Attack({name: value for name, value in truth.items() if name[0] in kinds}, shown, threshold)
        for whole, parts in _sums(external, names, kinds, month):
            attack.adds_up(whole, parts)
        series = _series(truth, kinds)
        for growing in series:
            if [truth[one] for one in growing] == sorted(truth[one] for one in growing):
                for before, after in pairwise(growing):
                    attack.grows(before, after)
        for name in attack.hidden:
            least, most = attack.range_of(name)
            found += [name] * (most - least < 1e-6)
        for growing in series:
            for before, after in combinations(growing, 2):
                if 1 <= truth[after] - truth[before] <= threshold and not {before, after} <= set(earlier or {}):
                    least, most = attack.range_of(after, before)
                    found += [(before, after)] * (most - least < 1e-6)
    return found


def _known(
    internal: Tables, external: Tables, month: date, threshold: int, round_to: int
) -> tuple[dict[Name, int], dict[Name, tuple[int, int]]]:
    truth: dict[Name, int] = {}
    shown: dict[Name, tuple[int, int]] = {}
    for (table, row, column), name in names_in(external, month).items():
        place = internal[table].headers.index(external[table].headers[column])
        figure, cell = internal[table].rows[row][place], external[table].rows[row][column]
        assert isinstance(figure, int)
        assert truth.setdefault(name, figure) == figure
        if cell not in _MARKS:
            assert isinstance(cell, int)
            assert cell == 0 or not 1 <= figure <= threshold, name
            assert abs(cell - figure) <= (round_to // 2 if cell > round_to else round_to), name
            shown[name] = (cell, cell) if round_to == 1 or cell == 0 else _rounded(cell, round_to, threshold)
        elif cell == "[x]":
            # Nothing is said of it, which is less than a mark says; nothing at all is the strongest guess.
            shown[name] = (0, 10**6 if figure else 0)
    return truth, shown


def _rounded(cell: int, round_to: int, threshold: int) -> tuple[int, int]:
    least = 1 if cell == round_to else cell - round_to // 2
    return max(least, threshold + 1), cell + (round_to - 1) // 2


def _sums(
    tables: Tables, names: Mapping[tuple[str, int, int], Name], kinds: tuple[str, ...], month: date
) -> Iterator[tuple[Name, list[Name]]]:
    rows: dict[tuple[str, int], list[Name]] = defaultdict(list)
    columns: dict[tuple[object, ...], list[Name]] = defaultdict(list)
    for (table, row, _), name in names.items():
        if name[0] in kinds:
            rows[table, row].append(name)
            if table in ("review_types", "icb_totals", "icb_trend"):
                columns[table, name[2], name[4]].append(name)
    for cells in rows.values():
        yield cells[0], cells[1:]
    for (_, day, header), cells in columns.items():
        yield ("region", "", day, "", header), cells


def _series(truth: Mapping[Name, int], kinds: tuple[str, ...]) -> list[list[Name]]:
    found: dict[tuple[object, ...], list[Name]] = defaultdict(list)
    for name in truth:
        if name[0] in kinds and name[4] in ("Total", "Closed") and name[0] in ("region", "icb"):
            found[name[0], name[1], name[4]].append(name)
    return [sorted(names, key=lambda name: str(name[2])) for names in found.values() if len(names) > 1]
