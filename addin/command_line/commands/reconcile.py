"""What may be typed after `scrt reconcile`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from addin.command_line.opening import ended, nothing_to_open
from addin.command_line.options import AsJson, LabelFrom, MappingFile, Opened, PasswordFile, Today, day_of_check

__all__ = ["door"]

door = typer.Typer()


@door.command()
def reconcile(
    extract: Annotated[
        Path, typer.Argument(metavar="EXTRACT", help="An extract of the national tracker, in any layout.")
    ],
    returns: Annotated[list[Path], typer.Argument(metavar="RETURN...", help="Returns, or folders of returns.")],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="REPORT.xlsx", help="The report to write, a sheet for each list.")
    ] = None,
    mapping: MappingFile = None,
    sheet: Annotated[
        list[str] | None,
        typer.Option("--sheet", metavar="NAME", help="Take this sheet of the extract; may be given again."),
    ] = None,
    password_file: PasswordFile = None,
    label_from: LabelFrom = None,
    opened: Opened = False,
    as_json: AsJson = False,
    today: Today = None,
) -> None:
    """Hold an extract of the national tracker against the returns, record by record."""
    from addin.command_line import reconcile as command
    from addin.command_line.label_files import labelled_as
    from addin.command_line.passwords import opening_with

    if opened and out is None:
        raise nothing_to_open("--out REPORT.xlsx")
    with labelled_as(label_from), opening_with(password_file):
        status = command.run(
            extract, returns, out=out, mapping=mapping, sheets=sheet or [], as_json=as_json, today=day_of_check(today)
        )
    raise ended(status, wrote=out, opened=opened)
