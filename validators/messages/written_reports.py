"""Why the Word report cannot be made."""

from __future__ import annotations

from validators.messages.message import Message

WORDS_WITHOUT_PLACE = Message(
    "The report that is there holds your words in places that this one does not have ({places}). "
    "Please choose another name for the output."
)
ENDS_BEFORE = Message("The period ends before it begins. Please give --from a month that is not after --to.")
TWO_FOR_A_MONTH = Message("There are two summaries for {months}. Please name one for each month.")
AFTER_THE_PERIOD = Message("The summary for {months} is for a month after the period. Please leave it out.")
NO_LAST_MONTH = Message(
    "There is no summary for {end}, the period's last month: there are those for {months}. Please "
    "name it too, or end the period earlier."
)
TWO_REGIONS = Message("The summaries are of different regions. Please name those of one.")
NO_REPORT = Message(
    "The file that is there is no report of ours, so it is not written over. Please choose another name for the output."
)
CHANGED_OUTSIDE = Message(
    "The text outside the marked places was changed since the report was made{where}, and would be "
    "lost. Please move your words into the marked places, or choose another name for the output."
)
PLACE_WITH_PID = Message(
    "The lead's words in the place {key} may hold a personal detail ({kind}, {number} in all). "
    "Please take it out, or choose another name for the output."
)
NOT_TAKEN_OVER = Message(
    "The lead's words in the place {key} hold {what}, which cannot be taken over. Please take it "
    "out, or choose another name for the output."
)
