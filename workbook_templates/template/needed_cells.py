"""Which cells of a row are still to be filled in: the model's requirements as small tables behind defined names.

A cell is needed where its column is asked for by the row's status, by its type and by its publication status, and where
no other cell serves in its stead. Each of these four is a table of ones and zeros on `Lists`, with a column for each
column of `cases`, so that one product answers for a whole row or for one cell. The names refer to the row (or cell) in
which they are used.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from validators.case_review import COLUMN_BY_FIELD, COLUMNS, Column
from validators.findings import CASES
from validators.vocabularies import vocabulary
from validators.when import NEVER_REQUIRED, NOT_STATED, When
from workbook_templates.layout import CASES_HEADER_ROW, HEADERS, Tables
from workbook_templates.template.page import Page, column_letters, on_sheet
from workbook_templates.template.plan import RECORD_NO, CellValue, is_begun, is_empty

__all__ = [
    "CELL_NEEDED",
    "COMPLETE",
    "ENTERED",
    "NEEDED_HEADERS",
    "NOT_UNDERSTOOD",
    "name_needed_cells",
    "needed_tables",
    "to_complete",
    "to_complete_formula",
]

ENTERED = tuple(column for column in COLUMNS if column.header != RECORD_NO)
"""The columns that make a row a record."""

COMPLETE = "Complete"
NOT_UNDERSTOOD = "Not understood here"
NEEDED_HEADERS = "needed_headers"
CELL_NEEDED = "cell_needed"
"""Above 0 where the cell in which it is used is needed by its row."""

_ROW_LACKS = "row_lacks"
_ORDER = "needed_order"
_BESIDE = "needed_beside"
_FIELDS = ("status", "review_type", "publication_status")
_PART_OF_WHEN = dict(zip(_FIELDS, ("statuses", "types", "publications"), strict=True))
_LETTERS = {column.field: column_letters(number) for number, column in enumerate(COLUMNS, start=1)}
# Blank and filled-in cells are looked up alike, so each key begins with a mark.
_MARK = ":"
_INSTEAD = tuple(dict.fromkeys(column.instead for column in COLUMNS if column.instead))
"""The sets of fields that serve in another's stead; each is one digit of the row in its table."""


@dataclass(frozen=True, slots=True)
class NeededTable:
    """A table of ones and zeros: its defined name, the key of each row, and the rows."""

    name: str
    keys: tuple[str, ...]
    rows: tuple[tuple[int, ...], ...]

    @property
    def keys_name(self) -> str:
        """The defined name of its keys."""
        return f"{self.name}_keys"


def needed_tables() -> Iterator[NeededTable]:
    """The four tables, and before them the order in which what is lacking is named: the first column first."""
    yield NeededTable(_ORDER, ("",), (tuple(range(len(ENTERED), 0, -1)),))
    for field in _FIELDS:
        codes = _codes(field)
        rows = tuple(tuple(_asks(column.required, field, code) for column in ENTERED) for code in codes.values())
        yield NeededTable(_table_of(field), tuple(_MARK + word for word in codes), rows)
    filled = list(product((False, True), repeat=len(_INSTEAD)))
    rows = tuple(tuple(int(not _is_served(column, dict(zip(_INSTEAD, each, strict=True)))) for column in ENTERED)
                 for each in filled)  # fmt: skip
    yield NeededTable(_BESIDE, tuple("".join(map(str, map(int, each))) for each in filled), rows)


def _codes(field: str) -> Mapping[str, str | None]:
    """Each word that a cell may hold to its code; a blank cell and Not Stated have none."""
    words: dict[str, str | None] = {"": None}
    for term in vocabulary(COLUMN_BY_FIELD[field].vocabulary or ""):
        words |= dict.fromkeys((term.code, term.label), None if term.code == NOT_STATED else term.code)
    return words


def _asks(when: When, field: str, code: str | None) -> int:
    if when.filled:
        raise ValueError("A column that is needed only where another is filled in has no formula yet.")
    codes = getattr(when, _PART_OF_WHEN[field])
    if when is NEVER_REQUIRED:
        return 0
    return int(codes is None or code in codes)


def _is_served(column: Column, filled: Mapping[tuple[str, ...], bool]) -> bool:
    return bool(column.instead) and filled[column.instead]


def _table_of(field: str) -> str:
    return f"needed_by_{field}"


def name_needed_cells(page: Page) -> None:
    """Give the formulas their names; they speak of the row of the cell in which they stand."""
    for field in _FIELDS:
        page.name_formula(_place(field), f'MATCH("{_MARK}"&{_cell(field)},{_table_of(field)}_keys,0)')
    entered = on_sheet(CASES, f"${column_letters(2)}1:${column_letters(len(HEADERS))}1")
    blank = f'((TRIM({entered})="")+(TRIM({entered})="{NOT_STATED}"))'
    wholes = [f"INDEX({_table_of(field)},{_place(field)},0)" for field in _FIELDS]
    page.name_formula(_ROW_LACKS, "*".join([blank, *wholes, f"INDEX({_BESIDE},{_beside_place()},0)"]))
    column = f"MATCH({on_sheet(CASES, f'A${CASES_HEADER_ROW}')},{NEEDED_HEADERS},0)"
    # What hangs on a word that is not understood is not asked for, as if the cell were blank.
    cells = [f"INDEX({_table_of(field)},IFERROR({_place(field)},1),{column})" for field in _FIELDS]
    page.name_formula(CELL_NEEDED, "*".join([*cells, f"INDEX({_BESIDE},{_beside_place()},{column})"]))


def _place(field: str) -> str:
    return f"row_of_{field}"


def _cell(field: str) -> str:
    return on_sheet(CASES, f"${_LETTERS[field]}1")


def _beside_place() -> str:
    """The row of the last table: one more than the binary number of what is filled in."""
    digits = [
        f"{2**power}*(COUNTA({','.join(_cell(field) for field in fields)})>0)"
        for power, fields in enumerate(reversed(_INSTEAD))
    ]
    return "+".join(["1", *digits])


def to_complete_formula() -> str:
    """Blank for a row that is not begun; else how many cells it lacks, and the first of them."""
    entered = f"{Tables().cases}[[#This Row],[{ENTERED[0].header}]:[{ENTERED[-1].header}]]"
    count = f"SUMPRODUCT({_ROW_LACKS})"
    first = f"INDEX({NEEDED_HEADERS},{len(ENTERED) + 1}-SUMPRODUCT(MAX({_ROW_LACKS}*{_ORDER})))"
    said = f'IF({count}=0,"{COMPLETE}",{count}&": "&{first}&IF({count}>1," first",""))'
    strange = '"a cell that shows an error"'
    for field in reversed(_FIELDS):
        strange = f'IF(ISNA({_place(field)}),"{COLUMN_BY_FIELD[field].header}",{strange})'
    return f'=IF(COUNTA({entered})=0,"",IFERROR({said},"{NOT_UNDERSTOOD}: "&{strange}))'


def to_complete(row: Mapping[str, CellValue]) -> str:
    """What the formula shows for a row.

    >>> to_complete({"Record no.": 1}), to_complete({"Status": "Halted"})
    ('', 'Not understood here: Status')
    >>> to_complete({"Status": "Open", "Theme 2": "Neglect"})[:32]
    '13: Borough or local authority f'
    """
    if not is_begun(row):
        return ""
    facts = {field: _code(field, row) for field in _FIELDS}
    for field, (understood, _) in facts.items():
        if not understood:
            return f"{NOT_UNDERSTOOD}: {COLUMN_BY_FIELD[field].header}"
    lacking = [column.header for column in ENTERED if _lacks(row, column, {f: code for f, (_, code) in facts.items()})]
    if not lacking:
        return COMPLETE
    return f"{len(lacking)}: {lacking[0]}{' first' if len(lacking) > 1 else ''}"


def _code(field: str, row: Mapping[str, CellValue]) -> tuple[bool, str | None]:
    """Whether a cell is understood as the formulas understand it, in any letter case, and its code."""
    value = row.get(COLUMN_BY_FIELD[field].header)
    codes = {word.casefold(): code for word, code in _codes(field).items()}
    word = "" if is_empty(value) else str(value).casefold()
    return word in codes, codes.get(word)


def _lacks(row: Mapping[str, CellValue], column: Column, codes: Mapping[str, str | None]) -> bool:
    if not all(_asks(column.required, field, code) for field, code in codes.items()):
        return False
    if any(not is_empty(row.get(COLUMN_BY_FIELD[field].header)) for field in column.instead):
        return False
    value = row.get(column.header)
    return is_empty(value) or (isinstance(value, str) and value.strip(" ").casefold() in ("", NOT_STATED.casefold()))


def needed_headers() -> Sequence[str]:
    """The headers above the tables."""
    return [column.header for column in ENTERED]
