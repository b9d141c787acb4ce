"""A summary's records, read back as the returns that they came from, each with its file and row."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from python_calamine import CalamineError, CalamineWorkbook

from reports.choosing import SourceStatus
from reports.earlier_returns import day_of
from reports.previous import month_of_summary
from reports.receiving import Received, Record, Settled, shown_cells
from reports.release import RELEASE, YES
from reports.repeats import tells_of_two_returns
from reports.withheld import SpanPlace, Withheld, Withholding
from validators.case_review import COLUMNS
from validators.cells import cell_text
from validators.entries import RawRow, understand
from validators.findings import Finding, Severity
from validators.messages import summaries as messages
from validators.pid import Confidence, certain_notices, find_pid, withhold
from validators.pid_in_cells import ADDED_COLUMN
from validators.vocabularies import vocabulary
from validators.vocabularies.organisations import has_local_lists
from validators.your_icb import YourIcb
from workbook_templates.faults import FileFault
from workbook_templates.reading.table_workbooks import open_tables

__all__ = ["THROUGH", "receive_summary", "returns_in_summary"]

THROUGH = " > "
"""Between a summary and the file that its records came from."""

_MODEL = tuple(column.header for column in COLUMNS)
_FILE, _ROW = "Source file", "Source row"
# Everything else that stands in `cases` is a column that an ICB added.
_OURS = frozenset({*_MODEL, "ICS", "ICB counted", "Status at month end", _FILE, _ROW, "Carried from"})
_PLACED = ("Rows counted", "Rows after the month", "Rows set aside")
_NEEDED: Mapping[str, frozenset[str]] = {
    "sources": frozenset({"File", "ICB code", "Status", "Reason", "Rows read", *_PLACED, "SHA-256", "Month"}),
    "cases": frozenset({*_MODEL, _FILE, _ROW}),
    "after_month": frozenset({*_MODEL, _FILE, _ROW}),
}
_OWN = ("own_total", "own_open", "own_closed")

_Row = Mapping[str, object]


def receive_summary(file: str, content: bytes) -> list[Received]:
    """The returns behind a summary, as received; a summary that cannot be read back is one file with its refusal.

    Args:
        file: the name that the summary is shown by.
        content: its bytes.
    """
    try:
        return [*returns_in_summary(file, content)]
    except FileFault as fault:
        return [Received(file, hashlib.sha256(content).hexdigest(), refusal=str(fault))]


def returns_in_summary(file: str, content: bytes) -> Iterator[Received]:
    """The returns that a summary lists, each with those of its records that the summary holds.

    The records are searched for PID once more, since anybody may have typed into the summary; a possible one stays
    only in a cell in which the region let one through.

    Raises:
        FileFault: it is no summary of ours, or its tables do not agree with each other.
    """
    try:
        workbook = open_tables(content)
        month = month_of_summary(workbook)
    except (CalamineError, KeyError, OSError, ValueError):
        raise _not_as_written() from None
    if month is None:
        raise _not_as_written()
    tables = {name: _rows(workbook, name) for name in (*_NEEDED, "findings", "release", "quality")}
    for name, headers in _NEEDED.items():
        if any(not headers <= row.keys() for row in tables[name]):
            raise _not_as_written()
    if any(cell_text(source["Status"]) not in set(SourceStatus) for source in tables["sources"]):
        raise _not_as_written()
    _refuse_disagreement(tables)
    by_file = {
        name: _grouped(rows, _FILE if name in ("cases", "after_month") else "File")
        for name, rows in tables.items()
        if name != "quality"
    }
    scores = {cell_text(row.get("ICB code")): row.get("Score") for row in tables["quality"]}
    for source in tables["sources"]:
        name = cell_text(source["File"])
        held = (*by_file["cases"][name], *by_file["after_month"][name])
        score = _share(scores.get(cell_text(source["ICB code"])))
        behind = _Behind(month, source, tuple(by_file["release"][name]), score)
        yield behind.received(f"{file}{THROUGH}{name}", held, by_file["findings"][name])


def _rows(workbook: CalamineWorkbook, name: str) -> list[_Row]:
    """The rows of a table, header to value; the blank row of an empty table is none, and neither is a lost table."""
    try:
        table = workbook.get_table_by_name(name)
        rows = table.to_python()
    except (CalamineError, KeyError, ValueError):
        if name in _NEEDED:
            raise _not_as_written() from None
        return []
    headers = [str(header) for header in table.columns]
    return [dict(zip(headers, row, strict=False)) for row in rows if any(value != "" for value in row)]


def _grouped(rows: Sequence[_Row], header: str) -> defaultdict[str, list[_Row]]:
    groups = defaultdict[str, list[_Row]](list)
    for row in rows:
        groups[cell_text(row.get(header))].append(row)
    return groups


def _refuse_disagreement(tables: Mapping[str, Sequence[_Row]]) -> None:
    """A row that somebody took out of a summary, or added, would change figures unseen."""
    held = {name: _grouped(tables[name], _FILE) for name in ("cases", "after_month")}
    names = [cell_text(source["File"]) for source in tables["sources"]]
    told = {
        name: tuple(_number(source, header) for header in ("Rows read", *_PLACED))
        for name, source in zip(names, tables["sources"], strict=True)
    }
    agrees = len(told) == len(names) and all(
        (len(held["cases"][name]), len(held["after_month"][name])) == (counted, later)
        and read == counted + later + aside
        for name, (read, counted, later, aside) in told.items()
    )
    if not agrees or any(set(groups) - set(names) for groups in held.values()):
        raise FileFault(messages.RECORDS_CHANGED())


def _number(row: _Row, header: str) -> int:
    text = cell_text(row.get(header))
    return int(text) if text.isdecimal() else 0


def _share(value: object) -> float | None:
    """A score as a summary keeps it; what somebody typed in its place is none."""
    return float(value) if isinstance(value, int | float) and 0 <= value <= 1 else None


def _not_as_written() -> FileFault:
    return FileFault(messages.CANNOT_BE_READ_BACK())


@dataclass(frozen=True, slots=True)
class _Behind:
    """One return behind a summary of a month: its line in `sources`, its possible PID in `release`, its ICB's score."""

    month: date
    source: _Row
    releases: tuple[_Row, ...]
    score: float | None

    def received(self, file: str, rows: Sequence[_Row], findings: Sequence[_Row]) -> Received:
        heading = self._heading()
        sha256 = self._text("SHA-256")
        withholding = Withholding(sha256, frozenset(), frozenset(self._reviewed()))
        return Received(
            file=file,
            sha256=sha256,
            heading=heading,
            template_version=self._text("Template version"),
            saved_at=_moment(self._text("Saved at")),
            records=tuple(self._record(row, heading, withholding) for row in rows),
            findings=tuple(
                _finding(row) for row in findings if not tells_of_two_returns(cell_text(row.get("Message")))
            ),
            content_mark=sha256,
            part=self._text("Part of return"),
            records_mark=self._text("Records mark"),
            settled=Settled(self.month, self._text("Status"), _searched(self._text("Reason"))),
            rows_beyond=_number(self.source, "Rows set aside"),
            score_told=self.score,
        )

    def _text(self, header: str) -> str:
        return cell_text(self.source.get(header))

    def _heading(self) -> YourIcb:
        icb, month, part = self._text("ICB code"), self.source["Month"], self._text("Part of return")
        numbers = {"return_number": self._text("Return number")}
        numbers |= {name: self._text(_own_header(name)) for name in _OWN}
        return YourIcb(
            your_icb=icb if icb in vocabulary("icbs") else None,
            reporting_month=day_of(month) if isinstance(month, date) else None,
            return_part=part or None,
            **{name: int(text) for name, text in numbers.items() if text.isdecimal()},
        )

    def _reviewed(self) -> Iterator[tuple[int, str]]:
        """The cells in which the region let something through; of added columns a summary keeps no letters."""
        for row in self.releases:
            if cell_text(row.get(RELEASE)).casefold() == YES:
                column = cell_text(row.get("Column"))
                yield _number(row, "Row"), ADDED_COLUMN if column.startswith(ADDED_COLUMN) else column

    def _record(self, row: _Row, heading: YourIcb, withholding: Withholding) -> Record:
        number = _number(row, _ROW)
        raw = RawRow({header: row[header] for header in _MODEL}, row=number or None)
        entry = understand(raw, local_lists=heading.your_icb is None or has_local_lists(heading.your_icb))
        cells = shown_cells(entry, heading, withholding)
        added = {
            header: _added(cell_text(value), entry.row, withholding)
            for header, value in row.items()
            if header not in _OURS and value != ""
        }
        texts = [text for text in (*cells, *added.values()) if isinstance(text, str)]
        return Record(entry.row, entry.review, cells, added, (*self._withheld(number, texts), *withholding.taken()))

    def _withheld(self, row: int, texts: Sequence[str]) -> Iterator[Withheld]:
        """What was withheld when the return was read, as the summary tells it."""
        sha256 = self._text("SHA-256")
        for kind in (kind for text in texts for kind in certain_notices(text)):
            yield Withheld(SpanPlace(sha256, row, "", kind.value, 0, 0), Confidence.CERTAIN, is_released=False)
        for line in self.releases:
            if _number(line, "Row") == row:
                place = (cell_text(line.get("Column")), cell_text(line.get("Kind")))
                span = SpanPlace(sha256, row, *place, _number(line, "Start"), _number(line, "Length"))
                is_released = cell_text(line.get(RELEASE)).casefold() == YES
                yield Withheld(span, Confidence.POSSIBLE, is_released)


def _own_header(name: str) -> str:
    """The column of `sources` that holds a return's own count."""
    return name.replace("_", " ").capitalize()


def _added(text: str, row: int | None, withholding: Withholding) -> str:
    spans = find_pid(text)
    return withholding.text(text, spans, row=row, column=ADDED_COLUMN, keep_possible=False) if spans else text


def _finding(row: _Row) -> Finding:
    severity = cell_text(row.get("Severity"))
    return Finding(
        sheet=cell_text(row.get("Sheet")),
        row=_number(row, "Row") or None,
        record=cell_text(row.get("Record no.")) or None,
        column=cell_text(row.get("Column")),
        rule=cell_text(row.get("Rule")),
        severity=Severity(severity) if severity in set(Severity) else Severity.ADVICE,
        message=_searched(cell_text(row.get("Message"))),
        fix=cell_text(row.get("Fix")),
        accepted=_searched(cell_text(row.get("Accepted"))),
    )


def _searched(text: str) -> str:
    """A sentence of ours, in case somebody has typed into it; a possible name is most likely a term or a board."""
    return withhold(text, find_pid(text), keep_possible=True)


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
