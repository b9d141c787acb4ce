"""The scrt command line: a thin door, one module a command."""

from addin.command_line.app import main

__all__ = ["main"]
