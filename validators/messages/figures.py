"""Why a table of figures cannot be read."""

from __future__ import annotations

from validators.messages.message import Message

NO_TABLE = Message(
    "There is no table headed Total, Open, Closed in it. Please either give the columns these "
    "headers, or name the file that has the table."
)
BAD_JSON = Message("It is no JSON that can be read. Please save it again, or use the table as xlsx or CSV.")
