"""Section B, continued: organisations that have closed, judged as at the record's own date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from validators.entries import Circumstances, Entry
from validators.findings import Severity
from validators.glance import for_each, passes_if, passes_if_empty_or
from validators.month_end import counted_from
from validators.quoting import day_in_words, one_of
from validators.regions.using import cached_for_pack
from validators.rulebook import CannotBeChecked, Fault, Faults, rule
from validators.vocabularies import vocabulary
from validators.vocabularies.organisations import took_over

_LOCAL_AUTHORITY = "Borough or local authority"
_BOARD = "Partnership or board"
_DATED = ("icbs", "local_authorities", "boards")


def _stands(code: str) -> bool:
    return code not in _closings()


@dataclass(frozen=True, slots=True)
class _Named:
    """A closed organisation as a record names it: where, which, its last day, and whether only Your ICB names it."""

    header: str
    code: str
    last_day: date
    from_heading: bool


@rule(
    "B03",
    title="A record names organisations that stood when it was added",
    severity=Severity.ERROR,
    columns=["ICB", _LOCAL_AUTHORITY, _BOARD],
    each=True,
    why="London had five ICBs to 31 March 2026 and four after.",
    fix="Please either choose the organisation that took over, or correct Date added.",
    passing=passes_if("ICB", _stands)
    & for_each((_LOCAL_AUTHORITY, _BOARD), lambda header: passes_if_empty_or(header, _stands)),
    source="ODS succession",
    passes="""
        reporting_month: 2026-03-31
        today: 2026-04-07

        | ICB | Date added |
        | QMJ | 2024-10-02 |
        | QMF | 2026-04-02 |
        | QMJ | 2026-03-31 |
        """,
    fails="""
        reporting_month: 2026-05-31
        today: 2026-06-05

        | ICB | Date added |
        | QMJ | 2026-05-04 |
        | QNQ | 2026-05-04 |
        | QRV | 2024-10-02 |
        """,
    mended="""
        reporting_month: 2026-05-31
        today: 2026-06-05

        | ICB   | Date added |
        | Z9B2Z | 2026-05-04 |
        | S0E4D | 2026-05-04 |
        | Z9B2Z | 2024-10-02 |
        """,
)
def organisations_stood(entry: Entry, given: Circumstances) -> Faults:
    """An empty ICB means the one on Your ICB, and is judged as that.

    The record's date is Date added (missing: Date commissioned, else Date referred or notified, else the end of the
    reporting month, else the day of the check). Only an end counts: a record may be older than its organisation, since
    the tracker began before there were ICBs, and successors hold their predecessors' records. An older record with a
    closed organisation is advice, and only from the month after the closing on. Where a closed organisation was
    divided, the message asks which of its successors it is.
    """
    review, closings = entry.review, _closings()
    icb = review.icb or given.your_icb.your_icb
    if icb in closings or review.local_authority in closings or review.board in closings:
        if "Date added" in entry.problems:
            raise CannotBeChecked("Date added")
        now = given.month or given.today
        day = counted_from(review) or now
        for named in _closed_of(entry, icb):
            if named.last_day < day:
                yield _new_record(named, took_over(named.code, on=day))
            elif named.last_day < now:
                yield _older_record(named, took_over(named.code, on=now))


def _closed_of(entry: Entry, icb: str | None) -> Iterator[_Named]:
    review = entry.review
    for header, code in (("ICB", icb), (_LOCAL_AUTHORITY, review.local_authority), (_BOARD, review.board)):
        last_day = _closings().get(code) if header not in entry.problems else None
        if code is not None and last_day is not None:
            yield _Named(header, code, last_day, from_heading=header == "ICB" and review.icb is None)


@cached_for_pack
def _closings() -> Mapping[str | None, date]:
    """The last day of each organisation that has one, by code; the codes of the three lists never meet."""
    return {term.code: term.valid_to for name in _DATED for term in vocabulary(name) if term.valid_to}


def _new_record(named: _Named, successors: tuple[str, ...]) -> Fault:
    return Fault(
        named.header,
        _what_became_of(named, successors),
        fix=f"Please either {_choose(named, successors)}, or correct Date added.",
        suggestion=_only(successors),
    )


def _older_record(named: _Named, successors: tuple[str, ...]) -> Fault:
    return Fault(
        named.header,
        f"{_what_became_of(named, successors)}, and this older record still stands under {named.code}",
        fix=f"Please either {_choose(named, successors)}, or leave {named.code} if the record stays with it.",
        suggestion=_only(successors),
        severity=Severity.ADVICE,
    )


def _what_became_of(named: _Named, successors: tuple[str, ...]) -> str:
    whose = f"{named.code} (from Your ICB)" if named.from_heading else named.code
    closed = f"{whose} closed on {day_in_words(named.last_day)}"
    if not successors:
        return closed
    divided = " and was divided" if len(successors) > 1 else ""
    in_full = one_of([f"{vocabulary('icbs')[code].label} ({code})" for code in successors])
    return f"{closed}{divided}; {in_full} took over"


def _choose(named: _Named, successors: tuple[str, ...]) -> str:
    where = " here or on the sheet Your ICB" if named.from_heading else ""
    if not successors:
        return f"choose the one that took over{where}"
    if len(successors) == 1:
        return f"choose {successors[0]}{where}"
    return f"choose which of {one_of(successors)} has the record now{where}"


def _only(successors: tuple[str, ...]) -> str:
    return successors[0] if len(successors) == 1 else ""
