"""The report against an earlier one: mended, new, still standing, and what nobody can say."""

from __future__ import annotations

from io import BytesIO

import pytest
from xlsxwriter import Workbook

from reports.check_report import CheckedReturn, Source, refused_return
from reports.check_report.previous import PreviousReport, read_previous_report
from reports.check_report.since import Change, since_last_report
from tests.reports.check_reports import as_previous, checked, exception, of_icb, places, report, with_accepted
from workbook_templates.faults import FileFault
from workbook_templates.template import template_bytes

BEFORE = """
    | Record no. | Status | Review type | Theme 1 | Theme 2 | Designated professional |
    | 1          | Open   | SAR Adult   | Neglct  |         | AB                      |
    | 2          | Open   | SAR Adult   | Neglct  |         | A Person                |
    """
# Record 1 is mended, record 2 stands, record 3 is new; the rows have moved.
AFTER = """
    | Record no. | Status | Review type | Theme 1 | Theme 2 | Designated professional |
    | 3          | Open   | SAR Adult   | Neglct  |         | AB                      |
    | 2          | Open   | SAR Adult   | Neglct  |         | A Person                |
    | 1          | Open   | SAR Adult   | Neglect |         | AB                      |
    """


def changed(rule: str, previous: PreviousReport, *returns: CheckedReturn) -> dict[str, int]:
    """How many findings of a rule changed in which way; ways without any are left out."""
    counts = since_last_report(returns, previous).by_rule.get(rule, {})
    return {change.value: number for change, number in counts.items() if number}


def test_a_report_is_read_back_as_it_was_written() -> None:
    one = checked(of_icb("QMF", BEFORE))
    read = as_previous(one, checked(b"", file="empty.xlsx"))
    assert read.returns == (("QMF.xlsx", "QMF"),)
    assert [(each.row, each.record, each.column, each.rule) for each in read.findings] == [
        (str(each.row or ""), each.record or "", each.column, each.rule) for each in one.findings
    ]


def test_mended_new_and_standing_by_rule() -> None:
    before, after = as_previous(checked(of_icb("QMF", BEFORE))), checked(of_icb("QMF", AFTER))
    assert changed("B01", before, after) == {"mended": 1, "new": 1, "still standing": 1}
    assert changed("H04", before, after) == {"still standing": 1}
    since = since_last_report([after], before)
    assert since.in_words == (
        f"{since.totals[Change.MENDED]} mended, {since.totals[Change.NEW]} new, "
        f"{since.totals[Change.STANDING]} still standing"
    )


def test_the_sheet_shows_them_and_each_finding_says_which_it_is() -> None:
    before, after = as_previous(checked(of_icb("QMF", BEFORE))), checked(of_icb("QMF", AFTER))
    read = report(after, previous=before)
    assert read.book.sheetnames[-1] == "Since last report"
    (row,) = [row for row in read.rows("report_since") if row["Rule"] == "B01"]
    assert [row[change.value.capitalize()] for change in Change] == [1, 1, 1, 0, 0, 0]
    rows = read.rows("report_findings")
    told = dict(zip(places(rows), (row["Since last report"] for row in rows), strict=True))
    assert told[5, "Theme 1", "B01"] == "new"
    assert told[6, "Theme 1", "B01"] == "still standing"
    totals = since_last_report([after], before).totals
    for change in (Change.NEW, Change.STANDING):
        assert sum(row["Since last report"] == change.value for row in rows) == totals[change]


def test_without_an_earlier_report_nothing_is_said_of_one() -> None:
    read = report(checked(of_icb("QMF", AFTER)))
    assert "report_since" not in read.tables
    assert "Since last report" not in read.rows("report_findings")[0]


def test_the_same_check_again_has_nothing_mended_and_nothing_new() -> None:
    one = checked(of_icb("QMF", BEFORE))
    totals = since_last_report([one], as_previous(one)).totals
    assert totals == dict.fromkeys(Change, 0) | {Change.STANDING: len(one.findings)}


def test_a_file_that_was_renamed_is_known_by_its_icb() -> None:
    before = as_previous(checked(of_icb("QMF", BEFORE), file="October.xlsx"))
    assert changed("B01", before, checked(of_icb("QMF", BEFORE), file="November.xlsx")) == {"still standing": 2}


def test_a_file_without_an_icb_is_known_by_its_name() -> None:
    before = as_previous(checked(of_icb(None, BEFORE), file="a.xlsx"))
    assert changed("B01", before, checked(of_icb(None, BEFORE), file="a.xlsx")) == {"still standing": 2}
    other = changed("B01", before, checked(of_icb(None, BEFORE), file="b.xlsx"))
    assert other == {"not judged this time": 2, "not in the last report": 2}


def test_two_parts_of_one_icb_are_known_by_their_names() -> None:
    adults, children = (
        checked(of_icb("QMF", text), file=name) for text, name in ((BEFORE, "A.xlsx"), (AFTER, "C.xlsx"))
    )
    before = as_previous(adults, children)
    totals = since_last_report([children, adults], before).totals
    assert totals[Change.STANDING] == len(adults.findings) + len(children.findings)
    assert sum(totals.values()) == totals[Change.STANDING]


def test_equal_record_numbers_in_two_parts_are_not_confused() -> None:
    whole, fault = (f"| Record no. | Theme 1 |\n| 1 | {theme} |" for theme in ("Neglect", "Neglct"))
    before = as_previous(checked(of_icb("QMF", fault), file="A.xlsx"), checked(of_icb("QMF", whole), file="C.xlsx"))
    adults, children = checked(of_icb("QMF", whole), file="A.xlsx"), checked(of_icb("QMF", fault), file="C.xlsx")
    assert changed("B01", before, adults, children) == {"mended": 1, "new": 1}


def test_a_workbook_that_the_earlier_report_lacks_is_compared_with_nothing() -> None:
    before = as_previous(checked(of_icb("QMF", BEFORE)))
    other = checked(of_icb("QKK", AFTER), file="QKK.xlsx")
    assert changed("B01", before, other, checked(of_icb("QMF", AFTER))) == {
        "mended": 1,
        "new": 1,
        "still standing": 1,
        "not in the last report": 2,
    }


@pytest.mark.parametrize(
    "now",
    [
        checked(of_icb("QMF", "| Record no. | Theme 1 |\n| 3 | Neglect |")),
        checked(of_icb("QMF", AFTER.replace("Neglct", "Neglect")), settings="[B01]\noff = true"),
        refused_return(Source("QMF.xlsx"), "It is damaged."),
        checked(of_icb("QKK", AFTER.replace("Neglct", "Neglect")), file="QKK.xlsx"),
    ],
    ids=["record gone", "rule switched off", "file refused", "workbook not checked"],
)
def test_what_was_not_judged_again_is_not_mended(now: CheckedReturn) -> None:
    assert changed("B01", as_previous(checked(of_icb("QMF", BEFORE))), now) == {"not judged this time": 2}


def test_what_could_not_be_checked_is_not_mended() -> None:
    late = "| Record no. | Status | Date signed off | Date closed |\n| 1 | Closed | 2024-06-03 | 2024-05-02 |"
    before = as_previous(checked(of_icb("QMF", late)))
    assert "C04" in {finding.rule for finding in before.findings}
    unreadable = checked(of_icb("QMF", late.replace("2024-05-02", "in May")))
    assert changed("C04", before, unreadable) == {"not judged this time": 1}


def test_an_accepted_finding_is_neither_mended_nor_standing_and_is_new_when_it_comes_back() -> None:
    plain = with_accepted(BEFORE)
    line = exception(plain, 6, "Designated professional", "H04")
    open_then, accepted = checked(plain), checked(with_accepted(BEFORE, line))
    assert changed("H04", as_previous(open_then), accepted) == {"accepted since": 1}
    assert changed("H04", as_previous(accepted), accepted) == {}
    back = checked(with_accepted(BEFORE.replace("A Person", "B Person"), line))
    assert changed("H04", as_previous(accepted), back) == {"new": 1}


def test_of_two_findings_at_one_place_the_open_one_is_the_one_that_stands() -> None:
    before = as_previous(checked(of_icb("QMF", "| Record no. | Theme 1 |\n| 1 | Neglectt |")))
    twice = "| Record no. | Theme 1 |\n| 1 | Neglct |\n| 1 | Neglectt |"
    line = exception(with_accepted(twice), 5, "Theme 1", "B01")
    assert changed("B01", before, checked(with_accepted(twice, line))) == {"still standing": 1}


def test_two_records_of_one_number_are_counted_and_not_confused() -> None:
    twice = "| Record no. | Theme 1 |\n| 1 | Neglct |\n| 1 | Neglct |"
    before = as_previous(checked(of_icb("QMF", twice)))
    one_mended = checked(of_icb("QMF", "| Record no. | Theme 1 |\n| 1 | Neglct |\n| 1 | Neglect |"))
    assert changed("B01", before, one_mended) == {"mended": 1, "still standing": 1}


def _other_workbook() -> bytes:
    content = BytesIO()
    with Workbook(content) as book:
        book.add_worksheet().write_string(0, 0, "Findings")
    return content.getvalue()


@pytest.mark.parametrize(
    "content",
    [b"", b"nothing", template_bytes(ready_rows=1), _other_workbook()],
    ids=["empty", "text", "a return", "another workbook"],
)
def test_what_is_no_report_is_refused_in_one_sentence(content: bytes) -> None:
    with pytest.raises(FileFault, match="not a report that scrt check wrote") as refused:
        read_previous_report(content)
    assert "Please either name the earlier report" in str(refused.value)
    assert refused.value.__cause__ is None
