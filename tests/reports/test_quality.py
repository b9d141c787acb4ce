"""Quality by ICB: findings add up, twelve months are carried from summary to summary, unchanged returns are named."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from reports.earlier_quality import EarlierQuality
from reports.figures.quality import Quality
from reports.months import month_ends
from reports.previous import read_previous
from reports.published import PublishedTable
from reports.receiving import Received
from reports.summary_workbook import summary_bytes
from tests.laws import tried
from tests.reports.made_up_returns import OCTOBER, OPEN_SAR, SEPTEMBER, consolidated, counted, received, rows_of
from tests.reports.summary_workbook_example import london
from validators.rules import standard_rules
from validators.share import Share
from validators.vocabularies.organisations import icbs_of

LONDON = icbs_of("London", on=OCTOBER)
CODES = [icb.code for icb in LONDON]
RULES = [rule.id for rule in standard_rules()]
MONTHS = [f"{end:%Y-%m}" for end in month_ends(OCTOBER, number=12)]

_findings = st.lists(
    st.tuples(
        st.sampled_from(CODES),
        st.sampled_from(RULES),
        st.sampled_from(["error", "warning", "advice"]),
        st.sampled_from(["", "Known to the board (AB)"]),
    ),
    max_size=20,
)


def findings_table(findings: list[tuple[str, str, str, str]]) -> PublishedTable:
    return PublishedTable("findings", ("ICB code", "Rule", "Severity", "Accepted"), tuple(findings))


@tried(30)
@given(_findings)
def test_findings_are_counted_once_and_those_that_stand_not_at_all(findings: list[tuple[str, str, str, str]]) -> None:
    quality = Quality(OCTOBER, LONDON, (), {}, findings_table(findings))
    still_open = [(icb, rule, severity) for icb, rule, severity, accepted in findings if not accepted]
    by_rule, by_icb = quality.by_rule(), quality.rules_by_icb()
    assert by_rule["Rule"].tolist() == by_icb["Rule"].tolist() == RULES
    assert by_rule["2024-10"].tolist() == by_icb["Total"].tolist()
    assert by_icb["Total"].sum() == len(still_open)
    for row in by_icb.to_dict("records"):
        assert row["Total"] == sum(row[code] for code in CODES)
    for row in quality.by_icb().to_dict("records"):
        own = Counter(severity for icb, _, severity in still_open if icb == row["ICB code"])
        assert (row["Errors"], row["Warnings"], row["Advice"]) == (own["error"], own["warning"], own["advice"])


def test_a_rule_that_is_no_longer_in_the_list_is_counted_without_words() -> None:
    """A summary that was made before may name one."""
    now = findings_table([("QMF", "Z98", "warning", ""), ("QKK", RULES[0], "error", "")])
    before = EarlierQuality(findings={("Z99", "2024-09"): 3, ("Z97", "2020-09"): 1})
    quality = Quality(OCTOBER, LONDON, (), {}, now, before=before)
    by_rule = quality.by_rule().set_index("Rule")
    assert by_rule.index.tolist() == [*RULES, "Z98", "Z99"]
    assert by_rule.loc["Z98", ["Rule in words", "2024-08", "2024-09", "2024-10"]].tolist() == ["", None, 0, 1]
    assert by_rule.loc["Z99", ["Rule in words", "2024-08", "2024-09", "2024-10"]].tolist() == ["", None, 3, 0]
    by_icb = quality.rules_by_icb().set_index("Rule")
    assert by_icb.index.tolist() == [*RULES, "Z98"]
    assert by_icb.loc["Z98", ["Rule in words", "Total", "QMF", "QKK"]].tolist() == ["", 1, 1, 0]


def test_the_score_of_an_icb_is_that_of_all_its_parts() -> None:
    returns = {"QMF": [Received("a", "", score=Share(8, 2)), Received("b", "", score=Share(1, 9))]}
    scores = Quality(OCTOBER, LONDON, (), returns, findings_table([])).by_icb().set_index("ICB code")["Score"]
    assert scores.to_dict() == {**dict.fromkeys(CODES), "QMF": 0.45}


def test_what_is_not_stated_is_counted_by_record() -> None:
    records = [
        counted(record_no="1", status="Open", review_type="SAR Adult"),
        counted(record_no="2", status="Open", review_type="Other statutory review"),
        counted(record_no="3", status="Open"),
        counted(record_no="4"),
    ]
    table = Quality(OCTOBER, LONDON, records, {}, findings_table([])).by_icb().set_index("ICB code")
    row = table.loc["QMF", ["Records", "Type not stated", "Status not stated", "Not stated rate"]]
    assert row.tolist() == [4, 2, 1, 0.5]
    assert table.loc["QKK", "Not stated rate"] is None


def test_a_month_without_a_summary_is_blank_and_one_that_has_left_the_year_is_gone() -> None:
    before = EarlierQuality(
        scores={("QMF", "2024-09"): 0.5, ("QMF", "2023-10"): 0.1, ("Q99", "2024-08"): 0.25},
        findings={("A01", "2024-09"): 3, ("A01", "2023-10"): 9},
    )
    quality = Quality(OCTOBER, LONDON, (), {}, findings_table([]), before)
    scores = {row["ICB code"]: row for row in quality.scores().to_dict("records")}
    assert list(scores) == [*CODES, "Q99"]
    assert (scores["QMF"]["2024-09"], scores["QMF"]["2024-08"], scores["Q99"]["2024-08"]) == (0.5, None, 0.25)
    assert list(quality.scores().columns) == ["ICB code", "ICB", *MONTHS]
    by_rule = quality.by_rule().set_index("Rule")
    assert (by_rule.loc["A01", "2024-09"], by_rule.loc["A02", "2024-09"]) == (3, 0)
    assert by_rule.loc["A01", "2024-08"] is None


def month_of(end: date, previous: bytes | None, *rows: dict[str, Any]) -> tuple[bytes, dict[str, list[dict[str, Any]]]]:
    file = received("QMF.xlsx", *rows, month=end)
    made = consolidated(file, month=end, previous=read_previous(previous) if previous else None)
    names = ("quality", "quality_scores", "findings_by_rule", "findings")
    return summary_bytes(made), {name: rows_of(made, name) for name in names}


def test_a_year_is_carried_from_summary_to_summary() -> None:
    ends = month_ends(OCTOBER, number=3)
    content: bytes | None = None
    told: list[dict[str, list[dict[str, Any]]]] = []
    for number, end in enumerate(ends, start=1):
        content, tables = month_of(end, content, *[dict(OPEN_SAR)] * number)
        told.append(tables)
    months = [f"{end:%Y-%m}" for end in ends]
    latest = told[-1]
    for month, tables in zip(months, told, strict=True):
        then = {row["Rule"]: row[month] for row in tables["findings_by_rule"]}
        now = {row["Rule"]: row[month] for row in latest["findings_by_rule"]}
        assert then == now
        assert sum(now.values()) == len(tables["findings"]) > 0
        scores = [
            next(row[month] for row in one["quality_scores"] if row["ICB code"] == "QMF") for one in (tables, latest)
        ]
        assert scores[0] == scores[1]
        assert 0 < scores[0] < 1
    assert all(row["2024-07"] is None for row in latest["findings_by_rule"])


def test_a_return_that_holds_last_month_s_records_is_named() -> None:
    september, _ = month_of(SEPTEMBER, None, dict(OPEN_SAR))
    same, changed = ({**OPEN_SAR}, {**OPEN_SAR, "Theme 1": "Hunger"})
    for row, expected in ((same, "yes"), (changed, "no")):
        content, tables = month_of(OCTOBER, september, row)
        said = {row["ICB code"]: row["Same as last month"] for row in tables["quality"]}
        assert said == {**dict.fromkeys(CODES, "no return"), "QMF": expected}
        assert read_previous(content).quality.findings


def test_a_part_that_is_the_same_and_one_that_is_not_are_the_same_in_part() -> None:
    parts = ("Adults", "Children")

    def returned(end: date, themes: tuple[str, str]) -> list[Received]:
        return [
            received(f"{part}.xlsx", {**OPEN_SAR, "Theme 1": theme}, month=end, part=part)
            for part, theme in zip(parts, themes, strict=True)
        ]

    before = summary_bytes(consolidated(*returned(SEPTEMBER, ("Neglect", "Hunger")), month=SEPTEMBER))
    now = consolidated(*returned(OCTOBER, ("Neglect", "Suicide")), previous=read_previous(before))
    assert {row["Same as last month"] for row in rows_of(now, "quality") if row["ICB code"] == "QMF"} == {"in part"}


def test_london_s_findings_by_rule_are_those_of_its_list() -> None:
    listed = Counter(row["Rule"] for row in rows_of(london(), "findings") if not row["Accepted"])
    table = rows_of(london(), "findings_by_icb")
    assert {row["Rule"]: row["Total"] for row in table if row["Total"]} == dict(listed)
