"""Why something cannot be made for these readers, and what a release outside the NHS must be told."""

from __future__ import annotations

from validators.messages.message import Message

NOT_A_COUNT = Message("The table {table} holds something else than counts. Please use the original file.")
TWO_FIGURES = Message("The table {table} does not fit the other tables. Please use the original file.")
NO_SUM = Message(
    "The summary does not add up ({where}), so that nobody can tell what its figures give away. Please use the file "
    "as scrt consolidate wrote it."
)
THRESHOLD = Message("A threshold is a whole number from {least} to {most}. Please write another.")
ROUNDING = Message("Counts can be rounded to a whole number from 1 to {most}. Please write another.")
BY_INITIALS_OF_SEVERAL = Message(
    "--by-initials: the returns are not all of one ICB, and it is for an ICB's own report alone. Please check the "
    "returns of one ICB."
)
BY_INITIALS_WHERE = Message("--by-initials: it is a sheet of the report. Please say where to: --out REPORT.xlsx.")
