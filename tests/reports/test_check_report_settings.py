"""Local settings in the report: what they change, and that every difference from the standard is listed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.reports.check_reports import FAULTY, checked, of_icb, report
from validators.findings import Severity
from validators.local_settings import SettingsFault, read_settings
from validators.rules import standard_rules

GUIDE = (Path(__file__).parents[2] / "docs" / "checklist-settings.md").read_text(encoding="utf-8")

STALE = """
    | Record no. | Status | Progress update  | Progress updated on |
    | 1          | Open   | The panel met.   | 2024-08-20          |
    """


def rules_found(settings: str, records: str = FAULTY) -> set[str]:
    return {finding.rule for finding in checked(of_icb("QMF", records), settings=settings).findings}


def test_a_rule_that_is_switched_off_judges_nothing_and_is_listed() -> None:
    assert "H04" in rules_found("")
    one = checked(of_icb("QMF"), settings="[H04]\noff = true")
    assert "H04" not in {finding.rule for finding in one.findings}
    read = report(one)
    (rule,) = [row for row in read.rows("report_rules") if row["Rule"] == "H04"]
    assert (rule["Severity"], rule["Passed"], rule["Failed"], rule["Score"]) == ("off", 0, 0, None)
    assert [tuple(row.values()) for row in read.rows("report_settings")] == [
        ("QMF.xlsx", "H04", "switched", "on", "off")
    ]


def test_a_severity_changes_the_findings_and_the_score() -> None:
    standard, own = checked(of_icb("QMF")), checked(of_icb("QMF"), settings='[H04]\nseverity = "advice"')
    (finding,) = [each for each in own.findings if each.rule == "H04"]
    assert finding.severity is Severity.ADVICE
    assert own.score.workbook.failed == standard.score.workbook.failed - 1
    read = report(own)
    (rule,) = [row for row in read.rows("report_rules") if row["Rule"] == "H04"]
    assert (rule["Severity"], rule["Score"]) == ("advice", None)
    assert [tuple(row.values()) for row in read.rows("report_settings")] == [
        ("QMF.xlsx", "H04", "severity", "error", "advice")
    ]


def test_days_change_the_rule_and_its_words() -> None:
    assert "C07" not in rules_found("", STALE)
    one = checked(of_icb("QMF", STALE), settings="[C07]\ndays = 60")
    read = report(one)
    (rule,) = [row for row in read.rows("report_rules") if row["Rule"] == "C07"]
    assert rule["Failed"] == 1
    assert rule["What it asks"].endswith("at least every 60 days")
    assert [tuple(row.values()) for row in read.rows("report_settings")] == [("QMF.xlsx", "C07", "days", "90", "60")]


def test_two_icbs_with_other_settings_are_told_apart() -> None:
    standard = checked(of_icb("QMF", STALE))
    own = checked(of_icb("QKK", STALE), file="QKK.xlsx", settings="[C07]\ndays = 60\n[H04]\noff = true")
    read = report(standard, own)
    assert {row["File"] for row in read.rows("report_settings")} == {"QKK.xlsx"}
    rules = {row["Rule"]: row for row in read.rows("report_rules")}
    assert rules["H04"]["Severity"] == "error / off"
    assert "90 days / " in rules["C07"]["What it asks"]
    assert rules["C07"]["What it asks"].endswith("60 days")


def test_the_standard_is_told_in_one_line() -> None:
    read = report(checked(of_icb("QMF"), settings="[C07]\ndays = 90"))
    assert "Local settings: none differs from the standard" in read.texts
    assert "report_settings" not in read.tables


@pytest.mark.parametrize("settings", ["[Z99]\noff = true", "[C07]\ndays = -1", "[C07", "C07 = 3"])
def test_wrong_settings_check_nothing(settings: str) -> None:
    with pytest.raises(SettingsFault):
        checked(of_icb("QMF"), settings=settings)


def test_the_guide_names_every_number_with_its_standard() -> None:
    told = re.findall(r"^\| (\w+) \| `(\w+)` \| (\d+) \|$", GUIDE, re.MULTILINE)
    assert [(rule, name, int(number)) for rule, name, number in told] == [
        (rule.id, name, number) for rule in standard_rules() for name, number in rule.limits.items()
    ]


def test_the_guide_s_example_is_right() -> None:
    (example,) = re.findall(r"^```toml\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
    differences = read_settings(example, standard_rules()).differences(standard_rules())
    assert [(each.rule, each.local) for each in differences] == [("C07", "advice"), ("C07", "60"), ("E06", "off")]
