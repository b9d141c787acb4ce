"""What was typed wrongly: one line that says so, and what was probably meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import typer

from addin.command_line.files import holds_pid
from validators.messages import command_line as messages
from validators.quoting import did_you_mean

__all__ = ["fault_in_words", "usage_line"]

_LONG_DASHES = "\N{EN DASH}\N{EM DASH}\N{HORIZONTAL BAR}\N{MINUS SIGN}\N{FIGURE DASH}"
"""What Word, Outlook and web pages make of two hyphens."""

_CURLY_QUOTES = "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\N{DOUBLE LOW-9 QUOTATION MARK}"
_ONE_HYPHEN = re.compile(r"-[A-Za-z][A-Za-z-]+")
_CLOSE_ENOUGH = 0.7
_UNKNOWN_COMMAND = "No such command"
_EXTRA = "Got unexpected extra argument(s) ("


def fault_in_words(words: Sequence[str]) -> str:
    r"""What is wrong with the words before any command reads them, as one sentence; empty where nothing is.

    >>> fault_in_words(["check", "a.xlsx", "\N{EN DASH}out", "b.xlsx"])
    '–out: this begins with a long dash. Please write two hyphens: --out.'
    >>> fault_in_words(["check", "a.xlsx", "--out", "b.xlsx"])
    ''
    """
    for before, word in zip(("", *words), words, strict=False):
        if not word:
            return messages.EMPTY_WORD(after=before if before.startswith("--") else "the command")
        if word[0] in _LONG_DASHES and word.strip(_LONG_DASHES + "-").replace("-", "").isalpha():
            return messages.LONG_DASH(word=word, option=f"--{word.lstrip(_LONG_DASHES + '-')}")
        if (word[0] in _CURLY_QUOTES or word[-1] in _CURLY_QUOTES) and not Path(word).exists():
            return messages.CURLY_QUOTES()
    return ""


def usage_line(misused: typer.TyperException, words: Sequence[str], *, asked: str) -> str:
    """A word that the command line has no place for, and what was probably meant.

    Args:
        misused: what typer says of it.
        words: all words that were typed.
        asked: the command that they begin with, such as `scrt template new`.
    """
    said = _withheld(_in_plain_words(misused, words, asked), words)
    return messages.BAD_USAGE(said=said, stop="" if said.endswith((".", "?")) else ".", command=asked)


def _in_plain_words(misused: typer.TyperException, words: Sequence[str], asked: str) -> str:
    # Typer's own classes of faults are private to it, so they are told by what they carry.
    context: Any = getattr(misused, "ctx", None)
    said = misused.format_message()
    if hasattr(misused, "possibilities"):
        return _unknown_option(str(getattr(misused, "option_name", "")), [*_options_of(context)], words)
    if said.startswith(_UNKNOWN_COMMAND) and context is not None:
        return said.partition(" Did you mean")[0] + did_you_mean(_first_unknown(words, asked), _commands_of(context))
    if said.startswith(_EXTRA):
        return messages.EXTRA_WORDS(words=said.removeprefix(_EXTRA).removesuffix(")"))
    parameter: Any = getattr(misused, "param", None)
    # Every other option takes any text, and what it may be is said where it is understood.
    if said.startswith("Invalid value") and parameter is not None:
        return messages.WHOLE_NUMBER(option=parameter.opts[0], between=_between(parameter.min, parameter.max))
    return said


def _between(least: int | None, most: int | None) -> str:
    if least is None:
        return ""
    return f" of at least {least:,}" if most is None else f" from {least:,} to {most:,}"


def _unknown_option(option: str, known: Sequence[str], words: Sequence[str]) -> str:
    typed = next((word for word in words if word.startswith(option)), option)
    name = typed.partition("=")[0] if typed.startswith("--") or _ONE_HYPHEN.fullmatch(typed) else option
    return f"No such option: {name}.{did_you_mean('--' + name.lstrip('-'), known, close_enough=_CLOSE_ENOUGH)}"


def _options_of(context: Any) -> Iterator[str]:
    if context is not None:
        yield "--help"
        yield from (name for one in context.command.params for name in one.opts if name.startswith("--"))


def _commands_of(context: Any) -> list[str]:
    return [*context.command.commands, "--help", "--version"]


def _first_unknown(words: Sequence[str], asked: str) -> str:
    known = len(asked.split()) - 1
    return words[known] if known < len(words) else ""


def _withheld(said: str, words: Sequence[str]) -> str:
    """The line without any word that somebody's name or number stands in."""
    for word in sorted(words, key=len, reverse=True):
        if word in said and len(word) > 1 and holds_pid(word):
            said = said.replace(word, "(not shown)")
    return said
