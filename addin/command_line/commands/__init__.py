"""What can be typed: a module says of one command, or of a group of them, what may follow it; the work is elsewhere.

A command is loaded when it is asked for, because to make all of them takes a while.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType

import typer

from addin.command_line.console import say

__all__ = ["COMMANDS", "group", "what_follows"]

COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "demo": "demo",
        "merge": "merge",
        "import": "import_spreadsheet",
        "check": "check",
        "consolidate": "consolidate",
        "deck": "deck",
        "report": "report",
        "export": "export",
        "reconcile": "reconcile",
        "verify-figures": "verify_figures",
        "rules": "rules",
        "vocabulary": "vocabulary",
        "template": "template",
        "pid": "pid",
        "excel": "excel",
        "browser": "browser",
        "region": "region",
    }
)
"""The module here of each first word, in the order in which help lists them."""


def what_follows(command: str) -> typer.Typer:
    """What may be typed after one of `COMMANDS`."""
    door: typer.Typer = import_module(f"{__name__}.{COMMANDS[command]}").door
    return door


def group(name: str, about: str) -> typer.Typer:
    """Commands under one first word, which by itself shows their help."""
    door = typer.Typer(name=name, help=about, invoke_without_command=True, rich_markup_mode=None)
    door.callback()(_help_without_command)
    return door


def _help_without_command(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        say(context.get_help())
