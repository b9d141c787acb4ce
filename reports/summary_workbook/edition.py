"""One month's edition of the summary: its tables, and what is said at the head of every sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from reports.consolidation import Consolidation
from reports.months import in_words
from reports.published import PublishedTable
from reports.summary_workbook.sheet import NOTE, SENTENCE, SummarySheet
from reports.summary_workbook.wording import figures, returned_in_words
from reports.unheard import RETURNS_BY_MONTH
from validators.regions import RegionPack, settings_of

__all__ = ["Edition", "begin_sheet"]


@dataclass(frozen=True, slots=True)
class Edition:
    """What is written.

    Attributes:
        consolidation: the region's month.
        note: what a reader must know of the whole file; its first line stands on every sheet.
        beside: table to what its sheet says instead of it, for those that are left out of the workbook.
    """

    consolidation: Consolidation
    note: tuple[str, ...]
    beside: Mapping[str, str] = field(default_factory=dict)

    def table(self, name: str) -> PublishedTable:
        """A published table."""
        return self.consolidation.tables[name]

    @property
    def pack(self) -> RegionPack:
        """The region's own settings; where it has none, the usual ones."""
        return settings_of(self.consolidation.region)

    @property
    def up_to(self) -> str:
        """The last day that is counted, in words."""
        return in_words(self.consolidation.month)

    @property
    def title(self) -> str:
        """The title of the document."""
        return self.titled("Safeguarding case reviews")

    def titled(self, subject: str) -> str:
        """The title of a sheet."""
        return f"{subject}: {self.consolidation.region}, data up to {self.up_to}"

    def notes_naming(self, word: str) -> tuple[str, ...]:
        """The further notes that name what a sheet shows."""
        return tuple(line for line in self.note[1:] if word in line)

    @property
    def returned(self) -> str:
        """How many ICBs have returned.

        The workbook's own formula says the same; see the sheet Summary.
        """
        return returned_in_words(self._became)[0]

    @property
    def missing(self) -> str:
        """What became of the ICBs whose returns do not all count, in sentences; empty when there are none."""
        return returned_in_words(self._became)[1]

    @property
    def _became(self) -> dict[str, str]:
        table = self.table("icb_totals")
        return dict(zip(map(str, table.column("ICB code")), map(str, table.column("Return")), strict=True))

    @property
    def is_complete(self) -> bool:
        """Whether the month holds records of every ICB, of this month or carried forward."""
        return not self.table(RETURNS_BY_MONTH).column("Missing")[-1]

    @property
    def reviews(self) -> int:
        """How many reviews are counted."""
        return figures(self.table("monthly_totals"), "Total")[-1]


def begin_sheet(
    sheet: SummarySheet, edition: Edition, subject: str, sentences: Iterable[str], *, naming: str = ""
) -> int:
    """Write a sheet's title, the first note, its sentences and the notes that name its subject.

    Returns:
        The row for what comes next, one row left free.
    """
    sheet.title(edition.titled(subject), colour=edition.pack.colour)
    row = sheet.say_all(2, edition.note[:1], NOTE)
    row = sheet.say_all(row, (sentence for sentence in sentences if sentence), SENTENCE)
    return 1 + sheet.say_all(row, edition.notes_naming(naming) if naming else ())
