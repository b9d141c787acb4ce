"""The vocabularies that ship with the package, read from the CSV files in `data/`."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from importlib import resources
from types import MappingProxyType

from validators.regions.pack import split_list
from validators.regions.using import cached_for_pack, packs_in_force
from validators.vocabularies.terms import Term, Vocabulary

__all__ = ["VOCABULARY_NAMES", "VOCABULARY_VERSION", "read_table", "vocabulary"]

VOCABULARY_VERSION = "2026.1"
"""Changes whenever a term is added, renamed or ended; every workbook carries the one it was made with."""

VOCABULARY_NAMES = (
    "statuses",
    "stages",
    "review_types",
    "review_groups",
    "themes",
    "learning",
    "identifier_types",
    "publication_statuses",
    "media_interest",
    "rapid_review_outcomes",
    "icbs",
    "local_authorities",
    "boards",
)

_LOCAL = ("local_authorities", "boards")
_TERM_COLUMNS = {"name", "code", "label", "aliases", "meaning", "valid_from", "valid_to", "role"}


def read_table(name: str) -> list[dict[str, str]]:
    """Read one CSV file of `data/` as a list of rows, header to text."""
    source = resources.files("validators.vocabularies") / "data" / f"{name}.csv"
    return list(csv.DictReader(source.read_text(encoding="utf-8").splitlines()))


def vocabulary(name: str) -> Vocabulary:
    """One of `VOCABULARY_NAMES`.

    >>> vocabulary("themes").resolve("DV").term.code
    'Domestic Violence'
    >>> len(vocabulary("themes").counted), len(vocabulary("learning").counted)
    (34, 22)
    >>> vocabulary("weather")
    Traceback (most recent call last):
        ...
    KeyError: 'weather'

    Raises:
        KeyError: no vocabulary of that name.
    """
    return _local(name) if name in _LOCAL else _national(name)


@cache
def _national(name: str) -> Vocabulary:
    if name not in VOCABULARY_NAMES:
        raise KeyError(name)
    return Vocabulary(name, (_term(row) for row in read_table(name)))


@cached_for_pack
def _local(name: str) -> Vocabulary:
    """The lists of every region that has any, and then the answers that are no term of their own."""
    terms = (
        _term({"code": row["name"], "label": row["name"], "meaning": "", "role": "term", "region": pack.name, **row})
        for pack in packs_in_force()
        for row in (pack.boards if name == "boards" else pack.local_authorities)
    )
    return Vocabulary(name, (*terms, *(_term(row) for row in read_table(name))))


def _term(row: dict[str, str]) -> Term:
    return Term(
        code=row["code"],
        label=row["label"],
        aliases=split_list(row["aliases"]),
        meaning=row["meaning"],
        valid_from=day_or_none(row["valid_from"]),
        valid_to=day_or_none(row["valid_to"]),
        details=MappingProxyType({name: text for name, text in row.items() if name not in _TERM_COLUMNS}),
        is_answer=row.get("role") == "answer",
    )


def day_or_none(text: str) -> date | None:
    """Read an ISO date; an empty cell is None."""
    return date.fromisoformat(text) if text else None
