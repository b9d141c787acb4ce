"""The buttons on `Checklist`, where the workbook carries the macros that they press."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbook_templates.template.page import Page

__all__ = ["Button", "Macros", "place_buttons"]

_ROW, _COLUMN = 2, 6
"""In the heading that stays in sight, right of its two lines, which reach just to this column."""
_RIGHT, _DOWN = 24, 4
_WIDTH, _HEIGHT, _GAP = 116, 34, 6
"""Points: a caption finds place in two lines, and seven buttons end well within a screen of 1,920."""


@dataclass(frozen=True, slots=True)
class Button:
    """A button.

    Attributes:
        caption: what stands on it.
        macro: the name of the macro that it presses.
        says: what a screen reader says of it.
    """

    caption: str
    macro: str
    says: str


@dataclass(frozen=True, slots=True)
class Macros:
    """What makes a workbook one with macros.

    Attributes:
        project: the content of its `vbaProject.bin`, with the documents `ThisWorkbook` and `Sheet1` to the last sheet.
        buttons: what presses them.
        signature: the content of its `vbaProjectSignature.bin`, where somebody signed the project.
    """

    project: bytes
    buttons: Sequence[Button]
    signature: bytes | None = None


def place_buttons(page: Page, buttons: Sequence[Button]) -> None:
    """Lay the buttons side by side."""
    for number, button in enumerate(buttons):
        right = _RIGHT + number * (_WIDTH + _GAP)
        page.button(
            _ROW,
            _COLUMN,
            button.caption,
            button.macro,
            described=button.says,
            width=_WIDTH,
            height=_HEIGHT,
            right=right,
            down=_DOWN,
        )
