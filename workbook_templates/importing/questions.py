"""What is left for the user to decide: columns, values and sheets, equal ones asked once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from validators.vocabularies import spelling_key

__all__ = ["COMMENTS", "KEEP", "Asked", "Decisions", "Question"]

KEEP, COMMENTS = "keep", "comments"
"""Answers besides a term: leave the value as it stands; put it into Comments."""


@dataclass(frozen=True, slots=True)
class Question:
    """One value to decide, wherever it stands.

    Attributes:
        target: what the column becomes, for example Themes.
        key: the value itself where it may be shown, else the place of the first cell, for example "cell Open!H12".
        cells: how many cells hold it.
        first: the first of them.
        proposed: what it may mean, best first.
        length: of the value, in characters.
        is_shown: whether the key is the value itself.
    """

    target: str
    key: str
    cells: int
    first: str
    proposed: tuple[str, ...]
    length: int
    is_shown: bool

    @property
    def in_words(self) -> str:
        """As people are asked; a value that may not be shown is told by place and length."""
        cells = "1 cell" if self.cells == 1 else f"{self.cells:,} cells"
        what = f"'{self.key}'" if self.is_shown else f"a text of {self.length:,} characters"
        where = f"in {cells}" if self.cells > 1 else f"in {self.first}"
        return f"{what} {where}: {' or '.join(self.proposed) if self.proposed else 'what is it'}?"


@dataclass(frozen=True, slots=True)
class Decisions:
    """What the user decided; empty by default.

    Attributes:
        sheets: name of a sheet as shown to "take" or "leave".
        columns: place of a column, for example "Open!C", to what it becomes.
        values: target and key of a question to the answer.
        fill: name of a target to what goes into every record that has nothing there.
    """

    sheets: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    values: Mapping[tuple[str, str], str] = field(default_factory=lambda: MappingProxyType({}))
    fill: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def needs_places(self) -> bool:
        """Whether an answer is for a value that is known by its place only."""
        return any(key.startswith(_CELL) for _, key in self.values)


_CELL = "cell "


@dataclass(slots=True)
class _Group:
    first: str
    part: int
    text: str
    proposed: tuple[str, ...]
    is_shown: bool
    cells: int = 0

    @property
    def key(self) -> str:
        if self.is_shown:
            return self.text
        return f"{_CELL}{self.first}" + (f" part {self.part}" if self.part else "")


class Asked:
    """The questions as they come up, and the answers that are known already."""

    def __init__(self, answers: Mapping[tuple[str, str], str]) -> None:
        self._answers = answers
        self._groups: dict[tuple[str, str], _Group] = {}
        self.used: set[tuple[str, str]] = set()

    def answer(self, target: str, text: str) -> str | None:
        """What the user decided for a value."""
        known = (target, spelling_key(text))
        if known in self._answers:
            self.used.add(known)
        return self._answers.get(known)

    def ask(
        self, target: str, text: str, *, place: str, part: int = 0, proposed: Iterable[str] = (), is_shown: bool = False
    ) -> None:
        """Ask for a value; equal ones are counted."""
        group = self._groups.setdefault(
            (target, spelling_key(text)), _Group(place, part, text, tuple(proposed), is_shown)
        )
        group.cells += 1

    @property
    def keys(self) -> Mapping[tuple[str, str], tuple[str, str]]:
        """Target and key of each question to the value by which an answer is looked up."""
        return {(target, group.key): (target, folded) for (target, folded), group in self._groups.items()}

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions, the most frequent first."""
        found = [
            Question(
                target=target,
                key=group.key,
                cells=group.cells,
                first=group.first,
                proposed=group.proposed,
                length=len(group.text),
                is_shown=group.is_shown,
            )
            for (target, _), group in self._groups.items()
        ]
        return tuple(sorted(found, key=lambda one: -one.cells))
