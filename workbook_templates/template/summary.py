"""The sheet `Summary`: how many reviews the workbook holds, by live formulas over the `Cases` sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from validators.vocabularies import vocabulary
from validators.when import NOT_STATED
from workbook_templates.layout import FIRST_RECORD_ROW, HEADERS
from workbook_templates.template.cases import case_column
from workbook_templates.template.looks import BODY, GREEN, HEADING, HINT, LABEL, RESULT, Look
from workbook_templates.template.page import Page, column_letters
from workbook_templates.template.plan import RECORD_NO, CellValue, Plan, is_empty

__all__ = ["write_summary"]

_STATUS, _TYPE = "Status", "Review type"
_TOTAL_ROW = 8
_OPEN_ROW, _CLOSED_ROW, _NEITHER_ROW = _TOTAL_ROW + 1, _TOTAL_ROW + 2, _TOTAL_ROW + 3
_TYPES_HEADER_ROW = _NEITHER_ROW + 3
_FIRST_TYPE_ROW = _TYPES_HEADER_ROW + 1
_COUNT: Look = {**BODY, "num_format": "0", "align": "right"}
_HEADLINE: Look = {**_COUNT, "bold": True, "font_size": 14, "valign": "vcenter"}
_OWN: Look = {**_COUNT, "valign": "vcenter"}
_STATUSES = (None, "Open", "Closed")


@dataclass(frozen=True, slots=True)
class _Tally:
    """Counts the rows as the formulas do: a term counts when the cell holds it and nothing else, in any case."""

    rows: Sequence[Mapping[str, CellValue]]

    def having(self, review_type: str | None = None, status: str | None = None) -> int:
        """Rows with a type (any for None, empty for '') and a status (any for None)."""
        return sum(_says(row, _TYPE, review_type) and _says(row, _STATUS, status) for row in self.rows)


def _says(row: Mapping[str, CellValue], header: str, term: str | None) -> bool:
    value = row.get(header)
    if term is None:
        return True
    if term == "":
        return is_empty(value)
    return isinstance(value, str) and value.casefold() == term.casefold()


def write_summary(page: Page, plan: Plan) -> None:
    """Write the headline numbers beside the ICB's own, then the review types."""
    page.title("Summary")
    page.widths(46, 18, 18, 28)
    page.put(
        2, 1, "Counted from the sheet Cases as it stands now. The regional summary counts as at a month's end.", HINT
    )
    page.put(4, 1, "ICB", LABEL)
    page.formula(4, 2, '=IF(your_icb="","",your_icb)', plan.your_icb["your_icb"], RESULT)
    page.put(5, 1, "Reporting month", LABEL)
    month = plan.your_icb["reporting_month"]
    month_look: Look = {**RESULT, "num_format": "mmmm yyyy"}
    page.formula(5, 2, '=IF(reporting_month="","",reporting_month)', month, month_look)
    tally = _Tally(plan.begun)
    _write_headlines(page, plan, tally)
    _write_types(page, plan, tally)
    page.without_gridlines()
    page.cursor(_TOTAL_ROW, 2)
    page.tab(GREEN)
    page.print_to_width()
    page.protect()


def _write_headlines(page: Page, plan: Plan, tally: _Tally) -> None:
    page.put_row(
        _TOTAL_ROW - 1, 1, ("Reviews", "In this workbook", "Your own count", "Your own count minus this"), HEADING
    )
    status = case_column(_STATUS, plan)
    total, opened, closed = (tally.having(status=wanted) for wanted in _STATUSES)
    lines = (
        ("All", _total_formula(plan), total, "own_total"),
        ("Open", f'=COUNTIFS({status},"Open")', opened, "own_open"),
        ("Closed", f'=COUNTIFS({status},"Closed")', closed, "own_closed"),
        ("Neither open nor closed", f"=B{_TOTAL_ROW}-B{_OPEN_ROW}-B{_CLOSED_ROW}", total - opened - closed, ""),
    )
    for row, (label, formula, value, own_name) in enumerate(lines, start=_TOTAL_ROW):
        page.height(row, 24)
        page.put(row, 1, label, {**BODY, "bold": True, "valign": "vcenter"})
        page.formula(row, 2, formula, value, _HEADLINE)
        if own_name:
            own = plan.your_icb[own_name]
            counted = isinstance(own, int | float)
            page.formula(row, 3, f'=IF(ISNUMBER({own_name}),{own_name},"")', own if counted else None, _OWN)
            less = own - value if isinstance(own, int | float) else None
            page.formula(row, 4, f'=IF(ISNUMBER({own_name}),{own_name}-B{row},"")', less, _OWN)


def _total_formula(plan: Plan) -> str:
    """All rows but those that are empty beside their record number."""
    entered = [case_column(header, plan) for header in HEADERS if header != RECORD_NO]
    empty = ",".join(f'{cells},"="' for cells in entered)
    return f"={plan.last_ruled_row - FIRST_RECORD_ROW + 1}-COUNTIFS({empty})"


def _write_types(page: Page, plan: Plan, tally: _Tally) -> None:
    page.put_row(_TYPES_HEADER_ROW, 1, (_TYPE, "Total", "Open", "Closed"), HEADING)
    types = [term.code for term in vocabulary("review_types") if term.code != NOT_STATED]
    for row, review_type in enumerate(types, start=_FIRST_TYPE_ROW):
        page.put(row, 1, review_type)
        for column, status in enumerate(_STATUSES, start=2):
            formula = f"=COUNTIFS({_criteria(plan, review_type, status)})"
            page.formula(row, column, formula, tally.having(review_type, status), _COUNT)
    _write_rest(page, plan, tally, types)


def _write_rest(page: Page, plan: Plan, tally: _Tally, types: Sequence[str]) -> None:
    """The rows without a type, and those whose type is no term of the list: with them the parts make the whole."""
    empty_row = _FIRST_TYPE_ROW + len(types)
    page.put(empty_row, 1, f"{NOT_STATED}, or left empty")
    page.put(empty_row + 1, 1, "Not understood here: please choose from the list")
    for column, status in enumerate(_STATUSES, start=2):
        whole = f"B{_TOTAL_ROW + _STATUSES.index(status)}"
        # LibreOffice miscounts "=" (empty) beside a criterion that wants content, so the filled ones are taken away.
        filled = f"COUNTIFS({_criteria(plan, '<>', status)})"
        not_stated = f"COUNTIFS({_criteria(plan, NOT_STATED, status)})"
        stated = tally.having(NOT_STATED, status) + tally.having("", status)
        page.formula(empty_row, column, f"={not_stated}+{whole}-{filled}", stated, _COUNT)
        above = f"{column_letters(column)}{_FIRST_TYPE_ROW}:{column_letters(column)}{empty_row}"
        rest = tally.having(status=status) - stated - sum(tally.having(each, status) for each in types)
        page.formula(empty_row + 1, column, f"={whole}-SUM({above})", rest, _COUNT)


def _criteria(plan: Plan, review_type: str, status: str | None) -> str:
    wanted = f'{case_column(_TYPE, plan)},"{review_type}"'
    return wanted if status is None else f'{wanted},{case_column(_STATUS, plan)},"{status}"'
