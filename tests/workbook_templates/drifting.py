"""Template workbooks that somebody has changed, for the tests of drift: by openpyxl, or in their XML."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.cell_range import MultiCellRange

from tests.workbook_templates.template_example import FILLED
from workbook_templates.template import template_bytes

READY_ROWS = 20
LAST = 24
"""The last row of the table."""


@cache
def untouched(**options: Any) -> bytes:
    return template_bytes(**{"ready_rows": READY_ROWS, "filled": FILLED, **options})


def changed(change: Callable[[Any], object], content: bytes | None = None) -> bytes:
    """The workbook after a change through openpyxl."""
    book = load_workbook(io.BytesIO(content or untouched()))
    change(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def pasted_over(book: Any, letters: str, *rows: int) -> None:
    """What pasting does to a column's entry rule: Excel leaves it on the other rows only, in one rule of many areas."""
    rules = book["Cases"].data_validations.dataValidation
    (rule,) = [one for one in rules if str(one.sqref).startswith(f"{letters}5:")]
    last = int(str(rule.sqref).rpartition(letters)[2])
    edges = [4, *sorted(rows), last + 1]
    kept = [(a + 1, b - 1) for a, b in pairwise(edges) if b - a > 1]
    rule.sqref = MultiCellRange(" ".join(f"{letters}{first}:{letters}{end}" for first, end in kept))


def rule_of(book: Any, letters: str) -> Any:
    rules = book["Cases"].data_validations.dataValidation
    return next(one for one in rules if str(one.sqref).startswith(f"{letters}5:"))
