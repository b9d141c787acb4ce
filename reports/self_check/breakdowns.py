"""The breakdowns: each figure counted again from `cases`, and every row and column that must add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import chain, repeat
from statistics import median
from typing import Any

from reports.behind.figure import How
from reports.figures.cases import OTHER_REVIEW, REVIEW_GROUPS
from reports.figures.expected_times import expected_time, expected_times
from reports.figures.mentions_over import NOT_CLOSED
from reports.figures.quarters import place_among, quarters_up_to
from reports.figures.rapid_reviews import NO_OUTCOME_DATE, NOT_FILLED_IN
from reports.figures.theme_groups import group_of_theme
from reports.published import PublishedTable
from reports.self_check.sums import STATUS, Line, Sum, Tables, column_sum, exact, number, those_that_agree
from validators.case_review import COLUMNS
from validators.vocabularies import vocabulary
from validators.when import NOT_STATED
from validators.working_days import working_days_between

__all__ = ["BREAKDOWN_CHECKS"]

_Cell = tuple[str, object, str]
"""A figure by its table, what its row is of, and its column."""
_Facts = tuple[Any, ...]
"""What tells which figures a case is in, and before it what they are told by: many cases are alike in it."""

_WITHIN, _PAST, _UNKNOWN = "Within expected", "Past expected", "No date of notification"
_KEYS = {
    "rapid_outcomes": "Quarter",
    "rapid_conversion": "ICB code",
    "rapid_times": "Quarter",
    "rapid_open": "ICB code",
    "open_by_type": "Review type",
    "open_by_icb": "ICB code",
    "open_by_stage": "Stage",
    "health_recommendations": "ICB code",
    "media_interest": "Media interest",
    "media_by_type": "Review type",
    "theme_groups": "Theme group",
    "themes_by_quarter": "Theme",
    "themes_by_icb": "Theme",
    "learning_by_quarter": "Learning",
    "learning_by_icb": "Learning",
    "theme_learning": "Theme",
}
"""The breakdowns that are counted again, each with the column that says what a row is of."""

_SLOTS = {
    "themes": ("Theme 1", "Theme 2", "Theme 3"),
    "learning": ("Learning 1", "Learning 2", "Learning 3"),
}
_ASKED = (
    *(column.header for column in COLUMNS if column.kind in ("date", "number")),
    *("Review type", "Stage", "Rapid review outcome", "ICB counted", STATUS),
)
"""Columns of the cases by which a case that is followed from its start is judged."""
_ADDED = ("Date added", "Date commissioned", "Date referred or notified")
_CLOSED = ("Date closed", "Date published", "Date signed off")
_RAPID = {term.code for term in vocabulary("review_types") if term.details["review_group"] == "Rapid Review"}
_CONVERTED = {term.code for term in vocabulary("review_types") if term.code.endswith("Converted")}
_FOLLOWED = {
    *_RAPID,
    *_CONVERTED,
    *(one.code for one in vocabulary("review_types") if one.details["review_group"] == "DHR"),
}
"""Types whose cases are in breakdowns of their own, open or not."""
_FULL = {term.code for term in vocabulary("rapid_review_outcomes") if term.details["review_group"]}


def breakdowns_are_those_of_the_cases(tables: Tables) -> Iterator[Sum]:
    """Every figure of every breakdown, counted again from the cells of `cases`."""
    month = _month(tables)
    counted: Counter[_Cell] = Counter()
    over: Counter[_Cell] = Counter()
    days: dict[_Cell, list[int]] = {}
    alike: Counter[_Facts] = Counter()
    alike.update(_of_media(tables["cases"]))
    alike.update(_of_mentions(tables["cases"], month))
    for line in tables["cases"].lines(*_ASKED):
        if line[STATUS] != "Open" and line["Review type"] not in _FOLLOWED:
            continue
        case = _Case(line, month)
        alike.update(case.counted())
        over.update(set(case.added()))
        for cell, number_of_days in case.measured():
            days.setdefault(cell, []).append(number_of_days)
    for (figures, *facts), cases in alike.items():
        for cell in figures(*facts):
            counted[cell] += cases
    over.update({cell: len(measured) for cell, measured in days.items()})
    for name, key in _KEYS.items():
        table = tables[name]
        for header in table.headers:
            if any(isinstance(value, int | float) for value in table.column(header)):
                found = (
                    (str(line[key]), _should_be((name, line[key], header), counted, days), exact(line[header]))
                    for line in table.lines()
                )
                yield from those_that_agree("A breakdown's figure = its cases", f"{name}, {header.lower()}", found)

    yield from _listed(tables, over)


def _of_media(cases: PublishedTable) -> Counter[_Facts]:
    """How many cases have each answer on media interest, standing and type."""
    found: Counter[_Facts] = Counter()
    for (answer, standing, kind), times in Counter(cases.cells("Media interest", STATUS, "Review type")).items():
        found[_figures_of_media, str(answer or NOT_STATED), str(standing), _reported(kind)] += times
    return found


def _of_mentions(cases: PublishedTable, month: date) -> Counter[_Facts]:
    """How many mentions each term has in each quarter and ICB, and how many cases name the same terms."""
    found: Counter[_Facts] = Counter()
    quarters = _quarters(month)
    added = [place_among(quarters, _first_day(days, month)) for days in cases.cells(*_ADDED)]
    closed = [
        place_among(quarters, _first_day(days, month)) if standing == "Closed" else NOT_CLOSED
        for standing, *days in cases.cells(STATUS, *_CLOSED)
    ]
    for (name, slots), when in zip(_SLOTS.items(), (added, closed), strict=True):
        for slot in slots:
            for ((term, icb), quarter), times in Counter(
                zip(cases.cells(slot, "ICB counted"), when, strict=True)
            ).items():
                for one in _terms(name, [term]):
                    found[_figures_of_a_mention, name, one, quarter, str(icb)] += times
    named = cases.cells("Review type", *(slot for slots in _SLOTS.values() for slot in slots))
    for (kind, *chosen), times in Counter(named).items():
        themes, learning = _terms("themes", chosen[:3]), _terms("learning", chosen[3:])
        found[_figures_of_themes, _group(kind), frozenset(themes), frozenset(learning)] += times
    return found


def _first_day(cells: Iterable[object], otherwise: date) -> date:
    return next((day for day in cells if isinstance(day, date)), otherwise)


def _terms(name: str, chosen: Iterable[object]) -> list[str]:
    """The terms among what was chosen: an answer such as "None of these" is none."""
    terms = vocabulary(name)
    return [str(one) for one in chosen if one and not terms[str(one)].is_answer]


def _group(kind: object) -> str:
    """The review group of a type."""
    return str(vocabulary("review_types")[str(kind)].details["review_group"])


def _reported(kind: object) -> str:
    """A type as it is reported."""
    return NOT_STATED if kind == OTHER_REVIEW else str(kind)


def _listed(tables: Tables, over: Counter[_Cell]) -> Iterator[Sum]:
    """A median, the longest and a sum list every record that they come from."""
    listed: Counter[tuple[str, int, str]] = Counter()
    for line in tables["drill"].lines("Table", "Table row", "Column", "Records", "How"):
        if line["Table"] in _KEYS and line["How"] in (How.WORKED_OUT, How.ADDED):
            listed[str(line["Table"]), number(line["Table row"]) - 1, str(line["Column"])] += number(line["Records"])
    found: dict[str, list[tuple[str, float, float]]] = {}
    for (name, row, column), records in listed.items():
        of = tables[name].column(_KEYS[name])[row] if row < len(tables[name].rows) else ""
        what = "days" if column.startswith(("Median ", "Longest ")) else column
        found.setdefault(f"{name}, {column.lower()}", []).append((str(of), over[name, of, what], records))
    for column, figures in found.items():
        yield from those_that_agree("A figure lists all that it is worked out over", column, figures)


def _should_be(cell: _Cell, counted: Counter[_Cell], days: dict[_Cell, list[int]]) -> float:
    name, of, header = cell
    if header == "Conversion rate":
        every = counted[name, of, "Rapid reviews"]
        return round(counted[name, of, "Converted"] / every, 4) if every else 0
    for said, middle in (("Median ", median), ("Shortest ", min), ("Longest ", max)):
        if header.startswith(said):
            measured = days.get((name, of, "days"))
            return middle(measured) if measured else 0
    return counted[cell]


class _Case:
    """One row of `cases` that is open or of a type that is followed, and which figures it is in by its cells alone."""

    def __init__(self, line: Line, month: date) -> None:
        self._line = line
        self._month = month
        self._quarters = _quarters(month)
        self._icb = str(line["ICB counted"])
        self._type = str(line["Review type"])
        self._group = _group(self._type)
        self._reported = _reported(self._type)
        self._is_open = line[STATUS] == "Open"
        self._stage = str(line["Stage"] or NOT_STATED)

    def _day(self, *headers: str) -> date | None:
        """The first of some dates that is filled in."""
        return next((day for day in (self._line[header] for header in headers) if isinstance(day, date)), None)

    def counted(self) -> Iterator[_Facts]:
        """What tells each figure that counts it, as often as it does."""
        return chain(self._of_open(), zip(repeat(_this_one), chain(self._of_rapid(), self._of_health()), strict=False))

    def added(self) -> Iterator[_Cell]:
        """Each figure to which it adds a number."""
        return self._of_health()

    def measured(self) -> Iterator[tuple[_Cell, int]]:
        """The days by which it is in a median, under the column `days`."""
        start = self._day(_started(self._group))
        if self._is_open and start and start <= self._month:
            for name, of in self._open_rows():
                yield (name, of, "days"), (self._month - start).days
        if not self._is_rapid:
            return
        notified, outcome = self._day("Date referred or notified"), self._outcome_day()
        if outcome and notified and notified <= outcome:
            yield ("rapid_times", place_among(self._quarters, outcome), "days"), working_days_between(notified, outcome)
        if self._runs and notified and notified <= self._month:
            yield ("rapid_open", self._icb, "days"), working_days_between(notified, outcome or self._month)

    @property
    def _is_rapid(self) -> bool:
        return self._type in _RAPID or self._type in _CONVERTED

    @property
    def _runs(self) -> bool:
        return self._is_open and self._type in _RAPID

    def _outcome_day(self) -> date | None:
        day = self._day("Outcome date")
        return day if day and day <= self._month else None

    def _of_rapid(self) -> Iterator[_Cell]:
        if not self._is_rapid:
            return
        day, told = self._outcome_day(), self._day("Outcome date")
        notified = self._day("Date referred or notified")
        outcome = None if told and told > self._month else self._line["Rapid review outcome"]
        quarter = place_among(self._quarters, day) if day else NO_OUTCOME_DATE
        yield from (("rapid_outcomes", quarter, column) for column in ("Total", str(outcome or NOT_FILLED_IN)))
        for column in ("Rapid reviews", *_became(self._type in _CONVERTED, outcome)):
            yield "rapid_conversion", self._icb, column
        if day:
            known = notified is not None and notified <= day
            late = known and notified is not None and working_days_between(notified, day) > _limit()
            yield "rapid_times", quarter, "Concluded"
            yield "rapid_times", quarter, _UNKNOWN if not known else _PAST if late else _WITHIN
        if self._runs:
            yield "rapid_open", self._icb, "Open"
            if notified is None or notified > self._month:
                yield "rapid_open", self._icb, _UNKNOWN
            elif working_days_between(notified, day or self._month) <= _limit():
                yield "rapid_open", self._icb, _WITHIN
            else:
                yield "rapid_open", self._icb, _PAST
                if day is None:
                    yield "rapid_open", self._icb, "Past expected without outcome"

    def _open_rows(self) -> Sequence[tuple[str, str]]:
        return (("open_by_type", self._reported), ("open_by_icb", self._icb), ("open_by_stage", self._stage))

    def _of_open(self) -> Iterator[_Facts]:
        if not self._is_open:
            return
        expected, start = expected_time(self._group), self._day(_started(self._group))
        verdict = "Not judged"
        if expected and start and start <= self._month:
            told = self._day("Outcome date") if self._group == "Rapid Review" else None
            verdict = _PAST if expected.is_past(start, min(told or self._month, self._month)) else _WITHIN
        yield _figures_of_open, verdict, *self._open_rows()

    def _of_health(self) -> Iterator[_Cell]:
        if self._group != "DHR":
            return
        name, filled_in = "health_recommendations", self._line["Health recommendations"] is not None
        made, verified = number(self._line["Health recommendations"]), 0
        checked = self._day("Verified on")
        if checked is None or checked <= self._month:
            verified = number(self._line["Health recommendations verified"])
        found = {"DHR": 1, "Number filled in": int(filled_in), "Made": made, "Verified": verified}
        found |= {"Outstanding": max(made - verified, 0), "Verified beyond made": max(verified - made, 0)}
        for column, times in found.items():
            yield from [(name, self._icb, column)] * times


def _this_one(cell: _Cell) -> Iterator[_Cell]:
    yield cell


def _figures_of_open(verdict: str, *rows: tuple[str, str]) -> Iterator[_Cell]:
    yield from ((*row, column) for row in rows for column in ("Open", verdict))


def _figures_of_media(answer: str, standing: str, reported: str) -> Iterator[_Cell]:
    column = standing if standing in ("Open", "Closed") else "Status not stated"
    yield from (("media_interest", answer, each) for each in ("Total", column))
    yield from (("media_by_type", reported, each) for each in ("Total", answer))


def _figures_of_a_mention(name: str, term: str, quarter: str, icb: str) -> Iterator[_Cell]:
    yield from ((f"{name}_by_quarter", term, column) for column in ("Total", quarter))
    yield from ((f"{name}_by_icb", term, column) for column in ("Total", icb))


def _figures_of_themes(review_group: str, themes: frozenset[str], learning: frozenset[str]) -> Iterator[_Cell]:
    group_of = group_of_theme()
    for group in {group_of[theme] for theme in themes}:
        yield from (("theme_groups", group, column) for column in ("Total", review_group))
    for theme in themes:
        yield from (("theme_learning", theme, column) for column in ("Records", *learning))


def _became(overwritten: bool, outcome: object) -> tuple[str, ...]:
    if overwritten:
        return "Type overwritten", "Converted"
    if outcome in _FULL:
        return "Outcome names a full review", "Converted"
    return ("Ended otherwise" if outcome else "Outcome not filled in",)


@cache
def _quarters(month: date) -> list[str]:
    return quarters_up_to(month)


def _limit() -> int:
    """Working days."""
    return expected_times()["Rapid Review"].number


def _started(group: str) -> str:
    expected = expected_time(group)
    return expected.counted_from if expected else "Date commissioned"


def _month(tables: Tables) -> date:
    return max(month for month in tables["monthly_totals"].column("Month") if isinstance(month, date))


_JUDGED = (_WITHIN, _PAST, "Not judged")
_BECAME = ("Type overwritten", "Outcome names a full review", "Ended otherwise", "Outcome not filled in")
_ROWS: Sequence[tuple[str, str, tuple[str, ...] | None, tuple[str, ...]]] = (
    ("rapid_outcomes", "Total", None, ()),
    ("rapid_conversion", "Rapid reviews", _BECAME, ()),
    ("rapid_conversion", "Converted", _BECAME[:2], ()),
    ("rapid_times", "Concluded", (_WITHIN, _PAST, _UNKNOWN), ()),
    ("rapid_open", "Open", (_WITHIN, _PAST, _UNKNOWN), ()),
    *((name, "Open", _JUDGED, ()) for name in ("open_by_type", "open_by_icb", "open_by_stage")),
    ("health_recommendations", "Made", ("Verified", "Outstanding"), ("Verified beyond made",)),
    ("media_by_type", "Total", None, ()),
    ("theme_groups", "Total", REVIEW_GROUPS, ()),
    *((f"{name}_by_{view}", "Total", None, ()) for name in ("themes", "learning") for view in ("quarter", "icb")),
    ("findings_by_icb", "Total", None, ()),
)
"""Table, a whole, its parts (where left out: every column after it), and what is taken from them."""


def rows_of_breakdowns_add_up(tables: Tables) -> Iterator[Sum]:
    """In each row of a breakdown the parts add to their whole."""
    for name, whole, given, taken in _ROWS:
        table = tables[name]
        parts = given if given is not None else table.headers[table.headers.index(whole) + 1 :]
        found = (
            (
                str(next(iter(line.values()))),
                sum(number(line[part]) for part in parts) - sum(number(line[part]) for part in taken),
                number(line[whole]),
            )
            for line in table.lines()
        )
        yield from those_that_agree("A row's parts add to their whole", f"{name}, {whole.lower()}", found)


def breakdowns_add_up_to_the_whole(tables: Tables) -> Iterator[Sum]:
    """Each breakdown holds every review once: its rows together are the month's, or another table's."""
    *_, latest = tables["monthly_totals"].lines()
    check = "The rows together = the whole"
    for name in ("open_by_type", "open_by_icb", "open_by_stage"):
        yield Sum(check, f"{name}, open", number(latest["Open"]), column_sum(tables[name], "Open"))
    for name, header in (("media_interest", "Total"), ("media_by_type", "Total"), ("joint_reviews", "Records")):
        yield Sum(check, f"{name}, {header.lower()}", number(latest["Total"]), column_sum(tables[name], header))
    rapid, conversion = tables["rapid_outcomes"], tables["rapid_conversion"]
    every = column_sum(rapid, "Total")
    yield Sum(check, "rapid_conversion, rapid reviews", every, column_sum(conversion, "Rapid reviews"))
    dated = sum(number(line["Total"]) for line in rapid.lines() if line["Quarter"] != NO_OUTCOME_DATE)
    yield Sum(check, "rapid_times, concluded", dated, column_sum(tables["rapid_times"], "Concluded"))
    for name, stem, header in (("themes", "theme", "Theme"), ("learning", "learning", "Learning")):
        mentions = {line[header]: number(line["Total"]) for line in tables[f"{stem}_counts"].lines()}
        for view in ("quarter", "icb"):
            lines = tables[f"{name}_by_{view}"].lines()
            found = ((str(line[header]), mentions[line[header]], number(line["Total"])) for line in lines)
            yield from those_that_agree("A term's total = its mentions", f"{name}_by_{view}", found)


def joint_reviews_count_once(tables: Tables) -> Iterator[Sum]:
    """Joint reviews: the records listed are those counted as joint, and each group is counted once."""
    joint = [line for line in tables["joint_reviews"].lines() if str(line["Reviews"]).startswith("Joint review")]
    listed = tables["joint_records"]
    records = sum(number(line["Records"]) for line in joint)
    yield Sum(
        "Joint records = those listed",
        "joint_reviews and joint_records, records",
        len(listed.rows) if joint else 0,
        records,
    )
    groups = len(set(listed.column("Group")))
    once = sum(number(line["Counted once"]) for line in joint)
    yield Sum("Joint reviews counted once = the groups", "joint_reviews and joint_records, counted once", groups, once)
    alone = [line for line in tables["joint_reviews"].lines() if line not in joint]
    found = ((str(line["Reviews"]), number(line["Records"]), number(line["Counted once"])) for line in alone)
    yield from those_that_agree("A record that is alone counts once", "joint_reviews", found)


BREAKDOWN_CHECKS: tuple[Callable[[Tables], Iterator[Sum]], ...] = (
    breakdowns_are_those_of_the_cases,
    rows_of_breakdowns_add_up,
    breakdowns_add_up_to_the_whole,
    joint_reviews_count_once,
)
