"""Entry rules: what a cell offers, says when it is chosen, and refuses."""

from __future__ import annotations

from datetime import date
from typing import Any

from validators.case_review import Column
from validators.messages import entering as messages
from validators.when import NEVER_REQUIRED
from workbook_templates.template.lists import LETTER_POSITIONS, LONGEST_INITIALS, list_name
from workbook_templates.template.page import column_letters
from workbook_templates.template.places_offered import BOARDS_OFFERED, ICBS_OFFERED, LOCAL_AUTHORITIES_OFFERED

__all__ = [
    "RECORD_NUMBERS",
    "EntryRule",
    "chosen_from",
    "day",
    "initials",
    "message",
    "offered",
    "rule_for",
    "whole_number",
]

EntryRule = dict[str, Any]

RECORD_NUMBERS = "record_numbers"
"""The defined name of the record numbers, those below the table among them."""

LONGEST_COMFORTABLE_TEXT = 4_000
# These lists are one region's and not all confirmed, so another name may be kept after a question.
_UNCONFIRMED = frozenset({"local_authorities", "boards"})
_OFFERED = {"icbs": ICBS_OFFERED, "local_authorities": LOCAL_AUTHORITIES_OFFERED, "boards": BOARDS_OFFERED}
"""Lists that depend on the month or on the row; of the others everything is offered."""

_EARLIEST, _LATEST = date(1900, 1, 1), date(2099, 12, 31)
_FIRST_REVIEWS = date(1988, 1, 1)
"""Case reviews of children began in 1988: what a review's own date says is later."""


def message(title: str, text: str) -> EntryRule:
    """The message that a cell shows when it is chosen."""
    return {"validate": "any", "input_title": title, "input_message": text}


def chosen_from(name: str, title: str, text: str, *, or_else: bool = False) -> EntryRule:
    """A dropdown of the cells behind a defined name; `or_else` lets another word in after a question."""
    refusal = messages.NOT_IN_LIST()
    question = messages.NOT_IN_LIST_OR_OTHER()
    return message(title, text) | {
        "validate": "list",
        "source": f"={name}",
        "error_type": "warning" if or_else else "stop",
        "error_title": "Not in the list",
        "error_message": question if or_else else refusal,
    }


def offered(name: str, title: str, text: str) -> EntryRule:
    """A dropdown that only suggests: any other word may be typed."""
    return message(title, text) | {"validate": "list", "source": f"={name}", "show_error": False}


def day(title: str, text: str, *, month_may_do: bool = False) -> EntryRule:
    """A date of our time; `month_may_do` lets a month in words in after a question."""
    return _day(title, text, _EARLIEST, _LATEST, month_may_do=month_may_do)


def past_day(title: str, text: str, *, may_be_historic: bool) -> EntryRule:
    """A day that has come; one that may be historic may lie before there were reviews, or be a month in words."""
    earliest = _EARLIEST if may_be_historic else _FIRST_REVIEWS
    return _day(title, text, earliest, "=TODAY()", month_may_do=may_be_historic)


def _day(title: str, text: str, earliest: date, latest: date | str, *, month_may_do: bool) -> EntryRule:
    limit = "no later than today" if isinstance(latest, str) else f"before {latest.year + 1}"
    wanted = f"a date from {earliest.year} on, {limit}, typed as dd/mm/yyyy"
    refusal = messages.NO_DATE(wanted=wanted)
    question = messages.NO_DATE_OR_MONTH(wanted=wanted)
    return message(title, text) | {
        "validate": "date",
        "criteria": "between",
        "minimum": earliest,
        "maximum": latest,
        "error_type": "warning" if month_may_do else "stop",
        "error_title": "Not a date that fits",
        "error_message": question if month_may_do else refusal,
    }


def whole_number(title: str, text: str, *, least: int = 0) -> EntryRule:
    """A whole number, counted in digits."""
    return message(title, text) | {
        "validate": "integer",
        "criteria": ">=",
        "value": least,
        "error_title": "Not a whole number",
        "error_message": messages.NO_NUMBER(least=least),
    }


def initials(cell: str, title: str, text: str) -> EntryRule:
    """Two to four letters, or two such pairs divided by a slash; never a name."""
    return message(title, text) | {
        "validate": "custom",
        "value": _initials_formula(cell),
        "error_title": "Initials only",
        "error_message": messages.INITIALS(),
    }


def _initials_formula(cell: str) -> str:
    """True for AB, ABCD or AB/CD: the first slash apart, each character is a letter, and each part has two to four.

    Letters are numbered 65 to 90. Adding letters at the end lets one formula judge every length.
    """
    padding = "A" * LONGEST_INITIALS
    each_letter = f'CODE(MID(UPPER(SUBSTITUTE({cell},"/","A",1))&"{padding}",{LETTER_POSITIONS},1))'
    only_letters = f"SUMPRODUCT(--(ABS({each_letter}-77.5)<13))={LONGEST_INITIALS}"
    slash = f'FIND("/",{cell})'
    one_part = f"ABS(LEN({cell})-3)<2"
    two_parts = f"AND(ABS({slash}-4)<2,ABS(LEN({cell})-{slash}-3)<2)"
    return f"=AND({only_letters},IF(ISERROR({slash}),{one_part},{two_parts}))"


def _link(cell: str, title: str, text: str) -> EntryRule:
    return message(title, text) | {
        "validate": "custom",
        "value": f'=OR(LEFT({cell},8)="https://",LEFT({cell},7)="http://")',
        "error_type": "warning",
        "error_title": "Not a web address",
        "error_message": messages.NO_LINK(),
    }


def _text(title: str, text: str) -> EntryRule:
    return message(title, text) | {
        "validate": "length",
        "criteria": "<=",
        "value": LONGEST_COMFORTABLE_TEXT,
        "error_type": "warning",
        "error_title": "A long text",
        "error_message": messages.LONG_TEXT(longest=LONGEST_COMFORTABLE_TEXT),
    }


def _own_number(cell: str, title: str, text: str) -> EntryRule:
    """A record number that no other row has; the next free one stands above the table."""
    return message(title, text) | {
        "validate": "custom",
        "value": f"=COUNTIF({RECORD_NUMBERS},{cell})=1",
        "error_title": "The number is taken",
        "error_message": messages.NUMBER_TWICE(),
    }


def rule_for(column: Column, *, number: int, row: int, local_lists: bool) -> EntryRule:
    """The entry rule of a column of `cases`.

    Args:
        column: the column, as the model says it.
        number: its place on the sheet, from 1.
        row: the first row that the rule is laid on; formulas are relative to it.
        local_lists: whether the ICB's region has listed its local authorities and boards.
    """
    title, text, cell = column.header, _what_to_enter(column), f"{column_letters(number)}{row}"
    if column.vocabulary in _UNCONFIRMED and not local_lists:
        return message(title, text)
    if column.vocabulary:
        or_else = column.vocabulary in _UNCONFIRMED
        among = _OFFERED.get(column.vocabulary, list_name(column.vocabulary))
        return chosen_from(among, title, text, or_else=or_else)
    match column.kind:
        case "record":
            return _own_number(cell, title, text)
        case "date":
            return past_day(title, text, may_be_historic=column.field == "incident_date")
        case "number":
            return whole_number(title, text)
        case "initials":
            return initials(cell, title, text)
        case "link":
            return _link(cell, title, text)
        case "text":
            return _text(title, text)
        case _:
            return message(title, text)


def _what_to_enter(column: Column) -> str:
    """What the model says to enter, and for which records it is needed."""
    if column.required is NEVER_REQUIRED:
        return column.enter
    return f"{column.enter}\nNeeded for {column.required.label}."
