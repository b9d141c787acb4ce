"""Options that several commands have, each written once."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from addin.command_line.completed import audiences, icbs, months
from addin.command_line.console import FaultSaid
from validators.messages import command_line as messages

__all__ = [
    "AsJson",
    "FirstMonth",
    "LabelFrom",
    "MappingFile",
    "NewMonth",
    "Opened",
    "OwnIcb",
    "PasswordFile",
    "PhraseList",
    "PreviousExternal",
    "Protect",
    "RegionFolder",
    "RoundTo",
    "SignedVba",
    "Successor",
    "Thorough",
    "Threshold",
    "Today",
    "audience_option",
    "day_of_check",
    "icb_option",
    "month_option",
]


def month_option(name: str, about: str) -> Any:
    """An option that names a month."""
    return typer.Option(name, metavar="YYYY-MM", autocompletion=months, help=about)


def icb_option(about: str) -> Any:
    """The option that names an ICB."""
    return typer.Option("--icb", metavar="CODE", autocompletion=icbs, help=about)


def audience_option(about: str) -> Any:
    """The option that says for whom something is."""
    return typer.Option("--audience", metavar="internal|icb|external", autocompletion=audiences, help=about)


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
    str | None,
    icb_option("The ICB that took over, where there is a choice."),
]
NewMonth = Annotated[
    str | None,
    month_option("--month", "The new reporting month; the workbook's own if left out."),
]
OwnIcb = Annotated[str | None, icb_option("Code or name of the ICB, such as QMF.")]
FirstMonth = Annotated[
    str | None,
    month_option("--month", "The reporting month to fill in."),
]
MappingFile = Annotated[
    Path | None, typer.Option("--mapping", metavar="MAP.toml", help="The mapping file with what you decided.")
]


def day_of_check(today: str | None) -> date:
    """The day that `--today` names: the system's clock is read here and nowhere below.

    Raises:
        FaultSaid: it is no day.
    """
    if today is None:
        return date.today()
    try:
        return date.fromisoformat(today)
    except ValueError:
        raise FaultSaid(messages.NO_DAY(text=today)) from None
