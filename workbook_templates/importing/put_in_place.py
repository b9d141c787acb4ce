"""What every kind of column does with a value: put it into its place, or leave it as typed and ask."""

from __future__ import annotations

import re

from workbook_templates.importing.drafts import Cell, Draft, RecordValue, Setting
from workbook_templates.importing.targets import Target
from workbook_templates.importing.words import (
    Meaning,
    is_quotable,
)

__all__ = ["WEB_ADDRESS", "ask_meaning", "divided", "put"]

WEB_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"]+", re.IGNORECASE)


def put(draft: Draft, header: str, value: RecordValue) -> None:
    """Put a value, or keep it in Comments where the cell holds another one already."""
    if not draft.put(header, value):
        draft.remark(header, str(value))


def ask_meaning(cell: Cell, target: Target, found: Meaning, draft: Draft, setting: Setting) -> None:
    """Leave the value as it stands and ask what it means."""
    put(draft, target.name, cell.text)
    setting.asked.ask(
        target.name,
        cell.text,
        place=cell.at,
        proposed=found.proposed,
        is_shown=is_quotable(cell.text, found),
    )


_MAIN_AND_MORE = re.compile(r"^\s*(.+?)\s*(?:\(([^()]*)\)|\s[-–—]\s*(.+)|[:;,/–—]\s*(.+))\s*$", re.DOTALL)


def divided(text: str) -> tuple[str, str]:
    """A value and what follows it in brackets or after a dash.

    >>> divided("Closed (published)"), divided("Open - awaiting chair"), divided("Open")
    (('Closed', 'published'), ('Open', 'awaiting chair'), ('Open', ''))
    """
    found = _MAIN_AND_MORE.match(text)
    if not found:
        return text, ""
    return found[1], next(part for part in found.groups()[1:] if part is not None)
