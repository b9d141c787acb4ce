"""What makes figures answerable: the records behind each, and every sum that must hold."""

from __future__ import annotations

from collections.abc import Iterable

from reports.behind import Answerable, Places, WholeReturn, records_behind
from reports.drill import DRILL, IN_NO_RETURN, THE_RETURN, ListedRecord, drill_table, labelled
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
    behind = list(records_behind(of, published, places))
    listed = labelled((one.icb, file, number_or_text(one.record_no), one.record.row) for one, file in of.records)
    published[DRILL] = drill_table(behind, [*listed, *_others(places)])
    published[SELF_CHECK] = self_check(sums_that_must_hold(published))
    return published


def _others(places: Places) -> Iterable[ListedRecord]:
    """What is in no return any more stands under no file; a return stands under its own."""
    for one in places.others:
        if isinstance(one, WholeReturn):
            yield ListedRecord(one.icb, one.file, THE_RETURN)
        else:
            yield ListedRecord(one.icb, IN_NO_RETURN, number_or_text(one.record_no) or "no number")
