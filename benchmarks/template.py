"""How long the template takes in LibreOffice: opened, and after an edit; beside the same sheets without any formula.

    python -m uv run python -m benchmarks template [--rounds 3]

The bare workbook holds the very values of every sheet, without formulas, rules and formats. An edit is timed until the
edited sheet, `Summary` and `Checklist` show what follows from it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from xlsxwriter import Workbook

from benchmarks.rows import Row
from tests.libreoffice import Place, Timed, timed
from workbook_templates.layout import FIRST_RECORD_ROW
from workbook_templates.template import template_bytes
from workbook_templates.template.cases import COLUMN_NUMBERS
from workbook_templates.template.page import column_letters

WATCHED = ("Summary", "Checklist")
TYPED: dict[str, str | float] = {
    "Status": "Open",
    "Review type": "SAR Adult",
    "Date added": 45_000,
    "Overview": "Adult B lived alone. This case is made up.",
    "Theme 1": "Neglect",
    "Learning 1": "Supervision",
}


def bare(content: bytes) -> bytes:
    """A workbook of the same sheets and values, and nothing else."""
    target = BytesIO()
    with Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as workbook:
        for sheet in load_workbook(BytesIO(content), data_only=True, read_only=True):
            written = workbook.add_worksheet(sheet.title)
            for number, row in enumerate(sheet.iter_rows(values_only=True)):
                written.write_row(number, 0, [str(each) if isinstance(each, date) else each for each in row])
    return target.getvalue()


def measure(ready_rows: int, rounds: int) -> dict[str, Timed]:
    """The best of some rounds for the template and for the bare workbook."""
    content = template_bytes(icb="QMF", reporting_month=date(2024, 10, 31), ready_rows=ready_rows)
    edits: dict[Place, str | float] = {
        ("Cases", f"{column_letters(COLUMN_NUMBERS[header])}{FIRST_RECORD_ROW}"): value
        for header, value in TYPED.items()
    }
    found = {}
    with tempfile.TemporaryDirectory() as name:
        for kind, made in (("template", content), ("bare", bare(content))):
            path = Path(name) / f"{kind}.xlsx"
            path.write_bytes(made)
            found[kind] = timed(path, edits, watched=WATCHED, rounds=rounds)
    return found


def rows(*, ready_rows: int, rounds: int) -> Iterator[Row]:
    """Opening, and each edit, against the bare workbook."""
    found = measure(ready_rows, rounds)
    template, without = found["template"], found["bare"]
    took, least = template.opened, without.opened
    yield Row(
        "template", f"opened, {ready_rows:,} ready rows", f"{took:.2f} s", f"bare: {least:.2f} s", took / least, "4 s"
    )
    for header, took, least in zip(TYPED, template.edits, without.edits, strict=True):
        yield Row("template", f"an edit of {header}", f"{took:.3f} s", f"bare: {least:.3f} s", took / least, "0.1 s")
