"""The lead's words in an earlier report: found by the tag of their place, and taken over whole or not at all."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml.etree import XMLSyntaxError

from validators.messages import written_reports as messages
from validators.pid import find_pid
from validators.quoting import one_of
from workbook_templates.faults import FileFault

__all__ = ["PLACE_TAG", "RELATIONS", "TEXT_PROPERTY", "KeptWords", "digests_of_sections", "read_places"]

PLACE_TAG = "scrt-lead:"
"""Begins the tag of the content control around each place that is the lead's."""

TEXT_PROPERTY = "S-CRT report text"
"""Custom document property with a digest of each section's own text, by which a change outside the places is seen."""

RELATIONS = tuple(qn(name) for name in ("r:id", "r:embed", "r:link"))
"""Attributes that refer to another part or to an address."""

_STORED = re.compile(rf'name="{TEXT_PROPERTY}"><vt:lpwstr>([^<]*)<')
_CARRIED_KINDS = (RELATIONSHIP_TYPE.HYPERLINK, RELATIONSHIP_TYPE.IMAGE)
_NOT_CARRIED = {
    qn("w:footnoteReference"): "a footnote",
    qn("w:endnoteReference"): "an endnote",
    qn("w:commentReference"): "a comment",
    qn("w:object"): "an embedded object",
}
_NOT_TEXT = frozenset(qn(name) for name in ("w:bookmarkStart", "w:bookmarkEnd", "w:proofErr"))
_PICTURES = qn("w:drawing"), qn("w:pict")
_DIGEST_LENGTH = 12


@dataclass(frozen=True, slots=True)
class KeptWords:
    """What stands in a place of an earlier report: its elements, and what they refer to by id."""

    elements: tuple[Any, ...]
    related: Mapping[str, Any]


def read_places(content: bytes) -> dict[str, KeptWords]:
    """The lead's words in an earlier report of ours, by the key of their place; places without words are left out.

    Raises:
        FileFault: the file is no report of ours, its text was changed outside the places, or a place holds what cannot
            be taken over or may be a personal detail; each would otherwise be lost or told.
    """
    try:
        document = Document(BytesIO(content))
        body = document.element.body
        stored = _stored_digests(document)
    except (
        BadZipFile, KeyError, ValueError, OSError, NotImplementedError, RuntimeError, XMLSyntaxError, zlib.error,
        AttributeError, PackageNotFoundError,
    ):  # fmt: skip
        raise FileFault(messages.NO_REPORT()) from None
    if not stored:
        raise FileFault(messages.NO_REPORT())
    _refuse_changes_outside(body, stored)
    kept = {}
    for control in body.iter(qn("w:sdt")):
        key = _key(control)
        inside = control.find(qn("w:sdtContent"))
        if key and inside is not None and _holds_words(control, inside):
            kept[key] = _words(key, inside, document)
    return kept


def _stored_digests(document: Any) -> list[str]:
    parts = [relation.target_part for relation in document.part.package.rels.values() if not relation.is_external]
    found = [_STORED.search(part.blob.decode("utf-8", "replace")) for part in parts if "custom.xml" in part.partname]
    return next((one[1].split(";") for one in found if one), [])


def digests_of_sections(body: Any) -> list[str]:
    """A digest of the text of each first-level section, the lead's places and the contents list left out.

    The first is of what stands before the first section.
    """
    texts: list[list[str]] = [[]]
    for element, style in _own_blocks(body):
        if style == "Heading1":
            texts.append([])
        texts[-1].append("".join(text.text or "" for text in element.iter(qn("w:t"))))
    return [_digest(" ".join(" ".join(found).split())) for found in texts]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGEST_LENGTH]


def _own_blocks(body: Any) -> Iterator[tuple[Any, str]]:
    """The blocks that the report itself wrote, each with its style."""
    for element in body:
        if element.tag not in (qn("w:p"), qn("w:tbl")):
            continue
        style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        name = "" if style is None else str(style.get(qn("w:val")))
        if not name.startswith("TOC"):
            yield element, name


def _refuse_changes_outside(body: Any, stored: list[str]) -> None:
    found = digests_of_sections(body)
    if found == stored:
        return
    changed = [place for place, pair in enumerate(zip(found, stored, strict=False)) if pair[0] != pair[1]]
    changed += range(len(stored), len(found))
    where = [f"section {place}" if place else "the first page" for place in changed[:3]]
    said = f" ({one_of(where)})" if where else ""
    raise FileFault(messages.CHANGED_OUTSIDE(where=said))


def _key(control: Any) -> str:
    tag = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
    value = "" if tag is None else str(tag.get(qn("w:val")))
    return value.removeprefix(PLACE_TAG) if value.startswith(PLACE_TAG) else ""


def _holds_words(control: Any, inside: Any) -> bool:
    """Whether somebody wrote there: other programs than Word keep the mark of an empty place when it is filled."""
    text = _text_of(inside)
    has_picture = any(inside.find(f".//{name}") is not None for name in _PICTURES)
    still_asks = inside.find(f".//{qn('w:rStyle')}[@{qn('w:val')}='PlaceholderText']") is not None
    return bool(text.strip() or has_picture) and not still_asks


def _text_of(element: Any) -> str:
    """The text, a line for each paragraph."""
    paragraphs = element.iter(qn("w:p"))
    return "\n".join("".join(text.text or "" for text in one.iter(qn("w:t"))) for one in paragraphs)


def _words(key: str, inside: Any, document: Any) -> KeptWords:
    if spans := find_pid(_text_of(inside)):
        raise FileFault(messages.PLACE_WITH_PID(key=key, kind=spans[0].kind, number=len(spans)))
    related: dict[str, Any] = {}
    for one in inside.iter():
        if one.tag in _NOT_CARRIED:
            raise FileFault(_cannot_carry(key, _NOT_CARRIED[one.tag]))
        for name in RELATIONS:
            given = one.get(name)
            if given:
                relation = document.part.rels.get(given)
                if relation is None or relation.reltype not in _CARRIED_KINDS:
                    raise FileFault(_cannot_carry(key, "an object that is not text or a picture"))
                related[given] = relation
    _without_marks(inside)
    _as_our_lists(inside, document)
    return KeptWords(tuple(inside), related)


def _cannot_carry(key: str, what: str) -> str:
    return messages.NOT_TAKEN_OVER(key=key, what=what)


def _without_marks(inside: Any) -> None:
    """Leave out bookmarks and proof marks, whose numbers would meet ours."""
    for one in [one for one in inside.iter() if one.tag in _NOT_TEXT]:
        one.getparent().remove(one)


def _as_our_lists(inside: Any, document: Any) -> None:
    """Lists by style, for the numbering that Word made for them stays behind; styles that we lack become Normal."""
    ours = {style.style_id for style in Document().styles}
    for paragraph in inside.iter(qn("w:p")):
        properties = paragraph.pPr
        if properties is None:
            continue
        style = properties.find(qn("w:pStyle"))
        number = properties.find(qn("w:numPr"))
        if number is not None:
            listed = "ListBullet" if _is_bulleted(number, document) else "ListNumber"
            properties.remove(number)
            properties.get_or_add_pStyle().set(qn("w:val"), listed)
        elif style is not None and style.get(qn("w:val")) not in ours:
            properties.remove(style)


def _is_bulleted(number: Any, document: Any) -> bool:
    given = number.find(qn("w:numId"))
    value = given.get(qn("w:val")) if given is not None else ""
    numbering = document.part.numbering_part.element
    path = f"{qn('w:num')}[@{qn('w:numId')}='{value}']/{qn('w:abstractNumId')}"
    abstract = numbering.find(path)
    named = abstract.get(qn("w:val")) if abstract is not None else ""
    kind = numbering.find(f"{qn('w:abstractNum')}[@{qn('w:abstractNumId')}='{named}']/{qn('w:lvl')}/{qn('w:numFmt')}")
    return kind is None or kind.get(qn("w:val")) == "bullet"
