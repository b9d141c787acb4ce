"""What `scrt template upgrade` says it did, as lines on the terminal and as a JSON document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from addin.command_line.files import shown_output
from validators.findings import CASES
from validators.quoting import how_many, one_of
from workbook_templates.reading.drift.columns import shown_name
from workbook_templates.upgrading import Upgrade

__all__ = ["upgrade_document", "upgrade_lines"]

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
    for moved in done.moved:
        yield f"  ICB {moved.before} is now {moved.after} in {how_many(moved.cells, 'record')}."
    words = [
        f"  '{one.text}' in {how_many(one.cells, 'cell')} of {_all_of(one.columns)} is now {one.term}."
        for one in done.resolved
    ]
    yield from _first(words, "words")
    kept = [f"  {CASES} row {one.row}, {one.column}: {_what(one.what, one.suggestions)}" for one in done.kept]
    yield from _first(kept, "cells")
    if done.added:
        yield f"  {how_many(len(done.added), 'column')} of your own, kept right of ours: {_added(done)}."
    for name, number in done.lines.items():
        if number:
            yield f"  {how_many(number, 'line')} of {name} carried."
    if done.formulas:
        yield f"  {how_many(done.formulas, 'cell')} with a formula: what it showed is carried, the formula is not."
    for left in done.left:
        named = f"'{left.sheet}'" if left.sheet else "(name withheld)"
        yield (
            f"  Not carried: {how_many(left.cells, 'cell')} on the sheet {named}, {left.what}. They are in the old "
            "workbook. Please copy over what you need."
        )
    yield "  The old workbook is untouched. Please keep it until you have looked through the new one."


def _more(parts: list[str]) -> str:
    return f" ({' and '.join(parts)} more)" if parts else ""


def _what(what: str, suggestions: tuple[str, ...]) -> str:
    meant = f" Did you mean {one_of(suggestions)}?" if suggestions else ""
    return f"{what}. It is kept as it is.{meant}"


def _first(lines: list[str], what: str) -> Iterator[str]:
    yield from lines[:_SHOWN_AT_MOST]
    if len(lines) > _SHOWN_AT_MOST:
        yield f"  and {len(lines) - _SHOWN_AT_MOST:,} more {what}; all of them: --json"


def _all_of(names: tuple[str, ...]) -> str:
    return one_of(names).replace(" or ", " and ")


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
        "resolved": [
            {"columns": list(one.columns), "text": one.text, "term": one.term, "cells": one.cells}
            for one in done.resolved
        ],
        "icbs_moved": [{"before": one.before, "after": one.after, "cells": one.cells} for one in done.moved],
        "kept": [
            {
                "row": one.row,
                "record": one.record,
                "column": one.column,
                "problem": one.problem,
                "what": one.what,
                "suggestions": list(one.suggestions),
            }
            for one in done.kept
        ],
        "added_columns": [
            {"before": one.before, "after": one.after, "header": shown_name(one.header)} for one in done.added
        ],
        "lines": dict(done.lines),
        "formulas": done.formulas,
        "not_carried": [{"sheet": one.sheet, "what": one.what, "cells": one.cells} for one in done.left],
    }
