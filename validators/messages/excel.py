"""Why the add-in cannot be built or installed."""

from __future__ import annotations

from validators.messages.message import Message

PATH_OF_PYTHON = Message(
    "The path of this Python has characters that Excel's macros cannot read: please install S-CRT in "
    "a folder whose path is in plain letters."
)
ADDIN_THERE = Message(
    "{file}: a file of this name is there already, in the folder {folder}. This program did not "
    "write it, or it was changed since: please move it away, and try again."
)
RECEIPT = Message(
    "{file}: this list of what was installed cannot be read: please delete it, and {addin} in "
    "Excel's start folder, and install again."
)
NO_MACROS = Message("this workbook has no macros. Please name the one that was signed in Excel.")
OTHER_MACROS = Message(
    "its macros are not those that belong here (module {module}). Please name what this command "
    "itself made, signed in Excel since."
)
NOT_SIGNED = Message("its macros are not signed. Please sign them in Excel (Visual Basic, Tools, Digital Signature).")
