"""Section I, the return as a whole: boundaries and states that the rules' own examples leave open.

All persons, references and numbers are made up; NHS numbers are of the test range 999.
"""

from __future__ import annotations

from datetime import date

import pytest

from tests.validators.judged_rules import found, judge_cells, messages, only, state, state_of
from validators.entries import Circumstances, records_fingerprint
from validators.your_icb import YourIcb


@pytest.mark.parametrize(
    ("heading", "columns"),
    [
        (YourIcb(your_icb="QMF"), ["Reporting month"]),
        (YourIcb(reporting_month=date(2024, 10, 3)), ["ICB"]),
        (YourIcb(your_icb="QMF", reporting_month=date(2024, 10, 3)), []),
    ],
)
def test_heading(heading: YourIcb, columns: list[str]) -> None:
    result = judge_cells("I01", {"Status": "Open"}, given=Circumstances(today=date(2024, 11, 5), your_icb=heading))
    assert [(finding.sheet, finding.column) for finding in result.findings] == [("Your ICB", name) for name in columns]


def own(**counts: object) -> Circumstances:
    heading = {"your_icb": "QMF", "reporting_month": date(2024, 10, 31), **counts}
    return Circumstances(today=date(2024, 11, 5), your_icb=YourIcb.model_validate(heading))


def test_own_counts_are_compared_one_by_one_as_at_the_months_end() -> None:
    records: list[dict[str, object]] = [
        {"Status": "Open", "Date added": date(2024, 10, 1)},
        {"Status": "Closed", "Date added": date(2024, 10, 1), "Date closed": date(2024, 11, 1)},
        {"Status": "Closed", "Date added": date(2024, 9, 1), "Date closed": date(2024, 10, 31)},
        {"Status": "", "Date added": date(2024, 9, 1)},
        {"Status": "Open", "Date added": date(2024, 11, 1)},
    ]
    assert judge_cells("I02", *records, given=own(own_total=4, own_open=2, own_closed=1)).findings == ()
    wrong = judge_cells("I02", *records, given=own(own_total=5, own_closed=2))
    assert [(finding.sheet, finding.column) for finding in wrong.findings] == [
        ("Your ICB", "Your own count: total"),
        ("Your ICB", "Your own count: closed"),
    ]
    assert "the cell says 5 and the records are 4." in wrong.findings[0].message


def test_blank_own_counts_and_a_blank_month_are_not_checked() -> None:
    assert len(judge_cells("I02", {"Status": "Open"}).not_checked[0].columns) == 3
    monthless = own(own_total=1, reporting_month=None)
    assert judge_cells("I02", {"Status": "Open"}, given=monthless).not_checked[0].columns == ("Reporting month",)


@pytest.mark.parametrize("rule_id", ["I03", "I04", "I05"])
def test_what_only_the_saved_file_shows_is_not_checked_without_it(rule_id: str) -> None:
    result = judge_cells(rule_id, {"Status": "Open"})
    assert state_of(result, rule_id) == "not checked"
    assert result.not_checked[0].columns == ("the saved file",)


def test_drift_is_not_checked_until_somebody_has_looked() -> None:
    example = """
        saved: no

        | Status |
        | Open   |
        """
    assert state("I03", example) == "not checked"
    assert found("I03", example.replace("saved: no", "drift: Status, Cases")) == [
        (None, "Cases", "warning"),
        (None, "Status", "warning"),
    ]


def test_hidden_rows_are_one_finding_and_a_filter_is_advice() -> None:
    example = """
        hidden_rows: 5, 6
        outside_table: 9
        filtered: yes

        | Status |
        | Open   |
        """
    assert [severity for _, _, severity in found("I04", example)] == ["warning", "warning", "advice"]
    assert "rows 5 and 6 with a record hidden by hand" in messages("I04", example)


def test_a_row_of_another_icb_is_found_and_one_of_a_predecessor_is_not() -> None:
    successor = Circumstances(today=date(2026, 6, 5), your_icb=YourIcb(your_icb="Z9B2Z"))
    records: list[dict[str, object]] = [{"ICB": icb} for icb in ("QMJ", "QRV", "QMF", "", "nowhere")]
    finding = only(judge_cells("I06", *records, given=successor))
    assert (finding.row, finding.column, finding.suggestion) == (7, "ICB", "Z9B2Z")
    predecessor = Circumstances(today=date(2026, 6, 5), your_icb=YourIcb(your_icb="QMJ"))
    assert len(judge_cells("I06", {"ICB": "Z9B2Z"}, given=predecessor).findings) == 1
    unplaced = Circumstances(today=date(2026, 6, 5))
    assert judge_cells("I06", {"ICB": "QMF"}, given=unplaced).not_checked[0].columns == ("ICB",)


def test_last_months_return_is_recognised_in_any_order_and_only_then() -> None:
    example = """
        | Record no. | Status | Overview         |
        | 2          | Open   | Another was ill. |
        | 1          | open   | Child A was ill. |

        last month's records:

        | Record no. | Status | Overview         |
        | 1          | Open   | Child A was ill. |
        | 2          | Open   | Another was ill. |
        """
    assert found("I07", example) == [(None, "Reporting month", "advice")]
    assert found("I07", example.replace("Another was ill", "Another is ill", 1)) == []
    assert state("I07", example.partition("last month")[0]) == "not checked"


def test_a_return_differs_by_an_unreadable_cell_too() -> None:
    example = """
        | Record no. | Theme 1 |
        | 1          | Neglct  |

        last month's records:

        | Record no. | Theme 1 |
        | 1          | Hungar  |
        """
    assert found("I07", example) == []


def test_an_empty_return_has_nothing_to_update() -> None:
    again = Circumstances(today=date(2024, 11, 5), previous_fingerprint=records_fingerprint([]))
    assert judge_cells("I07", given=again).findings == ()
