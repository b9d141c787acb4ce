"""Find the table on a sheet: its row of headers, wherever it is, and the rows beneath that belong to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from validators.cells import CellError, cell_text
from validators.entries import is_blank
from workbook_templates.importing.columns import SURE, Match, matched
from workbook_templates.importing.contents import Contents
from workbook_templates.importing.grids import Grid
from workbook_templates.importing.targets import header_likeness, header_words
from workbook_templates.importing.words import meaning

__all__ = ["SEARCHED_ROWS", "FoundTable", "find_table", "tables_of"]

SEARCHED_ROWS = 40
"""Rows from the first filled one on among which the headers are looked for."""

_MOSTLY = 0.6
_FEWEST = 1.7
_SHARE = 0.25
_LONGEST_HEADER = 60
_FEWEST_BY_VALUES = 3
_FEWEST_LIKENESS = 0.7


@dataclass(frozen=True)
class FoundTable:
    """A table on a sheet.

    Attributes:
        grid: the sheet.
        header_rows: numbers of the rows that hold the headers: one, two, or none where the values alone tell.
        headers: number of each column to the ways in which its header can be read.
        matches: what each column becomes.
    """

    grid: Grid
    header_rows: tuple[int, ...]
    headers: Mapping[int, Sequence[str]]
    matches: tuple[Match, ...]

    @property
    def first_row(self) -> int:
        """The first row beneath the headers."""
        return self.header_rows[-1] + 1 if self.header_rows else 1

    @cached_property
    def recognised(self) -> int:
        """How many different targets its columns surely become."""
        return len({match.target.name for match in self.matches if match.target and match.confidence >= SURE})


def tables_of(grid: Grid) -> Iterator[tuple[int, Grid, FoundTable | None]]:
    """Divide a sheet into its tables, each beneath the other with headers of its own.

    Yields:
        The first row of the part, its cells (the others are blank there, so that places stay right), and its table.
    """
    first, table = 1, find_table(grid)
    while table is not None and (row := _next_headers(table)):
        part = _cut(grid, first, row - 1)
        yield first, part, find_table(part)
        first = row
        table = find_table(_cut(grid, first, len(grid.rows)))
    part = _cut(grid, first, len(grid.rows))
    yield first, part, table if first == 1 or table is None else replace(table, grid=part)


def _cut(grid: Grid, first: int, last: int) -> Grid:
    blank: list[object] = [""] * grid.width
    rows = [row if first <= number <= last else blank for number, row in enumerate(grid.rows[:last], start=1)]
    return replace(grid, rows=rows, merged=tuple(area for area in grid.merged if first <= area.first_row <= last))


def _next_headers(table: FoundTable) -> int | None:
    """Where the next table begins: at a row of other headers, or at the headings right above it."""
    grid = table.grid
    own = {column: {header_words(way) for way in ways} for column, ways in table.headers.items()}
    for number in range(table.first_row + 1, len(grid.rows) + 1):
        texts = {c: text for c, value in enumerate(grid.rows[number - 1], start=1) if (text := _header_text(value))}
        named = [text for text in texts.values() if _is_name(text)]
        repeated = sum(header_words(text) in own.get(column, ()) for column, text in texts.items())
        filled = sum(not is_blank(value) for value in grid.rows[number - 1])
        if len(named) >= _FEWEST_BY_VALUES and len(named) > _MOSTLY * filled and repeated <= _MOSTLY * len(texts):
            return _with_headings(grid, number, table.first_row)
    return None


def _with_headings(grid: Grid, headers: int, last: int) -> int:
    """The first of the headings that stand right above a row of headers."""
    begin = headers
    for row in range(headers - 1, last, -1):
        filled = sum(not is_blank(value) for value in grid.rows[row - 1])
        if filled > 1:
            break
        begin = row if filled else begin
    return begin


def find_table(grid: Grid) -> FoundTable | None:
    """Find the table of a sheet, or None when nothing on it reads like a table of case reviews."""
    base = _base_row(grid, exactly=True) or _base_row(grid, exactly=False)
    if base is None:
        return _headless(grid)
    rows = _with_neighbours(grid, base)
    return _table(grid, rows, _headers(grid, rows))


def _table(grid: Grid, rows: tuple[int, ...], headers: Mapping[int, Sequence[str]]) -> FoundTable:
    first = rows[-1] + 1 if rows else 1
    contents = {
        column: Contents.of([values[column - 1] for values in grid.rows[first - 1 :]])
        for column in range(1, grid.width + 1)
    }
    used = {column: ways for column, ways in headers.items() if ways[0] or contents[column].values}
    return FoundTable(grid, rows, used, tuple(matched(used, contents)))


def _headless(grid: Grid) -> FoundTable | None:
    """A table whose values alone tell enough of its columns, under headers that say nothing or under none."""
    filled = [row for row, values in enumerate(grid.rows, start=1) if not all(map(is_blank, values))]
    nameless = dict.fromkeys(range(1, grid.width + 1), ("",))
    ways = [_table(grid, (), nameless)]
    if filled and all(is_blank(value) or _header_text(value) for value in grid.rows[filled[0] - 1]):
        headed = _table(grid, (filled[0],), _headers(grid, (filled[0],)))
        if not any(_reads_as_value(match) for match in headed.matches):
            ways.append(headed)
    best = max(ways, key=lambda way: (way.recognised, sum(match.confidence for match in way.matches)))
    return best if best.recognised >= _FEWEST_BY_VALUES else None


def _reads_as_value(match: Match) -> bool:
    """Whether a header reads as one of its own column's values, so that its row is a record."""
    return match.target is not None and Contents.of([match.header]).told_by_values(match.target) > 0


def _base_row(grid: Grid, *, exactly: bool) -> int | None:
    """The row that reads most like headers; an earlier one like it if records stand between: there are two tables."""
    begin = next((row for row, values in enumerate(grid.rows) if not all(map(is_blank, values))), 0)
    searched = range(begin + 1, min(begin + SEARCHED_ROWS, len(grid.rows)) + 1)
    scores = {row: score for row in searched if (score := _header_score(grid.rows[row - 1], exactly=exactly))}
    best = max(scores, key=lambda row: (scores[row], -row), default=None)
    if best is None:
        return None
    earlier = (
        row
        for row, score in scores.items()
        if row < best and score >= max(_FEWEST_BY_VALUES, scores[best] / 2) and _records_between(grid, row, best)
    )
    return next(earlier, best)


def _header_score(values: Sequence[object], *, exactly: bool) -> float:
    """How many cells of a row read like headers; 0 where it is no row of headers."""
    texts = dict.fromkeys(text for value in values if (text := _header_text(value)))
    filled = sum(not is_blank(value) for value in values)
    score = sum(
        max(header_likeness(text, exactly=exactly).values(), default=0.0) * (0.5 if _may_be_value(text) else 1.0)
        for text in texts
    )
    score -= 0.5 * sum(_is_data(value) for value in values)
    return score if score >= max(_FEWEST, _SHARE * filled) else 0.0


def _may_be_value(text: str) -> bool:
    """Whether a name of a column is as often a value: "Closed", "Published"."""
    return any(
        meaning(name, text, exactly=True).term for name in ("statuses", "publication_statuses", "stages", "learning")
    )


def _records_between(grid: Grid, first: int, last: int) -> bool:
    """Whether a row between two others holds several cells, most of them no names of columns."""
    for values in grid.rows[first : last - 1]:
        filled = [value for value in values if not is_blank(value)]
        if len(filled) >= _FEWEST_BY_VALUES and sum(_is_name(_header_text(each)) for each in filled) * 2 < len(filled):
            return True
    return False


def _header_text(value: object) -> str:
    """A cell's text if it can be a header, else ''."""
    if not isinstance(value, str):
        return ""
    text = " ".join(value.split())
    return text if len(text) <= _LONGEST_HEADER else ""


def _is_data(value: object) -> bool:
    return isinstance(value, int | float | date | CellError) or (
        isinstance(value, str) and len(value) > 3 * _LONGEST_HEADER
    )


def _with_neighbours(grid: Grid, base: int) -> tuple[int, ...]:
    """The row with its second line, above or beneath, where headers stand in two lines."""
    if base > 1 and _is_upper_line(grid, base - 1):
        return (base - 1, base)
    if base < len(grid.rows) and _is_lower_line(grid, base):
        return (base, base + 1)
    return (base,)


def _is_upper_line(grid: Grid, row: int) -> bool:
    """A line of group names: several short texts and nothing else, or merged cells over some of the columns."""
    values = grid.rows[row - 1]
    filled = [value for value in values if not is_blank(value)]
    if not filled or any(not _header_text(value) or ":" in str(value) for value in filled):
        return False
    spans = [area for area in grid.merged if area.first_row == row and area.last_column > area.first_column]
    parts = [area for area in spans if area.last_column - area.first_column + 1 < grid.width * 0.8]
    return len(filled) > 1 and (bool(parts) or not spans)


def _is_lower_line(grid: Grid, base: int) -> bool:
    """A second line beneath: short texts alone, and most of them names of columns, by themselves or with the first."""
    lower = grid.rows[base]
    filled = [column for column, value in enumerate(lower, start=1) if not is_blank(value)]
    if len(filled) < 2 or any(not _header_text(lower[column - 1]) for column in filled):
        return False
    upper = _spread(grid, base)
    named = sum(
        _is_name(_joined(upper[column - 1], text)) or _is_name(text)
        for column in filled
        if (text := _header_text(lower[column - 1]))
    )
    beneath_nothing = sum(not upper[column - 1] or _is_spread(grid, base, column) for column in filled)
    return named * 2 > len(filled) and beneath_nothing * 2 > len(filled)


def _is_name(text: str) -> bool:
    """Whether a text is what people call a column, word for word."""
    return max(header_likeness(text, exactly=True).values(), default=0.0) >= _FEWEST_LIKENESS


def _is_spread(grid: Grid, row: int, column: int) -> bool:
    return any(
        area.first_row == row
        and area.first_column <= column <= area.last_column
        and area.last_column > area.first_column
        for area in grid.merged
    )


def _spread(grid: Grid, row: int) -> list[str]:
    """The texts of a row of group names, each over all the columns that it spans."""
    texts = [_header_text(value) for value in grid.rows[row - 1]]
    for area in grid.merged:
        if area.first_row <= row <= area.last_row and area.first_column <= grid.width:
            text = _header_text(grid.value(area.first_row, area.first_column)) if area.first_row <= row else ""
            for column in range(area.first_column, min(area.last_column, grid.width) + 1):
                texts[column - 1] = texts[column - 1] or text
    return texts


def _joined(upper: str, lower: str) -> str:
    return f"{upper} {lower}".strip() if upper != lower else lower


def _headers(grid: Grid, rows: tuple[int, ...]) -> dict[int, Sequence[str]]:
    last = grid.rows[rows[-1] - 1]
    lower = [" ".join(cell_text(value).split()) for value in last]
    if len(rows) == 1:
        return {column: (text,) for column, text in enumerate(lower, start=1)}
    upper = _spread(grid, rows[0])
    if not grid.merged:
        upper = list(_filled_right(upper, lower))
    return {
        column: tuple(dict.fromkeys((_joined(above, below), below or above)))
        for column, (above, below) in enumerate(zip(upper, lower, strict=True), start=1)
    }


def _filled_right(upper: Sequence[str], lower: Sequence[str]) -> Iterator[str]:
    """Where the format does not tell what is merged, a group's name counts until the next."""
    last = ""
    for above, below in zip(upper, lower, strict=True):
        last = above or last
        yield last if below else above
