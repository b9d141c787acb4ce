"""Columns whose cell may hold several answers: themes, learning and identifiers, laid into a record's slots."""

from __future__ import annotations

from workbook_templates.importing.accounts import Reason
from workbook_templates.importing.drafts import Cell, Draft, Setting
from workbook_templates.importing.identifiers import identifiers_in
from workbook_templates.importing.questions import COMMENTS, KEEP
from workbook_templates.importing.targets import LEARNING, THEMES, Target
from workbook_templates.importing.words import (
    is_blank_word,
    is_mark,
    is_quotable,
    meaning,
    pieces,
)

__all__ = ["fill_slots", "place_identifiers", "place_members"]


_SLOTS = {THEMES: ("Theme 1", "Theme 2", "Theme 3"), LEARNING: ("Learning 1", "Learning 2", "Learning 3")}
_IDENTIFIERS = (
    ("Identifier type 1", "Identifier reference 1"),
    ("Identifier type 2", "Identifier reference 2"),
)


def place_members(cell: Cell, target: Target, draft: Draft, setting: Setting) -> Reason | None:
    """Take the themes or the learning of a cell, each with its term or with a question."""
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


def place_identifiers(cell: Cell, target: Target, draft: Draft, setting: Setting) -> Reason | None:
    """Take the references of a cell, each with its kind."""
    found = identifiers_in(cell.text, target.identifier_type)
    draft.identifiers += found
    return None if found else Reason.PLACEHOLDER


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
