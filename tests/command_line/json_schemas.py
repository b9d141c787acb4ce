"""The schemas in docs, and as much of JSON Schema 2020-12 as they use: a document is held against its schema."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"

_KINDS = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}
_SAID_ABOUT = {"$schema", "$defs", "title", "description"}
_HELD_AGAINST = {"$ref", "type", "const", "enum", "required", "properties", "items", "minimum", "pattern"}
_KNOWN = _SAID_ABOUT | _HELD_AGAINST | {"additionalProperties"}


@cache
def schema(name: str) -> Mapping[str, Any]:
    """A schema by the name of its file."""
    return json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))


def faults(document: object, name: str) -> list[str]:
    """Where a document departs from its schema; a key that the schema does not name is a fault too."""
    return list(_faults(document, schema(name), schema(name), "$"))


def _faults(value: object, rule: Mapping[str, Any], root: Mapping[str, Any], place: str) -> Iterator[str]:
    assert rule.keys() <= _KNOWN, f"these tests do not know {rule.keys() - _KNOWN}"
    if "$ref" in rule:
        yield from _faults(value, root["$defs"][rule["$ref"].removeprefix("#/$defs/")], root, place)
        return
    if "type" in rule and not _is_of_a_kind(value, rule["type"]):
        yield f"{place}: {value!r} is not {rule['type']}"
        return
    if "const" in rule and value != rule["const"]:
        yield f"{place}: {value!r} is not {rule['const']!r}"
    if "enum" in rule and value not in rule["enum"]:
        yield f"{place}: {value!r} is none of {rule['enum']}"
    if isinstance(value, str) and not re.search(rule.get("pattern", ""), value):
        yield f"{place}: {value!r} does not match {rule['pattern']}"
    if isinstance(value, int) and value < rule.get("minimum", value):
        yield f"{place}: {value} is less than {rule['minimum']}"
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from _faults(item, rule["items"], root, f"{place}[{number}]")
    if isinstance(value, dict):
        yield from _faults_of_object(value, rule, root, place)


def _faults_of_object(
    value: Mapping[str, object], rule: Mapping[str, Any], root: Mapping[str, Any], place: str
) -> Iterator[str]:
    yield from (f"{place}: {key} is missing" for key in rule["required"] if key not in value)
    for key, item in value.items():
        named = rule["properties"].get(key, rule.get("additionalProperties"))
        if named is None:
            yield f"{place}: nobody has documented {key}"
        else:
            yield from _faults(item, named, root, f"{place}.{key}")


def _is_of_a_kind(value: object, kinds: str | list[str]) -> bool:
    named = [kinds] if isinstance(kinds, str) else kinds
    if isinstance(value, bool):
        return "boolean" in named
    return any(isinstance(value, _KINDS[kind]) for kind in named)
