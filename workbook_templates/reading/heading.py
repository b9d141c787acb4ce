"""Read what a return says of itself: the cells behind the defined names of `Your ICB`, and its versions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from pydantic import ValidationError

from validators.cells import cell_text
from validators.your_icb import YourIcb
from workbook_templates.layout import (
    KNOWN_TEMPLATE_VERSIONS,
    TEMPLATE_VERSION_PROPERTY,
    VOCABULARY_VERSION_PROPERTY,
)
from workbook_templates.reading import refusals
from workbook_templates.reading.addresses import parse_reference
from workbook_templates.reading.sheets import Sheet
from workbook_templates.reading.structure import Structure

__all__ = [
    "NAMES_READ",
    "carries_template_version",
    "is_our_output",
    "read_template_version",
    "read_vocabulary_version",
    "read_your_icb",
]

_TEMPLATE_VERSION = "template_version"
_VOCABULARY_VERSION = "vocabulary_version"
NAMES_READ = (*YourIcb.model_fields, _TEMPLATE_VERSION, _VOCABULARY_VERSION)
"""The defined names whose cells are read."""

_NO_CELL = "no_cell"
_OURS = "S-CRT "
"""How the document properties begin by which each kind of workbook of ours is known."""
_VERSION = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,4}){0,2}")


def carries_template_version(structure: Structure) -> bool:
    """Whether the workbook says that it was made from the template."""
    return _TEMPLATE_VERSION in structure.names or TEMPLATE_VERSION_PROPERTY in structure.properties


def is_our_output(structure: Structure) -> bool:
    """Whether the workbook is one that we wrote for a reader: a summary, a report on a check, feedback."""
    return any(name.startswith(_OURS) for name in structure.properties)


def read_template_version(structure: Structure, sheets: Mapping[str, Sheet]) -> str:
    """The template version, from its cell or else from the document's properties.

    Raises:
        FileFault: the version is newer than this program, or unknown.
    """
    said = _version(structure, sheets, _TEMPLATE_VERSION, TEMPLATE_VERSION_PROPERTY)
    if said is None:
        raise refusals.unknown_version(None)
    known = {_numbers(version): version for version in KNOWN_TEMPLATE_VERSIONS}
    if _numbers(said) in known:
        return known[_numbers(said)]
    raise refusals.newer_version(said) if _numbers(said) > max(known) else refusals.unknown_version(said)


def read_vocabulary_version(structure: Structure, sheets: Mapping[str, Sheet]) -> str | None:
    """The version of the vocabularies that the workbook was made with, or None when it does not say."""
    return _version(structure, sheets, _VOCABULARY_VERSION, VOCABULARY_VERSION_PROPERTY)


def _version(structure: Structure, sheets: Mapping[str, Sheet], name: str, custom: str) -> str | None:
    texts = (cell_text(_behind(name, structure, sheets)), structure.properties.get(custom, ""))
    return next((text for text in texts if _VERSION.fullmatch(text)), None)


def _numbers(version: str) -> tuple[int, ...]:
    """A version for comparing; a cell that holds the number 1 says version 1.0."""
    numbers = [int(number) for number in version.split(".")]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def _behind(name: str, structure: Structure, sheets: Mapping[str, Sheet]) -> object:
    """What a defined name stands for: the cell that it refers to, or the constant; None when it is broken."""
    formula = structure.names.get(name, "").strip()
    if len(formula) > 1 and formula[0] == formula[-1] == '"':
        return formula[1:-1]
    if _VERSION.fullmatch(formula):
        return formula
    reference = parse_reference(formula)
    source = structure.sheet(reference[0]) if reference else None
    if reference is None or source is None or source.name not in sheets:
        return None
    area = reference[1]
    return sheets[source.name].value(area.first_row, area.first_column)


def read_your_icb(structure: Structure, sheets: Mapping[str, Sheet]) -> tuple[YourIcb, tuple[tuple[str, str], ...]]:
    """Read the heading; one bad cell hides no other.

    Returns:
        The heading, with None for what is empty or cannot be read; and the label and a code of each cell that cannot:
        `not_a_term`, `not_a_date`, `not_a_number`, `cell_error`, or `no_cell` when its defined name is gone or broken.
    """
    cells = {name: _behind(name, structure, sheets) for name in YourIcb.model_fields}
    problems = {name: _NO_CELL for name, value in cells.items() if value is None}
    filled = {name: value for name, value in cells.items() if value is not None}
    try:
        heading = YourIcb.model_validate(filled)
    except ValidationError as refused:
        errors = refused.errors(include_input=False, include_url=False)
        problems |= {str(error["loc"][0]): error["type"] for error in errors}
        heading = YourIcb.model_validate({name: value for name, value in filled.items() if name not in problems})
    return heading, tuple(_labelled(problems))


def _labelled(problems: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    for name, field in YourIcb.model_fields.items():
        if name in problems:
            yield str(field.title), problems[name]
