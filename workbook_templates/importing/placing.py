"""How the cell of an older spreadsheet goes into a record: one function for each kind of column.

Each function puts the value into the draft, asks where the meaning is not certain, and then leaves the value as it was
typed, so that nothing is lost and the check of the new workbook shows it. It returns why the cell is in no record, or
None when it is in one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from validators.cells import CellError
from workbook_templates.importing.accounts import Reason
from workbook_templates.importing.boards import people_of_board
from workbook_templates.importing.days import is_safe_date_text, read_any_day
from workbook_templates.importing.drafts import Cell, Draft, Setting
from workbook_templates.importing.placing_several import place_identifiers, place_members
from workbook_templates.importing.placing_terms import PLACED_BY_LIST, place_term, told_by_row
from workbook_templates.importing.put_in_place import WEB_ADDRESS, put
from workbook_templates.importing.questions import COMMENTS, KEEP
from workbook_templates.importing.targets import AGE, CONVERTED, PEOPLE, Target
from workbook_templates.importing.words import (
    is_blank_word,
    is_error_text,
    meaning,
    told_word,
)

__all__ = ["place", "take_hints"]

_ADULT_FROM = 18
_OLDEST = 130


def place(cell: Cell, draft: Draft, setting: Setting) -> Reason | None:
    """Put a cell into the record as its column asks."""
    target = cell.match.target
    if target is None:
        raise ValueError("A column that is carried is not placed.")
    if isinstance(cell.value, CellError) or is_error_text(cell.text):
        return Reason.ERROR
    kind = target.vocabulary if target.vocabulary in PLACED_BY_LIST else target.kind
    if kind in ("themes", "learning"):
        return place_members(cell, target, draft, setting)
    if target.kind != "text" and _says_nothing(cell.text, target):
        return Reason.PLACEHOLDER
    is_told = target.name == "Review type" and told_by_row(meaning("review_types", cell.text), draft)
    # What a row tells of itself outranks an answer for all cells that hold the word.
    if not is_told and _as_decided(cell, target, draft, setting):
        return None
    return _PLACED_BY[str(kind)](cell, target, draft, setting)


def _says_nothing(text: str, target: Target) -> bool:
    return is_blank_word(text) and not (target.vocabulary and meaning(target.vocabulary, text).term)


# What the user decided


def _as_decided(cell: Cell, target: Target, draft: Draft, setting: Setting) -> bool:
    """Follow an answer of the mapping file; False when there is none."""
    answer = setting.asked.answer(target.name, cell.text)
    if answer is None:
        return False
    if answer == COMMENTS:
        draft.remark(target.name, cell.text)
    elif answer == KEEP:
        put(draft, target.name, cell.text)
    elif target.kind == "date":
        day = read_any_day(answer)
        put(draft, target.name, day.value if day else answer)
    elif target.vocabulary:
        put(draft, target.name, meaning(target.vocabulary, answer).term or answer)
    else:
        put(draft, target.name, answer)
    return True


# Dates, numbers, texts


def _place_day(cell: Cell, target: Target, draft: Draft, setting: Setting) -> Reason | None:
    found = read_any_day(cell.value, month_first=cell.match.month_first)
    if found is None and (status := meaning("statuses", cell.text).term):
        # "ongoing" where a date of closing would stand.
        draft.implied_status = draft.implied_status or status
        draft.remark(cell.match.header or target.name, cell.text)
        return None
    if found is None:
        put(draft, target.name, cell.text)
        setting.asked.ask(target.name, cell.text, place=cell.at, is_shown=is_safe_date_text(cell.text))
        return None
    put(draft, target.name, found.value)
    if found.was_vague:
        draft.remark(f"{target.name}, as it was kept", cell.text)
    return None


def _place_number(cell: Cell, target: Target, draft: Draft, setting: Setting) -> Reason | None:
    if cell.text.isdecimal() and len(cell.text) < 10:
        put(draft, target.name, int(cell.text))
    else:
        put(draft, target.name, cell.text)
        setting.asked.ask(target.name, cell.text, place=cell.at)
    return None


def _place_text(cell: Cell, target: Target, draft: Draft, setting: Setting) -> Reason | None:
    draft.add_text(target.name, cell.text, label=cell.match.header)
    return None


def _place_plainly(cell: Cell, target: Target, draft: Draft, setting: Setting) -> Reason | None:
    put(draft, target.name, cell.text)
    return None


_LETTERS = re.compile(r"[A-Za-z](?:[. ]?[A-Za-z]){1,3}\.?")
_NAME_PARTS = re.compile(r"[^\W\d_]+")
_TITLES = frozenset(["dr", "mr", "mrs", "ms", "miss", "mx", "prof", "sir", "dame", "rev", "sister", "nurse"])


def _place_initials(cell: Cell, target: Target, draft: Draft, setting: Setting) -> Reason | None:
    """Initials, tidied; names stay as they are, for the check to show, unless the user asked for initials."""
    parts = re.split(r"\s*(?:[/&,;+]|\band\b)\s*", cell.text)
    if all(_LETTERS.fullmatch(part) and len(re.sub(r"[. ]", "", part)) <= 4 for part in parts):
        put(draft, target.name, "/".join(re.sub(r"[. ]", "", part).upper() for part in parts))
    elif cell.match.as_initials:
        put(draft, target.name, "/".join(_initials_of(part) for part in parts))
    else:
        put(draft, target.name, cell.text)
    return None


def _initials_of(name: str) -> str:
    """Initials of a name.

    >>> _initials_of("Dr Jo Made-Up")
    'JMU'
    """
    words = [word for word in _NAME_PARTS.findall(name) if word.casefold() not in _TITLES]
    return "".join(word[0].upper() for word in words[:4])


def _place_link(cell: Cell, target: Target, draft: Draft, setting: Setting) -> Reason | None:
    """The first web address; words around it, and further ones, go to Comments."""
    found = WEB_ADDRESS.search(cell.text)
    if found is None:
        put(draft, target.name, cell.text)
        return None
    address = found[0].rstrip(".,;)")
    put(draft, target.name, address)
    if rest := cell.text.replace(address, " ", 1).strip(" .,;()\n"):
        draft.remark(cell.match.header or target.name, rest)
    return None


_PLACED_BY: Mapping[str, Callable[[Cell, Target, Draft, Setting], Reason | None]] = {
    **PLACED_BY_LIST,
    "term": place_term,
    "date": _place_day,
    "number": _place_number,
    "text": _place_text,
    "reference": _place_plainly,
    "record": _place_plainly,
    "initials": _place_initials,
    "link": _place_link,
    "identifier": place_identifiers,
}


# What tells a type without standing in a column of its own


def take_hints(cells: Sequence[Cell], draft: Draft) -> None:
    """Note what a row tells of the person and of a conversion: in its own words, else by an age, else by a board."""
    by_target = {cell.match.target.name: cell.text for cell in cells if cell.match.target is not None}
    age = by_target.get(AGE, "")
    told = (
        told_word("people", by_target.get(PEOPLE, "")),
        ("adult" if int(age) >= _ADULT_FROM else "child") if age.isdecimal() and int(age) <= _OLDEST else None,
        people_of_board(by_target.get("Partnership or board", "")),
    )
    draft.people = next(filter(None, told), None)
    draft.converted = told_word("yes_no", by_target.get(CONVERTED, ""))
