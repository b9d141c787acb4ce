"""TOML that others wrote: whatever is wrong with it is one error, and costs little."""

from __future__ import annotations

import tomllib

import pytest

from validators.toml_texts import read_toml

HOSTILE = {
    "names in names": "a." * 100_000 + "a = 1",
    "names in names in each line": "\n".join(f"x{line}." + "a." * 101 + "a = 1" for line in range(3)),
    "values in values": "a = " + "[" * 50_000 + "]" * 50_000,
    "tables in tables": "a = " + "{a = " * 20_000,
    "a number of many figures": "a = " + "9" * 10_000,
    "too long": "# x\n" * 600_000,
    "no TOML": "a = ",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_wrong_is_one_error_whose_place_stands_in_brackets(kind: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError, match=r" \(at [a-z0-9 ,]+\)$"):
        read_toml(HOSTILE[kind])


def test_a_text_may_have_many_full_stops() -> None:
    said = "Seen. " * 200
    assert read_toml(f"a = \"{said}\"\nb.c = '{said}'") == {"a": said, "b": {"c": said}}
