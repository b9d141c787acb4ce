"""The returns that an extract is held against: of several of one ICB and part the newest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from workbook_templates.reading import Return

__all__ = ["ReadReturn", "left_out"]


@dataclass(frozen=True, slots=True)
class ReadReturn:
    """A return that was read, and the name it is shown by."""

    file: str
    read: Return

    @property
    def belongs_to(self) -> tuple[str, str]:
        """ICB and part; a return that names no ICB belongs with no other."""
        heading = self.read.your_icb
        return (heading.your_icb, heading.part.casefold()) if heading.your_icb else ("", self.file)

    @property
    def age(self) -> tuple[date, int, datetime]:
        """Its month, return number and day of saving: the higher, the newer."""
        heading = self.read.your_icb
        saved = self.read.saved_at or datetime.min.replace(tzinfo=UTC)
        return (heading.month or date.min, heading.return_number or 0, saved)


def left_out(returns: Sequence[ReadReturn]) -> dict[str, str]:
    """The returns in whose place a newer one stands: shown name to the reason; of equally new ones the first counts."""
    newest: dict[tuple[str, str], ReadReturn] = {}
    for one in returns:
        best = newest.get(one.belongs_to)
        if best is None or one.age > best.age:
            newest[one.belongs_to] = one
    return {
        one.file: f"{newest[one.belongs_to].file} is newer, or the same."
        for one in returns
        if newest[one.belongs_to] is not one
    }
