"""What may be typed after `scrt region`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from addin.command_line.commands import group
from addin.command_line.completed import region_names
from addin.command_line.opening import ended
from addin.command_line.options import Opened

__all__ = ["door"]

door = group("region", "A region's own settings: authorities, boards, contact, closing rule, return date.")


@door.command("new")
def region_new(
    name: Annotated[str, typer.Argument(metavar="NAME", autocompletion=region_names, help="The NHS region.")],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="The folder to make; the region's name if left out.")
    ] = None,
    opened: Opened = False,
) -> None:
    """Make the pack of a region, to be filled in."""
    from addin.command_line import region_packs as command

    raise ended(command.run_new(name, out=out), wrote=out or command.pack_folder(name), opened=opened)
