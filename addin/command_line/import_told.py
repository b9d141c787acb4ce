"""What `scrt import` says of a spreadsheet, as lines on the terminal and as a JSON document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from addin.command_line.console import aligned
from addin.command_line.files import ending_line, shown_output
from validators.pid import find_pid
from validators.quoting import all_of, how_many
from workbook_templates.importing.imported import ColumnMatch, Imported, SheetMatch
from workbook_templates.importing.questions import Question

__all__ = ["import_document", "import_lines"]

_SHOWN = 12
"""Questions on the terminal; all are in the mapping file and in the JSON document."""


def import_lines(file: str, imported: Imported, *, out: Path, mapping: Path | None) -> Iterator[str]:
    """What was taken, what each column became, where every cell went, and what is left to decide."""
    taken = [sheet for sheet in imported.sheets if sheet.taken]
    named = all_of([_sheet(sheet) for sheet in taken])
    how = f" ({imported.how})" if imported.how else ""
    yield f"{file}: {how_many(len(imported.records), 'record')} from {named}{how}"
    yield from (f"  {line}" for line in _beside(imported))
    yield ""
    yield from aligned([("Column", "Headed", "Becomes", "Sure", "By"), *map(_column, imported.columns)])
    yield ""
    yield from _cells(imported)
    yield from _to_decide(imported)
    yield ""
    if mapping is not None:
        beside = shown_output(mapping)
        yield (
            f"Mapping file: {beside}. To decide or to change anything: edit it and run the import again with "
            f'--mapping "{beside}"'
        )
    decided = "" if imported.is_sure else "decide what is left in the mapping file, then "
    yield ending_line("Workbook written", out, then=f'{decided}scrt check "{shown_output(out)}"')


def _sheet(sheet: SheetMatch) -> str:
    rows = " and ".join(map(str, sheet.header_rows))
    where = f"headers in row {rows}" if rows else "no headers, told by the values"
    return f"{sheet.called} ({how_many(sheet.records, 'record')}, {where}{_hidden(sheet)})"


def _hidden(sheet: SheetMatch) -> str:
    return ", hidden" if sheet.is_hidden else ""


def _beside(imported: Imported) -> Iterator[str]:
    for sheet in imported.sheets:
        if not sheet.taken and sheet.cells:
            yield f"not taken: {sheet.called} ({how_many(sheet.cells, 'cell')}{_hidden(sheet)})"
        if sheet.taken and (sheet.hidden_rows or sheet.hidden_columns):
            rows, columns = how_many(sheet.hidden_rows, "hidden row"), how_many(sheet.hidden_columns, "hidden column")
            yield f"{sheet.called} has {rows} and {columns}: they are taken too"
    if not imported.tells_hidden and not imported.how:
        yield "whether rows or columns are hidden is not read from this format; all are taken"
    if imported.times_left_out:
        yield f"the time of day was left out of {how_many(imported.times_left_out, 'date')}"
    for key in imported.unused:
        shown = "a thing (not shown)" if find_pid(key) else key
        yield f"the mapping file says something of {shown} that applies to nothing here"


def _column(one: ColumnMatch) -> tuple[str, str, str, str, str]:
    header = one.header or ("(not shown)" if one.is_withheld else "(none)")
    becomes = one.becomes if not one.is_asked else f"{one.becomes} ({one.proposal}?)"
    sure = f"{one.match.confidence:.0%}" if one.match.why else ""
    return one.place, " ".join(header.split())[:40], becomes, sure, one.match.why


def _cells(imported: Imported) -> Iterator[str]:
    account = imported.account
    yield (
        f"{how_many(account.found, 'filled cell')}: {account.placed:,} in the template's columns, "
        f"{account.carried:,} in added columns at the right end, {account.said:,} in no record:"
    )
    counted: Counter[str] = Counter()
    for told in imported.told:
        counted[told.reason.value] += told.cells
    yield from (f"  {cells:,}  {reason}" for reason, cells in counted.most_common())


def _to_decide(imported: Imported) -> Iterator[str]:
    if imported.is_sure:
        yield "Nothing is left to decide."
        return
    lines = [f"{sheet.called}: does it hold case reviews too?" for sheet in imported.sheets_to_decide]
    for one in imported.columns_to_decide:
        personal = f" ({how_many(one.certain_pid, 'cell')} with a certain personal detail)" if one.certain_pid else ""
        lines.append(f"column {one.place}{personal}: {one.proposal}? Until you decide it is kept at the right end.")
    lines += [f"{question.target}: {question.in_words}" for question in imported.questions]
    yield f"Left to decide: {len(lines):,}"
    yield from (f"  {line}" for line in lines[:_SHOWN])
    if len(lines) > _SHOWN:
        yield f"  and {len(lines) - _SHOWN:,} more"


def import_document(file: str, imported: Imported, *, out: Path, mapping: Path | None) -> dict[str, object]:
    """The import as JSON."""
    account = imported.account
    return {
        "file": file,
        "workbook": shown_output(out),
        "mapping": shown_output(mapping) if mapping is not None else None,
        "records": len(imported.records),
        "read_as": imported.how or None,
        "sheets": [_sheet_document(sheet, tells_hidden=imported.tells_hidden) for sheet in imported.sheets],
        "columns": [_column_document(one) for one in imported.columns],
        "to_decide": [_question_document(question) for question in imported.questions],
        "cells": {
            "found": account.found,
            "placed": account.placed,
            "carried": account.carried,
            "said": account.said,
        },
        "in_no_record": [
            {"sheet": told.sheet, "reason": told.reason.value, "cells": told.cells, "places": list(told.places)}
            for told in imported.told
        ],
    }


def _sheet_document(sheet: SheetMatch, *, tells_hidden: bool) -> dict[str, object]:
    return {
        "sheet": sheet.name,
        "taken": sheet.taken,
        "to_decide": sheet.is_asked,
        "hidden": sheet.is_hidden,
        "header_rows": list(sheet.header_rows),
        "columns_recognised": sheet.recognised,
        "records": sheet.records,
        "cells": sheet.cells,
        "hidden_rows": sheet.hidden_rows if tells_hidden else None,
        "hidden_columns": sheet.hidden_columns if tells_hidden else None,
    }


def _column_document(one: ColumnMatch) -> dict[str, object]:
    return {
        "place": one.place,
        "header": one.header or None,
        "becomes": one.becomes,
        "proposed": one.proposal or None,
        "confidence": round(one.match.confidence, 2),
        "by": one.match.why or None,
        "cells": one.cells,
        "certain_personal_details": one.certain_pid,
    }


def _question_document(question: Question) -> dict[str, object]:
    return {
        "column": question.target,
        "value": question.key if question.is_shown else None,
        "first": question.first,
        "cells": question.cells,
        "length": question.length,
        "proposed": list(question.proposed),
    }
