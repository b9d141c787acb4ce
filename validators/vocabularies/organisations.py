"""Which integrated care board, local authority and board stood where on a given day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from validators.regions.pack import RegionPack, split_list
from validators.regions.using import cached_for_pack, pack_for, packs_in_force
from validators.vocabularies.published import day_or_none, read_table, vocabulary
from validators.vocabularies.terms import Term

__all__ = [
    "ENGLAND",
    "Succession",
    "board_kind",
    "board_serves",
    "boards_of",
    "change_days",
    "has_local_lists",
    "icb_held_on",
    "icb_lineage",
    "icbs_of",
    "ics_name",
    "local_authorities_of",
    "pack_of_icb",
    "region_of",
    "regions",
    "successions_from",
    "took_over",
]

ENGLAND = "England"


@dataclass(frozen=True, slots=True)
class Succession:
    """One link from a closed ICB to one that took over from it; a `split` predecessor has several."""

    predecessor: str
    successor: str
    kind: str
    date: date


@dataclass(frozen=True, slots=True)
class _Membership:
    local_authority: str
    icb: str
    valid_from: date | None
    valid_to: date | None

    def holds_on(self, day: date) -> bool:
        after_start = self.valid_from is None or self.valid_from <= day
        return after_start and (self.valid_to is None or day <= self.valid_to)


@cache
def _successions() -> tuple[Succession, ...]:
    return tuple(
        Succession(row["predecessor"], row["successor"], row["kind"], date.fromisoformat(row["date"]))
        for row in read_table("icb_succession")
    )


@cached_for_pack
def _memberships() -> tuple[_Membership, ...]:
    return tuple(
        _Membership(row["local_authority"], row["icb"], day_or_none(row["valid_from"]), day_or_none(row["valid_to"]))
        for pack in packs_in_force()
        for row in pack.memberships
    )


def regions() -> tuple[str, ...]:
    """The NHS regions of England, in order of name.

    >>> "London" in regions(), len(regions())
    (True, 7)
    """
    return tuple(sorted({icb.details["region"] for icb in vocabulary("icbs")}))


def region_of(icb_code: str) -> str:
    """The NHS region of an ICB."""
    return vocabulary("icbs")[icb_code].details["region"]


def pack_of_icb(icb_code: str | None) -> RegionPack | None:
    """The pack of an ICB's region; None where there is none."""
    return pack_for(region_of(icb_code)) if icb_code in vocabulary("icbs") and icb_code else None


@cached_for_pack
def ics_name(icb_code: str) -> str:
    """The name of an ICB's integrated care system, as its region has it.

    >>> ics_name("QMF")
    'North East London'
    """
    pack = pack_of_icb(icb_code)
    names = {row["icb"]: row["ics"] for row in pack.ics_names} if pack else {}
    return names.get(icb_code) or vocabulary("icbs")[icb_code].details["ics"]


def icbs_of(region: str, *, on: date) -> tuple[Term, ...]:
    """The ICBs of a region (or of England) on a day.

    >>> [icb.code for icb in icbs_of("London", on=date(2024, 10, 31))]
    ['QMJ', 'QMF', 'QRV', 'QKK', 'QWE']
    >>> [icb.code for icb in icbs_of("London", on=date(2026, 5, 31))]
    ['QMF', 'QKK', 'QWE', 'Z9B2Z']
    """
    there = vocabulary("icbs").on(on)
    return tuple(icb for icb in there if region in (ENGLAND, icb.details["region"]))


def icb_held_on(icb_code: str, day: date) -> bool:
    """Whether the ICB existed on that day."""
    return vocabulary("icbs")[icb_code].holds_on(day)


def successions_from(icb_code: str) -> tuple[Succession, ...]:
    """What became of an ICB: no link while it stands, one after a merger, several after a split.

    >>> [link.successor for link in successions_from("QMJ")]
    ['Z9B2Z']
    """
    return tuple(link for link in _successions() if link.predecessor == icb_code)


def took_over(icb_code: str, *, on: date) -> tuple[str, ...]:
    """The ICBs in whose place a closed one is on a day: its successors, and theirs where they have closed as well.

    >>> took_over("QMJ", on=date(2026, 5, 31)), len(took_over("QNQ", on=date(2026, 5, 31))) > 1
    (('Z9B2Z',), True)
    """
    found: list[str] = []
    for link in successions_from(icb_code):
        last_day = _last_day(link.successor)
        found += took_over(link.successor, on=on) if last_day and last_day < on else [link.successor]
    return tuple(dict.fromkeys(found))


def _last_day(icb_code: str) -> date | None:
    return vocabulary("icbs")[icb_code].valid_to


@cache
def icb_lineage(icb_code: str) -> frozenset[str]:
    """An ICB with all its predecessors.

    >>> sorted(icb_lineage("Z9B2Z"))
    ['QMJ', 'QRV', 'Z9B2Z']
    """
    before = (link.predecessor for link in _successions() if link.successor == icb_code)
    return frozenset({icb_code}).union(*(icb_lineage(code) for code in before if code != icb_code))


@cached_for_pack
def change_days() -> tuple[date, ...]:
    """The days from which ICBs, or the local authorities in them, stood as they did until the next of these days.

    >>> change_days()[-1]
    datetime.date(2026, 4, 1)
    """
    held = [*vocabulary("icbs"), *_memberships()]
    begun = {each.valid_from for each in held if each.valid_from}
    return tuple(sorted(begun | {each.valid_to + timedelta(days=1) for each in held if each.valid_to}))


def has_local_lists(icb_code: str | None) -> bool:
    """Whether local authorities and boards are listed for the ICB's region; elsewhere both are free text."""
    return icb_code in vocabulary("icbs") and region_of(str(icb_code)) in _listed_regions()


@cached_for_pack
def _listed_regions() -> frozenset[str]:
    return frozenset(pack.name for pack in packs_in_force() if pack.local_authorities)


def local_authorities_of(icb_code: str, *, on: date) -> tuple[str, ...]:
    """The local authorities of an ICB on a day, in order of name.

    >>> local_authorities_of("QKK", on=date(2024, 10, 31))
    ('Bexley', 'Bromley', 'Greenwich', 'Lambeth', 'Lewisham', 'Southwark')
    """
    return tuple(sorted(link.local_authority for link in _memberships() if link.icb == icb_code and link.holds_on(on)))


def boards_of(local_authority: str, kind: str = "") -> tuple[str, ...]:
    """The boards that serve a local authority; `kind` is SAB, SCP or CSP, or empty for all.

    >>> boards_of("Richmond upon Thames", "SAB")
    ('Richmond and Wandsworth Safeguarding Adults Board',)
    """
    return tuple(
        board.code
        for board in vocabulary("boards").counted
        if kind in ("", board.details["kind"]) and board_serves(board.code, local_authority)
    )


@cached_for_pack
def board_serves(board: str, local_authority: str) -> bool:
    """Whether a board serves a local authority."""
    return local_authority in split_list(vocabulary("boards")[board].details["local_authorities"])


def board_kind(board: str) -> str:
    """SAB (adults), SCP (children), CSP (community safety), or empty for a board outside the list."""
    return vocabulary("boards")[board].details["kind"]
