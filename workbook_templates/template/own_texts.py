"""Which texts the template writes by itself, for whichever ICB and month: the list that reading skips.

Run as a program it writes the list anew: `python -m workbook_templates.template.own_texts`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from validators.vocabularies import vocabulary
from validators.vocabularies.organisations import has_local_lists
from workbook_templates import reading
from workbook_templates.reading.elsewhere import read_elsewhere
from workbook_templates.reading.own_texts import OWN_TEXTS, own_texts_file
from workbook_templates.reading.package import Package
from workbook_templates.reading.structure import read_structure
from workbook_templates.template.build import template_bytes

__all__ = ["template_texts", "write_own_texts"]


def template_texts() -> frozenset[str]:
    """Every text of the templates that can be made: for no ICB, for each with lists of its own, and for one without."""
    return frozenset(text for content in _templates() for text in _texts(content))


def _templates() -> Iterator[bytes]:
    yield template_bytes(ready_rows=1)
    icbs = list(vocabulary("icbs"))
    with_lists = [icb for icb in icbs if has_local_lists(icb.code)]
    without = next(icb for icb in icbs if not has_local_lists(icb.code) and icb.valid_to is None)
    for icb in (*with_lists, without):
        days = {day for day in (icb.valid_from, icb.valid_to) if day is not None} or {date(2024, 10, 31)}
        for day in sorted(days):
            yield template_bytes(icb=icb.code, reporting_month=day, ready_rows=1)


def _texts(content: bytes) -> Iterator[str]:
    package = Package(content)
    found = read_elsewhere(package, read_structure(package), {}, {}, is_ours=lambda _: False)
    return (placed.text for placed in found.texts)


def write_own_texts() -> Path:
    """Write the list into the package and return where."""
    path = Path(reading.__file__).parent / "data" / OWN_TEXTS
    path.write_text(own_texts_file(template_texts()), encoding="ascii", newline="\n")
    return path


if __name__ == "__main__":
    write_own_texts()
