"""Read TOML that others wrote: whatever is wrong with it is one kind of error, and it takes little memory."""

from __future__ import annotations

import re
import tomllib
from typing import Any

__all__ = ["read_toml"]

_LONGEST = 2_000_000
"""Characters; the longest file that anybody fills in has a tenth of it."""
_DEEPEST = 100
"""Dots of one line: Python's reader keeps every beginning of a name of many parts, so that their square is taken."""
_QUOTED = re.compile(r'"[^"\n]*"|\'[^\'\n]*\'')


def read_toml(text: str) -> dict[str, Any]:
    """What a TOML file says.

    >>> read_toml('a.b = "c"')
    {'a': {'b': 'c'}}
    >>> read_toml("a." * 1_000 + "a = 1")
    Traceback (most recent call last):
    tomllib.TOMLDecodeError: Too many names in each other (at line 1, column 1)

    Raises:
        tomllib.TOMLDecodeError: it is no TOML, too long, or goes too deep; its words end with the place in brackets and
            may repeat what the file holds.
    """
    if len(text) > _LONGEST:
        raise tomllib.TOMLDecodeError("Too long (at the end)")
    for number, line in enumerate(text.split("\n"), start=1):
        if line.count(".") > _DEEPEST and _QUOTED.sub("", line).count(".") > _DEEPEST:
            raise tomllib.TOMLDecodeError(f"Too many names in each other (at line {number}, column 1)")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except (ValueError, RecursionError):
        # A number of thousands of figures, and brackets in brackets in brackets.
        raise tomllib.TOMLDecodeError("Too deep or too long a value (at a value)") from None
