"""The commands, gathered; each imports what it needs only when it is run."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from copy import copy
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from addin.command_line.console import SAVED, FaultSaid, own_fault, say, say_error
from addin.command_line.first_words import first_words
from addin.command_line.opening import ended, nothing_to_open
from validators.messages import command_line as messages

__all__ = ["app", "main"]

app = typer.Typer(
    name="scrt",
    help="Safeguarding case reviews: the template workbook, its checks, and the region's monthly summary.",
    invoke_without_command=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
template = typer.Typer(
    help="Make the template workbook, and see whether one is still as it was made.",
    invoke_without_command=True,
    rich_markup_mode=None,
)
app.add_typer(template, name="template")
pid = typer.Typer(
    help="Find personal details (PID) in a workbook or a text.", invoke_without_command=True, rich_markup_mode=None
)
app.add_typer(pid, name="pid")
excel = typer.Typer(
    help="The add-in that gives Excel an S-CRT tab.", invoke_without_command=True, rich_markup_mode=None
)
app.add_typer(excel, name="excel")
browser = typer.Typer(help="The check as a static web page.", invoke_without_command=True, rich_markup_mode=None)
app.add_typer(browser, name="browser")
region_packs = typer.Typer(
    help="A region's own settings: authorities, boards, contact, closing rule, return date.",
    invoke_without_command=True,
    rich_markup_mode=None,
)
app.add_typer(region_packs, name="region")

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]
Today = Annotated[
    str | None,
    typer.Option("--today", metavar="YYYY-MM-DD", help="The day of the check; the system's date if left out."),
]
PhraseList = Annotated[
    Path | None,
    typer.Option(
        "--exceptions",
        metavar="FILE",
        help="Phrases that identify nobody, one a line; pid-exceptions.txt beside the file if left out.",
    ),
]
Thorough = Annotated[
    bool,
    typer.Option(
        "--thorough",
        help="Let a small model read the texts in which the word lists leave a doubt about a name; slower.",
    ),
]
PasswordFile = Annotated[
    Path | None,
    typer.Option(
        "--password-file",
        metavar="FILE",
        help="Passwords of locked workbooks by pattern of file name, readable by you alone; else you are asked.",
    ),
]
Threshold = Annotated[
    int | None,
    typer.Option("--threshold", metavar="N", help="Outside the NHS, hide counts from 1 to this; 5 if left out."),
]
RoundTo = Annotated[
    int | None, typer.Option("--round-to", metavar="N", help="Outside the NHS, round the other counts, to 5 say.")
]
PreviousExternal = Annotated[
    Path | None,
    typer.Option(
        "--previous-external", metavar="SUMMARY.xlsx", help="What was released last, from which readers subtract."
    ),
]
Protect = Annotated[
    bool, typer.Option("--protect", help="Lock what is written with a password, from the password file or asked for.")
]
LabelFrom = Annotated[
    Path | None,
    typer.Option(
        "--label-from",
        metavar="FILE",
        help="Put the sensitivity label of this Office file on what is written.",
    ),
]
Opened = Annotated[bool, typer.Option("--open", help="Open what was written.")]
SignedVba = Annotated[
    Path | None,
    typer.Option(
        "--signed-vba",
        metavar="SIGNED",
        help="What this command made before, its macros signed in Excel since: they go on with their signature.",
    ),
]
RegionFolder = Annotated[
    str | None,
    typer.Option("--region", metavar="PATH", help="The folder of the region's pack, whose lists and rules hold."),
]
Successor = Annotated[
    str | None, typer.Option("--icb", metavar="CODE", help="The ICB that took over, where there is a choice.")
]
NewMonth = Annotated[
    str | None,
    typer.Option("--month", metavar="YYYY-MM", help="The new reporting month; the workbook's own if left out."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")]


def _say_version(asked: bool) -> None:
    if asked:
        # It brings all that reads e-mail headers.
        from importlib.metadata import version

        say(f"scrt {version('scrt')}")
        raise typer.Exit


@app.callback()
def first_words_without_command(
    context: typer.Context,
    _version: Annotated[
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help="Say which version this is.")
    ] = False,
) -> None:
    """Show what people do when no command is named."""
    if context.invoked_subcommand is None:
        say(*first_words())


@template.callback()
@pid.callback()
@excel.callback()
@browser.callback()
@region_packs.callback()
def help_without_command(context: typer.Context) -> None:
    """Show the help when no command is named."""
    if context.invoked_subcommand is None:
        say(context.get_help())


@app.command()
def demo(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the files go.")] = Path("scrt-demo"),
    opened: Opened = False,
) -> None:
    """Do the whole job once on the London example: template, five returns, checks, regional summary."""
    from addin.command_line import demo as command

    raise ended(command.run(out), wrote=command.summary_in(out), opened=opened)


@template.command("new")
def template_new(
    out: Annotated[
        Path, typer.Argument(metavar="OUT.xlsx", help="The workbook to write; a name in .xlsm gives it buttons.")
    ],
    icb: Annotated[
        str | None, typer.Option("--icb", metavar="CODE", help="Code or name of the ICB, such as QMF.")
    ] = None,
    rows: Annotated[int, typer.Option("--rows", metavar="N", help="Ready rows.", min=1, max=20_000)] = 500,
    month: Annotated[
        str | None, typer.Option("--month", metavar="YYYY-MM", help="The reporting month to fill in.")
    ] = None,
    signed_vba: SignedVba = None,
    label_from: LabelFrom = None,
    opened: Opened = False,
    region: RegionFolder = None,
) -> None:
    """Write a new, empty template workbook."""
    from addin.command_line import template_new as command
    from addin.command_line.label_files import labelled_as
    from addin.command_line.region_packs import in_region_of

    with in_region_of(region), labelled_as(label_from):
        status = command.run(out, icb=icb, ready_rows=rows, month=month, signed_vba=signed_vba)
    raise ended(status, wrote=out, opened=opened)


@template.command("upgrade")
def template_upgrade(
    old: Annotated[
        list[Path],
        typer.Argument(metavar="OLD...", help="The workbook to upgrade, or several to merge; none is changed."),
    ],
    out: Annotated[Path, typer.Option("--out", metavar="NEW.xlsx", help="The workbook to write.")],
    icb: Successor = None,
    month: NewMonth = None,
    password_file: PasswordFile = None,
    label_from: LabelFrom = None,
    opened: Opened = False,
    as_json: AsJson = False,
    today: Today = None,
) -> None:
    """Bring every row and value of a workbook into a fresh template of the newest version."""
    from addin.command_line.label_files import labelled_as
    from addin.command_line.passwords import opening_with

    with labelled_as(label_from), opening_with(password_file):
        if len(old) > 1:
            from addin.command_line import merge as merging

            status = merging.run(old, out=out, icb=icb, month=month, as_json=as_json, today=_day(today))
        else:
            from addin.command_line import template_upgrade as command

            status = command.run(old[0], out=out, icb=icb, month=month, as_json=as_json, today=_day(today))
    raise ended(status, wrote=out, opened=opened)


@app.command()
def merge(
    parts: Annotated[
        list[Path], typer.Argument(metavar="PART.xlsx...", help="The parts of one ICB, or of ICBs that have merged.")
    ],
    out: Annotated[Path, typer.Option("--out", metavar="ICB.xlsx", help="The workbook to write.")],
    icb: Successor = None,
    month: NewMonth = None,
    password_file: PasswordFile = None,
    label_from: LabelFrom = None,
    opened: Opened = False,
    as_json: AsJson = False,
    today: Today = None,
) -> None:
    """Merge an ICB's part workbooks into one return."""
    from addin.command_line import merge as command
    from addin.command_line.label_files import labelled_as
    from addin.command_line.passwords import opening_with

    with labelled_as(label_from), opening_with(password_file):
        status = command.run(parts, out=out, icb=icb, month=month, as_json=as_json, today=_day(today))
    raise ended(status, wrote=out, opened=opened)


@app.command("import")
def import_spreadsheet(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The spreadsheet: xlsx, xlsm, xls, ods, csv or other text.")
    ],
    out: Annotated[Path, typer.Option("--out", metavar="NEW.xlsx", help="The workbook to write.")],
    mapping: Annotated[
        Path | None, typer.Option("--mapping", metavar="MAP.toml", help="The mapping file with what you decided.")
    ] = None,
    icb: Annotated[
        str | None, typer.Option("--icb", metavar="CODE", help="Code or name of the ICB, such as QMF.")
    ] = None,
    month: Annotated[
        str | None, typer.Option("--month", metavar="YYYY-MM", help="The reporting month to fill in.")
    ] = None,
    sheet: Annotated[
        list[str] | None,
        typer.Option("--sheet", metavar="NAME", help="Take this sheet, by name or number; may be given again."),
    ] = None,
    password_file: PasswordFile = None,
    label_from: LabelFrom = None,
    opened: Opened = False,
    as_json: AsJson = False,
) -> None:
    """Bring an older spreadsheet into the template; every cell is accounted for."""
    from addin.command_line import import_spreadsheet as command
    from addin.command_line.label_files import labelled_as
    from addin.command_line.passwords import opening_with

    with labelled_as(label_from), opening_with(password_file):
        status = command.run(file, out=out, mapping=mapping, icb=icb, month=month, sheets=sheet or [], as_json=as_json)
    raise ended(status, wrote=out, opened=opened)


@template.command("inspect")
def template_inspect(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A workbook made from the template.")],
    password_file: PasswordFile = None,
    as_json: AsJson = False,
) -> None:
    """Say whether a workbook is still the template: columns, dropdowns, formats, lists and sheets."""
    from addin.command_line import template_inspect as command
    from addin.command_line.passwords import opening_with

    with opening_with(password_file):
        raise typer.Exit(command.run(file, as_json=as_json))


@app.command()
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
    from addin.command_line.region_packs import in_region_of
    from addin.command_line.searching import searching

    if opened and out is None:
        raise nothing_to_open("--out REPORT.xlsx")
    with searching(thorough=thorough), in_region_of(region), labelled_as(label_from):
        status = command.run(
            files,
            out=out,
            previous=previous,
            settings=settings,
            exceptions=exceptions,
            password_file=password_file,
            timings=timings,
            by_initials=by_initials,
            as_json=as_json,
            today=_day(today),
        )
    raise ended(status, wrote=out, opened=opened)


@app.command()
def consolidate(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Returns, or folders of returns.")],
    month: Annotated[str, typer.Option("--month", metavar="YYYY-MM", help="The reporting month.")],
    out: Annotated[Path, typer.Option("--out", metavar="SUMMARY.xlsx", help="The summary to write.")],
    region: Annotated[
        str | None,
        typer.Option(
            "--region",
            metavar="PATH|NAME",
            help="NHS region or England, or the folder of a region's pack; the returns' own if left out.",
        ),
    ] = None,
    previous: Annotated[
        Path | None,
        typer.Option("--previous", metavar="SUMMARY.xlsx", help="Last month's summary, to say what changed."),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="YYYY-MM", help="Bridge from this month; from --previous's if left out."),
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
            help="The trend by ICB shows the ICBs of each month, or today's in every month.",
        ),
    ] = "as-at",
    audience: Annotated[
        str,
        typer.Option(
            "--audience", metavar="internal|icb|external", help="For the region, for one ICB, or for outside the NHS."
        ),
    ] = "internal",
    icb: Annotated[str | None, typer.Option("--icb", metavar="CODE", help="The one ICB, with --audience icb.")] = None,
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
            today=_day(today),
        )
    raise ended(status, wrote=out, opened=opened)


@app.command()
def deck(
    file: Annotated[
        Path, typer.Argument(metavar="SUMMARY.xlsx|RETURN.xlsx", help="A summary of ours, or one ICB's return.")
    ],
    out: Annotated[Path, typer.Option("--out", metavar="DECK.pptx", help="The slides to write.")],
    icb: Annotated[
        str | None, typer.Option("--icb", metavar="CODE", help="One ICB's infographic and quality committee page.")
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since", metavar="YYYY-MM", help="A short briefing: what happened since the last meeting's data."
        ),
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
        status = command.run(file, out=out, icb=icb, since=since, template=template, notes=notes, today=_day(today))
    raise ended(status, wrote=out, opened=opened)


@app.command()
def report(
    summaries: Annotated[list[Path], typer.Argument(metavar="SUMMARY...", help="One or more summaries of ours.")],
    begin: Annotated[str, typer.Option("--from", metavar="YYYY-MM", help="The period's first month.")],
    end: Annotated[str, typer.Option("--to", metavar="YYYY-MM", help="The period's last month.")],
    out: Annotated[
        Path, typer.Option("--out", metavar="REPORT.docx", help="The report to write; your words in it are kept.")
    ],
    password_file: PasswordFile = None,
    protect: Protect = False,
    label_from: LabelFrom = None,
    opened: Opened = False,
) -> None:
    """Write the region's report on themes and recommendations over a period."""
    from addin.command_line import report as command
    from addin.command_line.label_files import labelled_as
    from addin.command_line.passwords import opening_with

    with labelled_as(label_from), opening_with(password_file, protect=out if protect else None):
        status = command.run(summaries, begin=begin, end=end, out=out)
    raise ended(status, wrote=out, opened=opened)


@app.command()
def export(
    summary: Annotated[Path, typer.Argument(metavar="SUMMARY.xlsx", help="A summary of ours.")],
    out: Annotated[
        Path, typer.Option("--out", metavar="FOLDER", help="The folder to write; an earlier feed gives way.")
    ],
    audience: Annotated[
        str,
        typer.Option(
            "--audience",
            metavar="internal|icb|external",
            help="For whom: external has figures alone, small ones hidden.",
        ),
    ] = "external",
    icb: Annotated[
        str | None, typer.Option("--icb", metavar="CODE", help="With --audience icb: whose feed it is.")
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


@app.command()
def reconcile(
    extract: Annotated[
        Path, typer.Argument(metavar="EXTRACT", help="An extract of the national tracker, in any layout.")
    ],
    returns: Annotated[list[Path], typer.Argument(metavar="RETURN...", help="Returns, or folders of returns.")],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="REPORT.xlsx", help="The report to write, a sheet for each list.")
    ] = None,
    mapping: Annotated[
        Path | None, typer.Option("--mapping", metavar="MAP.toml", help="The mapping file with what you decided.")
    ] = None,
    sheet: Annotated[
        list[str] | None,
        typer.Option("--sheet", metavar="NAME", help="Take this sheet of the extract; may be given again."),
    ] = None,
    password_file: PasswordFile = None,
    label_from: LabelFrom = None,
    opened: Opened = False,
    as_json: AsJson = False,
    today: Today = None,
) -> None:
    """Hold an extract of the national tracker against the returns, record by record."""
    from addin.command_line import reconcile as command
    from addin.command_line.label_files import labelled_as
    from addin.command_line.passwords import opening_with

    if opened and out is None:
        raise nothing_to_open("--out REPORT.xlsx")
    with labelled_as(label_from), opening_with(password_file):
        status = command.run(
            extract, returns, out=out, mapping=mapping, sheets=sheet or [], as_json=as_json, today=_day(today)
        )
    raise ended(status, wrote=out, opened=opened)


@pid.command("scan")
def pid_scan(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE|-]", help="A workbook or a text; standard input if left out.")
    ] = None,
    exceptions: PhraseList = None,
    jsonl: Annotated[
        bool,
        typer.Option("--jsonl", help='Read lines {"id", "text"} and answer each with {"id", "spans"} as it comes.'),
    ] = False,
    password_file: PasswordFile = None,
    thorough: Thorough = False,
    as_json: AsJson = False,
) -> None:
    """Say where personal details stand, never what they are."""
    from addin.command_line import pid_scan as command
    from addin.command_line.passwords import opening_with
    from addin.command_line.searching import searching
    from validators.pid import find_pid

    with searching(thorough=thorough), opening_with(password_file):
        status = command.run(file, jsonl=jsonl, as_json=as_json, exceptions=exceptions, find=find_pid)
    raise typer.Exit(status)


@pid.command("redact")
def pid_redact(
    file: Annotated[Path, typer.Argument(metavar="FILE|-", help="A plain text, or - for standard input.")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE|-", help="The text to write, or - for standard output.")],
    thorough: Thorough = False,
    opened: Opened = False,
) -> None:
    """Replace each personal detail of a plain text by its kind in brackets."""
    from addin.command_line import pid_redact as command
    from addin.command_line.searching import searching
    from validators.pid import find_pid

    with searching(thorough=thorough):
        status = command.run(file, out=out, find=find_pid)
    raise ended(status, wrote=out, opened=opened)


@region_packs.command("new")
def region_new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The NHS region.")],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="The folder to make; the region's name if left out.")
    ] = None,
    opened: Opened = False,
) -> None:
    """Make the pack of a region, to be filled in."""
    from addin.command_line import region_packs as command

    raise ended(command.run_new(name, out=out), wrote=out or command.pack_folder(name), opened=opened)


@excel.command("build")
def excel_build(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder that scrt.xlam is written into.")],
    signed_vba: SignedVba = None,
) -> None:
    """Build the add-in."""
    from addin.command_line import excel as command

    raise typer.Exit(command.run_build(out, signed_vba=signed_vba))


@excel.command("install")
def excel_install(dry_run: DryRun = False) -> None:
    """Have Excel load the add-in whenever it starts, with this Python behind it."""
    from addin.command_line import excel as command

    raise typer.Exit(command.run_install(dry_run=dry_run))


@excel.command("uninstall")
def excel_uninstall(dry_run: DryRun = False) -> None:
    """Take away what was installed, and leave nothing behind."""
    from addin.command_line import excel as command

    raise typer.Exit(command.run_uninstall(dry_run=dry_run))


@excel.command("status")
def excel_status() -> None:
    """Say whether the add-in is installed, file by file."""
    from addin.command_line import excel as command

    raise typer.Exit(command.run_status())


@browser.command("build")
def browser_build(
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="The folder that the page is written into.")],
    opened: Opened = False,
) -> None:
    """Build the page, for a web server and as one file; npm and pip bring what it is made of."""
    from addin.command_line import browser as command

    raise ended(command.run_build(out), wrote=command.single_file_in(out), opened=opened)


@browser.command("serve")
def browser_serve(
    folder: Annotated[Path, typer.Option("--folder", metavar="FOLDER", help="A folder that was built.")] = Path(
        "scrt-page"
    ),
    port: Annotated[int, typer.Option("--port", metavar="N", help="The port on this computer.", min=1)] = 8000,
) -> None:
    """Show a built page on this computer alone."""
    from addin.command_line import browser as command

    raise typer.Exit(command.run_serve(folder, port=port))


@app.command("verify-figures")
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


@app.command()
def rules(as_json: AsJson = False) -> None:
    """List the rules of the quality checklist."""
    from addin.command_line import catalogue as command

    raise typer.Exit(command.run_rules(as_json=as_json))


@app.command()
def vocabulary(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="One vocabulary; all names if left out.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show the vocabularies, or one of them with its terms."""
    from addin.command_line import catalogue as command

    raise typer.Exit(command.run_vocabulary(name, as_json=as_json))


_STOPPED = 130
"""What a shell expects of a program that was stopped; typer turns Ctrl+C into it without a word."""


def _day(text: str | None) -> date:
    """The day of the check: the system's clock is read here and nowhere below."""
    if text is None:
        return date.today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise FaultSaid(messages.NO_DAY(text=text)) from None


def main() -> None:
    """Run the command line; a fault that we can name is one line on standard error and exit status 2."""
    sys.exit(_status())


def _as_far_as_asked(words: Sequence[str]) -> typer.Typer:
    """The command that is asked for and no other, where the first word names one: to make them all takes a while.

    >>> [one.name for one in _as_far_as_asked(["verify-figures", "a.xlsx"]).registered_commands]
    ['verify-figures']
    >>> _as_far_as_asked(["--help"]) is _as_far_as_asked(["chekc"]) is app
    True
    """
    asked = words[0] if words else ""
    commands = [one for one in app.registered_commands if (one.name or getattr(one.callback, "__name__", "")) == asked]
    groups = [one for one in app.registered_groups if one.name == asked]
    if not commands and not groups:
        return app
    alone = copy(app)
    alone.registered_commands, alone.registered_groups = commands, groups
    return alone


def _command_asked(words: Sequence[str]) -> str:
    """The command that the words begin with, as its help is asked for.

    >>> _command_asked(["template", "new", "a.xlsx", "--rows"]), _command_asked(["chekc"])
    ('scrt template new', 'scrt')
    """
    asked, level = "scrt", app
    for word in words:
        if any((one.name or getattr(one.callback, "__name__", "")) == word for one in level.registered_commands):
            return f"{asked} {word}"
        group = next((one for one in level.registered_groups if one.name == word), None)
        if group is None or group.typer_instance is None:
            break
        asked, level = f"{asked} {word}", group.typer_instance
    return asked


def _words_typed() -> list[str]:
    """The words after `scrt`; `scrt help check` is understood as `scrt check --help`."""
    words = sys.argv[1:]
    if words[:1] == ["help"]:
        # Typer reads them there, and on Windows names the files of *.xlsx only where it does.
        sys.argv[1:] = words = [*words[1:], "--help"]
    return words


def _written_before() -> str:
    return f" Written and whole: {', '.join(dict.fromkeys(SAVED))}." if SAVED else ""


def _ran(words: Sequence[str]) -> int:
    """Run the command and hand back its exit status.

    Raises:
        FaultSaid: it cannot be understood, or cannot go on.
    """
    # What this looks for are characters beyond ASCII, and nothing at all.
    if not all(word.isascii() and word for word in words):
        from addin.command_line.misused import fault_in_words

        if wrong := fault_in_words(words):
            raise FaultSaid(wrong)
    try:
        return int(_as_far_as_asked(words)(prog_name="scrt", standalone_mode=False) or 0)
    except typer.TyperException as misused:
        from addin.command_line.misused import usage_line

        raise FaultSaid(usage_line(misused, words, asked=_command_asked(words))) from None


def _status() -> int:
    SAVED.clear()
    try:
        status = _ran(_words_typed())
    except FaultSaid as fault:
        say_error(str(fault))
        return 2
    except (KeyboardInterrupt, typer.Abort):
        status = _STOPPED
    except MemoryError:
        say_error(messages.NOT_ENOUGH_MEMORY() + _written_before())
        return 2
    except Exception as crash:
        # The last resort: a traceback tells nobody what to do, and may quote what no message may hold.
        say_error(own_fault(crash))
        return 2
    if status == _STOPPED:
        say_error(f"Stopped. No half-written file was left behind.{_written_before()}")
    return status
