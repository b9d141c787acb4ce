"""`scrt demo`: the whole job on the London example, from an empty folder to the summary."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from reports.previous import read_previous
from tests.command_line.running import Ran, assert_refused, scrt, scrt_program
from tests.excel_strictness import strictness_faults
from tests.ooxml import ooxml_errors
from tests.table_reading import lines_of
from workbook_templates.reading import read_return


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("an empty folder, été")


@pytest.fixture(scope="module")
def ran(place: Path) -> Ran:
    return scrt_program("demo", cwd=place)


def test_it_ends_well_and_says_nothing_is_wrong(ran: Ran) -> None:
    assert (ran.status, ran.err) == (0, "")


def test_it_names_every_file_that_it_leaves_and_leaves_no_other(ran: Ran, place: Path) -> None:
    left = sorted(path.relative_to(place) for path in place.rglob("*") if path.is_file())
    assert [path.name for path in left if "returns" in path.parts] == [
        f"{icb} 2024-10.xlsx" for icb in ("QKK", "QMF", "QMJ", "QRV", "QWE")
    ]
    assert len(left) == 7
    assert all(f"  {path}" in ran.out for path in left)


def test_it_prints_the_published_headline_and_how_long_each_step_took(ran: Ran) -> None:
    assert "London, data up to 31 October 2024" in ran.out
    assert "396 reviews: 178 open, 218 closed" in ran.out
    assert "5 of 5 ICBs have returned" in ran.out
    months = [line.split() for line in ran.out.splitlines() if " 2024 " in line and "data" not in line]
    assert [(line[0], *map(int, line[2:])) for line in months] == [
        ("May", 335, 157, 178), ("June", 337, 157, 180), ("July", 370, 176, 194), ("August", 375, 174, 201),
        ("September", 393, 178, 215), ("October", 396, 178, 218),
    ]  # fmt: skip
    assert sum(line.endswith(" s") for line in ran.out.splitlines()) == 5


def test_its_files_are_what_it_says(ran: Ran, place: Path) -> None:
    assert ran.status == 0
    (template,) = place.glob("scrt-demo/*template*.xlsx")
    assert read_return(template.read_bytes()).rows == ()
    returns = [read_return(path.read_bytes()) for path in sorted(place.glob("scrt-demo/returns/*.xlsx"))]
    assert sum(one.rows_read for one in returns) == 396
    (summary,) = place.glob("scrt-demo/*summary*.xlsx")
    previous = read_previous(summary.read_bytes())
    assert (previous.month, len(previous.records)) == (date(2024, 10, 31), 396)


def test_consolidating_its_returns_by_hand_gives_the_same_figures(ran: Ran, place: Path, tmp_path: Path) -> None:
    assert ran.status == 0
    out = tmp_path / "By hand.xlsx"
    words = ("--month", "2024-10", "--out", out, "--today", "2024-11-05", "--json")
    by_hand = scrt("consolidate", place / "scrt-demo" / "returns", *words)
    assert by_hand.status == 0
    assert [by_hand.document[key] for key in ("total", "open", "closed", "status_not_stated")] == [396, 178, 218, 0]
    (summary,) = place.glob("scrt-demo/*summary*.xlsx")
    assert tables(out) == tables(summary)


def tables(path: Path) -> list[list[list[Any]]]:
    names = ("monthly_totals", "review_types", "theme_counts", "theme_ranks", "icb_totals", "reconciliation")
    return [lines_of(path, name) for name in names]


def test_its_returns_have_the_faults_that_it_promises(ran: Ran, place: Path) -> None:
    assert ran.status == 0
    checked = scrt("check", *place.glob("scrt-demo/returns/*.xlsx"), "--today", "2024-11-05", "--json")
    assert checked.status == 1
    for file in checked.document["files"]:
        assert (file["status"], file["crashed"]) == ("findings", [])
        assert any(finding["severity"] == "error" for finding in file["findings"])


@pytest.mark.slow
def test_it_can_be_run_elsewhere_and_writes_its_files_anew(place: Path, tmp_path: Path) -> None:
    out = tmp_path / "deep" / "another place"
    out.mkdir(parents=True)
    (summary,) = place.glob("scrt-demo/*summary*.xlsx")
    (out / summary.name).write_bytes(b"of an earlier run")
    assert scrt("demo", "--out", out).status == 0
    assert len(list(out.rglob("*"))) == 8, "five returns, their folder, the template and the summary"
    assert tables(out / summary.name) == tables(summary)


def test_a_file_in_the_place_of_its_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "here").write_bytes(b"")
    assert_refused(scrt("demo", "--out", tmp_path / "here"), "here", "Please")


@pytest.mark.ooxml
def test_excel_would_open_every_file_that_it_leaves(ran: Ran, place: Path) -> None:
    assert ran.status == 0
    left = sorted(place.rglob("*.xlsx"))
    assert {path.name: [*ooxml_errors(path), *strictness_faults(path.read_bytes())] for path in left} == {
        path.name: [] for path in left
    }
