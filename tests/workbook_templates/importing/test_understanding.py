"""Spreadsheets of quite different styles, understood: what each column and each value becomes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from tests.workbook_templates.importing.old_spreadsheets import (
    BY_STATUS,
    EXPORT,
    SECTIONS,
    TIDY,
    TWO_LINES,
    Rows,
    delimited,
    xlsx,
)
from workbook_templates.faults import FileFault
from workbook_templates.importing.accounts import Reason
from workbook_templates.importing.imported import Imported
from workbook_templates.importing.understanding import understand_spreadsheet


def understood(rows: Rows, **options: object) -> Imported:
    return understand_spreadsheet(xlsx({"Cases": rows}), **options)  # type: ignore[arg-type]


def column(imported: Imported, header: str) -> list[object]:
    return [record.get(header) for record in imported.records]


def asked(imported: Imported) -> dict[str, tuple[str, ...]]:
    return {question.key: question.proposed for question in imported.questions}


def becomes(imported: Imported) -> dict[str, str]:
    return {one.header: one.becomes for one in imported.columns}


def said(imported: Imported) -> Mapping[Reason, int]:
    return {told.reason: told.cells for told in imported.told}


def test_a_master_log_with_title_lines_and_a_total() -> None:
    imported = understood(TIDY)
    assert len(imported.records) == 3
    assert imported.sheets[0].header_rows == (4,)
    assert column(imported, "Record no.") == [1, 2, 3]
    assert column(imported, "Identifier type 1") == ["StEIS"] * 3
    assert column(imported, "Status") == ["Open", "Closed", "Open"]
    assert column(imported, "Review type") == ["SAR Adult", "SAR Adult", "DHR"], "a board for adults tells an adult"
    assert column(imported, "Borough or local authority") == ["Camden", "Islington", "Haringey"]
    assert column(imported, "Partnership or board")[1:] == [
        "Islington Safeguarding Adults Board",
        "Haringey Community Safety Partnership",
    ]
    assert column(imported, "Incident date") == [date(2021, 3, 12), "March 2022", date(2023, 3, 12)]
    assert column(imported, "Publication status") == ["To be published", "Published", "N"]
    assert column(imported, "Theme 2") == ["Self Neglect", "Mental Health", "Mental Health"]
    assert column(imported, "Comments")[1] == "Further themes: Neglct"
    assert said(imported) == {Reason.HEADER: 13, Reason.TITLE: 2, Reason.TOTAL: 2}


def test_what_is_not_certain_is_asked_for_and_left_as_it_was_typed() -> None:
    imported = understood(TIDY)
    assert asked(imported) == {
        "Neglct": ("Neglect",),
        "DHR": ("DHR Adult", "DHR Child", "DHR Adult - Converted", "DHR Child - Converted"),
        "N": ("Not yet decided",),
    }
    assert [(one.place, one.proposal) for one in imported.columns_to_decide] == [("G", "Date added")]
    assert column(imported, "Date opened")[0] == date(2021, 5, 4), "carried meanwhile"
    assert not imported.is_sure


def test_a_sheet_for_open_and_one_for_closed_reviews_are_taken_together() -> None:
    imported = understand_spreadsheet(xlsx(BY_STATUS))
    assert [sheet.name for sheet in imported.sheets if sheet.taken] == ["Open", "Closed"]
    assert column(imported, "Status") == ["Open", "Open", "Closed"]
    assert imported.records[0] | {"Identifier type 2": "Local", "Identifier reference 2": "AB12"} == imported.records[0]
    assert column(imported, "Theme 2") == ["Neglect", "County Lines", "LAC"]
    assert column(imported, "Designated professional") == ["JK", "LM", "NO"]
    assert imported.records[2]["Learning 3"] == "Policy and Procedure"
    assert imported.records[2]["Comments"] == "Further learning: Language/Cultural barriers"
    assert asked(imported)["Serious Case Review"] == ("Other statutory review",)
    assert asked(imported)["2019"] == (), "a year alone is no date, and nobody guesses one"
    assert said(imported)[Reason.OTHER_SHEET] == 2


def test_headers_in_two_lines() -> None:
    imported = understand_spreadsheet(xlsx({"t": TWO_LINES}, merged={"t": ["B1:C1", "D1:F1"]}))
    assert imported.sheets[0].header_rows == (1, 2)
    assert list(becomes(imported).values()) == [
        "Status", "Borough or local authority", "Review type", "Incident date", "Date referred or notified",
        "Date closed", "Learning",
    ]  # fmt: skip
    assert column(imported, "Learning 3") == [None, "Escalation"]
    assert imported.is_sure


def test_sections_subtotals_and_headers_repeated_in_between() -> None:
    imported = understood(SECTIONS)
    assert column(imported, "Status") == ["Open", "Open", "Closed"]
    assert column(imported, "Borough or local authority")[2] == "Lewisham"
    assert column(imported, "Identifier reference 1") == ["2022/1", "2022/2", "2021/3"]
    assert said(imported) == {Reason.HEADER: 5, Reason.HEADER_AGAIN: 5, Reason.TOTAL: 4, Reason.HEADING: 2}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_an_export_as_text(encoding: str, delimiter: str) -> None:
    imported = understand_spreadsheet(delimited(EXPORT, delimiter=delimiter, encoding=encoding))
    assert column(imported, "Review type") == ["DHR Child", "DHR Adult"], "the row tells adult or child"
    assert column(imported, "Date added") == [date(2024, 1, 5), date(2024, 2, 6)]
    assert column(imported, "Theme 1") == ["Suicide", "Domestic Violence"]
    assert column(imported, "Ward name") == ["Fieldway", "Figge’s Marsh"]
    assert imported.records[1]["Overview"] == "Line one of the story.\nLine two with a ; and a , in it."
    assert imported.is_sure


BASE = ("Status", "Borough", "Review type", "Date added")
ROW = ("Open", "Camden", "SAR Adult", "01/02/2024")


def one_value(header: str, value: object) -> Imported:
    return understood([[*BASE, header], [*ROW, value], [*ROW, value]])


@pytest.mark.parametrize(
    ("header", "value", "template", "expected"),
    [
        ("Date of death", "12/03/24", "Incident date", date(2024, 3, 12)),
        ("Date of death", "12.3.2024", "Incident date", date(2024, 3, 12)),
        ("Date of death", "12 March 2024", "Incident date", date(2024, 3, 12)),
        ("Date of death", "Mar-24", "Incident date", "March 2024"),
        ("Date of death", 45363, "Incident date", date(2024, 3, 12)),
        ("Date of death", "45363", "Incident date", date(2024, 3, 12)),
        ("Date of death", "approx May 2023", "Incident date", "May 2023"),
        ("Date of death", "2024", "Incident date", "2024"),
        ("Published?", "Yes", "Publication status", "Published"),
        ("Published?", "12/03/2024", "Date published", date(2024, 3, 12)),
        ("Web link", "see https://example.org/a (page 2)", "Link to report", "https://example.org/a"),
        ("Desig Prof initials", "a.b.", "Designated professional", "AB"),
        ("CSP/SAB", "SAB", "Partnership or board", "Camden Safeguarding Adults Partnership Board"),
        ("Likelihood of media interest", "H", "Media interest", "Likely"),
        ("Theme(s)", "Language barriers", "Theme 1", "Language barriers"),
        ("Abuse catagory", "Physical", "Theme 1", "Physical Abuse"),
        ("STEIS/Ref", "2021 / 77 and AB/12", "Identifier reference 2", "AB/12"),
        ("Background", "A man was found at home.", "Overview", "A man was found at home."),
        ("Health recs", "3", "Health recommendations", 3),
    ],
)
def test_a_value_becomes_what_the_template_asks_for(
    header: str, value: object, template: str, expected: object
) -> None:
    imported = one_value(header, value)
    assert column(imported, template) == [expected, expected]


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ("O", "Open"), ("ongoing", "Open"), ("LIVE", "Open"), ("Complete", "Closed"), ("Published", "Closed"),
        ("Report drafted", "Open"), ("Open - panel stage", "Open"), ("Closed (published)", "Closed"), ("C", "Closed"),
    ],
)  # fmt: skip
def test_open_and_closed_are_spelt_in_many_ways(typed: str, status: str) -> None:
    imported = understood(
        [["Borough", "Status", "Review type", "Date added"], ["Camden", typed, "SAR Adult", "1/2/2024"]]
    )
    assert column(imported, "Status") == [status]
    assert imported.is_sure


def test_what_a_status_says_besides_goes_where_it_belongs() -> None:
    rows = [
        ["Borough", "Status"],
        ["Camden", "Open - panel stage"],
        ["Camden", "Closed (published)"],
        ["Camden", "Open; AB on leave"],
    ]
    imported = understood(rows)
    assert imported.records[0]["Stage"] == "Panel under way"
    assert imported.records[1]["Publication status"] == "Published"
    assert imported.records[2]["Comments"] == "Status: AB on leave"


@pytest.mark.parametrize("word", ["SAR", "LCSPR", "DHR", "S42", "Learning review"])
def test_a_type_that_the_row_does_not_tell_is_asked_for(word: str) -> None:
    imported = understood([["Borough", "Status", "Type", "Date added"], ["Camden", "Open", word, "1/2/2024"]])
    assert column(imported, "Review type") == [word]
    assert list(asked(imported)) == [word]


def test_columns_are_known_by_their_values_where_the_header_says_nothing() -> None:
    rows = [["A", "B", "C", "D"], ["Open", "Camden", "Neglect; DV", "x"], ["Closed", "Barnet", "Suicide", "y"]]
    imported = understood(rows)
    assert list(becomes(imported).values()) == ["Status", "Borough or local authority", "Themes", "carry"]
    assert column(imported, "D") == ["x", "y"]
    assert {one.match.why for one in imported.columns[:3]} == {"values"}


def test_a_reference_that_says_nothing_is_listed_and_not_lost() -> None:
    imported = one_value("StEIS no", "n/a; TBC")
    assert said(imported)[Reason.PLACEHOLDER] == 2
    assert column(imported, "Identifier reference 1") == [None, None]


@pytest.mark.parametrize(
    "line",
    [["Total", 2], ["Sub-total: 2"], ["Number of open cases", "", 2], ["Grand total", None, 2, 3], ["Open", None, 2]],
)
def test_a_line_of_totals_is_no_record(line: list[object]) -> None:
    imported = understood([BASE, ROW, line, ROW, line])
    assert len(imported.records) == 2
    assert imported.is_sure


def test_a_table_without_headers_is_known_by_its_values() -> None:
    imported = understand_spreadsheet(b"Open,Camden,SAR Adult,Neglect\nClosed,Barnet,CSPR Child,Suicide\n")
    assert len(imported.records) == 2
    assert column(imported, "Theme 1") == ["Neglect", "Suicide"]


def test_more_than_three_themes_and_more_than_two_references_are_kept_in_comments() -> None:
    rows = [["Status", "Borough", "Themes", "Ref"], ["Open", "Camden", "DV, MH, Suicide, Neglect", "2021/1; AB1; AB2"]]
    record = understood(rows).records[0]
    assert record["Comments"] == "Further themes: Neglect\nFurther identifiers: Local AB2"


def test_dates_that_can_only_be_month_first_are_not_believed_day_first() -> None:
    rows: Sequence[Sequence[object]] = [
        ["Status", "Borough", "Date closed"],
        ["Closed", "Camden", "03/25/2024"],
        ["Closed", "Camden", "02/03/2024"],
    ]
    imported = understood(rows)
    assert [one.proposal for one in imported.columns_to_decide] == ["Date closed, month first"]
    assert column(imported, "Date closed (2)") == ["03/25/2024", "02/03/2024"], "carried as typed, beside our own"


def test_a_column_of_personal_details_is_never_taken_unasked() -> None:
    rows = [["Status", "Borough", "NHS Number", "Name"], ["Open", "Camden", "999 000 0018", "Jo Made-Up"]]
    imported = understood(rows)
    assert [one.proposal for one in imported.columns_to_decide] == ["leave out", "leave out"]
    assert column(imported, "Name") == ["Jo Made-Up"], "nothing is dropped unasked either"


def test_merged_cells_count_for_every_row_that_they_cover() -> None:
    rows = [["Borough", "Status", "Type"], ["Camden", "Open", "SAR Adult"], [None, "Closed", "CSPR Child"]]
    imported = understand_spreadsheet(xlsx({"a": rows}, merged={"a": ["A2:A3"]}))
    assert column(imported, "Borough or local authority") == ["Camden", "Camden"]


def test_several_updates_stay_apart_in_one_text() -> None:
    rows = [
        ["Status", "Borough", "Update", "Latest update"],
        ["Open", "Camden", "Panel met in May.", "Draft received."],
    ]
    assert understood(rows).records[0]["Progress update"] == "Panel met in May.\nLatest update: Draft received."


def test_another_sheet_like_the_chosen_one_is_asked_for() -> None:
    rows = [["Status", "Borough", "Type", "Date added"], ["Open", "Camden", "SAR Adult", "1/2/2024"]]
    imported = understand_spreadsheet(xlsx({"Master": [*rows, rows[1]], "Copy": rows}))
    assert [(sheet.name, sheet.taken, sheet.is_asked) for sheet in imported.sheets] == [
        ("Master", True, False),
        ("Copy", False, True),
    ]
    both = understand_spreadsheet(xlsx({"Master": rows, "Copy": rows}), sheets=["2", "master"])
    assert len(both.records) == 2
    assert both.is_sure


def test_a_region_without_lists_keeps_its_own_boroughs_and_boards() -> None:
    rows = [["Status", "Local authority", "Partnership or board"], ["Open", "Cornwall", "Our Safeguarding Board"]]
    imported = understood(rows, icb="QT6")
    assert imported.is_sure
    assert column(imported, "Partnership or board") == ["Our Safeguarding Board"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"<html><table><tr><td>Status</td></tr></table></html>", "web page"),
        (b"\x00\x01\x02\x03binary", "no spreadsheet"),
        (b"%PDF-1.4\n\x00\xff", "no spreadsheet"),
        (b"just a line of text\n", "no rows"),
        (b"one,two\nthree,four\nfive,six\n", "reads like case reviews"),
        (b"PK\x03\x04 broken", "damaged"),
        (b'Status,Borough\nOpen,Brent\n"Open,Camden\nClosed,Barnet\n', "row 3 is never closed"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(content: bytes, says: str) -> None:
    with pytest.raises(FileFault, match=says):
        understand_spreadsheet(content)


def test_a_second_table_beneath_the_first_has_headers_of_its_own() -> None:
    rows = [
        ["Open cases"],
        ["Borough", "Type", "Update"],
        ["Camden", "SAR Adult", "Panel met."],
        ["Barnet", "CSPR Child", "Panel met."],
        [],
        ["Closed cases"],
        ["Type", "Borough", "Date closed", "Lessons"],
        ["SAR Adult", "Enfield", "1/2/2024", "Share information early."],
    ]
    imported = understood(rows)
    assert column(imported, "Borough or local authority") == ["Camden", "Barnet", "Enfield"]
    assert column(imported, "Status") == ["Open", "Open", "Closed"]
    assert column(imported, "Date closed")[2] == date(2024, 2, 1)
    assert [sheet.name for sheet in imported.sheets] == ["Cases", "Cases from row 6"]
    assert imported.is_sure


def test_a_column_for_each_theme_with_marks() -> None:
    rows = [
        ["Status", "Borough", "Neglect", "Mental Health", "Suicide", "DV"],
        ["Open", "Camden", "x", None, "X", "no"],
        ["Open", "Barnet", None, "✓", None, "Yes"],
    ]
    imported = understood(rows)
    assert column(imported, "Theme 1") == ["Neglect", "Mental Health"]
    assert column(imported, "Theme 2") == ["Suicide", "Domestic Violence"]
    assert said(imported)[Reason.NOT_MARKED] == 1
    assert imported.is_sure


@pytest.mark.parametrize(
    ("titles", "status", "review_type"),
    [
        (["Safeguarding Adult Reviews - open"], "Open", "SAR Adult"),
        (["Open and closed cases"], None, None),
        (["Type of review:", "Rapid Review"], None, "Rapid Review"),
    ],
)
def test_a_title_tells_what_no_column_does(titles: list[object], status: str | None, review_type: str | None) -> None:
    imported = understood([titles, ["Borough", "Ref", "Summary"], ["Camden", "2021/1", "A man was found."]])
    assert imported.records[0].get("Status") == status
    assert imported.records[0].get("Review type") == review_type


def test_what_a_heading_told_holds_on_until_another_heading_tells_the_same() -> None:
    rows = [
        ["Type", "Identifier", "Overview"], ["Camden"], ["OPEN"], ["SAR Adult", "2021/1", "One."], ["CLOSED"],
        ["SAR Adult", "2021/2", "Two."], ["Barnet"], ["Panel A"], ["SAR Adult", "2021/3", "Three."], ["A note."],
    ]  # fmt: skip
    imported = understood(rows)
    assert column(imported, "Borough or local authority") == ["Camden", "Camden", "Barnet"]
    assert column(imported, "Status")[:2] == ["Open", "Closed"]
    assert column(imported, "Section") == [None, None, "Panel A"]
    assert said(imported)[Reason.NOTE] == 1


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Safeguarding Adult Review (SAR)", "SAR Adult"),
        ("Rapid Review (RR)", "Rapid Review"),
        ("LCSPR (converted from RR)", "CSPR Child - Converted"),
        ("Converted CSPR", "CSPR Child - Converted"),
        ("SAR - converted", "SAR Adult - Converted"),
    ],
)
def test_a_type_is_known_by_its_short_form_and_by_what_stands_with_it(typed: str, expected: str) -> None:
    imported = understood([["Status", "Borough", "Type"], ["Open", "Camden", typed]])
    assert column(imported, "Review type") == [expected]
    assert imported.is_sure


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1) Neglect 2) DV 3) MH", ["Neglect", "Domestic Violence", "Mental Health"]),
        ("Physical abuse (NAI), neglect", ["Physical Abuse", "NAI", "Neglect"]),
        ("Modern slavery and trafficking", ["Modern Slavery", "Trafficked"]),
        ("Drug and alcohol misuse; self-neglect & hoarding", ["Substance Misuse", "Self Neglect"]),
        ("Suicide. Mental health.", ["Suicide", "Mental Health"]),
        ("DV\nDomestic violence", ["Domestic Violence"]),
        ("None", ["None of these"]),
    ],
)
def test_several_themes_in_one_cell(typed: str, expected: list[str]) -> None:
    imported = understood([["Status", "Borough", "Themes"], ["Open", "Camden", typed]])
    found = [imported.records[0].get(f"Theme {slot}") for slot in (1, 2, 3)]
    assert [theme for theme in found if theme] == expected
    assert imported.is_sure


def test_a_file_without_headers_loses_no_row_to_them() -> None:
    rows = [
        "Closed,Published,Camden,SAR Adult,Neglect",
        "Closed,Published,Barnet,CSPR Child,Suicide",
        "Open,No idea,Brent,?,DV",
    ]
    for order in (rows, rows[::-1]):
        imported = understand_spreadsheet("\n".join(order).encode())
        assert len(imported.records) == 3
        assert imported.sheets[0].header_rows == ()


def test_what_the_row_tells_of_the_person_outranks_the_title_and_an_age() -> None:
    rows = [
        ["Safeguarding Adults Board"],
        ["Borough", "Status", "Type", "Adult/Child", "Age"],
        ["Camden", "Open", "DHR", "Child", 17],
    ]
    assert understood([*rows, ["Camden", "Open", "DHR", None, 17]]).records[1]["Review type"] == "DHR Child"
    assert understood([*rows, ["Camden", "Open", "DHR", None, None]]).records[1]["Review type"] == "DHR Adult"
    assert understood(rows).records[0]["Review type"] == "DHR Child"
