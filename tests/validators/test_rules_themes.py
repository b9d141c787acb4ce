"""Section G, themes and learning: boundaries and states that the rules' own examples leave open.

All persons, references and numbers are made up; NHS numbers are of the test range 999.
"""

from __future__ import annotations

import pytest

from tests.validators.judged_rules import found, judge_cells, only, rapid, state_of


def test_a_theme_repeated_by_its_alias_is_found_and_an_answer_repeated_is_advice() -> None:
    example = """
        | Theme 1           | Theme 2       | Theme 3       |
        | Domestic Violence | DV            | Neglct        |
        | None of these     | None of these |               |
        | Neglect           | Neglect       | Neglect       |
        """
    assert found("G01", example) == [
        (5, "Theme 2", "error"),
        (6, "Theme 2", "advice"),
        (7, "Theme 2", "error"),
        (7, "Theme 3", "error"),
    ]


def test_an_unreadable_theme_is_not_checked_for_repetition_and_counts_as_filled_in() -> None:
    cells: dict[str, object] = {"Theme 1": "Neglct", "Theme 2": "Neglect"}
    assert state_of(judge_cells("G01", cells), "G01") == "not checked"
    assert state_of(judge_cells("G03", cells), "G03") == "passed"


@pytest.mark.parametrize(
    ("themes", "column"),
    [
        (("", "Neglect", ""), "Theme 1"),
        (("", "", "Neglect"), "Theme 1"),
        (("Neglect", "", "FGM"), "Theme 2"),
        (("", "Neglct", ""), "Theme 1"),
        (("", "", ""), None),
        (("Neglect", "", ""), None),
    ],
)
def test_order_of_themes(themes: tuple[str, ...], column: str | None) -> None:
    cells: dict[str, object] = {f"Theme {slot}": theme for slot, theme in enumerate(themes, start=1)}
    assert [finding.column for finding in judge_cells("G03", cells).findings] == ([column] if column else [])


def test_the_theme_that_stands_too_late_is_named() -> None:
    for themes, named in ((("", "Neglect", "FGM"), "Theme 2"), (("Neglect", "", "FGM"), "Theme 3")):
        cells: dict[str, object] = {f"Theme {slot}": theme for slot, theme in enumerate(themes, start=1)}
        assert f"is empty while {named} is filled in" in only(judge_cells("G03", cells)).message


def test_three_themes_of_one_group_are_two_findings_and_a_repeated_theme_is_none() -> None:
    example = """
        | Theme 1     | Theme 2 | Theme 3        |
        | Neglect     | Hunger  | Pressure Ulcer |
        | Neglect     | Neglect | Suicide        |
        | Neglect     | Suicide | Hunger         |
        """
    assert [(row, column) for row, column, _ in found("G04", example)] == [
        (5, "Theme 2"),
        (5, "Theme 3"),
        (7, "Theme 3"),
    ]


@pytest.mark.parametrize("theme", ["CSA", "CSE", "LAC", "UASC", "NAI", "Death by NAI"])
@pytest.mark.parametrize("review_type", ["SAR Adult", "SAR Adult - Converted", "DHR Adult", "DHR Adult - Converted"])
def test_themes_of_children_beside_adults(theme: str, review_type: str) -> None:
    assert only(judge_cells("G05", {"Review type": review_type, "Theme 3": theme})).column == "Theme 3"
    assert judge_cells("G05", {"Review type": "CSPR Child", "Theme 3": theme}).findings == ()


@pytest.mark.parametrize("theme", ["Sexual Exploitation Adults", "Pressure Ulcer", "DOLS"])
def test_themes_of_adults_beside_children(theme: str) -> None:
    for review_type in ("CSPR Child", "DHR Child", "DHR Child - Converted", "Rapid Review"):
        assert only(judge_cells("G06", {"Review type": review_type, "Theme 2": theme})).column == "Theme 2"
    for outcome, expected in (
        ("SAR", "not applicable"),
        ("DHR", "not applicable"),
        ("CSPR", "failed"),
        ("?", "not checked"),
    ):
        result = judge_cells("G06", rapid(Theme_2=theme, Rapid_review_outcome=outcome))
        assert state_of(result, "G06") == expected
