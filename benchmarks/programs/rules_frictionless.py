"""frictionless: a table schema with constraints, and row constraints for the order of dates."""

from __future__ import annotations

from typing import Any

from frictionless import Check, Checklist, Resource, Schema, errors
from rules_given import DATES, FILLED, ORDERS, PATTERNS, TODAY, answer, given

_returns, _lists = given()
_HEADERS = list(dict.fromkeys((*FILLED, *DATES, *_lists, *PATTERNS)))


def _field(header: str) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": header in FILLED, "unique": header == "Record no."}
    if header in _lists:
        constraints["enum"] = _lists[header]
    if header in PATTERNS:
        constraints["pattern"] = PATTERNS[header]
    if header in DATES:
        constraints["maximum"] = TODAY.isoformat()
    kind = "date" if header in DATES else "integer" if header == "Record no." else "string"
    return {"name": header, "type": kind, "constraints": constraints}


class InOrder(Check):
    """One date is not before another."""

    Errors = [errors.RowConstraintError]  # noqa: RUF012 - as the library wants it

    def __init__(self, earlier: str, later: str) -> None:
        super().__init__()
        self.earlier, self.later = earlier, later

    def validate_row(self, row: Any) -> Any:
        """Compare the two dates of a row."""
        first, last = row[self.earlier], row[self.later]
        if first is not None and last is not None and last < first:
            yield errors.RowConstraintError.from_row(row, note=f"{self.earlier} before {self.later}")


def find(rows: list[dict[str, Any]]) -> int:
    """The number of errors in a return."""
    data = [_HEADERS, *([row.get(header) for header in _HEADERS] for row in rows)]
    schema = Schema.from_descriptor({"fields": [_field(header) for header in _HEADERS]})
    checklist = Checklist(checks=[InOrder(*pair) for pair in ORDERS])
    report = Resource(data=data, schema=schema).validate(checklist, limit_errors=1_000_000)
    return int(report.stats["errors"])


answer(find, _returns)
