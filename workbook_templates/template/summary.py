"""The sheet `Summary`: the ICB's own picture at the end of the reporting month, by live formulas, on one page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from validators.case_review import COLUMNS, LEARNING_COLUMNS, THEME_COLUMNS
from validators.periods import months_after
from validators.vocabularies import vocabulary
from validators.when import NOT_STATED, types_of
from validators.your_icb import month_end
from workbook_templates.layout import HEADERS
from workbook_templates.template import charts
from workbook_templates.template.cases import case_column
from workbook_templates.template.completeness import ROWS_BEGUN
from workbook_templates.template.counted_rows import (
    COUNTED_FROM,
    CUTOFF,
    SINCE,
    STANDING,
    CountedRow,
    Standing,
    counted_rows,
    entered,
    name_case_columns,
    serial,
    write_counted_rows,
)
from workbook_templates.template.lists import ICB_NAMES, list_name
from workbook_templates.template.looks import BODY, GREEN, HEADING, HELP, HINT, WARNING, Look
from workbook_templates.template.page import Page, column_letters, fixed, on_sheet
from workbook_templates.template.plan import RECORD_NO, CellValue, Plan, is_begun, is_empty
from workbook_templates.template.ranking import COUNT, COUNT_HEADING, LATER_EXCLUDED, Ranking, write_ranking

__all__ = ["NOT_UNDERSTOOD", "write_summary"]

NOT_UNDERSTOOD = "rows_not_understood"
"""The defined name of the count of rows that hold a word or a date which these formulas do not understand."""

_SENTENCE_ROW, _THEMES_ROW, _LEARNING_ROW, _READING_ROW, _WARNING_ROW, _CHARTS_ROW = 2, 3, 4, 5, 6, 7
_FIRST_ROW = 8
_LEFT, _MIDDLE, _RIGHT = 1, 7, 11
_LAST_COLUMN = _RIGHT + 2
_WORK = _LAST_COLUMN + 3
"""Where the hidden columns begin."""

_WIDTHS = (36, 9, 9, 9, 9, 2, 34, 7, 13, 2, 36, 8, 13)
_CHARTS_HEIGHT = 168
_CHART_WIDTH, _CHART_HEIGHT = 345, 218
_LINE_HEIGHT = 13.5

_MONTHS = 12
_THEMES = Ranking("themes", tuple(column.field for column in THEME_COLUMNS), "Theme", "themes")
_LEARNING = Ranking(
    "learning", tuple(column.field for column in LEARNING_COLUMNS), "Organisational learning", "learning terms"
)
_TOP_OF_CHART = 10
_AGES = (("Under 6 months", 6), ("6 to 12 months", 12), ("1 to 2 years", 24), ("2 years and over", None))
_DATED = ("date_added", "date_commissioned", "date_referred", "date_closed", "date_published", "date_signed_off")
_WORDED = ("status", "review_type", *_THEMES.fields, *_LEARNING.fields, "media_interest")
_OPENED, _CLOSED_LABEL = "Open", "Closed"
_FAR_BELOW = 10_000

_LABEL: Look = {**BODY, "bold": True}
_STRONG: Look = {**COUNT, "bold": True}
_PERCENT: Look = {**COUNT, "num_format": "0%"}
_MONTH: Look = {**BODY, "num_format": "mmmm yyyy", "align": "left"}
_SENTENCE: Look = {"bold": True, "font_size": 12, "valign": "vcenter", "text_wrap": True}
_LINE: Look = {"valign": "vcenter", "text_wrap": True}


@dataclass(frozen=True, slots=True)
class _Picture:
    """What the sheet is written from.

    Attributes:
        page: the sheet.
        plan: the workbook.
        rows: the rows of the table as the formulas see them.
    """

    page: Page
    plan: Plan
    rows: tuple[CountedRow, ...]

    @property
    def begun(self) -> int:
        """How many rows hold anything beside their record number."""
        return len(self.plan.begun)

    def standing(self, standing: Standing | None, field: str = "", term: str | None = None) -> int:
        """Begun rows that stand so at the month's end (all that count for None), with a term in a field."""
        found = 0
        for row in self.rows:
            counts = row.standing is not Standing.LATER if standing is None else row.standing is standing
            if counts and is_begun(row.row):
                found += not field or (row.is_empty(field) if term is None else row.says(field, term))
        return found


_COLUMNS: Sequence[Standing | None] = (None, Standing.OPEN, Standing.CLOSED, Standing.NEITHER)
_COLUMN_HEADINGS = ("Total", _OPENED, _CLOSED_LABEL, "Neither")


def write_summary(page: Page, plan: Plan) -> None:
    """Write the picture, and on hidden columns beside it what it is worked out from."""
    name_case_columns(page)
    picture = _Picture(page, plan, counted_rows(plan))
    page.title("Summary")
    page.widths(*_WIDTHS)
    after_rows = write_counted_rows(page, plan, picture.rows, column=_WORK)
    page.height(_CHARTS_ROW, _CHARTS_HEIGHT, HINT)
    next_row = _write_headlines(picture)
    next_row = _write_types(picture, next_row, work=after_rows)
    next_row = _write_trend(picture, next_row)
    last_row = _write_rapid(picture, next_row) - 1
    themes = write_ranking(page, _THEMES, picture.rows, at=(_FIRST_ROW, _MIDDLE), work=(_FIRST_ROW, after_rows + 7))
    learning_at = (_FIRST_ROW, _RIGHT)
    learning = write_ranking(page, _LEARNING, picture.rows, at=learning_at, work=(_FIRST_ROW, after_rows + 12))
    media_row = _FIRST_ROW + len(_LEARNING.terms) + 3
    age_row = _write_media(picture, media_row)
    _write_ages(picture, age_row)
    _write_sentences(picture, themes, learning)
    _write_charts(picture, types_work=after_rows, age_row=age_row)
    for row in range(_FIRST_ROW, last_row + 1):
        page.height(row, _LINE_HEIGHT)
    page.hide_columns(_WORK, after_rows + 16)
    page.without_gridlines()
    page.cursor(_SENTENCE_ROW, 1)
    page.tab(GREEN)
    page.print_area(last_row, _LAST_COLUMN)
    page.print_to_width(on_one_page=True)
    page.protect()


def _write_heading(page: Page, row: int, column: int, what: str, counts: Sequence[str] = _COLUMN_HEADINGS) -> None:
    page.put(row, column, what, HEADING)
    page.put_row(row, column + 1, counts, COUNT_HEADING)


# Headline numbers

_MONTH_END_ROW, _OWN_ROW, _LESS_ROW, _NOW_ROW, _LATER_ROW, _UNCLEAR_ROW = range(_FIRST_ROW + 1, _FIRST_ROW + 7)


def _write_headlines(picture: _Picture) -> int:
    page, plan = picture.page, picture.plan
    _write_heading(page, _FIRST_ROW, _LEFT, "Reviews")
    label = (
        '=IF(ISNUMBER(reporting_month),"At the end of "&TEXT(' + CUTOFF + ',"mmmm yyyy"),"As the workbook stands now")'
    )
    page.formula(_MONTH_END_ROW, _LEFT, label, _when(plan), _LABEL)
    later = f"COUNTIFS({STANDING},{Standing.LATER:d})"
    total = f"=B{_NOW_ROW}-{later}"
    by_standing = [f"=COUNTIFS({STANDING},{standing:d})" for standing in (Standing.OPEN, Standing.CLOSED)]
    rest = f"=B{_MONTH_END_ROW}-C{_MONTH_END_ROW}-D{_MONTH_END_ROW}"
    for offset, (formula, standing) in enumerate(zip((total, *by_standing, rest), _COLUMNS, strict=True), start=1):
        page.formula(_MONTH_END_ROW, _LEFT + offset, formula, picture.standing(standing), _STRONG)
    _write_own_counts(picture)
    _write_now(picture)
    page.put(_LATER_ROW, _LEFT, "Added after the month: not counted", BODY)
    page.formula(_LATER_ROW, 2, f"={later}", picture.standing(Standing.LATER), COUNT)
    page.put(_UNCLEAR_ROW, _LEFT, "Rows not fully understood here", BODY)
    page.array(_UNCLEAR_ROW, 2, f"={_unclear_formula()}", [_unclear(picture)], COUNT)
    page.name_cell(NOT_UNDERSTOOD, _UNCLEAR_ROW, 2)
    for row in (_LATER_ROW, _UNCLEAR_ROW):
        page.put_row(row, 3, (None,) * 3)
    return _UNCLEAR_ROW + 1


def _when(plan: Plan) -> str:
    return f"At the end of {plan.month:%B %Y}" if plan.month else "As the workbook stands now"


def _write_own_counts(picture: _Picture) -> None:
    page = picture.page
    page.put(_OWN_ROW, _LEFT, "Your own count", BODY)
    page.put(_LESS_ROW, _LEFT, "Your own count minus the count above", BODY)
    for column, (name, standing) in enumerate(
        zip(("own_total", "own_open", "own_closed"), _COLUMNS, strict=False), start=2
    ):
        own = picture.plan.your_icb[name]
        less = own - picture.standing(standing) if isinstance(own, int | float) else None
        page.formula(_OWN_ROW, column, f'=IF(ISNUMBER({name}),{name},"")', own if less is not None else None, COUNT)
        counted = f"{column_letters(column)}{_MONTH_END_ROW}"
        page.formula(_LESS_ROW, column, f'=IF(ISNUMBER({name}),{name}-{counted},"")', less, COUNT)
    for row in (_OWN_ROW, _LESS_ROW):
        page.put(row, 5, None, BODY)


def _write_now(picture: _Picture) -> None:
    """All rows as they stand now, whatever the month."""
    page, plan = picture.page, picture.plan
    opened, closed = (sum(row.says("status", status) for row in picture.rows) for status in (_OPENED, _CLOSED_LABEL))
    page.put(_NOW_ROW, _LEFT, "In the workbook now", BODY)
    page.formula(_NOW_ROW, 2, _total_formula(plan), picture.begun, COUNT)
    page.name_cell(ROWS_BEGUN, _NOW_ROW, 2)
    page.formula(_NOW_ROW, 3, f'=COUNTIFS({entered("status")},"{_OPENED}")', opened, COUNT)
    page.formula(_NOW_ROW, 4, f'=COUNTIFS({entered("status")},"{_CLOSED_LABEL}")', closed, COUNT)
    rest = f"=B{_NOW_ROW}-C{_NOW_ROW}-D{_NOW_ROW}"
    page.formula(_NOW_ROW, 5, rest, picture.begun - opened - closed, COUNT)


def _total_formula(plan: Plan) -> str:
    """All rows but those that are empty beside their record number."""
    columns = [case_column(header, plan) for header in HEADERS if header != RECORD_NO]
    empty = ",".join(f'{cells},"="' for cells in columns)
    return f"=ROWS({columns[0]})-COUNTIFS({empty})"


def _unclear_formula() -> str:
    """Rows with a word that is not in its list letter for letter, or a date that is none, where it is counted here."""
    vocabularies = {column.field: str(column.vocabulary) for column in COLUMNS}
    wrong = []
    for field in _WORDED:
        # MATCH takes * and ? for any letters.
        letters = "+".join(f'ISNUMBER(FIND("{letter}",{entered(field)}))' for letter in "*?")
        strange = f"ISERROR(MATCH({entered(field)},{list_name(vocabularies[field])},0))+{letters}"
        wrong.append(f"(1-ISBLANK({entered(field)}))*({strange})")
    wrong += [f"(1-ISBLANK({entered(field)}))*(1-ISNUMBER({entered(field)}))" for field in _DATED]
    return f"SUM(--(({'+'.join(wrong)})>0))"


def _unclear(picture: _Picture) -> int:
    vocabularies = {column.field: str(column.vocabulary) for column in COLUMNS}
    known = {field: {code.casefold() for code in vocabulary(vocabularies[field]).codes} for field in _WORDED}
    headers = {column.field: column.header for column in COLUMNS}

    def unclear(field: str, value: CellValue) -> bool:
        if field in known:
            return not (isinstance(value, str) and value.casefold() in known[field])
        return isinstance(value, str)

    return sum(
        any(
            not is_empty(row.get(headers[field])) and unclear(field, row.get(headers[field]))
            for field in (*_WORDED, *_DATED)
        )
        for row in picture.plan.begun
    )


# Tables


def _write_counts(picture: _Picture, row: int, field: str, term: str, label: str) -> None:
    """A line of total, open, closed and neither for one term of a column."""
    page = picture.page
    page.put(row, _LEFT, label, BODY)
    for offset, standing in enumerate(_COLUMNS, start=1):
        formula = f'=COUNTIFS({entered(field)},"{term}",{_at(standing)})'
        page.formula(row, _LEFT + offset, formula, picture.standing(standing, field, term), COUNT)


def _at(standing: Standing | None) -> str:
    return LATER_EXCLUDED if standing is None else f"{STANDING},{standing:d}"


def _write_types(picture: _Picture, row: int, *, work: int) -> int:
    page, field = picture.page, "review_type"
    _write_heading(page, row, _LEFT, "Review type")
    types = [term.code for term in vocabulary("review_types") if term.code != NOT_STATED]
    first = row + 1
    for number, review_type in enumerate(types):
        _write_counts(picture, first + number, field, review_type, review_type)
    empty_row = first + len(types)
    page.put(empty_row, _LEFT, f"{NOT_STATED}, or left empty", BODY)
    page.put(empty_row + 1, _LEFT, "Not understood here", BODY)
    for offset, standing in enumerate(_COLUMNS, start=1):
        letters = column_letters(_LEFT + offset)
        whole = f"{letters}{_MONTH_END_ROW}"
        # LibreOffice miscounts "=" (empty) beside a criterion that wants content, so the filled ones are taken away.
        filled = f'COUNTIFS({entered(field)},"<>",{_at(standing)})'
        not_stated = f'COUNTIFS({entered(field)},"{NOT_STATED}",{_at(standing)})'
        stated = picture.standing(standing, field, NOT_STATED) + picture.standing(standing, field, None)
        page.formula(empty_row, _LEFT + offset, f"={not_stated}+{whole}-{filled}", stated, COUNT)
        rest = picture.standing(standing) - stated - sum(picture.standing(standing, field, each) for each in types)
        above = f"{letters}{first}:{letters}{empty_row}"
        page.formula(empty_row + 1, _LEFT + offset, f"={whole}-SUM({above})", rest, COUNT)
    _write_sorted_types(picture, types, first, work)
    return empty_row + 2


def _write_sorted_types(picture: _Picture, types: Sequence[str], first: int, work: int) -> None:
    """The types sorted by their totals, for the chart: name, open, closed, and the key that sorts them."""
    page = picture.page
    labels = [*types, f"{NOT_STATED}, or left empty"]
    counts = []
    for place, label in enumerate(labels):
        terms = [label] if label in types else [NOT_STATED, None]
        counts.append([sum(picture.standing(each, "review_type", term) for term in terms) for each in _COLUMNS])
        key = counts[-1][0] * 100 + 99 - place
        page.formula(first + place, work + 3, f"=B{first + place}*100+{99 - place}", key, HINT)
    last = first + len(labels) - 1
    keys = fixed(first, work + 3, last)
    order = sorted(range(len(labels)), key=lambda place: -counts[place][0])
    for number, place in enumerate(order):
        at = f"100-MOD(LARGE({keys},{number + 1}),100)"
        page.formula(first + number, work, f"=INDEX({fixed(first, _LEFT, last)},{at})", labels[place], HINT)
        for offset in (1, 2):
            source = fixed(first, _LEFT + 1 + offset, last)
            page.formula(first + number, work + offset, f"=INDEX({source},{at})", counts[place][offset], HINT)


def _write_trend(picture: _Picture, row: int) -> int:
    """How many reviews there were at each month's end, from the rows' own dates."""
    page = picture.page
    _write_heading(page, row, _LEFT, "At the end of")
    for number in range(_MONTHS):
        back = _MONTHS - 1 - number
        line = row + 1 + number
        end = month_end(months_after(picture.plan.month, -back)) if picture.plan.month else None
        page.formula(line, _LEFT, f'=IF(ISNUMBER(reporting_month),EOMONTH({CUTOFF},-{back}),"")', end, _MONTH)
        counts = _stood(picture, end, is_reported=not back)
        for offset, (formula, count) in enumerate(
            zip(_trend_formulas(line, is_reported=not back), counts, strict=True)
        ):
            page.formula(line, _LEFT + 1 + offset, f'=IF(ISNUMBER($A{line}),{formula},"")', count, COUNT)
    return row + 1 + _MONTHS


def _trend_formulas(line: int, *, is_reported: bool) -> Sequence[str]:
    """Total, open, closed and neither; a row without a date is in the reporting month's numbers only."""
    if is_reported:
        return [f"{letters}${_MONTH_END_ROW}" for letters in "BCDE"]
    there = f'{COUNTED_FROM},">0",{COUNTED_FROM},"<"&$A{line}+1'
    closed = f'COUNTIFS({there},{_at(Standing.CLOSED)},{SINCE},">0",{SINCE},"<"&$A{line}+1)'
    return (
        f"COUNTIFS({there})",
        f'COUNTIFS({there},{STANDING},">0")-D{line}',
        closed,
        f"B{line}-C{line}-D{line}",
    )


def _stood(picture: _Picture, end: date | None, *, is_reported: bool) -> Sequence[int | None]:
    if end is None:
        return (None,) * len(_COLUMNS)
    if is_reported:
        return [picture.standing(standing) for standing in _COLUMNS]
    there = [row for row in picture.rows if 0 < row.counted_from <= serial(end)]
    closed = sum(row.standing is Standing.CLOSED and 0 < row.since <= serial(end) for row in there)
    with_status = sum(row.standing is not Standing.NEITHER for row in there)
    return len(there), with_status - closed, closed, len(there) - with_status


def _write_rapid(picture: _Picture, row: int) -> int:
    """How many rapid reviews became a full one: their type is then the one marked Converted."""
    page, plain = picture.page, sorted(types_of("Rapid Review"))
    _write_heading(page, row, _LEFT, "Rapid reviews")
    converted = [term.code for term in vocabulary("review_types") if term.details["converted"] == "yes"]
    lines = (("Rapid reviews, not converted", plain), ("Converted to a full review", converted))
    counts = [
        [sum(picture.standing(each, "review_type", code) for code in codes) for each in _COLUMNS] for _, codes in lines
    ]
    for number, ((label, codes), line) in enumerate(zip(lines, counts, strict=True), start=1):
        page.put(row + number, _LEFT, label, BODY)
        for offset, (standing, count) in enumerate(zip(_COLUMNS, line, strict=True), start=1):
            formula = "+".join(f'COUNTIFS({entered("review_type")},"{code}",{_at(standing)})' for code in codes)
            page.formula(row + number, _LEFT + offset, f"={formula}", count, COUNT)
    share_row = row + len(lines) + 1
    page.put(share_row, _LEFT, "Share converted", BODY)
    both = counts[0][0] + counts[1][0]
    formula = f'=IF(B{row + 1}+B{row + 2}=0,"",B{row + 2}/(B{row + 1}+B{row + 2}))'
    page.formula(share_row, 2, formula, counts[1][0] / both if both else None, _PERCENT)
    page.put_row(share_row, 3, (None,) * 3)
    return share_row + 1


def _write_media(picture: _Picture, row: int) -> int:
    page, field = picture.page, "media_interest"
    _write_heading(page, row, _RIGHT, "Media interest", (_OPENED, "Total"))
    terms = vocabulary(field).codes
    shown: tuple[tuple[int, Standing | None], ...] = ((1, Standing.OPEN), (2, None))
    for number, term in enumerate(terms, start=1):
        page.put(row + number, _RIGHT, term, BODY)
        for offset, standing in shown:
            formula = f'=COUNTIFS({entered(field)},"{term}",{_at(standing)})'
            page.formula(row + number, _RIGHT + offset, formula, picture.standing(standing, field, term), COUNT)
    last = row + len(terms) + 1
    page.put(last, _RIGHT, "Left empty, or not understood here", BODY)
    for offset, standing in shown:
        whole = f"{'C' if standing else 'B'}{_MONTH_END_ROW}"
        letters = column_letters(_RIGHT + offset)
        rest = picture.standing(standing) - sum(picture.standing(standing, field, term) for term in terms)
        page.formula(last, _RIGHT + offset, f"={whole}-SUM({letters}{row + 1}:{letters}{last - 1})", rest, COUNT)
    return last + 1


def _write_ages(picture: _Picture, row: int) -> None:
    """How long the open reviews have been open at the month's end: since they were commissioned, else referred."""
    page, month = picture.page, picture.plan.month
    _write_heading(page, row, _RIGHT, "Age of open reviews", ("Share", _OPENED))
    since = [one.since for one in picture.rows if one.standing is Standing.OPEN]
    youngest = _LAST_OF_ALL
    for number, (label, months) in enumerate(_AGES, start=1):
        oldest = serial(months_after(month, -months)) if month and months else 0
        conditions = [f'{_at(Standing.OPEN)},{SINCE},">0"']
        if number > 1:
            conditions.append(f'{SINCE},"<"&EDATE({CUTOFF},-{_AGES[number - 2][1]})+1')
        if months:
            conditions.append(f'{SINCE},">="&EDATE({CUTOFF},-{months})+1')
        count = sum(max(oldest, 0) < day <= youngest for day in since) if month else None
        _write_age(picture, row + number, label, f"COUNTIFS({','.join(conditions)})", count)
        youngest = oldest
    undated = f"COUNTIFS({_at(Standing.OPEN)},{SINCE},0)"
    _write_age(
        picture,
        row + len(_AGES) + 1,
        "No date to count from",
        undated,
        sum(not day for day in since) if month else None,
    )


_LAST_OF_ALL = 10**9


def _write_age(picture: _Picture, row: int, label: str, formula: str, count: int | None) -> None:
    page, whole = picture.page, picture.standing(Standing.OPEN)
    cell = f"{column_letters(_RIGHT + 2)}{row}"
    page.put(row, _RIGHT, label, BODY)
    page.formula(row, _RIGHT + 2, f'=IF(ISNUMBER(reporting_month),{formula},"")', count, COUNT)
    share = count / whole if count is not None and whole else None
    page.formula(
        row, _RIGHT + 1, f'=IF(OR({cell}="",C{_MONTH_END_ROW}=0),"",{cell}/C{_MONTH_END_ROW})', share, _PERCENT
    )


# Words and charts


def _write_sentences(picture: _Picture, themes: tuple[str, str], learning: tuple[str, str]) -> None:
    page, plan = picture.page, picture.plan
    total, opened, closed, neither = (picture.standing(standing) for standing in _COLUMNS)
    name = f'IF(your_icb="","This ICB",IFERROR(INDEX({ICB_NAMES},MATCH(your_icb,{list_name("icbs")},0)),your_icb))'
    b, c, d, e = (f"{letters}{_MONTH_END_ROW}" for letters in "BCDE")
    number = f'{b}&IF({b}=1," review, "," reviews, ")&{c}&" open and "&{d}&" closed"'
    formula = f'={name}&". "&A{_MONTH_END_ROW}&": "&{number}&IF({e}=0,"",", "&{e}&" neither")&"."'
    reviews = f"{total} review{'' if total == 1 else 's'}, {opened} open and {closed} closed"
    value = f"{_name(plan)}. {_when(plan)}: {reviews}{f', {neither} neither' if neither else ''}."
    page.height(_SENTENCE_ROW, 20)
    page.spread_formula(_SENTENCE_ROW, 1, _LAST_COLUMN, formula, value, _SENTENCE)
    for row, (sentence, shown) in ((_THEMES_ROW, themes), (_LEARNING_ROW, learning)):
        page.height(row, 16)
        page.spread_formula(row, 1, _LAST_COLUMN, f"={sentence}", shown, _LINE)
    page.height(_READING_ROW, 28)
    page.spread(
        _READING_ROW,
        1,
        _LAST_COLUMN,
        "Open: from the formal commissioning. Closed: report completed, signed off, and published or under embargo. A "
        "record counts from its Date added and as closed from its Date closed. Themes and learning are counted as "
        "mentions, up to three a record. Everything is counted from the sheet Cases.",
        HELP,
    )
    _write_warning(picture)


def _name(plan: Plan) -> str:
    code = plan.your_icb["your_icb"]
    if is_empty(code):
        return "This ICB"
    there = {icb.code: icb.label for icb in vocabulary("icbs").on(plan.organisations_on)}
    return there.get(str(code), str(code))


def _write_warning(picture: _Picture) -> None:
    """Say what is not in the numbers, where there is anything."""
    page, plan = picture.page, picture.plan
    first = plan.last_ruled_row + 1
    last_letters = column_letters(len(HEADERS))
    below = f"COUNTA({on_sheet('Cases', f'$B${first}:${last_letters}${first + _FAR_BELOW}')})"
    unclear = (
        "hold a word or a date that is not understood here. Please choose from the list and type dates as dd/mm/yyyy."
    )
    formula = (
        f'=IF({NOT_UNDERSTOOD}=0,"",{NOT_UNDERSTOOD}&" of the rows {unclear} ")'
        f'&IF({below}=0,"","Rows below row {plan.last_ruled_row} of Cases are not counted.")'
    )
    count = _unclear(picture)
    value = f"{count} of the rows {unclear} " if count else ""
    page.height(_WARNING_ROW, 16)
    page.spread_formula(_WARNING_ROW, 1, _LAST_COLUMN, formula, value, WARNING)


def _write_charts(picture: _Picture, *, types_work: int, age_row: int) -> None:
    page = picture.page
    types = _UNCLEAR_ROW + 2
    number = len(vocabulary("review_types"))
    trend = types + number + 2
    months = (trend, _LEFT, trend + _MONTHS - 1)
    standings = {name: (trend, column, months[2]) for name, column in (("Total", 2), (_CLOSED_LABEL, 4), (_OPENED, 3))}
    last_type = types + number - 1
    by_type = {name: (types, types_work + offset, last_type) for offset, name in ((1, _OPENED), (2, _CLOSED_LABEL))}
    top = (_FIRST_ROW + 1, _FIRST_ROW + _TOP_OF_CHART)
    ages = (age_row + 1, age_row + len(_AGES) + 1)
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
            charts.bars(
                page,
                "Ten most frequent themes",
                (top[0], _MIDDLE, top[1]),
                (top[0], _MIDDLE + 2, top[1]),
                of="Mentions",
            ),
            "Bar chart: the ten themes mentioned most often, the most frequent first.",
        ),
        (
            charts.columns(
                page, "Open reviews by age", (ages[0], _RIGHT, ages[1]), (ages[0], _RIGHT + 2, ages[1]), of="Open"
            ),
            "Column chart: open reviews by how long they have been open at the month's end.",
        ),
    )
    for place, (chart, described) in enumerate(made):
        chart.set_size({"width": _CHART_WIDTH - 6, "height": _CHART_HEIGHT})
        page.place(chart, _CHARTS_ROW, 1, described=described, right=place * _CHART_WIDTH, down=3)
