"""The sheet `Audit`: the human side of the quality checklist, six questions for each record of a repeatable sample."""

from __future__ import annotations

from validators.messages import entering as messages
from workbook_templates.template import charts
from workbook_templates.template.audit_sample import (
    BAND_ROW,
    FIRST_CHOICE,
    FIRST_ROW,
    HEADER_ROW,
    LIST_ROW,
    WIDTHS,
    write_sample,
)
from workbook_templates.template.counted_rows import counted_rows
from workbook_templates.template.entry_rules import EntryRule, chosen_from, day, initials, message, whole_number
from workbook_templates.template.lists import YES_NO
from workbook_templates.template.looks import BODY, DATE_FORMAT, GREEN, HEADING, HINT, PALE_GREY, SECTION, Look
from workbook_templates.template.page import Page, column_letters, fixed
from workbook_templates.template.plan import RECORD_NO, Plan

__all__ = ["QUESTIONS", "write_audit"]

QUESTIONS = (
    ("Anonymous?", "Could nobody be recognised from what is written?"),
    ("Clear?", "Would a colleague who does not know the case understand it?"),
    ("Themes fit?", "Do the themes fit what the report says?"),
    ("Learning fits?", "Do the learning terms fit what the report says?"),
    ("Link opens?", "Does the link open the report?"),
    ("Dates right?", "Are the dates those of the report and the board?"),
)

_MONTHS = 12
_TREND_ROW = BAND_ROW + 1
_ANSWER_ROWS = 120
_LAST_ROW = FIRST_ROW + _ANSWER_ROWS - 1

_RECORD = len(WIDTHS) + 1
_QUESTION = _RECORD + 1
_SCORE = _QUESTION + len(QUESTIONS)
_AGREED, _COMMENT, _INITIALS, _DATE = range(_SCORE + 1, _SCORE + 5)
_WORK = _DATE + 2
_WIDTHS = (*WIDTHS, 10, *(15 for _ in QUESTIONS), 9, 10, 46, 11, 12)
_HOW = (
    "The draw is worked out from the record numbers, so it is the same whenever the workbook is opened. It changes "
    "when records are added: the lines below keep which ones you read."
)

_NUMBERS: Look = {**BODY, "align": "center", "bold": True}
_NUMBER: Look = {**BODY, "num_format": "0", "align": "right"}
_PERCENT: Look = {**BODY, "num_format": "0%", "align": "right"}
_DAY: Look = {**BODY, "num_format": DATE_FORMAT, "align": "left"}
_MONTH: Look = {**BODY, "num_format": "mmm yyyy", "align": "left"}


def write_audit(page: Page, plan: Plan) -> None:
    """Write the choice of a sample, the trend, the sample itself, and a line for each record that is looked at."""
    page.title("Audit")
    page.widths(*_WIDTHS)
    page.height(2, 16, HINT)
    page.height(3, 16, HINT)
    page.put(2, 1, "Read each record of the sample beside its report, then answer yes or no on a line below.", HINT)
    page.put(3, 1, _HOW, HINT)
    answered = fixed(FIRST_ROW, _RECORD, _LAST_ROW)
    write_sample(page, counted_rows(plan), answered=answered, work=_WORK)
    _write_answers(page)
    _write_trend(page)
    page.hide_columns(_WORK, _WORK + 1)
    page.cursor(*FIRST_CHOICE)
    page.tab(GREEN)
    page.print_area(_LAST_ROW, _DATE)
    page.print_to_width(repeated_row=HEADER_ROW)
    page.protect()


def _write_answers(page: Page) -> None:
    page.put_row(LIST_ROW, _RECORD, ["Your answers"] + [None] * (_DATE - _RECORD), SECTION)
    headers = (
        RECORD_NO,
        *(f"{question}\n{meaning}" for question, meaning in QUESTIONS),
        "Score",
        "Agreed score",
        "Comment",
        "Auditor's initials",
        "Date",
    )
    page.put_row(HEADER_ROW, _RECORD, headers, HEADING)
    page.height(HEADER_ROW, 84)
    looks: dict[int, Look] = {_RECORD: _NUMBERS, _AGREED: _PERCENT, _DATE: _DAY}
    for row in range(FIRST_ROW, _LAST_ROW + 1):
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
        "error_message": messages.NO_SHARE(),
    }  # fmt: skip
    rules = {
        _RECORD: whole_number(RECORD_NO, "The number of the record on the sheet Cases.", least=1),
        **{_QUESTION + place: chosen_from(YES_NO, *each) for place, each in enumerate(QUESTIONS)},
        _SCORE: message("Score", "Worked out: the share of yes among the questions that are answered."),
        _AGREED: share,
        _COMMENT: message("Comment", "What should be changed, without any personal detail."),
        _INITIALS: initials(
            f"{column_letters(_INITIALS)}{FIRST_ROW}", "Auditor's initials", "Two to four letters. Never a name."
        ),
        _DATE: day("Date", "The day on which the record was looked at."),
    }
    for column, rule in rules.items():
        page.rule(FIRST_ROW, column, _LAST_ROW, rule)


def _write_trend(page: Page) -> None:
    """The twelve months up to the latest audit: records read, answers, and the mean score, agreed ones first."""
    headings = ("Audited in", "Records", "Yes", "No", "Score")
    page.put_row(BAND_ROW, _RECORD, ["Trend over the audits"] + [None] * (_DATE - _RECORD), SECTION)
    page.put_row(_TREND_ROW, _RECORD, headings, HEADING)
    dates, agreed, score = (fixed(FIRST_ROW, column, _LAST_ROW) for column in (_DATE, _AGREED, _SCORE))
    for number in range(_MONTHS):
        row = _TREND_ROW + 1 + number
        month = f"${column_letters(_RECORD)}{row}"
        back = _MONTHS - 1 - number
        page.formula(row, _RECORD, f'=IF(COUNT({dates})=0,"",EOMONTH(MAX({dates}),-{back}))', None, _MONTH)
        within = f'{dates},">"&EOMONTH({month},-1),{dates},"<"&{month}+1'
        records = f'COUNTIFS({within},{fixed(FIRST_ROW, _RECORD, _LAST_ROW)},"<>")'
        counts = [records]
        for answer in ("Yes", "No"):
            columns = (fixed(FIRST_ROW, _QUESTION + place, _LAST_ROW) for place in range(len(QUESTIONS)))
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
