"""The rule book refuses what is written wrongly, and whatever the cells hold, every rule ends in one of five states."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from tests.laws import tried
from validators.case_review import COLUMNS
from validators.cells import CellError
from validators.check import check
from validators.entries import Circumstances, Entry, RawRow, SavedFile
from validators.findings import Severity, State
from validators.rulebook import Fault, Faults, Rule, RuleBook, RuleError, rule, workbook_rule
from validators.rules import standard_rules
from validators.vocabularies import vocabulary
from validators.your_icb import YourIcb

TODAY = Circumstances(today=date(2024, 11, 5))
PRIVATE_TEXT = "a text of a cell that nobody may repeat"


def a_rule(rule_id: str = "Z01", **changed: Any) -> Rule:
    written: dict[str, Any] = {
        "title": "A comment is short",
        "severity": Severity.ADVICE,
        "columns": ["Comments"],
        "why": "It is read by many.",
        "fix": "Please shorten the comment.",
        "source": "own",
        "passes": "| Comments |\n| Short.   |",
        "fails": "| Comments |\n| Long.    |",
        **changed,
    }

    def comment_is_short(entry: Entry, _: Circumstances) -> Faults:
        if entry.text("Comments") == "Long.":
            yield Fault("Comments", "the comment is long")

    return rule(rule_id, **written)(comment_is_short)


def test_a_second_rule_of_the_same_id_is_refused_by_name() -> None:
    with pytest.raises(RuleError, match="Z01"):
        RuleBook([a_rule(), a_rule("Z02"), a_rule()])


@pytest.mark.parametrize("argument", ["columns", "needs"])
def test_an_unknown_column_is_refused_by_name(argument: str) -> None:
    with pytest.raises(RuleError, match=r"Z01.*Coments"):
        a_rule(**{argument: ["Status", "Coments"]})


@pytest.mark.parametrize("example", ["passes", "fails"])
@pytest.mark.parametrize("text", ["", "  \n "])
def test_a_missing_example_is_refused(example: str, text: str) -> None:
    with pytest.raises(RuleError, match="Z01"):
        a_rule(**{example: text})


def test_a_fix_that_does_not_say_what_to_do_is_refused() -> None:
    with pytest.raises(RuleError, match="Z01"):
        a_rule(fix="Shorten the comment.")


def test_one_further_rule_is_checked_beside_the_others() -> None:
    book = RuleBook([*standard_rules(), a_rule()])
    result = check([RawRow({"Comments": "Long."}, row=5)], given=TODAY, rules=book)
    assert [finding.message for finding in result.findings if finding.rule == "Z01"] == [
        "Cases row 5, Comments: the comment is long. A comment is short."
    ]


def test_an_unreadable_column_stops_a_rule_unless_that_judges_each_column_by_itself() -> None:
    row = RawRow({"Comments": "Long.", "Overview": CellError("#N/A")}, row=5)
    for each, state in ((None, State.NOT_CHECKED), (False, State.NOT_CHECKED), (True, State.FAILED)):
        written = {} if each is None else {"each": each}
        book = RuleBook([a_rule(columns=["Comments", "Overview"], **written)])
        result = check([row], given=TODAY, rules=book)
        assert result.states["Z01"][state] == 1
        assert len(result.findings) == (state is State.FAILED)


def crashing(rule_id: str) -> Rule:
    def fails_on_purpose(entry: Entry, _: Circumstances) -> Faults:
        if entry.text("Comments"):
            raise ValueError(entry.text("Comments"))
        yield from ()

    written = a_rule(rule_id)
    return rule(
        rule_id,
        title=written.title,
        severity=Severity.ERROR,
        why=written.why,
        fix=written.fix,
        source=written.source,
        passes=written.passes,
        fails=written.fails,
    )(fails_on_purpose)


def crashing_workbook_rule() -> Rule:
    def fails_on_purpose(entries: Sequence[Entry], _: Circumstances) -> Faults:
        yield Fault("Comments", "found before the crash", entry=entries[0])
        raise KeyError(entries[0].text("Comments"))

    written = a_rule()
    return workbook_rule(
        "Y02",
        title=written.title,
        severity=Severity.ERROR,
        why=written.why,
        fix=written.fix,
        source=written.source,
        passes=written.passes,
        fails=written.fails,
    )(fails_on_purpose)


def test_a_crash_names_rule_row_and_record_and_no_value_and_stops_nothing() -> None:
    book = RuleBook([crashing("Y01"), crashing_workbook_rule(), a_rule()])
    rows = [
        RawRow({"Record no.": 12.0, "Comments": PRIVATE_TEXT}, row=7),
        RawRow({"Record no.": 13.0, "Comments": ""}, row=8),
        RawRow({"Record no.": 14.0, "Comments": "Long."}, row=9),
    ]
    result = check(rows, given=TODAY, rules=book)
    assert [(crash.rule, crash.row, crash.record, crash.error) for crash in result.crashed] == [
        ("Y01", 7, "12", "ValueError"),
        ("Y01", 9, "14", "ValueError"),
        ("Y02", None, None, "KeyError"),
    ]
    assert PRIVATE_TEXT not in repr((result.crashed, result.findings, result.not_checked))
    assert result.states["Y01"][State.CRASHED] == 2
    assert result.states["Y01"][State.PASSED] == 1
    assert result.states["Y02"][State.CRASHED] == 1
    assert [finding.rule for finding in result.findings] == ["Z01"]


DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(9999, 12, 31))
WORDS = st.sampled_from(
    [
        *(
            term.code
            for name in ("review_types", "themes", "boards", "icbs", "local_authorities")
            for term in vocabulary(name)
        ),
        *("Open", "Closed", "Published", "Embargoed", "StEIS", "Local", "SAR", "DHR", "Signed off", "TBC", "n/a", "AB"),
        *(
            "2024/101",
            "QKK/12",
            "QMF/Adults/3",
            "1",
            "2",
            "12/03/2009",
            "July 2020",
            "31/02/2024",
            "0",
            "3",
            "DV",
            "Neglct",
        ),
        *("http://example.org", "example.org", "aged 15", "Child A, aged 15, died on 2 May 2024.", "9990000018"),
    ]
)
ANYTHING = st.one_of(
    st.none(),
    WORDS,
    DAYS,
    st.text(max_size=60),
    st.integers(min_value=-5, max_value=100_000).map(float),
    st.floats(),
    st.integers(),
    st.booleans(),
    st.datetimes(),
    st.sampled_from([CellError("#N/A"), CellError("#REF!"), time(3, 4), timedelta(days=3), "  ", "\n", "\ud800"]),
)
HEADERS = [column.header for column in COLUMNS]
ROWS = st.lists(
    st.builds(
        RawRow,
        cells=st.dictionaries(st.sampled_from(HEADERS), ANYTHING, max_size=len(HEADERS)),
        row=st.none() | st.integers(min_value=1, max_value=1_048_576),
        formulas=st.frozensets(st.sampled_from(HEADERS), max_size=3),
        added=st.dictionaries(st.sampled_from(["AR", "AS"]), ANYTHING, max_size=2),
    ),
    max_size=5,
)
HEADINGS = st.builds(
    YourIcb,
    your_icb=st.none() | st.sampled_from(vocabulary("icbs").codes),
    reporting_month=st.none() | DAYS,
    return_part=st.none() | st.sampled_from(["Whole", "Adults"]),
    adopted_on=st.none() | DAYS,
    own_total=st.none() | st.integers(min_value=0, max_value=9),
    own_open=st.none() | st.integers(min_value=0, max_value=9),
)
SAVED_FILES = st.builds(
    SavedFile,
    hidden_rows=st.lists(st.integers(min_value=1, max_value=99), max_size=30).map(tuple),
    filtered=st.booleans(),
    outside_table=st.lists(st.integers(min_value=1, max_value=99), max_size=3).map(tuple),
    drift=st.none() | st.lists(st.sampled_from([*HEADERS, "Cases"]), max_size=3).map(tuple),
    missing_columns=st.lists(st.sampled_from(HEADERS), max_size=3).map(tuple),
)
CIRCUMSTANCES = st.builds(
    Circumstances,
    today=DAYS,
    your_icb=HEADINGS,
    saved=st.none() | SAVED_FILES,
    previous_fingerprint=st.none() | st.just("0" * 64),
)


@pytest.mark.parametrize("header", ["Incident date", "Health recommendations"])
def test_a_number_that_is_not_finite_is_unreadable(header: str) -> None:
    for value in (float("inf"), float("-inf"), float("nan")):
        (entry,) = check([RawRow({header: value}, row=5)], given=TODAY).entries
        assert entry.problems[header].code in ("not_a_date", "not_a_number")


@tried(150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(rows=ROWS, circumstances=CIRCUMSTANCES)
def test_whatever_the_cells_hold_no_rule_crashes_and_the_states_add_up(
    rows: list[RawRow], circumstances: Circumstances
) -> None:
    book = standard_rules()
    result = check(rows, given=circumstances)
    assert result.crashed == ()
    for one in book:
        assert sum(result.states[one.id].values()) == (1 if one.is_about_workbook else len(rows)), one.id
    assert {finding.rule for finding in result.findings} == {
        one.id for one in book if result.states[one.id][State.FAILED]
    }
    not_checked = [(each.rule, each.row, each.record) for each in result.not_checked]
    assert len(not_checked) == sum(states[State.NOT_CHECKED] for states in result.states.values())
    assert all(each.columns for each in result.not_checked)


@tried(60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(rows=ROWS, circumstances=CIRCUMSTANCES, secret=st.text("qxzjv", min_size=9, max_size=20), data=st.data())
def test_no_finding_repeats_the_text_of_a_cell(
    rows: list[RawRow], circumstances: Circumstances, secret: str, data: st.DataObject
) -> None:
    header = data.draw(st.sampled_from(HEADERS))
    marked = [RawRow({**row.cells, header: secret}, row.row, row.formulas, {"AR": secret}) for row in rows]
    result = check(marked, given=circumstances)
    assert secret not in repr((result.findings, result.not_checked, result.crashed))
    assert all(finding.severity in _quieter_or_equal(finding.rule) for finding in result.findings)


def _quieter_or_equal(rule_id: str) -> list[Severity]:
    order = list(Severity)
    return order[order.index(standard_rules()[rule_id].severity) :]
