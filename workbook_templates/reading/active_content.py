"""What a workbook holds besides values: macros, links, embedded things, formulas that fetch, told in plain words.

A return is data: nothing named here is ever run, opened or followed. It is told so that somebody can ask about it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import repeat

from workbook_templates.faults import FileFault
from workbook_templates.reading.fetching import fetching_functions
from workbook_templates.reading.package import Package, plain_markup
from workbook_templates.reading.sheets import Sheet
from workbook_templates.reading.small_parts import Element, elements
from workbook_templates.reading.structure import Relation, Structure, relations_in

__all__ = ["active_content"]

_MACROS, _OLD_MACROS = "macros", "Excel 4 macros"
_WORKBOOKS, _DDE, _OLE_LINKS = "link to another workbook", "DDE link", "link to an OLE object"
_OLE, _FILES, _ACTIVE_X = "embedded OLE object", "embedded file", "ActiveX control"
_CONNECTIONS, _QUERIES, _MODEL = "data connection", "Power Query", "data model"
_CUSTOM_XML, _MAP, _ADD_INS, _RIBBON = "custom XML part", "XML map", "Office add-in", "ribbon of its own"
_ELSEWHERE, _TO_FILES = "part kept outside the workbook", "link to a file or a program"
_ORDER = (
    _MACROS,
    _OLD_MACROS,
    _WORKBOOKS,
    _DDE,
    _OLE_LINKS,
    _OLE,
    _FILES,
    _ACTIVE_X,
    _CONNECTIONS,
    _QUERIES,
    _MODEL,
    _CUSTOM_XML,
    _MAP,
    _ADD_INS,
    _RIBBON,
    _ELSEWHERE,
    _TO_FILES,
)
_PLURAL = {
    _WORKBOOKS: "links to other workbooks",
    _OLE_LINKS: "links to OLE objects",
    _RIBBON: "ribbons of its own",
    _ELSEWHERE: "parts kept outside the workbook",
    _TO_FILES: "links to files or programs",
}
# These are told without their number: it says nothing to anybody.
_UNCOUNTED = frozenset({_MACROS, _OLD_MACROS, _QUERIES})

_BY_RELATION = {
    "vbaproject": _MACROS,
    "wordvbadata": _MACROS,
    "xlmacrosheet": _OLD_MACROS,
    "xlintlmacrosheet": _OLD_MACROS,
    "dialogsheet": _OLD_MACROS,
    "externallink": _WORKBOOKS,
    "connections": _CONNECTIONS,
    "customxml": _CUSTOM_XML,
    "xmlmaps": _MAP,
    "oleobject": _OLE,
    "package": _FILES,
    "control": _ACTIVE_X,
    "powerpivotdata": _MODEL,
    "webextension": _ADD_INS,
    "extensibility": _RIBBON,
    "usercustomization": _RIBBON,
}
"""The kind of a relation, in lower case, to what the part is that it leads to, whatever that part is called."""

_BY_NAME = {
    "xl/vbaproject.bin": _MACROS,
    "xl/macrosheets/": _OLD_MACROS,
    "xl/dialogsheets/": _OLD_MACROS,
    "xl/activex/": _ACTIVE_X,
    "xl/externallinks/": _WORKBOOKS,
    "xl/connections.xml": _CONNECTIONS,
    "customxml/item": _CUSTOM_XML,
    "xl/xmlmaps.xml": _MAP,
    "xl/model/": _MODEL,
    "xl/webextensions/webextension": _ADD_INS,
    "customui/": _RIBBON,
    "usercustomization/": _RIBBON,
}
"""How a part's name begins to what it is."""

_EMBEDDED = "xl/embeddings/"
# What a custom XML part or a control keeps beside itself.
_KEPT_BESIDE = re.compile(r"customxml/itemprops|xl/activex/.*\.bin$")
_LINKS = {"externalBook": _WORKBOOKS, "ddeLink": _DDE, "oleLink": _OLE_LINKS}
_TOLD_BY_CONTENT = frozenset({_WORKBOOKS, _CONNECTIONS, _CUSTOM_XML})
# Power Query's root element, and by what name a connection asks it.
_MASHUP, _MASHUP_PROVIDER = "datamashup", "microsoft.mashup"
_PATH_OF_A_LINK = ("externallinkpath", "externallinklongpath", "xlpathmissing", "xlstartup", "xlalternatestartup")
_OF_A_TABLE = re.compile(rb"<(?:[\w.-]+:)?(?:calculatedColumn|totalsRow)Formula(?:\s[^<>]*)?>([^<]+)<")
_PICTURE_ELSEWHERE = re.compile(rb"""\b(?:src|href)\s*=\s*["'](?:[a-z]+:|\\\\|//)""", re.IGNORECASE)
_RUN_ON_OPENING = ("auto_open", "auto_close", "auto_activate", "auto_deactivate")
# What a browser or a mail program opens; every other target starts a program or reaches into a folder.
_HARMLESS_TARGETS = ("http://", "https://", "mailto:", "tel:", "#")


def active_content(package: Package, structure: Structure, sheets: Iterable[Sheet]) -> tuple[str, ...]:
    """What a workbook holds that could run, fetch or lead out of it; empty for one that holds values alone.

    Args:
        package: the workbook.
        structure: how it is put together.
        sheets: its sheets, read.

    Returns:
        Short plain words such as "macros", "2 links to other workbooks" and "formulas that fetch (IMAGE, RTD)"; none
        of them is a text of the workbook.
    """
    relations = list(_relations(package))
    parts = _parts(package, relations)
    found = Counter(kind for part, kind in parts.items() for kind in _kinds(package, part, kind))
    found += Counter(kind for one in relations if (kind := _outside(one, of=parts.get(one.owner, ""))))
    found[_ELSEWHERE] += _pictures_fetched(package)
    found += Counter(_OLD_MACROS for name in structure.names if name.rpartition(".")[2] in _RUN_ON_OPENING)
    told = [_told(kind, found[kind]) for kind in _ORDER if found[kind]]
    functions = {one for sheet in sheets for one in sheet.marks.fetching}
    functions.update(fetching_functions(text.encode("utf-8", "replace") for text in structure.formulas))
    functions.update(fetching_functions(_formulas_of_tables(package, relations)))
    if functions:
        told.append(f"formulas that fetch ({', '.join(sorted(functions))})")
    return tuple(told)


def _told(kind: str, number: int) -> str:
    if kind in _UNCOUNTED:
        return kind
    return f"1 {kind}" if number == 1 else f"{number:,} {_PLURAL.get(kind, f'{kind}s')}"


def _formulas_of_tables(package: Package, relations: Iterable[Relation]) -> Iterator[bytes]:
    """The formulas that a table writes into each new row of itself."""
    for part in dict.fromkeys(one.part.casefold() for one in relations if one.kind.casefold() == "table"):
        with suppress(FileFault):
            yield from _OF_A_TABLE.findall(plain_markup(package.part(part)))


def _pictures_fetched(package: Package) -> int:
    """How many pictures Excel's oldest way of drawing takes from elsewhere, without a relation that says so."""
    number = 0
    for name in package.names:
        if name.endswith(".vml"):
            with suppress(FileFault):
                number += len(_PICTURE_ELSEWHERE.findall(package.part(name)))
    return number


def _relations(package: Package) -> Iterator[Relation]:
    for name in package.names:
        if name.endswith(".rels"):
            # What is broken is named among what could not be searched.
            with suppress(FileFault):
                yield from relations_in(package, name)


def _parts(package: Package, relations: Iterable[Relation]) -> Mapping[str, str]:
    """Parts to what they are, by the relation that leads to them or else by their name."""
    led_to = {
        one.part.casefold(): _BY_RELATION[one.kind.casefold()]
        for one in relations
        if one.kind.casefold() in _BY_RELATION and not one.is_outside
    }
    named = {name: kind for name in package.names if (kind := _kind_by_name(name)) and not name.endswith(".rels")}
    return {part: kind for part, kind in (named | led_to).items() if part in package}


def _kind_by_name(name: str) -> str:
    if name.startswith(_EMBEDDED):
        return _OLE if name.endswith(".bin") else _FILES
    if _KEPT_BESIDE.match(name):
        return ""
    return next((kind for begin, kind in _BY_NAME.items() if name.startswith(begin)), "")


def _kinds(package: Package, part: str, kind: str) -> Iterator[str]:
    """What a part counts as; some parts tell it only by what stands in them."""
    if kind not in _TOLD_BY_CONTENT:
        yield kind
        return
    try:
        inside = elements(package.part(part))
    except FileFault:
        yield kind
        return
    found = list(_of_content(kind, inside))
    yield from found or [kind]


def _of_content(kind: str, inside: list[Element]) -> Iterator[str]:
    if kind == _WORKBOOKS:
        yield from (_LINKS[one.name] for one in inside if one.name in _LINKS)
    elif kind == _CUSTOM_XML:
        yield _QUERIES if inside[0].name.casefold() == _MASHUP else _CUSTOM_XML
    else:
        queries = sum(_MASHUP_PROVIDER in one.attributes.get("connection", "").casefold() for one in inside)
        yield from repeat(_QUERIES, queries)
        yield from repeat(_CONNECTIONS, sum(one.name == "connection" for one in inside) - queries)


def _outside(one: Relation, *, of: str) -> str:
    """What a relation to something outside the workbook is; empty for a link that a browser opens.

    Args:
        one: the relation.
        of: what the part counts as that it belongs to.
    """
    if not one.is_outside:
        return ""
    if one.kind.casefold().startswith(_PATH_OF_A_LINK):
        # A pivot table may take its data from another workbook without a link of the workbook's own.
        return "" if of == _WORKBOOKS else _WORKBOOKS
    if one.kind.casefold() == "oleobject":
        return _OLE_LINKS
    if one.kind.casefold() == "hyperlink":
        return "" if one.part.strip().casefold().startswith(_HARMLESS_TARGETS) else _TO_FILES
    return _ELSEWHERE
