"""What a press imports, in a process of its own: xlwings without what it only brings along."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["imported_for_a_press"]

_BROUGHT_ALONG = ("pandas", "numpy", "PIL")
"""xlwings imports these where they are installed, which takes longer than all else; no button's macro hands it any."""


@contextmanager
def imported_for_a_press() -> Iterator[None]:
    """Within this block xlwings finds none of what a press has no use for; afterwards it is there for who imports it.

    Nothing is looked through for what is left over meanwhile: what imports make stays.
    """
    hidden = [name for name in _BROUGHT_ALONG if name not in sys.modules]
    # None is Python's own mark of a module that is not to be had.
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]
    gc.disable()
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]
        gc.freeze()
        gc.enable()
