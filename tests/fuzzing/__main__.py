"""`python -m tests.fuzzing [NUMBER [SEED]]`: how many spoilt workbooks are survived."""

from __future__ import annotations

import sys

from tests.fuzzing.surviving import survived

_ASKED = [int(word) for word in sys.argv[1:3]]
number, seed = [*_ASKED, *(10_000, 1)[len(_ASKED) :]]
counts = survived(number, seed)
print(f"{counts.total():,} survived (seed {seed}): {counts['read']:,} read, {counts['refused']:,} refused")  # noqa: T201
