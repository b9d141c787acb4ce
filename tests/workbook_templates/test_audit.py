"""The sheet `Audit`: the sample is repeatable, fits the month and type, and the answers make a score and a trend."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.libreoffice import Place, opened_each
from workbook_templates.template import CellValue, FilledReturn, template_bytes
from workbook_templates.template.audit import QUESTIONS
from workbook_templates.template.audit_sample import key

TYPES = ("SAR Adult", "CSPR Child", "Rapid Review")
ROWS: tuple[Mapping[str, CellValue], ...] = tuple(
    {
        "Status": "Open",
        "Review type": TYPES[number % 3],
        "Date added": date(2024, 1 + number % 10, 15),
        "Overview": "A made-up case.",
    }
    if number % 7
    else {}
    for number in range(1, 61)
)
NUMBERS = [number for number, row in enumerate(ROWS, start=1) if row]
HEADER = "Record no."


def audit_bytes() -> bytes:
    return template_bytes(filled=FilledReturn(rows=ROWS), ready_rows=80)


def first_answer(cells: Mapping[str, Any]) -> int:
    return next(row for row in range(1, 40) if cells.get(f"G{row}") == HEADER) + 1


def drawn(cells: Mapping[str, Any]) -> list[int]:
    first = first_answer(cells)
    found = (cells.get(f"B{row}") for row in range(first, first + 30))
    return [round(number) for number in found if number not in (None, "")]


def written() -> Mapping[str, Any]:
    sheet = load_workbook(BytesIO(audit_bytes()), data_only=True)["Audit"]
    return {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row}


def test_the_sample_is_ten_records_in_a_shuffled_order_that_stays() -> None:
    expected = sorted(NUMBERS, key=lambda number: key(number, 1))[:10]
    assert drawn(written()) == expected
    assert expected != sorted(expected)


def test_another_draw_gives_other_records() -> None:
    draws = [tuple(sorted(NUMBERS, key=lambda number, seed=seed: key(number, seed))[:10]) for seed in range(50)]
    assert len(set(draws)) == 50
    # Every record comes up: none is out of the auditor's reach.
    assert {number for draw in draws for number in draw} == set(NUMBERS)


def test_there_are_six_questions_each_answered_yes_or_no() -> None:
    assert len(QUESTIONS) == 6
    workbook = load_workbook(BytesIO(audit_bytes()))
    rules = [rule for rule in workbook["Audit"].data_validations.dataValidation if rule.formula1 == "list_yes_no"]
    assert [rule.promptTitle for rule in rules] == [question for question, _ in QUESTIONS]


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> list[Mapping[str, Any]]:
    path: Path = tmp_path_factory.mktemp("audit") / "audit.xlsx"
    path.write_bytes(audit_bytes())
    first = first_answer(written())
    month, review_type, size, seed = (("Audit", f"C{row}") for row in range(6, 10))
    answers: dict[Place, str | float] = {}
    for row, (given, day, agreed) in enumerate(
        (("YYYYYY", 45600, None), ("YYNYN-", 45610, 0.9), ("NNNNNN", 45560, None)), start=first
    ):
        answers |= {("Audit", f"G{row}"): 5.0, ("Audit", f"R{row}"): float(day)}
        words = {"Y": "Yes", "N": "No"}
        questions = zip("HIJKLM", given, strict=True)
        answers |= {("Audit", f"{column}{row}"): words[one] for column, one in questions if one in words}
        answers |= {("Audit", f"O{row}"): agreed} if agreed else {}
    choices: list[dict[Place, str | float]] = [
        {},
        {seed: 7.0, size: 4.0},
        {review_type: "CSPR Child"},
        {review_type: "Rapid Review", month: 45360.0},
        answers,
        {("Cases", "A20"): "a text", ("Cases", "N21"): "soon"},
    ]
    return [answer["Audit"] for answer in opened_each(path, choices, sheets=["Audit"])]


@pytest.mark.libreoffice
def test_calc_draws_what_was_written_and_what_is_chosen(answered: list[Mapping[str, Any]]) -> None:
    def expected(seed: int = 1, *, of: list[int] = NUMBERS) -> list[int]:
        return sorted(of, key=lambda number: key(number, seed))

    of_type = [number for number in NUMBERS if ROWS[number - 1]["Review type"] == "CSPR Child"]
    in_march = [
        number
        for number in NUMBERS
        if ROWS[number - 1]["Review type"] == "Rapid Review" and ROWS[number - 1]["Date added"] == date(2024, 3, 15)
    ]
    assert drawn(answered[0]) == expected()[:10]
    assert drawn(answered[1]) == expected(7)[:4]
    assert drawn(answered[2]) == expected(of=of_type)[:10]
    assert drawn(answered[3]) == expected(of=in_march)
    assert answered[3]["C10"] == len(in_march) > 0
    # A record number that is a text, and a text for a date, take nothing from the others.
    assert drawn(answered[5]) == expected(of=[number for number in NUMBERS if number != 16])[:10]


@pytest.mark.libreoffice
def test_answers_make_a_score_and_a_trend(answered: list[Mapping[str, Any]]) -> None:
    cells = answered[4]
    first = first_answer(cells)
    assert [cells[f"N{row}"] for row in range(first, first + 3)] == [1, pytest.approx(0.6), 0]
    trend = {cells[f"G{row}"]: [cells.get(f"{column}{row}") for column in "HIJK"] for row in range(7, 19)}
    november, september = 45626, 45565
    assert trend[november] == [2, 9, 2, pytest.approx((1 + 0.9) / 2)]
    assert trend[september] == [1, 0, 6, 0]
    assert all(line[0] == 0 for month, line in trend.items() if month not in (november, september))
