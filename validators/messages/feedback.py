"""What an ICB is asked in its feedback."""

from __future__ import annotations

from validators.messages.message import Message

OTHER_REGION = Message("{icb} belongs to {belongs}, not to {region}. Please send the return to your own region.")
OTHER_MONTH = Message(
    "The return is for {month:%B %Y}, not for {asked:%B %Y}. Please either send the one for {asked:%B %Y}, "
    "or correct the month on the sheet Your ICB and send it again."
)
SAME_RETURN = Message(
    "{others} claims the same ICB, month, part and return number, and was saved at the same time. "
    "Please either correct the return number and send it again, or tell us which file is right."
)
SAME_IN_ANOTHER = Message("Please ask the region who else holds the review, and agree with them who counts it.")
NO_OWN_COUNT = Message("You gave no count of your own. Please fill it in on the sheet Your ICB.")
SET_ASIDE = Message("Please do as it says beside the return, and send it again with the next return number.")
NOT_RECEIVED = Message("Please send it, or tell us if you have: it is counted when the month is made again.")
SAME_RECORDS = Message(
    "Your records are the same as last month's: please check that there was nothing to bring up to date."
)
NO_PERSONAL_DETAILS = Message("The workbook says more. Please send no personal details to {whom} by e-mail.")
FOLDER_IS_A_FILE = Message("--feedback {folder}: this is a file. Please name a folder.")
NO_FOLDER_ABOVE = Message("--feedback: the folder {above} does not exist. Please make it, or choose another place.")
