"""Equal bad values are told together, in one line with one fix, and nothing is shown that a finding would not show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.validators.made_up_records import CIRCUMSTANCES, LAW, OCTOBER, rows
from validators.check import check
from validators.entries import Circumstances, Entry, RawRow, understand
from validators.exceptions import cell_mark, read_exceptions
from validators.findings import Finding, Severity
from validators.grouping import EqualFindings, grouped
from validators.row_lists import records_in_words
from validators.rulebook import Fault, Faults, RuleBook
from validators.rules import standard_rules


def groups_of(*records: Mapping[str, object], rules: str = "B01") -> list[EqualFindings]:
    book = RuleBook(standard_rules()[rule_id] for rule_id in rules.split())
    raw = [RawRow(cells, row=5 + place) for place, cells in enumerate(records)]
    return grouped(check(raw, given=OCTOBER, rules=book).findings)


def only(groups: list[EqualFindings]) -> EqualFindings:
    (group,) = groups
    return group


def test_one_slip_in_37_cells_is_one_line_with_one_fix() -> None:
    written = ("Neglct", "neglct", " Neglct ", "NEGLCT", "Neglct\u00a0")
    records = [{f"Theme {place % 3 + 1}": written[place % len(written)]} for place in range(37)]
    group = only(groups_of(*records))
    assert group.what == (
        "37 cells of Theme 1-3: 'Neglct' is not in the list (did you mean Neglect?). "
        "A column with a list holds terms of its list, and a number column whole numbers."
    )
    assert group.fix == "Please either choose Neglect, or choose another term from the list."
    assert (group.rule, group.severity, group.columns, group.suggestion) == (
        "B01",
        Severity.ERROR,
        "Theme 1-3",
        "Neglect",
    )
    assert [finding.row for finding in group.findings] == list(range(5, 42))


def test_one_cell_is_told_in_the_singular() -> None:
    assert only(groups_of({"Theme 2": "Neglct"})).what.startswith("1 cell of Theme 2: 'Neglct' is not in the list (did")


def test_values_that_may_not_be_quoted_are_told_together_without_being_shown() -> None:
    private, other = "qxzjv wholly private", "another private qxzjv"
    groups = groups_of({"Theme 1": private, "Status": other}, {"Theme 1": private.upper(), "Theme 3": f" {private} "})
    assert [(group.columns, len(group.findings)) for group in groups] == [("Theme 1-3", 3), ("Status", 1)]
    assert groups[0].what.startswith("3 cells of Theme 1-3: a text of 20 characters is not in the list. ")
    assert "qxzjv" not in repr(groups).casefold()


def test_unequal_values_are_told_apart() -> None:
    groups = groups_of({"Theme 1": "Neglct"}, {"Theme 1": "Neglet"}, {"Theme 1": "Neglct"})
    assert [(len(group.findings), group.what.split("'")[1]) for group in groups] == [(2, "Neglct"), (1, "Neglet")]


def test_an_equal_word_that_asks_for_another_fix_is_told_by_itself() -> None:
    groups = groups_of({"Learning 1": "Comunication", "Theme 1": "Comunication"}, {"Learning 2": "comunication"})
    assert [(group.columns, group.suggestion) for group in groups] == [
        ("Learning 1-2", "Communication"),
        ("Theme 1", ""),
    ]
    assert "Communication" in groups[0].fix
    assert "omunication" not in groups[1].what + groups[1].fix


def test_what_was_understood_otherwise_is_told_by_what_it_was_understood_as() -> None:
    groups = groups_of({"Theme 1": "DV"}, {"Theme 1": "dv"}, {"Theme 1": "neglect"}, rules="B02")
    assert {(group.suggestion, group.fix) for group in groups} == {
        (term, f"Please choose {term} from the list.") for term in ("Domestic Violence", "Neglect")
    }
    assert groups[0].what == "2 cells of Theme 1: The workbook says the same as the summary."


def test_a_suggestion_is_made_only_where_it_mends_all() -> None:
    newham = {"Borough or local authority": "Newham", "Review type": "SAR Adult"}
    barnet = {**newham, "Borough or local authority": "Barnet"}
    wrong = {"Partnership or board": "Newham Community Safety Partnership"}
    alone = only(groups_of({**newham, **wrong}, {**newham, **wrong}, rules="F01"))
    assert alone.suggestion == "Newham Safeguarding Adults Board"
    together = only(groups_of({**newham, **wrong}, {**barnet, **wrong}, rules="F01"))
    assert {finding.suggestion for finding in together.findings} == {
        "Newham Safeguarding Adults Board",
        "Barnet Safeguarding Adults Board",
    }
    assert together.suggestion == ""


def test_findings_without_a_value_are_told_by_rule_and_column_in_the_rule_s_words() -> None:
    groups = groups_of({"Status": "", "Date added": ""}, {"Status": "TBC", "Date added": ""}, {}, rules="A01 A04")
    assert [group.what for group in groups] == [
        "3 cells of Status: Every review is open or closed.",
        "3 cells of Date added: Every record has the day on which it was added.",
    ]
    assert only(groups_of({"Status": ""}, rules="A01")).what == (
        "1 cell of Status: the cell is empty. Every review is open or closed."
    )


def test_findings_of_one_column_that_ask_for_different_things_are_told_apart() -> None:
    groups = groups_of(
        {"Overview": "Too short"}, {"Overview": "much too long " * 400}, {"Overview": "Short"}, rules="H05"
    )
    assert [len(group.findings) for group in groups] == [2, 1]
    assert "shorten" in groups[1].fix
    assert "shorten" not in groups[0].fix


def test_a_group_is_as_loud_as_its_loudest_finding() -> None:
    young, old = {"Date added": "2024-11-01"}, {"Date added": "2024-03-01"}
    for records in ((young, old), (old, young)):
        assert only(groups_of(*records, rules="A07")).severity is Severity.ERROR
    assert only(groups_of(young, young, rules="A07")).severity is Severity.WARNING


def test_the_largest_group_comes_first_then_by_rule_and_row() -> None:
    groups = groups_of(
        {"Theme 1": "Neglet"}, {"Theme 1": "Neglct", "Status": ""}, {"Theme 1": "Neglct"}, rules="A01 B01"
    )
    assert [(group.rule, len(group.findings), group.findings[0].row) for group in groups] == [
        ("A01", 3, 5),
        ("B01", 2, 6),
        ("B01", 1, 5),
    ]


def test_groups_of_one_size_and_rule_are_in_the_order_of_their_rows() -> None:
    """Whatever was found first."""
    found = [finding for group in groups_of({"Theme 1": "Neglet"}, {"Theme 1": "Neglct"}) for finding in group.findings]
    assert len(found) == 2
    for order in (found, found[::-1]):
        assert [group.findings[0].row for group in grouped(order)] == [5, 6]


def test_an_accepted_finding_is_in_no_group() -> None:
    cells: dict[str, object] = {"Record no.": 1.0, "Theme 1": "Neglct", "Theme 2": "Neglct"}
    mark = cell_mark(understand(RawRow(cells)), "Theme 1", "B01")
    line = {
        "Record no.": "1",
        "Column": "Theme 1",
        "Rule": "B01",
        "Reason": "Agreed.",
        "Initials": "AB",
        "Cell mark": mark,
    }
    found = check([RawRow(cells, row=5)], given=OCTOBER, exceptions=read_exceptions([line])).findings
    group = only([group for group in grouped(found) if group.rule == "B01"])
    assert group.columns == "Theme 2"
    assert group.what.startswith("1 cell of Theme 2: 'Neglct'")


def test_equal_values_of_several_returns_are_told_together() -> None:
    rows = [RawRow({"Theme 1": "Neglct"}, row=5)]
    found = [finding for _ in range(3) for finding in check(rows, given=OCTOBER).findings if finding.rule == "B01"]
    assert only(grouped(found)).what.startswith("3 cells of Theme 1: 'Neglct'")


def test_case_and_spaces_around_a_value_are_folded_whichever_rule_found_it() -> None:
    def says_its_value(entry: Entry, _: Circumstances) -> Faults:
        yield Fault("Comments", "the word is wrong", value=str(entry.raw.cells["Comments"]))

    book = RuleBook([replace(standard_rules()["H06"], judged_by=says_its_value)])
    raw = [RawRow({"Comments": text}, row=5) for text in ("Straße", " STRASSE\n", "strasse", "\ud800")]
    groups = grouped(check(raw, given=OCTOBER, rules=book).findings)
    assert [len(group.findings) for group in groups] == [3, 1]


def test_a_finding_about_the_whole_workbook_is_a_group_of_its_own() -> None:
    found = check([], given=Circumstances(today=OCTOBER.today)).findings
    assert {finding.rule for group in grouped(found) for finding in group.findings} >= {"I01"}
    assert all(len(group.findings) == 1 for group in grouped(found))


@LAW
@given(rows=rows(), circumstances=CIRCUMSTANCES)
def test_every_open_finding_is_in_exactly_one_group_and_its_group_is_true_of_it(
    rows: list[RawRow], circumstances: Circumstances
) -> None:
    found = check(rows, given=circumstances).findings
    groups = grouped(found)
    assert Counter(map(id, (finding for group in groups for finding in group.findings))) == Counter(map(id, found))
    for group in groups:
        _is_true_of_its_findings(group)
    sizes = [len(group.findings) for group in groups]
    assert sizes == sorted(sizes, reverse=True)


def _is_true_of_its_findings(group: EqualFindings) -> None:
    first = group.findings[0]
    title = standard_rules()[group.rule].title
    assert group.what.startswith(f"{len(group.findings):,} cell")
    assert group.what.endswith(f"{title}.")
    assert {finding.rule for finding in group.findings} == {group.rule}
    assert {finding.fix for finding in group.findings} == {group.fix}
    assert {finding.alike for finding in group.findings} == {first.alike}
    assert first.alike or {finding.column for finding in group.findings} == {first.column}
    assert {finding.suggestion for finding in group.findings} == {group.suggestion} or group.suggestion == ""
    assert group.severity in {finding.severity for finding in group.findings}


@LAW
@given(
    rows=rows(),
    circumstances=CIRCUMSTANCES,
    secret=st.text("qxzjv", min_size=9, max_size=20),
    header=st.sampled_from(["Theme 1", "Status", "Overview", "Date added", "Health recommendations", "Comments"]),
)
def test_no_group_shows_the_text_of_a_cell(
    rows: list[RawRow], circumstances: Circumstances, secret: str, header: str
) -> None:
    marked = [RawRow({**row.cells, header: secret}, row.row, added={"AR": secret}) for row in rows]
    assert secret not in repr(grouped(check(marked, given=circumstances).findings))


@pytest.mark.parametrize(
    ("headers", "told"),
    [
        (["Theme 3", "Theme 1"], "Theme 1-3"),
        (["Theme 2"], "Theme 2"),
        (["Learning 2", "Theme 1", "Learning 1"], "Theme 1, Learning 1-2"),
        (["Status", "ICB"], "ICB, Status"),
        (["Identifier type 2", "Identifier type 1"], "Identifier type 1-2"),
        (["added column AR", "Overview"], "Overview, added column AR"),
    ],
)
def test_columns_are_told_in_their_order_and_slots_together(headers: list[str], told: str) -> None:
    findings = [
        Finding(
            "Cases",
            5,
            "1",
            header,
            "B01",
            Severity.ERROR,
            f"Cases row 5, {header}: wrong. A rule.",
            "Please.",
            alike="x",
        )
        for header in headers
    ]
    assert only(grouped(findings)).columns == told


def test_records_that_stand_in_no_sheet_are_counted_and_one_is_another() -> None:
    nowhere, in_row = understand(RawRow({})), understand(RawRow({}, row=7))
    assert records_in_words([nowhere]) == "another record"
    assert records_in_words([nowhere] * 2) == "2 records"
    assert records_in_words([in_row, nowhere]) == "2 records"
    assert records_in_words([in_row]) == "row 7"
