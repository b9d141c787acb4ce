"""What may be typed after `scrt template`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from addin.command_line.commands import group
from addin.command_line.opening import ended
from addin.command_line.options import (
    AsJson,
    FirstMonth,
    LabelFrom,
    NewMonth,
    Opened,
    OwnIcb,
    PasswordFile,
    RegionFolder,
    SignedVba,
    Successor,
    Today,
    day_of_check,
)

__all__ = ["door"]

door = group("template", "Make the template workbook, and see whether one is still as it was made.")


@door.command("new")
def template_new(
    out: Annotated[
        Path, typer.Argument(metavar="OUT.xlsx", help="The workbook to write; a name in .xlsm gives it buttons.")
    ],
    icb: OwnIcb = None,
    rows: Annotated[int, typer.Option("--rows", metavar="N", help="Ready rows.", min=1, max=20_000)] = 500,
    month: FirstMonth = None,
    signed_vba: SignedVba = None,
    label_from: LabelFrom = None,
    opened: Opened = False,
    region: RegionFolder = None,
) -> None:
    """Write a new, empty template workbook."""
    from addin.command_line import template_new as command
    from addin.command_line.label_files import labelled_as
    from addin.command_line.region_packs import in_region_of

    with in_region_of(region), labelled_as(label_from):
        status = command.run(out, icb=icb, ready_rows=rows, month=month, signed_vba=signed_vba)
    raise ended(status, wrote=out, opened=opened)


@door.command("upgrade")
def template_upgrade(
    old: Annotated[
        list[Path],
        typer.Argument(metavar="OLD...", help="The workbook to upgrade, or several to merge; none is changed."),
    ],
    out: Annotated[Path, typer.Option("--out", metavar="NEW.xlsx", help="The workbook to write.")],
    icb: Successor = None,
    month: NewMonth = None,
    password_file: PasswordFile = None,
    label_from: LabelFrom = None,
    opened: Opened = False,
    as_json: AsJson = False,
    today: Today = None,
) -> None:
    """Bring every row and value of a workbook into a fresh template of the newest version."""
    from addin.command_line.label_files import labelled_as
    from addin.command_line.passwords import opening_with

    with labelled_as(label_from), opening_with(password_file):
        if len(old) > 1:
            from addin.command_line import merge as merging

            status = merging.run(old, out=out, icb=icb, month=month, as_json=as_json, today=day_of_check(today))
        else:
            from addin.command_line import template_upgrade as command

            status = command.run(old[0], out=out, icb=icb, month=month, as_json=as_json, today=day_of_check(today))
    raise ended(status, wrote=out, opened=opened)


@door.command("inspect")
def template_inspect(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A workbook made from the template.")],
    password_file: PasswordFile = None,
    as_json: AsJson = False,
) -> None:
    """Say whether a workbook is still the template: columns, dropdowns, formats, lists and sheets."""
    from addin.command_line import template_inspect as command
    from addin.command_line.passwords import opening_with

    with opening_with(password_file):
        raise typer.Exit(command.run(file, as_json=as_json))
