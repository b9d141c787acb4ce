"""What may be typed after `scrt consolidate`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from addin.command_line.completed import organisations, region_names
from addin.command_line.opening import ended
from addin.command_line.options import (
    AsJson,
    LabelFrom,
    Opened,
    PasswordFile,
    PreviousExternal,
    Protect,
    RoundTo,
    Thorough,
    Threshold,
    Today,
    audience_option,
    day_of_check,
    icb_option,
    month_option,
)

__all__ = ["door"]

door = typer.Typer()


@door.command()
def consolidate(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Returns, or folders of returns.")],
    month: Annotated[str, month_option("--month", "The reporting month.")],
    out: Annotated[Path, typer.Option("--out", metavar="SUMMARY.xlsx", help="The summary to write.")],
    region: Annotated[
        str | None,
        typer.Option(
            "--region",
            metavar="PATH|NAME",
            autocompletion=region_names,
            help="NHS region or England, or the folder of a region's pack; the returns' own if left out.",
        ),
    ] = None,
    previous: Annotated[
        Path | None,
        typer.Option("--previous", metavar="SUMMARY.xlsx", help="Last month's summary, to say what changed."),
    ] = None,
    since: Annotated[
        str | None,
        month_option("--since", "Bridge from this month; from --previous's if left out."),
    ] = None,
    release: Annotated[
        Path | None,
        typer.Option(
            "--release", metavar="FILE", help="The reviewed list of possible personal details, to let some through."
        ),
    ] = None,
    accept_month: Annotated[
        list[str] | None,
        typer.Option("--accept-month", metavar="CODE=YYYY-MM", help="Take this ICB's return for another month."),
    ] = None,
    choose: Annotated[
        list[str] | None,
        typer.Option("--choose", metavar="FILE", help="Count this file where two claim the same place."),
    ] = None,
    carry_forward: Annotated[
        bool,
        typer.Option(
            "--carry-forward",
            help="Where a return is missing, count its records from --previous, marked with their month.",
        ),
    ] = False,
    no_cases: Annotated[
        bool, typer.Option("--no-cases", help="Leave the records out of the summary: figures alone, in little memory.")
    ] = False,
    feedback: Annotated[
        Path | None,
        typer.Option(
            "--feedback",
            metavar="FOLDER",
            help="Also write each ICB's feedback there: a workbook, and a text for the e-mail.",
        ),
    ] = None,
    password_file: PasswordFile = None,
    protect: Protect = False,
    organisations: Annotated[
        str,
        typer.Option(
            "--organisations",
            metavar="as-at|current",
            autocompletion=organisations,
            help="The trend by ICB shows the ICBs of each month, or today's in every month.",
        ),
    ] = "as-at",
    audience: Annotated[
        str,
        audience_option("For the region, for one ICB, or for outside the NHS."),
    ] = "internal",
    icb: Annotated[str | None, icb_option("The one ICB, with --audience icb.")] = None,
    threshold: Threshold = None,
    round_to: RoundTo = None,
    previous_external: PreviousExternal = None,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", metavar="N", help="Processes to read with; the cores if left out.", min=1, max=64),
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(
            "--cluster", metavar="ADDRESS", help="Read at a Dask cluster instead, such as tcp://10.0.0.5:8786."
        ),
    ] = None,
    thorough: Thorough = False,
    label_from: LabelFrom = None,
    opened: Opened = False,
    as_json: AsJson = False,
    today: Today = None,
) -> None:
    """Consolidate returns into one summary workbook for the month."""
    if cluster is None:
        from addin.command_line.begun_from import begin_ahead

        begin_ahead()
    from addin.command_line import consolidate as command
    from addin.command_line.audiences import audience_asked
    from addin.command_line.label_files import labelled_as
    from addin.command_line.region_packs import in_region_of
    from addin.command_line.searching import searching

    with searching(thorough=thorough), in_region_of(region), labelled_as(label_from):
        status = command.run(
            paths,
            month=month,
            out=out,
            region=region,
            previous=previous,
            since=since,
            release=release,
            accept_month=accept_month or [],
            choose=choose or [],
            carry_forward=carry_forward,
            no_cases=no_cases,
            feedback=feedback,
            password_file=password_file,
            protect=protect,
            organisations=organisations,
            audience=audience_asked(
                audience,
                icb=icb,
                threshold=threshold,
                round_to=round_to,
                released=previous_external,
                no_cases=no_cases,
            ),
            jobs=jobs,
            cluster=cluster,
            as_json=as_json,
            today=day_of_check(today),
        )
    raise ended(status, wrote=out, opened=opened)
