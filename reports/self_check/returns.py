"""Returns, their quality and the trend by ICB: what is said of them is what their files, findings and records say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from reports.bridge import FIGURES
from reports.choosing import SourceStatus
from reports.figures.quality import SEVERITY_COLUMNS
from reports.self_check.sums import (
    STATUS,
    Sum,
    Tables,
    each_figure,
    exact,
    figures_of,
    name_of,
    number,
    those_that_agree,
)
from reports.unheard import RETURNS_BY_MONTH, RETURNS_EXPECTED, ReturnState
from validators.when import NOT_STATED

__all__ = ["RETURN_CHECKS"]


def the_trend_adds_up(tables: Tables) -> Iterator[Sum]:
    """The ICBs of each month together are the month."""
    trend = list(tables["icb_trend"].lines())
    for line in tables["monthly_totals"].lines():
        there = [figures_of(one) for one in trend if one["Month"] == line["Month"]]
        gives = [sum(column) for column in zip(*there, strict=True)] if there else [0] * len(FIGURES)
        of = f"icb_trend: {name_of(line['Month'])}"
        yield from each_figure("The ICBs together = the month", of, figures_of(line), gives)


def quality_is_that_of_cases_and_findings(tables: Tables) -> Iterator[Sum]:
    """Each ICB's records, what they lack and what was found, counted again; this month's columns repeat them."""
    lacking, records = Counter[tuple[str, str]](), Counter[str]()
    for case in tables["cases"].lines("ICB counted", "Review type", STATUS):
        icb, no_type, no_status = (
            str(case["ICB counted"]),
            case["Review type"] == NOT_STATED,
            case[STATUS] == NOT_STATED,
        )
        records[icb] += 1
        lacking[icb, "Type not stated"] += no_type
        lacking[icb, "Status not stated"] += no_status
        lacking[icb, "either"] += no_type or no_status
    found = Counter(
        (str(line["ICB code"]), key)
        for line in tables["findings"].lines("ICB code", "Rule", "Severity", "Accepted")
        if not line["Accepted"]
        for key in (str(line["Rule"]), SEVERITY_COLUMNS.get(str(line["Severity"]), ""))
    )
    quality = list(tables["quality"].lines())
    for header in ("Records", "Type not stated", "Status not stated", "Not stated rate", *SEVERITY_COLUMNS.values()):
        pairs = []
        for line in quality:
            icb = str(line["ICB code"])
            counted: float = found[icb, header] if header in SEVERITY_COLUMNS.values() else lacking[icb, header]
            if header == "Records":
                counted = records[icb]
            elif header == "Not stated rate":
                counted = round(lacking[icb, "either"] / records[icb], 4) if records[icb] else 0
            pairs.append((icb, counted, exact(line[header])))
        yield from those_that_agree("Quality = the cases and findings", f"quality, {header.lower()}", pairs)
    by_icb = tables["findings_by_icb"]
    for icb in by_icb.headers[by_icb.headers.index("Total") + 1 :]:
        of_icb = ((str(line["Rule"]), found[icb, str(line["Rule"])], number(line[icb])) for line in by_icb.lines())
        yield from those_that_agree("Findings of a rule = those listed", f"findings_by_icb, {icb}", of_icb)
    yield from _this_month(tables)


def _this_month(tables: Tables) -> Iterator[Sum]:
    """The last column of each table over twelve months is this month's."""
    scores, rules = tables["quality_scores"], tables["findings_by_rule"]
    now = {line["ICB code"]: exact(line["Score"]) for line in tables["quality"].lines()}
    last = scores.headers[-1]
    of_icbs = ((str(one["ICB code"]), now.get(one["ICB code"], 0), exact(one[last])) for one in scores.lines())
    yield from those_that_agree("The last month = this month's", f"quality_scores, {last}", of_icbs)
    now = {line["Rule"]: number(line["Total"]) for line in tables["findings_by_icb"].lines()}
    last = rules.headers[-1]
    of_rules = ((str(one["Rule"]), now.get(one["Rule"], 0), exact(one[last])) for one in rules.lines())
    yield from those_that_agree("The last month = this month's", f"findings_by_rule, {last}", of_rules)


def returns_are_accounted_for(tables: Tables) -> Iterator[Sum]:
    """Expected = returned + missing; every file stands once; this month's ICBs are those of its returns."""
    expected, sources = list(tables[RETURNS_EXPECTED].lines()), list(tables["sources"].lines())
    states = Counter(str(line["Return"]) for line in expected)
    heard = states[ReturnState.COUNTED] + states[ReturnState.CARRIED]
    missing = states[ReturnState.NONE] + states[ReturnState.SET_ASIDE]
    check = "Returns expected = counted + carried forward + missing"
    yield Sum(check, RETURNS_EXPECTED, len(expected), heard + missing)
    known = {line["ICB code"] for line in expected}
    told = [line for line in sources if line["ICB code"] in known]
    for header, statuses in (
        ("Superseded", (SourceStatus.SUPERSEDED, SourceStatus.IDENTICAL)),
        ("Set aside", (SourceStatus.SET_ASIDE,)),
    ):
        files = sum(line["Status"] in statuses for line in told)
        gives = sum(number(line[header]) for line in expected)
        yield Sum("Files of expected returns = those in sources", f"{RETURNS_EXPECTED}, {header.lower()}", files, gives)
    rows = Counter[str]()
    for line in sources:
        rows[str(line["ICB code"])] += number(line["Rows counted"]) + number(line["Rows after the month"])
    for icb in dict.fromkeys(str(line["ICB code"]) for line in expected):
        gives = sum(number(line["Rows"]) for line in expected if line["ICB code"] == icb)
        yield Sum("Rows of an ICB's returns = those of its files", f"{RETURNS_EXPECTED}: {icb}", rows[icb], gives)
    yield from _coverage(tables)


def _coverage(tables: Tables) -> Iterator[Sum]:
    """This month's line: every ICB is counted, carried forward or missing, as the ICBs' own lines say."""
    *_, line = tables[RETURNS_BY_MONTH].lines()
    became = Counter(str(state) for state in tables["icb_totals"].column("Return"))
    carried = sum(times for state, times in became.items() if state.startswith(ReturnState.CARRIED))
    missing = [code for code in str(line["Missing"] or "").split(", ") if code]
    counted = became[ReturnState.COUNTED.value]
    for header, should_be in (
        ("ICBs expected", number(line["ICBs counted"]) + number(line["ICBs carried forward"]) + len(missing)),
        ("ICBs counted", counted),
        ("ICBs carried forward", carried),
    ):
        of = f"{RETURNS_BY_MONTH}, last row, {header}"
        yield Sum("The month's returns = those of its ICBs", of, should_be, number(line[header]))


def what_is_said_of_returns_lists_them(tables: Tables) -> Iterator[Sum]:
    """A score lists every return that counts, and a typed count those that typed one."""
    files: Counter[tuple[str, str]] = Counter()
    for line in tables["sources"].lines():
        icb = str(line["ICB code"])
        files[icb, "Score"] += line["Status"] == SourceStatus.COUNTED
        for part in ("total", "open", "closed"):
            typed = line["Status"] == SourceStatus.COUNTED and line[f"Own {part}"] is not None
            files[icb, f"Declared {part}"] += typed
    listed: Counter[tuple[str, int, str]] = Counter()
    for line in tables["drill"].lines("Table", "Table row", "Column", "Records"):
        name, column = str(line["Table"]), str(line["Column"])
        if (name, column) == ("quality", "Score") or column.startswith("Declared "):
            listed[name, number(line["Table row"]) - 1, column] += number(line["Records"])
    found: dict[str, list[tuple[str, float, float]]] = {}
    for (name, row, column), returns in listed.items():
        icb = str(tables[name].column("ICB code")[row]) if row < len(tables[name].rows) else ""
        found.setdefault(f"{name}, {column.lower()}", []).append((icb, files[icb, column], returns))
    for column, figures in found.items():
        yield from those_that_agree("What is said of returns lists them", column, figures)


RETURN_CHECKS: tuple[Callable[[Tables], Iterator[Sum]], ...] = (
    the_trend_adds_up,
    quality_is_that_of_cases_and_findings,
    returns_are_accounted_for,
    what_is_said_of_returns_lists_them,
)
