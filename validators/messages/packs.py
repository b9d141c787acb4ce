"""What is wrong with a region's pack."""

from __future__ import annotations

from validators.messages.message import Message

KIND = Message("boards.csv line {number}: kind is none of {kinds}. Please write one of them.")
LOCAL_AUTHORITY = Message("boards.csv line {number}: a local authority is not {what}. Please correct it.")
NO_REGION = Message("{file}: name is none of the NHS regions. Please write one of {regions}.")
NO_SETTINGS = Message("there is no {file}. Please make a pack with scrt region new NAME and fill it in.")
NO_TOML = Message("{file} is no valid TOML{place}. Please correct it there.")
OTHER_NAME = Message("{file} has a setting of another name. Please use {names}.")
MISSING = Message("{file}: {key} is missing or cannot be used. Please write {what}.")
CONTACT_WITH_PID = Message("{file}: contact holds personal details. Please name a function or a shared mailbox's team.")
COLOUR_TOO_LIGHT = Message("{file}: white letters cannot be read on colours.main. Please choose a darker colour.")
NO_COLUMN = Message("{file} has no column {column}. Please give it the columns {columns}.")
EMPTY_CELL = Message("{file} line {number}: {column} is empty. Please fill it in.")
NO_DAY = Message("{file} line {number}: {column} is no day. Please write it as YYYY-MM-DD.")
NOT_A_PLACE = Message("{file} line {number}: {column} is not {what}. Please correct it.")
PART_WITH_PID = Message(
    "{file} line {number}: part holds personal details. Please name the part by what it holds, such as Children."
)
