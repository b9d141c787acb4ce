"""This project, thorough mode; with `--every-text` the model reads each text, whether there is a doubt or not."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from pid_timed import Spans, answer

from addin.thorough import load_name_model
from validators.pid import Reading, find_pid, names_read_by

_MODEL = load_name_model()
_EVERY_TEXT = "--every-text" in sys.argv
_read = 0


def reader(text: str) -> Sequence[Reading]:
    """The model, with its texts counted."""
    global _read
    _read += 1
    return _MODEL(text)


def find(text: str) -> Spans:
    """The spans of a text."""
    if _EVERY_TEXT:
        reader(text)
    return [(span.start, span.end, str(span.kind), str(span.confidence)) for span in find_pid(text)]


with names_read_by((lambda _: ()) if _EVERY_TEXT else reader):
    answer(find, read_so_far=lambda: _read)
