"""What may be typed after `scrt verify-figures`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from addin.command_line.options import AsJson, PasswordFile

__all__ = ["door"]

door = typer.Typer()


@door.command("verify-figures")
def verify_figures(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A table that somebody typed, as JSON, a spreadsheet or CSV.")
    ],
    password_file: PasswordFile = None,
    as_json: AsJson = False,
) -> None:
    """Say what does not add up in a table headed Total, Open, Closed."""
    from addin.command_line import verify_figures as command
    from addin.command_line.passwords import opening_with

    with opening_with(password_file):
        raise typer.Exit(command.run(file, as_json=as_json))
