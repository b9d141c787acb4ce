"""Which words are taken for a name in which surroundings is known: whoever changes a weight reads what that turns."""

from __future__ import annotations

from pathlib import Path

from tests.pid.names_in_context import account


def test_which_words_are_names_in_which_surroundings_is_known() -> None:
    """Renew it with `python -m tests.pid.names_in_context > tests/pid/names_in_context.txt`."""
    known = Path(__file__).with_name("names_in_context.txt")
    assert list(account()) == known.read_text(encoding="utf-8").splitlines()
