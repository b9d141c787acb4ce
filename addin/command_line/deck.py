"""`scrt deck`: a summary as slides, or one ICB's part of it, or what happened since the last meeting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from addin.command_line.asked import asked_icb, asked_month
from addin.command_line.console import FaultSaid, faults_of, say, working
from addin.command_line.files import (
    GivenFile,
    ending_line,
    given_files,
    read_bytes,
    refuse_overwriting,
    save,
    shown_output,
)
from addin.command_line.passwords import read_workbook, save_protected
from validators.messages import command_line as messages
from workbook_templates.faults import FileFault

if TYPE_CHECKING:
    from reports.deck.master import Master
    from reports.published_summary import PublishedSummary

__all__ = ["run"]


def run(
    path: Path, *, out: Path, icb: str | None, since: str | None, template: Path | None, notes: Path | None, today: date
) -> int:
    """Write the slides."""
    if out.suffix.lower() != ".pptx":
        raise FaultSaid(messages.NOT_PPTX(file=shown_output(out)))
    code = asked_icb(icb) if icb else ""
    month = asked_month(since) if since else None
    source, *others = given_files([path, *filter(None, (template, notes))])
    refuse_overwriting(out, [source, *others])
    is_begun = notes is not None and not notes.exists()
    words = _words(others[-1]) if notes else {}
    content = _content(source, code, month, words, others[0] if template else None, today)
    save_protected(out, content)
    own_words = "; your words go into the file above, then run this again" if is_begun else ""
    say(ending_line("Deck", out, then=f"open it in PowerPoint{own_words}"))
    return 0


def _content(
    source: GivenFile,
    code: str,
    since: date | None,
    words: Mapping[str, Sequence[str]],
    template: GivenFile | None,
    today: date,
) -> bytes:
    from reports.deck.build import briefing_deck, icb_deck, month_deck

    summary, is_one_icb = _summary(source, code, today)
    master = _master(template) if template else None
    with faults_of(source.shown), working("Making the slides"):
        if since is not None:
            return briefing_deck(summary, since=since, words=words, master=master)
        return (icb_deck if is_one_icb else month_deck)(summary, words=words, master=master)


def _summary(source: GivenFile, code: str, today: date) -> tuple[PublishedSummary, bool]:
    """What the file holds, and whether that is one ICB alone."""
    from reports.one_icb import return_as_summary, summary_of_icb
    from reports.previous import is_summary
    from reports.published_summary import read_summary
    from reports.receiving import receive

    content = read_workbook(source)
    with faults_of(source.shown):
        if is_summary(content):
            summary = read_summary(content)
            return (summary_of_icb(summary, code), True) if code else (summary, False)
        received = receive(source.shown, content, today=today, file_name=source.path.name)
        return return_as_summary(received, asked=code), True


def _master(file: GivenFile) -> Master:
    from reports.deck.master import read_master

    with faults_of(file.shown):
        return read_master(read_bytes(file))


def _words(file: GivenFile) -> Mapping[str, Sequence[str]]:
    """The lead's words; a file that is not there yet is written with a place for each page."""
    from reports.deck.words import empty_words, read_words

    if not file.path.exists():
        save(file.path, empty_words().encode())
        say(f"Words for each page can be written into: {file.shown}")
        return {}
    try:
        return read_words(read_bytes(file).decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise FaultSaid(messages.NOT_UTF8(file=file.shown)) from None
    except FileFault as fault:
        raise FaultSaid(f"{file.shown}: {fault}") from None
