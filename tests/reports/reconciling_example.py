"""A labelled extract and the returns behind it: which rows are one review is known. All of it is made up, by seed.

Three hundred reviews stand on both sides. References are missing, mistyped or of another kind; days slip, swap with
their month or fail; types were converted; deaths have joint reviews; siblings share their days; rows stand twice.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import openpyxl

from reports.reconciling import SideRecord, reconcile, records_of_extract, records_of_return
from validators.vocabularies import vocabulary
from validators.vocabularies.organisations import boards_of, icbs_of, local_authorities_of
from workbook_templates.importing.understanding import understand_spreadsheet
from workbook_templates.reading import read_return
from workbook_templates.template import FilledReturn, template_bytes

OCTOBER = date(2024, 10, 31)
PAIRS = 300
_ONLY_TRACKER, _ONLY_LOCAL, _TWICE = 25, 25, 15
_DAYS = (
    "Incident date", "Date referred or notified", "Date added", "Date commissioned", "Date signed off", "Date closed",
)  # fmt: skip
_KINDS = {"DHR Adult": "CSP", "CSPR Child": "SCP", "SAR Adult": "SAB", "Rapid Review": "SCP"}
_LAYOUT = {
    "Organisation": "ICB",
    "Case status": "Status",
    "StEIS number": "Identifier reference 1",
    "Local reference": "Identifier reference 2",
    "Type of review": "Review type",
    "Safeguarding partnership / board": "Partnership or board",
    "Borough": "Borough or local authority",
    "Incident date": "Incident date",
    "Referral date": "Date referred or notified",
    "Date added": "Date added",
    "Date commissioned": "Date commissioned",
    "Report signed off date": "Date signed off",
    "Date closed": "Date closed",
    "Abuse theme 1": "Theme 1",
    "Abuse theme 2": "Theme 2",
}
"""The extract's own headers."""

SPARSE = ("Organisation", "Case status", "StEIS number", "Type of review", "Borough", "Incident date", "Date added")
"""Those of an extract that tells little."""

Row = dict[str, Any]


@dataclass(frozen=True)
class Example:
    """The two sides and the truth.

    Attributes:
        extract: an xlsx in a layout of its own.
        returns: ICB code to its return.
        truth: row of the extract to ICB and record number of the same review.
        twins: rows of the extract that repeat another one: either is right.
        alone: rows of the extract without any record in a return.
    """

    extract: bytes
    returns: Mapping[str, bytes]
    truth: Mapping[int, tuple[str, str]]
    twins: Mapping[int, int]
    alone: frozenset[int] = field(default_factory=frozenset)


def example(seed: int = 300, *, headers: Sequence[str] = tuple(_LAYOUT)) -> Example:
    """Make the labelled example, its extract with some of the columns."""
    made = _Maker(random.Random(seed))  # noqa: S311 - made-up reviews, nothing secret
    both = made.reviews(PAIRS)
    only_local = [made.review() for _ in range(_ONLY_LOCAL)]
    only_tracker = [made.review() for _ in range(_ONLY_TRACKER)]
    local = [*both, *only_local]
    made.rng.shuffle(local)
    numbers: dict[int, tuple[str, str]] = {}
    by_icb: dict[str, list[Row]] = {}
    for row in local:
        rows = by_icb.setdefault(row["ICB"], [])
        rows.append(made.as_kept(row) | {"Record no.": len(rows) + 1})
        numbers[id(row)] = (row["ICB"], str(len(rows)))
    entered = [(row, made.as_entered(row)) for row in [*both, *only_tracker]]
    entered += [(row, dict(one)) for row, one in made.rng.sample(entered[:PAIRS], _TWICE)]
    made.rng.shuffle(entered)
    truth: dict[int, tuple[str, str]] = {}
    first: dict[int, int] = {}
    twins: dict[int, int] = {}
    alone = set()
    for place, (row, _) in enumerate(entered, start=2):
        if id(row) in first:
            twins[place] = first[id(row)]
        elif id(row) in numbers:
            first[id(row)] = place
            truth[place] = numbers[id(row)]
        else:
            alone.add(place)
    returns = {icb: _return(icb, rows) for icb, rows in sorted(by_icb.items())}
    return Example(_extract([one for _, one in entered], headers), returns, truth, twins, frozenset(alone))


class _Maker:
    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self._numbers = iter(rng.sample(range(1_000, 99_999), 5_000))
        self._icbs = [icb.code for icb in icbs_of("London", on=OCTOBER)]
        self._themes = [term.code for term in vocabulary("themes").counted]

    def reviews(self, number: int) -> list[Row]:
        """Reviews of which every tenth shares its death with the one before: joint, or of siblings."""
        rows: list[Row] = []
        while len(rows) < number:
            rows.append(self.review())
            if len(rows) % 10 == 0 and len(rows) < number:
                rows.append(self._joint(rows[-1]) if self.rng.random() < 0.5 else self._sibling(rows[-1]))
        return rows

    def review(self, kind: str = "") -> Row:
        rng = self.rng
        kind = kind or rng.choices(list(_KINDS), weights=(3, 3, 5, 4))[0]
        icb = rng.choice(self._icbs)
        borough = rng.choice(local_authorities_of(icb, on=OCTOBER))
        incident = date(2022, 1, 3) + timedelta(days=rng.randrange(900))
        number = next(self._numbers)
        row: Row = {
            "ICB": icb,
            "Borough or local authority": borough,
            "Partnership or board": boards_of(borough, _KINDS[kind])[0],
            "Status": rng.choice(("Open", "Closed")),
            "Review type": kind,
            "Identifier reference 1": f"{incident.year}/{number}",
            "Identifier reference 2": f"{icb}-{kind[:3].strip()}-{number % 1_000:03}",
            "Incident date": incident,
            "Date referred or notified": incident + timedelta(days=rng.randrange(2, 40)),
            "Theme 1": rng.choice(self._themes),
            "Theme 2": rng.choice(self._themes),
        }
        return self._dated(row)

    def _dated(self, row: Row) -> Row:
        rng, referred = self.rng, row["Date referred or notified"]
        row["Date added"] = referred + timedelta(days=rng.randrange(0, 12))
        row["Date commissioned"] = referred + timedelta(days=rng.randrange(5, 60))
        if row["Status"] == "Closed":
            row["Date signed off"] = row["Date commissioned"] + timedelta(days=rng.randrange(40, 200))
            row["Date closed"] = row["Date signed off"] + timedelta(days=rng.randrange(3, 60))
        return row

    def _joint(self, other: Row) -> Row:
        """Another kind of review of the same death, under the same StEIS number."""
        kind = "DHR Adult" if other["Review type"] == "SAR Adult" else "SAR Adult"
        row = self.review(kind) | {
            header: other[header]
            for header in ("ICB", "Borough or local authority", "Incident date", "Identifier reference 1", "Theme 1")
        }
        row["Partnership or board"] = boards_of(row["Borough or local authority"], _KINDS[kind])[0]
        row["Date referred or notified"] = row["Incident date"] + timedelta(days=self.rng.randrange(2, 40))
        row["Identifier reference 2"] = f"{row['ICB']}-{kind[:3]}-{next(self._numbers) % 1_000:03}"
        return self._dated(row)

    def _sibling(self, other: Row) -> Row:
        """The same kind of review by the same board after the same incident, with references of its own."""
        row = self.review(other["Review type"])
        number = next(self._numbers)
        same = ("ICB", "Borough or local authority", "Partnership or board", "Incident date")
        row |= {header: other[header] for header in (*same, "Date referred or notified", "Status")}
        row["Identifier reference 1"] = f"{row['Incident date'].year}/{number}"
        row["Identifier reference 2"] = f"{row['ICB']}-{row['Review type'][:3].strip()}-{number % 1_000:03}"
        return self._dated({header: row[header] for header in row if header not in ("Date signed off", "Date closed")})

    def as_kept(self, row: Row) -> Row:
        """The record as the ICB keeps it: every tenth without its StEIS number."""
        kept = dict(row)
        if self.rng.random() < 0.1:
            del kept["Identifier reference 1"]
        return _with_kinds(kept)

    def as_entered(self, row: Row) -> Row:
        """The record as somebody entered it in the tracker."""
        rng, entered = self.rng, dict(row)
        self._enter_references(entered)
        for header in _DAYS:
            if header in entered:
                self._enter_day(entered, header)
        if rng.random() < 0.08:
            entered["Status"] = "Open" if entered["Status"] == "Closed" else "Closed"
        if row["Review type"] == "Rapid Review" and rng.random() < 0.1:
            entered["Review type"] = "CSPR Child - Converted"
        elif rng.random() < 0.03:
            entered["Review type"] = "Not Stated"
        for header, chance in (("Partnership or board", 0.1), ("Theme 1", 0.15), ("Theme 2", 0.2), ("ICB", 0.05)):
            if rng.random() < chance:
                entered[header] = None
        return entered

    def _enter_references(self, entered: Row) -> None:
        rng, chance = self.rng, self.rng.random()
        year, _, digits = entered["Identifier reference 1"].partition("/")
        if chance < 0.12:
            places = [place for place in range(len(digits) - 1) if digits[place] != digits[place + 1]]
            if places:
                place = rng.choice(places)
                swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
                entered["Identifier reference 1"] = f"{year}/{swapped}"
        elif chance < 0.17:
            entered["Identifier reference 1"] = f"{year}/{(int(digits) + rng.choice((1, 10, 300))) % 100_000}"
        elif chance < 0.30:
            entered["Identifier reference 1"] = None
        if rng.random() < 0.5:
            entered["Identifier reference 2"] = None

    def _enter_day(self, entered: Row, header: str) -> None:
        day, chance = entered[header], self.rng.random()
        if chance < 0.08:
            entered[header] = day + timedelta(days=self.rng.choice((-2, -1, 1, 2)))
        elif chance < 0.11 and day.day <= 12:
            entered[header] = date(day.year, day.day, day.month)
        elif chance < 0.20:
            entered[header] = None
        elif chance < 0.25:
            entered[header] = day + timedelta(days=self.rng.randrange(20, 90))
        elif header == "Date added" and chance < 0.7:
            entered[header] = day + timedelta(days=self.rng.randrange(0, 25))


def _with_kinds(row: Row) -> Row:
    kinds = {"Identifier reference 1": "StEIS", "Identifier reference 2": "Local"}
    return row | {f"Identifier type {header[-1]}": kind for header, kind in kinds.items() if header in row}


def _return(icb: str, rows: list[Row]) -> bytes:
    heading = {"your_icb": icb, "reporting_month": OCTOBER, "return_part": "Whole", "return_number": 1}
    return template_bytes(filled=FilledReturn(your_icb=heading, rows=rows), ready_rows=1)


def _extract(rows: list[Row], headers: Sequence[str]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Tracker extract"
    sheet.append(list(headers))
    for row in rows:
        sheet.append([row.get(_LAYOUT[header]) for header in headers])
    content = BytesIO()
    book.save(content)
    return content.getvalue()


@dataclass(frozen=True)
class Measured:
    """How well the pairs that were found are those that are true."""

    precision: float
    recall: float


def both_sides(made: Example) -> tuple[list[SideRecord], list[SideRecord]]:
    """The records of the extract and of the returns, read as the command reads them."""
    tracker = records_of_extract(understand_spreadsheet(made.extract))
    read = {icb: read_return(content) for icb, content in made.returns.items()}
    return tracker, [record for icb, one in read.items() for record in records_of_return(one, file=f"{icb}.xlsx")]


def measured(made: Example) -> Measured:
    """Pair the example and hold the pairs against the truth; of a row that stands twice either is right."""
    pairs = reconcile(*both_sides(made)).pairs
    right = set()
    for pair in pairs:
        row = made.twins.get(pair.tracker.row or 0, pair.tracker.row or 0)
        if made.truth.get(row) == (pair.local.icb, pair.local.record_no):
            right.add(row)
    return Measured(len(right) / len(pairs), len(right) / len(made.truth))
