"""England over 24 months, each summary made from the month before: the bridge closes, and is what happened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise

import pytest

from reports.bridge import Step
from reports.choosing import Choice
from reports.consolidation import Consolidation, consolidate
from reports.previous import read_previous
from reports.summarised import receive_summary
from reports.summary_workbook import summary_bytes
from tests.reports.made_up_returns import rows_of
from tests.reports.national_example import CARRIED, MONTHS, MadeUp, Month, national_example
from validators.vocabularies.organisations import ENGLAND, region_of, regions

pytestmark = pytest.mark.slow

SEED = 2026
FIGURES = ("Total", "Open", "Closed", "Status not stated")


@dataclass(frozen=True)
class Told:
    """A month, what the summary says of it, and what was counted: each review by its identity."""

    month: Month
    found: Consolidation
    held: dict[int, MadeUp]


@cache
def england() -> tuple[Told, ...]:
    return tuple(_consolidated())


def _consolidated() -> Iterator[Told]:
    content: bytes | None = None
    sent: dict[str, list[MadeUp]] = {}
    for month in national_example(SEED):
        previous = read_previous(content) if content else None
        carry = content is not None and month.end == CARRIED
        held = receive_summary("last.xlsx", content) if content and carry else []
        found = consolidate(month.files(), choice=Choice(month.end, ENGLAND), previous=previous, held=held)
        last = sent.get(month.silent or "", [])
        sent = {icb: records for icb, records in month.held.items() if icb != month.silent}
        if carry and month.silent:
            sent[month.silent] = last
        yield Told(month, found, {one.identity: one for records in sent.values() for one in records})
        content = summary_bytes(found) if month.end != MONTHS[-1] else None


def expected_steps(before: Told, after: Told) -> Counter[Step]:
    """What the bridge must count, by who each review is, and never by how records find each other."""
    steps: Counter[Step] = Counter()
    then, now = before.month.end, after.month.end
    for identity in before.held.keys() | after.held.keys():
        old, new = before.held.get(identity), after.held.get(identity)
        was = old.standing(then) if old else None
        stands = new.standing(now) if new else None
        if was is None and stands and new:
            is_back = before.month.end != CARRIED and new.icb == before.month.silent
            steps[Step.NEW if new.added > then else Step.BACK if is_back else Step.ADDED_LATE] += 1
        elif was and stands is None and old:
            is_unheard = after.month.end != CARRIED and old.icb == after.month.silent
            steps[Step.AFTER_MONTH if new else Step.NO_RETURN if is_unheard else Step.DISAPPEARED] += 1
        elif was and stands and old and new:
            steps.update(_changed(old, new, was, stands))
    return steps


def _changed(old: MadeUp, new: MadeUp, was: str, stands: str) -> Iterator[Step]:
    if was != stands:
        ends = {"Closed": Step.CLOSED, "Open": Step.STATED, "Not Stated": Step.NOT_STATED}
        yield Step.REOPENED if was == "Closed" else ends[stands]
    if old.review_type != new.review_type:
        yield Step.CONVERTED
    if old.icb != new.icb:
        yield Step.MERGER


def test_the_bridge_closes_in_every_month_and_is_what_happened() -> None:
    months = england()
    assert len(months) == 24
    seen: Counter[Step] = Counter()
    for before, after in pairwise(months):
        first, *steps, last = rows_of(after.found, "bridge")
        for figure in FIGURES:
            assert first[figure] + sum(step[figure] for step in steps) == last[figure]
        earlier, latest = (rows_of(each.found, "monthly_totals")[-1] for each in (before, after))
        assert [first[figure] for figure in FIGURES] == [earlier[figure] for figure in FIGURES]
        assert [last[figure] for figure in FIGURES] == [latest[figure] for figure in FIGURES]
        counted = Counter({Step(step["Step"]): step["Records"] for step in steps if step["Records"]})
        assert counted == expected_steps(before, after), after.month.end
        seen += counted
    assert set(seen) == set(Step) - {Step.TYPE, Step.ICB}


def test_every_kind_of_event_is_in_the_example() -> None:
    happened = set().union(*(one.month.happened for one in england()))
    assert happened == {
        "entered late", "vanished", "numbered anew", "dated later", "converted", "closed", "reopened", "merged",
        "status stated", "status withdrawn",
    }  # fmt: skip
    assert {region_of(icb) for icb in england()[0].month.held} == set(regions())
    assert (len(england()[0].month.held), len(england()[-1].month.held)) == (42, 36)


def test_every_sum_holds_in_every_month() -> None:
    assert [one.month.end for one in england() if one.found.broken_sums] == []


def test_what_each_month_published_is_carried_to_the_last() -> None:
    published = {one.month.end: rows_of(one.found, "monthly_totals")[-1] for one in england()}
    carried = rows_of(england()[-1].found, "as_published")
    assert [row["Month"] for row in carried] == MONTHS
    for row in carried:
        said = published[row["Month"]]
        assert [row[f"Published {name.lower()}"] for name in FIGURES] == [said[name] for name in FIGURES]
    restated = {row["Month"]: row["Difference total"] for row in carried}
    assert any(restated.values())


def test_any_month_can_be_bridged_from_the_last_summary() -> None:
    *_, before, last = england()
    previous = read_previous(summary_bytes(before.found))
    for since in (MONTHS[0], date(2025, 7, 31), date(2026, 3, 31)):
        choice = Choice(last.month.end, ENGLAND, since=since)
        found = consolidate(last.month.files(), choice=choice, previous=previous)
        first, *steps, end = rows_of(found, "bridge")
        then = next(one for one in england() if one.month.end == since)
        assert first["Meaning"] == "As published"
        assert first["Total"] == then.found.headline[0]
        assert first["Total"] + sum(step["Total"] for step in steps) == end["Total"]
        assert found.broken_sums == ()


def test_the_seven_regions_add_up_to_england() -> None:
    last = england()[-1]
    totals: Counter[str] = Counter()
    for region in regions():
        files = [one for one in last.month.files() if region_of(one.heading.your_icb or "") == region]
        found = consolidate(files, choice=Choice(last.month.end, region))
        totals.update(dict(zip(FIGURES, map(int, found.tables["monthly_totals"].rows[-1][1:5]), strict=True)))
    assert dict(totals) == {name: rows_of(last.found, "monthly_totals")[-1][name] for name in FIGURES}
