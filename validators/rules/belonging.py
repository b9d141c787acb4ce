"""Section F, first part: the board, the borough, the ICB and the review type belong together."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date

from validators.ages import find_own_ages
from validators.entries import Circumstances, Entry
from validators.findings import Severity
from validators.glance import passes_by
from validators.month_end import counted_from
from validators.regions.using import cached_for_pack
from validators.rulebook import CannotBeChecked, DoesNotApply, Fault, Faults, rule
from validators.vocabularies import vocabulary
from validators.vocabularies.organisations import (
    board_kind,
    board_serves,
    boards_of,
    change_days,
    has_local_lists,
    local_authorities_of,
)
from validators.when import DHR_CHILD

YOUNGEST_FOR_A_DHR = 16
"""A DHR covers deaths from this age on, in years."""

_BOARD = "Partnership or board"
_LOCAL_AUTHORITY = "Borough or local authority"
_OUTCOME = "Rapid review outcome"
_NO_LIST = "the region's list of boards"
_WANTED = {term.code: term.details["board_kind"] for term in vocabulary("review_types")}
_KINDS = {
    "SAB": "a safeguarding adults board",
    "SCP": "a safeguarding children partnership",
    "CSP": "a community safety partnership",
}
_kind_of = cached_for_pack(board_kind)


def is_rapid_review_for_another_board(entry: Entry) -> bool:
    """Whether a rapid review led to a SAR or a DHR, so that what holds for reviews of children does not hold for it.

    Raises:
        CannotBeChecked: its outcome cannot be read.
    """
    if entry.review.review_type != "Rapid Review":
        return False
    if _OUTCOME in entry.problems:
        raise CannotBeChecked(_OUTCOME)
    return entry.review.rapid_review_outcome in ("SAR", "DHR")


def _is_of_the_right_kind(review_type: str | None, board: str | None, *, given: Circumstances) -> bool:
    if board is None or review_type is None or not given.local_lists:
        return False
    wanted = _WANTED[review_type]
    return bool(wanted) and _kind_of(board) in (wanted, "")


@rule(
    "F01",
    title="The board is of the kind that commissions this type of review",
    severity=Severity.WARNING,
    columns=["Review type", _BOARD],
    needs=["Review type", _BOARD],
    why="Who commissions which review is law.",
    fix="Please either choose the board or partnership that commissioned the review, or correct Review type.",
    passing=passes_by(("Review type", _BOARD), _is_of_the_right_kind, placed=True),
    source="Care Act 2014 s44; Working Together; DVCV Act 2004 s9",
    passes="""
        | Review type | Partnership or board                | Rapid review outcome |
        | SAR Adult   | Newham Safeguarding Adults Board    |                      |
        | DHR Adult   | Newham Community Safety Partnership |                      |
        | CSPR Child  | Other board                         |                      |
        """,
    fails="""
        | Review type  | Partnership or board                      |
        | SAR Adult    | Newham Safeguarding Children Partnership  |
        | Rapid Review | Newham Safeguarding Adults Board          |
        """,
    mended="""
        | Review type  | Partnership or board             | Rapid review outcome |
        | SAR Adult    | Newham Safeguarding Adults Board |                      |
        | Rapid Review | Newham Safeguarding Adults Board | SAR                  |
        """,
)
def board_is_of_the_right_kind(entry: Entry, given: Circumstances) -> Faults:
    """Adults board for SAR; children's partnership for CSPR and rapid review; community safety partnership for DHR.

    Not for rapid reviews that led to a SAR or DHR, nor for Other statutory review and Not Stated, of which nobody
    knows who commissions them. Other board passes. In a region without lists it is not checked.
    """
    review = entry.review
    wanted = _WANTED[str(review.review_type)]
    if not wanted:
        raise DoesNotApply
    if not given.local_lists:
        raise CannotBeChecked(_NO_LIST)
    kind = _kind_of(str(review.board))
    if kind and kind != wanted:
        if is_rapid_review_for_another_board(entry):
            raise DoesNotApply
        yield Fault(
            _BOARD,
            f"{_KINDS[kind]} stands beside the type {review.review_type}, which {_KINDS[wanted]} commissions",
            suggestion=_only_board(review.local_authority, wanted),
        )


def _only_board(local_authority: str | None, kind: str) -> str:
    boards = boards_of(local_authority, kind) if local_authority else ()
    return boards[0] if len(boards) == 1 else ""


def _belong_together(
    own_icb: str | None, local_authority: str | None, board: str | None, *, given: Circumstances
) -> bool:
    icb = own_icb or given.icb
    if local_authority is None or board is None or icb is None or not given.local_lists:
        return False
    return _fit_on_any_day(local_authority, board, icb)


@cached_for_pack
def _fit_on_any_day(local_authority: str, board: str, icb: str) -> bool:
    return all(all(_fit(local_authority, board, icb, changes)) for changes in range(len(change_days()) + 1))


@rule(
    "F02",
    title="The board serves the borough, and the borough lies in the ICB",
    severity=Severity.WARNING,
    columns=["ICB", _LOCAL_AUTHORITY, _BOARD],
    needs=[_LOCAL_AUTHORITY],
    each=True,
    why="Likely picked from the wrong list.",
    fix="Please either choose the board of the borough, or correct the borough.",
    passing=passes_by(("ICB", _LOCAL_AUTHORITY, _BOARD), _belong_together, placed=True),
    source="boards list",
    passes="""
        | ICB | Borough or local authority | Partnership or board             | Date added |
        |     | Newham                     | Newham Safeguarding Adults Board | 2024-10-02 |
        | QMJ | Barnet                     | Other board                      | 2024-10-02 |
        |     | Outside our area           | Newham Safeguarding Adults Board | 2024-10-02 |
        """,
    fails="""
        | ICB | Borough or local authority | Partnership or board             | Date added |
        |     | Hackney                    | Newham Safeguarding Adults Board | 2024-10-02 |
        | QMJ | Newham                     | Newham Safeguarding Adults Board | 2024-10-02 |
        """,
    mended="""
        | ICB | Borough or local authority | Partnership or board                       | Date added |
        |     | Hackney                    | City and Hackney Safeguarding Adults Board | 2024-10-02 |
        | QMF | Newham                     | Newham Safeguarding Adults Board           | 2024-10-02 |
        """,
)
def places_belong_together(entry: Entry, given: Circumstances) -> Faults:
    """The ICB is the record's own or the one on Your ICB; a fault of one pair is found also when the other is unknown.

    Judged as at Date added (missing: Date commissioned, else Date referred or notified, else the reporting month's end,
    else the day of the check), or on the nearest day on which that ICB stood: records are older than ICBs, and a
    successor holds its predecessors' records. Other board and Outside our area belong anywhere. An ICB of a region
    without lists cannot be judged; where the return's own region has none, it is not checked.
    """
    if not given.local_lists:
        raise CannotBeChecked(_NO_LIST)
    review = entry.review
    local_authority, board = str(review.local_authority), review.board
    icb = None if "ICB" in entry.problems else review.icb or given.icb
    is_served, may_lie = _fit_on_its_day(entry, given, icb)
    if board is not None and not is_served:
        yield Fault(
            _BOARD,
            f"the board does not serve {local_authority}",
            suggestion=_only_board(local_authority, _kind_of(board)),
        )
    if icb is not None and not may_lie:
        yield Fault(
            _LOCAL_AUTHORITY,
            f"{local_authority} does not lie in {icb}",
            fix="Please either choose a borough of that ICB, or correct ICB.",
        )
    if is_served and may_lie and (icb is None or board is None) and not _is_elsewhere(local_authority):
        raise CannotBeChecked(*(header for header, code in (("ICB", icb), (_BOARD, board)) if code is None))


def _fit_on_its_day(entry: Entry, given: Circumstances, icb: str | None) -> tuple[bool, bool]:
    review = entry.review
    day = counted_from(review) or given.month or given.today
    return _fit(str(review.local_authority), review.board, icb, bisect_right(change_days(), day))


@cached_for_pack
def _fit(local_authority: str, board: str | None, icb: str | None, changes: int) -> tuple[bool, bool]:
    """Whether a local authority fits a board and an ICB, as far as these are known; one that is elsewhere fits any."""
    if _is_elsewhere(local_authority):
        return True, True
    is_served = board is None or not _kind_of(board) or board_serves(board, local_authority)
    return is_served, icb is None or _may_lie_in(local_authority, icb, changes)


@cached_for_pack
def _is_elsewhere(local_authority: str) -> bool:
    return vocabulary("local_authorities")[local_authority].is_answer


def _may_lie_in(local_authority: str, icb: str, changes: int) -> bool:
    """Whether it may on the days up to which so many of `change_days` have come; all of them are alike."""
    if not has_local_lists(icb):
        return True
    day = change_days()[changes - 1] if changes else date.min
    term = vocabulary("icbs")[icb]
    first, last = term.valid_from or date.min, term.valid_to or date.max
    return local_authority in local_authorities_of(icb, on=min(max(day, first), last))


@rule(
    "F03",
    title="A DHR Child is about a death at 16 or 17",
    severity=Severity.WARNING,
    when=DHR_CHILD,
    columns=["Review type", "Overview"],
    needs=["Overview"],
    why="A DHR covers deaths at 16 and over.",
    fix="Please either choose the type of review that fits the age, or correct the age in Overview.",
    source="DVCV Act 2004 s9",
    passes="""
        | Review type | Overview                                                     |
        | DHR Child   | Child A, aged 17, was killed at home; her brother is aged 9. |
        """,
    fails="""
        | Review type | Overview                                               |
        | DHR Child   | Child A, a 15-year-old, was killed by a family member. |
        """,
    mended="""
        | Review type | Overview                                               |
        | CSPR Child  | Child A, a 15-year-old, was killed by a family member. |
        """,
)
def dhr_child_is_sixteen(entry: Entry, _: Circumstances) -> Faults:
    """An age is found in digits or words ("aged 15", "15 years old", "fifteen-year-old", "six months old").

    Ages beside a word for somebody else (brother, son, friend) or for earlier years (since the age of 9) do not count,
    and where one of 16 or more counts as well, the text is believed. The age is not repeated.
    """
    ages = [age.years for age in find_own_ages(entry.review.overview or "")]
    if ages and max(ages) < YOUNGEST_FOR_A_DHR:
        yield Fault("Review type", f"the overview states an age under {YOUNGEST_FOR_A_DHR}")
