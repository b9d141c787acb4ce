"""How the cost of a consolidation grows with the records: the exponent, and what one record more costs in the end.

    python -m uv run python -m benchmarks cost [--records 500] [--up-to 1000000]

The same command on 2, 6, 18 and 42 returns, figures alone (`--no-cases`) and whole; seconds are the processor's. An
exponent of 1 is a cost that grows as the records do; below it, starting the program still shows. With `--up-to` it goes
on to 100,000, 300,000 and 1,000,000 records in returns of 5,000, which are made once (some six minutes) and kept in
`build/`.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import log
from pathlib import Path

from benchmarks.as_installed import measured
from benchmarks.made_up_returns import write_returns
from benchmarks.rows import Row

__all__ = ["exponent", "rows"]

_PROGRAM = Path(__file__).with_name("programs") / "this_project.py"
_NUMBERS = (2, 6, 18, 42)
_LARGER = (100_000, 300_000, 1_000_000)
_OF_A_LARGE_RETURN = 5_000
_KEPT = Path(__file__).parents[1] / "build" / f"returns_of_{_OF_A_LARGE_RETURN}"
_KINDS = {"whole": (), "figures alone (--no-cases)": ("--no-cases",)}
_AIM_MEGABYTES = 1_500
_MILLION = 1_000_000


def rows(*, records: int, up_to: int = 0) -> Iterator[Row]:
    """The exponent of processor seconds against records, and memory carried on to a million records.

    Args:
        records: of a return of the smaller runs.
        up_to: how many records the largest run may have, where it is to go on beyond 42 returns.
    """
    with tempfile.TemporaryDirectory() as name:
        returns = _of_each_size(Path(name) / "all", records, up_to)
        sizes = list(returns)
        for kind, options in _KINDS.items():
            taken = [_taken(files, Path(name) / f"{size}{kind[0]}", options) for size, files in returns.items()]
            seconds = [one["processor"] for one in taken]
            shown = ", ".join(f"{size:,}: {took:.1f} s" for size, took in zip(sizes, seconds, strict=True))
            last = _slope(sizes, seconds)
            yield Row("cost", kind, shown, f"{last * 1000:.2f} ms a record more", exponent(sizes, seconds), "1.0")
            memory = [one["megabytes"] for one in taken]
            million = memory[-1] + _slope(sizes, memory) * (_MILLION - sizes[-1])
            how = "measured" if sizes[-1] == _MILLION else "computed"
            against = f"{million:,.0f} MB at a million records ({how})"
            aim = f"{_AIM_MEGABYTES:,} MB" if options else ""
            yield Row("cost", f"{kind}, memory", f"{sizes[-1]:,}: {memory[-1]:,.0f} MB", against, aim=aim)


def _of_each_size(folder: Path, records: int, up_to: int) -> dict[int, Sequence[Path]]:
    """The returns of each run, by how many records they hold together."""
    files = write_returns(_made(folder), records=records)
    found: dict[int, Sequence[Path]] = {number * records: files[:number] for number in _NUMBERS}
    larger = [size for size in _LARGER if size <= up_to]
    if larger:
        _KEPT.mkdir(parents=True, exist_ok=True)
        many = write_returns(_KEPT, records=_OF_A_LARGE_RETURN, number=larger[-1] // _OF_A_LARGE_RETURN)
        found |= {size: many[: size // _OF_A_LARGE_RETURN] for size in larger}
    return found


def exponent(sizes: Sequence[float], costs: Sequence[float]) -> float:
    """The exponent e of a cost that goes as size ** e, by least squares over logarithms.

    >>> round(exponent([1, 10, 100], [3, 30, 300]), 3), round(exponent([1, 10, 100], [2, 200, 20_000]), 3)
    (1.0, 2.0)
    """
    x, y = [log(size) for size in sizes], [log(cost) for cost in costs]
    middle_x, middle_y = sum(x) / len(x), sum(y) / len(y)
    across = sum((a - middle_x) * (b - middle_y) for a, b in zip(x, y, strict=True))
    return across / sum((a - middle_x) ** 2 for a in x)


def _slope(sizes: Sequence[float], costs: Sequence[float]) -> float:
    """What one record more costs between the two largest sizes."""
    *_, (smaller, larger) = pairwise(sizes)
    *_, (less, more) = pairwise(costs)
    return (more - less) / (larger - smaller)


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _taken(files: Sequence[Path], folder: Path, options: Sequence[str]) -> dict[str, float]:
    returns = _made(folder)
    for file in files:
        (returns / file.name).symlink_to(file)
    out = folder.with_suffix(".xlsx")
    return measured("The consolidation", _PROGRAM, str(returns), str(out), *options)
