"""Opening what a command wrote, in the program that this computer opens such files with."""

from __future__ import annotations

from pathlib import Path

import typer

from addin.command_line.console import FaultSaid, say_error
from validators.messages import command_line as messages

__all__ = ["ended", "nothing_to_open"]

_RAN = (0, 1)
"""The exit statuses with which a command has written its file."""


def ended(status: int, *, wrote: Path | None, opened: bool) -> typer.Exit:
    """How a command ends: with its status, and with its file in front of the user where that was asked."""
    if opened and wrote is not None and status in _RAN and wrote.exists() and typer.launch(str(wrote)) != 0:
        say_error(messages.NOT_OPENED(file=wrote))
    return typer.Exit(status)


def nothing_to_open(option: str) -> FaultSaid:
    """The sentence for --open where nothing was to be written."""
    return FaultSaid(messages.NOTHING_TO_OPEN(option=option))
