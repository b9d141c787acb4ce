"""The sheet `Audit`: the human side of the quality checklist, six questions for each record of a repeatable sample."""

from __future__ import annotations

from collections.abc import Sequence

from workbook_templates.template import charts
from workbook_templates.template.counted_rows import COUNTED_FROM, CountedRow, counted_rows, entered
from workbook_templates.template.entry_rules import EntryRule, chosen_from, day, initials, message, whole_number
from workbook_templates.template.lists import YES_NO, list_name
from workbook_templates.template.looks import (
    BODY,
    DATE_FORMAT,
    GREEN,
    HEADING,
    HINT,
    INPUT,
    LABEL,
    PALE_GREY,
    RESULT,
    SECTION,
    Look,
)
from workbook_templates.template.page import Page, column_letters, fixed
from workbook_templates.template.plan import RECORD_NO, Plan, is_begun

__all__ = ["LARGEST_SAMPLE", "QUESTIONS", "sample", "write_audit"]

QUESTIONS = (
    ("Anonymous?", "Could nobody be recognised from what is written?"),
    ("Clear?", "Would a colleague who does not know the case understand it?"),
    ("Themes fit?", "Do the themes fit what the report says?"),
    ("Learning fits?", "Do the learning terms fit what the report says?"),
    ("Link opens?", "Does the link open the report?"),
    ("Dates right?", "Are the dates those of the report and the board?"),
)
LARGEST_SAMPLE = 30
_USUAL_SAMPLE = 10
_FIRST_SEED = 1

_BAND_ROW = 5
_MONTH_ROW, _TYPE_ROW, _SIZE_ROW, _SEED_ROW, _FITTING_ROW = range(_BAND_ROW + 1, _BAND_ROW + 6)
_MONTHS = 12
_TREND_ROW = _BAND_ROW + 1
_LIST_ROW = _TREND_ROW + _MONTHS + 2
_HEADER_ROW = _LIST_ROW + 1
_FIRST_ROW = _HEADER_ROW + 1
_ANSWER_ROWS = 120
_LAST_ROW = _FIRST_ROW + _ANSWER_ROWS - 1

_PLACE, _SAMPLED, _SAMPLED_TYPE, _SAMPLED_FROM, _DONE = range(1, 6)
_RECORD = 7
_QUESTION = _RECORD + 1
_SCORE = _QUESTION + len(QUESTIONS)
_AGREED, _COMMENT, _INITIALS, _DATE = range(_SCORE + 1, _SCORE + 5)
_WORK = _DATE + 2
_SAMPLE_WIDTHS = (9, 12, 24, 13, 10, 2)
_ANSWER_WIDTHS = (10, *(15 for _ in QUESTIONS), 9, 10, 46, 11, 12)

_MONTH, _TYPE, _SIZE, _SEED, _FROM, _TO = (
    "audit_month",
    "audit_type",
    "audit_size",
    "audit_seed",
    "audit_from",
    "audit_to",
)
_PRIME = 10_007
_STRIDE = 7_919
_OUTSIDE = 1_000_000
_LAST_DAY = 2_958_465
_HOW = (
    "The draw is worked out from the record numbers, so it is the same whenever the workbook is opened. It changes "
    "when records are added: the lines below keep which ones you read."
)
_MARKS_A_RECORD = ("status", "review_type", "overview", "date_added")

_CENTRED: Look = {**BODY, "align": "center"}
_NUMBER: Look = {**BODY, "num_format": "0", "align": "right"}
_PERCENT: Look = {**BODY, "num_format": "0%", "align": "right"}
_DAY: Look = {**BODY, "num_format": DATE_FORMAT, "align": "left"}
_MONTH_LOOK: Look = {**BODY, "num_format": "mmm yyyy", "align": "left"}


def write_audit(page: Page, plan: Plan) -> None:
    """Write the choice of a sample, the trend, the sample itself, and a line for each record that is looked at."""
    rows = counted_rows(plan)
    page.title("Audit")
    page.widths(*_SAMPLE_WIDTHS, *_ANSWER_WIDTHS)
    page.height(2, 16, HINT)
    page.height(3, 16, HINT)
    page.put(2, 1, "Read each record of the sample beside its report, then answer yes or no on a line below.", HINT)
    page.put(3, 1, _HOW, HINT)
    _write_choice(page, rows)
    _write_sample(page, rows)
    _write_answers(page)
    _write_trend(page)
    page.hide_columns(_WORK, _WORK + 1)
    page.cursor(_MONTH_ROW, 3)
    page.tab(GREEN)
    page.print_area(_LAST_ROW, _DATE)
    page.print_to_width(repeated_row=_HEADER_ROW)
    page.protect()


def key(number: int, seed: int) -> int:
    """The place of a record in a shuffled order: a number of its own for each record number below the prime.

    Adding, then cubing modulo 10007 moves every number to another and none to the same, because 3 and 10006 have no
    common divisor; and each step stays exact in a spreadsheet.

    >>> len({key(number, 5) for number in range(10_007)})
    10007
    """
    return pow((number + seed * _STRIDE) % _PRIME, 3, _PRIME)


def sample(rows: Sequence[CountedRow], *, seed: int) -> list[CountedRow]:
    """The rows that may be audited, in the order of the sample: as the formulas draw it for every month and type."""
    fitting = [row for row in rows if _may_be_audited(row)]
    return sorted(fitting, key=lambda row: key(_number_of(row), seed))


def _may_be_audited(row: CountedRow) -> bool:
    numbered = isinstance(row.cell("record_no"), int | float)
    return numbered and is_begun(row.row) and any(not row.is_empty(field) for field in _MARKS_A_RECORD)


def _number_of(row: CountedRow) -> int:
    number = row.cell("record_no")
    return int(number) if isinstance(number, int | float) else 0


# The sample


def _write_choice(page: Page, rows: Sequence[CountedRow]) -> None:
    page.put_row(_BAND_ROW, 1, ["The sample"] + [None] * 4, SECTION)
    lines: Sequence[tuple[int, str, str, int | None, EntryRule, Look]] = (
        (_MONTH_ROW, "Added in the month", _MONTH, None,
         day("Added in the month", "Any day of the month in which the records were added. Empty: every month."),
         {"num_format": DATE_FORMAT}),
        (_TYPE_ROW, "Review type", _TYPE, None,
         chosen_from(list_name("review_types"), "Review type", "Empty: every type."), {}),
        (_SIZE_ROW, "Records to read", _SIZE, _USUAL_SAMPLE,
         whole_number("Records to read", f"How many records, up to {LARGEST_SAMPLE}.", least=1), {"num_format": "0"}),
        (_SEED_ROW, "Number of the draw", _SEED, _FIRST_SEED,
         whole_number("Number of the draw", "The same number draws the same records; another number draws others."),
         {"num_format": "0"}),
    )  # fmt: skip
    for row, label, name, value, rule, look in lines:
        page.spread(row, 1, 2, label, LABEL)
        page.put(row, 3, value, {**INPUT, **look})
        page.name_cell(name, row, 3)
        page.rule(row, 3, row, rule)
    page.spread(_FITTING_ROW, 1, 2, "Records to draw from", LABEL)
    fitting = sum(map(_may_be_audited, rows))
    page.array(_FITTING_ROW, 3, f"=SUM(IFERROR({_fits()},0))", [fitting], RESULT)
    page.formula(1, _WORK, f"=IF(ISNUMBER({_MONTH}),EOMONTH({_MONTH},-1)+1,0)", 0, HINT)
    page.formula(1, _WORK + 1, f"=IF(ISNUMBER({_MONTH}),EOMONTH({_MONTH},0),{_LAST_DAY})", _LAST_DAY, HINT)
    page.name_cell(_FROM, 1, _WORK)
    page.name_cell(_TO, 1, _WORK + 1)


def _fits() -> str:
    """One for a record that may be drawn, nought for another; no IF, over which LibreOffice is slow in arrays."""
    begun = "+".join(f'({entered(field)}<>"")' for field in _MARKS_A_RECORD)
    in_month = f"({COUNTED_FROM}>={_FROM})*({COUNTED_FROM}<{_TO}+1)"
    of_type = f'((({_TYPE}="")+({entered("review_type")}={_TYPE}))>0)'
    return f"ISNUMBER({entered('record_no')})*(({begun})>0)*{in_month}*{of_type}"


def _write_sample(page: Page, rows: Sequence[CountedRow]) -> None:
    number = entered("record_no")
    keys = f"{_fits()}*MOD(MOD({number}+{_SEED}*{_STRIDE},{_PRIME})^3,{_PRIME})+(1-{_fits()})*{_OUTSIDE}"
    places = ";".join(str(place) for place in range(1, LARGEST_SAMPLE + 1))
    drawn = sample(rows, seed=_FIRST_SEED)[:LARGEST_SAMPLE]
    in_use = {id(row): place for place, row in enumerate(rows, start=1)}
    values = [key(_number_of(row), _FIRST_SEED) for row in drawn]
    values += [_OUTSIDE] * (LARGEST_SAMPLE - len(values))
    # Keys of the drawn records, smallest first, and the rows in which they stand: each in one formula.
    page.array(_FIRST_ROW, _WORK, f"=IFERROR(SMALL(IFERROR({keys},{_OUTSIDE}),{{{places}}}),{_OUTSIDE})", values, HINT)
    smallest = fixed(_FIRST_ROW, _WORK, _FIRST_ROW + LARGEST_SAMPLE - 1)
    stands = [in_use[id(row)] for row in drawn] + [0] * (LARGEST_SAMPLE - len(drawn))
    page.array(
        _FIRST_ROW, _WORK + 1,
        f"=IFERROR(({smallest}<{_OUTSIDE})*MATCH({smallest},IFERROR({keys},{_OUTSIDE}),0),0)", stands, HINT,
    )  # fmt: skip
    page.put_row(_LIST_ROW, 1, ["Read these"] + [None] * 4, SECTION)
    page.put_row(_HEADER_ROW, 1, ("", RECORD_NO, "Review type", "Date added", "Answered"), HEADING)
    for place in range(1, LARGEST_SAMPLE + 1):
        row = drawn[place - 1] if place <= min(len(drawn), _USUAL_SAMPLE) else None
        _write_drawn(page, _FIRST_ROW + place - 1, place, row)


def _write_drawn(page: Page, row: int, place: int, drawn: CountedRow | None) -> None:
    stands = f"${column_letters(_WORK + 1)}{row}"
    shown = f"AND({place}<={_SIZE},{stands}>0)"
    page.formula(row, _PLACE, f'=IF({shown},{place},"")', place if drawn else None, _CENTRED)
    cells: Sequence[tuple[str, int, Look]] = (
        ("record_no", _SAMPLED, {**_CENTRED, "bold": True}),
        ("review_type", _SAMPLED_TYPE, BODY),
        ("date_added", _SAMPLED_FROM, _DAY),
    )
    for field, column, look in cells:
        cell = f"INDEX({entered(field)},{stands})"
        formula = f'=IF({shown},IF({cell}="","",{cell}),"")'
        page.formula(row, column, formula, drawn.cell(field) if drawn else None, look)
    number = f"{column_letters(_SAMPLED)}{row}"
    answered = f"COUNTIFS({fixed(_FIRST_ROW, _RECORD, _LAST_ROW)},{number})"
    answer = f'=IF({number}="","",IF({answered}>0,"Yes","Not yet"))'
    page.formula(row, _DONE, answer, "Not yet" if drawn else None, _CENTRED)


# The answers and their trend


def _write_answers(page: Page) -> None:
    page.put_row(_LIST_ROW, _RECORD, ["Your answers"] + [None] * (_DATE - _RECORD), SECTION)
    headers = (
        RECORD_NO,
        *(f"{question}\n{meaning}" for question, meaning in QUESTIONS),
        "Score",
        "Agreed score",
        "Comment",
        "Auditor's initials",
        "Date",
    )
    page.put_row(_HEADER_ROW, _RECORD, headers, HEADING)
    page.height(_HEADER_ROW, 84)
    looks: dict[int, Look] = {_RECORD: {**_CENTRED, "bold": True}, _AGREED: _PERCENT, _DATE: _DAY}
    for row in range(_FIRST_ROW, _LAST_ROW + 1):
        page.height(row, 18)
        for column in range(_RECORD, _DATE + 1):
            if column != _SCORE:
                page.put(row, column, None, {**looks.get(column, BODY), "locked": False})
        answers = f"{column_letters(_QUESTION)}{row}:{column_letters(_SCORE - 1)}{row}"
        yes, no = (f'COUNTIF({answers},"{answer}")' for answer in ("Yes", "No"))
        page.formula(row, _SCORE, f'=IF({yes}+{no}=0,"",{yes}/({yes}+{no}))', None, {**_PERCENT, "bg_color": PALE_GREY})
    _lay_rules(page)


def _lay_rules(page: Page) -> None:
    share: EntryRule = message("Agreed score", "Only if you and the ICB agreed on another score: from 0% to 100%.") | {
        "validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1, "error_title": "Not a share",
        "error_message": "Please either type a share from 0% to 100%, or press Escape.",
    }  # fmt: skip
    rules = {
        _RECORD: whole_number(RECORD_NO, "The number of the record on the sheet Cases.", least=1),
        **{_QUESTION + place: chosen_from(YES_NO, *each) for place, each in enumerate(QUESTIONS)},
        _SCORE: message("Score", "Worked out: the share of yes among the questions that are answered."),
        _AGREED: share,
        _COMMENT: message("Comment", "What should be changed, without any personal detail."),
        _INITIALS: initials(
            f"{column_letters(_INITIALS)}{_FIRST_ROW}", "Auditor's initials", "Two to four letters. Never a name."
        ),
        _DATE: day("Date", "The day on which the record was looked at."),
    }
    for column, rule in rules.items():
        page.rule(_FIRST_ROW, column, _LAST_ROW, rule)


def _write_trend(page: Page) -> None:
    """The twelve months up to the latest audit: records read, answers, and the mean score, agreed ones first."""
    headings = ("Audited in", "Records", "Yes", "No", "Score")
    page.put_row(_BAND_ROW, _RECORD, ["Trend over the audits"] + [None] * (_DATE - _RECORD), SECTION)
    page.put_row(_TREND_ROW, _RECORD, headings, HEADING)
    dates, agreed, score = (fixed(_FIRST_ROW, column, _LAST_ROW) for column in (_DATE, _AGREED, _SCORE))
    for number in range(_MONTHS):
        row = _TREND_ROW + 1 + number
        month = f"${column_letters(_RECORD)}{row}"
        back = _MONTHS - 1 - number
        page.formula(row, _RECORD, f'=IF(COUNT({dates})=0,"",EOMONTH(MAX({dates}),-{back}))', None, _MONTH_LOOK)
        within = f'{dates},">"&EOMONTH({month},-1),{dates},"<"&{month}+1'
        records = f'COUNTIFS({within},{fixed(_FIRST_ROW, _RECORD, _LAST_ROW)},"<>")'
        counts = [records]
        for answer in ("Yes", "No"):
            columns = (fixed(_FIRST_ROW, _QUESTION + place, _LAST_ROW) for place in range(len(QUESTIONS)))
            counts.append("+".join(f'COUNTIFS({within},{column},"{answer}")' for column in columns))
        for offset, formula in enumerate(counts, start=1):
            page.formula(row, _RECORD + offset, f'=IF({month}="","",{formula})', None, _NUMBER)
        scored = f'COUNTIFS({within},{score},">=0")'
        instead = f'SUMIFS({agreed},{within},{score},">=0")-SUMIFS({score},{within},{agreed},"<>")'
        sums = f"SUMIFS({score},{within})+{instead}"
        page.formula(row, _RECORD + 4, f'=IF({month}="","",IF({scored}=0,"",({sums})/{scored}))', None, _PERCENT)
    cells = [(_TREND_ROW + 1, _RECORD + offset, _TREND_ROW + _MONTHS) for offset in (0, 4)]
    chart = charts.columns(page, "Score by month of audit", *cells, of="Score", number="0%;;", most=1)
    chart.set_size({"width": 640, "height": 250})
    described = "Column chart: the mean score of the records that were audited in each month."
    page.place(chart, _TREND_ROW, _RECORD + 6, described=described, down=3)
