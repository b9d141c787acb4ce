"""Why workbooks cannot be merged."""

from __future__ import annotations

from validators.messages.message import Message

OTHER_MONTHS = Message("These workbooks are of different months: {months}. Please merge parts of one month.")
OTHER_ICBS = Message("These workbooks are of different ICBs: {icbs}. {hint}")
FROM_THEN_ON = Message("{since}: please name a month from then on, for example --month {begins:%Y-%m}.")
ONE_ICB = Message("Please merge the parts of one ICB, or the workbooks of ICBs that have merged into one.")
SAME_PART = Message(
    "{other} and {name} are both the same part{whose}, as Part of return on their sheets Your ICB "
    "says. Please either merge the newer one only, or write there which part each of them holds."
)
