"""`scrt deck`: what it writes, what it refuses, and that it writes over nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from pptx import Presentation

from tests.command_line.running import TODAY, assert_refused, scrt
from tests.reports.deck_reading import pages_of
from tests.reports.made_up_returns import OPEN_SAR, return_bytes
from tests.reports.summary_workbook_example import london_summary


@pytest.fixture
def summary(tmp_path: Path) -> Path:
    path = tmp_path / "Summary.xlsx"
    path.write_bytes(london_summary())
    return path


def test_a_summary_becomes_slides_with_the_lead_s_words(summary: Path, tmp_path: Path) -> None:
    out, notes = tmp_path / "Deck.pptx", tmp_path / "Notes.toml"
    first = scrt("deck", summary, "--out", out, "--notes", notes)
    assert (first.status, first.err) == (0, "")
    assert f"Deck: {out}" in first.out
    assert str(notes) in first.out
    assert first.out.endswith("your words go into the file above, then run this again.\n")
    begun = notes.read_text(encoding="utf-8")
    assert begun.count('= ""') > 10
    notes.write_text(begun.replace('months = ""', 'months = "Rising since July."'), encoding="utf-8")
    again = scrt("deck", summary, "--out", out, "--notes", notes)
    assert (again.status, again.out) == (0, f"Deck: {out}. Next: open it in PowerPoint.\n")
    assert "Rising since July." in "".join(page.everything for page in pages_of(out.read_bytes()))
    assert "Rising since July." in notes.read_text(encoding="utf-8")


def test_the_region_s_own_master(summary: Path, tmp_path: Path) -> None:
    master, out = tmp_path / "Master.pptx", tmp_path / "Deck.pptx"
    Presentation().save(str(master))
    assert scrt("deck", summary, "--out", out, "--template", master).status == 0
    made = Presentation(str(out))
    assert made.slide_width * 3 == made.slide_height * 4


def test_what_cannot_be_used_is_one_sentence_and_nothing_is_written(summary: Path, tmp_path: Path) -> None:
    out, other = tmp_path / "Deck.pptx", tmp_path / "other.txt"
    other.write_bytes(b"\xff no")
    before = summary.read_bytes()
    assert_refused(scrt("deck", other, "--out", out), "other.txt", "lease")
    assert_refused(scrt("deck", tmp_path / "none.xlsx", "--out", out), "no such file")
    assert_refused(scrt("deck", summary, "--out", out, "--template", other), "other.txt", "not a PowerPoint")
    assert_refused(scrt("deck", summary, "--out", out, "--template", tmp_path / "none.pptx"), "no such file")
    assert_refused(scrt("deck", summary, "--out", out, "--notes", other), "other.txt", "UTF-8")
    other.write_text('mnths = "x"', encoding="utf-8")
    assert_refused(scrt("deck", summary, "--out", out, "--notes", other), "Did you mean months?")
    assert_refused(scrt("deck", summary, "--out", tmp_path / "none" / "Deck.pptx"), "does not exist")
    assert not out.exists()
    assert summary.read_bytes() == before


def test_no_source_is_written_over(summary: Path, tmp_path: Path) -> None:
    master = tmp_path / "Master.pptx"
    Presentation().save(str(master))
    before = master.read_bytes()
    assert_refused(scrt("deck", summary, "--out", master, "--template", master), "one of the files to read")
    assert master.read_bytes() == before


def test_one_icb_from_a_summary_or_its_return_and_a_briefing(summary: Path, tmp_path: Path) -> None:
    out = tmp_path / "Deck.pptx"
    assert scrt("deck", summary, "--out", out, "--icb", "QMF").status == 0
    from_summary = pages_of(out.read_bytes())
    own = tmp_path / "Return.xlsx"
    own.write_bytes(return_bytes(OPEN_SAR))
    assert scrt("deck", own, "--out", out, "--icb", "qmf", *TODAY).status == 0
    of_return = pages_of(out.read_bytes())
    assert [page.title for page in of_return][:3] == [page.title for page in from_summary][:3]
    assert scrt("deck", summary, "--out", out, "--since", "2024-08").status == 0
    assert pages_of(out.read_bytes())[1].title == "Since 31 August 2024"
    assert scrt("deck", own, "--out", out, "--since", "2024-08", *TODAY).status == 0


def test_an_icb_or_a_month_that_there_is_not(summary: Path, tmp_path: Path) -> None:
    out, own = tmp_path / "Deck.pptx", tmp_path / "Return.xlsx"
    own.write_bytes(return_bytes(OPEN_SAR))
    assert_refused(scrt("deck", summary, "--out", out, "--icb", "QZZ"), "no ICB of this code")
    assert_refused(scrt("deck", summary, "--out", out, "--icb", "QR1"), "does not list the ICB QR1")
    assert_refused(scrt("deck", own, "--out", out, "--icb", "QKK", *TODAY), "is of QMF, not of QKK")
    assert_refused(scrt("deck", summary, "--out", out, "--since", "August"), "YYYY-MM")
    assert_refused(scrt("deck", summary, "--out", out, "--since", "2024-10"), "must be earlier")
    assert not out.exists()
