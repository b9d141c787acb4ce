"""Values stay what they are: a dataclass is frozen and slotted, but for the few that are filled in as one goes."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import is_dataclass
from functools import cached_property

FILLED_AS_ONE_GOES = {
    "validators.cells.Reading",
    "validators.pid.names.search._Run",
    "workbook_templates.importing.drafts.Draft",
    "workbook_templates.importing.questions._Group",
    "workbook_templates.reading.small_parts._Open",
    "workbook_templates.reading.small_parts._Parsing",
    "workbook_templates.template.guide._Flow",
    "reports.behind.figure.Places",
    "reports.disclosure.families._Asked",
    "reports.disclosure.hiding.Cell",
    "reports.disclosure.hiding.Family",
    "reports.drill.Listed",
    "reports.figures.timeliness._Tally",
    "reports.self_check.drilled._Drilled",
    "reports.withheld.Withholding",
}
MADE_TOO_OFTEN_TO_FREEZE = {"validators.pid.names.surroundings.Surroundings", "validators.pid.worded.WordedText"}
"""One is made of nearly every text."""
OPEN = {
    "workbook_templates.importing.drafts.Draft": "one to a workbook",
}
"""Without slots though they keep nothing that is worked out later."""


def values() -> Iterator[tuple[str, type]]:
    for floor in ("validators", "workbook_templates", "reports"):
        for found in pkgutil.walk_packages(importlib.import_module(floor).__path__, f"{floor}."):
            if not found.name.endswith("__main__"):
                module = importlib.import_module(found.name)
                yield from (
                    (f"{found.name}.{name}", value)
                    for name, value in vars(module).items()
                    if isinstance(value, type) and value.__module__ == found.name and is_dataclass(value)
                )


def test_a_value_cannot_be_changed() -> None:
    changeable = {name for name, value in values() if not value.__dataclass_params__.frozen}  # type: ignore[attr-defined]
    assert changeable == FILLED_AS_ONE_GOES | MADE_TOO_OFTEN_TO_FREEZE


def test_a_value_has_no_attribute_but_its_own_unless_it_keeps_what_it_works_out() -> None:
    def keeps(value: type) -> bool:
        return any(isinstance(one, cached_property) for one in vars(value).values())

    assert {name for name, value in values() if "__slots__" not in vars(value) and not keeps(value)} == OPEN.keys()
