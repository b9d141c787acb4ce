"""Imported in the process from which others are begun: what each of these would else load for itself, they find loaded.

It loads while the command itself still imports what it needs.
"""

from __future__ import annotations

import addin.command_line.checking_files
import addin.command_line.receiving_files  # noqa: F401
from validators.pid.name_lists import lists
from validators.rules import standard_rules

__all__: list[str] = []

lists()
standard_rules()
