"""The fingerprint of a template version: what stands in it untouched.

`template/fingerprint.py` makes it from the builder: one file for each template version and version of the lists. Older
ones stay.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from workbook_templates.reading.drift.spans import Span
from workbook_templates.reading.guards import EntryRule

__all__ = ["Fingerprint", "Guard", "SheetPrint", "fingerprint_for", "read_fingerprint"]


@dataclass(frozen=True, slots=True)
class Guard:
    """What one column of a table, or some cells of a sheet, are guarded by.

    Attributes:
        table: the table's name, '' for cells outside of tables.
        column: the header in the table, else the column's letters.
        rows: first and last row of cells outside of tables.
        rules: entry rules, any of which may stand there; None among them where there may be none.
        formats: sets of conditional formats, any of which may stand there.
    """

    table: str
    column: str
    rows: Span | None
    rules: tuple[EntryRule | None, ...]
    formats: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class SheetPrint:
    """One sheet of the template.

    Attributes:
        name: its name.
        hidden: whether it is hidden in the template too.
        tables: table to its headers.
        names: the defined names that refer to its cells.
        guards: entry rules and conditional formats.
    """

    name: str
    hidden: bool
    tables: Mapping[str, tuple[str, ...]]
    names: tuple[str, ...]
    guards: tuple[Guard, ...]


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """An untouched template.

    Attributes:
        template: its version.
        vocabulary: the version of its lists.
        sheets: in order.
        lists: defined name of a list to the texts that may stand there: they follow region and month.
    """

    template: str
    vocabulary: str
    sheets: tuple[SheetPrint, ...]
    lists: Mapping[str, tuple[tuple[str, ...], ...]]

    def sheet(self, name: str) -> SheetPrint:
        """The sheet of that name."""
        return next(sheet for sheet in self.sheets if sheet.name == name)


def fingerprint_for(template: str, vocabulary: str | None) -> Fingerprint:
    """The fingerprint of a known template version; of the newest lists when the workbook's own are unknown.

    >>> fingerprint_for("1.0", "2026.1").sheet("Cases").tables["cases"][:2]
    ('Record no.', 'ICB')
    """
    known = _known()
    versions = [lists for version, lists in known if version == template]
    return _kept(template, vocabulary if vocabulary in versions else max(versions))


@cache
def _known() -> frozenset[tuple[str, str]]:
    names = (file.name for file in (resources.files("workbook_templates.reading.drift") / "data").iterdir())
    pairs = (name.removesuffix(".json").partition("-") for name in names if name.endswith(".json"))
    return frozenset((template, lists) for template, _, lists in pairs)


@cache
def _kept(template: str, vocabulary: str) -> Fingerprint:
    source = resources.files("workbook_templates.reading.drift") / "data" / f"{template}-{vocabulary}.json"
    return read_fingerprint(json.loads(source.read_text(encoding="utf-8")))


def read_fingerprint(document: Mapping[str, Any]) -> Fingerprint:
    """Read a fingerprint as the builder writes it."""
    rules = [
        EntryRule(one["kind"], *(tuple(one[part]) for part in ("allows", "refuses", "says")))
        for one in document["rules"]
    ]

    def guard(one: Mapping[str, Any]) -> Guard:
        return Guard(
            table=one.get("table", ""),
            column=one["column"],
            rows=tuple(one["rows"]) if "rows" in one else None,
            rules=tuple(None if place is None else rules[place] for place in one["rules"]),
            formats=tuple(frozenset(document["formats"][place] for place in those) for those in one["formats"]),
        )

    return Fingerprint(
        template=document["template"],
        vocabulary=document["vocabulary"],
        sheets=tuple(
            SheetPrint(
                name=sheet["name"],
                hidden=sheet["hidden"],
                tables={name: tuple(headers) for name, headers in sheet["tables"].items()},
                names=tuple(sheet["names"]),
                guards=tuple(map(guard, sheet["guards"])),
            )
            for sheet in document["sheets"]
        ),
        lists={name: tuple(map(tuple, texts)) for name, texts in document["lists"].items()},
    )
