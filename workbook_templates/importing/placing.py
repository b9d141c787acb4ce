"""How the cell of an older spreadsheet goes into a record: one function for each kind of column.

Each function puts the value into the draft, asks where the meaning is not certain, and then leaves the value as it was
typed, so that nothing is lost and the check of the new workbook shows it. It returns why the cell is in no record, or
None when it is in one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from validators.cells import CellError
from validators.vocabularies import vocabulary
from workbook_templates.importing.accounts import Reason
from workbook_templates.importing.boards import board_meant, people_of_board
from workbook_templates.importing.days import is_safe_date_text, read_any_day
from workbook_templates.importing.drafts import Cell, Draft, RecordValue, Setting
from workbook_templates.importing.identifiers import identifiers_in
from workbook_templates.importing.questions import COMMENTS, KEEP
from workbook_templates.importing.targets import AGE, CONVERTED, LEARNING, PEOPLE, THEMES, Target
from workbook_templates.importing.words import (
    Meaning,
    is_blank_word,
    is_error_text,
    is_mark,
    is_quotable,
    meaning,
    pieces,
    told_word,
)

__all__ = ["fill_slots", "place", "take_hints"]

_PUBLISHED = "Published"
_ADULT_FROM = 18
_OLDEST = 130


def place(cell: Cell, draft: Draft, setting: Setting) -> Reason | None:
    """Put a cell into the record as its column asks."""
    target = cell.match.target
    if target is None:
        raise ValueError("A column that is carried is not placed.")
    if isinstance(cell.value, CellError) or is_error_text(cell.text):
        return Reason.ERROR
    kind = target.vocabulary if target.vocabulary in _BY_VOCABULARY else target.kind
    if kind in ("themes", "learning"):
        return _place_members(cell, target, draft, setting)
    if target.kind != "text" and _says_nothing(cell.text, target):
        return Reason.PLACEHOLDER
    told_by_row = target.name == "Review type" and _told_by_row(meaning("review_types", cell.text), draft)
    # What a row tells of itself outranks an answer for all cells that hold the word.
    if not told_by_row and _as_decided(cell, target, draft, setting):
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
        _put(draft, target.name, cell.text)
    elif target.kind == "date":
        day = read_any_day(answer)
        _put(draft, target.name, day.value if day else answer)
    elif target.vocabulary:
        _put(draft, target.name, meaning(target.vocabulary, answer).term or answer)
    else:
        _put(draft, target.name, answer)
    return True


def _put(draft: Draft, header: str, value: RecordValue) -> None:
    """Put a value, or keep it in Comments where the cell holds another one already."""
    if not draft.put(header, value):
        draft.remark(header, str(value))


# Terms


def _place_term(cell: Cell, target: Target, draft: Draft, setting: Setting) -> Reason | None:
    found = meaning(str(target.vocabulary), cell.text)
    if found.term:
        _put(draft, target.name, found.term)
    else:
        _ask(cell, target, found, draft, setting)
    return None


def _ask(cell: Cell, target: Target, found: Meaning, draft: Draft, setting: Setting) -> None:
    """Leave the value as it stands and ask what it means."""
    _put(draft, target.name, cell.text)
    setting.asked.ask(
        target.name,
        cell.text,
        place=cell.at,
        proposed=found.proposed,
        is_shown=is_quotable(cell.text, found),
    )


_MAIN_AND_MORE = re.compile(r"^\s*(.+?)\s*(?:\(([^()]*)\)|\s[-–—]\s*(.+)|[:;,/–—]\s*(.+))\s*$", re.DOTALL)


def _divided(text: str) -> tuple[str, str]:
    """A value and what follows it in brackets or after a dash.

    >>> _divided("Closed (published)"), _divided("Open - awaiting chair"), _divided("Open")
    (('Closed', 'published'), ('Open', 'awaiting chair'), ('Open', ''))
    """
    found = _MAIN_AND_MORE.match(text)
    if not found:
        return text, ""
    return found[1], next(part for part in found.groups()[1:] if part is not None)


_OPEN_STAGES = frozenset(vocabulary("stages").codes) - {"Referred", "Finished"}


def _place_status(cell: Cell, target: Target, draft: Draft, setting: Setting) -> Reason | None:
    """A status, or a stage or a publication that implies one; what follows it goes where it belongs."""
    if _take_status(cell.text, draft):
        return None
    main, more = _divided(cell.text)
    if more and _take_status(main, draft):
        _take_stage_or_publication(more, draft, label=cell.match.header or target.name)
        return None
    _ask(cell, target, meaning("statuses", cell.text), draft, setting)
    return None


def _take_status(text: str, draft: Draft) -> bool:
    if term := meaning("statuses", text).term:
        _put(draft, "Status", term)
    elif (term := meaning("publication_statuses", text).term) in (_PUBLISHED, "Embargoed") and not told_word(
        "yes_no", text
    ):
        _put(draft, "Status", "Closed")
        draft.put("Publication status", str(term))
    elif (term := meaning("stages", text).term) in _OPEN_STAGES:
        _put(draft, "Status", "Open")
        _put(draft, "Stage", str(term))
    else:
        return False
    return True


def _take_stage_or_publication(text: str, draft: Draft, *, label: str) -> None:
    stage, publication = meaning("stages", text).term, meaning("publication_statuses", text).term
    if publication and draft.put("Publication status", publication):
        return
    if stage and draft.put("Stage", stage):
        return
    draft.remark(label, text)


def _place_type(cell: Cell, target: Target, draft: Draft, setting: Setting) -> Reason | None:
    """A review type; a word that names several is understood only where the row tells which."""
    found = meaning("review_types", cell.text)
    if term := found.term or _told_by_row(found, draft):
        _put(draft, target.name, term)
        return None
    if converted := _CONVERTED.search(cell.text):
        draft.converted = "no" if converted[1] else "yes"
        main, more = _CONVERTED.sub(" ", cell.text).strip(" -–—()/,"), ""
    else:
        main, more = _divided(cell.text)
    inside = meaning("review_types", main)
    if (converted or (more and not found.is_known_word)) and (term := inside.term or _told_by_row(inside, draft)):
        _put(draft, target.name, _converted_twin(term) if draft.converted == "yes" else term)
        if more:
            draft.remark(cell.match.header or target.name, more)
        return None
    _ask(cell, target, found, draft, setting)
    return None


_CONVERTED = re.compile(
    r"\b(not |non-?)?converted\b(?:\s+(?:from|to)\s+(?:an?\s+)?(?:rr|rapid review))?", re.IGNORECASE
)


def _converted_twin(term: str) -> str:
    """The converted type of a kind of review."""
    twin = f"{term} - Converted"
    return twin if twin in vocabulary("review_types") else term


def _told_by_row(found: Meaning, draft: Draft) -> str | None:
    """Of several types the one that the row tells: adult or child, converted or not."""
    if found.how != "several":
        return None
    terms = [vocabulary("review_types")[code] for code in found.proposed]
    if draft.people:
        terms = [term for term in terms if term.details["people"] == draft.people]
    if draft.people or draft.converted:
        # Where the row tells of the person and says nothing of a conversion, there was none.
        converted = draft.converted or "no"
        terms = [term for term in terms if term.details["converted"] == converted]
    return terms[0].code if len(terms) == 1 else None


def _place_authority(cell: Cell, target: Target, draft: Draft, setting: Setting) -> Reason | None:
    if not setting.local_lists:
        _put(draft, target.name, cell.text)
        return None
    found = _authority(cell.text)
    if found.term is None:
        main, more = _divided(cell.text)
        if more and (term := _authority(main).term) and not _authority(more).term:
            _put(draft, target.name, term)
            draft.remark(cell.match.header or target.name, more)
            return None
        _ask(cell, target, found, draft, setting)
        return None
    _put(draft, target.name, found.term)
    return None


_AROUND_A_BOROUGH = re.compile(
    r"\b(?:london borough of|borough of|lb of|lb|council|borough|local authority|la)\b", re.I
)


def _authority(text: str) -> Meaning:
    found = meaning("local_authorities", text)
    return found if found.term else meaning("local_authorities", _AROUND_A_BOROUGH.sub(" ", text).strip() or text)


def _place_board(cell: Cell, target: Target, draft: Draft, setting: Setting) -> Reason | None:
    """A board by its name, or by its kind where its own words or the row tell the borough."""
    if not setting.local_lists:
        _put(draft, target.name, cell.text)
        return None
    review_type = draft.cells.get("Review type")
    borough = draft.cells.get("Borough or local authority")
    board = meaning("boards", cell.text).term or board_meant(
        cell.text, str(borough or ""), str(review_type or ""), header=cell.match.header
    )
    if board:
        _put(draft, target.name, board)
    else:
        _ask(cell, target, meaning("boards", cell.text), draft, setting)
    return None


_WEB = re.compile(r"(?:https?://|www\.)[^\s<>\"]+", re.IGNORECASE)


_THEN_A_DATE = re.compile(r"(\D+?)\s+(?:on\s+)?(\d.*)")


def _place_publication(cell: Cell, target: Target, draft: Draft, setting: Setting) -> Reason | None:
    """A publication status; a date or a web address in its place says that, and when or where, it was published."""
    if term := meaning("publication_statuses", cell.text).term:
        _put(draft, target.name, term)
        return None
    if day := read_any_day(cell.value):
        _put(draft, target.name, _PUBLISHED)
        _put(draft, "Date published", day.value)
        return None
    if _WEB.fullmatch(cell.text):
        _put(draft, target.name, _PUBLISHED)
        _put(draft, "Link to report", cell.text)
        return None
    dated = _THEN_A_DATE.match(cell.text)
    main, more = (dated[1], dated[2]) if dated else _divided(cell.text)
    if more and (term := meaning("publication_statuses", main).term):
        _put(draft, target.name, term)
        day = read_any_day(more)
        if day and term == _PUBLISHED:
            _put(draft, "Date published", day.value)
        else:
            draft.remark(cell.match.header or target.name, more)
        return None
    _ask(cell, target, meaning("publication_statuses", cell.text), draft, setting)
    return None


# Families: several terms in a cell, three slots


def _place_members(cell: Cell, target: Target, draft: Draft, setting: Setting) -> Reason | None:
    if (marked_term := cell.match.term) and (marked := is_mark(cell.text)) is not None:
        if marked:
            draft.members[target.name].append((marked_term, marked_term))
        return None if marked else Reason.NOT_MARKED
    whole = meaning(str(target.vocabulary), cell.text)
    if not whole.term and is_blank_word(cell.text):
        return Reason.PLACEHOLDER
    if (answer := setting.asked.answer(target.name, cell.text)) is not None:
        _follow_for_piece(answer, cell.text, target, draft)
        return None
    found = pieces(str(target.vocabulary), cell.text)
    for part, piece in enumerate(found, start=1):
        answer = setting.asked.answer(target.name, piece.text)
        if answer is not None:
            _follow_for_piece(answer, piece.text, target, draft)
            continue
        draft.members[target.name].append((piece.text, piece.meaning.term))
        if piece.meaning.term is None:
            setting.asked.ask(
                target.name,
                piece.text,
                place=cell.at,
                part=part if len(found) > 1 else 0,
                proposed=piece.meaning.proposed,
                is_shown=is_quotable(piece.text, piece.meaning),
            )
    return None


def _follow_for_piece(answer: str, text: str, target: Target, draft: Draft) -> None:
    if answer == COMMENTS:
        draft.remark(target.name, text)
    elif answer == KEEP:
        draft.members[target.name].append((text, None))
    else:
        for word in filter(None, (part.strip() for part in answer.split(";"))):
            draft.members[target.name].append((word, meaning(str(target.vocabulary), word).term))


_SLOTS = {THEMES: ("Theme 1", "Theme 2", "Theme 3"), LEARNING: ("Learning 1", "Learning 2", "Learning 3")}
_IDENTIFIERS = (
    ("Identifier type 1", "Identifier reference 1"),
    ("Identifier type 2", "Identifier reference 2"),
)


def fill_slots(draft: Draft) -> None:
    """Lay themes, learning and identifiers into their slots; what is more than there are slots goes to Comments."""
    for family, slots in _SLOTS.items():
        members = list(dict.fromkeys((term or text, term) for text, term in draft.members[family]))
        if len(members) > len(slots):
            # A word that is no term must not take the place of one that is.
            members.sort(key=lambda member: member[1] is None)
        words = [word for word, _ in members]
        draft.cells |= dict(zip(slots, words, strict=False))
        if more := words[len(slots) :]:
            draft.remark(f"Further {family.casefold()}", "; ".join(more))
    free = [pair for pair in _IDENTIFIERS if not any(header in draft.cells for header in pair)]
    found = list(dict.fromkeys(draft.identifiers))
    for (type_header, reference_header), (kind, reference) in zip(free, found, strict=False):
        draft.cells |= {type_header: kind, reference_header: reference}
    if further := found[len(free) :]:
        draft.remark("Further identifiers", "; ".join(f"{kind} {reference}" for kind, reference in further))


# Dates, numbers, texts


def _place_day(cell: Cell, target: Target, draft: Draft, setting: Setting) -> Reason | None:
    found = read_any_day(cell.value, month_first=cell.match.month_first)
    if found is None and (status := meaning("statuses", cell.text).term):
        # "ongoing" where a date of closing would stand.
        draft.implied_status = draft.implied_status or status
        draft.remark(cell.match.header or target.name, cell.text)
        return None
    if found is None:
        _put(draft, target.name, cell.text)
        setting.asked.ask(target.name, cell.text, place=cell.at, is_shown=is_safe_date_text(cell.text))
        return None
    _put(draft, target.name, found.value)
    if found.was_vague:
        draft.remark(f"{target.name}, as it was kept", cell.text)
    return None


def _place_number(cell: Cell, target: Target, draft: Draft, setting: Setting) -> Reason | None:
    if cell.text.isdecimal() and len(cell.text) < 10:
        _put(draft, target.name, int(cell.text))
    else:
        _put(draft, target.name, cell.text)
        setting.asked.ask(target.name, cell.text, place=cell.at)
    return None


def _place_text(cell: Cell, target: Target, draft: Draft, setting: Setting) -> Reason | None:
    draft.add_text(target.name, cell.text, label=cell.match.header)
    return None


def _place_plainly(cell: Cell, target: Target, draft: Draft, setting: Setting) -> Reason | None:
    _put(draft, target.name, cell.text)
    return None


_LETTERS = re.compile(r"[A-Za-z](?:[. ]?[A-Za-z]){1,3}\.?")
_NAME_PARTS = re.compile(r"[^\W\d_]+")
_TITLES = frozenset(["dr", "mr", "mrs", "ms", "miss", "mx", "prof", "sir", "dame", "rev", "sister", "nurse"])


def _place_initials(cell: Cell, target: Target, draft: Draft, setting: Setting) -> Reason | None:
    """Initials, tidied; names stay as they are, for the check to show, unless the user asked for initials."""
    parts = re.split(r"\s*(?:[/&,;+]|\band\b)\s*", cell.text)
    if all(_LETTERS.fullmatch(part) and len(re.sub(r"[. ]", "", part)) <= 4 for part in parts):
        _put(draft, target.name, "/".join(re.sub(r"[. ]", "", part).upper() for part in parts))
    elif cell.match.as_initials:
        _put(draft, target.name, "/".join(_initials_of(part) for part in parts))
    else:
        _put(draft, target.name, cell.text)
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
    found = _WEB.search(cell.text)
    if found is None:
        _put(draft, target.name, cell.text)
        return None
    address = found[0].rstrip(".,;)")
    _put(draft, target.name, address)
    if rest := cell.text.replace(address, " ", 1).strip(" .,;()\n"):
        draft.remark(cell.match.header or target.name, rest)
    return None


def _place_identifiers(cell: Cell, target: Target, draft: Draft, setting: Setting) -> Reason | None:
    found = identifiers_in(cell.text, target.identifier_type)
    draft.identifiers += found
    return None if found else Reason.PLACEHOLDER


_BY_VOCABULARY = frozenset({"statuses", "review_types", "local_authorities", "boards", "publication_statuses"})
_PLACED_BY: Mapping[str, Callable[[Cell, Target, Draft, Setting], Reason | None]] = {
    "statuses": _place_status,
    "review_types": _place_type,
    "local_authorities": _place_authority,
    "boards": _place_board,
    "publication_statuses": _place_publication,
    "term": _place_term,
    "date": _place_day,
    "number": _place_number,
    "text": _place_text,
    "reference": _place_plainly,
    "record": _place_plainly,
    "initials": _place_initials,
    "link": _place_link,
    "identifier": _place_identifiers,
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
