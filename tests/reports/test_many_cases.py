"""Every figure of many made-up records is known: whoever changes how one is counted reads what comes and goes."""

from __future__ import annotations

from pathlib import Path

from tests.reports.many_cases import account

ACCOUNT = Path(__file__).with_name("many_cases.txt")


def test_every_figure_of_many_records_is_known() -> None:
    """Renew it with `python -m tests.reports.many_cases > tests/reports/many_cases.txt`."""
    assert list(account()) == ACCOUNT.read_text(encoding="utf-8").splitlines()
