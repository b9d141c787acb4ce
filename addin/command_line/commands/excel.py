"""What may be typed after `scrt excel`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from addin.command_line.commands import group
from addin.command_line.options import SignedVba

__all__ = ["door"]

_DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")]

door = group("excel", "The add-in that gives Excel an S-CRT tab.")


@door.command("build")
def excel_build(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder that scrt.xlam is written into.")],
    signed_vba: SignedVba = None,
) -> None:
    """Build the add-in."""
    from addin.command_line import excel as command

    raise typer.Exit(command.run_build(out, signed_vba=signed_vba))


@door.command("install")
def excel_install(dry_run: _DryRun = False) -> None:
    """Have Excel load the add-in whenever it starts, with this Python behind it."""
    from addin.command_line import excel as command

    raise typer.Exit(command.run_install(dry_run=dry_run))


@door.command("uninstall")
def excel_uninstall(dry_run: _DryRun = False) -> None:
    """Take away what was installed, and leave nothing behind."""
    from addin.command_line import excel as command

    raise typer.Exit(command.run_uninstall(dry_run=dry_run))


@door.command("status")
def excel_status() -> None:
    """Say whether the add-in is installed, file by file."""
    from addin.command_line import excel as command

    raise typer.Exit(command.run_status())
