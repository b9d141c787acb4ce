"""The sample on `Audit`: records drawn by month and type, the same ones whenever the workbook is opened."""

from __future__ import annotations

from collections.abc import Sequence

from workbook_templates.template.counted_rows import COUNTED_FROM, CountedRow, entered
from workbook_templates.template.entry_rules import EntryRule, chosen_from, day, whole_number
from workbook_templates.template.lists import list_name
from workbook_templates.template.looks import (
    BODY,
    DATE_FORMAT,
    HEADING,
    HINT,
    INPUT,
    LABEL,
    RESULT,
    SECTION,
    Look,
)
from workbook_templates.template.page import Page, column_letters, fixed
from workbook_templates.template.plan import RECORD_NO

__all__ = ["BAND_ROW", "FIRST_CHOICE", "FIRST_ROW", "HEADER_ROW", "LIST_ROW", "WIDTHS", "key", "sample", "write_sample"]

LARGEST_SAMPLE = 30
_USUAL_SAMPLE = 10
_FIRST_SEED = 1

BAND_ROW = 5
_MONTH_ROW, _TYPE_ROW, _SIZE_ROW, _SEED_ROW, _FITTING_ROW = range(BAND_ROW + 1, BAND_ROW + 6)
FIRST_CHOICE = (_MONTH_ROW, 3)
LIST_ROW = BAND_ROW + 15
HEADER_ROW = LIST_ROW + 1
FIRST_ROW = HEADER_ROW + 1
"""The first record of the sample, and the first line of answers beside it."""

_PLACE, _SAMPLED, _SAMPLED_TYPE, _SAMPLED_FROM, _DONE = range(1, 6)
WIDTHS = (9, 12, 24, 13, 10, 2)

_MONTH, _TYPE, _SIZE, _SEED = "audit_month", "audit_type", "audit_size", "audit_seed"
_FROM, _TO = "audit_from", "audit_to"
_PRIME = 10_007
_STRIDE = 7_919
_OUTSIDE = 1_000_000
_LAST_DAY = 2_958_465
_MARKS_A_RECORD = ("status", "review_type", "overview", "date_added")

_CENTRED: Look = {**BODY, "align": "center"}
_DAY: Look = {**BODY, "num_format": DATE_FORMAT, "align": "left"}


def write_sample(page: Page, rows: Sequence[CountedRow], *, answered: str, work: int) -> None:
    """Write what to choose and the records drawn.

    Args:
        page: the sheet.
        rows: the rows to draw from.
        answered: the cells in which record numbers stand beside answers.
        work: the first of two hidden columns.
    """
    _write_choice(page, rows, work)
    _write_keys(page, rows, work)
    drawn = sample(rows, seed=_FIRST_SEED)[:_USUAL_SAMPLE]
    page.put_row(LIST_ROW, 1, ["Read these"] + [None] * 4, SECTION)
    page.put_row(HEADER_ROW, 1, ("", RECORD_NO, "Review type", "Date added", "Answered"), HEADING)
    for place in range(1, LARGEST_SAMPLE + 1):
        stands = f"${column_letters(work + 1)}{FIRST_ROW + place - 1}"
        _write_drawn(page, place, drawn[place - 1] if place <= len(drawn) else None, stands, answered)


def key(number: int, seed: int) -> int:
    """The place of a record in a shuffled order: a number of its own for each record number below the prime.

    Adding, then cubing modulo 10007 moves every number to another and none to the same, because 3 and 10006 have no
    common divisor; and each step stays exact in a spreadsheet.

    >>> len({key(number, 5) for number in range(10_007)})
    10007
    """
    return pow((number + seed * _STRIDE) % _PRIME, 3, _PRIME)


def sample(rows: Sequence[CountedRow], *, seed: int) -> list[CountedRow]:
    """The rows that may be audited, in the order of the sample: as the formulas draw it for every month and type."""
    fitting = [row for row in rows if _may_be_audited(row)]
    return sorted(fitting, key=lambda row: key(_number_of(row), seed))


def _may_be_audited(row: CountedRow) -> bool:
    numbered = isinstance(row.cell("record_no"), int | float)
    return numbered and row.is_begun and any(not row.is_empty(field) for field in _MARKS_A_RECORD)


def _number_of(row: CountedRow) -> int:
    number = row.cell("record_no")
    return int(number) if isinstance(number, int | float) else 0


def _write_choice(page: Page, rows: Sequence[CountedRow], work: int) -> None:
    page.put_row(BAND_ROW, 1, ["The sample"] + [None] * 4, SECTION)
    lines: Sequence[tuple[int, str, str, int | None, EntryRule, Look]] = (
        (_MONTH_ROW, "Added in the month", _MONTH, None,
         day("Added in the month", "Any day of the month in which the records were added. Empty: every month."),
         {"num_format": DATE_FORMAT}),
        (_TYPE_ROW, "Review type", _TYPE, None,
         chosen_from(list_name("review_types"), "Review type", "Empty: every type."), {}),
        (_SIZE_ROW, "Records to read", _SIZE, _USUAL_SAMPLE,
         whole_number("Records to read", f"How many records, up to {LARGEST_SAMPLE}.", least=1), {"num_format": "0"}),
        (_SEED_ROW, "Number of the draw", _SEED, _FIRST_SEED,
         whole_number("Number of the draw", "The same number draws the same records; another number draws others."),
         {"num_format": "0"}),
    )  # fmt: skip
    for row, label, name, value, rule, look in lines:
        page.spread(row, 1, 2, label, LABEL)
        page.put(row, 3, value, {**INPUT, **look})
        page.name_cell(name, row, 3)
        page.rule(row, 3, row, rule)
    page.spread(_FITTING_ROW, 1, 2, "Records to draw from", LABEL)
    fitting = sum(map(_may_be_audited, rows))
    page.array(_FITTING_ROW, 3, f"=SUM(IFERROR({_fits()},0))", [fitting], RESULT)
    page.formula(1, work, f"=IF(ISNUMBER({_MONTH}),EOMONTH({_MONTH},-1)+1,0)", 0, HINT)
    page.formula(1, work + 1, f"=IF(ISNUMBER({_MONTH}),EOMONTH({_MONTH},0),{_LAST_DAY})", _LAST_DAY, HINT)
    page.name_cell(_FROM, 1, work)
    page.name_cell(_TO, 1, work + 1)


def _fits() -> str:
    """One for a record that may be drawn, nought for another; no IF, over which LibreOffice is slow in arrays."""
    begun = "+".join(f'({entered(field)}<>"")' for field in _MARKS_A_RECORD)
    in_month = f"({COUNTED_FROM}>={_FROM})*({COUNTED_FROM}<{_TO}+1)"
    of_type = f'((({_TYPE}="")+({entered("review_type")}={_TYPE}))>0)'
    return f"ISNUMBER({entered('record_no')})*(({begun})>0)*{in_month}*{of_type}"


def _write_keys(page: Page, rows: Sequence[CountedRow], work: int) -> None:
    """Keys of the drawn records, smallest first, and the rows in which they stand: each in one formula."""
    number = entered("record_no")
    keys = f"{_fits()}*MOD(MOD({number}+{_SEED}*{_STRIDE},{_PRIME})^3,{_PRIME})+(1-{_fits()})*{_OUTSIDE}"
    places = ";".join(str(place) for place in range(1, LARGEST_SAMPLE + 1))
    drawn = sample(rows, seed=_FIRST_SEED)[:LARGEST_SAMPLE]
    in_use = {id(row): place for place, row in enumerate(rows, start=1)}
    values = [key(_number_of(row), _FIRST_SEED) for row in drawn]
    values += [_OUTSIDE] * (LARGEST_SAMPLE - len(values))
    page.array(FIRST_ROW, work, f"=IFERROR(SMALL(IFERROR({keys},{_OUTSIDE}),{{{places}}}),{_OUTSIDE})", values, HINT)
    smallest = fixed(FIRST_ROW, work, FIRST_ROW + LARGEST_SAMPLE - 1)
    stands = [in_use[id(row)] for row in drawn] + [0] * (LARGEST_SAMPLE - len(drawn))
    page.array(
        FIRST_ROW, work + 1,
        f"=IFERROR(({smallest}<{_OUTSIDE})*MATCH({smallest},IFERROR({keys},{_OUTSIDE}),0),0)", stands, HINT,
    )  # fmt: skip


def _write_drawn(page: Page, place: int, drawn: CountedRow | None, stands: str, answered: str) -> None:
    row = FIRST_ROW + place - 1
    shown = f"AND({place}<={_SIZE},{stands}>0)"
    page.formula(row, _PLACE, f'=IF({shown},{place},"")', place if drawn else None, _CENTRED)
    cells: Sequence[tuple[str, int, Look]] = (
        ("record_no", _SAMPLED, {**_CENTRED, "bold": True}),
        ("review_type", _SAMPLED_TYPE, BODY),
        ("date_added", _SAMPLED_FROM, _DAY),
    )
    for field, column, look in cells:
        cell = f"INDEX({entered(field)},{stands})"
        formula = f'=IF({shown},IF({cell}="","",{cell}),"")'
        page.formula(row, column, formula, drawn.cell(field) if drawn else None, look)
    number = f"{column_letters(_SAMPLED)}{row}"
    answer = f'=IF({number}="","",IF(COUNTIFS({answered},{number})>0,"Yes","Not yet"))'
    page.formula(row, _DONE, answer, "Not yet" if drawn else None, _CENTRED)
