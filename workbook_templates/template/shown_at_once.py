"""What a row of `Cases` shows while it is typed, by conditional formats: what is lacking, out of place, or personal.

Each formula is small and looks at its own row, except for a record number that stands twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from validators.case_review import COLUMNS, CONTROLLED_COLUMNS, LEARNING_COLUMNS, THEME_COLUMNS, Column
from validators.findings import CASES
from validators.rules.order_of_events import INCIDENT_AND_RECORD, ORDER_OF_EVENTS
from validators.when import NOT_STATED
from workbook_templates.layout import CASES_HEADER_ROW, FIRST_RECORD_ROW, HEADERS
from workbook_templates.template.entry_rules import RECORD_NUMBERS
from workbook_templates.template.lists import list_name
from workbook_templates.template.looks import FLAG, LACKING, PERSONAL, STRANGE, Look
from workbook_templates.template.needed_cells import CELL_NEEDED
from workbook_templates.template.page import Page, column_letters, on_sheet
from workbook_templates.template.places_offered import ROW_HAS_LISTS
from workbook_templates.template.plan import Plan

__all__ = ["FLAG_COLUMN", "FLAG_RECORD", "name_what_is_shown", "shown_at_once"]

FLAG_RECORD = "flag_record"
FLAG_COLUMN = "flag_column"
_PERSONAL = "may_be_personal"
_DIGITS_MARKED = "digits_marked"

_NUMBERS = {column.header: number for number, column in enumerate(COLUMNS, start=1)}
_ROW = FIRST_RECORD_ROW
# A term of these lists may be another region's, and then any name may stand there.
_LOCAL = frozenset({"local_authorities", "boards"})
_WRITTEN_FREELY = frozenset({"text", "reference", "initials"})
_MARK = "^"
"""Stands for a digit while a text is looked at: it is no letter, and a wildcard of no search."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One conditional format: where, by which formula, and how it looks."""

    areas: tuple[str, ...]
    formula: str
    look: Look


def shown_at_once(plan: Plan) -> Iterator[Shown]:
    """The conditional formats of the sheet; of two that fit one cell the earlier is seen."""
    last = plan.last_ruled_row
    freely = [column for column in COLUMNS if column.kind in _WRITTEN_FREELY]
    yield Shown(tuple(_areas(freely, last)), f"={_PERSONAL}", PERSONAL)
    yield from _not_in_its_list(plan)
    yield from _not_a_date(last)
    yield from _out_of_order(last)
    for columns in (THEME_COLUMNS, LEARNING_COLUMNS):
        yield _repeated(columns, last)
    yield Shown((f"A{_ROW}:A{last}",), f'=IF(A{_ROW}="",FALSE,COUNTIF({RECORD_NUMBERS},A{_ROW})>1)', STRANGE)
    every = f"A{_ROW}:{column_letters(len(HEADERS))}{last}"
    flagged = f"COUNTIFS({FLAG_RECORD},$A{_ROW},{FLAG_COLUMN},A${CASES_HEADER_ROW})>0"
    yield Shown((every,), f"={flagged}", FLAG)
    yield _lacking(last)


def _lacking(last: int) -> Shown:
    first, end = column_letters(2), column_letters(len(HEADERS))
    cell = f"{first}{_ROW}"
    blank = f'OR(TRIM({cell})="",{cell}="{NOT_STATED}")'
    begun = f"COUNTA(${first}{_ROW}:${end}{_ROW})>0"
    return Shown((f"{cell}:{end}{last}",), f"=IF({blank},IF({begun},{CELL_NEEDED}>0,FALSE),FALSE)", LACKING)


def _not_in_its_list(plan: Plan) -> Iterator[Shown]:
    for name, group in groupby(sorted(CONTROLLED_COLUMNS, key=_vocabulary), key=_vocabulary):
        if name in _LOCAL and not plan.local_lists:
            continue
        columns = sorted(group, key=lambda column: _NUMBERS[column.header])
        cell = f"{_letters(columns[0])}{_ROW}"
        # Compared one by one, because a lookup takes an asterisk for any word.
        strange = f"SUMPRODUCT(--({list_name(name)}={cell}))=0"
        if name in _LOCAL:
            strange = f"IF({ROW_HAS_LISTS},{strange},FALSE)"
        areas = tuple(_areas(columns, plan.last_ruled_row))
        yield Shown(areas, f'=IF({cell}="",FALSE,{strange})', STRANGE)


def _vocabulary(column: Column) -> str:
    return column.vocabulary or ""


def _not_a_date(last: int) -> Iterator[Shown]:
    """A text where a date should stand; the month of an incident may be in words."""
    columns = [column for column in COLUMNS if column.kind == "date" and column.field != "incident_date"]
    yield Shown(tuple(_areas(columns, last)), f"=ISTEXT({_letters(columns[0])}{_ROW})", STRANGE)


def _out_of_order(last: int) -> Iterator[Shown]:
    """A day that lies before one that comes first; an incident after its record is shown at the incident."""
    later_columns = dict.fromkeys(later for _, later in ORDER_OF_EVENTS)
    for later in later_columns:
        tests = [_earlier_than(later, earlier) for earlier, other in ORDER_OF_EVENTS if other == later]
        yield _dated(later, tests, last)
    incident, record = INCIDENT_AND_RECORD
    yield _dated(incident, [_earlier_than(record, incident)], last)


def _dated(header: str, tests: Iterable[str], last: int) -> Shown:
    letters = column_letters(_NUMBERS[header])
    return Shown((f"{letters}{_ROW}:{letters}{last}",), f"=OR({','.join(tests)})", STRANGE)


def _earlier_than(header: str, other: str) -> str:
    one, two = (f"${column_letters(_NUMBERS[each])}{_ROW}" for each in (header, other))
    return f"AND(ISNUMBER({one}),ISNUMBER({two}),{one}<{two})"


def _repeated(columns: tuple[Column, ...], last: int) -> Shown:
    """A term that stands in a slot before this one."""
    first, second, end = (_letters(column) for column in (columns[0], columns[1], columns[-1]))
    earlier = f"${first}{_ROW}:{first}{_ROW}"
    cell = f"{second}{_ROW}"
    formula = f'=IF({cell}="",FALSE,SUMPRODUCT(--({earlier}={cell}))>0)'
    return Shown((f"{cell}:{end}{last}",), formula, STRANGE)


def _letters(column: Column) -> str:
    return column_letters(_NUMBERS[column.header])


def _areas(columns: Iterable[Column], last: int) -> Iterator[str]:
    """Neighbouring columns as one area each."""
    numbers = sorted(_NUMBERS[column.header] for column in columns)
    for _, run in groupby(enumerate(numbers), key=lambda place: place[1] - place[0]):
        run_numbers = [number for _, number in run]
        yield f"{column_letters(run_numbers[0])}{_ROW}:{column_letters(run_numbers[-1])}{last}"


def name_what_is_shown(page: Page) -> None:
    """Name the search for a live sign of personal detail in the cell in which the name is used.

    Ten digits in a row (blanks and hyphens between them do not matter), an @, or a full postcode in capitals. It is a
    sign only: the check looks closer. Digits become marks, so that one search finds them all; the letters around them
    are looked at only where a postcode may stand.
    """
    cell = on_sheet(CASES, "A1")
    marked = cell
    for digit in range(10):
        marked = f'SUBSTITUTE({marked},"{digit}","{_MARK}")'
    page.name_formula(_DIGITS_MARKED, f'SUBSTITUTE({marked}," {_MARK}","{_MARK}")')
    ten = f'ISNUMBER(FIND("{_MARK * 10}",SUBSTITUTE(SUBSTITUTE({_DIGITS_MARKED}," ",""),"-","")))'
    page.name_formula("may_be_postcode", _postcode_formula())
    near = (
        f'ISNUMBER(SEARCH("{_MARK}{_MARK}??",{_DIGITS_MARKED})),ISNUMBER(SEARCH("{_MARK}?{_MARK}??",{_DIGITS_MARKED}))'
    )
    postcode = f"IF(OR({near}),may_be_postcode,FALSE)"
    page.name_formula(
        _PERSONAL,
        f'IF(LEN({cell})<3,FALSE,IF(ISNUMBER(FIND("@",{cell})),TRUE,IF({ten},TRUE,{postcode})))',
    )


def _postcode_formula() -> str:
    """Whether an outward and an inward half stand together: N1 1AA, N10 1AA, W1A 1AA with or without their blank.

    The places looked at are those of the inward half's digit.
    """
    text = f'("   "&{_DIGITS_MARKED}&"   ")'
    places = f"(ROW(INDEX(Lists!$A:$A,4):INDEX(Lists!$A:$A,LEN({_DIGITS_MARKED})+3)))"

    def at(offset: int) -> str:
        return f"MID({text},{places}{offset:+d},1)"

    def capital(offset: int) -> str:
        return f"(ABS(CODE({at(offset)})-77.5)<13)"

    def digit(offset: int) -> str:
        return f'({at(offset)}="{_MARK}")'

    ends = f"{digit(0)}*{capital(1)}*{capital(2)}*(1-{capital(3)})*(1-{digit(3)})"
    with_digit = f"{digit(-1)}*({capital(-2)}+{digit(-2)}*{capital(-3)})"
    with_letter = f"{capital(-1)}*{digit(-2)}*{capital(-3)}"
    return f"SUMPRODUCT({ends}*({with_digit}+{with_letter}))>0"
