"""A seeded sample of the small faults that cosmic-ray can put into modules; run with cosmic-ray's own interpreter.

One JSON line a fault: module, line, what is changed, and the module's whole text with the fault in it. Left out is
what changes no behaviour by itself: annotations (never evaluated here), and `==` made `is`, which asks for the identity
of equal values.
"""

from __future__ import annotations

import ast
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast_from_path
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

# By identity (above); its own error on a class of a module (`except ET.ParseError`).
LEFT_OUT = ("_Is", "_IsNot", "ExceptionReplacer")

Place = tuple[int, int]
Fault = tuple[str, Place, str, int]


def main(count: int, seed: int, paths: list[str]) -> None:
    """Print so many faults of these modules, chosen by the seed, in the order of modules and text."""
    chance = random.Random(seed)  # noqa: S311 - a sample, no secret
    places: dict[tuple[str, Place], list[Fault]] = {}
    for path in paths:
        for fault in _of(path):
            places.setdefault(fault[:2], []).append(fault)
    sys.stderr.write(f"faults can be put into {len(places)} places of {len(paths)} modules\n")
    # One fault a place: a comparison can be spoilt in five ways and a word in one, and both are one decision.
    chosen = [chance.choice(places[place]) for place in chance.sample(sorted(places), min(count, len(places)))]
    for path, (line, _), operator, occurrence in sorted(chosen):
        text = mutate_code(Path(path).read_text(encoding="utf-8"), get_operator(operator)(), occurrence)
        sys.stdout.write(json.dumps({"path": path, "line": line, "change": operator, "text": text}) + "\n")


def _of(path: str) -> Iterator[Fault]:
    never_run = _annotations(Path(path).read_text(encoding="utf-8"))
    nodes = list(ast_nodes(get_ast_from_path(Path(path))))
    for name in operator_names():
        changes = get_operator(name)
        if changes.arguments() or name.endswith(LEFT_OUT):
            continue
        places = (start for node in nodes for start, _end in changes().mutation_positions(node))
        for occurrence, start in enumerate(places):
            if not any(first <= start < last for first, last in never_run):
                yield path, start, name, occurrence


def _annotations(text: str) -> list[tuple[Place, Place]]:
    found = []
    for node in ast.walk(ast.parse(text)):
        for one in (getattr(node, "annotation", None), getattr(node, "returns", None)):
            if isinstance(one, ast.expr) and one.end_lineno is not None and one.end_col_offset is not None:
                found.append(((one.lineno, one.col_offset), (one.end_lineno, one.end_col_offset)))
    return found


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
