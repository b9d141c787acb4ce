"""What may be typed after `scrt pid`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from addin.command_line.commands import group
from addin.command_line.opening import ended
from addin.command_line.options import AsJson, Opened, PasswordFile, PhraseList, Thorough

__all__ = ["door"]

door = group("pid", "Find personal details (PID) in a workbook or a text.")


@door.command("scan")
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


@door.command("redact")
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
