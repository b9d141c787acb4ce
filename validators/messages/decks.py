"""Why slides cannot be made."""

from __future__ import annotations

from validators.messages.message import Message

NO_PRESENTATION = Message(
    "This is not a PowerPoint presentation that can be read. Please name a .pptx or .potx file without a password."
)
MASTER_WITH_MACROS = Message(
    "The template has macros, which no slides of ours may carry. Please save it as a .pptx or .potx file."
)
NO_TITLE_LAYOUT = Message(
    "The template has no layout with a title. Please add one in PowerPoint (View, Slide Master), or "
    "leave --template out."
)
SINCE_NOT_EARLIER = Message(
    "The summary is for {month:%B %Y}. Please give --since the month of the last meeting's data, which must be earlier."
)
NO_RECORDS_TO_BRIEF = Message(
    "The summary holds no records, so a briefing cannot list any. Please make it again without --no-cases."
)
WORDS_NO_TOML = Message(
    'This is not TOML ({place}). Please write lines such as months = "Rising since July.", and '
    'longer texts between """ and """.'
)
WORDS_NO_TEXT = Message('The words for {key} are no text. Please write {key} = "..." in quotation marks.')
WORDS_WITH_PID = Message(
    "The words for {key} may hold a personal detail ({kind}, {number} in all). Please take it out: a deck holds none."
)
WORDS_FOR_NO_PAGE = Message("There are no words for {named}.{hint} Please choose {choice}.")
