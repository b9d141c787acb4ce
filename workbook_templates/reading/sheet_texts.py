"""The texts of one sheet besides its records: cells, headers and footers, entry rules, links and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field

from validators.cells import cell_text
from validators.pid_elsewhere import Nature, PlacedText
from workbook_templates.reading.addresses import column_letters
from workbook_templates.reading.sheets import Sheet
from workbook_templates.reading.small_parts import Element, elements

__all__ = ["Records", "cell_texts", "texts_around_cells"]

# Nine digits or fewer are no NHS number, and Excel's dates have five.
_LONG_NUMBER = 10**9
_PRINTED = frozenset({"oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"})
_PRINTED_PLACE = re.compile(r"(?<=[a-z])(?=[HF])")
# What stands in a header for a font, a size, a colour, a page number.
_PRINTED_CODE = re.compile(r'&(?:"[^"]*"|[0-9]+|K[0-9A-Fa-f+\-]{6}|[A-Za-z&])')
_RULE_TEXTS = {
    "prompt": "input message",
    "promptTitle": "input message",
    "error": "error message",
    "errorTitle": "error message",
}
_LINK_TEXTS = {"display": "link", "tooltip": "screen tip of the link"}


@dataclass(frozen=True, slots=True)
class Records:
    """The records of a sheet, which are searched by themselves.

    Attributes:
        rows: their rows.
        unsearched: columns whose cells are no part of a record.
        texts: every text that stands in them.
    """

    rows: Set[int] = frozenset()
    unsearched: Set[int] = frozenset()
    texts: Set[str] = field(default=frozenset(), repr=False)


def cell_texts(sheet: Sheet, shown: str, records: Records) -> Iterator[PlacedText]:
    """The texts of its cells, and its long numbers as text.

    Args:
        sheet: the sheet.
        shown: its name as it may be shown.
        records: what is left out.
    """
    unsearched = sorted(records.unsearched)
    for row, values in enumerate(sheet.rows, start=1):
        if row in records.rows:
            filled = [(column, values[column - 1]) for column in unsearched if column <= len(values)]
        else:
            # Ready rows are blank but for small numbers: most of a sheet is passed over here.
            filled = [(column, value) for column, value in enumerate(values, start=1) if value] if any(values) else []
        for column, value in filled:
            text = value if type(value) is str else _long_number(value)
            # A formula that only repeats a record's text is found where that text stands.
            if text and not (text in records.texts and (row, column) in sheet.marks.formulas):
                yield PlacedText(shown, f"cell {column_letters(column)}{row}", text)


def _long_number(value: object) -> str:
    return cell_text(value) if isinstance(value, int | float) and value >= _LONG_NUMBER else ""


def texts_around_cells(sheet: Sheet, shown: str, targets: Mapping[str, str]) -> Iterator[PlacedText]:
    """What stands in the sheet's XML beside its cells.

    Args:
        sheet: the sheet.
        shown: its name as it may be shown.
        targets: what its links refer to outside the workbook, by their ids.

    Raises:
        FileFault: the XML is broken.
    """
    place = ""
    for one in elements(sheet.marks.around):
        if one.name in _PRINTED:
            where = _PRINTED_PLACE.sub(" ", one.name).lower()
            yield PlacedText(shown, where, _PRINTED_CODE.sub(lambda code: " " * len(code[0]), one.text))
        elif one.name == "dataValidation":
            place = one.attributes.get("sqref", "").partition(" ")[0]
            yield from _attribute_texts(one, shown, _RULE_TEXTS, place)
        elif one.name in ("formula1", "formula2", "f") and '"' in one.text:
            yield PlacedText(shown, f"list of {place}" if place else "formula of an entry rule", one.text)
        elif one.name == "hyperlink":
            yield from _link_texts(one, shown, targets)
    for table in sheet.source.tables:
        yield PlacedText(shown, "table name", table.name, Nature.LABEL)


def _attribute_texts(one: Element, shown: str, named: Mapping[str, str], place: str) -> Iterator[PlacedText]:
    for attribute, what in named.items():
        if text := one.attributes.get(attribute):
            yield PlacedText(shown, f"{what} of {place}", text)


def _link_texts(one: Element, shown: str, targets: Mapping[str, str]) -> Iterator[PlacedText]:
    place = one.attributes.get("ref", "").partition(":")[0]
    yield from _attribute_texts(one, shown, _LINK_TEXTS, place)
    for target in (targets.get(one.attributes.get("id", "")), one.attributes.get("location")):
        if target:
            yield PlacedText(shown, f"target of the link of {place}", target, Nature.REFERENCE)
