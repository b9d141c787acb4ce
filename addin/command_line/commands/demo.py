"""What may be typed after `scrt demo`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from addin.command_line.opening import ended
from addin.command_line.options import Opened

__all__ = ["door"]

door = typer.Typer()


@door.command()
def demo(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the files go.")] = Path("scrt-demo"),
    opened: Opened = False,
) -> None:
    """Do the whole job once on the London example: template, five returns, checks, regional summary."""
    from addin.command_line import demo as command

    raise ended(command.run(out), wrote=command.summary_in(out), opened=opened)
