"""Tell a workbook from everything else that people send, by its first bytes and what stands inside."""

from __future__ import annotations

from workbook_templates.faults import FileFault
from workbook_templates.reading import refusals

__all__ = ["fault_of_archive", "is_encrypted", "is_locked", "refuse_other_files"]

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXT_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_LOOKED_AT = 4096
# Tab, line ends and form feed: any other control character makes a file binary.
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13})


def refuse_other_files(content: bytes) -> None:
    """Refuse whatever is not a zip, saying what it is.

    >>> refuse_other_files(b"Record no.,Status")
    Traceback (most recent call last):
        ...
    workbook_templates.faults.FileFault: The file is text (such as CSV or a web page) and no workbook: please use the \
Excel workbook (.xlsx or .xlsm) that it was made from.

    Raises:
        FileFault: the file is empty, encrypted, an old workbook, text or something else.
    """
    if not content:
        raise refusals.empty()
    if content.startswith(_OLE):
        raise _fault_of_ole(content)
    if content.startswith(_ZIP):
        return
    raise refusals.plain_text() if _is_text(content) else refusals.not_a_workbook()


def is_locked(content: bytes) -> bool:
    """Whether a file is a workbook that a password opens."""
    return content.startswith(_OLE) and _has(content, "EncryptedPackage") and not _has(content, "DRMEncrypted")


def is_encrypted(content: bytes) -> bool:
    """Whether a password or a sensitivity label keeps an Office file shut."""
    return content.startswith(_OLE) and (_has(content, "EncryptedPackage") or _has(content, "DRMEncrypted"))


def _has(content: bytes, stream: str) -> bool:
    return stream.encode("utf-16-le") in content


def _fault_of_ole(content: bytes) -> FileFault:
    """Excel wraps an encrypted .xlsx into the container that also holds the old formats; its streams tell."""
    if is_locked(content):
        return refusals.locked()
    if _has(content, "DRMEncrypted"):
        return refusals.labelled()
    is_old = _has(content, "Workbook") or _has(content, "Book")
    return refusals.old_workbook() if is_old else refusals.not_a_workbook()


def _is_text(content: bytes) -> bool:
    if content.startswith(_TEXT_MARKS):
        return True
    start = content[:_LOOKED_AT]
    return not start.startswith(b"%PDF") and start == start.translate(None, _CONTROLS)


def fault_of_archive(names: frozenset[str]) -> FileFault:
    """Why a zip without a workbook part is no workbook; `names` in lower case."""
    if "xl/workbook.bin" in names:
        return refusals.binary_workbook()
    # Slides and letters hold workbooks too, behind their charts; they begin with a list of what is in them.
    is_office_file = "[content_types].xml" in names
    if not is_office_file and any(name.endswith((".xlsx", ".xlsm", ".xls", ".xlsb")) for name in names):
        return refusals.zip_folder()
    return refusals.not_a_workbook()
