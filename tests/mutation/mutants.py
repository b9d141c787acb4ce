"""A seeded sample of the small faults that cosmic-ray can put into modules; run with cosmic-ray's own interpreter.

    faults/bin/python tests/mutation/mutants.py 1000 2024 [MODULE.py...] > faults.jsonl

One JSON line a fault: module, line, what is changed, and the module's whole text with the fault in it. Left out is
what changes no behaviour by itself: annotations (never evaluated here), what only a type checker imports, caches
(only time would show them), `strict` of `zip` (it asserts what no input can break), and `==` made `is` or the other
way round, which asks for the identity of equal values.
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
LEFT_OUT = ("_Is", "_IsNot", "Is_Eq", "IsNot_NotEq", "ExceptionReplacer")

CACHES = ("cache", "lru_cache", "cached_for_pack")
# Of the reports, the modules beside `figures/` that count; the others say and lay out what is counted.
COUNTING = (
    "bridge bridge_tables changes choosing consolidation counted_reviews earlier_quality earlier_returns expected "
    "history matching months previous published repeats restated unheard"
)

Place = tuple[int, int]
Fault = tuple[str, Place, str, int]


def main(count: int, seed: int, paths: list[str]) -> None:
    """Print so many faults of these modules, chosen by the seed."""
    chance = random.Random(seed)  # noqa: S311 - a sample, no secret
    places: dict[tuple[str, Place], list[Fault]] = {}
    for path in paths:
        for fault in _of(path):
            places.setdefault(fault[:2], []).append(fault)
    sys.stderr.write(f"faults can be put into {len(places)} places of {len(paths)} modules\n")
    # One fault a place: a comparison can be spoilt in five ways and a word in one, and both are one decision.
    for path, place in chance.sample(sorted(places), len(places)):
        changes = chance.sample(places[path, place], len(places[path, place]))
        changed = next(filter(None, map(_changed, changes)), None)
        if changed:
            told = {"path": path, "line": place[0], "change": changed[0], "text": changed[1]}
            sys.stdout.write(json.dumps(told) + "\n")
            count -= 1
        if not count:
            break


def _changed(fault: Fault) -> tuple[str, str] | None:
    """The operator and the module's text with the fault; None where that is no Python (`{**more}` made a sum)."""
    path, _, operator, occurrence = fault
    text = mutate_code(Path(path).read_text(encoding="utf-8"), get_operator(operator)(), occurrence)
    try:
        compile(text, path, "exec")
    except SyntaxError:
        return None
    return operator, text


def _of(path: str) -> Iterator[Fault]:
    text = Path(path).read_text(encoding="utf-8")
    without_effect, stars = _without_effect(text), _stars(text)
    nodes = list(ast_nodes(get_ast_from_path(Path(path))))
    for name in operator_names():
        changes = get_operator(name)
        if changes.arguments() or name.endswith(LEFT_OUT):
            continue
        places = (start for node in nodes for start, _end in changes().mutation_positions(node))
        for occurrence, start in enumerate(places):
            is_star = "Operator_Mul" in name and any(first <= start < last for first, last in stars)
            if not is_star and not any(first <= start < last for first, last in without_effect):
                yield path, start, name, occurrence


def _without_effect(text: str) -> list[tuple[Place, Place]]:
    found: list[ast.expr] = []
    for node in ast.walk(ast.parse(text)):
        found += [one for one in (getattr(node, "annotation", None), getattr(node, "returns", None)) if one]
        found += [one for one in getattr(node, "decorator_list", ()) if _name(one) in CACHES]
        if isinstance(node, ast.keyword) and node.arg == "strict":
            found.append(node.value)
        if isinstance(node, ast.If) and _name(node.test) == "TYPE_CHECKING":
            found.append(node.test)
    # A decorator begins with its sign, which Python's own tree leaves out.
    return [((one.lineno, one.col_offset - 1), (one.end_lineno or 0, one.end_col_offset or 0)) for one in found]


def _stars(text: str) -> list[tuple[Place, Place]]:
    """Where the star stands that parts the parameters of a function and multiplies nothing."""
    defined = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef))
    return [((node.lineno, node.col_offset), (node.body[0].lineno, node.body[0].col_offset)) for node in defined]


def _name(node: ast.expr) -> str:
    return ast.unparse(node).partition("(")[0]


def _everywhere() -> list[str]:
    found = [*Path("validators").rglob("*.py"), *Path("reports/figures").glob("*.py")]
    return [*map(str, found), *(f"reports/{name}.py" for name in COUNTING.split())]


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sorted(sys.argv[3:] or _everywhere()))
