"""What is taken for a name, a number or a date in which surroundings is known: a change shows what it turns."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests.pid import details_in_context, names_in_context
from validators.pid import find_pid


@pytest.mark.parametrize(
    ("account", "table"),
    [(names_in_context.account, "names_in_context.txt"), (details_in_context.account, "details_in_context.txt")],
)
def test_what_is_found_in_which_surroundings_is_known(account: Callable[[], Iterable[str]], table: str) -> None:
    """Renew it with `python -m tests.pid.names_in_context > tests/pid/names_in_context.txt`, or the other likewise."""
    assert list(account()) == Path(__file__).with_name(table).read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    "details",
    [
        ["999 000 0018", "07700 900123", "Aisha Khan", "EC1A 1BB"],
        ["Aisha Khan", "a.person@example.org", "12 Larkmead Road", "AB 12 34 56 C"],
        ["07700 900123", "Aisha Khan", "999 000 0018"],
    ],
)
def test_details_of_several_kinds_are_each_found_in_their_own_place(details: list[str]) -> None:
    for text in ("; ".join(details), f"Seen: {', then '.join(details)}."):
        assert sorted(text[span.start : span.end] for span in find_pid(text)) == sorted(details)
