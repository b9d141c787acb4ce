"""What may be typed after `scrt merge`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from addin.command_line.opening import ended
from addin.command_line.options import AsJson, LabelFrom, NewMonth, Opened, PasswordFile, Successor, Today, day_of_check

__all__ = ["door"]

door = typer.Typer()


@door.command()
def merge(
    parts: Annotated[
        list[Path], typer.Argument(metavar="PART.xlsx...", help="The parts of one ICB, or of ICBs that have merged.")
    ],
    out: Annotated[Path, typer.Option("--out", metavar="ICB.xlsx", help="The workbook to write.")],
    icb: Successor = None,
    month: NewMonth = None,
    password_file: PasswordFile = None,
    label_from: LabelFrom = None,
    opened: Opened = False,
    as_json: AsJson = False,
    today: Today = None,
) -> None:
    """Merge an ICB's part workbooks into one return."""
    from addin.command_line import merge as command
    from addin.command_line.label_files import labelled_as
    from addin.command_line.passwords import opening_with

    with labelled_as(label_from), opening_with(password_file):
        status = command.run(parts, out=out, icb=icb, month=month, as_json=as_json, today=day_of_check(today))
    raise ended(status, wrote=out, opened=opened)
