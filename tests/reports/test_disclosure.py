"""Small numbers of an external release: hidden, and not to be worked out from anything that is published."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.disclosure import controlled
from reports.disclosure.earlier_release import earlier_release
from reports.disclosure.rounding import Control
from reports.months import month_ends
from reports.published import PublishedTable
from tests.laws import tried
from tests.reports.summary_workbook_example import OCTOBER, london
from tests.reports.what_readers_work_out import STANDING, determined, names_in
from validators.vocabularies import vocabulary
from validators.vocabularies.organisations import ENGLAND, icbs_of
from workbook_templates.faults import FileFault

MADE_UP = "made up"
TYPES = [term.code for term in vocabulary("review_types") if term.code != "Other statutory review"]


def made_up_tables(seed: int, *, icbs: list[str], most: int, month: date = OCTOBER) -> dict[str, PublishedTable]:
    """Tables of made-up reviews: as many as chance gives each ICB."""
    chance = random.Random(seed)  # noqa: S311 - made-up reviews, nothing secret
    reviews = []
    for icb in icbs:
        for _ in range(chance.randint(0, most)):
            added = month - timedelta(days=chance.randrange(700))
            closed = added + timedelta(days=chance.randrange(600)) if chance.random() < 0.7 else date.max
            reviews.append((icb, chance.choice(TYPES), added, closed, chance.random() < 0.05))
    months = month_ends(month, number=6)

    def counts(end: date, icb: str = "", kind: str = "") -> tuple[int, ...]:
        there = [one for one in reviews if one[2] <= end and icb in ("", one[0]) and kind in ("", one[1])]
        neither = sum(one[4] for one in there)
        closed = sum(one[3] <= end and not one[4] for one in there)
        return len(there), len(there) - neither - closed, closed, neither

    named = ("ICB code", "ICB")
    rows = {
        "monthly_totals": (("Month",), [(end, *counts(end)) for end in months]),
        "review_types": (("Review type",), [(kind, *counts(month, kind=kind)) for kind in TYPES]),
        "icb_totals": (named, [(icb, MADE_UP, *counts(month, icb)) for icb in icbs]),
        "icb_trend": ((*named, "Month"), [(icb, MADE_UP, end, *counts(end, icb)) for end in months for icb in icbs]),
    }
    return {
        name: PublishedTable(name, (*keys, *STANDING), tuple(map(tuple, those))) for name, (keys, those) in rows.items()
    }


@pytest.mark.parametrize(("threshold", "round_to"), [(5, 1), (5, 5), (10, 1)])
def test_london_gives_no_hidden_figure_away(threshold: int, round_to: int) -> None:
    control = Control(threshold=threshold, round_to=round_to)
    released = controlled(london().tables, month=OCTOBER, control=control)
    assert released.left_out == ()
    assert released.hidden > 100
    assert determined(london().tables, released.tables, month=OCTOBER, threshold=threshold, round_to=round_to) == []


def test_the_reader_of_these_tests_subtracts() -> None:
    """335 then 337 with all months shown, or a total beside all but one of its parts: it finds what is hidden."""
    tables = {name: london().tables[name] for name in ("monthly_totals", "review_types")}
    hidden = [
        tuple("[c]" if isinstance(cell, int) and 1 <= cell <= 5 else cell for cell in row)
        for row in tables["review_types"].rows
    ]
    naive = {**tables, "review_types": PublishedTable("review_types", tables["review_types"].headers, tuple(hidden))}
    found = determined(tables, naive, month=OCTOBER)
    may, june = (("region", "", end, "", "Total") for end in month_ends(OCTOBER, number=6)[:2])
    assert (may, june) in found
    assert ("type", "SAR Adult - Converted", OCTOBER, "", "Open") in found


@given(
    seed=st.integers(0, 10**6),
    icbs=st.sampled_from([1, 2, 5]),
    most=st.sampled_from([0, 1, 3, 12, 60]),
    threshold=st.sampled_from([2, 3, 5, 9]),
    round_to=st.sampled_from([1, 1, 5, 10]),
)
@tried(25)
def test_whatever_the_region_nothing_hidden_is_determined(
    seed: int, icbs: int, most: int, threshold: int, round_to: int
) -> None:
    codes = [icb.code for icb in icbs_of(ENGLAND, on=OCTOBER)][:icbs]
    tables = made_up_tables(seed, icbs=codes, most=most)
    released = controlled(tables, month=OCTOBER, control=Control(threshold=threshold, round_to=round_to))
    assert determined(tables, released.tables, month=OCTOBER, threshold=threshold, round_to=round_to) == []
    assert controlled(tables, month=OCTOBER, control=released.control) == released


@pytest.mark.slow
def test_england_is_done() -> None:
    codes = [icb.code for icb in icbs_of(ENGLAND, on=OCTOBER)]
    tables = made_up_tables(1, icbs=codes, most=60)
    released = controlled(tables, month=OCTOBER)
    assert (len(codes), released.left_out) == (42, ())
    assert _safe(tables, released.tables) == []


def _safe(tables: dict[str, PublishedTable], external: object) -> list[object]:
    return determined(tables, external, month=OCTOBER)  # type: ignore[arg-type]


def test_nothing_is_shown_that_the_release_before_lets_a_reader_subtract() -> None:
    codes = [icb.code for icb in icbs_of("London", on=OCTOBER)]
    september = month_ends(OCTOBER, number=2)[0]
    then, now = (_as_at(made_up_tables(7, icbs=codes, most=80), month) for month in (september, OCTOBER))
    before = controlled(then, month=september)
    earlier = earlier_release(before.tables, month=september, round_to=1, threshold=5)
    released = controlled(now, month=OCTOBER, earlier=earlier)
    already = {name: cell for name, cell in _cells(before.tables, september) if isinstance(cell, int)}
    assert determined(now, released.tables, month=OCTOBER, earlier=already) == []
    for name, cell in _cells(released.tables, OCTOBER):
        for end in month_ends(OCTOBER, number=7)[:-1]:
            shown = already.get((*name[:2], end, *name[3:]))
            if isinstance(cell, int) and shown is not None and name[4] in ("Total", "Closed") and name not in already:
                assert not 1 <= abs(cell - shown) <= 5, name


def _as_at(tables: dict[str, PublishedTable], month: date) -> dict[str, PublishedTable]:
    """The tables as they were at the end of an earlier month: without later months, totals by ICB as they were then."""
    until = {
        name: PublishedTable(
            name,
            table.headers,
            tuple(row for row in table.rows if all(not isinstance(cell, date) or cell <= month for cell in row)),
        )
        for name, table in tables.items()
        if name != "review_types" or month == OCTOBER
    }
    trend = [row for row in until["icb_trend"].rows if row[2] == month]
    totals = tuple((*row[:2], *row[3:]) for row in trend)
    return {**until, "icb_totals": PublishedTable("icb_totals", tables["icb_totals"].headers, totals)}


def _cells(tables: object, month: date) -> Iterator[tuple[tuple[object, ...], object]]:
    assert isinstance(tables, dict)
    for (table, row, column), name in names_in(tables, month).items():
        yield name, tables[table].rows[row][column]


def test_a_rounded_release_before_shows_nothing_exactly() -> None:
    tables = made_up_tables(7, icbs=["QMJ", "QMF"], most=80)
    given = {"month": OCTOBER, "threshold": 5}
    assert earlier_release(tables, round_to=1, **given).exact
    rounded = {name: _changed(table, lambda count: count // 5 * 5) for name, table in tables.items()}
    exact = earlier_release(rounded, round_to=5, **given).exact
    assert {shown for those in exact.values() for shown in those} == {0}


def test_what_the_release_before_says_otherwise_lets_nobody_off() -> None:
    """Entered late: the records say more of the month than was released."""
    tables = made_up_tables(7, icbs=["QMJ", "QMF"], most=80)
    fewer = {name: _changed(table, lambda count: max(count - 30, 0)) for name, table in tables.items()}
    earlier = earlier_release(fewer, month=OCTOBER, round_to=1, threshold=5)
    released = controlled(tables, month=OCTOBER, earlier=earlier)
    assert released.hidden
    assert determined(tables, released.tables, month=OCTOBER) == []


def test_a_total_that_falls_because_an_icb_was_divided_is_protected_too() -> None:
    september = month_ends(OCTOBER, number=2)[0]
    rows = [
        (icb, MADE_UP, end, total, total, 0, 0)
        for icb, end, total in (
            ("QMJ", september, 30),
            ("QMJ", OCTOBER, 4),
            ("QMF", september, 20),
            ("QMF", OCTOBER, 20),
        )
    ]
    released = controlled(
        {"icb_trend": PublishedTable("icb_trend", ("ICB code", "ICB", "Month", *STANDING), rows)}, month=OCTOBER
    )
    assert [row[3] for row in released.tables["icb_trend"].rows] == [30, "[c]", 20, 20]


def test_a_row_that_names_no_month_and_a_table_without_parts_are_read_too() -> None:
    months = PublishedTable(
        "monthly_totals", ("Month", *STANDING), [(OCTOBER, 30, 30, 0, 0), ("typed over", 1, 1, 0, 0)]
    )
    themes = PublishedTable("theme_counts", ("Theme", "Total"), [("Neglect", 12), ("Suicide", 2)])
    tables = {"monthly_totals": months, "theme_counts": themes}
    earlier = earlier_release(tables, month=OCTOBER, round_to=1, threshold=5)
    assert {quantity.month for quantity in earlier.shown} == {OCTOBER}
    released = controlled(tables, month=OCTOBER).tables
    assert released["theme_counts"].rows == (("Neglect", 12), ("Suicide", "[c]"))


def _changed(table: PublishedTable, change: Callable[[int], int]) -> PublishedTable:
    rows = [tuple(change(cell) if isinstance(cell, int) else cell for cell in row) for row in table.rows]
    return PublishedTable(table.name, table.headers, rows)


def test_an_icb_that_sent_nothing_is_not_available() -> None:
    rows = (("QMJ", MADE_UP, 12, 12, 0, 0, "counted"), ("QMF", MADE_UP, 0, 0, 0, 0, "no return counted"))
    table = PublishedTable("icb_totals", ("ICB code", "ICB", *STANDING, "Return"), rows)
    released = controlled({"icb_totals": table}, month=OCTOBER).tables["icb_totals"]
    assert released.rows == (("QMJ", MADE_UP, 12, 12, 0, 0), ("QMF", MADE_UP, *["[x]"] * 4))


def test_a_merger_does_not_give_away_those_before_it() -> None:
    before, after = (("QMJ", 3), ("QRV", 40), ("QKK", 20)), (("Z9B2Z", 43), ("QKK", 20))
    totals = tuple((icb, MADE_UP, total, total, 0, 0) for icb, total in before)
    trend = tuple((icb, MADE_UP, OCTOBER, total, total, 0, 0) for icb, total in after)
    tables = {
        "icb_totals": PublishedTable("icb_totals", ("ICB code", "ICB", *STANDING), totals),
        "icb_trend": PublishedTable("icb_trend", ("ICB code", "ICB", "Month", *STANDING), trend),
    }
    released = controlled(tables, month=OCTOBER).tables
    shown = {row[0]: row[-4] for table in released.values() for row in table.rows}
    assert shown["QMJ"] == "[c]"
    assert "[c]" in (shown["QRV"], shown["Z9B2Z"])
    assert shown["QKK"] == 20


def test_tables_that_do_not_add_up_are_refused() -> None:
    tables = made_up_tables(3, icbs=["QMJ", "QMF"], most=30)
    first, *others = tables["review_types"].rows
    typed = (first[0], 99, *first[2:])
    tables["review_types"] = PublishedTable("review_types", tables["review_types"].headers, (typed, *others))
    with pytest.raises(FileFault, match="does not add up"):
        controlled(tables, month=OCTOBER)


def test_records_and_texts_never_leave() -> None:
    released = controlled(london().tables, month=OCTOBER)
    assert not {"cases", "findings", "drill", "changes", "sources", "theme_ranks", "rapid_times"} & set(released.tables)
