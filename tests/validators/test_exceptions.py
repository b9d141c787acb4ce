"""Justified exceptions: a finding stays accepted, with reason and initials, until its cell changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given

from tests.validators.made_up_records import CIRCUMSTANCES, LAW, OCTOBER, rows
from validators.check import CheckResult, check
from validators.entries import Circumstances, Entry, RawRow, understand
from validators.exceptions import AcceptedException, Exceptions, cell_mark, read_exceptions
from validators.findings import Finding, Severity, State
from validators.rulebook import Fault, Faults, Rule, RuleBook
from validators.rules import standard_rules
from validators.score import score_of

REASON = "The panel asked for it."
SLIP: dict[str, object] = {"Record no.": 12.0, "Theme 1": "Neglct"}


def line_for(cells: Mapping[str, object], column: str, rule: str, **changed: object) -> dict[str, object]:
    """A line of the table `accepted` for a cell as it stands."""
    entry = understand(RawRow(cells))
    return {
        "Record no.": cells.get("Record no."),
        "Column": column,
        "Rule": rule,
        "Reason": REASON,
        "Initials": "AB",
        "Cell mark": cell_mark(entry, column, rule),
        **changed,
    }


def judged(
    *records: Mapping[str, object], lines: list[dict[str, object]], rule_ids: tuple[str, ...] = ("B01",)
) -> CheckResult:
    raw = [RawRow(cells, row=5 + place) for place, cells in enumerate(records)]
    book = RuleBook(standard_rules()[rule_id] for rule_id in rule_ids)
    return check(raw, given=OCTOBER, rules=book, exceptions=read_exceptions(lines))


def accepted_rows(result: CheckResult) -> list[int | None]:
    return [finding.row for finding in result.findings if finding.accepted]


def test_an_accepted_finding_stays_with_its_reason_and_initials_and_no_longer_counts() -> None:
    result = judged(SLIP, lines=[line_for(SLIP, "Theme 1", "B01")])
    (finding,) = result.findings
    assert finding.accepted == f"{REASON} (AB)"
    assert finding.severity is Severity.ERROR
    assert not finding.counts
    assert result.severities == {}
    assert result.states["B01"][State.FAILED] == 1
    score = score_of(result)
    assert (score.workbook.rate, score.accepted, score.records_without_error) == (None, 1, 1)


def test_it_comes_back_when_the_cell_changes_and_not_when_another_does() -> None:
    lines = [line_for(SLIP, "Theme 1", "B01")]
    assert accepted_rows(judged({**SLIP, "Theme 1": "Neglcet"}, lines=lines)) == []
    assert accepted_rows(judged({**SLIP, "Theme 1": "neglct"}, lines=lines)) == []
    assert accepted_rows(judged({**SLIP, "Comments": "Seen again."}, lines=lines)) == [5]
    assert accepted_rows(judged({**SLIP, "Theme 1": "  Neglct "}, lines=lines)) == [5]


def test_the_record_is_found_wherever_its_row_has_moved() -> None:
    lines = [line_for(SLIP, "Theme 1", "B01", **{"Record no.": "12"})]
    assert accepted_rows(judged({"Record no.": 1.0, "Theme 1": "Neglct"}, SLIP, lines=lines)) == [6]


@pytest.mark.parametrize(
    "changed",
    [
        {"Reason": ""},
        {"Reason": "   "},
        {"Reason": None},
        {"Reason": "TBC"},
        {"Reason": "n/a"},
        {"Initials": ""},
        {"Initials": None},
        {"Initials": "A. Person"},
        {"Initials": "7"},
        {"Cell mark": ""},
        {"Cell mark": None},
        {"Cell mark": "0" * 16},
    ],
)
def test_without_reason_initials_or_the_cell_s_mark_nothing_is_accepted(changed: dict[str, object]) -> None:
    assert accepted_rows(judged(SLIP, lines=[line_for(SLIP, "Theme 1", "B01", **changed)])) == []


def test_a_line_that_lacks_columns_accepts_nothing() -> None:
    line = line_for(SLIP, "Theme 1", "B01")
    for header in line:
        short = {name: value for name, value in line.items() if name != header}
        assert accepted_rows(judged(SLIP, lines=[short])) == [], header


def test_a_line_moved_to_another_record_column_or_rule_does_not_hold() -> None:
    both = {"Record no.": 12.0, "Theme 1": "Neglct", "Theme 2": "Neglct"}
    other = {**both, "Record no.": 13.0}
    assert accepted_rows(judged(both, other, lines=[line_for(both, "Theme 1", "B01", **{"Record no.": 13.0})])) == []
    assert accepted_rows(judged(both, lines=[line_for(both, "Theme 1", "B01", Column="Theme 2")])) == []
    type_1 = {"Record no.": 12.0, "Status": "Opne"}
    moved = line_for(type_1, "Status", "B01", Rule="A01")
    assert accepted_rows(judged(type_1, lines=[moved], rule_ids=("A01", "B01"))) == []


def test_an_exception_covers_its_own_cell_alone() -> None:
    both = {"Record no.": 12.0, "Theme 1": "Neglct", "Theme 2": "Neglct"}
    result = judged(both, lines=[line_for(both, "Theme 1", "B01")])
    assert [(finding.column, bool(finding.accepted)) for finding in result.findings] == [
        ("Theme 1", True),
        ("Theme 2", False),
    ]
    assert score_of(result).workbook.failed == 1
    assert score_of(result).records_without_error == 0


def test_what_is_found_of_the_workbook_alone_can_be_accepted_by_no_line_and_stops_none() -> None:
    book = RuleBook([standard_rules()["B01"], standard_rules()["I02"]])
    given = replace(OCTOBER, your_icb=OCTOBER.your_icb.model_copy(update={"own_total": 99}))
    exceptions = read_exceptions([line_for(SLIP, "Theme 1", "B01")])
    result = check([RawRow(SLIP, row=5)], given=given, rules=book, exceptions=exceptions)
    assert [(finding.rule, finding.row, bool(finding.accepted)) for finding in result.findings] == [
        ("I02", None, False),
        ("B01", 5, True),
    ]


def test_equal_cells_have_marks_of_their_own() -> None:
    entries = [
        understand(RawRow({"Record no.": n, "Theme 1": "Neglct", "Theme 2": "Neglct"})) for n in (1.0, 2.0, "A1")
    ]
    marks = [
        cell_mark(entry, column, rule)
        for entry in entries
        for column in ("Theme 1", "Theme 2")
        for rule in ("B01", "F11")
    ]
    assert len(set(marks)) == len(marks) == 12


def test_a_mark_shows_nothing_of_its_cell_and_is_the_same_however_a_number_was_read() -> None:
    # The number is made up, of the NHS test range.
    mark = cell_mark(understand(RawRow({"Record no.": 1.0, "Overview": "9990000018"})), "Overview", "H02")
    assert len(mark) == 16
    assert set(mark) <= set("0123456789abcdef")
    assert mark == cell_mark(understand(RawRow({"Record no.": "1", "Overview": 9990000018.0})), "Overview", "H02")


def test_a_damaged_text_has_a_mark_too() -> None:
    entry = understand(RawRow({"Record no.": 1.0, "Overview": "half a sign \ud800"}))
    assert cell_mark(entry, "Overview", "H05") != cell_mark(entry, "Comments", "H05")


def test_of_two_lines_for_one_finding_the_one_with_the_cell_s_mark_holds_whatever_their_order() -> None:
    stale = line_for({**SLIP, "Theme 1": "Negl"}, "Theme 1", "B01", Reason="An older one.")
    lines = [stale, line_for(SLIP, "Theme 1", "B01")]
    for ordered in (lines, lines[::-1]):
        (finding,) = judged(SLIP, lines=ordered).findings
        assert finding.accepted == f"{REASON} (AB)"


def test_a_certain_personal_detail_is_never_accepted_and_a_possible_one_can_be() -> None:
    # Made up, of the NHS test range: certain in a text, possible as a reference.
    cells: dict[str, object] = {
        "Record no.": 12.0,
        "Overview": "NHS number 999 000 0018",
        "Identifier reference 1": "9990000018",
    }
    places = [("Overview", "H01"), ("Identifier reference 1", "H02")]
    lines = [line_for(cells, column, rule) for column, rule in places]
    result = judged(cells, lines=lines, rule_ids=("H01", "H02"))
    assert [(finding.rule, bool(finding.accepted)) for finding in result.findings] == [("H02", True), ("H01", False)]
    assert score_of(result).records_without_error == 0


def test_a_personal_detail_in_the_reason_is_withheld() -> None:
    reason = "As agreed with a.person@example.org, NHS number 999 000 0018."  # made up
    (finding,) = judged(SLIP, lines=[line_for(SLIP, "Theme 1", "B01", Reason=reason)]).findings
    assert finding.accepted == "As agreed with [withheld: e-mail address], NHS number [withheld: NHS number]. (AB)"


def test_without_a_record_number_that_names_one_record_nothing_can_be_accepted() -> None:
    for number in (None, "", "somebody"):
        cells = {"Record no.": number, "Theme 1": "Neglct"}
        entry = understand(RawRow(cells))
        lines = [line_for(cells, "Theme 1", "B01", **{"Record no.": name}) for name in (number, entry.record)]
        assert accepted_rows(judged(cells, lines=lines)) == []


def rule_on_added_columns() -> Rule:
    def nothing_is_added(entry: Entry, _: Circumstances) -> Faults:
        for letters in entry.raw.added:
            yield Fault(f"added column {letters}", "the cell is filled in")

    return replace(standard_rules()["B04"], id="Z01", judged_by=nothing_is_added)


def test_in_a_column_that_the_icb_added_it_holds_until_that_cell_changes_as_well() -> None:
    book = RuleBook([rule_on_added_columns()])

    def accepted(text: str) -> list[int | None]:
        row = RawRow({"Record no.": 12.0}, row=5, added={"AR": text, "AS": "Seen."})
        mark = cell_mark(understand(RawRow({"Record no.": 12.0}, added={"AR": "Seen."})), "added column AR", "Z01")
        line = {**line_for(SLIP, "Theme 1", "B01"), "Column": "added column AR", "Rule": "Z01", "Cell mark": mark}
        return accepted_rows(check([row], given=OCTOBER, rules=book, exceptions=read_exceptions([line])))

    assert accepted("Seen.") == [5]
    assert accepted("Seen twice.") == []


def test_the_exceptions_can_be_counted() -> None:
    lines = [
        line_for(SLIP, "Theme 1", "B01"),
        line_for(SLIP, "Theme 1", "A07"),
        line_for(SLIP, "Theme 1", "B01", Reason=""),
    ]
    assert len(read_exceptions(lines)) == 2
    assert len(read_exceptions([])) == len(Exceptions()) == 0


def accepting_everything(result: CheckResult) -> Exceptions:
    entries = {entry.row: entry for entry in result.entries}
    return Exceptions(
        AcceptedException(
            record=str(finding.record),
            column=finding.column,
            rule=finding.rule,
            reason=REASON,
            initials="AB",
            mark=cell_mark(entries[finding.row], finding.column, finding.rule),
        )
        for finding in result.findings
        if finding.row is not None
    )


def can_be_accepted(finding: Finding) -> bool:
    return finding.row is not None and finding.record not in (None, "(not shown)") and finding.rule != "H01"


@LAW
@given(rows=rows(), circumstances=CIRCUMSTANCES)
def test_whatever_is_accepted_nothing_else_changes(rows: list[RawRow], circumstances: Circumstances) -> None:
    before = check(rows, given=circumstances)
    after = check(rows, given=circumstances, exceptions=accepting_everything(before))
    assert [finding._replace(accepted="") for finding in after.findings] == list(before.findings)
    assert [bool(finding.accepted) for finding in after.findings] == [can_be_accepted(one) for one in before.findings]
    assert after.states == before.states
    was, now = score_of(before), score_of(after)
    assert now.workbook.passed == was.workbook.passed
    assert now.accepted == sum(can_be_accepted(finding) for finding in before.findings)
    open_errors = {finding.row for finding in after.findings if finding.severity == "error" and not finding.accepted}
    assert now.records_without_error == sum(row.row not in open_errors for row in rows)
    assert after.severities.total() == len(before.findings) - now.accepted
