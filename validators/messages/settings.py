"""What is wrong with an ICB's settings of the checklist."""

from __future__ import annotations

from validators.messages.message import Message

NO_TOML = Message(
    "The settings are no valid TOML{place}. Please write for each rule a table such as [C07], and "
    "below it one setting a line, such as days = 60."
)
NO_RULE = Message("The settings name a rule that does not exist.{hint} Please see scrt rules for the ids.")
NO_TABLE = Message("Settings of {rule}: please write a table, [{rule}], with one setting a line.")
CERTAIN_PID = Message("Settings of {rule}: a certain personal detail is always an error. Please take this setting out.")
NO_SETTING = Message("Settings of {rule}: there is no such setting. Please use {choice}.")
NOT_ALLOWED = Message("Settings of {rule}, {name}: this value is not allowed. Please write {allowed}.")
