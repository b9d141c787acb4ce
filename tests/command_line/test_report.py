"""`scrt report`: what it writes, whose words it keeps, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command_line.running import assert_refused, scrt
from tests.reports.report_reading import filled, report_of
from tests.reports.summary_workbook_example import london_summary

PERIOD = ("--from", "2024-05", "--to", "2024-10")


@pytest.fixture
def summary(tmp_path: Path) -> Path:
    path = tmp_path / "Summary.xlsx"
    path.write_bytes(london_summary())
    return path


def test_the_lead_s_words_outlive_the_report(summary: Path, tmp_path: Path) -> None:
    out = tmp_path / "Report.docx"
    first = scrt("report", summary, *PERIOD, "--out", out)
    ending = f"Report: {out}. Next: open it in Word and write your words where it asks for them.\n"
    assert (first.status, first.out, first.err) == (0, ending, "")
    out.write_bytes(filled(out.read_bytes(), "next_steps", "Meet in December."))
    again = scrt("report", summary, *PERIOD, "--out", out)
    assert (again.status, again.out) == (0, f"Your words are kept in 1 place.\n{ending}")
    assert report_of(out.read_bytes()).under["9 Next steps"] == ["Meet in December."]


def test_what_cannot_be_used_is_one_sentence_and_nothing_is_written(summary: Path, tmp_path: Path) -> None:
    out, other = tmp_path / "Report.docx", tmp_path / "other.docx"
    other.write_bytes(b"words")
    assert_refused(scrt("report", summary, *PERIOD, "--out", other), "other.docx", "no report of ours")
    assert_refused(scrt("report", summary, other, *PERIOD, "--out", out), "other.docx", "lease")
    assert_refused(scrt("report", summary, "--from", "2024-05", "--to", "2024-11", "--out", out), "November 2024")
    assert_refused(scrt("report", summary, "--from", "2024-11", "--to", "2024-10", "--out", out), "before it begins")
    assert_refused(scrt("report", summary, summary, *PERIOD, "--out", out), "two summaries for October 2024")
    assert_refused(scrt("report", summary, *PERIOD, "--out", summary.with_suffix(".docx") / "a.docx"), "does not exist")
    assert other.read_bytes() == b"words"
    assert not out.exists()
