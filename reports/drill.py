"""The records behind each published figure: for every figure and every return, the numbers of the records it counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, islice

from reports.behind import Behind
from reports.cell_texts import LONGEST_TEXT
from reports.published import PublishedTable

__all__ = ["DRILL", "DRILL_COLUMNS", "IN_NO_RETURN", "THE_RETURN", "ListedRecord", "drill_table", "labelled", "written"]

DRILL = "drill"
IN_NO_RETURN = "in no return now"
THE_RETURN = "the return itself"
_FIGURE = ("Table", "Table row", "Row", "Column", "Figure")
DRILL_COLUMNS = (*_FIGURE, "ICB code", "File", "Records", "Record numbers", "How")

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
    returns = sorted({(one.icb, one.file) for one in records})
    number_of = {each: number for number, each in enumerate(returns)}
    of_return = [number_of[one.icb, one.file] for one in records]
    labels = [one.label for one in records]

    # Many figures count the same records, as a month's total and its end of the bridge do.
    @cache
    def listed(places: tuple[int, ...]) -> list[tuple[object, ...]]:
        found: dict[int, list[int | str]] = {}
        for number, those in groupby(places, of_return.__getitem__):
            found.setdefault(number, []).extend(map(labels.__getitem__, those))
        return [(*returns[number], *told) for number in sorted(found) for told in written(found[number])]

    rows: list[tuple[object, ...]] = []
    for one in behind:
        figure, how = (one.table, one.row + 1, one.label, one.column, one.figure), one.how.value
        rows += [(*figure, *told, how) for told in listed(one.places)]
    return PublishedTable(DRILL, DRILL_COLUMNS, tuple(rows))


def written(labels: Sequence[int | str]) -> Iterator[tuple[int, str]]:
    """Labels as few texts that a cell holds, each with how many records it names."""
    numbers = [label for label in labels if isinstance(label, int)]
    parts = [*_runs(numbers)]
    if len(numbers) < len(labels):
        parts += _repeated(sorted(label for label in labels if isinstance(label, str)))
    whole = ", ".join([text for _, text in parts])
    if len(whole) <= _LONGEST_LIST:
        yield len(labels), whole
        return
    texts: list[str] = []
    length = counted = 0
    for count, part in parts:
        length += len(part) + 2
        if length > _LONGEST_LIST and texts:
            yield counted, ", ".join(texts)
            texts, length, counted = [], len(part) + 2, 0
        texts.append(part)
        counted += count
    yield counted, ", ".join(texts)


def _runs(numbers: Sequence[int]) -> list[tuple[int, str]]:
    """Numbers in order, three and more in a row as their first and last; one that counts twice says so.

    >>> [text for _, text in _runs([7, 1, 2, 3, 9, 10, 7])]
    ['1 to 3', '7 (2 times)', '9', '10']
    """
    ordered = sorted(numbers)
    if not ordered:
        return []
    parts: list[tuple[int, str]] = []
    first = last = ordered[0]
    for number in islice(ordered, 1, None):
        if number == last:
            return _runs_and_repeated(ordered)
        if number != last + 1:
            parts += _run(first, last)
            first = number
        last = number
    return parts + _run(first, last)


def _run(first: int, last: int) -> list[tuple[int, str]]:
    """Numbers without a gap."""
    if last - first >= _SHORTEST_RUN:
        return [(last - first + 1, f"{first} to {last}")]
    return [(1, str(each)) for each in range(first, last + 1)]


def _runs_and_repeated(ordered: Sequence[int]) -> list[tuple[int, str]]:
    """Runs of the numbers that count once, with those that count more than once in their place between them."""
    parts: list[tuple[int, str]] = []
    once: list[int] = []
    for number, count in Counter(ordered).items():
        if count == 1:
            once.append(number)
        else:
            parts += [*_runs(once), (count, f"{number} ({count} times)")]
            once = []
    return parts + _runs(once)


def _repeated(labels: Iterable[str]) -> Iterator[tuple[int, str]]:
    for label, count in Counter(labels).items():
        yield count, label if count == 1 else f"{label} ({count} times)"
