"""Understand a spreadsheet: bytes in, records out, with every cell booked."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from validators.cells import cell_text
from validators.pid import Confidence, find_pid
from validators.vocabularies import spelling_key
from validators.vocabularies.organisations import has_local_lists
from workbook_templates.faults import OurFault
from workbook_templates.importing import refusals
from workbook_templates.importing.accounts import Account, Ledger, Reason, Told
from workbook_templates.importing.choosing import Chosen, choose_sheets
from workbook_templates.importing.columns import Match, decided
from workbook_templates.importing.days import read_any_day
from workbook_templates.importing.deciding import answers_of, with_decided_columns
from workbook_templates.importing.drafts import Cell, Draft, Setting, plain_value, whole_record
from workbook_templates.importing.grids import Source, read_source
from workbook_templates.importing.headings import Heading, heading_of
from workbook_templates.importing.imported import ColumnMatch, Imported, SheetMatch
from workbook_templates.importing.placing import place, take_hints
from workbook_templates.importing.placing_several import fill_slots
from workbook_templates.importing.questions import Asked, Decisions
from workbook_templates.importing.rows import Line, LineKind, lines_of
from workbook_templates.importing.tables import SEARCHED_ROWS
from workbook_templates.importing.targets import header_words
from workbook_templates.layout import TO_COMPLETE
from workbook_templates.reading.addresses import column_letters
from workbook_templates.reading.headers import distinct_headers, plain_header
from workbook_templates.reading.sheet_marks import Place

__all__ = ["NO_DECISIONS", "understand_spreadsheet"]

NO_DECISIONS = Decisions()
_LONGEST_TITLE = 80
SECTION, SHEET = "Section", "Sheet"
"""Headers of the added columns for headings between rows, and for the sheet that a record came from."""

_REASONS = {
    LineKind.HEADER_AGAIN: Reason.HEADER_AGAIN,
    LineKind.TOTAL: Reason.TOTAL,
    LineKind.NOTE: Reason.NOTE,
    LineKind.NUMBER_ONLY: Reason.NUMBER_ONLY,
    LineKind.FORMULA_ONLY: Reason.FORMULA_ONLY,
}
# Hints first, then what a type and a board are understood by, then the rest in the order of the sheet.
_FIRST = ("Borough or local authority", "Review type", "Partnership or board", "Status", "Stage", "Publication status")


def understand_spreadsheet(
    content: bytes,
    *,
    icb: str | None = None,
    sheets: Sequence[str] = (),
    decisions: Decisions = NO_DECISIONS,
) -> Imported:
    """Understand the bytes of a spreadsheet; nothing is written anywhere.

    Args:
        content: an xlsx, xlsm, xls or ods workbook, or text with delimiters.
        icb: code of the ICB; it tells whether boroughs and boards come from a list.
        sheets: names or numbers of the sheets to take; chosen by what they hold if left out.
        decisions: what the user decided before.

    Raises:
        FileFault: it cannot be read, or holds nothing that reads like case reviews.
    """
    source = read_source(content)
    chosen = choose_sheets(source, asked=sheets, decisions=decisions)
    if not any(one.taken for one in chosen):
        raise refusals.nothing_recognised(SEARCHED_ROWS)
    local_lists = icb is None or has_local_lists(icb)
    chosen = [with_decided_columns(one, decisions) for one in chosen]
    first_pass = Asked({}) if decisions.needs_places else None
    if first_pass is not None:
        _Work(chosen, Setting(first_pass, local_lists), decisions.fill).run()
    work = _Work(chosen, Setting(Asked(answers_of(decisions, first_pass)), local_lists), decisions.fill)
    work.run()
    return work.imported(source, decisions, hashlib.sha256(content).hexdigest())


class _Work:
    """One pass over the sheets that are taken."""

    def __init__(self, chosen: Sequence[Chosen], setting: Setting, fill: Mapping[str, str]) -> None:
        self._chosen = chosen
        self._fill = fill
        self._setting = setting
        self._drafts: list[tuple[Chosen, Draft]] = []
        self._ledgers: dict[int, Ledger] = {}
        self._carried: dict[str, str] = {}
        self._numbers: list[tuple[Draft, Cell, Ledger]] = []
        self._cells: Counter[tuple[int, int]] = Counter()
        self._pid: Counter[tuple[int, int]] = Counter()
        self._times_left_out = 0

    def run(self) -> None:
        """Go through every sheet."""
        for one in self._chosen:
            ledger = self._ledgers[one.number] = Ledger(one.grid.filled)
            if one.taken and one.table is not None:
                self._take_sheet(one, ledger)
            else:
                for each in one.grid.filled:
                    ledger.said(each, Reason.OTHER_SHEET)
        self._number_records()
        for _, draft in self._drafts:
            _finish(draft)

    # A sheet

    def _take_sheet(self, one: Chosen, ledger: Ledger) -> None:
        table = one.table
        assert table is not None  # noqa: S101 - a sheet is taken only with its table
        for row, column in list(one.grid.filled):
            if row < table.first_row:
                ledger.said((row, column), Reason.HEADER if row in table.header_rows else Reason.TITLE)
        of_sheet, titles, heading = heading_of(one.grid.name), _titles(one), Heading()
        for line in lines_of(table):
            if line.kind is LineKind.RECORD:
                self._take_record(one, ledger, line, (heading, of_sheet, titles))
                heading = replace(heading, heads=True)
            elif line.kind is LineKind.HEADING:
                heading = heading.followed_by(self._take_heading(one, ledger, line))
            else:
                for column in line.filled:
                    ledger.said((line.row, column), _REASONS[line.kind])

    def _take_heading(self, one: Chosen, ledger: Ledger, line: Line) -> Heading:
        here = (line.row, line.filled[0])
        heading = heading_of(cell_text(one.grid.value(*here)))
        if heading.told.is_whole:
            ledger.said(here, Reason.HEADING)
        else:
            ledger.carried(here)
        return heading

    # A record

    def _take_record(self, one: Chosen, ledger: Ledger, line: Line, above: tuple[Heading, Heading, Heading]) -> None:
        draft = Draft(line.row)
        heading, of_sheet, _ = above
        cells = list(self._cells_of(one, line))
        take_hints(cells, draft)
        draft.people = draft.people or next((each.told.people for each in above if each.told.people), None)
        for cell in sorted(cells, key=_order):
            self._take_cell(one, ledger, cell, draft)
        for each in above:
            self._fill_from(each.told.values, one, draft)
        if draft.implied_status:
            draft.cells.setdefault("Status", draft.implied_status)
        self._fill_from(self._fill, one, draft)
        if heading.text and not heading.told.is_whole:
            draft.carried[self._carry_key(SECTION, SECTION)] = heading.text
        if len({each.sheet for each in self._chosen if each.taken}) > 1 and not of_sheet.told.is_whole:
            draft.carried[self._carry_key(SHEET, SHEET)] = one.grid.name
        self._drafts.append((one, draft))

    def _cells_of(self, one: Chosen, line: Line) -> Iterator[Cell]:
        assert one.table is not None  # noqa: S101 - see above
        merged = one.merged_above(line.row)
        matches = {match.column: match for match in one.table.matches}
        for column in range(1, one.grid.width + 1):
            match = matches.get(column) or Match(column, "")
            if column in line.filled:
                value = one.grid.value(line.row, column)
                yield Cell((line.row, column), one.place_of_cell(line.row, column), value, match)
            elif column in merged and match.target is not None:
                row, value = merged[column]
                yield Cell((row, column), one.place_of_cell(row, column), value, match, is_own=False)

    def _take_cell(self, one: Chosen, ledger: Ledger, cell: Cell, draft: Draft) -> None:
        if not cell.is_own:
            # It stands further up and is booked there; here it only counts once more.
            if cell.match.target is not None and cell.match.target.kind not in ("hint", "record"):
                place(cell, draft, self._setting)
            return
        self._cells[one.number, cell.match.column] += 1
        self._pid[one.number, cell.match.column] += _has_certain_pid(cell.value)
        self._book_cell(one, ledger, cell, draft)

    def _book_cell(self, one: Chosen, ledger: Ledger, cell: Cell, draft: Draft) -> None:
        match, target = cell.match, cell.match.target
        if match.left_out:
            ledger.said(cell.place, Reason.LEFT_OUT)
        elif plain_header(match.header) == plain_header(TO_COMPLETE):
            ledger.said(cell.place, Reason.CALCULATED)
        elif target is None or target.kind == "hint":
            self._carry(one, ledger, cell, draft)
        elif target.kind == "record":
            self._numbers.append((draft, cell, ledger))
        elif (reason := place(cell, draft, self._setting)) is not None:
            ledger.said(cell.place, reason)
        else:
            ledger.placed(cell.place)
            if target.kind == "date":
                read = read_any_day(cell.value, month_first=match.month_first)
                self._times_left_out += bool(read and read.had_time)

    def _carry(self, one: Chosen, ledger: Ledger, cell: Cell, draft: Draft) -> None:
        header = cell.match.header or f"Column {column_letters(cell.match.column)}"
        same_before = one.same_header_before(cell.match.column)
        key = self._carry_key(f"{' '.join(header_words(header)) or header}#{same_before}", header)
        draft.carried[key] = plain_value(cell.value)
        ledger.carried(cell.place)

    def _carry_key(self, key: str, header: str) -> str:
        self._carried.setdefault(key, header)
        return key

    def _fill_from(self, values: Mapping[str, str], one: Chosen, draft: Draft) -> None:
        """What a heading, a sheet's name or the user tells fills only what the row itself leaves open."""
        for header, text in values.items():
            if not draft.holds(header):
                match = decided(Match(0, header), header)
                if match is not None and match.target is not None:
                    place(Cell((0, 0), f"heading of {one.place_of_row(draft.row)}", text, match), draft, self._setting)

    def _number_records(self) -> None:
        """Take the numbers as record numbers if each is a whole number that no other record has; else carry them."""
        texts = [cell.text for _, cell, _ in self._numbers]
        unique = len(set(texts)) == len(texts) and all(text.isdecimal() and 0 < len(text) <= 7 for text in texts)
        for draft, cell, ledger in self._numbers:
            if unique and int(cell.text) > 0:
                draft.cells["Record no."] = int(cell.text)
                ledger.placed(cell.place)
            else:
                header = cell.match.header or "No."
                draft.carried[self._carry_key(header, header)] = plain_value(cell.value)
                ledger.carried(cell.place)

    # The result

    def imported(self, source: Source, decisions: Decisions, sha256: str) -> Imported:
        """Everything brought together, and counted."""
        headers = dict(zip(self._carried, distinct_headers(self._carried.values()), strict=True))
        continued: dict[str, str] = {}
        records = tuple(whole_record(draft, headers, continued) for _, draft in self._drafts)
        added = (*headers.values(), *continued.values())
        accounts = [ledger.account for ledger in self._ledgers.values()]
        account = Account(*(sum(getattr(each, name) for each in accounts) for name in Account.__slots__))
        self._prove(account)
        return Imported(
            records=records,
            places=tuple((one.shown, draft.row) for one, draft in self._drafts),
            added=added,
            sheets=tuple(self._sheet(one) for one in self._chosen),
            columns=tuple(self._columns()),
            questions=self._setting.asked.questions,
            told=tuple(self._told()),
            account=account,
            unused=tuple(self._unused(decisions)),
            times_left_out=self._times_left_out,
            how=source.how,
            tells_hidden=source.tells_hidden,
            sha256=sha256,
        )

    def _prove(self, account: Account) -> None:
        found = sum(1 for one in self._chosen for _ in one.grid.filled)
        if found != account.found or found != account.placed + account.carried + account.said:
            raise OurFault("The cells of the spreadsheet do not add up.")

    def _sheet(self, one: Chosen) -> SheetMatch:
        filled = list(one.grid.filled)
        return SheetMatch(
            name=one.shown,
            taken=one.taken,
            is_asked=one.is_asked,
            is_hidden=one.grid.is_hidden,
            header_rows=one.table.header_rows if one.table else (),
            recognised=one.table.recognised if one.table else 0,
            records=sum(each is one for each, _ in self._drafts),
            cells=len(filled),
            hidden_rows=len({row for row, _ in filled} & one.grid.hidden_rows),
            hidden_columns=len({column for _, column in filled} & one.grid.hidden_columns),
        )

    def _columns(self) -> Iterator[ColumnMatch]:
        for one in self._chosen:
            for match in one.table.matches if one.taken and one.table else ():
                withheld = bool(find_pid(match.header))
                yield ColumnMatch(
                    place=one.place_of_column(match.column),
                    header="" if withheld else match.header,
                    is_withheld=withheld,
                    match=match,
                    cells=self._cells[one.number, match.column],
                    certain_pid=self._pid[one.number, match.column],
                )

    def _told(self) -> Iterator[Told]:
        for one in self._chosen:
            for reason, places in self._ledgers[one.number].by_reason().items():
                yield Told(one.shown, reason, len(places), tuple(_address(each) for each in places))

    def _unused(self, decisions: Decisions) -> Iterator[str]:
        places = {column.place for column in self._columns()}
        yield from (place for place in decisions.columns if place not in places)
        used = self._setting.asked.used
        keys = {(target, spelling_key(key)) for target, key in decisions.values} & used
        by_place = sum(key.startswith("cell ") for _, key in decisions.values)
        missing = len(decisions.values) - by_place - len(keys)
        if missing > 0:
            yield f"{missing} values"


def _titles(one: Chosen) -> Heading:
    """The lines above the headers: "Safeguarding Adult Reviews - open cases"."""
    table = one.table
    if table is None or not table.header_rows:
        return Heading()
    above = one.grid.rows[: table.header_rows[0] - 1]
    texts = [text for row in above for value in row if (text := cell_text(value)) and len(text) <= _LONGEST_TITLE]
    return heading_of(*texts)


def _order(cell: Cell) -> tuple[int, int]:
    name = cell.match.target.name if cell.match.target else ""
    return (_FIRST.index(name) if name in _FIRST else len(_FIRST), cell.match.column)


def _has_certain_pid(value: object) -> bool:
    text = cell_text(value) if isinstance(value, str | int | float) else ""
    return any(span.confidence is Confidence.CERTAIN for span in find_pid(text))


def _finish(draft: Draft) -> None:
    fill_slots(draft)
    if draft.remarks:
        draft.add_text("Comments", "\n".join(draft.remarks), label="")


def _address(place: Place) -> str:
    return f"{column_letters(place[1])}{place[0]}"
