"""What the rules make of many made-up records is known rule by rule: whoever changes one reads what comes and goes."""

from __future__ import annotations

from pathlib import Path

from tests.validators.many_records import account

ACCOUNT = Path(__file__).with_name("many_records.txt")


def test_what_the_rules_make_of_many_records_is_known() -> None:
    """Renew it with `python -m tests.validators.many_records > tests/validators/many_records.txt`."""
    assert list(account()) == ACCOUNT.read_text(encoding="utf-8").splitlines()
