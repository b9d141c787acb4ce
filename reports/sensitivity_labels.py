"""Microsoft's sensitivity label of one file, put on another: its properties as text, and nothing else of the file.

Office keeps a label in custom document properties (`MSIP_Label_<label>_Name` and so on) and, where a tenant has
switched on co-authoring, in a part `docMetadata/LabelInfo.xml` instead, which then counts alone. Both are read, checked
value by value and written anew. See [MS-OFFCRYPTO] 2.6.5 and "Label metadata" of Microsoft Information Protection.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from reports.office_files import packed_anew
from validators.messages import labels as messages
from validators.pid import Confidence, find_pid
from workbook_templates.faults import FileFault, OurFault
from workbook_templates.reading.file_kinds import is_encrypted
from workbook_templates.reading.package import refuse_bomb
from workbook_templates.reading.small_parts import Element, elements

__all__ = ["SensitivityLabel", "labelled", "labelling", "read_label", "with_label"]

_MAIN_PARTS = frozenset({"xl/workbook.xml", "word/document.xml", "ppt/presentation.xml"})
_ZIP = b"PK\x03\x04"
_CUSTOM = "docProps/custom.xml"
_LABEL_INFO = "docMetadata/LabelInfo.xml"
_CONTENT_TYPES = "[Content_Types].xml"
_RELATIONS = "_rels/.rels"

_LABEL = r"\{?[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\}?"
# What Office says of a label. Owner is left out: it is the e-mail address of whoever chose the label.
_SAID = ("Enabled", "SetDate", "Method", "Name", "SiteId", "ActionId", "ContentBits", "Tag", "Parent", "Application")
_PROPERTY = re.compile(rf"MSIP_Label_({_LABEL})_({'|'.join(_SAID)})")
_ANY_LABEL_PROPERTY = re.compile(r'<property\b[^>]*\bname="MSIP_Label_[^"]*"[^>]*>.*?</property>', re.DOTALL)
_PID = re.compile(r'\bpid="(\d+)"')
_ATTRIBUTES: Mapping[str, re.Pattern[str]] = {
    "id": re.compile(_LABEL),
    "enabled": re.compile(r"[01]"),
    "method": re.compile(r"[A-Za-z]{1,20}"),
    "siteId": re.compile(_LABEL),
    "contentBits": re.compile(r"\d{1,4}"),
    "removed": re.compile(r"[01]"),
}
_LONGEST_VALUE = 255
_MOST_PROPERTIES = 200

_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
# What a broken zip makes Python's reader raise, and what our own parser says of a part.
_BROKEN = (FileFault, BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
_OFFICE = "http://schemas.openxmlformats.org"
_TYPES = f'xmlns:vt="{_OFFICE}/officeDocument/2006/docPropsVTypes"'
_NEW_CUSTOM = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<Properties xmlns="{_OFFICE}/officeDocument/2006/custom-properties"></Properties>'
)
_CUSTOM_KIND = (
    "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    f"{_OFFICE}/officeDocument/2006/relationships/custom-properties",
)
_LABEL_INFO_KIND = (
    "application/vnd.ms-office.classificationlabels+xml",
    "http://schemas.microsoft.com/office/2020/02/relationships/classificationlabels",
)
_LABEL_INFO_SPACE = "http://schemas.microsoft.com/office/2020/mipLabelMetadata"


@dataclass(frozen=True, slots=True)
class SensitivityLabel:
    """A label as a file holds it.

    Attributes:
        properties: names and values of the custom document properties.
        listed: attributes of each label of `LabelInfo.xml`; empty where the file has none.
    """

    properties: tuple[tuple[str, str], ...]
    listed: tuple[tuple[tuple[str, str], ...], ...] = ()


_IN_FORCE: ContextVar[SensitivityLabel | None] = ContextVar("the label of every output", default=None)


@contextmanager
def labelling(label: SensitivityLabel | None) -> Iterator[None]:
    """Within this block every Office file that is written gets the label: it is set once, round a whole run."""
    token = _IN_FORCE.set(label)
    try:
        yield
    finally:
        _IN_FORCE.reset(token)


def with_label(content: bytes) -> bytes:
    """An output with the label that is in force, or as it is where none is, or where it is locked already."""
    label = _IN_FORCE.get()
    return labelled(content, label) if label is not None and content.startswith(_ZIP) else content


def read_label(content: bytes) -> SensitivityLabel:
    """The label of an Office file.

    Args:
        content: an xlsx, xlsm, docx or pptx file.

    Raises:
        FileFault: it is no such file, is broken, has no label that is in force, or one that Office would not write.
    """
    if is_encrypted(content):
        raise FileFault(messages.LOCKED())
    properties, listed = _label_parts(content)
    found = _properties(properties)
    labels = tuple(_listed(listed))
    if not found and not labels:
        raise FileFault(messages.NO_LABEL())
    return SensitivityLabel(found, labels)


def _label_parts(content: bytes) -> tuple[list[Element], list[Element]]:
    """The elements of both parts that may hold a label."""
    try:
        refuse_bomb(content)
        with ZipFile(BytesIO(content)) as archive:
            names = {name.replace("\\", "/").lstrip("/").casefold(): name for name in archive.namelist()}
            held = [names.get(part.casefold()) for part in (_CUSTOM, _LABEL_INFO)]
            properties, listed = (elements(archive.read(name)) if name else [] for name in held)
    except _BROKEN:
        raise FileFault(messages.NO_OFFICE_FILE()) from None
    if not _MAIN_PARTS & names.keys():
        raise FileFault(messages.NO_OFFICE_FILE())
    return properties, listed


def _properties(found: list[Element]) -> tuple[tuple[str, str], ...]:
    """The properties of the labels that are in force, in their order."""
    values: dict[str, tuple[str, str, str]] = {}
    name = ""
    for one in found:
        if one.name == "property":
            name = one.attributes.get("name", "")
        elif one.parent == "property" and (said := _PROPERTY.fullmatch(name)):
            values[name] = (said[1].lower(), said[2], _sound(one.text.strip()))
    if len(values) > _MOST_PROPERTIES:
        raise FileFault(messages.STRANGE_LABEL())
    enabled = {label for label, what, value in values.values() if what == "Enabled" and value.lower() == "true"}
    return tuple((name, value) for name, (label, _, value) in values.items() if label in enabled)


def _sound(value: str) -> str:
    """A value as it may be copied: one line of printable text, in which nobody is named.

    Raises:
        FileFault: it is not.
    """
    if len(value) > _LONGEST_VALUE or not value.isprintable():
        raise FileFault(messages.STRANGE_LABEL())
    if any(span.confidence is Confidence.CERTAIN for span in find_pid(value)):
        raise FileFault(messages.STRANGE_LABEL())
    return value


def _listed(found: list[Element]) -> Iterator[tuple[tuple[str, str], ...]]:
    for one in found:
        if one.name == "label":
            says = {key: one.attributes[key] for key in _ATTRIBUTES if key in one.attributes}
            if not all(_ATTRIBUTES[key].fullmatch(value) for key, value in says.items()) or "id" not in says:
                raise FileFault(messages.STRANGE_LABEL())
            if says.get("enabled") == "1" and says.get("removed", "0") == "0":
                yield tuple(says.items())


def labelled(content: bytes, label: SensitivityLabel) -> bytes:
    """One of our Office files with a label in the place of any that it has; the same bytes from the same input.

    Args:
        content: an xlsx, xlsm, docx or pptx file that we made, not encrypted.
        label: as `read_label` gives it.
    """
    with ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    if label.properties or _CUSTOM in parts:
        parts[_CUSTOM] = _with_properties(parts.get(_CUSTOM, _NEW_CUSTOM.encode()).decode(), label).encode()
        _announce(parts, _CUSTOM, _CUSTOM_KIND)
    if label.listed:
        parts[_LABEL_INFO] = _label_info(label).encode()
        _announce(parts, _LABEL_INFO, _LABEL_INFO_KIND)
    return packed_anew(parts.items())


def _with_properties(custom: str, label: SensitivityLabel) -> str:
    """The part of custom properties with the label's at its end, numbered on from those that are there."""
    # It brings a whole client of the web, for which no command that labels nothing should wait.
    from xml.sax.saxutils import escape, quoteattr

    kept = _ANY_LABEL_PROPERTY.sub("", custom)
    first = max((int(number) for number in _PID.findall(kept)), default=1) + 1
    added = "".join(
        f'<property fmtid="{_FORMAT}" pid="{number}" name={quoteattr(name)}>'
        f"<vt:lpwstr {_TYPES}>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(label.properties, start=first)
    )
    # A part without any property closes in its first tag.
    opened = re.sub(r"(<Properties\b[^>]*)/>", r"\1></Properties>", kept)
    if "</Properties>" not in opened:  # pragma: no cover - every program that writes our files closes the part so
        raise OurFault("The document properties are not as this project writes them.")
    return opened.replace("</Properties>", f"{added}</Properties>")


def _label_info(label: SensitivityLabel) -> str:
    from xml.sax.saxutils import quoteattr

    labels = "".join(
        f"<clbl:label {' '.join(f'{key}={quoteattr(value)}' for key, value in one)}/>" for one in label.listed
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<clbl:labelList xmlns:clbl="{_LABEL_INFO_SPACE}">{labels}</clbl:labelList>'
    )


def _announce(parts: dict[str, bytes], part: str, kind: tuple[str, str]) -> None:
    """Say in the package what a part is, unless it says so already."""
    content_type, relation = kind
    types, relations = parts[_CONTENT_TYPES].decode(), parts[_RELATIONS].decode()
    if f'PartName="/{part}"' not in types:
        types = types.replace("</Types>", f'<Override PartName="/{part}" ContentType="{content_type}"/></Types>')
    if f'"{relation}"' not in relations:
        taken = set(re.findall(r'\bId="([^"]*)"', relations))
        name = next(each for number in range(1, len(taken) + 2) if (each := f"rId{number}") not in taken)
        said = f'<Relationship Id="{name}" Type="{relation}" Target="{part}"/>'
        relations = relations.replace("</Relationships>", f"{said}</Relationships>")
    parts[_CONTENT_TYPES], parts[_RELATIONS] = types.encode(), relations.encode()
