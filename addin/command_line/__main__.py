"""`python -m addin.command_line`: the command line where the program `scrt` itself may not start."""

from __future__ import annotations

from addin.command_line import main

if __name__ == "__main__":
    main()
