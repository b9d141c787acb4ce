"""The summaries that buttons make, of one return or of a folder of returns: what `scrt consolidate` makes of them.

Only these two macros need what counts and writes (pandas, XlsxWriter), so this module is imported when one is pressed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from addin.command_line.asked import asked_month
from addin.command_line.console import FaultSaid
from addin.command_line.consolidating import consolidated
from addin.command_line.consolidation_told import headline
from addin.command_line.files import given_files, read_bytes, returns_under, save, shown_output
from addin.command_line.given_besides import is_a_summary, last_month
from reports.choosing import Choice
from reports.consolidation import Consolidation
from reports.summary_workbook import summary_bytes
from validators.cells import cell_text
from validators.entries import RawRow
from validators.messages import buttons as messages
from validators.quoting import how_many
from validators.your_icb import YourIcb
from workbook_templates.faults import FileFault
from workbook_templates.reading import read_return

__all__ = ["Summary", "return_summary", "summary_of_folder", "summary_of_return"]


@dataclass(frozen=True, slots=True)
class Summary:
    """A summary that was saved, and what is said of it."""

    path: Path
    said: str


# Of one return


def return_summary(file: Path, month: date) -> Path:
    """Where the summary of a return goes: beside it."""
    return file.with_name(f"{file.stem} summary {month:%Y-%m}.xlsx")


def summary_of_return(file: Path, your_icb: YourIcb, rows: tuple[RawRow, ...], *, today: date) -> Summary:
    """Summarise one return for its reporting month.

    Args:
        file: the return as it was saved.
        your_icb: what it says of itself where it is open.
        rows: its records where it is open.
        today: the day of the check.

    Raises:
        FileFault: the file holds anything else, it cannot be counted, or the summary cannot be written.
    """
    with _said_of_files():
        # Named as in a folder of returns: without the folders above it.
        (given,) = returns_under([file], leave_out=())
        saved = read_return(read_bytes(given))
        if saved.your_icb.month is None or (your_icb, _content(rows)) != (saved.your_icb, _content(saved.rows)):
            raise FileFault(messages.UNSAVED())
        choice = Choice(month=saved.your_icb.month, region="", by_button=True)
        consolidation, _ = consolidated([given], choice=choice, today=today)
        for one in consolidation.set_aside:
            raise FileFault(one.reason)
        # Which ICBs have returned is no news of one return.
        region, reviews, *_ = headline(consolidation)
        name = saved.your_icb.your_icb or region
        return _saved(consolidation, return_summary(file, saved.your_icb.month), f"Summary of {name}. {reviews}.")


def _content(rows: tuple[RawRow, ...]) -> list[tuple[int | None, dict[str, str], dict[str, str]]]:
    return [
        (
            row.row,
            {header: cell_text(value) for header, value in row.cells.items()},
            {column: cell_text(value) for column, value in row.added.items()},
        )
        for row in rows
    ]


# Of a folder


def _folder_summary(folder: Path, month: date) -> Path:
    """Where the summary of a folder goes: next to the returns."""
    return folder / f"S-CRT summary {month:%Y-%m}.xlsx"


def summary_of_folder(
    folder: Path, month: str, *, today: date, tell: Callable[[str], None], refuse: Callable[[Path], None]
) -> Summary:
    """Consolidate the returns in a folder, to any depth, and save the summary next to them.

    Summaries that lie there are no returns; the one for the month before says what changed since.

    Args:
        folder: where they lie.
        month: as YYYY-MM.
        today: the day of the check.
        tell: shows how far it has come.
        refuse: raises where the summary cannot be written because it is open.

    Raises:
        FileFault: there is no such folder or month, nothing in it can be read, or the summary cannot be written.
    """
    with _said_of_files():
        end = asked_month(month)
        if not folder.is_dir():
            raise FileFault(messages.NO_SUCH_FOLDER(folder=shown_output(folder)))
        out = _folder_summary(folder, end)
        refuse(out)
        found = returns_under([folder], leave_out=())
        files = returns_under([folder], leave_out=[file.path for file in found if is_a_summary(file.path)])
        if not files:
            raise FileFault(messages.NO_RETURN(folder=shown_output(folder)))
        before = _folder_summary(folder, end.replace(day=1) - timedelta(days=1))
        tell(f"Reading {how_many(len(files), 'workbook')} ...")
        consolidation, received = consolidated(
            files,
            choice=Choice(month=end, region="", by_button=True),
            today=today,
            summary_before=last_month(given_files([before])[0], before=end) if is_a_summary(before) else None,
            arrived=lambda number: tell(f"Read {number:,} of {how_many(len(files), 'workbook')} ..."),
        )
        if all(one.refusal for one in received):
            raise FileFault(messages.NONE_READ(folder=shown_output(folder), why=_first_reason(consolidation)))
        tell("Writing the summary ...")
        return _saved(consolidation, out, f"{'. '.join(headline(consolidation))}.")


def _first_reason(consolidation: Consolidation) -> str:
    first = consolidation.set_aside[0]
    return f"{first.received.file}: {first.reason}"


# Of both


def _saved(consolidation: Consolidation, out: Path, said: str) -> Summary:
    if out.exists() and not is_a_summary(out):
        raise FileFault(messages.NO_SUMMARY_THERE(file=shown_output(out)))
    save(out, summary_bytes(consolidation))
    return Summary(out, f"{said}{_left_out(consolidation)}")


def _left_out(consolidation: Consolidation) -> str:
    """What the summary's reader has to look at first."""
    told = ""
    if consolidation.set_aside:
        told += f" {how_many(len(consolidation.set_aside), 'file')} set aside: the sheet Sources says why."
    if consolidation.crashed:
        told += " " + messages.RULES_FAILED(rules=how_many(len(consolidation.crashed), "rule"))
    return told


@contextmanager
def _said_of_files() -> Iterator[None]:
    """What the command line says of files is what a button says of them."""
    try:
        yield
    except FaultSaid as fault:
        raise FileFault(str(fault)) from None
