"""The records behind each published figure: for every figure and every return, the numbers of the records it counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from reports.behind import Behind
from reports.cell_texts import LONGEST_TEXT
from reports.published import PublishedTable

__all__ = ["DRILL", "DRILL_COLUMNS", "IN_NO_RETURN", "ListedRecord", "drill_table", "labelled", "written"]

DRILL = "drill"
IN_NO_RETURN = "in no return now"
DRILL_COLUMNS = ("Table", "Table row", "Row", "Column", "Figure", "ICB code", "File", "Records", "Record numbers")

_SHORTEST_RUN = 2
# A cell holds no more; room is left for the last number.
_LONGEST_LIST = LONGEST_TEXT - 200


@dataclass(frozen=True, slots=True)
class ListedRecord:
    """A record as the drill names it.

    Attributes:
        icb: code of the ICB that it counts for.
        file: that it stands in.
        label: its number, as a whole number where it is one, so that a run of them is written short.
    """

    icb: str
    file: str
    label: int | str


def labelled(records: Iterable[tuple[str, str, int | str | None, int | None]]) -> tuple[ListedRecord, ...]:
    """Name records so that each is found: by its number, and by its row where the number is missing or not its own.

    Args:
        records: ICB code, file, record number and row of each.

    >>> records = [("QMF", "a", 1, 5), ("QMF", "a", 2, 6), ("QMF", "a", 2, 7), ("QMF", "a", None, 8)]
    >>> [one.label for one in labelled(records)]
    [1, '2 (row 6)', '2 (row 7)', 'row 8']
    """
    told = list(records)
    times = Counter((file, number) for _, file, number, _ in told)
    return tuple(ListedRecord(icb, file, _label(number, row, times[file, number])) for icb, file, number, row in told)


def _label(number: int | str | None, row: int | None, times: int) -> int | str:
    if number is None or number == "":
        return "no number" if row is None else f"row {row}"
    return number if times == 1 or row is None else f"{number} (row {row})"


def drill_table(behind: Iterable[Behind], records: Sequence[ListedRecord]) -> PublishedTable:
    """The table `drill`: each figure with a line for each return whose records it counts.

    Args:
        behind: the figures with the places of their records.
        records: every record that a figure may count.
    """
    rows = tuple(row for one in behind for row in _rows(one, records))
    return PublishedTable(DRILL, DRILL_COLUMNS, rows)


def _rows(one: Behind, records: Sequence[ListedRecord]) -> Iterator[tuple[object, ...]]:
    figure = (one.table, one.row + 1, one.label, one.column, one.figure)
    told = sorted((records[place] for place in one.places), key=lambda record: (record.icb, record.file))
    for (icb, file), found in groupby(told, key=lambda record: (record.icb, record.file)):
        for number, text in written([record.label for record in found]):
            yield (*figure, icb, file, number, text)


def written(labels: Sequence[int | str]) -> Iterator[tuple[int, str]]:
    """Labels as few texts that a cell holds, each with how many records it names."""
    parts = [*_runs([label for label in labels if isinstance(label, int)])]
    parts += _repeated(sorted(label for label in labels if isinstance(label, str)))
    text, number = "", 0
    for count, part in parts:
        if len(text) + len(part) > _LONGEST_LIST:
            yield number, text
            text, number = "", 0
        text, number = f"{text}, {part}" if text else part, number + count
    yield number, text


def _runs(numbers: list[int]) -> Iterator[tuple[int, str]]:
    """Numbers in order, three and more in a row as their first and last; one that counts twice says so.

    >>> [text for _, text in _runs([7, 1, 2, 3, 9, 10, 7])]
    ['1 to 3', '7 (2 times)', '9', '10']
    """
    times = Counter(numbers)
    once = sorted(number for number, count in times.items() if count == 1)
    found: list[tuple[int, int, str]] = [
        (number, count, f"{number} ({count} times)") for number, count in times.items() if count > 1
    ]
    first = 0
    for place, number in enumerate(once):
        if place + 1 < len(once) and once[place + 1] == number + 1:
            continue
        run = once[first : place + 1]
        if len(run) > _SHORTEST_RUN:
            found.append((run[0], len(run), f"{run[0]} to {run[-1]}"))
        else:
            found += [(each, 1, str(each)) for each in run]
        first = place + 1
    return ((count, text) for _, count, text in sorted(found))


def _repeated(labels: Iterable[str]) -> Iterator[tuple[int, str]]:
    for label, count in Counter(labels).items():
        yield count, label if count == 1 else f"{label} ({count} times)"
