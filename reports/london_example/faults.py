"""The faults that are planted in the example's returns: what real returns have, and none that changes a total.

A planted theme that is not in the list goes into an empty cell, where it is one mention more that no table counts;
an alias stands in place of its own term and still counts as it. Every fault has a record to itself.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from reports.london_example.allocation import MOST_MENTIONS
from reports.london_example.outlines import RAPID_REVIEW
from reports.london_example.records import STALE_AFTER_DAYS, Cell, Row
from validators.vocabularies.organisations import board_kind, board_serves, boards_of, local_authorities_of


@dataclass(frozen=True, slots=True)
class PlantedFault:
    """A fault that the check must find.

    Attributes:
        record_no: The record; None for the return as a whole.
        column: The header of the column, or `Your ICB`.
        rule: Id of the checklist rule that finds it.
        what: What was planted, in words.
    """

    record_no: int | None
    column: str
    rule: str
    what: str


@dataclass(frozen=True, slots=True)
class _Fault:
    """A kind of fault: the records that it can befall, and what it does to one of them.

    `befall` changes the record and returns the header of the column in which the fault now stands.
    """

    rule: str
    what: str
    befalls: Callable[[Row], bool]
    befall: Callable[[Row], str]


def _always(_: Row) -> bool:
    return True


def _is_open(row: Row) -> bool:
    return row["Status"] == "Open"


def _is_published(row: Row) -> bool:
    return row["Publication status"] == "Published"


def _is_finished(row: Row) -> bool:
    return row["Status"] == "Closed" and row["Publication status"] != "Embargoed"


def _filled(row: Row, kind: str) -> list[tuple[str, Cell]]:
    """The theme or learning cells that are filled in: header and term."""
    cells = [(header, row[header]) for header in (f"{kind} {place}" for place in (1, 2, 3))]
    return [(header, term) for header, term in cells if term is not None]


def _written(column: str, value: Cell, *, rule: str, what: str, befalls: Callable[[Row], bool] = _always) -> _Fault:
    def befall(row: Row) -> str:
        row[column] = value
        return column

    return _Fault(rule, what, befalls, befall)


def _left_empty(column: str, *, rule: str, befalls: Callable[[Row], bool] = _always) -> _Fault:
    return _written(column, None, rule=rule, what="left empty", befalls=befalls)


def _unlisted_theme(theme: str, *, unlike: str = "") -> _Fault:
    """Paste a theme that is not in the list into the first empty theme cell of a record without `unlike`."""

    def befalls(row: Row) -> bool:
        themes = _filled(row, "Theme")
        return len(themes) < MOST_MENTIONS and unlike not in [term for _, term in themes]

    def befall(row: Row) -> str:
        column = f"Theme {len(_filled(row, 'Theme')) + 1}"
        row[column] = theme
        return column

    return _Fault("B01", "a theme that is not in the list, in a cell that was empty", befalls, befall)


def _spelt(column: str, term: str, *, otherwise: str) -> _Fault:
    """Spell a term otherwise; "Theme" and "Learning" mean whichever of their three cells holds it."""

    def cells(row: Row) -> list[tuple[str, Cell]]:
        return _filled(row, column) if column in ("Theme", "Learning") else [(column, row[column])]

    def befall(row: Row) -> str:
        header = next(header for header, held in cells(row) if held == term)
        row[header] = otherwise
        return header

    return _Fault(
        "B02",
        "another spelling in place of the term",
        lambda row: term in [held for _, held in cells(row)],
        befall,
    )


def _date_as_text(column: str) -> _Fault:
    """Type a date as text, and one that reads as another day when the month is taken first."""

    def befalls(row: Row) -> bool:
        day = row[column]
        return isinstance(day, date) and day.day <= 12 and day.day != day.month

    def befall(row: Row) -> str:
        row[column] = f"{row[column]:%d/%m/%Y}"
        return column

    return _Fault("C01", "a date typed as text, day first", befalls, befall)


def _closed_date_while_open() -> _Fault:
    def befalls(row: Row) -> bool:
        return _is_open(row) and row["Stage"] in ("Report drafted", "Signed off", "Ready to publish")

    def befall(row: Row) -> str:
        row["Date closed"] = row["Progress updated on"]
        return "Date closed"

    return _Fault("D05", "filled in while the status is Open", befalls, befall)


def _stale_progress() -> _Fault:
    def befalls(row: Row) -> bool:
        return _is_open(row) and cast(date, row["Date added"]) < date(2024, 3, 1)

    def befall(row: Row) -> str:
        updated = cast(date, row["Progress updated on"])
        row["Progress updated on"] = updated - timedelta(days=STALE_AFTER_DAYS + 10)
        return "Progress updated on"

    return _Fault("C07", "more than 90 days before the end of the month", befalls, befall)


def _board_of_another_borough() -> _Fault:
    """Pick a board of the right kind that serves another borough of the same ICB."""

    def befall(row: Row) -> str:
        borough, board, icb = (str(row[column]) for column in ("Borough or local authority", _BOARD, "ICB"))
        row[_BOARD] = next(
            other
            for neighbour in local_authorities_of(icb, on=date(2024, 10, 31))
            for other in boards_of(neighbour, board_kind(board))
            if not board_serves(other, borough)
        )
        return _BOARD

    return _Fault("F02", "a board that does not serve the borough", _always, befall)


def _skipped_theme_cell() -> _Fault:
    def befall(row: Row) -> str:
        row["Theme 2"], row["Theme 3"] = None, row["Theme 2"]
        return "Theme 2"

    return _Fault(
        "G03",
        "left empty although Theme 3 is filled in",
        lambda row: len(_filled(row, "Theme")) == 2,
        befall,
    )


def _link_without_scheme() -> _Fault:
    def befall(row: Row) -> str:
        row["Link to report"] = str(row["Link to report"]).removeprefix("https://")
        return "Link to report"

    return _Fault("D04", "an address without https://", _is_published, befall)


_BOARD = "Partnership or board"
_FAULTS_OF_ICB: dict[str, tuple[_Fault, ...]] = {
    "QMF": (
        _spelt("Theme", "Domestic Violence", otherwise="DV"),
        _unlisted_theme("Neglct", unlike="Neglect"),
        _date_as_text("Date referred or notified"),
        _left_empty("Overview", rule="A08"),
        _stale_progress(),
        _written("Designated professional", "Designated nurse", rule="H04", what="a role in place of initials"),
        _spelt("Status", "Closed", otherwise="closed "),
    ),
    "QMJ": (
        _spelt("Theme", "LAC", otherwise="Looked After Child"),
        _closed_date_while_open(),
        _unlisted_theme("Domestic abuse & violence stuff"),
        _left_empty(_BOARD, rule="A06"),
        _date_as_text("Incident date"),
        _left_empty("Media interest", rule="A11"),
        _spelt("Review type", "SAR Adult", otherwise="SAR  adult"),
    ),
    "QRV": (
        _link_without_scheme(),
        _left_empty("Link to report", rule="D03", befalls=_is_published),
        _unlisted_theme("Knife crime"),
        _spelt("Theme", "Mental Health", otherwise=" mental health"),
        _date_as_text("Date added"),
        _board_of_another_borough(),
        _left_empty("Incident date", rule="A10"),
        _spelt("Review type", RAPID_REVIEW, otherwise="rapid review"),
    ),
    "QKK": (
        _spelt("Learning", "Professional Curiosity", otherwise="Professional curiosity"),
        _left_empty("Lessons and recommendations", rule="A13", befalls=_is_finished),
        _unlisted_theme("Fire risk"),
        _written("Designated professional", "ABCDE", rule="H04", what="five letters in place of initials"),
        _stale_progress(),
        _skipped_theme_cell(),
        _left_empty("Borough or local authority", rule="A15"),
    ),
    "QWE": (
        _spelt("Learning", "Training & Practice Development", otherwise="Training and Practice Development"),
        _closed_date_while_open(),
        _unlisted_theme("Medication error"),
        _left_empty("Overview", rule="A08"),
        _date_as_text("Date commissioned"),
        _left_empty("Designated professional", rule="A09"),
        _written("Comments", "as above", rule="H06", what="a placeholder"),
    ),
}


def plant_faults(icb: str, rows: Sequence[Row], rng: random.Random) -> tuple[PlantedFault, ...]:
    """Plant the faults of one return in its rows.

    Args:
        icb: Code of the ICB; each has faults of its own.
        rows: Its records in order, still without faults but for the missing types; they are changed.
        rng: The source of chance.

    Returns:
        Every planted fault, in order of record number, the missing review types among them. A fault that
        no record of the return allows is left out; the standard seed has them all.
    """
    planted = {
        row["Record no."]: PlantedFault(_number(row), "Review type", "A02", "left empty")
        for row in rows
        if row["Review type"] is None
    }
    for fault in _FAULTS_OF_ICB[icb]:
        able = [row for row in rows if row["Record no."] not in planted and fault.befalls(row)]
        if not able:
            continue
        row = rng.choice(able)
        column = fault.befall(row)
        planted[row["Record no."]] = PlantedFault(_number(row), column, fault.rule, fault.what)
    return tuple(sorted(planted.values(), key=lambda fault: fault.record_no or 0))


def _number(row: Row) -> int:
    return int(str(row["Record no."]))
