"""For whom a summary or a feed is: the region, one ICB, or readers outside the NHS."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from addin.command_line.asked import asked_icb, asked_text
from addin.command_line.console import FaultSaid, faults_of
from addin.command_line.files import GivenFile, given_files
from addin.command_line.passwords import read_workbook
from reports.published import PublishedTable
from reports.published_summary import ONE_ICB, PublishedSummary, read_summary
from validators.messages import sharing as messages
from validators.quoting import all_of, did_you_mean, how_many, one_of

if TYPE_CHECKING:
    from reports.consolidation import Consolidation
    from reports.disclosure import ControlledTables

__all__ = ["Audience", "audience_asked", "must_be_known"]

_INTERNAL, _ICB, _EXTERNAL = "internal", "icb", "external"
_NEXT_STEPS = {
    _INTERNAL: "open it; its sheet Returns says who is missing, and Reconciliation what does not add up",
    _ICB: "open it, and send it to that ICB alone",
    _EXTERNAL: "open it and look through it before it leaves the NHS",
}


@dataclass(frozen=True, slots=True)
class Audience:
    """For whom.

    Attributes:
        kind: internal, icb or external.
        icb: code of the one ICB.
        threshold: counts from 1 to this are hidden from readers outside the NHS; None for the usual one.
        round_to: what the others are rounded to; None for no rounding.
        released: the external summary that was released last.
    """

    kind: str = _INTERNAL
    icb: str = ""
    threshold: int | None = None
    round_to: int | None = None
    released: GivenFile | None = None

    @property
    def is_external(self) -> bool:
        """Whether readers outside the NHS are meant."""
        return self.kind == _EXTERNAL

    @property
    def next_step(self) -> str:
        """What whoever made a summary does with it next."""
        return _NEXT_STEPS[self.kind]

    @property
    def mark(self) -> str:
        """What the summary's property says."""
        return f"{ONE_ICB}{self.icb}" if self.kind == _ICB else ""

    @property
    def control_asked(self) -> str:
        """The first option that changes what is hidden; empty if none was given."""
        return next((option for option, given in self._options() if given is not None), "")

    def _options(self) -> tuple[tuple[str, object], ...]:
        return ("--threshold", self.threshold), ("--round-to", self.round_to), ("--previous-external", self.released)

    def released_last(self, *, before: date) -> PublishedSummary | None:
        """Read the external summary that was released last.

        Raises:
            FaultSaid: it is none, or not of a month before.
        """
        if self.released is None:
            return None
        with faults_of(self.released.shown):
            summary = read_summary(read_workbook(self.released))
        if not summary.is_external:
            raise FaultSaid(messages.NOT_EXTERNAL(file=self.released.shown))
        if summary.month >= before:
            raise FaultSaid(messages.NOT_BEFORE(file=self.released.shown, month=f"{summary.month:%B %Y}"))
        return summary

    def narrowed(self, consolidation: Consolidation) -> Consolidation:
        """The month as the one ICB may have it; for others as it is.

        Raises:
            FaultSaid: the month does not list the ICB.
        """
        if self.kind != _ICB:
            return consolidation
        from reports.for_one_icb import for_one_icb

        codes = [str(code) for code in consolidation.tables["icb_totals"].column("ICB code")]
        if self.icb not in codes:
            raise FaultSaid(messages.NO_SUCH_ICB(asked=asked_text(self.icb), listed=one_of(codes)))
        return for_one_icb(consolidation, self.icb)

    def notes(self, consolidation: Consolidation) -> tuple[str, ...]:
        """What a reader must know of the whole summary."""
        if self.kind != _ICB:
            return ()
        from reports.for_one_icb import said_to_one_icb

        return (said_to_one_icb(self.icb, consolidation.region),)

    def left_out(self) -> dict[str, str]:
        """What the summary's sheets say in place of tables that these readers do not get."""
        if self.kind != _ICB:
            return {}
        from reports.for_one_icb import left_to_the_region

        return left_to_the_region()

    def controlled(
        self, tables: Mapping[str, PublishedTable], *, month: date, last: PublishedSummary | None
    ) -> ControlledTables:
        """A month's tables as they may leave the NHS.

        Raises:
            FaultSaid: the threshold or the rounding is none, or the tables do not add up.
        """
        from reports.disclosure import controlled
        from reports.disclosure.earlier_release import released_in
        from reports.disclosure.rounding import Control

        with faults_of():
            control = Control(threshold=5 if self.threshold is None else self.threshold, round_to=self.round_to or 1)
            return controlled(tables, month=month, control=control, earlier=released_in(last))


def audience_asked(
    kind: str,
    *,
    icb: str | None,
    threshold: int | None,
    round_to: int | None,
    released: Path | None,
    no_cases: bool = False,
) -> Audience:
    """Understand what was asked for.

    Raises:
        FaultSaid: the options do not go together.
    """
    if kind not in (_INTERNAL, _ICB, _EXTERNAL):
        hint = did_you_mean(kind, (_INTERNAL, _ICB, _EXTERNAL))
        raise FaultSaid(messages.NO_AUDIENCE(asked=asked_text(kind), hint=hint))
    if kind == _ICB and icb is None:
        raise FaultSaid(messages.ICB_MISSING())
    if kind != _ICB and icb is not None:
        raise FaultSaid(messages.ICB_WITHOUT_AUDIENCE())
    if kind == _ICB and no_cases:
        raise FaultSaid(messages.NEEDS_RECORDS())
    file = given_files([released])[0] if released else None
    asked = Audience(kind, asked_icb(icb) if icb else "", threshold, round_to, file)
    if kind != _EXTERNAL and (option := asked.control_asked):
        raise FaultSaid(messages.ONLY_EXTERNAL(option=option))
    return asked


def must_be_known(released: ControlledTables, out: str) -> Iterator[str]:
    """What whoever releases a summary must know."""
    if released.left_out:
        yield messages.LEFT_OUT(out=out, tables=all_of(released.left_out))
    if released.known:
        yield messages.ALREADY_GIVEN(number=how_many(released.known, "number"))
