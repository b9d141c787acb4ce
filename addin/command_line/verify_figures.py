"""`scrt verify-figures`: what does not add up in a table that somebody typed."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from addin.command_line.console import faults_of, print_json, say
from addin.command_line.files import given_files
from addin.command_line.passwords import read_workbook
from reports.typed_figures.reading import read_typed_figures
from reports.typed_figures.verifying import not_checked, verify_figures
from validators.quoting import how_many

__all__ = ["run"]


def run(path: Path, *, as_json: bool) -> int:
    """Name each figure that does not add up, and mend none; the exit status is 1 when there is one."""
    file = given_files([path])[0]
    with faults_of(file.shown):
        tables = read_typed_figures(read_workbook(file))
    faults, unchecked = verify_figures(tables), not_checked(tables)
    if as_json:
        found = [{**asdict(fault), "message": fault.message} for fault in faults]
        document = {"file": file.shown, "status": "faults" if faults else "ok", "tables": len(tables)}
        print_json({**document, "faults": found, "not_checked": unchecked})
    else:
        rows = how_many(sum(len(table.rows) for table in tables), "row")
        told = (
            how_many(len(faults), "figure does not add up", "figures do not add up") if faults else "Everything adds up"
        )
        say(*(fault.message for fault in faults), *unchecked, f"{told} in {how_many(len(tables), 'table')}, {rows}.")
    return int(bool(faults))
