"""What may be typed after `scrt vocabulary`."""

from __future__ import annotations

from typing import Annotated

import typer

from addin.command_line.completed import vocabulary_names
from addin.command_line.options import AsJson

__all__ = ["door"]

door = typer.Typer()


@door.command()
def vocabulary(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]", autocompletion=vocabulary_names, help="One vocabulary; all names if left out."
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show the vocabularies, or one of them with its terms."""
    from addin.command_line import catalogue as command

    raise typer.Exit(command.run_vocabulary(name, as_json=as_json))
