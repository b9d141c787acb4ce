"""A new record, filled in on a form: what each field offers, what the check says of it, and the row to paste."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from addin.browser.pasting import pasted, plain
from validators.case_review import COLUMN_BY_FIELD, COLUMN_BY_HEADER, COLUMNS, Column
from validators.cells import parse_day
from validators.check import check
from validators.entries import Circumstances, Entry, RawRow, understand
from validators.findings import Finding
from validators.required_cells import cells_to_complete
from validators.vocabularies import Term, vocabulary
from validators.vocabularies.organisations import has_local_lists
from validators.your_icb import YourIcb
from workbook_templates.layout import FIRST_RECORD_ROW, RECORD_NO
from workbook_templates.template.places_offered import board_of_each_type, era_on, keyed_lists
from workbook_templates.template.record import WEB_FORM

__all__ = ["form_fields", "icbs_offered", "judged_record", "places_offered"]

# Record numbers are in the workbook's ready rows already; Origin is derived, or written by merge and upgrade.
_LEFT_OUT = frozenset({"record_no", "origin"})
_PASTED = tuple(column for column in COLUMNS if column.field not in _LEFT_OUT)
_SOME_NUMBER = "1"


def form_fields(month: date) -> list[dict[str, Any]]:
    """The fields in the order of the national web form, then the others; lists as they stand in a month."""
    besides = [column.field for column in _PASTED if column.field not in WEB_FORM]
    fields = [COLUMN_BY_FIELD[name] for name in (*WEB_FORM, *besides)]
    return [
        {
            "header": column.header,
            "kind": column.kind,
            "enter": column.enter,
            "options": _options(column, month),
            "besides": column.field in besides,
        }
        for column in fields
    ]


def _options(column: Column, month: date) -> list[list[str]]:
    if column.vocabulary is None:
        return []
    if column.vocabulary == "icbs":
        return icbs_offered(month)
    return [_option(term) for term in vocabulary(column.vocabulary)]


def icbs_offered(month: date) -> list[list[str]]:
    """Codes and names of the ICBs that stand at the end of a month."""
    return [_option(term) for term in vocabulary("icbs").on(month)]


def _option(term: Term) -> list[str]:
    return [term.code, term.code if term.code == term.label else f"{term.code}: {term.label}"]


def places_offered(values: Mapping[str, str], month: date) -> dict[str, list[str] | None]:
    """What the workbook's dropdowns of boroughs and boards would offer in this record's row; None for free text."""
    icb = values.get(COLUMN_BY_FIELD["icb"].header, "")
    local_authority = COLUMN_BY_FIELD["local_authority"].header
    board = COLUMN_BY_FIELD["board"].header
    if icb and not has_local_lists(icb):
        return {local_authority: None, board: None}
    review_type = values.get(COLUMN_BY_FIELD["review_type"].header, "")
    kinds = dict(zip(vocabulary("review_types").codes, board_of_each_type(), strict=True))
    keyed = _by_key()
    chosen = values.get(local_authority, "")
    kind = kinds.get(review_type, "any")
    boards = keyed["board_keys"]
    return {
        local_authority: keyed["local_authority_keys"].get(f"{era_on(month)}/{icb}", []),
        board: boards.get(f"{chosen}|{kind}") or boards.get(f"|{kind}", []),
    }


def _by_key() -> dict[str, dict[str | int, list[str]]]:
    lists: dict[str, dict[str | int, list[str]]] = {}
    for one in keyed_lists():
        terms: dict[str | int, list[str]] = defaultdict(list)
        for key, term in one.lines:
            terms[key].append(term)
        lists[one.keys_name] = terms
    return lists


def judged_record(values: Mapping[str, str], *, month: date, today: date) -> dict[str, Any]:
    """What the check says of the record as typed, what it still lacks, and the row to paste."""
    cells = {header: _as_held(header, text) for header, text in values.items() if text.strip()}
    raw = RawRow({RECORD_NO: _SOME_NUMBER, **cells}, FIRST_RECORD_ROW)
    heading = YourIcb.model_validate({"reporting_month": month})
    result = check([raw], given=Circumstances(today, heading))
    entry = understand(raw)
    lacking = cells_to_complete(entry.review, unread=entry.problems.keys())
    found = [finding for finding in result.findings if finding.row is not None]
    return {
        "findings": [_told(finding) for finding in found if finding.column not in lacking],
        "lacking": list(lacking),
        "row": pasted([[plain(text) for text in _row(entry)]]),
        "cells": len(cells),
    }


def _as_held(header: str, text: str) -> object:
    """What a cell holds once the text is typed there: a day becomes a date, a month alone stays text."""
    if COLUMN_BY_HEADER[header].kind != "date":
        return text
    day, is_month = parse_day(text) or (None, True)
    return text if is_month else day


def _told(finding: Finding) -> dict[str, str]:
    what = finding.message.partition(f", {finding.column}: ")[2] or finding.message
    return {
        "column": finding.column,
        "severity": finding.severity.value,
        "rule": finding.rule,
        "what": what,
        "fix": finding.fix,
    }


def _row(entry: Entry) -> Iterator[str]:
    for column in _PASTED:
        value, held = getattr(entry.review, column.field), entry.raw.cells.get(column.header)
        if isinstance(held, date):
            # Any Excel reads this form as a date, whatever its country.
            yield held.isoformat()
        else:
            yield str(value) if column.kind == "term" and value is not None else entry.text(column.header)
