"""How well records of an extract are paired with those of returns, on the made example of 300 reviews, by seed.

python -m uv run python -m benchmarks.reconcile [--seeds 5]
"""

from __future__ import annotations

import argparse
import time

from tests.reports.reconciling_example import SPARSE, example, measured


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seeds", type=int, default=5)
    asked = options.parse_args()
    print("| seed | columns | precision | recall | seconds for reading and pairing |")
    print("|---|---|---|---|---|")
    for seed in range(300, 300 + asked.seeds):
        for name, made in (("all", example(seed)), ("seven", example(seed, headers=SPARSE))):
            began = time.perf_counter()
            found = measured(made)
            took = time.perf_counter() - began
            print(f"| {seed} | {name} | {found.precision:.3f} | {found.recall:.3f} | {took:.2f} |")


if __name__ == "__main__":
    main()
