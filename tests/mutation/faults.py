"""One small fault in one module, and the two ways of having a process run it that has nothing of it on disk."""

from __future__ import annotations

import gc
import importlib.abc
import importlib.machinery
import importlib.util
import inspect
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType

ROOT = Path(__file__).resolve().parents[2]

Spot = tuple[str, str, int, bytes]
"""Where a function is written: file, qualified name, first line, and where on its lines each instruction stands."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One small change of one module: where it stands, what is changed, and the module's text with it."""

    path: str
    line: int
    change: str
    text: str

    @property
    def module(self) -> str:
        """The module's dotted name."""
        return self.path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")

    @property
    def file(self) -> str:
        """Where the module lies."""
        return str(ROOT / self.path)

    def told(self) -> str:
        """The changed lines, as they were and as they are."""
        before, after = Path(self.file).read_text(encoding="utf-8").splitlines(), self.text.splitlines()
        changed = next((pair for pair in zip(before, after, strict=False) if pair[0] != pair[1]), ("", ""))
        return f"{self.path}:{self.line} `{changed[0].strip()}` -> `{changed[1].strip()}`"


class Instead(importlib.abc.MetaPathFinder, importlib.abc.SourceLoader):
    """Loads one module from the text with the fault, for a process that has not imported it yet."""

    def __init__(self, fault: Fault) -> None:
        self._fault = fault

    def find_spec(self, fullname: str, path: object, target: object = None) -> importlib.machinery.ModuleSpec | None:
        """Ours, if it is the module asked for."""
        if fullname != self._fault.module:
            return None
        package = [str(Path(self._fault.file).parent)] if self._fault.path.endswith("__init__.py") else None
        return importlib.util.spec_from_file_location(
            fullname, self._fault.file, loader=self, submodule_search_locations=package
        )

    def get_filename(self, fullname: str) -> str:
        """Where the module says that it lies."""
        return self._fault.file

    def get_data(self, path: str) -> bytes:
        """The text with the fault for the module itself; what else it opens beside it stays as it is."""
        return self._fault.text.encode() if path == self._fault.file else Path(path).read_bytes()

    def get_code(self, fullname: str) -> CodeType:
        """Compiled anew: what was compiled from the file on disk is another text."""
        return compile(self._fault.text, self._fault.file, "exec", dont_inherit=True)


def live_functions(files: Collection[str]) -> Mapping[Spot, Sequence[FunctionType]]:
    """Every function of these files that exists in this process."""
    found: dict[Spot, list[FunctionType]] = {}
    for function in gc.get_objects():
        if type(function) is FunctionType and function.__code__.co_filename in files:
            found.setdefault(spot_of(function.__code__), []).append(function)
    return found


def spot_of(code: CodeType) -> Spot:
    """Where this code is written."""
    return code.co_filename, code.co_qualname, code.co_firstlineno, code.co_linetable


@dataclass(frozen=True, slots=True)
class Change:
    """A piece of code that a fault changes: by itself, or only in what is written inside it."""

    old: CodeType
    new: CodeType
    itself: bool

    @property
    def in_a_function(self) -> bool:
        """True unless it is a module's or a class's own code, which runs once, when it is imported."""
        return bool(self.old.co_flags & inspect.CO_NEWLOCALS)


def changes(fault: Fault) -> list[Change]:
    """What the fault changes, outermost first."""
    before = Path(fault.file).read_text(encoding="utf-8")
    texts = (before, fault.text)
    return list(_changes(*(compile(text, fault.file, "exec", dont_inherit=True) for text in texts)))


def _changes(old: CodeType, new: CodeType) -> Iterator[Change]:
    olds, news = ([part for part in code.co_consts if isinstance(part, CodeType)] for code in (old, new))
    comparable = len(olds) == len(news)
    inside = [one for pair in zip(olds, news, strict=True) for one in _changes(*pair)] if comparable else []
    itself = not comparable or _own(old) != _own(new)
    if itself or (inside and old.co_flags & inspect.CO_NEWLOCALS):
        yield Change(old, new, itself)
    yield from inside


def _own(code: CodeType) -> tuple[object, ...]:
    values = [(type(part), repr(part)) for part in code.co_consts if not isinstance(part, CodeType)]
    names = (code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars)
    return code.co_code, values, names, code.co_exceptiontable


def put_in_place(
    changed: Sequence[Change], live: Mapping[Spot, Sequence[FunctionType]], called: Collection[Spot]
) -> bool:
    """Give the functions of an imported module their faulty code; False if only a new import can show the fault.

    A function that was `called` while modules and tests were imported may have left a result behind (a registry, a
    cache), as a module and a class always do.
    """
    for change in changed:
        spot = spot_of(change.old)
        if not change.in_a_function or (change.itself and spot in called):
            return False
        if spot not in live and "<locals>" not in change.old.co_qualname:
            return False
        for function in live.get(spot, ()):
            if change.new.co_freevars != function.__code__.co_freevars:
                return False
            function.__code__ = change.new
    return bool(changed)
