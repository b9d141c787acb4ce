"""`Cases` while somebody types, in a real spreadsheet program: what is lacking, what is offered, what shows at once."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.formula.translate import Translator
from openpyxl.utils import range_boundaries

from tests.laws import tried
from tests.libreoffice import CellContent, Opened, opened, opened_each
from tests.workbook_templates.made_up_rows import exact_rows, loose_rows
from validators.case_review import COLUMNS
from validators.vocabularies import vocabulary
from validators.vocabularies.organisations import boards_of, local_authorities_of
from workbook_templates import layout
from workbook_templates.template import CellValue, template_bytes
from workbook_templates.template.cases import COLUMN_NUMBERS
from workbook_templates.template.checklist import HEADER_ROW
from workbook_templates.template.needed_cells import COMPLETE, to_complete
from workbook_templates.template.page import column_letters

pytestmark = pytest.mark.libreoffice

OCTOBER, MAY_2026 = date(2024, 10, 31), date(2026, 5, 31)
READY_ROWS = 20
FIRST = layout.FIRST_RECORD_ROW
BELOW = FIRST + READY_ROWS + 1_500
ZERO = date(1899, 12, 30)

Place = tuple[str, str]


def cell(header: str, row: int) -> str:
    return f"{column_letters(COLUMN_NUMBERS[header])}{row}"


def typing(rows: Mapping[int, Mapping[str, CellValue]]) -> dict[Place, str | float]:
    """What is typed for rows of cases: dates as days, numbers as numbers."""
    typed: dict[Place, str | float] = {}
    for number, row in rows.items():
        for header, value in row.items():
            if isinstance(value, date):
                typed["Cases", cell(header, number)] = (value - ZERO).days
            elif value is not None:
                typed["Cases", cell(header, number)] = value
    return typed


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("typing") / "template.xlsx"
    path.write_bytes(template_bytes(icb="QMF", reporting_month=OCTOBER, ready_rows=READY_ROWS))
    return path


@pytest.mark.slow
@given(st.lists(exact_rows() | loose_rows(), min_size=60, max_size=60))
@tried(2, suppress_health_check=list(HealthCheck))
def test_to_complete_is_what_python_says(template: Path, rows: list[dict[str, CellValue]]) -> None:
    numbers = range(FIRST, FIRST + READY_ROWS)
    parts = [rows[start : start + READY_ROWS] for start in range(0, len(rows), READY_ROWS)]
    typed = [typing(dict(zip(numbers, part, strict=True))) for part in parts]
    for part, sheets in zip(parts, opened_each(template, typed, sheets=["Cases"]), strict=True):
        for number, row in zip(numbers, part, strict=True):
            assert (sheets["Cases"].get(cell(layout.TO_COMPLETE, number)) or "") == to_complete(row), row


DEPENDING: Sequence[tuple[str, date, str, str, str]] = [
    # ICB on Your ICB, month, ICB of the row, borough, review type
    ("QMF", OCTOBER, "", "", ""),
    ("QMF", OCTOBER, "", "Hackney", "SAR Adult"),
    ("QMF", OCTOBER, "QKK", "Lewisham", "CSPR Child"),
    ("QWE", OCTOBER, "", "Richmond upon Thames", "SAR Adult - Converted"),
    ("QWE", OCTOBER, "", "Richmond upon Thames", "Rapid Review"),
    ("QWE", OCTOBER, "", "Richmond upon Thames", "DHR Child"),
    ("QWE", OCTOBER, "", "Wandsworth", ""),
    ("QWE", OCTOBER, "", "Kingston upon Thames", "Other statutory review"),
    ("QMF", OCTOBER, "", "Outside our area", "DHR Adult"),
    ("QMJ", OCTOBER, "", "Barnet", "Not Stated"),
    ("Z9B2Z", MAY_2026, "", "Westminster", "CSPR Child"),
    ("Z9B2Z", MAY_2026, "QMJ", "Barnet", "SAR Adult"),
    ("QT6", OCTOBER, "", "Cornwall", "SAR Adult"),
    ("", OCTOBER, "", "", ""),
]
KINDS = {term.code: term.details["board_kind"] for term in vocabulary("review_types")}


def boroughs_expected(icb: str, month: date) -> list[str]:
    if icb == "QT6":
        return [""]
    if not icb:
        return list(vocabulary("local_authorities").codes)
    # QMJ stood to March 2026, and a record may name it later: then its boroughs are those of its last day.
    day = min(month, vocabulary("icbs")[icb].valid_to or month)
    return [*local_authorities_of(icb, on=day), "Outside our area"]


def boards_expected(icb: str, borough: str, review_type: str) -> list[str]:
    if icb == "QT6":
        return [""]
    kind = KINDS.get(review_type, "")
    if borough in vocabulary("local_authorities") and borough != "Outside our area":
        return [*boards_of(borough, kind), "Other board"]
    return [board.code for board in vocabulary("boards") if board.is_answer or kind in ("", board.details["kind"])]


@cache
def depending(path: Path, icb: str, month: date) -> Opened:
    rows = [case for case in DEPENDING if case[:2] == (icb, month)]
    numbered = {
        number: {"ICB": own, "Borough or local authority": borough, "Review type": kind}
        for number, (_, _, own, borough, kind) in enumerate(rows, start=BELOW)
    }
    month_typed: dict[Place, str | float] = {
        ("Your ICB", "B6"): icb, ("Your ICB", "B7"): (month - ZERO).days,
    }  # fmt: skip
    filled = {number: {k: v for k, v in row.items() if v} for number, row in numbered.items()}
    return opened(
        path,
        typed=month_typed | typing(filled),
        dropdowns=[
            ("Your ICB", "B6"),
            *(("Cases", cell(header, number)) for number in numbered
              for header in ("ICB", "Borough or local authority", "Partnership or board")),
        ],
    )  # fmt: skip


@pytest.mark.parametrize("case", DEPENDING, ids=lambda case: "-".join(str(part) or "none" for part in case))
def test_the_dropdowns_depend_on_month_icb_borough_and_type(
    template: Path, case: tuple[str, date, str, str, str]
) -> None:
    icb, month, own, borough, review_type = case
    number = BELOW + [each for each in DEPENDING if each[:2] == (icb, month)].index(case)
    lists = depending(template, icb, month).lists
    there = [each.code for each in vocabulary("icbs").on(month)]
    assert lists["Your ICB", "B6"] == lists["Cases", cell("ICB", number)] == there
    assert lists["Cases", cell("Borough or local authority", number)] == boroughs_expected(own or icb, month)
    boards = lists["Cases", cell("Partnership or board", number)]
    assert boards == boards_expected(own or icb, borough, review_type)


COMPLETE_ROW: dict[str, CellValue] = {
    "Borough or local authority": "Hackney", "Partnership or board": "City and Hackney Safeguarding Adults Board",
    "Status": "Open", "Stage": "Panel under way", "Review type": "SAR Adult", "Identifier type 1": "Local",
    "Identifier reference 1": "LOC-7", "Incident date": date(2024, 1, 5), "Date added": date(2024, 3, 1),
    "Date commissioned": date(2024, 2, 1), "Designated professional": "AB", "Theme 1": "Neglect",
    "Overview": "Adult B lived alone; made up.", "Progress update": "The panel has met.",
    "Progress updated on": date(2024, 10, 1), "Media interest": "Unlikely",
}  # fmt: skip

SHOWN: Sequence[tuple[Mapping[str, CellValue], Mapping[str, str]]] = [
    # what is changed in the complete row, and which columns show what
    ({}, {}),
    ({"Stage": None}, {"Stage": "lacking"}),
    ({"Review type": "Not Stated"}, {"Review type": "lacking"}),
    ({"Review type": "Rapid Review", "Date commissioned": None}, {}),
    ({"Theme 1": None, "Theme 2": "Neglect"}, {}),
    ({"Status": "Halted"}, {"Status": "strange"}),
    ({"Theme 1": "Neglct", "Theme 2": "*"}, {"Theme 1": "strange", "Theme 2": "strange"}),
    ({"Theme 2": "neglect", "Theme 3": "LAC"}, {"Theme 2": "strange"}),
    ({"Theme 2": "LAC", "Theme 3": "LAC"}, {"Theme 3": "strange"}),
    ({"Learning 1": "Escalation", "Learning 3": "Escalation"}, {"Learning 3": "strange"}),
    ({"Incident date": date(2024, 3, 2)}, {"Incident date": "strange"}),
    ({"Date signed off": date(2024, 1, 31)}, {"Date signed off": "strange"}),
    ({"Date signed off": date(2024, 4, 30), "Date closed": date(2024, 4, 29)}, {"Date closed": "strange"}),
    ({"Date added": "yesterday", "Incident date": "July 2020"}, {"Date added": "strange"}),
    ({"Borough or local authority": "Atlantis"}, {"Borough or local authority": "strange"}),
    ({"Overview": "Made up: 999 123 4567 was noted"}, {"Overview": "personal"}),
    ({"Overview": "Made up: write to a.b@example.org"}, {"Overview": "personal"}),
    ({"Overview": "Made up: seen near SW1A 1AA in May"}, {"Overview": "personal"}),
    ({"Overview": "Made up: of N1 1AA, aged 15"}, {"Overview": "personal"}),
    ({"Comments": "Made up: M601QD."}, {"Comments": "personal"}),
    ({"Overview": "Aged 15 in 2021; 12/03/2024 and B12 5ug; Care Act 2014 S42 enquiry, 2 of 3 MDTs."}, {}),
    ({"Identifier reference 1": "2021/12345", "Linked record": "QKK/12"}, {}),
    ({"Record no.": 1}, {"Record no.": "strange"}),
]


def format_formulas(template: Path) -> list[tuple[str, tuple[int, int, int, int], str]]:
    """Each conditional format: what it says, an area, and its formula for the area's first cell."""
    sheet = load_workbook(template)["Cases"]
    found = []
    for area in sheet.conditional_formatting:
        for rule in area.rules:
            first = str(area.sqref).split()[0].partition(":")[0]
            colour = rule.dxf.fill.bgColor.rgb[-6:]
            says = {"D6E6F5": "lacking", "FBE3E8": "strange", "8A1538": "personal"}.get(colour, "flagged")
            for one in str(area.sqref).split():
                start = one.partition(":")[0]
                translated = Translator(f"={rule.formula[0]}", first).translate_formula(start)
                found.append((says, range_boundaries(one), translated))
    return found


def of_cases(formula: str, start: str, target: str) -> str:
    """A conditional format's formula for a cell, worked out on another sheet in the same place."""
    moved = Translator(formula, start).translate_formula(target)
    moved = re.sub(r"(?<![A-Za-z_.\"!$:\d])(\$?[A-Z]{1,2}\$?\d+)(?![\d(A-Za-z_\"])", r"$Cases.\1", moved)
    return moved.replace(",", ";")


@pytest.fixture(scope="module")
def shown(template: Path) -> dict[tuple[int, str], set[str]]:
    """For each row of SHOWN: which columns show what."""
    numbers = range(FIRST + READY_ROWS + 100, FIRST + READY_ROWS + 100 + len(SHOWN))
    rows: dict[int, dict[str, CellValue]] = {
        number: {"Record no.": 900 + number, **COMPLETE_ROW, **change}
        for number, (change, _) in zip(numbers, SHOWN, strict=True)
    }
    formats = format_formulas(template)
    asked: list[tuple[str, str, str]] = []
    meant: list[tuple[int, str, str]] = []
    for place, number in enumerate(numbers):
        for column in COLUMNS:
            at = COLUMN_NUMBERS[column.header]
            for says, (left, top, right, bottom), formula in formats:
                if left <= at <= right and top <= number <= bottom:
                    start = f"{column_letters(left)}{top}"
                    asked.append(("worked_out", cell(column.header, number),
                                  of_cases(formula, start, cell(column.header, number))))  # fmt: skip
                    meant.append((place, column.header, says))
    answers = opened(template, typed=typing(rows), asked=asked).asked
    found: dict[tuple[int, str], set[str]] = {}
    for (place, header, says), answer in zip(meant, answers, strict=True):
        assert isinstance(answer, float) or str(answer).startswith("#"), (header, says, answer)
        if isinstance(answer, float) and answer:
            found.setdefault((place, header), set()).add(says)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("place", range(len(SHOWN)))
def test_what_shows_at_once_below_the_table_too(shown: dict[tuple[int, str], set[str]], place: int) -> None:
    found = {header: says for (row, header), says in shown.items() if row == place}
    assert found == {header: {says} for header, says in SHOWN[place][1].items()}


def test_flags_follow_their_records_when_the_table_is_sorted(template: Path) -> None:
    rows: dict[int, Mapping[str, CellValue]] = {
        FIRST: {"Status": "Open", "Date added": date(2024, 1, 1)},
        FIRST + 1: {"Status": "Closed", "Date added": date(2024, 2, 1)},
        FIRST + 2: dict(COMPLETE_ROW),
    }
    typed = typing(rows) | {("Checklist", f"A{HEADER_ROW + 1}"): 2, ("Checklist", f"B{HEADER_ROW + 1}"): "Status"}
    asked = [
        ("worked_out", "A1", f'=COUNTIFS(flag_record;$Cases.$A{row};flag_column;"Status")')
        for row in range(FIRST, FIRST + 3)
    ]
    area = f"A{FIRST}:{column_letters(COLUMN_NUMBERS[layout.TO_COMPLETE])}{FIRST + 2}"
    sorted_up = opened(
        template, typed=typed, sorted_by=[("Cases", area, COLUMN_NUMBERS["Date added"] - 1)], asked=asked
    )
    cases = sorted_up.values["Cases"]
    numbers = [cases[f"A{row}"] for row in range(FIRST, FIRST + 3)]
    assert numbers == [3, 2, 1]
    assert [bool(answer) for answer in sorted_up.asked] == [number == 2 for number in numbers]
    to_do: list[CellContent] = [cases[cell(layout.TO_COMPLETE, row)] for row in range(FIRST, FIRST + 3)]
    assert to_do == [COMPLETE, to_complete(rows[FIRST + 1]), to_complete(rows[FIRST])]


def test_the_next_number_is_told_in_words(template: Path) -> None:
    values = opened(template, typed={("Cases", f"A{BELOW}"): 77}).values["Cases"]
    assert values["E1"] == "Next new Record no. 78"
