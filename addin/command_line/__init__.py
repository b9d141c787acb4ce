"""The scrt command line: a thin door, one module a command."""

import os
import sys

from addin.command_line.memory import collect_seldom, leave_quickly

__all__ = ["main"]

# A plugin of pydantic would see every cell; and looking for plugins reads a file of each package that is installed.
_NO_PLUGINS = "PYDANTIC_DISABLE_PLUGINS"


def main() -> None:
    """Run the command line."""
    os.environ.setdefault(_NO_PLUGINS, "__all__")
    collect_seldom()
    try:
        # What the doors share serves the web page too, where typer is not.
        from addin.command_line.app import main as run
    except KeyboardInterrupt:
        # Ctrl-C while it loads.
        sys.stderr.write("scrt: Stopped. Nothing was begun.\n")
        sys.exit(130)
    try:
        run()
    finally:
        leave_quickly()
