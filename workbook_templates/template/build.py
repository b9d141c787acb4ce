"""Build a template workbook: every sheet in its place, the same bytes from the same input."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from io import BytesIO
from typing import Any

from validators.vocabularies import VOCABULARY_VERSION
from workbook_templates.layout import (
    ALL_SHEETS,
    TEMPLATE_VERSION,
    TEMPLATE_VERSION_PROPERTY,
    VOCABULARY_VERSION_PROPERTY,
)
from workbook_templates.template.audit import write_audit
from workbook_templates.template.buttons import Macros, place_buttons
from workbook_templates.template.cases import FIRST_ENTRY, write_cases
from workbook_templates.template.checklist import write_checklist
from workbook_templates.template.guide import write_guide
from workbook_templates.template.lists import write_lists
from workbook_templates.template.looks import Looks
from workbook_templates.template.new_workbook import describe, new_workbook
from workbook_templates.template.page import Page
from workbook_templates.template.plan import FilledReturn, Plan, planned
from workbook_templates.template.recommendations import write_recommendations
from workbook_templates.template.record import write_record
from workbook_templates.template.summary import write_summary
from workbook_templates.template.your_icb import FIRST_INPUT, write_your_icb

__all__ = ["template_bytes"]

_WRITERS: Mapping[str, Callable[[Page, Plan], None]] = {
    "Guide": write_guide,
    "Your ICB": write_your_icb,
    "Cases": write_cases,
    "Record": write_record,
    "Checklist": write_checklist,
    "Audit": write_audit,
    "Summary": write_summary,
    "Recommendations": write_recommendations,
    "Lists": write_lists,
}
_SOME_DAY = date(2024, 1, 1)
"""The day of making, where none is given: a constant, so that equal input makes equal bytes."""


def template_bytes(
    *,
    icb: str | None = None,
    reporting_month: date | None = None,
    ready_rows: int = 500,
    filled: FilledReturn | None = None,
    made_on: date | None = None,
    macros: Macros | None = None,
) -> bytes:
    """Build a template workbook and return the content of its file.

    Args:
        icb: code of the ICB that it is for; `Your ICB` says it.
        reporting_month: any day of the month that it is to report; the dropdowns offer the ICBs of that month.
        ready_rows: rows of the `cases` table, each with its record number.
        filled: what is filled in already; its values outrank `icb` and `reporting_month`, and rows beyond
            `ready_rows` extend the table.
        made_on: the day that the file's properties name.
        macros: what makes it a workbook with macros (.xlsm), and the buttons for them.

    Raises:
        ValueError: an unknown ICB, an ICB that was none in the reporting month, an impossible number of rows.

    >>> template_bytes(icb="QMF", reporting_month=date(2024, 10, 31), ready_rows=3)[:2]
    b'PK'
    """
    plan = planned(icb=icb, reporting_month=reporting_month, ready_rows=ready_rows, filled=filled, made_on=made_on)
    content = BytesIO()
    workbook = new_workbook(content)
    looks = Looks(workbook)
    pages = {name: Page(workbook, name, looks, plan.lines) for name in ALL_SHEETS}
    for name, page in pages.items():
        _WRITERS[name](page, plan)
        for (row, column), value in plan.cells.get(name, {}).items():
            page.refill(row, column, value)
    if plan.icb:
        pages["Cases"].open_here(*FIRST_ENTRY)
    else:
        pages["Your ICB"].open_here(*FIRST_INPUT)
    if macros:
        _add_project(workbook, macros)
        place_buttons(pages["Checklist"], macros.buttons)
    _describe(workbook, plan)
    workbook.close()
    return content.getvalue()


def _add_project(workbook: Any, macros: Macros) -> None:
    project = BytesIO(macros.project)
    if macros.signature is None:
        workbook.add_vba_project(project, is_stream=True)
    else:
        workbook.add_signed_vba_project(project, BytesIO(macros.signature), True, True)


def _describe(workbook: Any, plan: Plan) -> None:
    """Set the document's title and dates, and the versions by which readers know it."""
    whose = f" of {plan.icb}" if plan.icb else ""
    when = f", {plan.month:%B %Y}" if plan.month else ""
    describe(
        workbook,
        title=f"Safeguarding case reviews{whose}{when}",
        subject="S-CRT return of an integrated care board",
        day=plan.made_on or plan.month or _SOME_DAY,
        marks={TEMPLATE_VERSION_PROPERTY: TEMPLATE_VERSION, VOCABULARY_VERSION_PROPERTY: VOCABULARY_VERSION},
        notes=plan.note,
    )
