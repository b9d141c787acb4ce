"""How well records of an extract are paired with those of returns, on the made example of 300 reviews, by seed.

python -m uv run python -m benchmarks reconcile [--rounds 5]
"""

from __future__ import annotations

import time
from collections.abc import Iterator

from benchmarks.rows import Row
from tests.reports.reconciling_example import SPARSE, example, measured

__all__ = ["rows"]


def rows(*, seeds: int) -> Iterator[Row]:
    """Precision and recall with all columns of the extract and with seven, and what reading and pairing took."""
    for seed in range(300, 300 + seeds):
        for name, made in (("all columns", example(seed)), ("seven columns", example(seed, headers=SPARSE))):
            began = time.perf_counter()
            found = measured(made)
            took = time.perf_counter() - began
            value = f"precision {found.precision:.3f}, recall {found.recall:.3f}"
            yield Row("reconcile", f"300 reviews, seed {seed}, {name}", value, f"reading and pairing {took:.2f} s")
