"""`--thorough`: the same search with a model added; what it finds is told and withheld like anything else."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from addin.command_line.searching import _model
from addin.thorough import NotInstalled, load_name_model
from tests.command_line.running import TODAY, Ran, scrt, scrt_program
from tests.programs import missing
from tests.reports.made_up_returns import OPEN_SAR, return_bytes

NAME = "Quobbe"  # made up, and in no list
NOTE = f"Notes about {NAME} and the meeting."


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """Two returns whose only name is in no list."""
    try:
        load_name_model()
    except NotInstalled:
        missing("the extra scrt[thorough]")
    folder = tmp_path / "returns"
    folder.mkdir()
    for icb in ("QMF", "QKK"):
        (folder / f"{icb}.xlsx").write_bytes(return_bytes({**OPEN_SAR, "Comments": NOTE}, icb=icb))
    return folder


def named(ran: Ran) -> int:
    """How many findings of a check say that a name may stand in Comments."""
    findings = [finding for file in ran.document["files"] for finding in file["findings"]]
    return sum(finding["rule"] == "H02" and finding["column"] == "Comments" for finding in findings)


def test_a_check_finds_a_name_that_no_list_has(given: Path) -> None:
    files = sorted(given.iterdir())
    fast, thorough = (scrt("check", *files, "--json", *words, *TODAY) for words in ((), ("--thorough",)))
    assert (named(fast), named(thorough)) == (0, 2)
    assert [json.loads(ran.out)["thorough"] for ran in (fast, thorough)] == [False, True]
    assert NAME not in thorough.out + thorough.err


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_consolidation_withholds_it_in_every_process(given: Path, tmp_path: Path, jobs: int) -> None:
    out = tmp_path / "Summary.xlsx"
    words = ("consolidate", given, "--month", "2024-10", "--out", out, "--jobs", jobs, *TODAY)
    told = []
    for more in ((), ("--thorough",)):
        assert scrt_program(*words, *more).status == 0
        book = load_workbook(out, read_only=True)
        told.append([str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row])
    fast, thorough = told
    assert sum(NAME in cell for cell in fast) == 2
    assert not any(NAME in cell for cell in thorough)
    assert sum("Notes about [withheld: possible name] and" in cell for cell in thorough) == 2


@pytest.mark.usefixtures("given")
def test_a_scan_and_a_redaction_of_a_text_find_it_too(tmp_path: Path) -> None:
    text, out = tmp_path / "note.txt", tmp_path / "new.txt"
    text.write_text(NOTE, encoding="utf-8")
    assert scrt("pid", "scan", text).status == 0
    thorough = scrt("pid", "scan", text, "--thorough")
    assert thorough.status == 1
    assert "line 1, characters 13-18" in thorough.out
    assert scrt("pid", "redact", text, "--out", out, "--thorough").status in (0, 1)
    assert NAME not in out.read_text(encoding="utf-8")


@pytest.mark.parametrize("command", [("check",), ("consolidate", "--month", "2024-10", "--out", "S.xlsx")])
def test_without_the_extra_it_says_in_one_line_what_to_install(
    command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    monkeypatch.chdir(tmp_path)
    _model.cache_clear()
    Path("QMF.xlsx").write_bytes(return_bytes(OPEN_SAR))
    ran = scrt(*command, "QMF.xlsx", "--thorough", *TODAY)
    assert ran.status == 2
    assert len(ran.faults) == 1
    assert "pip install 'scrt[thorough]'" in ran.faults[0]
    assert scrt(*command, "QMF.xlsx", *TODAY).status in (0, 1)
