"""What may be typed after `scrt browser`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from addin.command_line.commands import group
from addin.command_line.opening import ended
from addin.command_line.options import Opened

__all__ = ["door"]

door = group("browser", "The check as a static web page.")


@door.command("build")
def browser_build(
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="The folder that the page is written into.")],
    opened: Opened = False,
) -> None:
    """Build the page, for a web server and as one file; npm and pip bring what it is made of."""
    from addin.command_line import browser as command

    raise ended(command.run_build(out), wrote=command.single_file_in(out), opened=opened)


@door.command("serve")
def browser_serve(
    folder: Annotated[Path, typer.Option("--folder", metavar="FOLDER", help="A folder that was built.")] = Path(
        "scrt-page"
    ),
    port: Annotated[int, typer.Option("--port", metavar="N", help="The port on this computer.", min=1)] = 8000,
) -> None:
    """Show a built page on this computer alone."""
    from addin.command_line import browser as command

    raise typer.Exit(command.run_serve(folder, port=port))
