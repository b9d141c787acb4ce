"""What the command line says."""

from __future__ import annotations

from validators.messages.message import Message

READY_ROWS = Message("Ready rows: please write a number between 1 and {most:,}.")
NO_DAY = Message("--today {text}: this is not a day. Please write it as YYYY-MM-DD, for example 2024-11-05.")
BAD_USAGE = Message("{said}{stop} Please see {command} --help.")
EMPTY_WORD = Message(
    "After {after} stands nothing between the quotation marks. Please either write it, or leave it out."
)
LONG_DASH = Message("{word}: this begins with a long dash. Please write two hyphens: {option}.")
CURLY_QUOTES = Message('There are curly quotation marks in it. Please type straight ones: "My return.xlsx".')
EXTRA_WORDS = Message("There is no place for {words} here. Please put a name with spaces between quotation marks.")
WHOLE_NUMBER = Message("{option}: please write a whole number{between}.")
NO_MONTH = Message("Month {text}: this is no month.{hint} Please write it as YYYY-MM, for example 2024-10.")
NO_ICB = Message("ICB {text}: there is no ICB of this code or name.{hint} Please see the list: scrt vocabulary icbs.")
NO_REGION = Message("Region {text}: there is no NHS region of this name.{hint} Please choose {choice}.")
ACCEPT_MONTH = Message("--accept-month {pair}: please write it as CODE=YYYY-MM, for example QMF=2024-09.")
NO_FOLDER = Message("{file}: this is a file. Please name a folder.")
NO_PAGE = Message("{folder}: there is no page here. Please build it: scrt browser build --out FOLDER")
PORT = Message("Port {port}: it cannot be used ({why}). Please choose another --port.")
NO_VOCABULARY = Message("Vocabulary {name}: there is none of this name.{hint} Please see the list: scrt vocabulary.")
NOT_XLSX = Message("{file}: {what} is an Excel workbook. Please give it a name that ends in .xlsx.")
RULE_CRASHED = Message(
    "{file}: rule {rule} failed by our own fault ({error}) {at}. The other rules went on. Please "
    "report it; no cell's text is in this message."
)
NOT_UTF8 = Message("{file}: this is no UTF-8 text. Please save it as UTF-8.")
WORKERS_ENDED = Message(
    "The workers that read it ended without an answer. Please open the workbook in Excel, save it "
    "again and use that copy."
)
CLUSTER_SILENT = Message(
    "The cluster gave no answer within {minutes} minutes. Please see whether its workers are busy."
)
NO_DASK = Message("--cluster needs Dask, which is not installed. Please run: pip install 'scrt[cluster]'.")
NO_SCHEDULER = Message(
    "--cluster {address}: no Dask scheduler answers there. Please check the address, for example "
    "tcp://10.0.0.5:8786, and that it runs."
)
WORKERS_CANNOT_RUN = Message(
    "--cluster: its workers cannot run this program ({kind}). Please install S-CRT {version} on each of them."
)
NO_WORKERS = Message("--cluster: the scheduler has no workers. Please start some (dask worker ADDRESS).")
OTHER_VERSION = Message(
    "--cluster: its workers have another version of S-CRT. Please install {version} on each of them."
)
OUR_FAULT = Message(
    "This is our own fault ({kind}, {module} line {line}). Please report it; no text of a cell is in this message."
)
WEB_ADDRESS = Message(
    "a web address was given in place of a file. Please sync or download the file from OneDrive or "
    "SharePoint, and name the copy on this computer."
)
NO_SUCH_FILE = Message("{file}: there is no such file or folder.{hint} Please check the path.")
WEB_OUTPUT = Message(
    "a web address was given for a file to write. Please write it to this computer, and move it to OneDrive or "
    "SharePoint from there."
)
EMPTY_FOLDER = Message("{file}: this is a folder, and no workbook (.xlsx or .xlsm) is in it. Please name a file.")
NO_ORDINARY_FILE = Message("{file}: this is no ordinary file, but a device or a pipe. Please name a file.")
NO_INPUT = Message("There is nothing on standard input, which was closed. Please name a file.")
CANNOT_PRINT = Message("What it says cannot be printed ({why}). Please choose another place for it.")
A_FOLDER = Message("{file}: this is a folder. Please name a file.")
NOT_ALLOWED = Message("{file}: it cannot be {doing}. Please close it if it is open in Excel, or choose another place.")
DISK_FULL = Message("the disk is full, and nothing was written. Please free some space, or choose another place.")
READ_ONLY = Message("the folder can only be read. Please choose another place.")
NAME_TOO_LONG = Message("the name is too long for this system. Please choose a shorter one.")
CANNOT_BE_DONE = Message("it cannot be {doing} ({why}). Please choose another place.")
JOBS_OR_CLUSTER = Message(
    "--jobs and --cluster: the work is done either here or at a cluster. Please leave one of them out."
)
CARRIED_WITHOUT_CASES = Message(
    "--carry-forward and --no-cases: what is carried forward is told by its records. Please leave one of them out."
)
NOTHING_TO_CARRY = Message(
    "--carry-forward: there is nothing to carry forward from. Please name last month's summary with --previous."
)
NO_WORKBOOKS = Message("There is no workbook (.xlsx or .xlsm) to read. Please name returns, or a folder of them.")
TOO_MANY_TO_PROTECT = Message(
    "{file}: there are more records than a sheet takes, and a file beside it cannot be protected. "
    "Please either leave the records out (--no-cases), or leave --protect out."
)
RELEASED_NOTHING = Message(
    "{file}: {places} of the list let nothing through, because a return was changed since or is not "
    "here. Please review the list of the new summary (sheet Release)."
)
PREVIOUS_NOT_EARLIER = Message(
    "{file}: this is the summary for {month:%B %Y}, not for a month before {before:%B %Y}. Please "
    "either name last month's summary, or leave --previous out."
)
SINCE_NOT_EARLIER = Message(
    "--since {since:%Y-%m}: this is not before {before:%B %Y}. Please name an earlier month to compare with."
)
ORGANISATIONS = Message(
    "--organisations {text}: there is no such choice.{hint} Please write as-at (the ICBs of each month) or current "
    "(today's)."
)
CHOSEN_IS_NONE = Message("--choose {file}: this is none of the files to read. Please write it as `sources` shows it.")
DOES_NOT_ADD_UP = Message(
    "{sums} of the summary do not add up (sheet Self-check). Please do not publish it, and report this."
)
RULE_CRASHED_AT_ROW = Message("{file}: rule {rule} failed by our own fault ({error}) at row {row}. Please report it.")
TOO_MUCH_MEMORY = Message(
    "Reading it took more memory than a return may take and was stopped. Please open the workbook in "
    "Excel, delete the sheets and rows that are not needed, and save it again."
)
NOT_ENOUGH_MEMORY = Message(
    "There is not enough memory for so much at once. Please either close other programs, or give fewer "
    "files at a time; scrt consolidate takes much less with --no-cases."
)
NOT_PPTX = Message("{file}: the deck is a PowerPoint file. Please give it a name that ends in .pptx.")
RESTART_EXCEL = Message("Please close Excel and start it again.")
TOO_LARGE = Message(
    "{file}: the file is larger than {megabytes} MB, as no return is. Please take out what is not "
    "needed, and save it again."
)
IN_ONEDRIVE = Message(
    "{file}: the file lies in OneDrive, and is not on this computer. Please open it once while you "
    "are connected, or choose Always keep on this device."
)
OUTPUT_IS_READ = Message("{file}: this is one of the files to read. Please choose another name for the output.")
NO_OUTPUT_FOLDER = Message("{file}: the folder {folder} does not exist. Please make it, or choose another place.")
PATH_TOO_LONG = Message(
    "{file}: the name with its folder is longer than the {longest} characters that Windows takes. "
    "Please choose a shorter one."
)
OPEN_ELSEWHERE = Message(
    "{file}: somebody has it open in Excel or LibreOffice, whose next save would undo ours. Please "
    "close it there, or choose another name."
)
NOT_THIS_IMPORT = Message(
    "{file}: this file is there already and is not what the import with this mapping file wrote. "
    "Please choose another name."
)
OTHER_ICB_OR_MONTH = Message("{said} Please choose another ICB or month.")
TOO_MANY_MAPPINGS = Message(
    "{file}: there are too many mapping files beside it. Please delete those that are not needed."
)
PASSWORD_NOT_KNOWN = Message(
    "The workbook is locked with a password, and none is known for it: please either name it in a "
    "password file (--password-file), or take the password off in Excel (File, Info, Protect "
    "Workbook) and save it again."
)
PASSWORD_WRONG = Message(
    "The workbook is locked with a password, and the one that is known for it does not open it: "
    "please correct the password, or ask the ICB for it."
)
NAMED_TWICE = Message("The same workbook is named twice. Please name each part once.")
ONE_TO_MERGE = Message("{file}: this is one workbook, and there is nothing to merge it with. Please name every part.")
THERE_ALREADY = Message("{file}: this file is there already. Please choose another name.")
LEFT_BLANK = Message(
    "Your ICB, {label}: left blank, because the parts do not agree or do not all say it. Please fill it in."
)
PARTS_UNTOUCHED = Message("The parts are untouched. Please keep them until you have looked through the new workbook.")
SAME_IN_BOTH = Message(
    "The same {what} stands in {first} and {second}: both records are kept. Please either delete one "
    "of them, or fill in Linked record in both."
)
IMPORT_OF_OUR_OWN = Message(
    "{file}: this workbook is made from the template already. Please upgrade it instead (scrt template upgrade), which "
    "takes over all that is in it."
)
MAPPING_NOT_UTF8 = Message("{file}: this is no text in UTF-8. Please save the mapping file as UTF-8.")
MAPPING_OF_ANOTHER = Message(
    "{file}: the mapping file names cells of another version of this spreadsheet. Please either give "
    "that version, or run the import without --mapping for a new mapping file."
)
NOT_OPENED = Message("{file}: no program opened it. Please open it yourself.")
NOTHING_TO_OPEN = Message("--open: there is no file to open. Please name one with {option}.")
PASSWORD_FILE_FORM = Message(
    "Please write a line for each pattern of file names, for example 'QMF*.xlsx' = 'the password'."
)
PASSWORDS_SHARED = Message(
    "{file}: others can read this password file. Please make it yours alone (chmod 600), and change "
    "the passwords if it was shared."
)
PASSWORD_FILE_TOO_LARGE = Message("{file}: this is too large for a password file. {form}")
NO_PASSWORD_FILE = Message("{file}: this is no password file that can be read. {form}")
NO_PASSWORD_TEXT = Message("{file}: a password is missing, or is no text. {form}")
NO_PASSWORD_TO_PROTECT = Message(
    "{file}: there is no password to protect it with. Please name the file in a password file (--password-file)."
)
PASSWORDS_DIFFER = Message("{file}: the password was left out, or the two differ. Please try again.")
PHRASES_NOT_UTF8 = Message("{file}: this is no UTF-8 text. Please save the list as UTF-8, a phrase a line.")
LINE_WITHOUT_TEXT = Message('the text is missing or no text. Please give it as "text": "...".')
LINE_TOO_LONG = Message("it is longer than {megabytes} MB. Please divide the text.")
LINES_NOT_UTF8 = Message("it is no UTF-8 text. Please save the lines as UTF-8.")
LINE_NO_JSON = Message('it is no JSON. Please write {{"id": ..., "text": "..."}} on each line.')
LINE_NO_OBJECT = Message('it is no JSON object. Please write {{"id": ..., "text": "..."}} on each line.')
LINE_ID = Message("the id cannot be written back. Please use a number or a short text.")
ONLY_TEXT_REDACTED = Message(
    "{file}: this is a workbook or another Office file, and only plain text can be redacted. Please "
    "take the personal details out in Excel (scrt pid scan says where they are)."
)
JSONL_OR_JSON = Message("--jsonl and --json: please choose one; JSON lines are answered with JSON lines.")
NO_PACK_OF_ENGLAND = Message("Region 'England': England has no pack of its own. Please name one of its regions.")
PACK_THERE_ALREADY = Message("{folder}: this is there already. Please choose another folder with --out.")
FILL_IN_PACK = Message("Please fill in region.toml and the lists; whatever list stays empty is not checked.")
NOT_DOCX = Message("{file}: the report is a Word file. Please give it a name that ends in .docx.")
NOT_XLSX_OR_XLSM = Message(
    "{file}: the template is an Excel workbook. Please give it a name that ends in .xlsx, or in "
    ".xlsm for one with buttons."
)
ONLY_XLSM = Message("{file}: only a name in .xlsm carries macros. Please either choose one, or leave --signed-vba out.")
LOCKED_THERE = Message("{file}: this is a workbook with a password. Please choose another name.")
RECORDS_THERE = Message("{file}: this return holds records already. Please choose another name.")
NEITHER_TEXT_NOR_WORKBOOK = Message(
    "{file}: this is neither plain text nor a workbook. Please save it as text (.txt), or copy its text into one."
)
TEXT_LINE_TOO_LONG = Message(
    "{file}: line {number:,} is longer than {megabytes} MB and cannot be searched. Please break it into lines."
)
OLD_UNTOUCHED = Message("The old workbook is untouched. Please keep it until you have looked through the new one.")
NOT_CARRIED = Message(
    "Not carried: {cells} on the sheet {sheet}, {what}. They are in the old workbook. Please copy over what you need."
)
TOOK_TOO_LONG = Message(
    "Reading it took more than {seconds:.0f} seconds of the processor's time and was stopped. Please open the "
    "workbook in Excel, delete the sheets and rows that are not needed, and save it again."
)
WAITED_TOO_LONG = Message(
    "It was not read after {seconds:,.0f} seconds and was given up: the drive that it lies on may not answer, or this "
    "computer has too much else to do. Please copy the workbook to a folder of this computer, and try again."
)
PROCESS_ENDED = Message(
    "The process that read it ended without an answer, perhaps for want of memory. Please open the "
    "workbook in Excel, save it again and use that copy."
)
NO_MODEL_PACKAGES = Message(
    "--thorough needs two more packages. Please either install them with pip install "
    "'scrt[thorough]', or leave the option out."
)
NO_RETURN_READ = Message("Not one of the returns can be read. Please see why, file by file. {reasons}")
