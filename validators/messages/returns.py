"""Why a return is set aside."""

from __future__ import annotations

from validators.messages.message import Message

NO_ICB = Message("The sheet Your ICB does not say which ICB this return belongs to. Please choose the ICB there.")
OTHER_REGION = Message("{icb} belongs to {belongs}, not to {region}. Please choose the region with --region.")
NO_MONTH = Message("The sheet Your ICB does not say the reporting month. Please fill in its last day there.")
OTHER_MONTH = Message(
    "The return is for {month:%B %Y}, not for {asked:%B %Y}. Please either ask for the right month, "
    "or take it with --accept-month {icb}={month:%Y-%m}."
)
SAME_RETURN = Message(
    "{others} claims the same ICB, month, part and return number, and was saved at the same time. "
    "Please either correct the return number, or name the right file with --choose."
)
ITS_OWN_SUMMARY = Message(
    "This is a summary of {region} itself, among the returns in a folder. Please either name the "
    "file to have its records counted, or move it elsewhere."
)
