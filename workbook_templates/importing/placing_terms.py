"""How a word of a controlled list goes into a record: statuses, review types, authorities, boards, publication."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from validators.vocabularies import vocabulary
from workbook_templates.importing.accounts import Reason
from workbook_templates.importing.boards import board_meant
from workbook_templates.importing.days import read_any_day
from workbook_templates.importing.drafts import Cell, Draft, Setting
from workbook_templates.importing.put_in_place import WEB_ADDRESS, ask_meaning, divided, put
from workbook_templates.importing.targets import Target
from workbook_templates.importing.words import (
    Meaning,
    meaning,
    told_word,
)

__all__ = ["PLACED_BY_LIST", "place_term", "told_by_row"]

_PUBLISHED = "Published"
_OPEN_STAGES = frozenset(vocabulary("stages").codes) - {"Referred", "Finished"}
_CONVERTED = re.compile(
    r"\b(not |non-?)?converted\b(?:\s+(?:from|to)\s+(?:an?\s+)?(?:rr|rapid review))?", re.IGNORECASE
)
_AROUND_A_BOROUGH = re.compile(
    r"\b(?:london borough of|borough of|lb of|lb|council|borough|local authority|la)\b", re.I
)
_THEN_A_DATE = re.compile(r"(\D+?)\s+(?:on\s+)?(\d.*)")


def place_term(cell: Cell, target: Target, draft: Draft, setting: Setting) -> Reason | None:
    """Put the term that a word means, or ask."""
    found = meaning(str(target.vocabulary), cell.text)
    if found.term:
        put(draft, target.name, found.term)
    else:
        ask_meaning(cell, target, found, draft, setting)
    return None


def _place_status(cell: Cell, target: Target, draft: Draft, setting: Setting) -> Reason | None:
    """A status, or a stage or a publication that implies one; what follows it goes where it belongs."""
    if _take_status(cell.text, draft):
        return None
    main, more = divided(cell.text)
    if more and _take_status(main, draft):
        _take_stage_or_publication(more, draft, label=cell.match.header or target.name)
        return None
    ask_meaning(cell, target, meaning("statuses", cell.text), draft, setting)
    return None


def _take_status(text: str, draft: Draft) -> bool:
    if term := meaning("statuses", text).term:
        put(draft, "Status", term)
    elif (term := meaning("publication_statuses", text).term) in (_PUBLISHED, "Embargoed") and not told_word(
        "yes_no", text
    ):
        put(draft, "Status", "Closed")
        draft.put("Publication status", str(term))
    elif (term := meaning("stages", text).term) in _OPEN_STAGES:
        put(draft, "Status", "Open")
        put(draft, "Stage", str(term))
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
    if term := found.term or told_by_row(found, draft):
        put(draft, target.name, term)
        return None
    if converted := _CONVERTED.search(cell.text):
        draft.converted = "no" if converted[1] else "yes"
        main, more = _CONVERTED.sub(" ", cell.text).strip(" -–—()/,"), ""
    else:
        main, more = divided(cell.text)
    inside = meaning("review_types", main)
    if (converted or (more and not found.is_known_word)) and (term := inside.term or told_by_row(inside, draft)):
        put(draft, target.name, _converted_twin(term) if draft.converted == "yes" else term)
        if more:
            draft.remark(cell.match.header or target.name, more)
        return None
    ask_meaning(cell, target, found, draft, setting)
    return None


def _converted_twin(term: str) -> str:
    """The converted type of a kind of review."""
    twin = f"{term} - Converted"
    return twin if twin in vocabulary("review_types") else term


def told_by_row(found: Meaning, draft: Draft) -> str | None:
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
        put(draft, target.name, cell.text)
        return None
    found = _authority(cell.text)
    if found.term is None:
        main, more = divided(cell.text)
        if more and (term := _authority(main).term) and not _authority(more).term:
            put(draft, target.name, term)
            draft.remark(cell.match.header or target.name, more)
            return None
        ask_meaning(cell, target, found, draft, setting)
        return None
    put(draft, target.name, found.term)
    return None


def _authority(text: str) -> Meaning:
    found = meaning("local_authorities", text)
    return found if found.term else meaning("local_authorities", _AROUND_A_BOROUGH.sub(" ", text).strip() or text)


def _place_board(cell: Cell, target: Target, draft: Draft, setting: Setting) -> Reason | None:
    """A board by its name, or by its kind where its own words or the row tell the borough."""
    if not setting.local_lists:
        put(draft, target.name, cell.text)
        return None
    review_type = draft.cells.get("Review type")
    borough = draft.cells.get("Borough or local authority")
    board = meaning("boards", cell.text).term or board_meant(
        cell.text, str(borough or ""), str(review_type or ""), header=cell.match.header
    )
    if board:
        put(draft, target.name, board)
    else:
        ask_meaning(cell, target, meaning("boards", cell.text), draft, setting)
    return None


def _place_publication(cell: Cell, target: Target, draft: Draft, setting: Setting) -> Reason | None:
    """A publication status; a date or a web address in its place says that, and when or where, it was published."""
    if term := meaning("publication_statuses", cell.text).term:
        put(draft, target.name, term)
        return None
    if day := read_any_day(cell.value):
        put(draft, target.name, _PUBLISHED)
        put(draft, "Date published", day.value)
        return None
    if WEB_ADDRESS.fullmatch(cell.text):
        put(draft, target.name, _PUBLISHED)
        put(draft, "Link to report", cell.text)
        return None
    dated = _THEN_A_DATE.match(cell.text)
    main, more = (dated[1], dated[2]) if dated else divided(cell.text)
    if more and (term := meaning("publication_statuses", main).term):
        put(draft, target.name, term)
        day = read_any_day(more)
        if day and term == _PUBLISHED:
            put(draft, "Date published", day.value)
        else:
            draft.remark(cell.match.header or target.name, more)
        return None
    ask_meaning(cell, target, meaning("publication_statuses", cell.text), draft, setting)
    return None


PLACED_BY_LIST: Mapping[str, Callable[[Cell, Target, Draft, Setting], Reason | None]] = {
    "statuses": _place_status,
    "review_types": _place_type,
    "local_authorities": _place_authority,
    "boards": _place_board,
    "publication_statuses": _place_publication,
}
"""What places a cell of each list that is more than a word."""
