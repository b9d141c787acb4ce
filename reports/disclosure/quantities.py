"""What published figures are figures of: the same quantity in two tables, or in two releases, is one quantity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from reports.published import PublishedTable
from validators.vocabularies import vocabulary
from validators.vocabularies.organisations import icb_lineage, successions_from
from validators.when import CONVERTED, types_of

__all__ = [
    "PUBLISHABLE",
    "HeldTable",
    "Placed",
    "Quantity",
    "Relation",
    "mergers_among",
    "places_in",
    "relations_among",
]

_PARTS = ("Total", "Open", "Closed", "Status not stated")
_WHOLE = "Total"
_REGION, _BY_ICB = ("reviews", "region"), ("reviews", "ICB")
_RAPID = sorted(types_of("Rapid Review") | (CONVERTED.types or frozenset()))


@dataclass(frozen=True, slots=True, order=True)
class Quantity:
    """Something that is counted.

    Attributes:
        subject: what it is a count of, for example ("reviews", "ICB", "QMF").
        column: which of its counts.
        month: last day of the month as at which it is counted.
    """

    subject: tuple[str, ...]
    column: str
    month: date

    def at(self, month: date) -> Quantity:
        """The same count as at another month."""
        return Quantity(self.subject, self.column, month)


@dataclass(frozen=True, slots=True)
class HeldTable:
    """How a table that may leave the NHS counts.

    Attributes:
        subject: the kind of thing that a row is about.
        keys: headers of the columns that name the row; the first that is no month names the subject.
        counts: headers of its counts, the first the sum of the others; empty where all further columns are counts.
        weight: how much is lost with its first column; its other columns weigh a third.
        axis: what its parts are parts by, so that a theme by group is none by quarter; its first column has none.
        adds_to: the subject that its rows add up to, column by column.
    """

    subject: tuple[str, ...]
    keys: tuple[str, ...]
    weight: float
    counts: tuple[str, ...] = ()
    axis: str = ""
    adds_to: tuple[str, ...] = ()

    def headers(self, table: PublishedTable) -> tuple[str, ...]:
        """The headers of its counts that this table has."""
        wanted = self.counts or table.headers[len(self.keys) :]
        return tuple(header for header in wanted if header in table.headers)


PUBLISHABLE: Mapping[str, HeldTable] = {
    "monthly_totals": HeldTable(_REGION, ("Month",), 90, _PARTS),
    "review_types": HeldTable(("reviews", "type"), ("Review type",), 30, _PARTS, adds_to=_REGION),
    "open_by_type": HeldTable(
        ("reviews", "type"),
        ("Review type",),
        6,
        ("Open", "Within expected", "Past expected", "Not judged"),
    ),
    "icb_totals": HeldTable(_BY_ICB, ("ICB code", "ICB"), 30, _PARTS, adds_to=_REGION),
    "icb_trend": HeldTable(_BY_ICB, ("ICB code", "ICB", "Month"), 6, _PARTS, adds_to=_REGION),
    "theme_counts": HeldTable(("themes",), ("Theme",), 20, axis="group"),
    "themes_by_quarter": HeldTable(("themes",), ("Theme",), 6, axis="quarter"),
    "learning_counts": HeldTable(("learning",), ("Learning",), 20, axis="group"),
    "learning_by_quarter": HeldTable(("learning",), ("Learning",), 6, axis="quarter"),
    "rapid_outcomes": HeldTable(("rapid reviews",), ("Quarter",), 10, axis="outcome"),
}
"""The tables that may leave the NHS, in their order, and how each counts: the one place that says so.

Records, texts, findings and whatever tells of single records stay; so do shares, medians and ranks, which would
tell of small counts, and tables by theme and ICB, in which nearly all would be hidden.
"""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a quantity stands: its table, its row (counted from 0) and its column, with the cell's content."""

    table: str
    row: int
    header: str
    quantity: Quantity
    value: object
    weight: float


@dataclass(frozen=True, slots=True)
class Relation:
    """A sum that every reader knows: the quantities, each with its sign, come to nothing.

    Attributes:
        terms: the quantities and their factors.
        says: which tables it is about, for whoever has to mend one.
    """

    terms: tuple[tuple[Quantity, int], ...]
    says: str


def places_in(tables: Mapping[str, PublishedTable], month: date) -> Iterator[Placed]:
    """Every count of the tables that may leave, by what it counts.

    Args:
        tables: tables of a summary; others are passed over.
        month: last day of the reporting month.
    """
    for name, held in PUBLISHABLE.items():
        table = tables.get(name)
        if table is None or not set(held.keys) <= set(table.headers):
            continue
        for place, row in enumerate(table.lines()):
            day = row.get("Month") if "Month" in held.keys else month
            if not isinstance(day, date):
                continue
            named = [str(row[key]) for key in held.keys[:1] if key != "Month"]
            for order, header in enumerate(held.headers(table)):
                axis = f"{held.axis}: " if held.axis and order else ""
                quantity = Quantity((*held.subject, *named), f"{axis}{header}", day)
                weight = held.weight / (3 if order else 1) / (1 + 3 * (day < month))
                yield Placed(name, place, header, quantity, row[header], weight)


def relations_among(places: Iterable[Placed], month: date) -> Iterator[Relation]:
    """Every sum among the figures that are published: parts of a row, rows of a table, and tables that share totals."""
    rows: dict[tuple[str, int], list[Quantity]] = defaultdict(list)
    columns: dict[tuple[str, str, date], list[Quantity]] = defaultdict(list)
    there: set[Quantity] = set()
    for one in places:
        there.add(one.quantity)
        rows[one.table, one.row].append(one.quantity)
        columns[one.table, one.quantity.column, one.quantity.month].append(one.quantity)
    for (table, _), quantities in rows.items():
        if len(quantities) > 1:
            yield _sum_of(quantities[1:], quantities[0], f"a row of {table}")
    for (table, column, day), quantities in columns.items():
        whole = Quantity(PUBLISHABLE[table].adds_to, column, day)
        if whole in there:
            yield _sum_of(quantities, whole, f"{table} with monthly_totals")
    types = [Quantity(("reviews", "type", name), _WHOLE, month) for name in _RAPID]
    outcomes = columns.get(("rapid_outcomes", _WHOLE, month), [])
    if outcomes and set(types) <= there:
        signed = [*((one, 1) for one in outcomes), *((one, -1) for one in types)]
        yield Relation(tuple(signed), "rapid_outcomes with review_types")


def mergers_among(places: Iterable[Placed]) -> Iterator[Relation]:
    """Sums over ICBs that were merged, where the ICB that took over and all before it have a figure of one month.

    So it is where the trend shows today's ICBs beside the totals by the ICBs of the month.
    """
    by_icb = {one.quantity for one in places if one.quantity.subject[:2] == _BY_ICB}
    for whole in sorted(by_icb):
        code = whole.subject[-1]
        before = icb_lineage(code) - {code} if code in vocabulary("icbs") else frozenset[str]()
        undivided = sorted(one for one in before if len(successions_from(one)) == 1)
        parts = [Quantity((*_BY_ICB, one), whole.column, whole.month) for one in undivided]
        if parts and by_icb.issuperset(parts):
            yield _sum_of(parts, whole, "ICBs that were merged")


def _sum_of(parts: Iterable[Quantity], whole: Quantity, says: str) -> Relation:
    return Relation(((whole, -1), *((one, 1) for one in parts)), says)
