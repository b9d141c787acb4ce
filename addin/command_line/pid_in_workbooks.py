"""Where personal details stand in a workbook, whether it is a return of ours or any other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from addin.command_line.pid_lines import Find
from validators.entries import understand
from validators.findings import CASES
from validators.pid import Span
from validators.pid_elsewhere import PidElsewhere, find_pid_elsewhere, find_pid_in_file_name
from validators.pid_in_cells import ADDED_COLUMN
from validators.vocabularies.organisations import has_local_lists
from workbook_templates.faults import FileFault
from workbook_templates.reading import Return, read_any_workbook, read_return

__all__ = ["WorkbookSearched", "search_workbook"]


@dataclass(frozen=True, slots=True)
class WorkbookSearched:
    """A workbook that was searched.

    Attributes:
        found: each place with what was found there; the records come first.
        unread: what could not be read and so was not searched.
    """

    found: tuple[PidElsewhere, ...]
    unread: tuple[str, ...]


def search_workbook(
    content: bytes, file_name: str, find: Find, *, left: Callable[[str, Sequence[Span]], Sequence[Span]]
) -> WorkbookSearched:
    """Search every text of a workbook; the records of a return as a check searches them.

    Args:
        content: its bytes.
        file_name: the file's own name, which is searched too; empty where there is none.
        find: what finds personal details in a free text.
        left: what is left of those that were found in a record, once harmless phrases are silenced.

    Raises:
        FileFault: it is no workbook, or is damaged.
    """
    records: Iterator[PidElsewhere] = iter(())
    try:
        read = read_return(content)
    except FileFault:
        # It is none of ours, or spoiled for a check: whatever can be read of it is searched.
        elsewhere = read_any_workbook(content)
    else:
        elsewhere, records = read.elsewhere, _in_records(read, left)
    found = (*records, *find_pid_in_file_name(file_name), *find_pid_elsewhere(elsewhere.texts, find))
    return WorkbookSearched(found, elsewhere.unread)


def _in_records(read: Return, left: Callable[[str, Sequence[Span]], Sequence[Span]]) -> Iterator[PidElsewhere]:
    icb = read.your_icb.your_icb
    local_lists = icb is None or has_local_lists(icb)
    for raw in read.rows:
        entry = understand(raw, local_lists=local_lists)
        for header, found in entry.pid.items():
            spans = tuple(left(entry.text_with_pid(header), found))
            if not spans:
                continue
            column = header.removeprefix(ADDED_COLUMN) if header.startswith(ADDED_COLUMN) else read.columns[header]
            yield PidElsewhere(CASES, f"cell {column}{raw.row}", spans)
