"""What may be typed after `scrt deck`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from addin.command_line.opening import ended
from addin.command_line.options import (
    LabelFrom,
    Opened,
    PasswordFile,
    Protect,
    Today,
    day_of_check,
    icb_option,
    month_option,
)

__all__ = ["door"]

door = typer.Typer()


@door.command()
def deck(
    file: Annotated[
        Path, typer.Argument(metavar="SUMMARY.xlsx|RETURN.xlsx", help="A summary of ours, or one ICB's return.")
    ],
    out: Annotated[Path, typer.Option("--out", metavar="DECK.pptx", help="The slides to write.")],
    icb: Annotated[
        str | None,
        icb_option("One ICB's infographic and quality committee page."),
    ] = None,
    since: Annotated[
        str | None,
        month_option("--since", "A short briefing: what happened since the last meeting's data."),
    ] = None,
    template: Annotated[
        Path | None,
        typer.Option("--template", metavar="MASTER.pptx", help="Your own master; a plain one if left out."),
    ] = None,
    notes: Annotated[
        Path | None,
        typer.Option("--notes", metavar="NOTES.toml", help="Your own words, a text a page; begun if not there yet."),
    ] = None,
    password_file: PasswordFile = None,
    protect: Protect = False,
    label_from: LabelFrom = None,
    opened: Opened = False,
    today: Today = None,
) -> None:
    """Make a summary into slides, with charts that PowerPoint can edit."""
    from addin.command_line import deck as command
    from addin.command_line.label_files import labelled_as
    from addin.command_line.passwords import opening_with

    with labelled_as(label_from), opening_with(password_file, protect=out if protect else None):
        status = command.run(
            file, out=out, icb=icb, since=since, template=template, notes=notes, today=day_of_check(today)
        )
    raise ended(status, wrote=out, opened=opened)
