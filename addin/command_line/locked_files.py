"""Workbooks that a password opens: unlocked in memory, never on the disk; and outputs locked where somebody asks."""

from __future__ import annotations

import re
from io import BytesIO

from validators.messages import command_line as messages
from workbook_templates.faults import FileFault, OurFault
from workbook_templates.reading import refusals
from workbook_templates.reading.file_kinds import is_locked

__all__ = ["locked", "unlocked"]

_LONGEST_INFORMATION = 64_000
# Excel writes 100,000 turns; a number made up to keep a computer busy for hours is none of Excel's.
_MOST_TURNS = 1_000_000
_TURNS = re.compile(rb"spinCount\s*=\s*[\"'](\d+)")


def unlocked(content: bytes, password: str | None) -> bytes:
    """A workbook as its password opens it; one that is not locked comes back as it is.

    Args:
        content: the bytes of the file.
        password: the password, or None when none is known.

    Raises:
        FileFault: the password is missing or wrong, or the file is damaged.
    """
    if not is_locked(content):
        return content
    if not password:
        raise FileFault(messages.PASSWORD_NOT_KNOWN())
    # Few returns are locked, and the library behind it takes a tenth of a second to import.
    import msoffcrypto
    from msoffcrypto.exceptions import InvalidKeyError

    target = BytesIO()
    try:
        _refuse_strange_information(content)
        file = msoffcrypto.OfficeFile(BytesIO(content))
        file.load_key(password=password, verify_password=True)
        file.decrypt(target)
    except FileFault:
        raise
    except InvalidKeyError:
        raise FileFault(messages.PASSWORD_WRONG()) from None
    except Exception:
        # A container that somebody broke makes the library raise nearly anything.
        raise refusals.damaged() from None
    return target.getvalue()


def _refuse_strange_information(content: bytes) -> None:
    """Refuse what says how a file is locked when it would keep the library busy: entities, or turns beyond number."""
    from olefile import OleFileIO

    with OleFileIO(BytesIO(content)) as container:
        information = container.openstream("EncryptionInfo").read(_LONGEST_INFORMATION + 1)
    turns = _TURNS.search(information)
    too_many = turns is not None and int(turns[1]) > _MOST_TURNS
    if len(information) > _LONGEST_INFORMATION or b"<!" in information or too_many:
        raise refusals.damaged()


def locked(content: bytes, password: str) -> bytes:
    """A workbook, deck or report that opens with a password only: Office's own agile encryption (AES-256).

    Args:
        content: the bytes of an Office file (.xlsx, .pptx, .docx).
        password: the password.
    """
    from msoffcrypto.format.ooxml import OOXMLFile

    from reports.sensitivity_labels import with_label

    target = BytesIO()
    # Nothing can be put into it any more once it is locked.
    OOXMLFile(BytesIO(with_label(content))).encrypt(password, target)
    if not is_locked(target.getvalue()):
        raise OurFault("An output could not be protected.")
    return target.getvalue()
