"""What the buttons in a spreadsheet program say."""

from __future__ import annotations

from validators.messages.message import Message

NOTHING_ASKED = Message(
    "No folder and month were asked for: please press Consolidate folder on the S-CRT tab, or on "
    "Checklist of a return with buttons, which asks for both."
)
BELOW_FINDINGS = Message(
    "Row {row} of {sheet} holds something below the findings, which need that place: please move it to another sheet."
)
TOTAL_ROW = Message("The table '{name}' on {sheet} ends in a row of totals: please switch its Total Row off.")
TABLE_LACKS_COLUMN = Message("The table '{name}' on {sheet} has no column '{header}': please put it back as it was.")
NO_BRIDGE = Message(
    "LibreOffice's bridge to Python is not to be found: please install it (Debian: python3-uno) or "
    "run this with LibreOffice's own Python."
)
NO_LIBREOFFICE = Message(
    "No LibreOffice listens to {connection}: please start it with soffice "
    '--accept="{connection};urp;", open your return, and try again.'
)
NO_WORKBOOK = Message("No workbook is open: please open your return first, and press the button again.")
PRESS_CHECK = Message("No findings are listed: please press Check quality first.")
TICK_FIRST = Message(
    "Nothing is ticked: please write yes under Accept beside each Suggestion that is right, and try again."
)
NO_MONTH = Message(
    "The sheet Your ICB does not say the reporting month: please fill in its last day there, save "
    "the workbook, and press the button again."
)
NO_FILE = Message(
    "This workbook has no file on this computer, and a summary is made of a file: please save a copy "
    "on this computer, open that, and press the button again."
)
OUR_FAULT = Message("This could not be finished, by our own fault ({kind}). {place} Please report it.")
TABLE_FULL = Message("The table '{name}' is full: please switch its Total Row off first.")
SUMMARY_OPEN = Message("{file}: this summary is open. Please close it, and press the button again.")
NOT_ANSWERING = Message(
    "The spreadsheet program did not answer, and the workbook stays as it was: please finish the "
    "cell that is being edited, close open dialogs, and press the button again."
)
UNSAVED = Message(
    "The workbook in front holds what its file does not yet: please save it, and press the button "
    "again, because a summary is made of the file."
)
NO_SUCH_FOLDER = Message("{folder}: there is no such folder. Please choose the folder of returns.")
NO_RETURN = Message("{folder}: no return lies here. Please choose the folder with the ICBs' workbooks.")
OTHER_REGION = Message("{icb} belongs to {belongs}, not to {region}. Please move the return to that region's folder.")
OTHER_MONTH = Message(
    "The return is for {month:%B %Y}, not for {asked:%B %Y}. Please either correct the month on its sheet Your ICB, "
    "or move it out of the folder, or press the button again and give {month:%B %Y}."
)
SAME_RETURN = Message(
    "{others} claims the same ICB, month, part and return number, and was saved at the same time. Please either "
    "correct the return number on the sheet Your ICB of the later one, or move the one that does not count out of "
    "the folder."
)
NONE_READ = Message("{folder}: none of its workbooks can be read. {why}")
NO_SUMMARY_THERE = Message("{file}: a file of this name is there already, and it is no summary. Please move it away.")
RULES_FAILED = Message("{rules} failed by our own fault. Please report it.")
CANNOT_WRITE = Message(
    "The workbook could not be written to, and it is as it was: please finish the cell that is being "
    "edited, take the protection off its sheets (Review, Unprotect Sheet), or save a copy that is "
    "not read-only, and try again."
)
