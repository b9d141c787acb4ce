"""The tables of `Summary` beside the ranked lists: types, twelve months, rapid reviews, media interest, ages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from validators.periods import months_after
from validators.vocabularies import vocabulary
from validators.when import NOT_STATED, types_of
from validators.your_icb import month_end
from workbook_templates.template.counted_rows import COUNTED_FROM, CUTOFF, SINCE, STANDING, Standing, entered, serial
from workbook_templates.template.looks import BODY, HINT, Look
from workbook_templates.template.page import column_letters, fixed
from workbook_templates.template.picture import (
    LEFT,
    MONTH_END_ROW,
    PERCENT,
    RIGHT,
    STANDINGS,
    Picture,
    at,
    write_heading,
)
from workbook_templates.template.ranking import COUNT

__all__ = ["AGES", "MONTHS", "write_ages", "write_media", "write_rapid", "write_trend", "write_types"]

MONTHS = 12
AGES = (("Under 6 months", 6), ("6 to 12 months", 12), ("1 to 2 years", 24), ("2 years and over", None))
"""Each age of an open review, and the months at which it ends."""

_MONTH: Look = {**BODY, "num_format": "mmmm yyyy", "align": "left"}


def _write_counts(picture: Picture, row: int, field: str, term: str, label: str) -> None:
    """A line of total, open, closed and neither for one term of a column."""
    page = picture.page
    page.put(row, LEFT, label, BODY)
    for offset, standing in enumerate(STANDINGS, start=1):
        formula = f'=COUNTIFS({entered(field)},"{term}",{at(standing)})'
        page.formula(row, LEFT + offset, formula, picture.having(standing, field, term), COUNT)


def write_types(picture: Picture, row: int, *, work: int) -> int:
    """Each review type in order, and on four hidden columns from `work` the same sorted; return the next free row."""
    page, field = picture.page, "review_type"
    write_heading(page, row, LEFT, "Review type")
    types = [term.code for term in vocabulary("review_types") if term.code != NOT_STATED]
    first = row + 1
    for number, review_type in enumerate(types):
        _write_counts(picture, first + number, field, review_type, review_type)
    empty_row = first + len(types)
    page.put(empty_row, LEFT, f"{NOT_STATED}, or left empty", BODY)
    page.put(empty_row + 1, LEFT, "Not understood here", BODY)
    for offset, standing in enumerate(STANDINGS, start=1):
        letters = column_letters(LEFT + offset)
        whole = f"{letters}{MONTH_END_ROW}"
        # LibreOffice miscounts "=" (empty) beside a criterion that wants content, so the filled ones are taken away.
        filled = f'COUNTIFS({entered(field)},"<>",{at(standing)})'
        not_stated = f'COUNTIFS({entered(field)},"{NOT_STATED}",{at(standing)})'
        stated = picture.having(standing, field, NOT_STATED, None)
        page.formula(empty_row, LEFT + offset, f"={not_stated}+{whole}-{filled}", stated, COUNT)
        rest = picture.standing(standing) - stated - picture.having(standing, field, *types)
        above = f"{letters}{first}:{letters}{empty_row}"
        page.formula(empty_row + 1, LEFT + offset, f"={whole}-SUM({above})", rest, COUNT)
    _write_sorted_types(picture, types, first, work)
    return empty_row + 2


def _write_sorted_types(picture: Picture, types: Sequence[str], first: int, work: int) -> None:
    """The types sorted by their totals, for the chart: name, open, closed, and the key that sorts them."""
    page = picture.page
    labels = [*types, f"{NOT_STATED}, or left empty"]
    counts = []
    for place, label in enumerate(labels):
        terms = [label] if label in types else [NOT_STATED, None]
        counts.append([picture.having(each, "review_type", *terms) for each in STANDINGS])
        key = counts[-1][0] * 100 + 99 - place
        page.formula(first + place, work + 3, f"=B{first + place}*100+{99 - place}", key, HINT)
    last = first + len(labels) - 1
    keys = fixed(first, work + 3, last)
    order = sorted(range(len(labels)), key=lambda place: -counts[place][0])
    for number, place in enumerate(order):
        at = f"100-MOD(LARGE({keys},{number + 1}),100)"
        page.formula(first + number, work, f"=INDEX({fixed(first, LEFT, last)},{at})", labels[place], HINT)
        for offset in (1, 2):
            source = fixed(first, LEFT + 1 + offset, last)
            page.formula(first + number, work + offset, f"=INDEX({source},{at})", counts[place][offset], HINT)


def write_trend(picture: Picture, row: int) -> int:
    """How many reviews there were at each month's end, from the rows' own dates."""
    page = picture.page
    write_heading(page, row, LEFT, "At the end of")
    for number in range(MONTHS):
        back = MONTHS - 1 - number
        line = row + 1 + number
        end = month_end(months_after(picture.plan.month, -back)) if picture.plan.month else None
        page.formula(line, LEFT, f'=IF(ISNUMBER(reporting_month),EOMONTH({CUTOFF},-{back}),"")', end, _MONTH)
        counts = _stood(picture, end, is_reported=not back)
        for offset, (formula, count) in enumerate(
            zip(_trend_formulas(line, is_reported=not back), counts, strict=True)
        ):
            page.formula(line, LEFT + 1 + offset, f'=IF(ISNUMBER($A{line}),{formula},"")', count, COUNT)
    return row + 1 + MONTHS


def _trend_formulas(line: int, *, is_reported: bool) -> Sequence[str]:
    """Total, open, closed and neither; a row without a date is in the reporting month's numbers only."""
    if is_reported:
        return [f"{letters}${MONTH_END_ROW}" for letters in "BCDE"]
    there = f'{COUNTED_FROM},">0",{COUNTED_FROM},"<"&$A{line}+1'
    closed = f'COUNTIFS({there},{at(Standing.CLOSED)},{SINCE},">0",{SINCE},"<"&$A{line}+1)'
    return (
        f"COUNTIFS({there})",
        f'COUNTIFS({there},{STANDING},">0")-D{line}',
        closed,
        f"B{line}-C{line}-D{line}",
    )


def _stood(picture: Picture, end: date | None, *, is_reported: bool) -> Sequence[int | None]:
    if end is None:
        return (None,) * len(STANDINGS)
    if is_reported:
        return [picture.standing(standing) for standing in STANDINGS]
    there = [row for row in picture.rows if 0 < row.counted_from <= serial(end)]
    closed = sum(row.standing is Standing.CLOSED and 0 < row.since <= serial(end) for row in there)
    with_status = sum(row.standing is not Standing.NEITHER for row in there)
    return len(there), with_status - closed, closed, len(there) - with_status


def write_rapid(picture: Picture, row: int) -> int:
    """How many rapid reviews became a full one: their type is then the one marked Converted."""
    page, plain = picture.page, sorted(types_of("Rapid Review"))
    write_heading(page, row, LEFT, "Rapid reviews")
    converted = [term.code for term in vocabulary("review_types") if term.details["converted"] == "yes"]
    lines = (("Rapid reviews, not converted", plain), ("Converted to a full review", converted))
    counts = [[picture.having(each, "review_type", *codes) for each in STANDINGS] for _, codes in lines]
    for number, ((label, codes), line) in enumerate(zip(lines, counts, strict=True), start=1):
        page.put(row + number, LEFT, label, BODY)
        for offset, (standing, count) in enumerate(zip(STANDINGS, line, strict=True), start=1):
            formula = "+".join(f'COUNTIFS({entered("review_type")},"{code}",{at(standing)})' for code in codes)
            page.formula(row + number, LEFT + offset, f"={formula}", count, COUNT)
    share_row = row + len(lines) + 1
    page.put(share_row, LEFT, "Share converted", BODY)
    both = counts[0][0] + counts[1][0]
    formula = f'=IF(B{row + 1}+B{row + 2}=0,"",B{row + 2}/(B{row + 1}+B{row + 2}))'
    page.formula(share_row, 2, formula, counts[1][0] / both if both else None, PERCENT)
    page.put_row(share_row, 3, (None,) * 3)
    return share_row + 1


def write_media(picture: Picture, row: int) -> int:
    """How likely the media take an interest, of the open reviews and of all; return the next free row."""
    page, field = picture.page, "media_interest"
    write_heading(page, row, RIGHT, "Media interest", ("Open", "Total"))
    terms = vocabulary(field).codes
    shown: tuple[tuple[int, Standing | None], ...] = ((1, Standing.OPEN), (2, None))
    for number, term in enumerate(terms, start=1):
        page.put(row + number, RIGHT, term, BODY)
        for offset, standing in shown:
            formula = f'=COUNTIFS({entered(field)},"{term}",{at(standing)})'
            page.formula(row + number, RIGHT + offset, formula, picture.having(standing, field, term), COUNT)
    last = row + len(terms) + 1
    page.put(last, RIGHT, "Left empty, or not understood here", BODY)
    for offset, standing in shown:
        whole = f"{'C' if standing else 'B'}{MONTH_END_ROW}"
        letters = column_letters(RIGHT + offset)
        rest = picture.standing(standing) - picture.having(standing, field, *terms)
        page.formula(last, RIGHT + offset, f"={whole}-SUM({letters}{row + 1}:{letters}{last - 1})", rest, COUNT)
    return last + 1


def write_ages(picture: Picture, row: int) -> None:
    """How long the open reviews have been open at the month's end: since they were commissioned, else referred."""
    page, month = picture.page, picture.plan.month
    write_heading(page, row, RIGHT, "Age of open reviews", ("Share", "Open"))
    since = [one.since for one in picture.rows if one.standing is Standing.OPEN]
    youngest = float("inf")
    for number, (label, months) in enumerate(AGES, start=1):
        oldest: float = serial(months_after(month, -months)) if month and months else 0
        conditions = [f'{at(Standing.OPEN)},{SINCE},">0"']
        if number > 1:
            conditions.append(f'{SINCE},"<"&EDATE({CUTOFF},-{AGES[number - 2][1]})+1')
        if months:
            conditions.append(f'{SINCE},">="&EDATE({CUTOFF},-{months})+1')
        count = sum(max(oldest, 0) < day <= youngest for day in since) if month else None
        _write_age(picture, row + number, label, f"COUNTIFS({','.join(conditions)})", count)
        youngest = oldest
    undated = f"COUNTIFS({at(Standing.OPEN)},{SINCE},0)"
    _write_age(
        picture,
        row + len(AGES) + 1,
        "No date to count from",
        undated,
        sum(not day for day in since) if month else None,
    )


def _write_age(picture: Picture, row: int, label: str, formula: str, count: int | None) -> None:
    page, whole = picture.page, picture.standing(Standing.OPEN)
    cell = f"{column_letters(RIGHT + 2)}{row}"
    page.put(row, RIGHT, label, BODY)
    page.formula(row, RIGHT + 2, f'=IF(ISNUMBER(reporting_month),{formula},"")', count, COUNT)
    share = count / whole if count is not None and whole else None
    page.formula(row, RIGHT + 1, f'=IF(OR({cell}="",C{MONTH_END_ROW}=0),"",{cell}/C{MONTH_END_ROW})', share, PERCENT)
