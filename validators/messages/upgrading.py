"""Why a workbook cannot be upgraded."""

from __future__ import annotations

from validators.messages.message import Message

WOULD_BE_LOST = Message(
    "The new workbook would not hold all that the old one holds ({differing} and {more:,} more "
    "places). Nothing was written. Please report it."
)
NOT_A_SUCCESSOR = Message(
    "The workbook is that of {before}, and {asked} did not take over from {before}: please give the "
    "ICB itself, or one that took over from it."
)
DIVIDED = Message("{before} was divided, so that the workbook may go to {choice}: please say which with --icb CODE.")
