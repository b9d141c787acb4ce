"""The sheet `Lists`: every term that a dropdown offers, behind a defined name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from validators.case_review import COLUMNS, Column
from validators.vocabularies import VOCABULARY_NAMES, Term, vocabulary
from validators.vocabularies.organisations import change_days, local_authorities_of
from validators.your_icb import WHOLE
from workbook_templates.template.looks import BODY, DATE_FORMAT, HEADING, HINT, SECTION, Look
from workbook_templates.template.needed_cells import (
    NEEDED_HEADERS,
    name_needed_cells,
    needed_headers,
    needed_tables,
)
from workbook_templates.template.page import Page
from workbook_templates.template.places_offered import (
    ERA,
    ERA_STARTS,
    TYPE_BOARDS,
    board_of_each_type,
    era_formula,
    era_on,
    keyed_lists,
    name_places_offered,
)
from workbook_templates.template.plan import CellValue, Plan

__all__ = ["ICB_NAMES", "LETTER_POSITIONS", "LONGEST_INITIALS", "RETURN_PARTS", "YES_NO", "list_name", "write_lists"]

ICB_NAMES = "list_icb_names"
RETURN_PARTS = "list_return_parts"
YES_NO = "list_yes_no"
LETTER_POSITIONS = "letter_positions"
LONGEST_INITIALS = len("ABCD/EFGH")

_TITLE_ROW = 3
_HEADER_ROW = 4
_FIRST_ROW = 5
# Lists stand side by side, so a row that grew for one meaning would gape in the others.
_ONE_LINE: Look = {**BODY, "text_wrap": False}
_BOARD_KINDS = {
    "SAB": "safeguarding adults board",
    "SCP": "children partnership",
    "CSP": "community safety partnership",
}


def list_name(vocabulary_name: str) -> str:
    """The defined name of a vocabulary's list.

    >>> list_name("themes")
    'list_themes'
    """
    return f"list_{vocabulary_name}"


@dataclass(frozen=True, slots=True)
class _Part:
    """A column of a list: its heading, texts, and the defined name of its cells."""

    heading: str
    cells: tuple[CellValue, ...]
    name: str = ""


def write_lists(page: Page, plan: Plan) -> None:
    """Write each list with its meanings beside it, and a narrow gap before the next."""
    page.title("Lists")
    page.put(2, 1, "The dropdowns offer these words. The sheet is protected: your region keeps the lists.", HINT)
    page.without_gridlines()
    page.freeze(_HEADER_ROW)
    column, starts = 1, []
    for title, parts in _lists(plan):
        _write_list(page, column, title, parts)
        page.widths(3, first=column + len(parts))
        column += len(parts) + 1
        starts.append(column)
    last_row = max(len(part.cells) for _, parts in _lists(plan) for part in parts) + _FIRST_ROW - 1
    page.print_area(last_row, column - 2)
    page.print_in_parts(scale=60, repeated_row=_HEADER_ROW, break_before=starts[:-1])
    _write_what_formulas_ask(page, plan, column)
    page.protect()


def _write_what_formulas_ask(page: Page, plan: Plan, first: int) -> None:
    """Write, in hidden columns, what the dropdowns and formulas of `Cases` look up."""
    column = first
    for keyed in keyed_lists():
        page.put_row(_TITLE_ROW, column, (keyed.title, None), SECTION)
        page.put_row(_HEADER_ROW, column, ("Key", "Offered"), HEADING)
        for row, line in enumerate(keyed.lines, start=_FIRST_ROW):
            page.put_row(row, column, line, _ONE_LINE)
        last = _FIRST_ROW + len(keyed.lines) - 1
        page.name_cell(keyed.keys_name, _FIRST_ROW, column, last)
        page.name_cell(keyed.terms_name, _FIRST_ROW, column + 1, last)
        column += 3
    page.put_row(_TITLE_ROW, column, ("Organisations change on", "The month lies in stretch"), SECTION)
    for row, day in enumerate(change_days(), start=_FIRST_ROW):
        page.put(row, column, day, {**_ONE_LINE, "num_format": DATE_FORMAT})
    page.name_cell(ERA_STARTS, _FIRST_ROW, column, _FIRST_ROW + len(change_days()) - 1)
    page.formula(_FIRST_ROW, column + 1, era_formula(plan), era_on(plan.organisations_on), _ONE_LINE)
    page.name_cell(ERA, _FIRST_ROW, column + 1)
    name_places_offered(page)
    page.hide_columns(first, _write_needed_cells(page, column + 3))


def _write_needed_cells(page: Page, first: int) -> int:
    """Write the tables of which record needs which cell, below each other; return their last column."""
    headers = needed_headers()
    last = first + len(headers)
    page.put(_TITLE_ROW, first, "Cells that a record needs", SECTION)
    page.put_row(_HEADER_ROW, first, ("Key", *headers), HEADING)
    page.name_cell(NEEDED_HEADERS, _HEADER_ROW, first + 1, _HEADER_ROW, last)
    row = _FIRST_ROW
    for table in needed_tables():
        for offset, (key, cells) in enumerate(zip(table.keys, table.rows, strict=True)):
            page.put_row(row + offset, first, (key, *cells), _ONE_LINE)
        last_row = row + len(table.rows) - 1
        page.name_cell(table.keys_name, row, first, last_row)
        page.name_cell(table.name, row, first + 1, last_row, last)
        row = last_row + 1
    name_needed_cells(page)
    return last


def _write_list(page: Page, column: int, title: str, parts: Sequence[_Part]) -> None:
    page.put_row(_TITLE_ROW, column, [title] + [None] * (len(parts) - 1), SECTION)
    page.widths(*(_width(part) for part in parts), first=column)
    for offset, part in enumerate(parts):
        page.put(_HEADER_ROW, column + offset, part.heading, HEADING)
        look: Look = _ONE_LINE if offset else {**_ONE_LINE, "bold": True}
        for row, cell in enumerate(part.cells, start=_FIRST_ROW):
            page.put(row, column + offset, cell, look)
        if part.name:
            page.name_cell(part.name, _FIRST_ROW, column + offset, _FIRST_ROW + len(part.cells) - 1)


def _width(part: _Part) -> float:
    """Wide enough for the longest text; a character is narrower than the digit that Excel measures by."""
    return max(10, 0.95 * max(len(str(text)) for text in (part.heading, *part.cells)) + 2)


def _lists(plan: Plan) -> Iterator[tuple[str, list[_Part]]]:
    yield "ICBs", _icbs()
    for name in VOCABULARY_NAMES:
        if name != "icbs":
            yield name.replace("_", " ").capitalize(), _terms(name, plan)
    yield "Parts of a return", [_Part("Part", (WHOLE, "Adults", "Children"), RETURN_PARTS)]
    yield "Yes or no", [_Part("Answer", ("Yes", "No"), YES_NO)]
    positions = tuple(range(1, LONGEST_INITIALS + 1))
    yield "Letters", [_Part("Place in initials", positions, LETTER_POSITIONS)]


def _icbs() -> list[_Part]:
    """Every ICB, past ones too: which of them is offered is the reporting month's question."""
    icbs = tuple(vocabulary("icbs"))
    return [
        _Part("Code", tuple(icb.code for icb in icbs), list_name("icbs")),
        _Part("Name", tuple(icb.label for icb in icbs), ICB_NAMES),
        _Part("Region", tuple(icb.details["region"] for icb in icbs)),
        _Part("From", tuple(icb.valid_from for icb in icbs)),
        _Part("To", tuple(icb.valid_to for icb in icbs)),
    ]


def _terms(name: str, plan: Plan) -> list[_Part]:
    terms = tuple(vocabulary(name))
    parts = [_Part(_chosen_in(name), tuple(term.code for term in terms), list_name(name))]
    if any(term.label != term.code for term in terms):
        parts.append(_Part("Also shown as", tuple(term.label for term in terms)))
    if any(term.meaning for term in terms):
        parts.append(_Part("Meaning", tuple(term.meaning for term in terms)))
    return parts + _where(name, terms, plan)


def _where(name: str, terms: Sequence[Term], plan: Plan) -> list[_Part]:
    """What is said of a local authority or a board besides its name."""
    if name == "local_authorities":
        day = plan.organisations_on
        icb_of = {place: icb.code for icb in vocabulary("icbs") for place in local_authorities_of(icb.code, on=day)}
        return [_Part("ICB", tuple(icb_of.get(term.code, "") for term in terms))]
    if name == "review_types":
        return [_Part("Commissioned by", board_of_each_type(), TYPE_BOARDS)]
    if name == "boards":
        return [
            _Part("Kind", tuple(_BOARD_KINDS.get(term.details["kind"], "") for term in terms)),
            _Part("Serves", tuple(term.details["local_authorities"] for term in terms)),
            _Part("Confirmed", tuple(term.details["confirmed"] for term in terms)),
        ]
    return []


def _chosen_in(name: str) -> str:
    """The heading of a vocabulary's terms: the column that they are chosen in."""
    columns: list[Column] = [column for column in COLUMNS if column.vocabulary == name]
    return columns[0].header.rstrip(" 123") if columns else "Term"
