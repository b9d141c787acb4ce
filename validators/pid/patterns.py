"""Patterns that are compiled when a text first asks for them: a run asks for few, and its start would wait for all."""

from __future__ import annotations

import re
from typing import Any, cast

__all__ = ["when_used"]

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn", "pattern", "groupindex")


class _WhenUsed:
    """Stands for a pattern and becomes it."""

    def __init__(self, text: str, flags: int) -> None:
        self._text, self._flags = text, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self._text, self._flags)
        # From now on they are found here without asking again, and cost what those of the pattern itself do.
        vars(self).update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)


def when_used(text: str, flags: int = 0) -> re.Pattern[str]:
    """Like `re.compile`, once any method is called.

    >>> figure = when_used(r"[0-9]")
    >>> figure.search("at 7 o'clock"), figure.sub("#", "7 and 8")
    (<re.Match object; span=(3, 4), match='7'>, '# and #')
    """
    return cast("re.Pattern[str]", _WhenUsed(text, flags))
