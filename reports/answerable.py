"""What makes figures answerable: the records behind each, and every sum that must hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from reports.behind import Places, records_behind
from reports.compared import Compared
from reports.drill import DRILL, IN_NO_RETURN, drill_table, labelled
from reports.matching import CountedRecord
from reports.published import PublishedTable
from reports.receiving import number_or_text
from reports.self_check import SELF_CHECK, Sum, broken_sums, self_check, sums_that_must_hold

__all__ = ["Sum", "answerable", "broken_sums"]


def answerable(
    tables: Iterable[PublishedTable],
    frame: pd.DataFrame,
    compared: Compared,
    records: Sequence[tuple[CountedRecord, str]],
) -> dict[str, PublishedTable]:
    """The published tables by name, and with them `drill` and `self_check`.

    Args:
        tables: the published tables.
        frame: the counted cases.
        compared: the month against those before it.
        records: every record that the returns hold with its file, the counted ones first and as in the frame.
    """
    published = {table.name: table for table in tables}
    places = Places(len(records))
    behind = list(records_behind(frame, compared, published, places))
    numbered = ((one.icb, file, number_or_text(one.record_no), one.record.row) for one, file in records)
    # What is in no return any more stands under no file.
    gone = ((one.icb, IN_NO_RETURN, number_or_text(one.record_no), None) for one in places.gone)
    published[DRILL] = drill_table(behind, labelled([*numbered, *gone]))
    published[SELF_CHECK] = self_check(sums_that_must_hold(published))
    return published
