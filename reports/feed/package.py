"""The Frictionless data package of a feed: what each file holds, column by column, and what leads to what."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from reports.feed.columns import HIDDEN, FeedColumn
from reports.feed.figure_tables import CODE, FIGURE_TABLES, MONTH
from reports.feed.tidy import LONG_COLUMNS, LONG_FORM

__all__ = ["DESCRIPTOR", "MARK", "FeedFile", "descriptor"]

DESCRIPTOR = "datapackage.json"
MARK = "scrt"
"""The key by which a folder is known as a feed of ours."""

_ABOUT = "Counts of safeguarding case reviews at the month's end."
_ABOUT_HIDDEN = "[c] stands for a small count, or one that would give a small count away; [x] for one not available."
_LICENCES: Mapping[str, Mapping[str, str]] = {
    "external": {
        "name": "OGL-UK-3.0",
        "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
        "title": "Open Government Licence v3.0",
    },
    "icb": {"name": "other-closed", "title": "For the ICB alone: not for publication"},
    "internal": {"name": "other-closed", "title": "For the region alone: not for publication"},
}
_KEYS: Mapping[str, tuple[str, ...]] = {
    "icb_trend": (CODE, MONTH),
    "restated": (MONTH, "Reason"),
    "quality_scores": (CODE, MONTH),
    "findings_by_rule": ("Rule", MONTH),
    "themes_by_icb": (),
    "learning_by_icb": (),
    "findings_by_icb": (),
    "themes_by_quarter": ("Theme", "Quarter"),
    "learning_by_quarter": ("Learning", "Quarter"),
    "theme_learning": ("Theme", "Learning"),
    "bridge": (),
}
_BELONGS_TO_ICBS = ("icb_totals", CODE)
_HOLDERS: Mapping[str, str] = {"cases": "ICB counted", "after_month": "ICB counted", "findings": CODE}


@dataclass(frozen=True, slots=True)
class FeedFile:
    """One CSV file.

    Attributes:
        name: of the resource, which is also that of the summary's table or the layout's file.
        about: what it holds, in a sentence.
        columns: as described.
        rows: as they are written; their order is the summary's.
        content: the file's bytes.
        keys: headers that together tell a row from every other.
        of_icbs: header of the column that leads to the table of ICBs, or empty.
    """

    name: str
    about: str
    columns: tuple[FeedColumn, ...]
    rows: int
    content: bytes
    keys: tuple[str, ...] = ()
    of_icbs: str = ""

    @property
    def path(self) -> str:
        """Its name in the folder."""
        return f"{self.name}.csv"


def key_of(name: str, headers: Sequence[str]) -> tuple[str, ...]:
    """The headers that tell a row of a table of figures from every other; none for a list of records or returns."""
    if name == LONG_FORM:
        return LONG_COLUMNS[:-1]
    if name not in FIGURE_TABLES:
        return ()
    told = FIGURE_TABLES[name]
    usual = told.by or tuple(header for header in (CODE, MONTH) if header in headers)[:1]
    return _KEYS.get(name, usual)


def leads_to_icbs(name: str, headers: Sequence[str]) -> str:
    """The header whose values stand in the table of ICBs too, where every value does."""
    if name == _BELONGS_TO_ICBS[0]:
        return ""
    if name in _HOLDERS:
        return _HOLDERS[name]
    return CODE if name in FIGURE_TABLES and CODE in headers and name not in ("icb_trend", "quality_scores") else ""


def descriptor(
    files: Iterable[FeedFile], *, month: date, region: str, audience: str, note: Sequence[str], title: str
) -> bytes:
    """The package's description, as JSON that is the same for the same summary.

    Args:
        files: the CSV files in order.
        month: last day of the reporting month, which is also the day that the package says it was made.
        region: whose figures these are.
        audience: external, icb or internal.
        note: what a reader must know of the whole.
        title: of the package.
    """
    files = list(files)
    names = {file.name for file in files}
    described = {
        "profile": "tabular-data-package",
        "name": f"scrt-{'-'.join(region.lower().split())}-{month:%Y-%m}-{audience}",
        "title": title,
        "description": " ".join((_ABOUT, *([_ABOUT_HIDDEN] if audience == "external" else []), *note)),
        "created": f"{month:%Y-%m-%d}T00:00:00Z",
        "licenses": [_LICENCES[audience]],
        "keywords": ["safeguarding", "case reviews", "NHS"],
        MARK: {"month": f"{month:%Y-%m}", "region": region, "audience": audience},
        "resources": [_resource(file, names) for file in files],
    }
    return (json.dumps(described, indent=1, ensure_ascii=False) + "\n").encode()


def _resource(file: FeedFile, names: set[str]) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(column) for column in file.columns], "missingValues": ["", *HIDDEN]}
    if file.keys:
        schema["primaryKey"] = list(file.keys)
    resource, header = _BELONGS_TO_ICBS
    if file.of_icbs and resource in names:
        reference = {"resource": resource, "fields": header}
        schema["foreignKeys"] = [{"fields": file.of_icbs, "reference": reference}]
    return {
        "profile": "tabular-data-resource",
        "name": "-".join(file.name.lower().split()),
        "path": file.path,
        "description": file.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "bytes": len(file.content),
        "hash": f"sha256:{hashlib.sha256(file.content).hexdigest()}",
        "schema": schema,
    }


def _field(column: FeedColumn) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.values:
        constraints["enum"] = list(column.values)
    if column.least is not None:
        constraints["minimum"] = column.least
    said: dict[str, Any] = {"name": column.name, "type": column.kind, "description": column.about}
    if column.kind == "date":
        said["format"] = "%Y-%m-%d"
    return said | ({"constraints": constraints} if constraints else {})
