"""A template of the two sheets on which an ICB says whose return it is, and what: in a tenth of a whole one's time.

Both are written as the template's own, so whoever reads returns finds in it what a whole template says. Tests of what
else a template holds, or of what becomes of its other sheets, want `template_bytes`.
"""

from __future__ import annotations

from datetime import date
from io import BytesIO

from validators.vocabularies import VOCABULARY_VERSION
from workbook_templates.layout import TEMPLATE_VERSION, TEMPLATE_VERSION_PROPERTY, VOCABULARY_VERSION_PROPERTY
from workbook_templates.template import FilledReturn
from workbook_templates.template.cases import write_cases
from workbook_templates.template.looks import Looks
from workbook_templates.template.new_workbook import describe, new_workbook
from workbook_templates.template.page import Page
from workbook_templates.template.plan import planned
from workbook_templates.template.your_icb import write_your_icb

_SOME_DAY = date(2024, 1, 1)
_WRITERS = {"Your ICB": write_your_icb, "Cases": write_cases}


def least_template_bytes(*, filled: FilledReturn, ready_rows: int, made_on: date | None = None) -> bytes:
    """A return of these rows; the options are those of `template_bytes`."""
    plan = planned(icb=None, reporting_month=None, ready_rows=ready_rows, filled=filled, made_on=made_on)
    content = BytesIO()
    workbook = new_workbook(content)
    looks = Looks(workbook)
    pages = {name: Page(workbook, name, looks, plan.lines) for name in _WRITERS}
    for name, page in pages.items():
        _WRITERS[name](page, plan)
    marks = {TEMPLATE_VERSION_PROPERTY: TEMPLATE_VERSION, VOCABULARY_VERSION_PROPERTY: VOCABULARY_VERSION}
    describe(
        workbook, title="A made-up return", subject="For tests", day=made_on or plan.month or _SOME_DAY, marks=marks
    )
    workbook.close()
    return content.getvalue()
