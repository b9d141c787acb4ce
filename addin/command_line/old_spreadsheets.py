"""Spreadsheets in a layout of their own: read with what the user decided about them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from addin.command_line.console import FaultSaid, faults_of, working
from addin.command_line.files import GivenFile, read_bytes
from validators.messages import command_line as messages
from workbook_templates.faults import FileFault
from workbook_templates.importing.imported import Imported
from workbook_templates.importing.mapping_file import MappingFile, read_mapping
from workbook_templates.importing.questions import Decisions
from workbook_templates.importing.understanding import understand_spreadsheet

__all__ = ["read_mapping_file", "understood"]


def read_mapping_file(given: GivenFile | None) -> MappingFile:
    """The mapping file that was given, or one that decides nothing.

    Raises:
        FaultSaid: it cannot be read.
    """
    if given is None:
        return MappingFile(Decisions())
    try:
        return read_mapping(read_bytes(given).decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise FaultSaid(messages.MAPPING_NOT_UTF8(file=given.shown)) from None
    except FileFault as fault:
        raise FaultSaid(f"{given.shown}: {fault}") from None


def understood(
    source: GivenFile, content: bytes, *, icb: str | None, sheets: Sequence[str], decided: MappingFile
) -> Imported:
    """A spreadsheet as it is understood.

    Raises:
        FaultSaid: it cannot be read, or the mapping file is for another version of it.
    """
    if decided.decisions.needs_places and decided.source_sha256 != hashlib.sha256(content).hexdigest():
        raise FaultSaid(messages.MAPPING_OF_ANOTHER(file=source.shown))
    with faults_of(source.shown), working("Reading"):
        return understand_spreadsheet(content, icb=icb, sheets=sheets, decisions=decided.decisions)
