"""Runs the command that was asked for, and says in one line why it could not."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import Annotated

import typer

from addin.command_line.commands import COMMANDS, what_follows
from addin.command_line.console import SAVED, FaultSaid, own_fault, say, say_error
from addin.command_line.first_words import first_words
from validators.messages import command_line as messages

__all__ = ["app_of", "main"]

_STOPPED = 130
"""What a shell expects of a program that was stopped; typer turns Ctrl+C into it without a word."""


def main() -> None:
    """Run the command line; a fault that we can name is one line on standard error and exit status 2."""
    sys.exit(_status())


def app_of(commands: Iterable[str] = COMMANDS) -> typer.Typer:
    """The command line with these of its commands.

    >>> [door.typer_instance.info.name for door in app_of(["pid", "region"]).registered_groups]
    ['pid', 'region']
    """
    app = typer.Typer(
        name="scrt",
        help="Safeguarding case reviews: the template workbook, its checks, and the region's monthly summary.",
        invoke_without_command=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    )
    app.callback()(_without_command)
    for command in commands:
        app.add_typer(what_follows(command))
    return app


def _say_version(asked: bool) -> None:
    if asked:
        # It brings all that reads e-mail headers.
        from importlib.metadata import version

        say(f"scrt {version('scrt')}")
        raise typer.Exit


def _without_command(
    context: typer.Context,
    _version: Annotated[
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help="Say which version this is.")
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        say(*first_words())


def _as_far_as_asked(words: Sequence[str]) -> list[str]:
    """The command that is asked for and no other, where the first word names one; else all that may be meant.

    >>> _as_far_as_asked(["verify-figures", "a.xlsx"])
    ['verify-figures']
    >>> _as_far_as_asked(["--help"]) == _as_far_as_asked(["chekc"]) == list(COMMANDS)
    True
    """
    return list(words[:1]) if words and words[0] in COMMANDS else list(COMMANDS)


def _command_asked(words: Sequence[str]) -> str:
    """The command that the words begin with, as its help is asked for.

    >>> _command_asked(["template", "new", "a.xlsx", "--rows"]), _command_asked(["check", "a.xlsx"])
    ('scrt template new', 'scrt check')
    >>> _command_asked(["template", "nwe"]), _command_asked(["chekc"])
    ('scrt template', 'scrt')
    """
    if not words or words[0] not in COMMANDS:
        return "scrt"
    within = {one.name for one in what_follows(words[0]).registered_commands}
    return " ".join(["scrt", words[0], *(word for word in words[1:2] if word in within)])


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
        return int(app_of(_as_far_as_asked(words))(prog_name="scrt", standalone_mode=False) or 0)
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
