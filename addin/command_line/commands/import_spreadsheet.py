"""What may be typed after `scrt import`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from addin.command_line.opening import ended
from addin.command_line.options import AsJson, FirstMonth, LabelFrom, MappingFile, Opened, OwnIcb, PasswordFile

__all__ = ["door"]

door = typer.Typer()


@door.command("import")
def import_spreadsheet(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The spreadsheet: xlsx, xlsm, xls, ods, csv or other text.")
    ],
    out: Annotated[Path, typer.Option("--out", metavar="NEW.xlsx", help="The workbook to write.")],
    mapping: MappingFile = None,
    icb: OwnIcb = None,
    month: FirstMonth = None,
    sheet: Annotated[
        list[str] | None,
        typer.Option("--sheet", metavar="NAME", help="Take this sheet, by name or number; may be given again."),
    ] = None,
    password_file: PasswordFile = None,
    label_from: LabelFrom = None,
    opened: Opened = False,
    as_json: AsJson = False,
) -> None:
    """Bring an older spreadsheet into the template; every cell is accounted for."""
    from addin.command_line import import_spreadsheet as command
    from addin.command_line.label_files import labelled_as
    from addin.command_line.passwords import opening_with

    with labelled_as(label_from), opening_with(password_file):
        status = command.run(file, out=out, mapping=mapping, icb=icb, month=month, sheets=sheet or [], as_json=as_json)
    raise ended(status, wrote=out, opened=opened)
