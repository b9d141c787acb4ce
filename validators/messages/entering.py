"""What Excel says while somebody types."""

from __future__ import annotations

from validators.messages.message import Message

NO_SHARE = Message("Please either type a share from 0% to 100%, or press Escape.")
NOT_IN_LIST = Message("This is not in the list. Please either choose with the arrow beside the cell, or press Escape.")
NOT_IN_LIST_OR_OTHER = Message(
    "This is not in the list. Please either choose No and take it from the list, or choose Yes to "
    "keep it and say in Comments what it is."
)
NO_DATE = Message("This is not {wanted}. Please either correct it (for example 31/10/2024), or press Escape.")
NO_DATE_OR_MONTH = Message(
    "This is not {wanted}. Please either choose No and correct it, or choose Yes if only the month "
    "is known and is typed in words."
)
NO_NUMBER = Message("Please either type a whole number of {least} or more, in digits, or press Escape.")
INITIALS = Message("Please either type two to four letters (AB), or two pairs (AB/CD). Never a name.")
NO_LINK = Message(
    "A link begins with https://. Please either choose No and paste the whole address, or choose Yes to keep this."
)
LONG_TEXT = Message(
    "This text has more than {longest:,} characters. Please either choose No and shorten it, or choose Yes to keep it."
)
NUMBER_TWICE = Message(
    "Another row has this number. Please either type the next Record no., which is shown above the "
    "table, or press Escape."
)
NO_ICB = Message("This is not the code of an ICB. Please give a code such as QMF.")
