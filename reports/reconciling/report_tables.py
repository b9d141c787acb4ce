"""The lists of a reconciliation as tables: records by their places, differences with their evidence, no free text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reports.check_report.sheet import Cell, CellLink, Column, Kind, ReportTable
from reports.receiving import number_or_text
from reports.reconciling.differences import Difference, DifferenceKind
from reports.reconciling.pairing import Pair, Reconciled, Unpaired
from reports.reconciling.sides import SideRecord
from validators.when import NOT_STATED

__all__ = ["MATCHED", "List", "in_json", "list_tables"]


@dataclass(frozen=True, slots=True)
class List:
    """One list of a reconciliation.

    Attributes:
        table: name of its table.
        sheet: that it stands on.
        meaning: what is in it, in a sentence.
    """

    table: str
    sheet: str
    meaning: str


ONLY_TRACKER = List("only_in_tracker", "Only in tracker", "In the extract, and in no return that was given.")
ONLY_LOCAL = List("only_local", "Only local", "In a return, and not in the extract.")
STATUS = List("status_differs", "Status differs", "On both sides, with another status.")
TYPE = List("type_differs", "Type differs", "On both sides, with another review type.")
DATES = List("dates_differ", "Dates differ", "On both sides, with another day; a day that one side lacks is none.")
MATCHED = List("matched", "Matched", "Every review that was found on both sides, with what speaks for it.")

_PLACE = (Column("Extract sheet", width=18), Column("Extract row", Kind.NUMBER, 9))
_LOCAL_PLACE = (
    Column("Return", width=24),
    Column("Return row", Kind.LINK, 9),
    Column("Record no.", Kind.NUMBER, 9),
)
_KNOWN_BY = (Column("ICB code", width=9), Column("Reference", width=18), Column("Review type", width=22))
_EVIDENCE = (Column("Sure", width=8), Column("Evidence", width=80))


def list_tables(
    reconciled: Reconciled, differences: Sequence[Difference], *, paths: Mapping[str, str]
) -> Iterator[tuple[List, ReportTable]]:
    """Each list with its table.

    Args:
        reconciled: both sides, paired.
        differences: of the pairs.
        paths: a return's shown name to the way to it, for links; one without stands as text.
    """
    alone = (Column("Status", width=11), Column("Evidence", width=80))
    tracker_rows = [(*_tracker(one.record), *_known_by(one.record), *_alone(one)) for one in reconciled.only_tracker]
    yield ONLY_TRACKER, ReportTable(ONLY_TRACKER.table, (*_PLACE, *_KNOWN_BY, *alone), tracker_rows)
    local_rows = [(*_local(one.record, paths), *_known_by(one.record), *_alone(one)) for one in reconciled.only_local]
    yield ONLY_LOCAL, ReportTable(ONLY_LOCAL.table, (*_LOCAL_PLACE, *_KNOWN_BY, *alone), local_rows)
    for listed, kind in ((STATUS, DifferenceKind.STATUS), (TYPE, DifferenceKind.TYPE)):
        said = (Column("Tracker says", width=22), Column("Return says", width=22))
        rows = [
            (*_both(one.pair, paths), one.tracker, one.local, *_evidence(one.pair))
            for one in differences
            if one.kind is kind
        ]
        yield listed, ReportTable(listed.table, (*_PLACE, *_LOCAL_PLACE, *_KNOWN_BY[:2], *said, *_EVIDENCE), rows)
    yield DATES, _dates(differences, paths)
    matched = [(*_both(pair, paths), _type(pair.local), *_evidence(pair)) for pair in reconciled.pairs]
    yield MATCHED, ReportTable(MATCHED.table, (*_PLACE, *_LOCAL_PLACE, *_KNOWN_BY, *_EVIDENCE), matched)


def _dates(differences: Sequence[Difference], paths: Mapping[str, str]) -> ReportTable:
    said = (
        Column("Date", width=22),
        Column("Tracker says", width=13),
        Column("Return says", width=13),
        Column("Days later in the return", Kind.COUNT, 12),
    )
    rows: list[tuple[Cell, ...]] = [
        (*_both(one.pair, paths), one.column, one.tracker, one.local, one.days, *_evidence(one.pair))
        for one in differences
        if one.kind is DifferenceKind.DATE
    ]
    return ReportTable(DATES.table, (*_PLACE, *_LOCAL_PLACE, *_KNOWN_BY[:2], *said, *_EVIDENCE), rows)


def _tracker(record: SideRecord) -> tuple[Cell, ...]:
    return (record.sheet, record.row)


def _local(record: SideRecord, paths: Mapping[str, str]) -> tuple[Cell, ...]:
    row: Cell = record.row
    if record.row is not None and paths.get(record.file):
        row = CellLink(str(record.row), paths[record.file], f"Cases!A{record.row}")
    return (record.file, row, number_or_text(record.record_no))


def _known_by(record: SideRecord) -> tuple[Cell, ...]:
    return (record.icb, record.reference_shown, _type(record))


def _type(record: SideRecord) -> str:
    return record.review.review_type or NOT_STATED


def _alone(one: Unpaired) -> tuple[Cell, ...]:
    return (one.record.review.status or NOT_STATED, one.evidence)


def _both(pair: Pair, paths: Mapping[str, str]) -> tuple[Cell, ...]:
    shown = pair.tracker.reference_shown or pair.local.reference_shown
    return (*_tracker(pair.tracker), *_local(pair.local, paths), pair.local.icb or pair.tracker.icb, shown)


def _evidence(pair: Pair) -> tuple[Cell, ...]:
    return ("yes" if pair.is_sure else "likely", pair.evidence)


def in_json(table: ReportTable) -> list[dict[str, object]]:
    """The rows of a list as JSON holds them; a record number is text, as in every document."""
    names = [column.header.lower().replace(".", "").replace(" ", "_") for column in table.columns]
    return [{name: _plain(name, cell) for name, cell in zip(names, row, strict=True)} for row in table.rows]


def _plain(name: str, cell: Cell) -> object:
    if isinstance(cell, CellLink):
        return int(cell.text)
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell) if name == "record_no" and cell is not None else cell
