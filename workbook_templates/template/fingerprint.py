"""Take the fingerprint of the template as it is built now: `python -m workbook_templates.template.fingerprint`.

Only making imports the builder; the check reads the file that this writes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from validators.vocabularies import VOCABULARY_VERSION, vocabulary
from validators.vocabularies.organisations import has_local_lists, icbs_of, regions
from workbook_templates.layout import SHEETS, TEMPLATE_VERSION
from workbook_templates.reading import drift
from workbook_templates.reading.addresses import column_letters, column_number, parse_reference
from workbook_templates.reading.drift.laid import Laid, TableOnSheet, laid_on, tables_on
from workbook_templates.reading.drift.opened import OpenedWorkbook, open_workbook, texts_behind
from workbook_templates.reading.drift.spans import Span
from workbook_templates.reading.guards import EntryRule
from workbook_templates.reading.headers import plain_header
from workbook_templates.reading.sheets import Sheet
from workbook_templates.template import template_bytes

__all__ = ["FINGERPRINT_FILE", "taken"]

FINGERPRINT_FILE = Path(drift.__file__).parent / "data" / f"{TEMPLATE_VERSION}-{VOCABULARY_VERSION}.json"

_READY_ROWS = 3
_EVERY_COLUMN = range(1, 1_000)
_LISTS = SHEETS[-1]

_Place = tuple[str, str, Span | None]
_Found = tuple[EntryRule | None, frozenset[str]]


def taken() -> str:
    """The fingerprint as the text of its file: what all templates share, and what follows ICB and month."""
    books = [open_workbook(content) for content in _templates()]
    rules: dict[EntryRule, int] = {}
    formats: dict[str, int] = {}
    document = {
        "template": TEMPLATE_VERSION,
        "vocabulary": VOCABULARY_VERSION,
        "sheets": [_sheet(part.name, books, rules, formats) for part in books[0].structure.sheets],
        "lists": dict(_lists(books)),
        "rules": [
            {"kind": rule.kind, "allows": rule.allows, "refuses": rule.refuses, "says": rule.says} for rule in rules
        ],
        "formats": list(formats),
    }
    return _one_thing_a_line(document)


def _templates() -> Iterator[bytes]:
    """A template for every kind of ICB, before and after each change of organisations."""
    changes = sorted({icb.valid_from for icb in vocabulary("icbs") if icb.valid_from})
    for day in changes:
        yield template_bytes(reporting_month=day, ready_rows=_READY_ROWS)
        for region in regions():
            there = icbs_of(region, on=day)
            # Only where there are local lists does one ICB's template differ from its neighbour's.
            for icb in there if has_local_lists(there[0].code) else there[:1]:
                yield template_bytes(icb=icb.code, reporting_month=day, ready_rows=_READY_ROWS)


def _sheet(
    name: str, books: Sequence[OpenedWorkbook], rules: dict[EntryRule, int], formats: dict[str, int]
) -> dict[str, Any]:
    found = [dict(_guards(book.sheets[name])) for book in books]
    guards = []
    for table, column, rows in dict.fromkeys(place for one in found for place in one):
        here = [one.get((table, column, rows), (None, frozenset())) for one in found]
        guard: dict[str, Any] = {"table": table} if table else {}
        guard |= {"column": column} | ({"rows": rows} if rows else {})
        guard["rules"] = [_number(rule, rules) for rule in dict.fromkeys(rule for rule, _ in here)]
        guard["formats"] = [
            [formats.setdefault(one, len(formats)) for one in sorted(those)]
            for those in dict.fromkeys(those for _, those in here)
        ]
        guards.append(guard)
    sheet = books[0].sheets[name]
    return {
        "name": name,
        "hidden": sheet.source.hidden,
        "tables": {table.name: _headers(table) for table in tables_on(sheet)},
        "names": sorted(_names_on(name, books[0])),
        "guards": guards,
    }


def _number(rule: EntryRule | None, rules: dict[EntryRule, int]) -> int | None:
    return None if rule is None else rules.setdefault(rule, len(rules))


def _headers(table: TableOnSheet) -> list[str]:
    return [" ".join(header.split()) for header in table.headers.values()]


def _names_on(sheet: str, book: OpenedWorkbook) -> Iterator[str]:
    for name, formula in book.structure.names.items():
        reference = parse_reference(formula)
        if reference and reference[0] == sheet and not name.startswith("_"):
            yield name


def _guards(sheet: Sheet) -> Iterator[tuple[_Place, _Found]]:
    """What each place of an untouched sheet is guarded by."""
    tables = tables_on(sheet)
    laid = laid_on(sheet, tables, columns=_EVERY_COLUMN)
    places = dict.fromkeys(
        place
        for column in sorted({*laid.rules, *laid.formats})
        for rows in _rows_of(laid, column)
        if (place := _place(tables, column, rows))
    )
    for place in places:
        yield place, _found_at(place, tables, laid)


def _rows_of(laid: Laid, column: int) -> list[Span]:
    return sorted({rows for rows, _ in laid.rules.get(column, ())} | {rows for rows, _ in laid.formats.get(column, ())})


def _place(tables: Iterable[TableOnSheet], column: int, rows: Span) -> _Place | None:
    """A column of a table, or some cells; None for cells below a table, which move with its length."""
    for table in tables:
        if column in table.headers and rows[1] > table.header_row:
            first = table.header_row + 1
            return (table.name, " ".join(table.headers[column].split()), None) if rows[0] <= first else None
    return "", column_letters(column), rows


def _found_at(place: _Place, tables: Iterable[TableOnSheet], laid: Laid) -> _Found:
    name, header, rows = place
    if rows is not None:
        column, row = column_number(header), rows[0]
    else:
        table = next(table for table in tables if table.name == name)
        column = next(column for column, text in table.headers.items() if plain_header(text) == plain_header(header))
        row = table.header_row + 1
    rules = [one for (first, last), one in laid.rules.get(column, ()) if first <= row <= last]
    formats = [one for (first, last), one in laid.formats.get(column, ()) if first <= row <= last]
    return (next(iter(rules[0])) if rules else None), frozenset[str]().union(*formats)


def _lists(books: Sequence[OpenedWorkbook]) -> Iterator[tuple[str, list[tuple[str, ...]]]]:
    """The texts behind each list's name, in every form that they take."""
    for name in sorted({name for book in books for name in _names_on(_LISTS, book)}):
        cells = [book.behind(name) for book in books]
        yield name, list(dict.fromkeys(texts_behind(one) for one in cells if one))


def _one_thing_a_line(document: Mapping[str, Any]) -> str:
    """JSON that shows in a diff what changed."""
    lines = ["{"]
    for number, (key, value) in enumerate(document.items(), start=1):
        comma = "," if number < len(document) else ""
        if isinstance(value, str):
            lines.append(f" {json.dumps(key)}: {json.dumps(value)}{comma}")
            continue
        lines.append(f" {json.dumps(key)}: {'{' if isinstance(value, dict) else '['}")
        items = (
            [f"{json.dumps(name)}: {json.dumps(one)}" for name, one in value.items()]
            if isinstance(value, dict)
            else [json.dumps(one) for one in value]
        )
        lines += [f"  {item}," for item in items[:-1]] + [f"  {item}" for item in items[-1:]]
        lines.append(f" {'}' if isinstance(value, dict) else ']'}{comma}")
    return "\n".join([*lines, "}", ""])


if __name__ == "__main__":
    FINGERPRINT_FILE.write_text(taken(), encoding="utf-8")
