"""What `scrt merge` says it did, as lines on the terminal and as a JSON document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from addin.command_line.files import ending_line, shown_output
from addin.command_line.upgrade_told import (
    carried_document,
    carried_lines,
    first_lines,
    left_document,
    left_lines,
)
from validators.messages import command_line as messages
from validators.quoting import how_many
from workbook_templates.reading.drift.columns import shown_name
from workbook_templates.upgrading import Merge
from workbook_templates.upgrading.merging import MergedPart, Renumbered, Repeated

__all__ = ["merge_document", "merge_lines"]


def merge_lines(done: Merge, *, out: Path) -> Iterator[str]:
    """Part by part what became of it, then what concerns several."""
    records = sum(one.records for one in done.parts)
    yield f"{shown_output(out)}: {done.icb or 'no ICB'}, {how_many(records, 'record')} of {len(done.parts)} workbooks"
    for one in done.parts:
        yield from _part_lines(one)
    written = done.cells_after - done.cells_before
    yield (
        f"{how_many(records, 'record')} before and after; {done.cells_before:,} filled cells before and "
        f"{done.cells_after:,} after ({written:,} more: Origin, by which earlier months find the records, and numbers "
        "that were missing)."
    )
    repeated = [_said_twice(one) for one in done.repeated]
    yield from first_lines(repeated, "records")
    for name, number in done.lines.items():
        if number:
            yield f"{how_many(number, 'line')} of {name} carried."
    if done.added:
        yield f"{how_many(len(done.added), 'column')} of your own, kept right of ours."
    for label in done.blank:
        yield messages.LEFT_BLANK(label=label)
    yield messages.PARTS_UNTOUCHED()
    yield ending_line("Workbook written", out, then=f'scrt check "{shown_output(out)}"')


def _part_lines(one: MergedPart) -> Iterator[str]:
    whose = f"{one.icb or 'no ICB'}, {shown_name(one.part) or 'part (name withheld)'}"
    where = f" in rows {one.first_row:,} to {one.last_row:,}" if one.records else ""
    yield f"{one.file} ({whose}): {how_many(one.records, 'record')}{where}"
    if one.renumbered:
        said = "; ".join(_runs(one.renumbered))
        yield f"  Record numbers that another part has taken are other ones now: {said}."
    yield from carried_lines(one.carried.moved, one.carried.resolved, one.carried.kept)
    if one.old.formulas:
        yield f"  {how_many(one.old.formulas, 'cell')} with a formula: what it showed is carried, the formula is not."
    yield from left_lines(one.old.left)


def _runs(lines: Sequence[Renumbered]) -> list[str]:
    """Numbers that follow each other told as one.

    >>> _runs([Renumbered(5, "1", 9), Renumbered(6, "2", 10), Renumbered(8, "7a", 11)])
    ['1 to 2 are 9 to 10', '7a is 11']
    """
    runs: list[list[Renumbered]] = []
    for line in lines:
        if runs and _follows(runs[-1][-1], line):
            runs[-1].append(line)
        else:
            runs.append([line])
    return [
        f"{run[0].before} to {run[-1].before} are {run[0].after} to {run[-1].after}"
        if len(run) > 1
        else f"{run[0].before} is {run[0].after}"
        for run in runs
    ]


def _follows(one: Renumbered, other: Renumbered) -> bool:
    numbers = [line.before or "" for line in (one, other)]
    return all(map(str.isdecimal, numbers)) and int(numbers[1]) == int(numbers[0]) + 1 and other.after == one.after + 1


def _said_twice(one: Repeated) -> str:
    what = "origin" if one.column == "Origin" else "reference"
    first, second = (f"{file} row {row}" for file, row in (one.first, one.second))
    return messages.SAME_IN_BOTH(what=what, first=first, second=second)


def merge_document(done: Merge) -> dict[str, Any]:
    """A merge as JSON."""
    return {
        "status": "ok",
        "icb": done.icb,
        "part": shown_name(done.part),
        "records": sum(one.records for one in done.parts),
        "cells": {"before": done.cells_before, "after": done.cells_after},
        "parts": [_part_document(one) for one in done.parts],
        "repeated": [
            {
                "column": one.column,
                "first": {"file": one.first[0], "row": one.first[1]},
                "second": {"file": one.second[0], "row": one.second[1]},
            }
            for one in done.repeated
        ],
        "added_columns": [shown_name(header) for header in done.added],
        "lines": dict(done.lines),
        "left_blank": list(done.blank),
    }


def _part_document(one: MergedPart) -> dict[str, Any]:
    return {
        "file": one.file,
        "icb": one.icb,
        "part": shown_name(one.part),
        "records": one.records,
        "first_row": one.first_row if one.records else None,
        "last_row": one.last_row if one.records else None,
        "origins_written": one.carried.origins,
        "numbers_given": one.carried.numbered,
        "renumbered": [{"row": line.row, "before": line.before, "after": line.after} for line in one.renumbered],
        **carried_document(one.carried.moved, one.carried.resolved, one.carried.kept),
        "formulas": one.old.formulas,
        "not_carried": left_document(one.old.left),
    }
