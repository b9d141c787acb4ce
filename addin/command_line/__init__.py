"""The scrt command line: a thin door, one module a command."""

import os

from addin.command_line.memory import collect_seldom, leave_quickly

__all__ = ["main"]

# A plugin of pydantic would see every cell; and looking for plugins reads a file of each package that is installed.
_NO_PLUGINS = "PYDANTIC_DISABLE_PLUGINS"


def main() -> None:
    """Run the command line."""
    os.environ.setdefault(_NO_PLUGINS, "__all__")
    collect_seldom()
    # What the doors share serves the web page too, where typer is not.
    from addin.command_line.app import main as run

    try:
        run()
    finally:
        leave_quickly()
