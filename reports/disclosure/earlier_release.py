"""What readers have already: the external release before, whose figures they can subtract from these."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from reports.disclosure.quantities import Quantity, places_in
from reports.disclosure.rounding import Control
from reports.published import PublishedTable
from reports.published_summary import PublishedSummary
from validators.vocabularies import vocabulary
from validators.vocabularies.organisations import icb_lineage, successions_from

__all__ = ["NO_EARLIER_RELEASE", "EarlierRelease", "earlier_release", "released_in"]

_ICB = ("reviews", "ICB")


@dataclass(frozen=True, slots=True)
class EarlierRelease:
    """An external release before.

    Attributes:
        month: last day of its month; None where there is none.
        shown: least and most that each figure may be which it shows.
        hidden: the figures that it hides.
        exact: by subject and column, what it shows of that without rounding, at whichever months.
    """

    month: date | None = None
    shown: Mapping[Quantity, tuple[int, int]] = field(default_factory=dict)
    hidden: frozenset[Quantity] = frozenset()
    exact: Mapping[tuple[tuple[str, ...], str], Sequence[int]] = field(default_factory=dict)

    def gives(self, quantity: Quantity, value: int) -> bool:
        """Whether it shows this very figure as it is, so that hiding it now is of no use."""
        return self.shown.get(quantity) == (value, value)

    def differences(self, quantity: Quantity, value: int) -> list[int]:
        """By how much a figure differs from each that it shows of the same thing, as at whichever month."""
        return [value - shown for shown in self.exact.get((quantity.subject, quantity.column), ())]

    def showed_the_same(self, quantity: Quantity, value: int) -> bool:
        """Whether it shows the same number of the same thing, so that many would guess it now."""
        return self.month is not None and self.gives(quantity.at(self.month), value)


NO_EARLIER_RELEASE = EarlierRelease()


def earlier_release(
    tables: Mapping[str, PublishedTable], *, month: date, round_to: int, threshold: int
) -> EarlierRelease:
    """Read an external release's tables.

    Args:
        tables: by their names.
        month: last day of its month.
        round_to: what its counts are rounded to; 1 for none.
        threshold: its own.
    """
    control = Control(threshold=threshold, round_to=round_to)
    shown: dict[Quantity, tuple[int, int]] = {}
    hidden: set[Quantity] = set()
    for one in places_in(tables, month):
        if isinstance(one.value, int):
            shown[one.quantity] = control.between(one.value)
        else:
            hidden.add(one.quantity)
    shown |= _of_successors(shown)
    exact: dict[tuple[tuple[str, ...], str], list[int]] = defaultdict(list)
    for quantity, (least, most) in shown.items():
        if least == most:
            exact[quantity.subject, quantity.column].append(least)
    return EarlierRelease(month, shown, frozenset(hidden), exact)


def released_in(summary: PublishedSummary | None) -> EarlierRelease:
    """What readers have from an external summary; nothing where there is none."""
    if summary is None:
        return NO_EARLIER_RELEASE
    return earlier_release(
        summary.tables, month=summary.month, round_to=summary.rounded_to, threshold=summary.hidden_up_to
    )


def _of_successors(shown: Mapping[Quantity, tuple[int, int]]) -> dict[Quantity, tuple[int, int]]:
    """What it shows of ICBs that took over from others: these together, where none of them was divided."""
    found: dict[Quantity, tuple[int, int]] = {}
    by_icb = {quantity for quantity in shown if quantity.subject[:2] == _ICB}
    for successor in vocabulary("icbs").codes:
        before = icb_lineage(successor) - {successor}
        if not before or any(len(successions_from(code)) > 1 for code in before):
            continue
        for one in by_icb:
            if one.subject[2] != min(before):
                continue
            parts = [Quantity((*_ICB, code), one.column, one.month) for code in sorted(before)]
            whole = Quantity((*_ICB, successor), one.column, one.month)
            if whole not in shown and all(part in shown for part in parts):
                found[whole] = (sum(shown[part][0] for part in parts), sum(shown[part][1] for part in parts))
    return found
