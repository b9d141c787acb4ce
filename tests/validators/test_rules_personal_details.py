"""Section H, personal details and free text: boundaries and states that the rules' own examples leave open.

All persons, references and numbers are made up; NHS numbers are of the test range 999.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.validators.judged_rules import OCTOBER, OUTSIDE_LONDON, judge_cells, only, rule_of, state_of
from validators import pid_in_cells
from validators.check import check
from validators.entries import RawRow, SavedFile
from validators.pid import Confidence, Kind, Span
from validators.pid_elsewhere import WORKBOOK, PidElsewhere
from validators.rulebook import RuleBook

MADE_UP_NUMBER = "999 000 0018"


def test_an_nhs_number_is_told_by_kind_and_place_only_and_what_to_say_instead() -> None:
    text = f"Child A, NHS number {MADE_UP_NUMBER}, was seen; again NHS number {MADE_UP_NUMBER}."
    finding = only(judge_cells("H01", {"Overview": text}))
    first = text.index("999") + 1
    second = text.rindex("999") + 1
    assert f"2 certain NHS numbers (characters {first}-{first + 11}, {second}-{second + 11})" in finding.message
    assert finding.fix.startswith("Please leave the NHS number out")
    assert "999" not in finding.message + finding.fix + finding.suggestion


@pytest.mark.parametrize(
    "header",
    [
        "Record no.",
        "Theme 1",
        "Status",
        "Incident date",
        "Health recommendations",
        "Designated professional",
        "Identifier reference 1",
        "Linked record",
        "Partnership or board",
        "Borough or local authority",
        "Link to report",
        "Comments",
        "Origin",
    ],
)
def test_every_column_is_searched(header: str) -> None:
    finding = only(judge_cells("H01", {header: "a.person@example.org"}))
    assert (finding.column, finding.row) == (header, 5)
    assert finding.message.startswith(f"Cases row 5, {header}: 1 certain e-mail address (characters 1-20).")


def test_columns_that_the_icb_added_are_searched_and_named_by_their_letters() -> None:
    row = RawRow({"Status": "Open"}, row=5, added={"AR": "a.person@example.org", "AS": None, "AT": 3.0})
    result = check([row], given=OCTOBER, rules=RuleBook([rule_of("H01")]))
    assert only(result).column == "added column AR"


def test_free_text_boards_of_a_region_without_lists_are_searched() -> None:
    cells: dict[str, object] = {"Partnership or board": "Board of a.person@example.org"}
    assert only(judge_cells("H01", cells, given=OUTSIDE_LONDON)).column == "Partnership or board"


@pytest.mark.parametrize("header", ["Overview", "Health recommendations", "Identifier reference 1", "Incident date"])
def test_an_nhs_number_typed_as_a_number_is_found(header: str) -> None:
    given = [judge_cells(rule_id, {header: 9990000018.0}) for rule_id in ("H01", "H02")]
    (finding,) = [finding for result in given for finding in result.findings]
    assert finding.column == header
    assert "NHS number (characters 1-10)" in finding.message
    assert "9990000018" not in finding.message + finding.fix


def test_understood_values_hold_no_personal_detail() -> None:
    cells: dict[str, object] = {
        "Status": "open",
        "Theme 1": "DV",
        "Date added": "12/03/2009",
        "Incident date": date(2009, 3, 12),
        "Health recommendations": "2",
        "ICB": "NEL",
    }
    assert state_of(judge_cells("H01", cells), "H01") == "passed"
    assert state_of(judge_cells("H02", cells), "H02") == "passed"


def test_kinds_and_confidences_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    spans = (
        *(Span(at, at + 2, Kind.NAME, Confidence.POSSIBLE) for at in range(0, 14, 2)),
        Span(20, 25, Kind.POSTCODE, Confidence.CERTAIN),
        Span(30, 40, Kind.VEHICLE, Confidence.POSSIBLE),
    )
    monkeypatch.setattr(pid_in_cells, "find_pid", lambda text: spans)
    cells: dict[str, object] = {"Overview": "a made-up text for kinds and confidences of forty characters and more"}
    assert "1 certain postcode (characters 21-25)" in only(judge_cells("H01", cells)).message
    names, vehicle = judge_cells("H02", cells).findings
    assert "7 possible names (characters 1-2, 3-4, 5-6, 7-8, 9-10 and 2 more)" in names.message
    assert names.fix.startswith("Please either use the agreed pseudonym")
    assert names.fix.endswith(", or leave it if it names nobody.")
    assert "1 possible vehicle registration" in vehicle.message


def test_a_name_among_initials_is_asked_for_as_initials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pid_in_cells, "find_pid", lambda text: (Span(0, 8, Kind.NAME, Confidence.POSSIBLE),))
    finding = only(judge_cells("H02", {"Verified by": "a made-up name of one who verified"}))
    assert finding.fix == "Please either write initials only, for example AB, or leave it if it names nobody."


@pytest.mark.parametrize(
    "text",
    [
        "Child A, aged 14, died on 2 May 2024.",
        "Child A died on 02/05/2024. She was 14 years old.",
        "Child A (14yo) died on the 2nd of May 2024.",
        "2024-05-02: a fifteen-year-old was found.",
        "Died 2.5.24 aged 14",
    ],
)
def test_an_exact_date_beside_an_age_is_found_without_being_repeated(text: str) -> None:
    for header in ("Overview", "Progress update", "Lessons and recommendations"):
        finding = only(judge_cells("H03", {header: text}))
        assert finding.column == header
        assert not any(part in finding.message for part in ("May", "2024", "02/05", "2.5"))


@pytest.mark.parametrize(
    "text",
    [
        "Child A, aged 14, died in May 2024.",
        "The panel met on 2 May 2024.",
        f"Child A was aged 14. {'A long story follows. ' * 5} The panel met on 2 May 2024.",
        "StEIS 2021/12345, aged 14, section 2.1",
        "Child A is 14 years old.",
        "Child A, aged 14, form 123/05/2024",
    ],
)
def test_month_and_year_or_distance_is_fine(text: str) -> None:
    assert judge_cells("H03", {"Overview": text}).findings == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("AB", "passed"),
        ("abcd", "passed"),
        ("AB/CD", "passed"),
        ("AB / CDE", "passed"),
        ("ÉÖ", "passed"),
        ("", "not applicable"),
        ("to be confirmed", "not applicable"),
        ("A", "failed"),
        ("ABCDE", "failed"),
        ("AB/CD/EF", "failed"),
        ("A1", "failed"),
        ("Ann Person", "failed"),
    ],
)
def test_initials(text: str, expected: str) -> None:
    result = judge_cells("H04", {"Designated professional": text})
    assert state_of(result, "H04") == expected
    assert all(text not in finding.message for finding in result.findings if len(text) > 1)


def test_initials_with_full_stops_are_advice() -> None:
    assert only(judge_cells("H04", {"Designated professional": "A. B."})).severity == "advice"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("one two three four five", None),
        ("one two three four", "only 4 words"),
        ("word", "only 1 word."),
        ("TBC", None),
        ("word " * 800, None),
        ("w" * 4000, "only 1 word."),
        ("ww" + " w" * 1999, None),
        ("w " * 2001, "4,001 characters"),
    ],
)
def test_length_of_a_text(text: str, message: str | None) -> None:
    result = judge_cells("H05", {"Lessons and recommendations": text})
    assert [message in finding.message for finding in result.findings if message] == ([True] if message else [])
    assert bool(result.findings) is (message is not None)


def test_placeholders_are_found_in_all_four_texts_and_nowhere_else() -> None:
    headers = ("Overview", "Progress update", "Lessons and recommendations", "Comments", "Designated professional")
    result = judge_cells("H06", dict.fromkeys(headers, "TBC"))
    assert [finding.column for finding in result.findings] == list(headers[:4])


@pytest.mark.parametrize(
    ("text", "fails"),
    [
        ("Child A, aged 14, died on May 2, 2024.", True),
        ("On September 2nd, 2024 Child A, aged 14, died.", True),
        ("Child A, aged 14, was seen on 2 of 12, 2024 being the year.", False),
        ("Child A, aged 14, died in May 2024.", False),
    ],
)
def test_a_date_with_the_month_first_is_exact_as_well(text: str, fails: bool) -> None:
    assert state_of(judge_cells("H03", {"Record no.": "1", "Overview": text}), "H03") == (
        "failed" if fails else "passed"
    )


def test_who_made_a_file_is_advice_however_certain_it_is_and_a_note_is_an_error() -> None:
    certain = (Span(0, 10, Kind.NHS_NUMBER, Confidence.CERTAIN),)
    note, person = (
        PidElsewhere("Cases", "note on D5", certain),
        PidElsewhere(WORKBOOK, "author", certain, is_person=True),
    )
    for elsewhere, severities in (((note,), {"H01": ["error"]}), ((person,), {"H02": ["advice"]})):
        given = replace(OCTOBER, saved=SavedFile(elsewhere=elsewhere))
        for rule_id in ("H01", "H02"):
            findings = judge_cells(rule_id, {"Record no.": "1"}, given=given).findings
            assert [each.severity.value for each in findings] == severities.get(rule_id, [])
