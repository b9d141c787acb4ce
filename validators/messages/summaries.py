"""Why a summary, an earlier report or a list of releases cannot be used, and what a summary asks."""

from __future__ import annotations

from validators.messages.message import Message

NO_ROOM_TO_WORK = Message(
    "The work needs more room for temporary files than there is in {folder}. Please either free some "
    "space there, or name another folder in the environment variable TMPDIR."
)
NO_CHECK_REPORT = Message(
    "This is not a report that scrt check wrote: its tables cannot be read. Please either name the "
    "earlier report as it was written, or leave --previous out."
)
RETURN_LACKS = Message("The return does not say for which {missing} it is. Please fill it in on the sheet Your ICB.")
RETURN_OF_ANOTHER = Message("The return is of {your_icb}, not of {asked}. Please leave --icb out.")
NO_RECORDS_OF_ICB = Message(
    "The summary holds no records, so one ICB's figures cannot be told from the others'. Please make "
    "it again without --no-cases."
)
ICB_NOT_LISTED = Message(
    "The summary does not list the ICB {code}. It lists {listed}. Please name an ICB that it lists, or another summary."
)
DOES_NOT_ADD_UP = Message(
    "The records of {code} do not add up to its line in icb_totals: the summary was changed. Please "
    "use the original file."
)
NOT_LAST_MONTHS = Message(
    "This is not a summary that S-CRT wrote: its tables monthly_totals and cases cannot be read. "
    "Please either name last month's summary, or leave --previous out."
)
TABLES_CHANGED = Message(
    "The summary's table cases or monthly_totals is not as S-CRT wrote it. Please use the original."
)
WITHOUT_RECORDS = Message(
    "The summary does not hold its records (they were left out, or stand in a file beside it), so "
    "that nothing can be compared with them. Please either name one that holds them, or leave "
    "--previous out."
)
NO_SUMMARY = Message(
    "This is not a summary that S-CRT wrote. Please name the workbook that scrt consolidate wrote, or a return."
)
TABLES_UNREADABLE = Message("The summary's tables cannot be read. Please use the original file.")
TABLE_CHANGED = Message("The summary's table {table} is not as S-CRT wrote it. Please use the original file.")
NO_MONTH = Message("The summary does not say for which month it is. Please use the original file.")
LOOK_AT_BOTH = Message("Sure says likely where another record fits nearly as well: please look at both.")
RELEASED_AND_NOT = Message(
    "Lines {earlier:,} and {number:,} of the list are one and the same place, answered yes and no. "
    "Please leave one of them."
)
NEITHER_YES_NOR_NO = Message(
    "Line {number:,} of the list: the column {column} says neither yes nor no. Please write yes or no there."
)
RELEASE_LINE_CHANGED = Message(
    "Line {number:,} of the list is not as S-CRT wrote it. Please change nothing but the column {column}."
)
NO_RELEASE_LIST = Message(
    "This is no list of possible personal details: it has no table release. Please name a summary in "
    "which the column Release of the sheet Release was answered, or that sheet saved as CSV."
)
SAME_IN_TWO_ICBS = Message("Please either agree who holds the review, or fill in Linked record in both.")
RECORDS_CHANGED = Message(
    "The records of this summary are not those that its own table sources counts, so somebody has "
    "changed it. Please use the original."
)
CANNOT_BE_READ_BACK = Message(
    "This is not a summary that S-CRT can read back: its tables sources, cases and after_month are "
    "not as it writes them. Please either use the original, or make it again."
)
SUMS_FAIL = Message("{sums} {verb} not hold and stand first: please do not publish before that is clear.")
SAME_AS_LAST_MONTH = Message("The records of {icbs} are the same as last month: please ask whether nothing changed.")
