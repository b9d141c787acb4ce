"""What earlier months' summaries said of the returns' quality, read back from the last one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from python_calamine import CalamineError, CalamineWorkbook

from validators.cells import cell_text

__all__ = ["NO_EARLIER_QUALITY", "EarlierQuality", "read_earlier_quality"]

_MONTH = re.compile(r"\d{4}-\d{2}")


@dataclass(frozen=True, slots=True)
class EarlierQuality:
    """Scores and findings of the months before.

    Attributes:
        scores: ICB code and month (YYYY-MM) to the score.
        findings: rule and month to the number of open findings.
    """

    scores: Mapping[tuple[str, str], float] = field(default_factory=lambda: MappingProxyType({}))
    findings: Mapping[tuple[str, str], int] = field(default_factory=lambda: MappingProxyType({}))


NO_EARLIER_QUALITY = EarlierQuality()
"""No summary at hand."""


def read_earlier_quality(workbook: CalamineWorkbook) -> EarlierQuality:
    """Read both tables; a summary that was written before they existed says nothing."""
    scores, findings = dict(_cells(workbook, "quality_scores")), dict(_cells(workbook, "findings_by_rule"))
    return EarlierQuality(scores, {key: int(number) for key, number in findings.items()})


def _cells(workbook: CalamineWorkbook, name: str) -> Iterator[tuple[tuple[str, str], float]]:
    """Each number of a table under a month, by what its row is called and the month."""
    try:
        table = workbook.get_table_by_name(name)
    except (CalamineError, ValueError):
        return
    months = [(place, header) for place, header in enumerate(table.columns) if _MONTH.fullmatch(header)]
    for row in table.to_python():
        for place, month in months:
            value = row[place]
            if isinstance(value, int | float) and not isinstance(value, bool):
                yield (cell_text(row[0]), month), float(value)
