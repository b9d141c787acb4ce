"""What may be typed after `scrt report`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from addin.command_line.opening import ended
from addin.command_line.options import LabelFrom, Opened, PasswordFile, Protect, month_option

__all__ = ["door"]

door = typer.Typer()


@door.command()
def report(
    summaries: Annotated[list[Path], typer.Argument(metavar="SUMMARY...", help="One or more summaries of ours.")],
    begin: Annotated[str, month_option("--from", "The period's first month.")],
    end: Annotated[str, month_option("--to", "The period's last month.")],
    out: Annotated[
        Path, typer.Option("--out", metavar="REPORT.docx", help="The report to write; your words in it are kept.")
    ],
    password_file: PasswordFile = None,
    protect: Protect = False,
    label_from: LabelFrom = None,
    opened: Opened = False,
) -> None:
    """Write the region's report on themes and recommendations over a period."""
    from addin.command_line import report as command
    from addin.command_line.label_files import labelled_as
    from addin.command_line.passwords import opening_with

    with labelled_as(label_from), opening_with(password_file, protect=out if protect else None):
        status = command.run(summaries, begin=begin, end=end, out=out)
    raise ended(status, wrote=out, opened=opened)
