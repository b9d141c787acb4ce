"""What may be typed after `scrt export`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from addin.command_line.opening import ended
from addin.command_line.options import (
    AsJson,
    Opened,
    PasswordFile,
    PreviousExternal,
    RoundTo,
    Threshold,
    audience_option,
    icb_option,
)

__all__ = ["door"]

door = typer.Typer()


@door.command()
def export(
    summary: Annotated[Path, typer.Argument(metavar="SUMMARY.xlsx", help="A summary of ours.")],
    out: Annotated[
        Path, typer.Option("--out", metavar="FOLDER", help="The folder to write; an earlier feed gives way.")
    ],
    audience: Annotated[
        str,
        audience_option("For whom: external has figures alone, small ones hidden."),
    ] = "external",
    icb: Annotated[
        str | None,
        icb_option("With --audience icb: whose feed it is."),
    ] = None,
    layout: Annotated[
        Path | None,
        typer.Option("--layout", metavar="MAP.toml", help="A dashboard's own layout, in the place of ours."),
    ] = None,
    threshold: Threshold = None,
    round_to: RoundTo = None,
    previous_external: PreviousExternal = None,
    password_file: PasswordFile = None,
    opened: Opened = False,
    as_json: AsJson = False,
) -> None:
    """Write a summary as tidy CSV files with their schema, for a dashboard or another program."""
    from addin.command_line import export as command
    from addin.command_line.audiences import audience_asked
    from addin.command_line.passwords import opening_with

    readers = audience_asked(audience, icb=icb, threshold=threshold, round_to=round_to, released=previous_external)
    with opening_with(password_file):
        status = command.run(summary, out=out, audience=readers, layout=layout, as_json=as_json)
    raise ended(status, wrote=out, opened=opened)
