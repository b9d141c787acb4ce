"""Which tests try a fault, the most telling for their time first: from the notes that `reached.py` made."""

from __future__ import annotations

import ast
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from tests.mutation.faults import ROOT, Fault, changes

# Tests of every module of the house, that call none of its functions.
_OF_THE_HOUSE = "tests/test_values.py"
# Tests that hold all that is found in many records or texts: what they call, they notice.
_OF_MANY = ("/test_many_records.py", "/test_many_cases.py", "/test_corpus_floors.py", "/test_in_context.py")
# How much sooner one of them is asked, or one in the module's own file of tests, or in the module itself.
_OWN = 0.1


@dataclass(frozen=True)
class Notes:
    """What a run of the tests noted: what each test costs in seconds, and which tests call a module's functions.

    Attributes:
        most_seconds: what the tests of one fault may cost, as they ran while they were noted.
    """

    seconds: Mapping[str, float]
    reached: Mapping[str, Mapping[str, Set[str]]]
    most_seconds: float = 40.0

    @classmethod
    def read(cls, files: Sequence[Path], *, most_seconds: float) -> Notes:
        """The notes of several files as one; where two know a test, the last is right."""
        seconds: dict[str, float] = {}
        reached: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for file in files:
            noted = json.loads(file.read_text(encoding="utf-8"))
            tests = list(noted["seconds"])
            seconds |= noted["seconds"]
            for path, functions in noted["reached"].items():
                for name, numbers in functions.items():
                    reached[path][name].update(tests[number] for number in numbers)
        return cls(seconds, reached, most_seconds)

    @cached_property
    def _calls(self) -> Counter[str]:
        return Counter(test for functions in self.reached.values() for tests in functions.values() for test in tests)

    def for_fault(self, fault: Fault) -> list[str]:
        """The tests that call what the fault is in, then their neighbours, who may share what one of them has made."""
        functions = self.reached.get(fault.path, {})
        of_module = Counter(test for tests in functions.values() for test in tests)
        if not of_module:
            return self._within(self._by_worth(self._of_importers(fault.path), fault.path))
        names = _touched(fault)
        calling = {test for name, tests in functions.items() if _is_any(name, names) for test in tests}
        first = self._by_worth({test: of_module[test] for test in calling}, fault.path)
        files = {test.partition("::")[0] for test in calling}
        others = {test: count for test, count in of_module.items() if test not in calling}
        near = {test: count for test, count in others.items() if not files or test.partition("::")[0] in files}
        return self._within([*first, *self._by_worth(near, fault.path)])

    @property
    def of_the_house(self) -> list[str]:
        """The tests that look at every module: for faults in what an import runs."""
        return [test for test in self.seconds if test.startswith(_OF_THE_HOUSE)]

    def _by_worth(self, calls: Mapping[str, int], path: str) -> list[str]:
        """Those first that are quick, and about this module: many of whose calls are its own."""
        own = (path, f"test_{Path(path).name}", *_OF_MANY)

        def price(test: str) -> tuple[float, str]:
            share = calls[test] / self._calls[test] + 0.02
            nearness = _OWN if test.partition("::")[0].endswith(own) else 1.0
            return (self.seconds[test] + 0.005) / share * nearness, test

        return sorted((test for test in calls if test in self.seconds), key=price)

    def _of_importers(self, path: str, seen: frozenset[str] = frozenset()) -> Counter[str]:
        """For a module without functions of its own: what calls the modules that import it."""
        found: Counter[str] = Counter()
        for importer in _importers().get(path, set()) - seen:
            functions = self.reached.get(importer, {})
            found.update(test for tests in functions.values() for test in tests)
            found.update({} if functions else self._of_importers(importer, seen | {path}))
        return found

    def _within(self, tests: Sequence[str]) -> list[str]:
        chosen, spent = [], 0.0
        for test in tests:
            if not chosen or spent + self.seconds[test] <= self.most_seconds:
                chosen.append(test)
                spent += self.seconds[test]
        return chosen


def _is_any(name: str, names: Set[str]) -> bool:
    """Whether a function is one of these or is written inside one."""
    return name in names or any(name.startswith(f"{other}.") for other in names)


def _touched(fault: Fault) -> set[str]:
    """The functions in which a fault shows: that hold it, or that use the name whose value it changes."""
    within = {change.old.co_qualname for change in changes(fault) if change.itself and change.in_a_function}
    if within:
        return within
    tree = ast.parse(Path(fault.file).read_text(encoding="utf-8"))
    names = set(_defined_at(tree, fault.line))
    for _ in tree.body:  # a name may be used by the value of another, as often as there are values
        more = {name for statement in tree.body if names & _used(statement) for name in _defined(statement)}
        if more <= names:
            break
        names |= more
    return names


def _defined_at(tree: ast.Module, line: int) -> Iterator[str]:
    for statement in tree.body:
        first = min([statement.lineno, *(one.lineno for one in getattr(statement, "decorator_list", ()))])
        if first <= line <= (statement.end_lineno or first):
            yield from _defined(statement)


def _defined(statement: ast.stmt) -> Iterator[str]:
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        yield statement.name
    for node in ast.walk(statement) if isinstance(statement, ast.Assign | ast.AnnAssign) else ():
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def _used(statement: ast.stmt) -> set[str]:
    return {node.id for node in ast.walk(statement) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}


@cache
def _importers() -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for floor in ("validators", "workbook_templates", "reports"):
        for file in (ROOT / floor).rglob("*.py"):
            path = file.relative_to(ROOT).as_posix()
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ImportFrom) and node.module:
                    for dotted in (node.module, *(f"{node.module}.{alias.name}" for alias in node.names)):
                        found[dotted.replace(".", "/") + ".py"].add(path)
    return found
