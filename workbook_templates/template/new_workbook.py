"""A workbook of ours as a file: how it is begun, and what it says of itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from workbook_templates.template.looks import FONT

__all__ = ["describe", "new_workbook"]


def new_workbook(content: BytesIO, *, font: Mapping[str, Any] = FONT, kind: type[Workbook] = Workbook) -> Workbook:
    """A workbook to be built in memory, in which a text stays a text, whatever it begins with.

    Args:
        content: where its file goes.
        font: of cells that have no format of their own.
        kind: xlsxwriter's own, or one that is made from it.

    >>> new_workbook(BytesIO()).add_worksheet("Cases").write("A1", "=1+1")  # a text
    0
    """
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": dict(font),
    }
    return kind(content, options)


def describe(
    workbook: Workbook, *, title: str, subject: str, day: date, marks: Mapping[str, str], notes: Iterable[str] = ()
) -> None:
    """Set the document's properties.

    Args:
        workbook: what is being built.
        title: the document's title.
        subject: which of our kinds of workbook it is.
        day: what it counts as made on, so that equal input gives equal bytes.
        marks: custom properties by which our readers know it.
        notes: the document's comments, a line each.
    """
    created = datetime.combine(day, time())
    workbook.set_properties({"title": title, "subject": subject, "comments": "\n".join(notes), "created": created})
    for name, text in marks.items():
        workbook.set_custom_property(name, text, "text")
