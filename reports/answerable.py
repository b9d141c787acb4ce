"""What makes figures answerable: the records behind each, and every sum that must hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from reports.behind import Answerable, Behind, Places, WholeReturn, records_behind
from reports.drill import DRILL, IN_NO_RETURN, THE_RETURN, Listed, drill_table, labelled
from reports.published import PublishedTable
from reports.receiving import number_or_text
from reports.self_check import SELF_CHECK, Sum, broken_sums, self_check, sums_that_must_hold

__all__ = ["Answerable", "Sum", "answerable", "broken_sums"]


def answerable(tables: Iterable[PublishedTable], of: Answerable) -> dict[str, PublishedTable]:
    """The published tables by name, and with them `drill` and `self_check`.

    Args:
        tables: the published tables.
        of: the month that they are of.
    """
    published = {table.name: table for table in tables}
    places = Places(len(of.records))
    listed = Listed()
    # Records of many returns have the same numbers: each is kept once.
    known: dict[int | str | None, int | str | None] = {}
    found = (number_or_text(one.record_no) for one, _ in of.records)
    numbers = [known.setdefault(number, number) for number in found]
    files, rows = [file for _, file in of.records], [one.record.row for one, _ in of.records]
    for (one, file), label in zip(of.records, labelled(files, numbers, rows), strict=True):
        listed.take(one.icb, file, label)
    published[DRILL] = drill_table(_each_listed(records_behind(of, published, places), places, listed), listed)
    published[SELF_CHECK] = self_check(sums_that_must_hold(published))
    return published


def _each_listed(behind: Iterable[Behind], places: Places, listed: Listed) -> Iterator[Behind]:
    """The figures; what else stands behind one is listed before it comes.

    What is in no return any more stands under no file; a return stands under its own.
    """
    for figure in behind:
        known = len(listed.labels) - places.number
        for one in islice(places.others, known, None) if known < len(places.others) else ():
            if isinstance(one, WholeReturn):
                listed.take(one.icb, one.file, THE_RETURN)
            else:
                listed.take(one.icb, IN_NO_RETURN, number_or_text(one.record_no) or "no number")
        yield figure
