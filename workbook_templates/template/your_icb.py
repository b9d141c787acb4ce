"""The sheet `Your ICB`: what a return says of itself, each answer behind a defined name."""

from __future__ import annotations

from typing import Any

from pydantic.fields import FieldInfo

from validators.findings import YOUR_ICB
from validators.vocabularies import VOCABULARY_VERSION, vocabulary
from validators.your_icb import YourIcb
from workbook_templates.layout import TEMPLATE_VERSION
from workbook_templates.template.entry_rules import (
    EntryRule,
    chosen_from,
    day,
    initials,
    message,
    offered,
    whole_number,
)
from workbook_templates.template.lists import ICB_NAMES, RETURN_PARTS, list_name
from workbook_templates.template.looks import (
    BLUE,
    DATE_FORMAT,
    HEADING,
    HELP,
    HINT,
    INPUT,
    LABEL,
    RESULT,
    WARNING,
)
from workbook_templates.template.page import Page, fixed
from workbook_templates.template.places_offered import ICBS_OFFERED
from workbook_templates.template.plan import Plan

__all__ = ["FIRST_INPUT", "INPUT_CELLS", "write_your_icb"]

_HEADER_ROW = 5
_FIRST_ROW = 6
_LABEL, _ANSWER, _MEANS, _HELP = 1, 2, 3, 4

INPUT_CELLS = {name: (row, _ANSWER) for row, name in enumerate(YourIcb.model_fields, start=_FIRST_ROW)}
"""Row and column of each answer, by its defined name."""

FIRST_INPUT = INPUT_CELLS["your_icb"]


def write_your_icb(page: Page, plan: Plan) -> None:
    """Write a line for each answer: label, cell, what to enter."""
    page.title("Your ICB")
    page.widths(28, 24, 52, 70)
    page.put(2, 1, "Fill in the yellow cells first: they say whose return this is, and for which month.", HINT)
    write_note(page, 3, _HELP, plan)
    page.put_row(_HEADER_ROW, 1, ("What", "Your answer", "Which is", "What to enter"), HEADING)
    for name, field in YourIcb.model_fields.items():
        _write_answer(page, name, field, plan)
    _write_versions(page, _FIRST_ROW + len(INPUT_CELLS) + 1)
    page.without_gridlines()
    page.cursor(*FIRST_INPUT)
    page.tab(BLUE)
    page.print_to_width()
    page.protect()


def write_note(page: Page, row: int, last_column: int, plan: Plan) -> None:
    """Write what is special about this workbook; nothing for a plain template."""
    if plan.note:
        page.spread(row, 1, last_column, "\n".join(plan.note), {**WARNING, "text_wrap": True, "border": 1})
        page.height(row, 8 + 15 * sum(1 + len(line) // 140 for line in plan.note))


def _write_answer(page: Page, name: str, field: FieldInfo, plan: Plan) -> None:
    row, column = INPUT_CELLS[name]
    page.height(row, 26)
    page.put(row, _LABEL, str(field.title), LABEL)
    page.put(row, column, plan.your_icb[name], {**INPUT, **_number_format(name)})
    page.put(row, _HELP, str(field.description), {**HELP, "valign": "vcenter"})
    page.name_cell(name, row, column)
    page.rule(row, column, row, _entry_rule(name, field))
    if name == "your_icb":
        page.formula(row, _MEANS, _icb_formula(name), _icb_shown(plan), {**RESULT, "text_wrap": True})


_NOT_THEN = ": no ICB in the reporting month"


def _icb_formula(name: str) -> str:
    """The name behind the code, and a word where there was no such ICB in the reporting month."""
    stands = f'IF(ISNUMBER(MATCH({name},{ICBS_OFFERED},0)),"","{_NOT_THEN}")'
    return f'=IFERROR(INDEX({ICB_NAMES},MATCH({name},{list_name("icbs")},0))&{stands},"")'


def _icb_shown(plan: Plan) -> str:
    icb = vocabulary("icbs")[plan.icb] if plan.icb else None
    return icb.label + ("" if icb.holds_on(plan.organisations_on) else _NOT_THEN) if icb else ""


def _number_format(name: str) -> dict[str, Any]:
    if name in ("reporting_month", "adopted_on"):
        return {"num_format": DATE_FORMAT}
    return {"num_format": "0"} if name.startswith("own_") or name == "return_number" else {}


def _entry_rule(name: str, field: FieldInfo) -> EntryRule:
    title, text = str(field.title), str(field.description)
    match name:
        case "your_icb":
            return chosen_from(ICBS_OFFERED, title, text)
        case "reporting_month" | "adopted_on":
            return day(title, text)
        case "return_part":
            return offered(RETURN_PARTS, title, text)
        case "return_number":
            return whole_number(title, text, least=1)
        case "completed_by":
            return initials(fixed(*INPUT_CELLS[name]), title, text)
        case "own_total" | "own_open" | "own_closed":
            return whole_number(title, text)
        case _:
            return message(title, text)


def _write_versions(page: Page, row: int) -> None:
    lines = (
        ("Template version", TEMPLATE_VERSION, "template_version"),
        ("Version of the lists", VOCABULARY_VERSION, "vocabulary_version"),
    )
    for offset, (label, version, name) in enumerate(lines):
        page.put(row + offset, _LABEL, label, LABEL)
        page.put(row + offset, _ANSWER, version, RESULT)
        page.name_cell(name, row + offset, _ANSWER)
    page.put(row, _HELP, "Filled in already. Whoever reads the workbook tells its version from here.", HELP)
    page.put(
        row + len(lines) + 1,
        _LABEL,
        f"{YOUR_ICB} is protected, without a password, so that only the yellow cells change.",
        HINT,
    )
