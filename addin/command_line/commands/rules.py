"""What may be typed after `scrt rules`."""

from __future__ import annotations

import typer

from addin.command_line.options import AsJson

__all__ = ["door"]

door = typer.Typer()


@door.command()
def rules(as_json: AsJson = False) -> None:
    """List the rules of the quality checklist."""
    from addin.command_line import catalogue as command

    raise typer.Exit(command.run_rules(as_json=as_json))
