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
LONGER_THAN_A_SHEET = Message(
    "The report would have a list of {rows:,} lines, and a sheet ends at row {last:,}. Please either give fewer files "
    "at once, or use --json in place of --out."
)
BY_INITIALS_OF_SEVERAL = Message(
    "--by-initials: the returns are not all of one ICB, and it is for an ICB's own report alone. Please check the "
    "returns of one ICB."
)
BY_INITIALS_WHERE = Message("--by-initials: it is a sheet of the report. Please say where to: --out REPORT.xlsx.")
NO_AUDIENCE = Message("--audience {asked}: there is no such audience.{hint} Please write internal, icb or external.")
ICB_MISSING = Message("--audience icb: please name the ICB with --icb, for example --icb QMF.")
ICB_WITHOUT_AUDIENCE = Message("--icb: this is for --audience icb. Please either add that, or leave --icb out.")
ONLY_EXTERNAL = Message("{option}: this is for --audience external. Please either add that, or leave {option} out.")
NO_SUCH_ICB = Message("--icb {asked}: the month does not list this ICB. Please name one of {listed}.")
NOT_EXTERNAL = Message(
    "{file}: this is no external summary. Please name the one that was released last, or leave --previous-external out."
)
NOT_BEFORE = Message(
    "{file}: this release is for {month}, not for a month before. Please name the one that was released last."
)
NEEDS_RECORDS = Message("--no-cases: an ICB's own summary is made of its records. Please leave one of them out.")
LEFT_OUT = Message(
    "Left out of {out}, because hiding figures cannot protect it: {tables}. Please do not publish it in another way."
)
ALREADY_GIVEN = Message(
    "{number} that should be hidden stand in the earlier release already. Please judge whether that can be mended."
)
