"""`scrt check` as a door: its options, the report that it writes, its exit status, and what it does not import."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from addin.command_line import checking_files, cores
from reports.check_report import checked as checked_module
from tests.command_line.json_schemas import faults
from tests.command_line.running import TODAY, Ran, assert_refused, scrt
from tests.reports.check_reports import FAULTY, Read, exception, of_icb, with_accepted
from tests.workbook_templates.reading_workbook import written
from validators.exceptions import NEVER_ACCEPTED
from validators.rulebook import RuleBook
from validators.rules import standard_rules

CLEAN = "| Record no. |\n| 1 |"
STALE = "| Record no. | Status | Progress update | Progress updated on |\n| 1 | Open | The panel met. | 2024-08-20 |"


def all_off_but(*wanted: str) -> str:
    """Settings that leave some rules, beside those that nobody can switch off."""
    others = {rule.id for rule in standard_rules()} - {*wanted} - NEVER_ACCEPTED
    return "\n".join(f"[{rule}]\noff = true" for rule in sorted(others))


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A return with faults, in a folder of its own."""
    folder = tmp_path / "returns"
    folder.mkdir()
    path = folder / "QMF 2024-10.xlsx"
    path.write_bytes(of_icb("QMF"))
    return path


def check(*words: object) -> Ran:
    return scrt("check", *words, *TODAY)


def test_the_terminal_says_what_matters_in_ten_lines(faulty: Path) -> None:
    ran = check(faulty)
    lines = ran.out.splitlines()
    assert len(lines) <= 11, "ten lines of the file and one of the report"
    document = check(faulty, "--json").document["files"][0]
    score = document["score"]
    assert lines[0].startswith(f"{faulty}: 3 records; ")
    assert f"{score['passed']:,} of {score['passed'] + score['failed']:,} checked items passed" in lines[1]
    assert lines[2] == f"  with no error: {score['records_without_error']} of 3 records (0.0%)"
    assert f"{score['not_checked']} items not checked, 0 crashed, 0 findings accepted" in ran.out
    assert "--out REPORT.xlsx" in lines[-1]


def test_a_small_file_of_very_much_text_is_checked_in_a_process_that_can_be_ended(
    faulty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    processes: list[int] = []

    def spread(*given: Any, jobs: int, **options: Any) -> Iterator[Any]:
        processes.append(jobs)
        return cores.spread(*given, jobs=jobs, **options)

    monkeypatch.setattr(checking_files, "spread", spread)
    here = check(faulty, "--json")
    assert processes == [0]
    monkeypatch.setattr(checking_files, "_MOST_TEXT_HERE", 10)
    assert check(faulty, "--json") == here
    assert processes == [0, 0, 1]


def test_the_terminal_tells_equal_values_together(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    records = "\n".join(f"| {number} | Neglct |" for number in range(1, 38))
    path.write_bytes(of_icb("QMF", f"| Record no. | Theme 1 |\n{records}"))
    settings = tmp_path / "checklist.toml"
    settings.write_text(all_off_but("B01"), encoding="utf-8")
    out = check(path).out
    assert "  error B01  37 cells of Theme 1: 'Neglct' is not in the list (did you mean Neglect?)" in out


def test_the_worst_three_rules_are_told_the_loudest_and_then_the_most_frequent_first(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(written("| Record no. | Review type | Theme 1 |\n| 1 | | Neglct |\n| 2 | SAR Adult | Neglct |"))
    (tmp_path / "checklist.toml").write_text(all_off_but("A02", "A10", "A11", "B01"), encoding="utf-8")
    lines = check(path).out.splitlines()
    told = [line.split()[:2] for line in lines if line.startswith(("  error ", "  warning "))]
    assert told == [["error", "B01"], ["error", "A02"], ["warning", "A10"]]
    assert "  and 1 more rule with findings" in lines


def test_a_report_is_written_and_named(faulty: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.xlsx"
    ran = check(faulty, "--out", out)
    assert (ran.status, ran.err) == (1, "")
    assert ran.out.splitlines()[-1] == f"Report: {out}. Next: open it; each finding leads to its cell."
    read = Read(out.read_bytes())
    (row,) = [row for row in read.cells("report_findings") if row["Rule"].value == "H04"]
    assert row["File"].value == "QMF 2024-10.xlsx"
    assert row["Link"].hyperlink.target == "returns\\QMF%202024-10.xlsx"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report.xlsx", "returns"]


def test_links_lead_from_the_report_s_own_folder(faulty: Path, tmp_path: Path) -> None:
    folder = tmp_path / "reports" / "November"
    folder.mkdir(parents=True)
    check(faulty, "--out", folder / "report.xlsx")
    row = Read((folder / "report.xlsx").read_bytes()).cells("report_findings")[-1]
    assert row["Link"].hyperlink.target == "..\\..\\returns\\QMF%202024-10.xlsx"


def test_two_files_of_one_name_are_shown_as_they_were_given(tmp_path: Path) -> None:
    paths = [tmp_path / folder / "return.xlsx" for folder in ("a", "b")]
    for path in paths:
        path.parent.mkdir()
        path.write_bytes(of_icb("QMF"))
    check(*paths, "--out", tmp_path / "report.xlsx")
    rows = Read((tmp_path / "report.xlsx").read_bytes()).rows("report_icbs")
    assert [row["File"] for row in rows] == [str(path) for path in paths]


@pytest.mark.parametrize("where", ["file", "folder"])
def test_a_name_that_holds_personal_detail_is_in_no_report(where: str, tmp_path: Path) -> None:
    misnamed = "of 999 000 0018"  # made up
    folder = tmp_path / (misnamed if where == "folder" else "returns")
    folder.mkdir()
    path = folder / ("a.xlsx" if where == "folder" else f"{misnamed}.xlsx")
    path.write_bytes(of_icb("QMF"))
    out = tmp_path / "report.xlsx"
    ran = check(path, "--out", out)
    read = Read(out.read_bytes())
    assert {row["File"] for row in read.rows("report_findings")} == {"file 1 (name withheld)"}
    assert not any(row["Link"].hyperlink for row in read.cells("report_findings"))
    assert "999 000 0018" not in ran.out + ran.err + "\n".join(read.texts)


def test_the_folder_on_the_way_from_the_report_is_looked_at_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "of 999 000 0018"  # made up
    folder.mkdir()
    (folder / "a.xlsx").write_bytes(of_icb("QMF"))
    monkeypatch.chdir(folder)
    check("a.xlsx", "--out", tmp_path / "report.xlsx")
    rows = Read((tmp_path / "report.xlsx").read_bytes()).cells("report_findings")
    assert {row["File"].value for row in rows} == {"a.xlsx"}
    assert not any(row["Link"].hyperlink for row in rows)


def test_no_source_is_written_over(faulty: Path, tmp_path: Path) -> None:
    earlier, settings = tmp_path / "earlier.xlsx", tmp_path / "own.xlsx"
    check(faulty, "--out", earlier)
    settings.write_text("", encoding="utf-8")
    for source, words in ((faulty, []), (earlier, ["--previous", earlier]), (settings, ["--settings", settings])):
        before = source.read_bytes()
        assert_refused(check(faulty, *words, "--out", source), "one of the files to read")
        assert source.read_bytes() == before


def test_a_report_needs_a_name_and_a_folder_that_can_be(faulty: Path, tmp_path: Path) -> None:
    assert_refused(check(faulty, "--out", tmp_path / "report.csv"), ".xlsx")
    ran = check(faulty, "--out", tmp_path / "none" / "report.xlsx")
    assert (ran.status, len(ran.faults)) == (2, 1)
    assert "does not exist" in ran.faults[0]


def test_no_report_is_written_of_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"nothing")
    ran = check(path, "--out", tmp_path / "report.xlsx")
    assert (ran.status, ran.out) == (2, "")
    assert list(tmp_path.iterdir()) == [path]


def test_what_changed_since_the_last_report_is_one_line_and_a_sheet(faulty: Path, tmp_path: Path) -> None:
    earlier, later = tmp_path / "earlier.xlsx", tmp_path / "later.xlsx"
    check(faulty, "--out", earlier)
    faulty.write_bytes(of_icb("QMF", FAULTY.replace("A Person", "CD")))
    ran = check(faulty, "--previous", earlier, "--out", later)
    (line,) = [line for line in ran.out.splitlines() if line.startswith("since last report")]
    assert line.startswith("since last report: 1 mended, 0 new, ")
    assert {row["Rule"]: row["Mended"] for row in Read(later.read_bytes()).rows("report_since")}["H04"] == 1
    document = check(faulty, "--previous", earlier, "--json").document
    assert document["since_last_report"]["mended"] == 1
    assert document["since_last_report"]["new"] == 0
    assert faults(document, "check") == []


@pytest.mark.parametrize("name", ["none.xlsx", "QMF 2024-10.xlsx"])
def test_an_earlier_report_that_is_none_is_refused(name: str, faulty: Path) -> None:
    assert_refused(check(faulty, "--previous", faulty.parent / name), name)


def test_settings_beside_the_workbook_are_used_and_told(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "return.xlsx").write_bytes(of_icb("QMF", STALE))
    (tmp_path / "b" / "checklist.toml").write_text("[C07]\ndays = 60\n\n[A08]\noff = true\n", encoding="utf-8")
    paths = [tmp_path / folder / "return.xlsx" for folder in ("a", "b")]
    standard, own = check(*paths, "--json").document["files"]
    assert standard["settings"] == []
    assert own["settings"] == [
        {"rule": "A08", "setting": "switched", "standard": "on", "local": "off"},
        {"rule": "C07", "setting": "days", "standard": "90", "local": "60"},
    ]
    assert {finding["rule"] for finding in own["findings"]} - {finding["rule"] for finding in standard["findings"]} == {
        "C07"
    }
    told = "  settings that differ from the standard: A08 switched off (standard on); C07 days 60 (standard 90)"
    assert check(*paths).out.splitlines().count(told) == 1


def test_settings_that_are_named_outrank_those_beside(faulty: Path, tmp_path: Path) -> None:
    (faulty.parent / "checklist.toml").write_text("[H04]\noff = true", encoding="utf-8")
    named = tmp_path / "ours.toml"
    named.write_bytes("\ufeff[A08]\r\noff = true\r\n".encode())
    (file,) = check(faulty, "--settings", named, "--json").document["files"]
    assert [each["rule"] for each in file["settings"]] == ["A08"]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (b"[C07]\ndays = 60\n\n[H99]\noff = true", ", line 4", "a rule that does not exist"),
        (b"[C07]\ndays = 60\nhours = 3", ", line 3", "there is no such setting"),
        (b'# ours\n[C07]\nseverity = "loud"', ", line 3", "severity: this value is not allowed"),
        (b"C07 = 60", ", line 1", "please write a table, [C07]"),
        (b"[C07]\ndays = 60\n[C07]\ndays = 90", "", "line 3"),
        (b"[C07\ndays = 60", "", "line 1"),
        (b"[C07]\ndays = 60 # \xff", "", "UTF-8"),
    ],
)
def test_wrong_settings_are_told_with_file_and_line(
    text: bytes, line: str, said: str, faulty: Path, tmp_path: Path
) -> None:
    beside = faulty.parent / "checklist.toml"
    beside.write_bytes(text)
    assert_refused(check(faulty), f"{beside}{line}: ", said, "lease ")
    beside.unlink()
    named = tmp_path / "ours.toml"
    named.write_bytes(text)
    assert_refused(check(faulty, "--settings", named), f"{named}{line}: ", said)


def test_settings_that_are_not_there_are_told(faulty: Path, tmp_path: Path) -> None:
    assert_refused(check(faulty, "--settings", tmp_path / "none.toml"), "none.toml", "no such file")


def test_a_settings_file_is_told_by_its_place_where_its_name_may_not_be_shown(tmp_path: Path) -> None:
    folder = tmp_path / "of 999 000 0018"  # made up
    folder.mkdir()
    (folder / "a.xlsx").write_bytes(of_icb("QMF"))
    (folder / "checklist.toml").write_text("[H99]", encoding="utf-8")
    ran = check(folder / "a.xlsx")
    assert_refused(ran, "checklist.toml beside file 1 (name withheld), line 1: ")
    assert "999 000 0018" not in ran.err


def test_accepted_findings_do_not_count_and_are_told(tmp_path: Path) -> None:
    (tmp_path / "checklist.toml").write_text(all_off_but("H04"), encoding="utf-8")
    plain = with_accepted(FAULTY)
    path = tmp_path / "a.xlsx"
    path.write_bytes(plain)
    assert check(path).status == 1
    path.write_bytes(with_accepted(FAULTY, exception(plain, 6, "Designated professional", "H04")))
    ran = check(path, "--json")
    assert ran.status == 0
    (finding,) = ran.document["files"][0]["findings"]
    assert (finding["rule"], finding["accepted"]) == ("H04", "agreed by the panel (AB)")
    assert ran.document["files"][0]["score"]["accepted"] == 1
    assert "1 finding accepted" in check(path).out


def test_an_open_finding_is_accepted_by_nobody(faulty: Path) -> None:
    ran = check(faulty, "--json")
    assert {finding["accepted"] for finding in ran.document["files"][0]["findings"]} == {None}
    assert faults(ran.document, "check") == []


def test_the_document_s_score_is_that_of_its_findings(faulty: Path) -> None:
    (file,) = check(faulty, "--json").document["files"]
    score = file["score"]
    assert score["rate"] == score["passed"] / (score["passed"] + score["failed"])
    assert score["not_checked"] == len(file["not_checked"])
    assert score["crashed"] == len(file["crashed"]) == 0
    erring = {finding["row"] for finding in file["findings"] if finding["severity"] == "error"} - {None}
    assert score["records_without_error"] == score["records"] - len(erring)


def test_the_time_of_every_rule_is_told_slowest_first(faulty: Path) -> None:
    lines = check(faulty, "--timings").out.splitlines()
    began = next(place for place, line in enumerate(lines) if line.startswith("Milliseconds by rule"))
    told = [line.split(maxsplit=2)[:2] for line in lines[began + 1 : -1]]
    *rules, (total, all_rules) = told
    assert all_rules == "all"
    assert [float(took) for took, _ in rules] == sorted((float(took) for took, _ in rules), reverse=True)
    assert float(total) == pytest.approx(sum(float(took) for took, _ in rules), abs=0.005 * len(rules) + 0.01)
    assert {rule for _, rule in rules} <= {rule.id for rule in standard_rules()}
    assert "A01" in {rule for _, rule in rules}


def test_timing_changes_nothing_else(faulty: Path) -> None:
    plain, timed = check(faulty, "--json").document, check(faulty, "--json", "--timings").document
    assert faults(timed, "check") == []
    assert timed.pop("milliseconds")["A01"] >= 0
    assert timed == plain


def test_a_rule_that_crashes_is_said_with_status_1(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> object:
        raise KeyError("Neglct")

    book = RuleBook([dataclasses.replace(standard_rules()["A01"], judged_by=broken)])
    monkeypatch.setattr(checked_module, "standard_rules", lambda: book)
    path = tmp_path / "a.xlsx"
    path.write_bytes(written(FAULTY))
    ran = check(path, "--out", tmp_path / "report.xlsx")
    assert ran.status == 1
    assert len(ran.faults) == 3
    assert ran.faults[0].startswith(f"scrt: {path}: rule A01 failed by our own fault (KeyError) at row 5.")
    assert "Neglct" not in ran.err
    assert "3 crashed" in ran.out
    assert Read((tmp_path / "report.xlsx").read_bytes()).figure("Crashed") == 3


def test_several_processes_give_the_same_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [tmp_path / f"{icb}.xlsx" for icb in ("QMF", "QKK", "QWE")]
    for path in paths:
        path.write_bytes(of_icb(path.stem))
    paths.append(tmp_path / "none.xlsx")
    out = tmp_path / "report.xlsx"
    alone, one_process = check(*paths, "--out", out), out.read_bytes()
    monkeypatch.setattr(cores, "_WORTH_A_SECOND_PROCESS", 1)
    monkeypatch.setattr(cores.os, "cpu_count", lambda: 2)
    together = check(*paths, "--out", out)
    assert (together.out, together.err, together.status) == (alone.out, alone.err, alone.status)
    assert out.read_bytes() == one_process


def test_a_check_without_a_report_imports_no_spreadsheet_writer(faulty: Path) -> None:
    asked = (
        "import sys; from addin.command_line import main\n"
        f"sys.argv = ['scrt', 'check', {str(faulty)!r}, '--today', '2024-11-05', '--json']\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'pandas', 'numpy', 'xlsxwriter', 'openpyxl', 'rich', 'multiprocessing'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert answer.stderr.strip() == "[]"


def test_a_report_does_without_pandas(faulty: Path, tmp_path: Path) -> None:
    asked = (
        "import sys; from addin.command_line import main\n"
        f"sys.argv = ['scrt', 'check', {str(faulty)!r}, '--out', {str(tmp_path / 'report.xlsx')!r}]\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(sorted({'pandas', 'numpy', 'openpyxl'} & set(sys.modules)), file=sys.stderr)"
    )
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert answer.stderr.strip() == "[]"
    assert (tmp_path / "report.xlsx").is_file()
