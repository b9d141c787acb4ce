"""What `scrt template upgrade` says it did, as lines on the terminal and as a JSON document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from addin.command_line.files import ending_line, shown_output
from validators.findings import CASES
from validators.messages import command_line as messages
from validators.quoting import all_of, how_many, one_of
from workbook_templates.reading.drift.columns import shown_name
from workbook_templates.upgrading import Upgrade
from workbook_templates.upgrading.carrying import Kept, Moved, Resolved
from workbook_templates.upgrading.old_workbook import LeftBehind

__all__ = [
    "carried_document",
    "carried_lines",
    "first_lines",
    "left_document",
    "left_lines",
    "upgrade_document",
    "upgrade_lines",
]

_SHOWN_AT_MOST = 10


def upgrade_lines(file: str, done: Upgrade, *, out: Path) -> Iterator[str]:
    """The counts, what was changed and why, what is left to mend, and what is not carried."""
    yield f"{file}: template {done.template_before} -> {shown_output(out)}: template {done.template_after}"
    cells = f"{done.cells_before:,} filled cells before, {done.cells_after:,} after"
    written = ((done.origins, "Origin"), (done.numbered, "Record no."))
    more = [f"{number:,} {header}" for number, header in written if number]
    yield f"  {how_many(done.records, 'record')} before and after; {cells}{_more(more)}."
    if done.icb_before != done.icb_after:
        yield f"  ICB: {done.icb_before or 'none'} is now {done.icb_after}."
    if done.origins:
        yield f"  Origin is written in {how_many(done.origins, 'record')}, so that earlier months still find them."
    yield from carried_lines(done.moved, done.resolved, done.kept)
    if done.added:
        yield f"  {how_many(len(done.added), 'column')} of your own, kept right of ours: {_added(done)}."
    for name, number in done.lines.items():
        if number:
            yield f"  {how_many(number, 'line')} of {name} carried."
    if done.formulas:
        yield f"  {how_many(done.formulas, 'cell')} with a formula: what it showed is carried, the formula is not."
    yield from left_lines(done.left)
    yield f"  {messages.OLD_UNTOUCHED()}"
    yield ending_line("Workbook written", out, then=f'scrt check "{shown_output(out)}"')


def carried_lines(moved: Iterable[Moved], resolved: Iterable[Resolved], kept: Iterable[Kept]) -> Iterator[str]:
    """What was changed on the way, and what nobody understands."""
    for one in moved:
        yield f"  ICB {one.before} is now {one.after} in {how_many(one.cells, 'record')}."
    words = [
        f"  '{one.text}' in {how_many(one.cells, 'cell')} of {all_of(one.columns)} is now {one.term}."
        for one in resolved
    ]
    yield from first_lines(words, "words")
    cells = [f"  {CASES} row {one.row}, {one.column}: {_what(one.what, one.suggestions)}" for one in kept]
    yield from first_lines(cells, "cells")


def left_lines(left: Iterable[LeftBehind]) -> Iterator[str]:
    """What has no place in the new workbook."""
    for one in left:
        named = f"'{one.sheet}'" if one.sheet else "(name withheld)"
        yield f"  {messages.NOT_CARRIED(cells=how_many(one.cells, 'cell'), sheet=named, what=one.what)}"


def _more(parts: list[str]) -> str:
    return f" ({' and '.join(parts)} more)" if parts else ""


def _what(what: str, suggestions: tuple[str, ...]) -> str:
    meant = f" Did you mean {one_of(suggestions)}?" if suggestions else ""
    return f"{what}. It is kept as it is.{meant}"


def first_lines(lines: list[str], what: str) -> Iterator[str]:
    """The first few of many lines, and how many more there are."""
    yield from lines[:_SHOWN_AT_MOST]
    if len(lines) > _SHOWN_AT_MOST:
        yield f"  and {len(lines) - _SHOWN_AT_MOST:,} more {what}; all of them: --json"


def _added(done: Upgrade) -> str:
    return ", ".join(shown_name(one.header) or f"column {one.after} (header withheld)" for one in done.added)


def upgrade_document(done: Upgrade) -> dict[str, Any]:
    """An upgrade as JSON."""
    return {
        "status": "ok",
        "template": {"before": done.template_before, "after": done.template_after},
        "icb": {"before": done.icb_before, "after": done.icb_after},
        "records": {"before": done.records, "after": done.records},
        "cells": {"before": done.cells_before, "after": done.cells_after},
        "origins_written": done.origins,
        "numbers_given": done.numbered,
        **carried_document(done.moved, done.resolved, done.kept),
        "added_columns": [
            {"before": one.before, "after": one.after, "header": shown_name(one.header)} for one in done.added
        ],
        "lines": dict(done.lines),
        "formulas": done.formulas,
        "not_carried": left_document(done.left),
    }


def carried_document(moved: Iterable[Moved], resolved: Iterable[Resolved], kept: Iterable[Kept]) -> dict[str, Any]:
    """What was changed on the way, and what nobody understands, as JSON."""
    return {
        "resolved": [
            {"columns": list(one.columns), "text": one.text, "term": one.term, "cells": one.cells} for one in resolved
        ],
        "icbs_moved": [{"before": one.before, "after": one.after, "cells": one.cells} for one in moved],
        "kept": [
            {
                "row": one.row,
                "record": one.record,
                "column": one.column,
                "problem": one.problem,
                "what": one.what,
                "suggestions": list(one.suggestions),
            }
            for one in kept
        ],
    }


def left_document(left: Iterable[LeftBehind]) -> list[dict[str, Any]]:
    """What has no place in the new workbook, as JSON."""
    return [{"sheet": one.sheet, "what": one.what, "cells": one.cells} for one in left]
