"""The records behind each published figure: for every figure and every return, the numbers of the records it counts."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice, pairwise
from typing import Any

import numpy as np

from reports.behind import Behind
from reports.behind.figure import PLACE
from reports.cell_texts import LONGEST_TEXT
from reports.published import PublishedTable
from reports.shelf import MOST_IN_MEMORY, kept

__all__ = ["DRILL", "DRILL_COLUMNS", "IN_NO_RETURN", "THE_RETURN", "Listed", "drill_table", "labelled", "written"]

DRILL = "drill"
IN_NO_RETURN = "in no return now"
THE_RETURN = "the return itself"
_FIGURE = ("Table", "Table row", "Row", "Column", "Figure")
DRILL_COLUMNS = (*_FIGURE, "ICB code", "File", "Records", "Record numbers", "How")

_SHORTEST_RUN = 2
# Of fewer records each is told by itself: to ask for all at once takes as long as a hundred do.
_FEW = 200
_NUMBER_TAKES = 32
"""Bits of a key that hold a record's own number, before which stands the rank of its return."""
_NO_NUMBER = (1 << _NUMBER_TAKES) - 1
_Keys = np.ndarray[Any, np.dtype[np.int64]]
# A cell holds no more; room is left for the last number.
_LONGEST_LIST = LONGEST_TEXT - 200


@dataclass(frozen=True, slots=True)
class _Keyed:
    """Records as numbers that are in the order in which they are told, and the returns in that order."""

    returns: Sequence[tuple[str, str]]
    keys: _Keys


@dataclass(slots=True)
class Listed:
    """Every record that a figure may count, each with its return and with the name that it has there.

    Attributes:
        returns: the returns, by ICB code and file.
        of_return: for each record the number of its return.
        labels: the records' names; a whole number where that is one, so that a run of them is written short.
    """

    returns: list[tuple[str, str]] = field(default_factory=list)
    of_return: array[int] = field(default_factory=lambda: array("i"))
    labels: list[int | str] = field(default_factory=list)
    _numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    _months: _Keyed | None = None

    def keyed(self) -> _Keyed:
        """The records that are listed when this is first asked, which the month's own are, as numbers."""
        if self._months is None:
            in_order = sorted(self.returns)
            rank_of = {one: rank for rank, one in enumerate(in_order)}
            ranks = map([rank_of[one] for one in self.returns].__getitem__, self.of_return)
            numbers = (label if isinstance(label, int) else _NO_NUMBER for label in self.labels)
            number = len(self.labels)
            keys = np.fromiter(ranks, np.int64, number) << _NUMBER_TAKES | np.fromiter(numbers, np.int64, number)
            self._months = _Keyed(in_order, keys)
        return self._months

    def take(self, icb: str, file: str, label: int | str) -> None:
        """Take one more."""
        number = self._numbers.setdefault((icb, file), len(self.returns))
        if number == len(self.returns):
            self.returns.append((icb, file))
        self.of_return.append(number)
        self.labels.append(label)


def labelled(
    files: Sequence[str], numbers: Sequence[int | str | None], rows: Sequence[int | None]
) -> Iterator[int | str]:
    """Name records so that each is found: by its number, and by its row where the number is missing or not its own.

    Args:
        files: of the records.
        numbers: of the records.
        rows: in which they stand.

    >>> list(labelled("aaaa", [1, 2, 2, None], [5, 6, 7, 8]))
    [1, '2 (row 6)', '2 (row 7)', 'row 8']
    """
    in_file: defaultdict[str, array[int]] = defaultdict(lambda: array("i"))
    for place, file in enumerate(files):
        in_file[file].append(place)
    # What is no record's own, file by file: at once they would be as many numbers again as there are records.
    shared = {
        (file, number)
        for file, places in in_file.items()
        for number, times in Counter(map(numbers.__getitem__, places)).items()
        if times > 1
    }
    for file, number, row in zip(files, numbers, rows, strict=True):
        yield _label(number, row, is_shared=(file, number) in shared)


def _label(number: int | str | None, row: int | None, *, is_shared: bool) -> int | str:
    if number is None or number == "":
        return "no number" if row is None else f"row {row}"
    return number if row is None or not is_shared else f"{number} (row {row})"


def drill_table(behind: Iterable[Behind], listed: Listed) -> PublishedTable:
    """The table `drill`: each figure with a line for each return whose records it counts.

    Args:
        behind: the figures with the places of their records, gone through once.
        listed: every record that a figure may count; some are listed only by the time that their figure comes.
    """
    return PublishedTable(DRILL, DRILL_COLUMNS, kept(_lines(behind, listed)))


def _lines(behind: Iterable[Behind], listed: Listed) -> Iterator[tuple[object, ...]]:
    # Many figures count the same records, as a month's total and its end of the bridge do.
    known: dict[bytes, list[tuple[object, ...]]] = {}
    for one in behind:
        figure, how = (one.table, one.row + 1, one.label, one.column, one.figure), one.how.value
        places = array(PLACE, one.places)
        key = places.tobytes()
        told = known.get(key) or list(_told(places, listed))
        # Of very many records the lists would take more memory than the records.
        if len(listed.labels) <= MOST_IN_MEMORY:
            known[key] = told
        yield from ((*figure, *each, how) for each in told)


def _told(places: array[int], listed: Listed) -> Iterator[tuple[object, ...]]:
    """ICB, file, number of records and their names, for each return that some records are of."""
    if len(places) > _FEW and max(places) < len(listed.keyed().keys):
        yield from _told_at_once(places, listed)
        return
    found: dict[int, list[int | str]] = {}
    for number, those in groupby(places, listed.of_return.__getitem__):
        found.setdefault(number, []).extend(map(listed.labels.__getitem__, those))
    for number in sorted(found, key=listed.returns.__getitem__):
        yield from ((*listed.returns[number], *told) for told in written(found[number]))


def _told_at_once(places: array[int], listed: Listed) -> Iterator[tuple[object, ...]]:
    """The same of many records: run by run and not record by record, where a return's numbers are its records' own."""
    keyed = listed.keyed()
    unsorted = keyed.keys[np.frombuffer(places, dtype=PLACE)]
    keys = np.sort(unsorted)
    begins = np.flatnonzero(np.diff(keys, prepend=keys[0] - 2) != 1)
    lengths, starts = np.diff(begins, append=len(keys)), keys[begins]
    is_unclear = np.append(keys[1:] == keys[:-1], False) | (keys & _NO_NUMBER == _NO_NUMBER)
    unclear = set((keys[is_unclear] >> _NUMBER_TAKES).tolist())
    of_return = np.flatnonzero(np.diff(starts >> _NUMBER_TAKES, prepend=-1)).tolist()
    for begin, end in pairwise([*of_return, len(starts)]):
        rank = int(starts[begin]) >> _NUMBER_TAKES
        runs = zip((starts[begin:end] & _NO_NUMBER).tolist(), lengths[begin:end].tolist(), strict=True)
        whole = "" if rank in unclear else ", ".join([_as_text(*run) for run in runs])
        if whole and len(whole) <= _LONGEST_LIST:
            yield (*keyed.returns[rank], int(lengths[begin:end].sum()), whole)
        else:
            here = np.flatnonzero(unsorted >> _NUMBER_TAKES == rank).tolist()
            labels = [listed.labels[places[at]] for at in here]
            yield from ((*keyed.returns[rank], *told) for told in written(labels))


def _as_text(first: int, length: int) -> str:
    """A run of numbers, as `_run` has it.

    >>> _as_text(9, 1), _as_text(9, 2), _as_text(9, 3)
    ('9', '9, 10', '9 to 11')
    """
    if length == 1:
        return str(first)
    return f"{first} to {first + length - 1}" if length > _SHORTEST_RUN else f"{first}, {first + 1}"


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
            # Most numbers stand alone, and a call for each would cost as much as all the rest.
            parts += _run(first, last) if first < last else ((1, str(last)),)
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
