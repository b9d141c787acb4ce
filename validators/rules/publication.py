"""Section D, part two: published and embargoed reports, and the link to them."""

from __future__ import annotations

import re

from validators.cells import parse_day
from validators.entries import Circumstances, Entry
from validators.findings import Severity
from validators.glance import passes_if, passes_if_filled, passes_if_written
from validators.missing import emptiness, is_missing
from validators.placeholders import is_placeholder
from validators.rulebook import Fault, Faults, rule
from validators.when import EMBARGOED, LINKED, PUBLISHED

_WEB_ADDRESS = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)
_BARE_ADDRESS = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?P<last>[a-z]{2,})(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE
)
_FILE_ENDING = re.compile(r"pdf|docx?|docm|odt|rtf|txt|csv|xls[xm]?|pptx?|html?|msg|eml|zip", re.IGNORECASE)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_DATE_IN_TEXT = re.compile(
    r"\b(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2}[/.-]\d{4}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?: of)?[ -]?{_MONTH}[, -]{{0,2}}\d{{2,4}}"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    rf"|{_MONTH}[, -]{{0,2}}\d{{4}})\b",
    re.IGNORECASE,
)


@rule(
    "D03",
    title="A published report has an address and a date",
    severity=Severity.ERROR,
    when=PUBLISHED,
    columns=["Link to report", "Date published"],
    each=True,
    why="A published report has an address and a date.",
    fix="Please either fill the cell in, or choose another publication status.",
    passing=passes_if_written("Link to report") & passes_if_filled("Date published"),
    source="deck",
    passes="""
        | Publication status | Link to report                 | Date published |
        | Published          | https://www.example.org/report | 2024-09-03     |
        """,
    fails="""
        | Publication status | Link to report                 | Date published |
        | Published          |                                |                |
        | Published          | TBC                            | 2024-09-03     |
        | Published          | https://www.example.org/report |                |
        """,
    mended="""
        | Publication status | Link to report                 | Date published |
        | Published          | https://www.example.org/report | 2024-09-03     |
        | To be published    | TBC                            |                |
        | Published          | https://www.example.org/report | 2024-09-03     |
        """,
)
def published_report_can_be_found(entry: Entry, _: Circumstances) -> Faults:
    """A placeholder counts as missing. Whether the link is a web address is D04's business."""
    link = entry.review.link_to_report
    if (link is None or is_placeholder(link)) and is_missing(entry, "Link to report"):
        yield Fault("Link to report", emptiness(entry, "Link to report"))
    if entry.review.date_published is None and is_missing(entry, "Date published"):
        yield Fault("Date published", emptiness(entry, "Date published"))


@rule(
    "D04",
    title="A link to a report is a web address",
    severity=Severity.ERROR,
    when=LINKED,
    columns=["Link to report"],
    passing=passes_if("Link to report", _WEB_ADDRESS.fullmatch),
    why="A link that does not open.",
    fix="Please either paste the address of the report, beginning with https://, or clear the cell.",
    source="own",
    passes="""
        | Link to report                          |
        | https://www.example.org/reports/b.pdf   |
        | http://example.org                      |
        """,
    fails="""
        | Link to report              |
        | www.example.org/reports/b   |
        | see the board's own pages   |
        | report.pdf                  |
        """,
    mended="""
        | Link to report                      | Status |
        | https://www.example.org/reports/b   | Closed |
        |                                     | Closed |
        | https://www.example.org/report.pdf  | Closed |
        """,
)
def link_is_a_web_address(entry: Entry, _: Circumstances) -> Faults:
    """Only the form is looked at; nothing is opened. One address to a cell, without blanks.

    An address without its scheme is advice, and the full one is suggested unless something personal stands in it. A
    bare file name is no address, although it looks like one.
    """
    link = entry.review.link_to_report or ""
    if _WEB_ADDRESS.fullmatch(link):
        return
    bare = _BARE_ADDRESS.fullmatch(link)
    if bare and not _FILE_ENDING.fullmatch(bare["last"]):
        yield Fault(
            "Link to report",
            "the address lacks https:// at its beginning",
            fix="Please put https:// before the address.",
            suggestion="" if entry.find_pid(link) else f"https://{link}",
            severity=Severity.ADVICE,
        )
    else:
        yield Fault("Link to report", "the cell holds no web address")


@rule(
    "D07",
    title="An embargoed report has no link yet",
    severity=Severity.WARNING,
    when=EMBARGOED,
    columns=["Link to report"],
    why="It may reveal it.",
    fix="Please either clear the link, or choose Published if the embargo has ended.",
    source="own",
    passes="""
        | Publication status | Link to report |
        | Embargoed          |                |
        """,
    fails="""
        | Publication status | Link to report                 |
        | Embargoed          | https://www.example.org/report |
        """,
    mended="""
        | Publication status | Link to report                 |
        | Published          | https://www.example.org/report |
        | Embargoed          |                                |
        """,
)
def embargoed_report_is_not_linked(entry: Entry, _: Circumstances) -> Faults:
    """A placeholder is no link."""
    link = entry.review.link_to_report
    if link is not None and not is_placeholder(link):
        yield Fault("Link to report", "a link is given and the report is embargoed")


@rule(
    "D10",
    title="Comments say when to look at an embargo again",
    severity=Severity.ADVICE,
    when=EMBARGOED,
    columns=["Comments"],
    why="An embargo without an end is forgotten.",
    fix="Please write in Comments when to look at the embargo again, for example March 2025.",
    source="own",
    passes="""
        | Publication status | Comments                                  |
        | Embargoed          | Until the trial ends; look again 1/3/2025 |
        | Embargoed          | Look again in March 2025.                 |
        """,
    fails="""
        | Publication status | Comments             |
        | Embargoed          |                      |
        | Embargoed          | Until the trial ends |
        """,
    mended="""
        | Publication status | Comments                                        |
        | Embargoed          | March 2025                                      |
        | Embargoed          | Until the trial ends; look again 1st March 2025 |
        """,
)
def embargo_is_looked_at_again(entry: Entry, _: Circumstances) -> Faults:
    """Any date in Comments is taken for it, a month with its year as well, and also one that has passed."""
    comments = entry.review.comments
    if comments is None or not any(parse_day(found[0]) for found in _DATE_IN_TEXT.finditer(comments)):
        yield Fault("Comments", "no date stands there on which to look at the embargo again")
