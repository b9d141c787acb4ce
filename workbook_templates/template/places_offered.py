"""Which ICBs, local authorities and boards a dropdown offers: by the reporting month, and by the row it stands in.

Each list stands on `Lists` sorted by its key, and a defined name cuts out the stretch of one key. The names refer to
the row in which they are used.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from validators.case_review import COLUMNS
from validators.findings import CASES
from validators.vocabularies import Term, vocabulary
from validators.vocabularies.organisations import (
    board_kind,
    boards_of,
    change_days,
    has_local_lists,
    local_authorities_of,
)
from workbook_templates.template.page import Page, column_letters, on_sheet
from workbook_templates.template.plan import Plan

__all__ = [
    "BOARDS_OFFERED",
    "ERA",
    "ERA_STARTS",
    "ICBS_OFFERED",
    "LOCAL_AUTHORITIES_OFFERED",
    "ROW_HAS_LISTS",
    "TYPE_BOARDS",
    "KeyedList",
    "board_of_each_type",
    "era_formula",
    "era_on",
    "keyed_lists",
    "name_places_offered",
]

ICBS_OFFERED = "icbs_offered"
LOCAL_AUTHORITIES_OFFERED = "local_authorities_offered"
BOARDS_OFFERED = "boards_offered"
ROW_HAS_LISTS = "row_has_lists"
"""True in a row whose ICB lies in a region that has listed its local authorities and boards, or that names none."""

ERA = "organisations_era"
"""The number of the stretch of time, between two changes of organisations, in which the reporting month ends."""

ERA_STARTS = "era_starts"
TYPE_BOARDS = "type_boards"
_ANY = "any"
_FREE = "free text"
_KINDS = ("SAB", "SCP", "CSP", _ANY)
_ICB, _LOCAL_AUTHORITY, _BOARD_KEY = "row_icb", "row_local_authority_key", "row_board_key"
_LETTERS = {column.field: column_letters(number) for number, column in enumerate(COLUMNS, start=1)}


@dataclass(frozen=True, slots=True)
class KeyedList:
    """Terms sorted by key, behind two defined names."""

    title: str
    keys_name: str
    terms_name: str
    lines: tuple[tuple[str | int, str], ...]


def keyed_lists() -> Iterator[KeyedList]:
    """The three lists from which a stretch is cut."""
    yield KeyedList("ICBs by stretch of time", "icb_keys", "icbs_by_key", tuple(_icbs()))
    yield KeyedList("Boroughs by ICB", "local_authority_keys", "local_authorities_by_key", tuple(_local_authorities()))
    yield KeyedList("Boards by borough", "board_keys", "boards_by_key", tuple(_boards()))


def _icbs() -> Iterator[tuple[int, str]]:
    for era, start in enumerate(change_days(), start=1):
        yield from ((era, icb.code) for icb in vocabulary("icbs").on(start))


def _local_authorities() -> Iterator[tuple[str, str]]:
    """The local authorities of each listed ICB; of one that does not stand then, those of the nearest day it did."""
    yield _FREE, ""
    terms = vocabulary("local_authorities")
    answers = [term.code for term in terms if term.is_answer]
    for era, start in enumerate(change_days(), start=1):
        yield from ((f"{era}/", term.code) for term in terms)
        for icb in vocabulary("icbs"):
            if has_local_lists(icb.code):
                held = local_authorities_of(icb.code, on=_nearest(icb, start))
                yield from ((f"{era}/{icb.code}", name) for name in (*held, *answers))


def _nearest(icb: Term, day: date) -> date:
    return min(max(day, icb.valid_from or date.min), icb.valid_to or date.max)


def _boards() -> Iterator[tuple[str, str]]:
    """The boards of each local authority and kind; without a local authority, all of the kind."""
    yield _FREE, ""
    boards = vocabulary("boards")
    answers = [board.code for board in boards if board.is_answer]
    for kind in _KINDS:
        every = [board.code for board in boards.counted if kind in (_ANY, board_kind(board.code))]
        yield from ((f"|{kind}", name) for name in (*every, *answers))
        for term in vocabulary("local_authorities").counted:
            fitting = boards_of(term.code, "" if kind == _ANY else kind)
            yield from ((f"{term.code}|{kind}", name) for name in (*fitting, *answers))


def board_of_each_type() -> tuple[str, ...]:
    """The kind of board that commissions each review type, in the vocabulary's order; any where nobody knows."""
    return tuple(term.details["board_kind"] or _ANY for term in vocabulary("review_types"))


def era_on(day: date) -> int:
    """The number of the stretch of time in which a day lies; a day before the first lies in the first.

    >>> era_on(date(2026, 4, 1)) - era_on(date(2026, 3, 31))
    1
    """
    return max(1, sum(start <= day for start in change_days()))


def era_formula(plan: Plan) -> str:
    """The stretch of time of the reporting month, or else of the day of making."""
    day = plan.organisations_on
    month = f"IF(ISNUMBER(reporting_month),EOMONTH(reporting_month,0),DATE({day.year},{day.month},{day.day}))"
    return f"=IFERROR(MATCH({month},{ERA_STARTS},1),1)"


def name_places_offered(page: Page) -> None:
    """Give the stretches their names."""
    lists = {each.terms_name: each.keys_name for each in keyed_lists()}
    page.name_formula(ICBS_OFFERED, _stretch("icbs_by_key", lists["icbs_by_key"], ERA))
    icb, place, review_type = (_cell(field) for field in ("icb", "local_authority", "review_type"))
    page.name_formula(_ICB, f'IF(TRIM({icb})="",your_icb&"",TRIM({icb}))')
    keys = lists["local_authorities_by_key"]
    listed = f'COUNTIF({keys},{ERA}&"/"&{_ICB})>0'
    elsewhere = f'IF(COUNTIF(list_icbs,{_ICB})>0,"{_FREE}",{ERA}&"/")'
    page.name_formula(_LOCAL_AUTHORITY, f'IF({listed},{ERA}&"/"&{_ICB},{elsewhere})')
    page.name_formula(ROW_HAS_LISTS, f'{_LOCAL_AUTHORITY}<>"{_FREE}"')
    page.name_formula(LOCAL_AUTHORITIES_OFFERED, _stretch("local_authorities_by_key", keys, _LOCAL_AUTHORITY))
    keys = lists["boards_by_key"]
    kind = f'IFERROR(INDEX({TYPE_BOARDS},MATCH({review_type},list_review_types,0)),"{_ANY}")'
    where = f'IF(COUNTIF({keys},TRIM({place})&"|{_ANY}")>0,TRIM({place}),"")'
    page.name_formula(_BOARD_KEY, f'IF({ROW_HAS_LISTS},{where}&"|"&{kind},"{_FREE}")')
    page.name_formula(BOARDS_OFFERED, _stretch("boards_by_key", keys, _BOARD_KEY))


def _stretch(terms: str, keys: str, key: str) -> str:
    first = f"MATCH({key},{keys},0)"
    return f"INDEX({terms},{first}):INDEX({terms},{first}+COUNTIF({keys},{key})-1)"


def _cell(field: str) -> str:
    return on_sheet(CASES, f"${_LETTERS[field]}1")
