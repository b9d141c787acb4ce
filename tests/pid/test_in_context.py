"""What is taken for a name, a number or a date in which surroundings is known: a change shows what it turns."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests.pid import details_in_context, names_in_context


@pytest.mark.parametrize(
    ("account", "table"),
    [(names_in_context.account, "names_in_context.txt"), (details_in_context.account, "details_in_context.txt")],
)
def test_what_is_found_in_which_surroundings_is_known(account: Callable[[], Iterable[str]], table: str) -> None:
    """Renew it with `python -m tests.pid.names_in_context > tests/pid/names_in_context.txt`, or the other likewise."""
    assert list(account()) == Path(__file__).with_name(table).read_text(encoding="utf-8").splitlines()
