"""A dashboard's own layout: which of our columns go into which of its files, under which names and in which words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from reports.feed.columns import FeedColumn
from reports.published import PublishedTable
from validators.messages import feed as messages
from validators.pid import Confidence, find_pid
from validators.quoting import one_of
from validators.toml_texts import read_toml
from workbook_templates.faults import FileFault

__all__ = ["Layout", "LayoutFile", "laid_out", "read_layout"]

_DATE_FORM = re.compile(r"(?:%[dmYbBy]|[ /.-])+")
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 _-]{0,60}")
# Names that Windows keeps for itself, whatever their ending.
_KEPT_BY_WINDOWS = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)")
_STRICT = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True, strict=True)
_Text = Annotated[str, Field(min_length=1, max_length=200)]
_Tables = Mapping[str, tuple[PublishedTable, tuple[FeedColumn, ...]]]


class LayoutColumn(BaseModel):
    """One column of a dashboard: out of one of ours, or the same text in every row."""

    model_config = _STRICT

    name: _Text
    source: Annotated[_Text | None, Field(alias="from")] = None
    value: str | None = Field(default=None, max_length=200)
    values: dict[str, str] = Field(default_factory=dict)
    date: _Text | None = None

    @model_validator(mode="after")
    def _has_one_source(self) -> LayoutColumn:
        if (self.source is None) == (self.value is None) or (self.source is None and (self.values or self.date)):
            raise ValueError("either from or value")
        return self


class LayoutFile(BaseModel):
    """One file of a dashboard."""

    model_config = _STRICT

    name: _Text
    table: _Text
    about: str = Field(default="", max_length=500)
    where: dict[str, list[str]] = Field(default_factory=dict)
    column: list[LayoutColumn] = Field(min_length=1, max_length=200)


class Layout(BaseModel):
    """A dashboard's layout as its file says it.

    Attributes:
        title: what it is the layout of.
        confirmed: whether whoever keeps the dashboard has confirmed it.
        files: its files.
    """

    model_config = _STRICT

    title: _Text
    confirmed: bool
    files: Annotated[list[LayoutFile], Field(alias="file", min_length=1, max_length=50)]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a column of the layout finds its values, and what becomes of them."""

    column: LayoutColumn
    place: int | None

    def value(self, row: Sequence[object]) -> object:
        """Its value in a row."""
        if self.place is None:
            return self.column.value
        value = row[self.place]
        if isinstance(value, date):
            return value.strftime(self.column.date) if self.column.date else value
        said = "" if value is None else str(value)
        return self.column.values.get(said, value)


def read_layout(text: str) -> Layout:
    """Read a layout from the text of its TOML file.

    Raises:
        FileFault: it is no TOML, not of the form, or holds a personal detail; nothing of it is repeated.
    """
    try:
        layout = Layout.model_validate(read_toml(text))
    except tomllib.TOMLDecodeError:
        raise FileFault(messages.NO_TOML()) from None
    except ValidationError as wrong:
        first = wrong.errors(include_input=False, include_url=False)[0]["loc"]
        raise FileFault(messages.NOT_OF_THE_FORM(where=_in_words(first))) from None
    _refuse_names(layout)
    if any(span.confidence is Confidence.CERTAIN for said in _texts(layout.model_dump()) for span in find_pid(said)):
        raise FileFault(messages.HOLDS_PID())
    return layout


def _texts(value: object) -> Iterator[str]:
    """Every text that somebody wrote into a layout, wherever it stands."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, held in value.items():
            yield from (*_texts(key), *_texts(held))
    elif isinstance(value, list):
        for held in value:
            yield from _texts(held)


def _in_words(places: tuple[int | str, ...]) -> str:
    """Where in the layout: its own words and numbers, none that somebody else wrote."""
    known = {
        "title",
        "confirmed",
        "file",
        "column",
        "name",
        "table",
        "about",
        "where",
        "from",
        "value",
        "values",
        "date",
    }
    said = [str(one + 1) if isinstance(one, int) else one for one in places if isinstance(one, int) or one in known]
    return " ".join(said) or "the whole"


def _refuse_names(layout: Layout) -> None:
    seen: set[str] = set()
    for number, one in enumerate(layout.files, start=1):
        folded = one.name.casefold()
        if not _FILE_NAME.fullmatch(one.name) or _KEPT_BY_WINDOWS.fullmatch(one.name) or folded in seen:
            raise FileFault(messages.FILE_NAME(number=number))
        seen.add(folded)
        for place, column in enumerate(one.column, start=1):
            if column.date is not None and not _DATE_FORM.fullmatch(column.date):
                raise FileFault(messages.DATE_FORM(number=number, column=place))


def laid_out(one: LayoutFile, tables: _Tables, layout: Layout) -> tuple[list[FeedColumn], list[list[object]]]:
    """The columns and rows of one file of a layout.

    Args:
        one: the file.
        tables: ours by name, with their columns.
        layout: that it is of, for its number.

    Raises:
        FileFault: there is no such table or column; the error names those that there are.
    """
    number = layout.files.index(one) + 1
    if one.table not in tables:
        raise FileFault(messages.NO_TABLE(number=number, tables=one_of(list(tables))))
    table, columns = tables[one.table]

    def place_of(header: str, column: int) -> int:
        if header not in table.headers:
            raise FileFault(messages.NO_COLUMN(number=number, column=column, columns=one_of(table.headers)))
        return table.headers.index(header)

    wanted = {place_of(header, 0): frozenset(values) for header, values in one.where.items()}
    places = [
        _Place(column, None if column.source is None else place_of(column.source, place))
        for place, column in enumerate(one.column, start=1)
    ]
    kept = (row for row in table.rows if all(str(row[place]) in values for place, values in wanted.items()))
    return list(_described(places, columns)), [[each.value(row) for each in places] for row in kept]


def _described(places: Sequence[_Place], columns: Sequence[FeedColumn]) -> Iterator[FeedColumn]:
    """What each column holds: what ours does, unless its words or its dates were changed."""
    for one in places:
        if one.place is None:
            yield FeedColumn(one.column.name, "string", "The same in every row.")
            continue
        ours = columns[one.place]
        if one.column.values or one.column.date:
            yield FeedColumn(one.column.name, "string", ours.about)
        else:
            yield replace(ours, name=one.column.name)
