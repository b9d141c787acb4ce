"""Formulas of entry rules and conditional formats, written so that two that mean the same read the same.

Excel and LibreOffice rewrite what they save: they quote a sheet or not, move a formula with the first cell of its range
and split ranges. So references are told by what they point to from the cell itself: its own column, a column by its
header, the header row.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from workbook_templates.reading.addresses import column_letters, column_number

__all__ = ["Around", "Reference", "formula_pieces", "same_words"]

_PIECE = re.compile(
    r'(?P<text>"(?:[^"]|"")*")'
    r"|(?:(?P<quoted>'(?:[^']|'')+')!|(?P<sheet>[A-Za-z_][\w.]*)!)?"
    r"(?P<column>\$?[A-Za-z]{1,3})(?P<row>\$?[1-9][0-9]{0,6})(?![\w.(!\[])"
    r"|(?:(?P<quoted2>'(?:[^']|'')+')!|(?P<sheet2>[A-Za-z_][\w.]*)!)?"
    r"(?P<whole>\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3})(?![\w.(!\[$])"
    r"|(?P<truth>(?:TRUE|FALSE)\b)(?:\s*\(\s*\))?"
    r"|(?P<number>\d+\.?\d*(?:[eE][+-]?\d+)?)"
    r"|(?P<word>(?:'(?:[^']|'')+'!)?[A-Za-z_\\#][\w.\\?!]*)"
    r"|(?P<space>\s+)"
    r"|(?P<mark>.)",
    re.DOTALL | re.IGNORECASE,
)
_PREFIX = re.compile(r"^_xl(?:fn|ws)\.(?:_xlws\.)?", re.IGNORECASE)
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Reference:
    """A cell, or a whole column (row 0), that a formula refers to; what is not fixed moves with the formula's cell."""

    sheet: str
    column: int
    column_fixed: bool
    row: int
    row_fixed: bool


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the cells of a table or sheet, to tell references by.

    Attributes:
        sheet: the sheet's name, folded.
        headers: column to header, for the columns of a table.
        header_row: the table's row of headers, 0 where there is no table.
    """

    sheet: str = ""
    headers: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))
    header_row: int = 0

    def formula(self, text: str, *, base: tuple[int, int], column: int) -> str:
        """A formula as the cells of one column mean it.

        Args:
            text: as saved.
            base: row and column of the cell that the formula was written for.
            column: the column of the cells.

        >>> around = Around("cases", {1: "Record no.", 5: "Status"}, 4)
        >>> around.formula('COUNTIFS(flags,$A5,places,A$4)>0', base=(5, 1), column=5)
        'COUNTIFS(FLAGS,[Record no.]r,PLACES,[@]h)>0'
        >>> around.formula("=countifs(Flags, Cases!$A9, places, A$4) > 0", base=(9, 1), column=5)
        'COUNTIFS(FLAGS,[Record no.]r,PLACES,[@]h)>0'
        """
        return "".join(
            piece if isinstance(piece, str) else self._reference(piece, base, column) for piece in formula_pieces(text)
        )

    def _reference(self, one: Reference, base: tuple[int, int], column: int) -> str:
        if one.sheet and one.sheet != self.sheet:
            return f"{one.sheet}!${column_letters(one.column)}${one.row or ''}"
        place = one.column if one.column_fixed else one.column - base[1] + column
        if place == column:
            named = "[@]"
        elif place in self.headers:
            named = f"[{self.headers[place]}]"
        else:
            named = f"${column_letters(place)}" if one.column_fixed else f"c{place - column:+d}"
        return named + self._row(one, base[0])

    def _row(self, one: Reference, base: int) -> str:
        if not one.row:
            return ":"
        if not one.row_fixed:
            return f"r{one.row - base:+d}" if one.row != base else "r"
        if not self.header_row or one.row < self.header_row:
            return f"${one.row}"
        # Where the records end depends on how many there are.
        return ("h", "f")[one.row - self.header_row] if one.row <= self.header_row + 1 else "l"


@lru_cache(maxsize=4096)
def formula_pieces(text: str) -> tuple[str | Reference, ...]:
    """Take a formula apart, without spaces, in capitals outside its texts.

    >>> formula_pieces('LEFT($T5, 8) = "https://"')
    ('LEFT(', Reference(sheet='', column=20, column_fixed=True, row=5, row_fixed=False), ',8)="https://"')
    """
    pieces: list[str | Reference] = []
    plain: list[str] = []
    for found in _PIECE.finditer(text.strip().removeprefix("=")):
        references = _references(found)
        if references:
            if plain:
                pieces.append("".join(plain))
                plain = []
            pieces += references
        else:
            plain.append(_plain(found))
    if plain:
        pieces.append("".join(plain))
    return tuple(pieces)


def _references(found: re.Match[str]) -> list[Reference]:
    if found["row"]:
        sheet = _sheet(found["quoted"], found["sheet"])
        column, row = found["column"], found["row"]
        return [
            Reference(sheet, column_number(column.lstrip("$")), column[0] == "$", int(row.lstrip("$")), row[0] == "$")
        ]
    if found["whole"]:
        sheet = _sheet(found["quoted2"], found["sheet2"])
        return [
            Reference(sheet, column_number(column.lstrip("$")), column[0] == "$", 0, row_fixed=True)
            for column in found["whole"].split(":")
        ]
    return []


def _sheet(quoted: str | None, plain: str | None) -> str:
    return (quoted[1:-1].replace("''", "'") if quoted else plain or "").casefold()


def _plain(found: re.Match[str]) -> str:
    if found["text"]:
        return found["text"]
    if found["number"]:
        number = float(found["number"])
        return str(int(number)) if number.is_integer() else repr(number)
    if found["word"]:
        return _PREFIX.sub("", found["word"]).upper()
    if found["truth"]:
        # LibreOffice saves TRUE as TRUE() in one place and as 1 in another; to a formula they are the same.
        return "1" if found["truth"].upper() == "TRUE" else "0"
    return "" if found["space"] else found[0].upper()


def same_words(text: str) -> str:
    r"""A message for comparing: how line ends and spaces are saved does not matter.

    >>> same_words("Choose it.\nNeeded.") == same_words("Choose it._x000a_Needed.") == same_words("Choose it. Needed.")
    True
    """
    return " ".join(_ESCAPE.sub(lambda found: chr(int(found[1], 16)), text).split())
