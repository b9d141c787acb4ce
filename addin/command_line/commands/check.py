"""What may be typed after `scrt check`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from addin.command_line.opening import ended, nothing_to_open
from addin.command_line.options import (
    AsJson,
    LabelFrom,
    Opened,
    PasswordFile,
    PhraseList,
    RegionFolder,
    Thorough,
    Today,
    day_of_check,
)

__all__ = ["door"]

door = typer.Typer()


@door.command()
def check(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Returns to check, or folders of them.")],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="REPORT.xlsx", help="The report to write, with links to the cells.")
    ] = None,
    previous: Annotated[
        Path | None,
        typer.Option("--previous", metavar="REPORT.xlsx", help="An earlier report, to say what was mended."),
    ] = None,
    exceptions: PhraseList = None,
    region: RegionFolder = None,
    settings: Annotated[
        Path | None,
        typer.Option(
            "--settings",
            metavar="CHECKLIST.toml",
            help="Your own settings of the checklist; checklist.toml beside each workbook if left out.",
        ),
    ] = None,
    password_file: PasswordFile = None,
    timings: Annotated[bool, typer.Option("--timings", help="Say how long each rule took.")] = False,
    by_initials: Annotated[
        bool,
        typer.Option("--by-initials", help="Add a sheet of one ICB's reviews by who is responsible for them."),
    ] = False,
    thorough: Thorough = False,
    label_from: LabelFrom = None,
    opened: Opened = False,
    as_json: AsJson = False,
    today: Today = None,
) -> None:
    """Check returns against the quality checklist."""
    from addin.command_line import check as command
    from addin.command_line.label_files import labelled_as
    from addin.command_line.passwords import opening_with
    from addin.command_line.region_packs import in_region_of
    from addin.command_line.searching import searching

    if opened and out is None:
        raise nothing_to_open("--out REPORT.xlsx")
    with searching(thorough=thorough), in_region_of(region), labelled_as(label_from), opening_with(password_file):
        status = command.run(
            files,
            out=out,
            previous=previous,
            settings=settings,
            exceptions=exceptions,
            timings=timings,
            by_initials=by_initials,
            as_json=as_json,
            today=day_of_check(today),
        )
    raise ended(status, wrote=out, opened=opened)
