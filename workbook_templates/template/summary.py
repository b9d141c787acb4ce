"""The sheet `Summary`: the ICB's own picture at the end of the reporting month, by live formulas, on one page."""

from __future__ import annotations

from validators.case_review import LEARNING_COLUMNS, THEME_COLUMNS
from validators.vocabularies import vocabulary
from workbook_templates.layout import HEADERS
from workbook_templates.template import charts
from workbook_templates.template.cases import case_column
from workbook_templates.template.completeness import ROWS_BEGUN
from workbook_templates.template.counted_rows import (
    CUTOFF,
    STANDING,
    Standing,
    counted_rows,
    entered,
    name_case_columns,
    write_counted_rows,
)
from workbook_templates.template.lists import ICB_NAMES, list_name
from workbook_templates.template.looks import BODY, GREEN, HELP, HINT, WARNING, Look
from workbook_templates.template.not_understood import not_understood, not_understood_formula
from workbook_templates.template.page import Page, column_letters, on_sheet
from workbook_templates.template.picture import (
    FIRST_ROW,
    LEFT,
    MIDDLE,
    MONTH_END_ROW,
    RIGHT,
    STANDINGS,
    Picture,
    write_heading,
)
from workbook_templates.template.plan import RECORD_NO, Plan, is_empty
from workbook_templates.template.ranking import COUNT, Ranking, write_ranking
from workbook_templates.template.summary_tables import (
    AGES,
    MONTHS,
    write_ages,
    write_media,
    write_rapid,
    write_trend,
    write_types,
)

__all__ = ["NOT_UNDERSTOOD", "write_summary"]

NOT_UNDERSTOOD = "rows_not_understood"
"""The defined name of the count of rows that hold a word or a date which these formulas do not understand."""

_SENTENCE_ROW, _THEMES_ROW, _LEARNING_ROW, _READING_ROW, _WARNING_ROW, _CHARTS_ROW = range(2, FIRST_ROW)
_LAST_COLUMN = RIGHT + 2
_WORK = _LAST_COLUMN + 3
"""Where the hidden columns begin."""

_WIDTHS = (36, 9, 9, 9, 9, 2, 34, 7, 13, 2, 36, 8, 13)
_CHARTS_HEIGHT = 168
_CHART_WIDTH, _CHART_HEIGHT = 345, 218
_LINE_HEIGHT = 13.5
_TOP_OF_CHART = 10
_FAR_BELOW = 10_000
"""Rows below the last one that is counted, in which something is warned of."""

_THEMES = Ranking("themes", tuple(column.field for column in THEME_COLUMNS), "Theme", "themes")
_LEARNING = Ranking(
    "learning", tuple(column.field for column in LEARNING_COLUMNS), "Organisational learning", "learning terms"
)
_READING = (
    "Open: from the formal commissioning. Closed: report completed, signed off, and published or under embargo. A "
    "record counts from its Date added and as closed from its Date closed. Themes and learning are counted as "
    "mentions, up to three a record. Everything is counted from the sheet Cases."
)
_UNCLEAR = (
    "hold a word or a date that is not understood here. Please choose from the list and type dates as dd/mm/yyyy."
)

_LABEL: Look = {**BODY, "bold": True}
_STRONG: Look = {**COUNT, "bold": True}
_SENTENCE: Look = {"bold": True, "font_size": 12, "valign": "vcenter", "text_wrap": True}
_LINE: Look = {"valign": "vcenter", "text_wrap": True}


def write_summary(page: Page, plan: Plan) -> None:
    """Write the picture, and on hidden columns beside it what it is worked out from."""
    name_case_columns(page)
    picture = Picture(page, plan, counted_rows(plan))
    page.title("Summary")
    page.widths(*_WIDTHS)
    after_rows = write_counted_rows(page, plan, picture.rows, column=_WORK)
    page.height(_CHARTS_ROW, _CHARTS_HEIGHT, HINT)
    next_row = _write_headlines(picture)
    next_row = write_types(picture, next_row, work=after_rows)
    next_row = write_trend(picture, next_row)
    last_row = write_rapid(picture, next_row) - 1
    themes = write_ranking(page, _THEMES, picture.rows, at=(FIRST_ROW, MIDDLE), work=(FIRST_ROW, after_rows + 7))
    learning_at = (FIRST_ROW, RIGHT)
    learning = write_ranking(page, _LEARNING, picture.rows, at=learning_at, work=(FIRST_ROW, after_rows + 12))
    media_row = FIRST_ROW + len(_LEARNING.terms) + 3
    age_row = write_media(picture, media_row)
    write_ages(picture, age_row)
    _write_sentences(picture, themes, learning)
    _write_charts(picture, types_work=after_rows, age_row=age_row)
    for row in range(FIRST_ROW, last_row + 1):
        page.height(row, _LINE_HEIGHT)
    page.hide_columns(_WORK, after_rows + 16)
    page.without_gridlines()
    page.cursor(_SENTENCE_ROW, 1)
    page.tab(GREEN)
    page.print_area(last_row, _LAST_COLUMN)
    page.print_to_width(on_one_page=True)
    page.protect()


# Headline numbers

_OWN_ROW, _LESS_ROW, _NOW_ROW, _LATER_ROW, _UNCLEAR_ROW = range(MONTH_END_ROW + 1, MONTH_END_ROW + 6)


def _write_headlines(picture: Picture) -> int:
    page, plan = picture.page, picture.plan
    write_heading(page, FIRST_ROW, LEFT, "Reviews")
    at_the_end = f'"At the end of "&TEXT({CUTOFF},"mmmm yyyy")'
    label = f'=IF(ISNUMBER(reporting_month),{at_the_end},"As the workbook stands now")'
    page.formula(MONTH_END_ROW, LEFT, label, _when(plan), _LABEL)
    later = f"COUNTIFS({STANDING},{Standing.LATER:d})"
    total = f"=B{_NOW_ROW}-{later}"
    by_standing = [f"=COUNTIFS({STANDING},{standing:d})" for standing in (Standing.OPEN, Standing.CLOSED)]
    rest = f"=B{MONTH_END_ROW}-C{MONTH_END_ROW}-D{MONTH_END_ROW}"
    for offset, (formula, standing) in enumerate(zip((total, *by_standing, rest), STANDINGS, strict=True), start=1):
        page.formula(MONTH_END_ROW, LEFT + offset, formula, picture.standing(standing), _STRONG)
    _write_own_counts(picture)
    _write_now(picture)
    page.put(_LATER_ROW, LEFT, "Added after the month: not counted", BODY)
    page.formula(_LATER_ROW, 2, f"={later}", picture.standing(Standing.LATER), COUNT)
    page.put(_UNCLEAR_ROW, LEFT, "Rows not fully understood here", BODY)
    page.array(_UNCLEAR_ROW, 2, f"={not_understood_formula()}", [not_understood(picture.rows)], COUNT)
    page.name_cell(NOT_UNDERSTOOD, _UNCLEAR_ROW, 2)
    for row in (_LATER_ROW, _UNCLEAR_ROW):
        page.put_row(row, 3, (None,) * 3)
    return _UNCLEAR_ROW + 1


def _when(plan: Plan) -> str:
    return f"At the end of {plan.month:%B %Y}" if plan.month else "As the workbook stands now"


def _write_own_counts(picture: Picture) -> None:
    page = picture.page
    page.put(_OWN_ROW, LEFT, "Your own count", BODY)
    page.put(_LESS_ROW, LEFT, "Your own count minus the count above", BODY)
    for column, (name, standing) in enumerate(
        zip(("own_total", "own_open", "own_closed"), STANDINGS, strict=False), start=2
    ):
        own = picture.plan.your_icb[name]
        less = own - picture.standing(standing) if isinstance(own, int | float) else None
        page.formula(_OWN_ROW, column, f'=IF(ISNUMBER({name}),{name},"")', own if less is not None else None, COUNT)
        counted = f"{column_letters(column)}{MONTH_END_ROW}"
        page.formula(_LESS_ROW, column, f'=IF(ISNUMBER({name}),{name}-{counted},"")', less, COUNT)
    for row in (_OWN_ROW, _LESS_ROW):
        page.put(row, 5, None, BODY)


def _write_now(picture: Picture) -> None:
    """All rows as they stand now, whatever the month."""
    page, plan = picture.page, picture.plan
    opened, closed = (sum(row.says("status", status) for row in picture.rows) for status in ("Open", "Closed"))
    page.put(_NOW_ROW, LEFT, "In the workbook now", BODY)
    page.formula(_NOW_ROW, 2, _total_formula(plan), picture.begun, COUNT)
    page.name_cell(ROWS_BEGUN, _NOW_ROW, 2)
    page.formula(_NOW_ROW, 3, f'=COUNTIFS({entered("status")},"{"Open"}")', opened, COUNT)
    page.formula(_NOW_ROW, 4, f'=COUNTIFS({entered("status")},"{"Closed"}")', closed, COUNT)
    rest = f"=B{_NOW_ROW}-C{_NOW_ROW}-D{_NOW_ROW}"
    page.formula(_NOW_ROW, 5, rest, picture.begun - opened - closed, COUNT)


def _total_formula(plan: Plan) -> str:
    """All rows but those that are empty beside their record number."""
    columns = [case_column(header, plan) for header in HEADERS if header != RECORD_NO]
    empty = ",".join(f'{cells},"="' for cells in columns)
    return f"=ROWS({columns[0]})-COUNTIFS({empty})"


# Words and charts


def _write_sentences(picture: Picture, themes: tuple[str, str], learning: tuple[str, str]) -> None:
    page, plan = picture.page, picture.plan
    total, opened, closed, neither = (picture.standing(standing) for standing in STANDINGS)
    name = f'IF(your_icb="","This ICB",IFERROR(INDEX({ICB_NAMES},MATCH(your_icb,{list_name("icbs")},0)),your_icb))'
    b, c, d, e = (f"{letters}{MONTH_END_ROW}" for letters in "BCDE")
    number = f'{b}&IF({b}=1," review, "," reviews, ")&{c}&" open and "&{d}&" closed"'
    formula = f'={name}&". "&A{MONTH_END_ROW}&": "&{number}&IF({e}=0,"",", "&{e}&" neither")&"."'
    reviews = f"{total} review{'' if total == 1 else 's'}, {opened} open and {closed} closed"
    value = f"{_name(plan)}. {_when(plan)}: {reviews}{f', {neither} neither' if neither else ''}."
    page.height(_SENTENCE_ROW, 20)
    page.spread_formula(_SENTENCE_ROW, 1, _LAST_COLUMN, formula, value, _SENTENCE)
    for row, (sentence, shown) in ((_THEMES_ROW, themes), (_LEARNING_ROW, learning)):
        page.height(row, 16)
        page.spread_formula(row, 1, _LAST_COLUMN, f"={sentence}", shown, _LINE)
    page.height(_READING_ROW, 28)
    page.spread(_READING_ROW, 1, _LAST_COLUMN, _READING, HELP)
    _write_warning(picture)


def _name(plan: Plan) -> str:
    code = plan.your_icb["your_icb"]
    if is_empty(code):
        return "This ICB"
    there = {icb.code: icb.label for icb in vocabulary("icbs").on(plan.organisations_on)}
    return there.get(str(code), str(code))


def _write_warning(picture: Picture) -> None:
    """Say what is not in the numbers, where there is anything."""
    page, plan = picture.page, picture.plan
    first = plan.last_ruled_row + 1
    last_letters = column_letters(len(HEADERS))
    below = f"COUNTA({on_sheet('Cases', f'$B${first}:${last_letters}${first + _FAR_BELOW}')})"
    formula = (
        f'=IF({NOT_UNDERSTOOD}=0,"",{NOT_UNDERSTOOD}&" of the rows {_UNCLEAR} ")'
        f'&IF({below}=0,"","Rows below row {plan.last_ruled_row} of Cases are not counted.")'
    )
    count = not_understood(picture.rows)
    value = f"{count} of the rows {_UNCLEAR} " if count else ""
    page.height(_WARNING_ROW, 16)
    page.spread_formula(_WARNING_ROW, 1, _LAST_COLUMN, formula, value, WARNING)


def _write_charts(picture: Picture, *, types_work: int, age_row: int) -> None:
    page = picture.page
    types = _UNCLEAR_ROW + 2
    number = len(vocabulary("review_types"))
    trend = types + number + 2
    months = (trend, LEFT, trend + MONTHS - 1)
    standings = {name: (trend, column, months[2]) for name, column in (("Total", 2), ("Closed", 4), ("Open", 3))}
    last_type = types + number - 1
    by_type = {name: (types, types_work + offset, last_type) for offset, name in ((1, "Open"), (2, "Closed"))}
    top = (FIRST_ROW + 1, FIRST_ROW + _TOP_OF_CHART)
    ages = (age_row + 1, age_row + len(AGES) + 1)
    themes = [(top[0], column, top[1]) for column in (MIDDLE, MIDDLE + 2)]
    open_by_age = [(ages[0], column, ages[1]) for column in (RIGHT, RIGHT + 2)]
    made = (
        (
            charts.lines(page, "Reviews at each month's end", months, standings),
            "Line chart: total, open and closed reviews at the end of each of the last twelve months.",
        ),
        (
            charts.stacked_bars(page, "Review types", (types, types_work, last_type), by_type),
            "Bar chart: open and closed reviews by type, the most frequent type first.",
        ),
        (
            charts.bars(page, "Ten most frequent themes", *themes, of="Mentions"),
            "Bar chart: the ten themes mentioned most often, the most frequent first.",
        ),
        (
            charts.columns(page, "Open reviews by age", *open_by_age, of="Open"),
            "Column chart: open reviews by how long they have been open at the month's end.",
        ),
    )
    for place, (chart, described) in enumerate(made):
        chart.set_size({"width": _CHART_WIDTH - 6, "height": _CHART_HEIGHT})
        page.place(chart, _CHARTS_ROW, 1, described=described, right=place * _CHART_WIDTH, down=3)
