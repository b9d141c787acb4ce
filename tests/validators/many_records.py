"""Six hundred made-up records in four returns, filled in by chance from one seed, and what the rules make of them.

`python -m tests.validators.many_records > tests/validators/many_records.txt` writes it anew. No person or case is real.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from validators.case_review import COLUMNS, Column
from validators.cells import CellError
from validators.check import CheckResult, check
from validators.entries import Circumstances, RawRow, SavedFile
from validators.pid import Confidence, Kind, Span
from validators.pid_elsewhere import PidElsewhere
from validators.required_cells import cells_to_complete
from validators.vocabularies import vocabulary
from validators.your_icb import YourIcb

__all__ = ["account", "returns"]

SEED = 20261128
RECORDS = 150
TODAY = date(2024, 11, 5)
OCTOBER = date(2024, 10, 31)

_ELSEWHERE = (
    PidElsewhere("Cases", "comment at D7", (Span(0, 12, Kind.NHS_NUMBER, Confidence.CERTAIN),)),
    PidElsewhere("Cases", "comment at D8", (Span(0, 5, Kind.NAME, Confidence.POSSIBLE),)),
    PidElsewhere("", "who saved it last", (Span(0, 5, Kind.NAME, Confidence.CERTAIN),), is_person=True),
)
_GIVEN = {
    "a return of London": Circumstances(TODAY, YourIcb(your_icb="QMF", reporting_month=OCTOBER)),
    "one that adopted the template in summer": Circumstances(
        TODAY,
        YourIcb(
            your_icb="QKK", reporting_month=OCTOBER, adopted_on=date(2024, 7, 1), return_part="Adults", own_total=9
        ),
    ),
    "a saved file after the merger of ICBs": Circumstances(
        date(2026, 5, 5),
        YourIcb(your_icb="QRV", reporting_month=date(2026, 4, 30), own_total=150, own_open=70, own_closed=80),
        saved=SavedFile(
            (6, 7), filtered=True, outside_table=(9,), drift=("Status",), elsewhere=_ELSEWHERE, unread=("a",)
        ),
    ),
    "another region": Circumstances(
        TODAY, YourIcb(your_icb="QOX", own_open=5), saved=SavedFile(drift=(), elsewhere=())
    ),
}
# Days as rules count them: from each other, from today, from the month's end.
_APART = (
    0,
    0,
    0,
    1,
    -1,
    2,
    5,
    14,
    15,
    16,
    20,
    21,
    22,
    28,
    30,
    31,
    45,
    60,
    89,
    90,
    91,
    92,
    120,
    181,
    184,
    185,
    366,
    731,
    10_958,
    11_322,
)
_TEXTS = (
    *("TBC", "n/a", "As above", "See overview", "None", "Awaiting update", "No learning yet", "-", "x", "Ongoing"),
    *("Adult A was found unwell at home after missed visits.", "Child B, aged 14, was found unwell on 2 May 2024."),
    *("Adult A was found unwell at home, after missed visits", "On May 2, 2024 a boy of 3 years was hurt."),
    *("The panel has met twice and heard the family.", "Schools share concerns at once.", "Share earlier. Ask again."),
    *(
        "Domestic abuse and neglect; mother called 999.",
        "DOMESTIC ABUSE REVIEW TYPE NOT KNOWN",
        "Type: section 44 review",
    ),
    *(
        "Her NHS number is 999 000 0018 (made up).",
        "Seen with Aisha Khan",
        "Write to a.person@example.org",
        "word " * 700,
    ),
    *(
        "The sister, 07700 900123, was told.",
        "Embargoed until the trial ends.",
        "Nothing to say.\nSee http://example.org",
    ),
)
_WORDS = {
    "term": (
        "Neglct",
        " NEGLCT",
        "Opne",
        "DV",
        "DHR",
        "adult",
        "SAR",
        "Rapid review",
        "None of these",
        "a word of no list",
    ),
    "date": ("12/03/2024", "July 2020", "31/02/2024", "1st of June 2024", "Sept 2023", 45_000.0, 3.0, "soon", "2024"),
    "number": ("two", "3", 1.5, -1.0, 9.0),
    "initials": ("A. B.", "abc", "AB/CDE", "Jane Smith", "AB CD", "ABCDE"),
    "reference": (
        "2024/101",
        "2024/102",
        "L-17",
        "QKK/12",
        "QMF/3",
        "QMF/Adults/4",
        "1",
        "2",
        "999 000 0018",
        "tbc",
        "StEIS 5",
    ),
    "link": (
        "https://www.example.org/report",
        "www.example.org",
        "report.pdf",
        "http://example.org/a b",
        "C:\\reports\\1.docx",
    ),
    "record": ("12", "1a", "QKK/12", "a name", 3.0),
    "text": (),
}


def _cell(chance: random.Random, column: Column, begun: date) -> object:
    what = chance.random()
    if what < 0.22:
        return None
    if what < 0.30:
        odd = (*_WORDS[column.kind], CellError("#N/A"), "  ", "TBC", "?")
        return chance.choice(odd)
    if column.vocabulary:
        codes = vocabulary(column.vocabulary).codes
        return chance.choice(codes[:9] if chance.random() < 0.7 else codes)
    if column.kind == "date":
        return begun + timedelta(days=chance.choice(_APART))
    if column.kind == "number":
        return float(chance.randrange(5))
    if column.kind == "text":
        return chance.choice(_TEXTS)
    return chance.choice(
        {"initials": ("AB", "CD/EF"), "record": (chance.randrange(1, 190),)}.get(column.kind, _WORDS[column.kind])
    )


def returns() -> Iterator[tuple[str, Circumstances, list[RawRow]]]:
    """Each return by what it is: its circumstances and rows; half of its dates are near those that rules count from."""
    for what, given in _GIVEN.items():
        rows = []
        for place in range(RECORDS):
            record = f"{SEED} {what} {place}"
            chance = random.Random(record)  # noqa: S311 - made-up records, no secret
            begun = given.today - timedelta(days=chance.choice((*_APART, *range(0, 1500, 50))))
            # Each cell has a chance of its own, so that a new column leaves the others as they are.
            cells = {column.header: _cell(random.Random(record + column.header), column, begun) for column in COLUMNS}  # noqa: S311
            cells["Record no."] = float(place + 1) if chance.random() < 0.9 else cells["Record no."]
            cells["ICB"] = given.your_icb.your_icb if chance.random() < 0.8 else cells["ICB"]
            if place % 10 == 9:
                cells |= {header: rows[-1].cells[header] for header in ("Incident date", "Overview")}
            formulas = frozenset({"Status"} if chance.random() < 0.05 else ())
            added = {"AR": chance.choice(_TEXTS)} if chance.random() < 0.05 else {}
            rows.append(RawRow(cells, row=5 + place, formulas=formulas, added=added))
        yield what, given, rows


def account() -> Iterator[str]:
    """Per return and rule: how many records end in each state; where how many findings of which severity stand."""
    for what, given, rows in returns():
        yield f"# {what}"
        yield from _told(check(rows, given=given))


def _told(result: CheckResult) -> Iterator[str]:
    assert result.crashed == ()
    found = Counter((each.rule, each.column, each.severity.value, bool(each.suggestion)) for each in result.findings)
    for rule in result.book:
        states = (f"{records} {state}" for state, records in result.states[rule.id].items() if records)
        yield f"{rule.id}: {', '.join(states)}"
        for (_, column, severity, suggests), count in sorted(item for item in found.items() if item[0][0] == rule.id):
            yield f"    {column}: {count} {severity}{', with a suggestion' if suggests else ''}"
    lacking = Counter(header for one in result.entries for header in cells_to_complete(one.review, unread=one.problems))
    yield f"to complete: {', '.join(f'{header} {count}' for header, count in sorted(lacking.items()))}"
    passed, failed = (sum(getattr(share, how) for share in result.shares) for how in ("passed", "failed"))
    yield f"in the score: {passed} passed, {failed} failed; {len(result.erring)} records err"


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in account())
