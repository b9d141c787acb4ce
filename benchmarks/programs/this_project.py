"""`scrt consolidate` as its user runs it: a process of its own, from start to exit; further options as given."""

from __future__ import annotations

import subprocess
import sys

from measured import measured


def consolidate() -> None:
    """Run the command."""
    command = "import sys; from addin.command_line import main; sys.exit(main())"
    returns, out, *options = sys.argv[1:]
    arguments = ["consolidate", returns, "--month", "2024-10", "--region", "England", "--out", out, *options]
    subprocess.run(
        [sys.executable, "-c", command, *arguments, "--today", "2024-11-05"], stdout=subprocess.PIPE, check=True
    )


measured(consolidate)
