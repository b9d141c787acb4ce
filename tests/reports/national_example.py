"""A made-up England over 24 months, by seed: every ICB as it stood, and all that happens to records between months."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from reports.months import month_ends
from reports.receiving import Received
from tests.reports.made_up_returns import record_of
from validators.case_review import CaseReview
from validators.month_end import Standing
from validators.vocabularies.organisations import ENGLAND, icb_held_on, icbs_of, successions_from
from validators.your_icb import YourIcb

MONTHS = month_ends(date(2026, 7, 31), number=24)
NOT_HEARD, CARRIED = MONTHS[8], MONTHS[13]
"""One ICB sends nothing in each; in the second month its last return stands in."""

_RECORDS_EACH = 2
_TYPES = ("SAR Adult", "DHR Adult", "CSPR Child", "Rapid Review", "Rapid Review", "Other statutory review")
_FULL_REVIEWS = ("CSPR Child - Converted", "SAR Adult - Converted", "DHR Child - Converted")


@dataclass(frozen=True, slots=True)
class MadeUp:
    """One review; `identity` is what no return says: which review it is, whatever becomes of its number and ICB."""

    identity: int
    icb: str
    number: int
    status: str | None
    review_type: str
    added: date
    closed: date | None = None
    origin: str | None = None

    @property
    def review(self) -> CaseReview:
        """The review as its return holds it."""
        return CaseReview(
            record_no=str(self.number),
            status=self.status,
            review_type=self.review_type,
            date_added=self.added,
            date_closed=self.closed,
            identifier_reference_1=f"2024/{self.identity:05}",
            origin=self.origin,
        )

    def standing(self, end: date) -> str | None:
        """How it stands at a month's end; None where it is not counted yet."""
        if self.added > end:
            return None
        if self.status == "Closed" and self.closed and self.closed > end:
            return "Open"
        return self.status or Standing.NOT_STATED.value


@dataclass(slots=True)
class Month:
    """One month: what each ICB holds, and who sends nothing."""

    end: date
    held: dict[str, list[MadeUp]]
    silent: str | None = None
    happened: set[str] = field(default_factory=set)

    def files(self) -> list[Received]:
        """The returns of the month."""
        return [_file(icb, self.end, held) for icb, held in self.held.items() if icb != self.silent]


def _file(icb: str, end: date, held: list[MadeUp]) -> Received:
    mark = f"{icb} {end}"
    records = tuple(record_of(one.review, icb=icb, row=row) for row, one in enumerate(held, start=5))
    heading = YourIcb(your_icb=icb, reporting_month=end)
    return Received(f"{icb}.xlsx", sha256=mark, heading=heading, records=records, content_mark=mark)


def national_example(seed: int) -> Iterator[Month]:
    """Every month in turn, the same for the same seed."""
    made_up = _England(random.Random(seed))  # noqa: S311 - made-up reviews, nothing secret
    for end in MONTHS:
        yield made_up.month(end)


class _England:
    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._last_identity = 0
        self._numbers: dict[str, int] = {}
        first = MONTHS[0]
        self._held = {
            icb.code: [self._new(icb.code, first - timedelta(days=chance.randrange(900))) for _ in range(_RECORDS_EACH)]
            for icb in icbs_of(ENGLAND, on=first)
        }
        self._happened: set[str] = set()

    def month(self, end: date) -> Month:
        """Let a month pass and tell how all stands at its end."""
        self._happened = set()
        if end != MONTHS[0]:
            self._succeed(end)
            start = end.replace(day=1)
            for icb, held in self._held.items():
                self._held[icb] = [after for one in held for after in self._become(one, end)]
                if self._chance.random() < 0.2:
                    self._held[icb].append(self._new(icb, start + timedelta(days=self._chance.randrange(27))))
                if self._chance.random() < 0.06:
                    self._say("entered late")
                    self._held[icb].append(self._new(icb, start - timedelta(days=self._chance.randrange(1, 100))))
        silent = sorted(self._held)[3] if end in (NOT_HEARD, CARRIED) else None
        return Month(end, {icb: list(held) for icb, held in self._held.items()}, silent, set(self._happened))

    def _say(self, what: str) -> None:
        self._happened.add(what)

    def _new(self, icb: str, added: date) -> MadeUp:
        self._last_identity += 1
        status = self._chance.choice(("Open", "Open", "Open", None))
        return MadeUp(self._last_identity, icb, self._number(icb), status, self._chance.choice(_TYPES), added)

    def _number(self, icb: str) -> int:
        self._numbers[icb] = self._numbers.get(icb, 0) + 1
        return self._numbers[icb]

    def _become(self, one: MadeUp, end: date) -> Iterator[MadeUp]:
        """What becomes of a record in a month: mostly nothing."""
        luck = self._chance.random()
        if luck < 0.01:
            self._say("vanished")
            return
        if luck < 0.02 and one.origin is None:
            # Numbered anew: only its reference tells that it is the same review.
            self._say("numbered anew")
            one = replace(one, number=self._number(one.icb))
        elif luck < 0.03:
            self._say("dated later")
            one = replace(one, added=end + timedelta(days=5))
        elif luck < 0.10 and one.review_type == "Rapid Review":
            self._say("converted")
            one = replace(one, review_type=self._chance.choice(_FULL_REVIEWS))
        elif luck < 0.14:
            one = self._with_status(one, end)
        yield one

    def _with_status(self, one: MadeUp, end: date) -> MadeUp:
        if one.status == "Closed":
            self._say("reopened")
            return replace(one, status="Open", closed=None)
        if one.status is None:
            self._say("status stated")
            return replace(one, status="Open")
        if self._chance.random() < 0.2:
            self._say("status withdrawn")
            return replace(one, status=None)
        self._say("closed")
        return replace(one, status="Closed", closed=end - timedelta(days=self._chance.randrange(40)))

    def _succeed(self, end: date) -> None:
        """Hand the records of ICBs that have closed to those that took over; of a divided one each to one of them."""
        for icb in [icb for icb in self._held if not icb_held_on(icb, end)]:
            self._say("merged")
            heirs = [link.successor for link in successions_from(icb)]
            for one in self._held.pop(icb):
                heir = self._chance.choice(heirs)
                origin = one.origin or f"{one.icb}/{one.number}"
                moved = replace(one, icb=heir, number=self._number(heir), origin=origin)
                self._held.setdefault(heir, []).append(moved)
        for icb in icbs_of(ENGLAND, on=end):
            self._held.setdefault(icb.code, [])
