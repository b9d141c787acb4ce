"""`scrt report`: the region's written report over a period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from addin.command_line.asked import asked_month
from addin.command_line.console import FaultSaid, faults_of, say, watched, working
from addin.command_line.files import ending_line, given_files, refuse_overwriting, shown_output
from addin.command_line.passwords import ask_for_missing, read_workbook, save_protected
from validators.messages import command_line as messages
from validators.quoting import how_many

if TYPE_CHECKING:
    from reports.written_report.places import KeptWords

__all__ = ["run"]


def run(paths: Sequence[Path], *, begin: str, end: str, out: Path) -> int:
    """Write the report, and keep the lead's words of the one that is there."""
    if out.suffix.lower() != ".docx":
        raise FaultSaid(messages.NOT_DOCX(file=shown_output(out)))
    first, last = asked_month(begin), asked_month(end)
    files = given_files(paths)
    refuse_overwriting(out, files)
    from reports.published_summary import read_summary
    from reports.written_report.build import report_bytes
    from reports.written_report.period import period_of

    ask_for_missing(files)
    summaries = []
    for file in watched(files, doing="Reading", total=len(files)):
        with faults_of(file.shown):
            summaries.append(read_summary(read_workbook(file)))
    with faults_of():
        period = period_of(summaries, begin=first, end=last)
    kept = _kept(out)
    with faults_of(shown_output(out)), working("Writing the report"):
        content = report_bytes(period, kept=kept)
    save_protected(out, content)
    if kept:
        say(f"Your words are kept in {how_many(len(kept), 'place')}.")
    say(ending_line("Report", out, then="open it in Word and write your words where it asks for them"))
    return 0


def _kept(out: Path) -> Mapping[str, KeptWords]:
    """The lead's words in the report that is there, if there is one."""
    from reports.written_report.places import read_places

    if not out.is_file():
        return {}
    with faults_of(shown_output(out)):
        return read_places(read_workbook(given_files([out])[0]))
