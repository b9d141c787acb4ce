"""The matrix, or a part by chance: `python -m tests.hostile [--sample N [--seed N]] [--place WORDS] [--out FILE]`.

Every kind of hostile file goes through every place of the command line where a file is read, each run measured in a
process of its own. Prints what went wrong, and the most that a run took; the exit status is 1 where something did.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.hostile.matrix import Matrix, Tried, chosen, every


def main() -> int:
    """Run what was asked for."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--sample", type=int, help="run so many, chosen by chance; all if left out")
    asked.add_argument("--seed", type=int, default=1, help="chooses the sample")
    asked.add_argument("--place", help="the places whose name has these words in it alone")
    asked.add_argument("--processes", type=int, default=2)
    asked.add_argument("--out", type=Path, help="write what each run took, a line of JSON each")
    given = asked.parse_args()
    runs = chosen(given.sample, seed=given.seed) if given.sample else every()
    runs = [run for run in runs if not given.place or given.place in run[0]]
    tried: list[Tried] = []
    with TemporaryDirectory() as folder, ThreadPoolExecutor(given.processes) as several:
        matrix = Matrix(Path(folder) / "matrix")
        for one in several.map(lambda run: matrix.tried(*run), runs):
            tried.append(one)
            if given.out:
                with given.out.open("a", encoding="utf-8") as lines:
                    lines.write(json.dumps(asdict(one)) + "\n")
            for fault in one.faults:
                _say(f"{one.place}, given {one.kind}: {fault}")
    slowest, largest = max(tried, key=lambda one: one.seconds), max(tried, key=lambda one: one.megabytes)
    ended = Counter(one.status for one in tried)
    _say(
        f"{len(tried):,} runs: {sum(bool(one.faults) for one in tried)} went wrong; "
        + ", ".join(f"{ended[status]:,} ended with {status}" for status in sorted(ended))
    )
    _say(f"at most {slowest.seconds:.1f} s of the processor ({slowest.place}, given {slowest.kind})")
    _say(f"at most {largest.megabytes:.0f} MB ({largest.place}, given {largest.kind})")
    return int(any(one.faults for one in tried))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
