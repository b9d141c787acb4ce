"""`scrt export`: a summary as tidy CSV files with their schema, for a dashboard or another program."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from addin.command_line.audiences import Audience, must_be_known
from addin.command_line.console import FaultSaid, faults_of, print_json, say, say_error, working
from addin.command_line.feed_folder import refuse_other_folder, write_folder
from addin.command_line.files import GivenFile, ending_line, given_files, read_bytes, shown_output
from addin.command_line.passwords import read_workbook
from reports.feed.package import DESCRIPTOR
from validators.messages import command_line as files_messages
from validators.messages import feed as messages
from validators.quoting import how_many
from workbook_templates.faults import FileFault

if TYPE_CHECKING:
    from reports.feed.layout import Layout
    from reports.feed.package import FeedFile
    from reports.published import PublishedTable
    from reports.published_summary import PublishedSummary

__all__ = ["run"]


def run(path: Path, *, out: Path, audience: Audience, layout: Path | None, as_json: bool) -> int:
    """Write the folder and say what is in it."""
    source, *others = given_files([path, *([layout] if layout else [])])
    refuse_other_folder(out)
    asked = _layout(others[0]) if others else None
    from reports.feed.build import feed_files

    summary, known = _summary(source, audience, shown_output(out))
    with faults_of(source.shown), working("Making the files"):
        made, files = feed_files(summary, audience=audience.kind, layout=asked)
    write_folder(out, files)
    for sentence in known:
        say_error(sentence)
    if as_json:
        print_json(_document(summary, audience.kind, out, made))
    else:
        if asked is not None and not asked.confirmed:
            say(messages.UNCONFIRMED())
        say(f"Feed ({audience.kind}), data up to {summary.up_to}: {how_many(len(made), 'file')}")
        say(ending_line("Folder", out, then=f"point the dashboard at it; {DESCRIPTOR} in it says what each file holds"))
    return 0


def _summary(source: GivenFile, audience: Audience, out: str) -> tuple[PublishedSummary, list[str]]:
    """The summary as the audience may see it, and what whoever passes it on must know."""
    from reports.feed.readers import summary_for
    from reports.published_summary import read_summary

    known: list[str] = []

    def outside(summary: PublishedSummary) -> Mapping[str, PublishedTable]:
        last = audience.released_last(before=summary.month)
        released = audience.controlled(summary.tables, month=summary.month, last=last)
        known.extend(must_be_known(released, out))
        return released.tables

    with faults_of(source.shown):
        summary = read_summary(read_workbook(source))
        if summary.is_external and (option := audience.control_asked):
            raise FaultSaid(messages.MADE_FOR_OUTSIDE(option=option))
        return summary_for(summary, audience.kind, icb=audience.icb, outside=outside), known


def _layout(file: GivenFile) -> Layout:
    from reports.feed.layout import read_layout

    try:
        return read_layout(read_bytes(file).decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise FaultSaid(files_messages.NOT_UTF8(file=file.shown)) from None
    except FileFault as fault:
        raise FaultSaid(f"{file.shown}: {fault}") from None


def _document(summary: PublishedSummary, audience: str, out: Path, made: list[FeedFile]) -> dict[str, object]:
    return {
        "folder": shown_output(out),
        "month": f"{summary.month:%Y-%m}",
        "region": summary.region,
        "audience": audience,
        "files": [{"file": one.path, "rows": one.rows, "columns": len(one.columns)} for one in made],
    }
