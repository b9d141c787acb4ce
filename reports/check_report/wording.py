"""Counts and shares in words, the same on the terminal and in the report."""

from __future__ import annotations

from collections.abc import Mapping

from validators.findings import Severity
from validators.local_settings import Difference
from validators.quoting import how_many

__all__ = ["difference_in_words", "in_percent", "tally"]

_ALMOST_ALL = 0.9995


def in_percent(rate: float | None) -> str:
    """A share as people read it; what is not whole is never rounded up to 100%.

    >>> in_percent(0.948), in_percent(0.99999), in_percent(1.0), in_percent(None)
    ('94.8%', 'just under 100%', '100%', 'nothing was checked')
    """
    if rate is None:
        return "nothing was checked"
    if rate < _ALMOST_ALL:
        return f"{rate:.1%}"
    return "100%" if rate == 1 else "just under 100%"


def tally(found: Mapping[Severity, int]) -> str:
    """Open findings by severity.

    >>> tally({Severity.ERROR: 1, Severity.WARNING: 2, Severity.ADVICE: 0})
    '1 error, 2 warnings, 0 advice'
    """
    errors, warnings, advice = (found[severity] for severity in Severity)
    return f"{how_many(errors, 'error')}, {how_many(warnings, 'warning')}, {advice:,} advice"


def difference_in_words(one: Difference) -> str:
    """A local setting.

    >>> difference_in_words(Difference("C07", "days", "90", "60"))
    'C07 days 60 (standard 90)'
    """
    return f"{one.rule} {one.setting} {one.local} (standard {one.standard})"
