"""`scrt template new`: an empty template for an ICB of the month, and never in the place of somebody's records."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.command_line.running import TODAY, assert_refused, scrt
from tests.reports.made_up_returns import OPEN_SAR, return_bytes
from validators.your_icb import YourIcb
from workbook_templates.layout import TEMPLATE_VERSION
from workbook_templates.reading import read_return


def heading(path: Path) -> YourIcb:
    return read_return(path.read_bytes()).your_icb


def make(folder: Path, *words: Any) -> Path:
    out = folder / "a.xlsx"
    ran = scrt("template", "new", out, "--rows", "3", *words)
    assert (ran.status, ran.err) == (0, "")
    assert str(out) in ran.out
    return out


def test_an_empty_template_has_no_icb_and_no_records(tmp_path: Path) -> None:
    read = read_return(make(tmp_path).read_bytes())
    assert (read.your_icb.your_icb, read.rows, read.template_version) == (None, (), TEMPLATE_VERSION)
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("QMF", "QMF"),
        ("qmf", "QMF"),
        ("NHS North East London Integrated Care Board", "QMF"),
        ("North East London", "QMF"),
        ("NCL", "QMJ"),
        ("Z9B2Z", "Z9B2Z"),
    ],
)
def test_an_icb_is_named_by_code_name_or_alias(asked: str, code: str, tmp_path: Path) -> None:
    assert heading(make(tmp_path, "--icb", asked)).your_icb == code


def test_the_month_is_filled_in_by_its_last_day(tmp_path: Path) -> None:
    said = heading(make(tmp_path, "--icb", "QMJ", "--month", "2024-02"))
    assert (said.your_icb, said.reporting_month) == ("QMJ", date(2024, 2, 29))


def test_an_unknown_icb_is_refused_and_near_ones_are_named(tmp_path: Path) -> None:
    assert_refused(scrt("template", "new", tmp_path / "a.xlsx", "--icb", "QZZ9"), "QZZ9", "scrt vocabulary icbs")
    near = scrt("template", "new", tmp_path / "a.xlsx", "--icb", "NHS North East Londn Integrated Care Board")
    assert_refused(near, "Did you mean", "QMF")
    assert list(tmp_path.iterdir()) == []


def test_an_icb_that_had_closed_by_the_month_is_refused_and_its_successor_named(tmp_path: Path) -> None:
    ran = scrt("template", "new", tmp_path / "a.xlsx", "--icb", "QMJ", "--month", "2026-05")
    assert_refused(ran, "QMJ was not an ICB on 31/05/2026", "Z9B2Z", "Please")
    assert list(tmp_path.iterdir()) == []


def test_an_icb_that_had_not_begun_by_the_month_is_refused(tmp_path: Path) -> None:
    ran = scrt("template", "new", tmp_path / "a.xlsx", "--icb", "Z9B2Z", "--month", "2024-10")
    assert_refused(ran, "Z9B2Z was not an ICB on 31/10/2024")


@pytest.mark.parametrize("name", ["a.txt", "a", "a.xls"])
def test_another_ending_is_refused(name: str, tmp_path: Path) -> None:
    assert_refused(scrt("template", "new", tmp_path / name), name, ".xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    assert_refused(scrt("template", "new", tmp_path / "none" / "a.xlsx"), "none", "does not exist", "Please")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_the_place_of_the_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").mkdir()
    assert_refused(scrt("template", "new", tmp_path / "a.xlsx"), "this is a folder")


def test_somebody_s_records_are_never_replaced(tmp_path: Path) -> None:
    content = return_bytes(OPEN_SAR)
    out = tmp_path / "a.xlsx"
    out.write_bytes(content)
    assert_refused(scrt("template", "new", out), "holds records already", "Please")
    assert out.read_bytes() == content


def test_an_empty_template_and_what_is_no_return_are_replaced(tmp_path: Path) -> None:
    assert heading(make(tmp_path, "--icb", "QMF")).your_icb == "QMF"
    assert heading(make(tmp_path, "--icb", "QKK")).your_icb == "QKK"
    (tmp_path / "a.xlsx").write_bytes(b"")
    assert heading(make(tmp_path, "--icb", "QWE")).your_icb == "QWE"


def test_names_with_spaces_and_accents(tmp_path: Path) -> None:
    folder = tmp_path / "Žižkov’s folder"
    folder.mkdir()
    assert scrt("template", "new", folder / "Ma réponse.XLSX", "--rows", "1").status == 0
    assert heading(folder / "Ma réponse.XLSX").your_icb is None


def test_a_name_in_xlsm_gives_the_same_template_with_buttons(tmp_path: Path) -> None:
    out = tmp_path / "a.xlsm"
    ran = scrt("template", "new", out, "--icb", "QMF", "--rows", "3")
    assert (ran.status, ran.err) == (0, "")
    assert "buttons stand on Checklist" in ran.out
    with_buttons, without = read_return(out.read_bytes()), read_return(make(tmp_path, "--icb", "QMF").read_bytes())
    assert (with_buttons.your_icb, with_buttons.rows) == (without.your_icb, without.rows)
    assert "Nothing has drifted" in scrt("template", "inspect", out).out
    found = [scrt("check", name, *TODAY, "--json").document["files"][0] for name in (out, tmp_path / "a.xlsx")]
    assert [file.pop("file") for file in found] == [str(out), str(tmp_path / "a.xlsx")]
    assert [file.pop("active_content") for file in found] == [["macros"], []]
    assert found[0] == found[1]
    assert scrt("pid", "scan", out).status == 0
