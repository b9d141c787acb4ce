"""`scrt check`: findings by file, on the terminal and as JSON, and what its exit status means."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.command_line.running import TODAY, assert_refused, scrt, scrt_program
from tests.reports.made_up_returns import OPEN_SAR, return_bytes
from tests.workbook_templates.least_template import least_template_bytes
from tests.workbook_templates.template_example import FILLED
from workbook_templates.template import FilledReturn, template_bytes

COMPLETE: dict[str, Any] = {
    "Record no.": 1,
    "ICB": "QMF",
    "Borough or local authority": "Hackney",
    "Partnership or board": "City and Hackney Safeguarding Adults Board",
    "Status": "Open",
    "Stage": "Panel under way",
    "Review type": "SAR Adult",
    "Identifier type 1": "StEIS",
    "Identifier reference 1": "2023/10001",
    "Incident date": date(2023, 5, 14),
    "Date referred or notified": date(2023, 5, 30),
    "Date added": date(2023, 6, 6),
    "Date commissioned": date(2023, 6, 20),
    "Designated professional": "AB",
    "Overview": "Adult B lived alone, and contact with three services had stopped before the fall. Made up.",
    "Theme 1": "Neglect",
    "Theme 2": "Self Neglect",
    "Progress update": "The panel met twice and has asked two services for their chronologies.",
    "Progress updated on": date(2024, 10, 21),
    "Media interest": "Unlikely",
}
HEADING = {
    "your_icb": "QMF", "reporting_month": date(2024, 10, 31), "return_part": "Whole", "return_number": 1,
    "completed_by": "AB", "adopted_on": date(2023, 4, 1), "own_total": 1, "own_open": 1, "own_closed": 0,
}  # fmt: skip


def sound_return(**cells: Any) -> bytes:
    """A return of one record that lacks nothing, but for the cells that are given."""
    filled = FilledReturn(your_icb=HEADING, rows=[{**COMPLETE, **cells}])
    return least_template_bytes(filled=filled, ready_rows=1, made_on=date(2024, 11, 4))


def save(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def errors(file: dict[str, Any]) -> list[tuple[int, str]]:
    return [(one["row"], one["column"]) for one in file["findings"] if one["severity"] == "error"]


def test_a_return_without_errors_is_status_0(tmp_path: Path) -> None:
    ran = scrt("check", save(tmp_path, "a.xlsx", sound_return()), *TODAY, "--json")
    (file,) = ran.document["files"]
    assert errors(file) == []
    assert file["crashed"] == []
    assert file["rows"] == 1
    assert (ran.status, ran.err) == (0, "")


def test_an_error_is_status_1_and_names_its_place(tmp_path: Path) -> None:
    ran = scrt("check", save(tmp_path, "a.xlsx", sound_return(Status=None)), *TODAY, "--json")
    (file,) = ran.document["files"]
    assert file["status"] == "findings"
    assert (5, "Status") in errors(file)
    assert {one["record"] for one in file["findings"] if one["row"] == 5} == {"1"}
    assert all(one["row"] == 5 for one in file["not_checked"] if one["record"] == "1")
    assert (ran.status, ran.err) == (1, "")


def test_warnings_and_advice_alone_are_status_0(tmp_path: Path) -> None:
    ran = scrt("check", save(tmp_path, "a.xlsx", sound_return(**{"Theme 1": "neglect"})), *TODAY, "--json")
    (file,) = ran.document["files"]
    assert {one["severity"] for one in file["findings"]} == {"advice"}
    assert (file["status"], ran.status) == ("findings", 0)


def test_a_refused_file_beside_a_sound_one_is_status_1_and_the_others_go_on(tmp_path: Path) -> None:
    broken, sound = save(tmp_path, "b.xlsx", b"nothing"), save(tmp_path, "c.xlsx", sound_return())
    ran = scrt("check", broken, tmp_path / "none.xlsx", sound, *TODAY, "--json")
    assert [file["status"] for file in ran.document["files"]][:2] == ["refused", "refused"]
    assert ran.document["files"][2]["rows"] == 1
    assert ran.status == 1
    assert [line.split(": ")[1] for line in ran.faults] == [str(broken), str(tmp_path / "none.xlsx")]
    assert ran.document["files"][0]["reason"] in ran.faults[0]


def test_nothing_readable_is_status_2_with_one_line_for_each_file(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    paths = [save(tmp_path, "b.xlsx", b"nothing"), save(tmp_path, "c.xlsx", b""), folder, tmp_path / "none.xlsx"]
    for form in ([], ["--json"]):
        ran = scrt("check", *paths, *TODAY, *form)
        assert ran.status == 2
        assert len(ran.faults) == 4
        assert all(line.startswith(f"scrt: {path}: ") for line, path in zip(ran.faults, paths, strict=True))
        assert "this is a folder" in ran.faults[2]
        assert "there is no such file" in ran.faults[3]
    assert [file["rows"] for file in ran.document["files"]] == [0] * 4


def test_an_output_of_ours_among_returns_is_called_what_it_is(tmp_path: Path) -> None:
    save(tmp_path, "a.xlsx", sound_return())
    assert scrt("check", tmp_path / "a.xlsx", "--out", tmp_path / "Report.xlsx", *TODAY).status == 0
    ran = scrt("check", tmp_path, *TODAY)
    (line,) = ran.faults
    assert line.startswith(f"scrt: {tmp_path / 'Report.xlsx'}: The workbook is a summary or a report that S-CRT wrote")


def test_a_folder_stands_for_the_workbooks_in_it(tmp_path: Path) -> None:
    (tmp_path / "North").mkdir()
    paths = [save(tmp_path / "North", "a.xlsx", sound_return()), save(tmp_path, "b.xlsx", sound_return())]
    save(tmp_path, "~$b.xlsx", b"Excel's own mark")
    save(tmp_path, "notes.txt", b"")
    document = scrt("check", tmp_path, *TODAY, "--json").document
    assert [file["file"] for file in document["files"]] == [str(path) for path in paths]


def test_the_terminal_shows_counts_rules_and_findings_with_what_to_do(tmp_path: Path) -> None:
    path = save(tmp_path, "a.xlsx", sound_return(Status=None))
    ran = scrt("check", path, *TODAY)
    assert ran.out.startswith(f"{path}: 1 record")
    assert "A01" in ran.out
    assert "Cases row 5, Status: " in ran.out
    assert "Please either" in ran.out


def test_the_terminal_shows_the_worst_first_and_is_soon_read(tmp_path: Path) -> None:
    path = save(tmp_path, "a.xlsx", return_bytes(*[{"Comments": f"Row {number}."} for number in range(12)]))
    lines = scrt("check", path, *TODAY).out.splitlines()
    found = scrt("check", path, *TODAY, "--json").document["files"][0]["findings"]
    severities = [one["severity"] for one in found]
    assert {"error", "warning"} <= set(severities)
    told = [line.split()[0] for line in lines if line.startswith(("  error ", "  warning ", "  advice "))]
    assert told
    assert set(told) == {"error"}, "there are more errors than the terminal has room for"
    assert len(lines) < 15 < len(found)
    assert "scrt check" in lines[-1], "where all of them are"


def test_the_day_of_the_check_can_be_given(tmp_path: Path) -> None:
    path = save(tmp_path, "a.xlsx", sound_return())
    before = scrt("check", path, "--today", "2023-06-01", "--json").document["files"][0]
    assert (5, "Date added") in errors(before)
    assert (5, "Date added") not in errors(scrt("check", path, *TODAY, "--json").document["files"][0])


def test_a_check_changes_nothing_and_leaves_nothing_behind(tmp_path: Path) -> None:
    content = template_bytes(filled=FILLED, ready_rows=12)
    path = save(tmp_path, "a.xlsx", content)
    scrt("check", path, *TODAY)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_names_with_spaces_and_accents(tmp_path: Path) -> None:
    folder = tmp_path / "Éire & Žižkov’s returns"
    folder.mkdir()
    save(folder, "ma réponse finale.xlsx", sound_return())
    ran = scrt_program("check", "Éire & Žižkov’s returns/ma réponse finale.xlsx", *TODAY, "--json", cwd=tmp_path)
    assert (ran.status, ran.err) == (0, "")
    assert ran.document["files"][0]["file"] == "Éire & Žižkov’s returns/ma réponse finale.xlsx"


def test_findings_come_in_the_order_of_the_sheet(tmp_path: Path) -> None:
    path = save(tmp_path, "a.xlsx", return_bytes({"Comments": "a"}, OPEN_SAR, {"Comments": "b"}))
    rows = [one["row"] or 0 for one in scrt("check", path, *TODAY, "--json").document["files"][0]["findings"]]
    assert rows == sorted(rows)


def test_no_progress_is_written_into_a_pipe(tmp_path: Path) -> None:
    paths = [save(tmp_path, f"{number}.xlsx", sound_return()) for number in range(3)]
    ran = scrt_program("check", *paths, *TODAY, env={"FORCE_COLOR": "1", "TTY_COMPATIBLE": "1"})
    assert (ran.status, ran.err) == (0, "")
    assert "\x1b" not in ran.out
    assert "Checking" not in ran.out


@pytest.mark.parametrize("number", [1, 2])
def test_a_lock_file_that_is_named_is_refused_like_any_other(number: int, tmp_path: Path) -> None:
    paths = [save(tmp_path, "~$a.xlsx", b"\x05Somebody"), *[save(tmp_path, "a.xlsx", sound_return())] * (number - 1)]
    assert scrt("check", *paths, *TODAY).status == (2 if number == 1 else 1)


def test_a_file_is_needed() -> None:
    assert_refused(scrt("check"), "FILE...")
