"""Which returns count, who was expected and who is carried forward: worked out a second time, in the plainest way."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import product
from random import Random

from reports.choosing import Choice, Decision, SourceStatus, decide
from reports.expected import became_of, carried_forward, coverage_of, expected_returns, expected_rows, unheard_of
from reports.previous import PreviousSummary
from reports.receiving import Received, Settled
from reports.unheard import Unheard
from tests.reports.made_up_returns import record_of
from validators.case_review import CaseReview
from validators.your_icb import YourIcb

FEBRUARY, MARCH, APRIL = date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)
STANDING = ["QMF", "QKK", "QWE", "Z9B2Z"]
"""London's ICBs in April; QMJ and QRV closed with March and Z9B2Z took them over."""
NOW = {"QMJ": "Z9B2Z", "QRV": "Z9B2Z"}
SAVED = [None, datetime(2026, 5, 4, 9, tzinfo=UTC), datetime(2026, 5, 5, 9, 1), datetime(2026, 5, 5, 9, tzinfo=UTC)]

TRIED = 150
A_RECORD = record_of(CaseReview())
_PARTS = (None, "Whole", "Adults", "ADULTS", "Children")


def some_files(chance: Random) -> list[Received]:
    """A folder for April, as nobody would fill it: returns sent twice, of other months and regions, or refused."""
    return [
        made(
            f"file {place}.xlsx",
            chance,
            icb=chance.choice(["QMF", "QMF", "QKK", "QMJ", "Z9B2Z", "QOX", None]),
            month=chance.choice([APRIL, APRIL, APRIL, MARCH, FEBRUARY, None]),
            became=chance.choice(["", "", "", *SourceStatus]),
            refusal=chance.choice(["", "", "", "", "It cannot be read."]),
        )
        for place in range(chance.randrange(8))
    ]


def some_held(chance: Random) -> list[Received]:
    """Returns behind the summary of March."""
    return [
        made(
            f"March > held {place}.xlsx",
            chance,
            icb=chance.choice(["QMF", "QKK", "QMJ", "QRV", "QOX"]),
            month=chance.choice([MARCH, FEBRUARY, None]),
            became=chance.choice([*SourceStatus, "counted", "carried forward", ""]),
        )
        for place in range(chance.randrange(5))
    ]


def some_places(chance: Random) -> frozenset[tuple[str, str]]:
    places = list(product(["QMF", "QKK", "QMJ"], ["Whole", "Adults", "Children"]))
    return frozenset(chance.sample(places, chance.randrange(4)))


def made(file: str, chance: Random, *, icb: str | None, month: date | None, became: str, refusal: str = "") -> Received:
    """A file that says so of itself, alone or from a summary; every second shares its records with another."""
    records = chance.choice("abcde")
    sha256 = records + chance.choice("xyz")
    heading = YourIcb(
        your_icb=icb,
        reporting_month=month,
        return_part=chance.choice(_PARTS),
        return_number=chance.choice([None, 1, 2]),
    )
    return Received(
        file,
        sha256,
        refusal=refusal,
        heading=heading,
        part=heading.part,
        saved_at=chance.choice(SAVED),
        records=(A_RECORD,) * chance.randrange(3),
        content_mark=sha256 if became else records,
        settled=Settled(APRIL, became, f"It was {became} there.") if became else None,
    )


# Which file counts


def place_of(one: Received) -> tuple[str | None, str]:
    return one.heading.your_icb, one.heading.part.lower()


def cannot_count(one: Received, choice: Choice) -> bool:
    icb = one.heading.your_icb
    of_april = one.settled is not None or one.heading.month == APRIL
    taken = one.heading.month is not None and choice.accepted_months.get(str(icb)) == one.heading.month
    return bool(one.refusal) or icb in (None, "QOX") or not (of_april or taken)


def strength(one: Received, choice: Choice) -> tuple[bool, bool, int, datetime]:
    saved = one.saved_at or datetime(1, 1, 1)
    month, number = one.heading.month == APRIL, one.heading.return_number or 0
    return one.file in choice.chosen, month, number, saved.replace(tzinfo=UTC)


def settled_as(one: Received) -> str:
    return one.settled.status if one.settled else "counted"


def worked_out(files: Sequence[Received], choice: Choice) -> dict[str, tuple[str, set[str]]]:
    """Each file's fate, with the files that its reason has to name."""
    found: dict[str, tuple[str, set[str]]] = {}
    for place in {place_of(one) for one in files}:
        claims = []
        for one in files:
            if place_of(one) == place and (cannot_count(one, choice) or settled_as(one) == "set aside"):
                found[one.file] = ("set aside", set())
            elif place_of(one) == place and settled_as(one) not in ("counted", "carried forward"):
                found[one.file] = (settled_as(one), set())
            elif place_of(one) == place:
                claims.append(one)
        claims.sort(key=lambda one: (strength(one, choice), one.settled is None), reverse=True)
        different: list[Received] = []
        for one in claims:
            like = [each for each in different if {one.sha256, one.content_mark} & {each.sha256, each.content_mark}]
            if like:
                found[one.file] = ("identical", {each.file for each in like[:1]})
            else:
                different.append(one)
        strongest = [one for one in different if strength(one, choice) == strength(different[0], choice)]
        for one in different:
            if one not in strongest:
                found[one.file] = ("superseded", {strongest[0].file} if len(strongest) == 1 else set())
            elif len(strongest) == 1:
                found[one.file] = (settled_as(one), set())
            else:
                found[one.file] = ("set aside", {each.file for each in strongest} - {one.file})
    return found


def named(reason: str, files: Sequence[Received]) -> set[str]:
    return {one.file for one in files if one.file in reason}


def test_which_files_count_can_be_worked_out_again() -> None:
    for seed in range(TRIED):
        chance = Random(seed)  # noqa: S311 - no secret
        received = some_files(chance)
        accepted = chance.choice([{}, {"QMF": MARCH, "QMJ": MARCH}])
        chosen = frozenset(chance.choices([f"file {place}.xlsx" for place in range(8)], k=chance.randrange(3)))
        choice = Choice(APRIL, "London", accepted, chosen)
        decisions = decide(received, choice)
        assert [one.received for one in decisions] == received
        found = {one.received.file: (one.status.value, named(one.reason, received)) for one in decisions}
        assert found == worked_out(received, choice), f"seed {seed}"


# Who was expected


def parts_expected(icb: str, decisions: Sequence[Decision], before: frozenset[tuple[str, str]]) -> dict[str, str]:
    """Each expected part of an ICB, by its lower-case letters."""
    own = [one for one in decisions if one.icb == icb]
    counted = {one.received.part.lower(): one.received.part for one in own if one.status.is_counted}
    if "whole" in counted:
        return counted
    parts = {part.lower(): part for code, part in sorted(before) if code == icb}
    parts |= {one.received.part.lower(): one.received.part for one in own if one.received.heading.month == APRIL}
    parts |= counted
    if counted:
        parts.pop("whole", None)
    return parts or {"whole": "Whole"}


def rows_expected(
    decisions: Sequence[Decision], wanted: Mapping[str, Mapping[str, str]]
) -> Iterator[tuple[object, ...]]:
    """Of `returns_expected`: ICB, part, what became of it, its files, what the first says, others, what is said."""
    for icb, parts in wanted.items():
        own = [one for one in decisions if one.icb == icb]
        elsewhere = [one for one in own if one.received.part.lower() not in parts]
        for lower, part in sorted(parts.items(), key=lambda item: item[1]):
            here = [one for one in own if one.received.part.lower() == lower or one in elsewhere]
            elsewhere = []
            heard = [one for one in here if one.status.is_counted]
            others = [one for one in here if not one.status.is_counted]
            aside = sum(one.status == "set aside" for one in others)
            states = {one.status.value for one in heard} or {"set aside" if aside else "no return"}
            state = "counted" if "counted" in states else states.pop()
            said = [one.reason for one in heard if one.reason]
            said += [f"{one.received.file}: {one.status}. {one.reason}" for one in others]
            said += [] if here else ["No return has arrived."]
            files = ", ".join(one.received.file for one in heard)
            says: tuple[object, ...] = (None, None, None, None)
            if heard:
                first = heard[0].received
                day = first.saved_at.date() if first.saved_at else None
                rows = sum(len(one.received.records) for one in heard)
                says = (first.heading.month, first.heading.return_number, day, rows)
            yield icb, part, state, files, *says, len(others) - aside, aside, " ".join(said)


def carried_on(
    held: Sequence[Received], decisions: Sequence[Decision], missing: Collection[tuple[str, str]]
) -> Iterator[tuple[object, ...]]:
    """File, ICB and month of what stands in for a return that is missing."""
    came = {(one.icb, one.received.part.lower()) for one in decisions if one.status.is_counted}
    for one in held:
        icb, part, was = str(one.heading.your_icb), one.part.lower(), one.settled.status if one.settled else ""
        now = NOW.get(icb, icb)
        is_missed = (now, "whole") in missing or (now, part) in missing
        if was in ("counted", "carried forward") and is_missed and (icb, part) not in came:
            file = one.file.removeprefix("March > ") if was == "carried forward" else one.file
            yield file, now, one.heading.month


def in_words(states: Mapping[str, str], held: Mapping[str, set[date]]) -> str:
    """What the totals say of an ICB, from the state of each of its parts and the months that each was carried from."""
    carried = [f"{part} carried forward{months(held[part])}" for part in states if states[part] == "carried forward"]
    if not carried and "counted" not in states.values():
        return "no return counted"
    if len(carried) == len(states):
        return f"carried forward{months(set().union(*held.values()))}"
    told = {one.partition(" carried")[0]: one for one in carried}
    lacking = [told.get(part, f"{part} missing") for part, state in states.items() if state != "counted"]
    return f"in part: {', '.join(lacking)}" if lacking else "counted"


def months(found: set[date]) -> str:
    return " from " + " and ".join(f"{month:%B %Y}" for month in sorted(found)) if found else ""


def test_who_was_expected_and_is_carried_forward_can_be_worked_out_again() -> None:
    for seed in range(TRIED):
        chance = Random(seed)  # noqa: S311 - no secret
        choice = Choice(APRIL, "London")
        decisions, held = decide(some_files(chance), choice), some_held(chance)
        heard, missing = some_places(chance), some_places(chance)
        previous = PreviousSummary(MARCH, (), unheard=Unheard(MARCH, missing, heard))
        expected = expected_returns(decisions, choice, previous)
        closed = sorted({one.icb for one in decisions if one.status.is_counted}.difference(STANDING))
        wanted = {icb: parts_expected(icb, decisions, heard | missing) for icb in [*STANDING, *closed]}
        rows = [(row[0], *row[2:8], *row[9:]) for row in expected_rows(expected)]
        assert rows == list(rows_expected(decisions, wanted)), f"seed {seed}"

        words = {}
        for icb in wanted:
            own = [one for one in expected if one.icb.code == icb]
            held_from = {one.part: {each.carried_from for each in one.heard if each.carried_from} for one in own}
            words[icb] = in_words({str(row[1]): str(row[2]) for row in rows if row[0] == icb}, held_from)
        assert became_of(expected) == words, f"seed {seed}"
        wholly = [sum(one.startswith(state) for one in words.values()) for state in ("counted", "carried forward")]
        other = [icb for icb, one in words.items() if one != "counted" and not one.startswith("carried")]
        assert coverage_of(expected) == (len(words), *wholly, ", ".join(other))

        places = {(icb, part): state for icb, part, state, *_ in rows}
        there = {place for place, state in places.items() if state in ("counted", "carried forward")}
        unheard = unheard_of(expected, APRIL)
        assert unheard.missing == places.keys() - there
        assert unheard.heard == there | {(one.icb, one.received.part) for one in decisions if one.status.is_counted}

        carried = list(carried_forward(held, expected, choice))
        lacking = {(icb, part.lower()) for icb, part in unheard.missing}
        assert [(one.received.file, one.icb, one.carried_from) for one in carried] == list(
            carried_on(held, decisions, lacking)
        ), f"seed {seed}"
