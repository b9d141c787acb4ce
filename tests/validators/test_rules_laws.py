"""Laws of the rules over whatever records hold, and the order in which findings stand."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws import tried
from tests.validators.judged_rules import OCTOBER, rule_of
from validators.case_review import COLUMN_BY_HEADER, COLUMNS
from validators.cells import CellError
from validators.check import check
from validators.entries import Circumstances, RawRow
from validators.examples import judge_example
from validators.findings import State
from validators.rulebook import Rule, RuleBook
from validators.rules import standard_rules
from validators.your_icb import YourIcb

SECTIONS = RuleBook(rule for rule in standard_rules() if rule.id[0] in "ABCD")


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in SECTIONS.about_records])
def test_every_row_of_a_failing_example_fails(rule: Rule) -> None:
    result = judge_example(rule, rule.fails)
    assert result.states[rule.id][State.FAILED] == len(result.entries)


CELLS = st.one_of(
    st.none(),
    st.text(max_size=40),
    st.sampled_from(["TBC", "Open", "Closed", "Rapid Review", "Not Stated", "Embargoed", "Published", "QMJ", "DHR"]),
    st.dates(),
    st.floats(),
    st.booleans(),
    st.sampled_from([CellError("#N/A"), CellError("#REF!")]),
)
ROWS = st.dictionaries(st.sampled_from([column.header for column in COLUMNS]), CELLS, max_size=20)


@tried(200)
@given(st.lists(ROWS, max_size=5), st.dates(), st.none() | st.dates(), st.sampled_from([None, "QMF", "QMJ", "QYG"]))
def test_whatever_the_cells_hold_no_rule_crashes_and_the_states_add_up(
    rows: list[dict[str, object]], today: date, month: date | None, icb: str | None
) -> None:
    circumstances = Circumstances(today=today, your_icb=YourIcb(your_icb=icb, reporting_month=month))
    result = check(
        [RawRow(cells, row=5 + place) for place, cells in enumerate(rows)], given=circumstances, rules=SECTIONS
    )
    assert result.crashed == ()
    for rule in SECTIONS:
        assert sum(result.states[rule.id].values()) == (1 if rule.is_about_workbook else len(rows))


# Three of these letters can be an ICB's code with a slip in it, which a message may quote: eight are close to no term.
@given(
    st.text(alphabet="qxzjkvwy ", min_size=9, max_size=60).filter(
        lambda text: len(text.split()) > 1 and len("".join(text.split())) >= 8
    )
)
def test_no_finding_repeats_the_text_of_a_cell(text: str) -> None:
    row = RawRow({column.header: text for column in COLUMNS if column.header != "Status"} | {"Status": "Closed"}, row=5)
    result = check([row], given=OCTOBER, rules=SECTIONS)
    assert len(result.findings) > len([column for column in COLUMNS if column.vocabulary]) - 2
    for finding in result.findings:
        assert " ".join(text.split()) not in finding.message + finding.fix + finding.suggestion


def test_each_finding_of_a_controlled_column_with_a_suggestion_is_mended_by_it() -> None:
    row = {"Theme 1": "Neglct", "Learning 1": "Comunication", "Status": "open", "ICB": "NEL", "Review type": "sar adlt"}
    result = check([RawRow(row, row=5)], given=OCTOBER, rules=SECTIONS)
    suggested = {finding.column: finding.suggestion for finding in result.findings if finding.suggestion}
    assert suggested == {
        "ICB": "QMF", "Status": "Open", "Review type": "SAR Adult", "Theme 1": "Neglect", "Learning 1": "Communication",
    }  # fmt: skip
    mended = check([RawRow({**row, **suggested}, row=5)], given=OCTOBER, rules=SECTIONS)
    assert not [finding for finding in mended.findings if finding.rule in ("B01", "B02")]


def test_every_rule_of_the_four_sections_is_there_and_reads_columns_of_the_model() -> None:
    counts = {"A": 16, "B": 5, "C": 8, "D": 10}
    expected = [f"{section}{number:02}" for section, last in counts.items() for number in range(1, last + 1)]
    assert [rule.id for rule in SECTIONS] == expected
    assert all(rule.columns and set(rule.columns) <= COLUMN_BY_HEADER.keys() for rule in SECTIONS)


def test_findings_stand_in_the_order_of_rows_and_columns_and_those_of_no_column_of_ours_before() -> None:
    cells = {"Record no.": "a.person@example.org", "Status": "Opne"}
    row = RawRow(cells, row=5, added={"AR": "a.person@example.org"})
    rules = RuleBook([rule_of("H01"), rule_of("B01")])
    found = check([row._replace(row=6), row], given=OCTOBER, rules=rules).findings
    columns = ("added column AR", "Record no.", "Status")
    assert [(each.row, each.column) for each in found] == [(number, column) for number in (5, 6) for column in columns]
