"""Parse the small XML parts of a workbook: its sheets, names, relations, tables and properties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from workbook_templates.reading import refusals

__all__ = ["Element", "elements"]

_LARGEST = 16 << 20
_NAMESPACE_END = " "


@dataclass(frozen=True, slots=True)
class Element:
    """One element, without namespaces.

    Attributes:
        name: its name.
        parent: the name of the element that it stands in, '' for the root.
        attributes: name to value.
        text: the text that stands directly in it.
    """

    name: str
    parent: str
    attributes: Mapping[str, str]
    text: str


def elements(part: bytes) -> list[Element]:
    """The elements of a part in the order in which they begin.

    >>> [(one.name, one.parent, one.text) for one in elements(b'<a><x:b xmlns:x="urn:x">1 &amp; 2</x:b></a>')]
    [('a', '', ''), ('b', 'a', '1 & 2')]

    Raises:
        FileFault: the part is no XML, is far too large, or declares a document type.
    """
    if len(part) > _LARGEST:
        raise refusals.damaged()
    parsing = _Parsing()
    parser = expat.ParserCreate(namespace_separator=_NAMESPACE_END)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = parsing.refuse_doctype
    parser.StartElementHandler = parsing.start
    parser.EndElementHandler = parsing.end
    parser.CharacterDataHandler = parsing.text
    try:
        parser.Parse(part, True)
    except (expat.ExpatError, ValueError, LookupError):
        raise refusals.damaged() from None
    return [element for element in parsing.found if element is not None]


@dataclass(slots=True)
class _Open:
    """An element that has begun and not ended."""

    place: int
    name: str
    attributes: Mapping[str, str]
    texts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Parsing:
    """What the parser has met so far."""

    found: list[Element | None] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.open.append(
            _Open(len(self.found), _local(name), {_local(key): value for key, value in attributes.items()})
        )
        self.found.append(None)

    def text(self, text: str) -> None:
        self.open[-1].texts.append(text)

    def end(self, _name: str) -> None:
        ended = self.open.pop()
        parent = self.open[-1].name if self.open else ""
        self.found[ended.place] = Element(ended.name, parent, ended.attributes, "".join(ended.texts))

    @staticmethod
    def refuse_doctype(*_declared: object) -> NoReturn:
        raise refusals.declares_entities()


def _local(name: str) -> str:
    return name.rpartition(_NAMESPACE_END)[2]
