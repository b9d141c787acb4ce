"""The one command that runs every benchmark: each is listed, and one that cannot run costs the others nothing."""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest

from benchmarks import __main__ as command
from benchmarks import made_up_returns
from benchmarks.cost import exponent
from benchmarks.rows import Row, as_table
from workbook_templates.reading import read_return

README = Path(__file__).parents[1] / "benchmarks" / "README.md"


def test_every_benchmark_is_listed_with_what_it_is_held_against() -> None:
    listed = re.findall(r"^\| `(\w+)` \| \S.* \| \S.* \|$", README.read_text(encoding="utf-8"), re.MULTILINE)
    assert listed == [*command._BENCHMARKS]


def test_one_that_cannot_run_says_so_in_its_row_and_stops_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    def missing(_: argparse.Namespace) -> Iterator[Row]:
        raise SystemExit("uv is missing.\nPlease install it.")
        yield

    def stopped(_: argparse.Namespace) -> Iterator[Row]:
        yield Row("second", "before", "1 s")
        raise FileNotFoundError("a path of this machine")

    def fine(_: argparse.Namespace) -> Iterator[Row]:
        yield Row("third", "all", "2 s", "other: 1 s", 2.0, "1.5")

    with patch.object(command, "_BENCHMARKS", {"first": missing, "second": stopped, "third": fine}):
        rows = [*command._measured(("first", "second", "third"), argparse.Namespace())]
    assert [(row.benchmark, row.value) for row in rows] == [
        ("first", "uv is missing. Please install it."),
        ("second", "1 s"),
        ("second", "FileNotFoundError"),
        ("third", "2 s"),
    ]
    assert [*as_table(rows)][-1] == "| third | all | 2 s | other: 1 s | 2.00 | 1.5 |"


def test_an_exponent_is_that_of_the_growth() -> None:
    sizes = [1_000, 3_000, 9_000]
    assert exponent(sizes, [size**1.5 for size in sizes]) == pytest.approx(1.5)
    assert exponent(sizes, [2.0, 2.0, 2.0]) == pytest.approx(0)


def test_another_part_of_a_made_up_return_has_references_of_its_own(tmp_path: Path) -> None:
    first = made_up_returns._write(tmp_path, ("QMF", "Part 1", "000"), 3, 1)
    other = made_up_returns._copy(first, ("QMF", "Part 2", "042"), ("QMF", "Part 1", "000"), 3, 1)
    (mine, rows), (its, others) = (
        (read.your_icb.part, [row.cells for row in read.rows])
        for read in (read_return(path.read_bytes()) for path in (first, other))
    )
    assert (mine, its) == ("Part 1", "Part 2")
    columns = made_up_returns._REFERENCES
    assert [
        {header: f"{str(cell)[:-3]}042" if header in columns and cell else cell for header, cell in row.items()}
        for row in rows
    ] == others
    assert rows != others
