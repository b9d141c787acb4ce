"""The sheet `Guide`: what goes where, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from validators.case_review import COLUMNS
from validators.regions import pack_in_use
from validators.vocabularies import VOCABULARY_NAMES, Term, vocabulary
from validators.vocabularies.organisations import board_serves, local_authorities_of, region_of
from workbook_templates.template.looks import BODY, DARK_GREY, HEADING, HELP, HINT, INPUT, LABEL, LINK, SECTION, Look
from workbook_templates.template.page import Page
from workbook_templates.template.plan import Plan
from workbook_templates.template.your_icb import write_note

__all__ = ["REGION_CONTACT", "write_guide"]

REGION_CONTACT = "region_contact"
_WIDTHS = (34, 62, 38)
_OURS = "The meanings are ours, in our own words: no official list of meanings is public."

_SHEETS = (
    ("Your ICB", "Say first whose return this is and for which month.", "You fill in the yellow cells."),
    ("Cases", "One row for each review.", "You fill in the rows."),
    ("Record", "One review at a time, to read or to print.", "You type a Record no."),
    ("Checklist", "What is filled in of what is needed; what a check found.", "The first part works itself out."),
    ("Audit", "A sample to read again, with six yes or no questions.", "You fill it in, if you audit."),
    ("Summary", "Your ICB's own picture at the month's end, on one page.", "Works itself out."),
    ("Recommendations", "What reviews recommended and how far it is.", "Optional."),
    ("Lists", "The words that the dropdowns offer, with their meanings.", "To look up."),
)
_STEPS = (
    ("1  Your ICB", "Choose your ICB and type the last day of the reporting month."),
    (
        "2  Cases",
        "Use the next row that has a Record no. and nothing else. Begin at the left. Choose from the list wherever a "
        "cell shows an arrow. Each cell says what to enter when you choose it.",
    ),
    (
        "3  To complete",
        "The last column of Cases counts the cells that the record still needs, and names the first. Aim at Complete.",
    ),
    (
        "4  Checklist",
        "See, column by column, how much of what is needed is filled in. When the workbook has been checked, each "
        "finding says which row, what is wrong and what to do; the cells are shown bold and striped on Cases.",
    ),
    ("5  Your own count", "On Your ICB, enter how many reviews your own records hold. Summary shows any difference."),
    ("6  Summary", "Print it, or copy it into a board paper. Everything on it is counted from Cases as you type."),
)
_LONDON_CLOSES = (
    "Report completed, signed off, and published or under embargo. This is how London reads it; another region may "
    "read it otherwise, and its summary says how."
)
_OPEN = "From the formal commissioning of the review."
_MEANINGS = (
    (
        "Converted",
        "A rapid review that became a full review. Overwrite the type of the same row with the one marked - Converted; "
        "do not add a second row.",
    ),
    ("Date added", "The day on which you enter the record. The monthly totals go by it."),
    ("DHR / DARDR", "One and the same: the domestic homicide review is now the domestic abuse related death review."),
)
_NOT_AND_INSTEAD = (
    ("A name: Jordan Smith (made up)", "Child A, Adult B, the mother, the partner"),
    ("A date of birth, or an exact date of death beside an age", "aged 14; died in May 2024"),
    ("An address, a postcode, a school or a ward by name", "a flat in the borough; a secondary school; an acute ward"),
    ("An NHS number or a hospital number", "the StEIS, LFPSE or local reference, in its own column"),
    ("A colleague's name", "initials, two to four letters: AB"),
    ("A telephone number, an e-mail address, a car's number", "leave it out"),
    (
        "Jordan Smith (made up) was found by Ms Green from next door, who works at the corner shop.",
        "Adult B was found at home by a neighbour.",
    ),
)
_CHOOSING = (
    (
        "Choose, do not paste",
        "A pasted word goes round the list. Another spelling is often understood; any other word counts nowhere.",
    ),
    ("Up to three themes", "The main one first. Do not repeat one. Leave the others empty if there are no more."),
    ("Nothing fits", "Choose None of these, and say why in Comments. It is an answer and counts as no theme."),
    (
        "Up to three learning terms",
        "In the same way. A closed review needs at least one, or None of these.",
    ),
    ("Only the month is known", "Only for Incident date: type it in words, for example July 2020."),
    ("No number to give", "0 is an answer; an empty cell is not."),
    ("Too few rows", "Type below the last row: lists and limits go on there. Give the row the next Record no."),
)


@dataclass(slots=True)
class _Flow:
    """The page as it is filled from the top."""

    page: Page
    row: int

    def section(self, title: str, remark: str = "") -> None:
        """Begin a section with a coloured band, and a remark below it."""
        self.row += 1
        self.page.spread(self.row, 1, len(_WIDTHS), title, SECTION)
        self.page.height(self.row, 21)
        self.row += 1
        if remark:
            self.page.spread(self.row, 1, len(_WIDTHS), remark, {**HELP, "valign": "vcenter"})
            self.page.height(self.row, _height((remark, sum(_WIDTHS))))
            self.row += 1

    def headings(self, *headings: str) -> None:
        """Write the headings of a section's two or three columns."""
        self._write(headings, HEADING, HEADING)

    def line(self, *texts: str) -> None:
        """Write two or three texts: what it is about, then what is said of it."""
        self._write(texts, {**BODY, "bold": True}, BODY)

    def link(self, sheet: str, *texts: str) -> None:
        """Write a link to a sheet, then what is said of it."""
        self.page.link(self.row, 1, sheet, {**BODY, **LINK})
        self._write_after_first((sheet, *texts), BODY)

    def _write(self, texts: Sequence[str], first_look: Look, look: Look) -> None:
        self.page.put(self.row, 1, texts[0], first_look)
        self._write_after_first(texts, look)

    def _write_after_first(self, texts: Sequence[str], look: Look) -> None:
        if len(texts) == len(_WIDTHS):
            self.page.put_row(self.row, 2, texts[1:], look)
            self.page.height(self.row, _height(*zip(texts, _WIDTHS, strict=True)))
        else:
            self.page.spread(self.row, 2, len(_WIDTHS), texts[1], look)
            self.page.height(self.row, _height((texts[0], _WIDTHS[0]), (texts[1], sum(_WIDTHS[1:]))))
        self.row += 1


def _height(*texts_and_widths: tuple[str, int]) -> float:
    """The height of a row in points: a merged cell does not grow with its text, in Excel or elsewhere."""
    return 5 + 12.75 * max(1 + int(len(text) / (width * 1.05)) for text, width in texts_and_widths)


def write_guide(page: Page, plan: Plan) -> None:
    """Write the guide."""
    page.title("Guide to this workbook")
    page.widths(*_WIDTHS)
    page.put(2, 1, "Safeguarding case reviews of one ICB. Nobody may be recognised from what is written here.", HINT)
    write_note(page, 3, len(_WIDTHS), plan)
    flow = _Flow(page, 3)
    _write_where(flow)
    _write_how_to_write(flow)
    _write_contact(flow, plan)
    # The guide itself is one printed page; what follows is to look things up.
    page.break_before(flow.row + 1)
    _write_terms(flow)
    _write_boards(flow, plan)
    page.without_gridlines()
    page.tab(DARK_GREY)
    page.print_portrait()
    page.print_to_width()
    page.protect()


def _write_where(flow: _Flow) -> None:
    flow.section("What goes where")
    for sheet, what, who in _SHEETS:
        flow.link(sheet, what, who)
    flow.section("What to do, in order")
    for step, what in _STEPS:
        flow.line(step, what)


def _write_how_to_write(flow: _Flow) -> None:
    flow.section("No personal detail, in any cell")
    flow.headings("Do not write", "Write instead")
    for bad, good in _NOT_AND_INSTEAD:
        flow.line(bad, good)
    flow.section("What the words mean")
    for word, meaning in (("Open", _OPEN), ("Closed", _closes()), *_MEANINGS):
        flow.line(word, meaning)
    flow.section("How to choose")
    for case, what in _CHOOSING:
        flow.line(case, what)


def _closes() -> str:
    """When a review is closed: as the region reads it whose pack this workbook is made with, else as London does."""
    pack = pack_in_use()
    if pack is None:
        return _LONDON_CLOSES
    said = pack.closing_in_words.removeprefix("Closed: ").removesuffix(".")
    return f"{said[0].upper()}{said[1:]}. This is how {pack.name} reads it."


def _write_terms(flow: _Flow) -> None:
    flow.section("The 34 themes", f"The list is London's. {_OURS}")
    flow.headings("Theme", "Meaning")
    _write_vocabulary(flow, vocabulary("themes"))
    flow.section("The 22 learning terms", f"The list is London's. {_OURS}")
    flow.headings("Term", "Meaning")
    _write_vocabulary(flow, vocabulary("learning"))
    flow.section("Values that are ours", "No public source gives the values of these columns, so we chose them.")
    for name in VOCABULARY_NAMES:
        if _is_ours(name):
            flow.headings(_column_of(name), "Meaning")
            _write_vocabulary(flow, vocabulary(name))


def _is_ours(name: str) -> bool:
    return all(term.details.get("basis", "").startswith("ours") for term in vocabulary(name))


def _column_of(name: str) -> str:
    return next(column.header for column in COLUMNS if column.vocabulary == name).removesuffix(" 1")


def _write_vocabulary(flow: _Flow, terms: Iterable[Term]) -> None:
    for term in terms:
        in_full = term.details.get("expansion", "")
        flow.line(term.code, f"{in_full}: {term.meaning}" if in_full else term.meaning)


def _write_boards(flow: _Flow, plan: Plan) -> None:
    """Name the boards that no published page confirms; for an ICB, those that serve its local authorities."""
    if not plan.local_lists:
        return
    flow.section(
        "Boards to be confirmed by the region",
        "We did not see the names of these boards on a published page. Please tell your region if one is wrong. A name "
        "that is not in the list may be typed: the cell asks first.",
    )
    flow.headings("Serves", "Board", "Kind")
    for board in _unconfirmed(plan):
        kinds = {"SAB": "Adults (SAR)", "SCP": "Children (CSPR, rapid review)", "CSP": "Community safety (DHR)"}
        flow.line(board.details["local_authorities"], board.label, kinds[board.details["kind"]])


def _unconfirmed(plan: Plan) -> Sequence[Term]:
    boards = [board for board in vocabulary("boards") if board.details["confirmed"] == "no"]
    if plan.icb is None:
        return boards
    places = local_authorities_of(plan.icb, on=plan.organisations_on)
    return [board for board in boards if any(board_serves(board.code, place) for place in places)]


def _write_contact(flow: _Flow, plan: Plan) -> None:
    """Say whom to ask: no region has given an address for this workbook, and we make none up."""
    region = f" for the {region_of(plan.icb)} region" if plan.icb else ""
    flow.section("Whom to ask")
    flow.line(
        "About this workbook and the lists",
        f"NHS England's safeguarding team{region}. It has not given us an address to print here: your ICB's designated "
        "professionals know it, and may write it into the yellow cell.",
    )
    flow.page.put(flow.row, 1, "Your region's contact", LABEL)
    flow.page.spread(flow.row, 2, len(_WIDTHS), "", INPUT)
    flow.page.height(flow.row, 24)
    flow.page.name_cell(REGION_CONTACT, flow.row, 2)
    flow.row += 1
