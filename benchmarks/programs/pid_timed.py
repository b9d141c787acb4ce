"""The frame of every finder that is compared: texts in, spans and seconds out, by standard input and output."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

Spans = list[tuple[int, int, str, str]]
Find = Callable[[str], Spans]


def answer(find: Find, *, read_so_far: Callable[[], int] = int) -> None:
    """Read {"judged": texts, "timed": {name: texts}} and print the spans of the judged and the seconds of the timed.

    `read_so_far` tells how many texts a model has read; of the timed that is printed too.
    """
    asked: dict[str, Any] = json.load(sys.stdin)
    found = [find(text) for text in asked["judged"]]
    seconds: dict[str, float] = {}
    read: dict[str, int] = {}
    for name, texts in asked["timed"].items():
        before = read_so_far()
        seconds[name] = _seconds(find, texts)
        read[name] = read_so_far() - before
    json.dump({"found": found, "seconds": seconds, "read": read}, sys.stdout)


def _seconds(find: Find, texts: Sequence[str]) -> float:
    began = time.perf_counter()
    for text in texts:
        find(text)
    return time.perf_counter() - began
