"""The records of the example, whole and right: every column of every review, before any fault is planted."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reports.london_example.allocation import (
    GROUPS,
    LEARNING_MENTIONS,
    THEME_SHARES,
    deal,
    spread,
)
from reports.london_example.figures import PublishedFigures
from reports.london_example.narrative import Narrator
from reports.london_example.outlines import NOT_STATED, RAPID_REVIEW, CaseOutline
from reports.london_example.themes import (
    ADULT_STAGES,
    CHILD_STAGES,
    TEENAGER,
    companions,
    near_duplicates,
    stages_shared,
)
from reports.london_example.timeline import TRACKER_BEGAN, Calendar, Span, Timeline
from validators.case_review import COLUMNS
from validators.vocabularies.organisations import boards_of, local_authorities_of

Cell = str | int | date | None
Row = dict[str, Cell]
"""A record as it stands in `Cases`: column header to text, whole number, date, or None for an empty cell."""

HEADERS = tuple(column.header for column in COLUMNS if column.field != "origin")
STALE_AFTER_DAYS = 90

_STAGES_OF_GROUP = {"CSPR": CHILD_STAGES, "SAR": ADULT_STAGES, "DHR": ADULT_STAGES, RAPID_REVIEW: CHILD_STAGES}
_BOARD_KINDS = {"CSPR": "SCP", "SAR": "SAB", "DHR": "CSP", RAPID_REVIEW: "SCP"}
# Of the reviews without a type every third is about a child.
_NOT_STATED_CHILD = 3
_FIRST_FULL_CLOSING = date(2022, 5, 3)
_FIRST_RAPID_CLOSING = date(2022, 1, 17)

_INITIALS = {
    "QMF": ("RK", "JTM", "SA/PL", "DN"),
    "QMJ": ("EB", "CW", "FHO", "LT"),
    "QRV": ("GS", "NP/KM", "AR", "VJ"),
    "QKK": ("HD", "OB", "MCE", "TS"),
    "QWE": ("PW", "BK/RS", "YL", "JG"),
}
_AREAS = {"QMF": "NEL", "QMJ": "NCL", "QRV": "NWL", "QKK": "SEL", "QWE": "SWL"}
_MEDIA = ("Unlikely",) * 12 + ("Possible",) * 5 + ("Likely",) * 2 + ("Already reported",)
_PUBLICATION = ("Published",) * 6 + ("Not for publication",) * 3 + ("Embargoed",)
# One that led to a full review has been made a converted one.
_RAPID_OUTCOMES = ("No further review",) * 8 + ("Other",)
_EMBARGO_ENDS = ("31 December 2024", "31 January 2025", "28 February 2025", "31 March 2025")


@dataclass(frozen=True, slots=True)
class Case:
    """An outline with its themes and learning, the life stage of the person and the kind of board.

    Attributes:
        outline: Type, status, ICB and months.
        themes: One to three.
        learning: One to three on a closed review, else none.
        stage: Life stage of the person.
        board_kind: SAB, SCP or CSP.
    """

    outline: CaseOutline
    themes: tuple[str, ...]
    learning: tuple[str, ...]
    stage: str
    board_kind: str

    @property
    def is_homicide(self) -> bool:
        """Whether a community safety partnership commissioned it."""
        return self.board_kind == "CSP"


def make_cases(outlines: Sequence[CaseOutline], figures: PublishedFigures, rng: random.Random) -> list[Case]:
    """Give every outlined review its themes and learning so that all published counts and ranks come out."""
    by_group = {group: [case for case in outlines if case.group == group] for group in GROUPS}
    themes = spread(
        figures.theme_counts,
        shares=THEME_SHARES,
        sizes={group: len(members) for group, members in by_group.items()},
        top=figures.theme_top,
    )
    closed = {group: sum(not case.is_open for case in members) for group, members in by_group.items()}
    learning = spread(
        {term: sum(mentions) for term, mentions in LEARNING_MENTIONS.items()},
        shares=LEARNING_MENTIONS,
        sizes=closed,
        top=figures.learning_top,
    )
    cases: list[Case] = []
    for group, members in by_group.items():
        allowed = _stages_allowed(group, members)

        def themes_fit(place: int, hand: Sequence[str], allowed: Sequence[tuple[str, ...]] = allowed) -> int:
            clashes = near_duplicates(hand) + (not stages_shared(hand, allowed[place]))
            return -10 * clashes or companions(hand)

        dealt = deal(themes[group], records=len(members), worth=themes_fit, rng=rng)
        taught = iter(deal(learning[group], records=closed[group], worth=_learning_fits, rng=rng))
        for outline, stages, hand in zip(members, allowed, dealt, strict=True):
            stage = rng.choice(stages_shared(hand, stages))
            lessons = () if outline.is_open else tuple(next(taught))
            cases.append(Case(outline, tuple(hand), lessons, stage, _board_kind(group, hand, stage)))
    return cases


def _stages_allowed(group: str, members: Sequence[CaseOutline]) -> list[tuple[str, ...]]:
    if group == NOT_STATED:
        return [ADULT_STAGES if place % _NOT_STATED_CHILD else CHILD_STAGES for place, _ in enumerate(members)]
    child_homicide = (TEENAGER,)
    return [child_homicide if case.review_type == "DHR Child" else _STAGES_OF_GROUP[group] for case in members]


def _learning_fits(_: int, hand: Sequence[str]) -> int:
    return len(set(hand)) - len(hand)


def _board_kind(group: str, themes: Sequence[str], stage: str) -> str:
    if group in _BOARD_KINDS:
        return _BOARD_KINDS[group]
    if stage in CHILD_STAGES:
        return "SCP"
    return "CSP" if {"Domestic Abuse", "Domestic Violence"} & set(themes) else "SAB"


class RecordWriter:
    """Writes the rows of one ICB; references and incident dates differ from row to row."""

    def __init__(
        self, icb: str, *, figures: PublishedFigures, narrator: Narrator, references: set[int], rng: random.Random
    ) -> None:
        self._icb = icb
        self._months = [month.month for month in figures.monthly_totals]
        self._narrator = narrator
        self._references = references
        self._rng = rng
        self._calendar = Calendar(rng, reporting_day=figures.data_up_to)
        self._boroughs = local_authorities_of(icb, on=figures.data_up_to)

    def rows(self, cases: Sequence[Case]) -> list[Row]:
        """Write the records in order of entry, numbered from 1."""
        dated = [(case, self._dates(case.outline)) for case in cases]
        dated.sort(key=lambda pair: pair[1].added)
        return [self._row(number, case, dates) for number, (case, dates) in enumerate(dated, start=1)]

    def _dates(self, case: CaseOutline) -> Timeline:
        added_in = self._span(case.month_added, TRACKER_BEGAN)
        if case.month_closed is None:
            if case.review_type == RAPID_REVIEW:
                return self._calendar.open_rapid_review(added_in)
            return self._calendar.open_review(added_in, converted=case.is_converted)
        if case.review_type == RAPID_REVIEW:
            closed_in = self._span(case.month_closed, _FIRST_RAPID_CLOSING)
            return self._calendar.closed_rapid_review(closed_in, added_in if case.month_added else None)
        closed_in = self._span(case.month_closed, _FIRST_FULL_CLOSING)
        return self._calendar.closed_review(closed_in, converted=case.is_converted)

    def _span(self, month: int, first: date) -> Span:
        last = self._months[month]
        return Span(last.replace(day=1) if month else first, last)

    def _row(self, number: int, case: Case, dates: Timeline) -> Row:
        row: Row = dict.fromkeys(HEADERS)
        borough = self._rng.choice(self._boroughs)
        row |= {
            "Record no.": number,
            "ICB": self._icb,
            "Borough or local authority": borough,
            "Partnership or board": self._rng.choice(boards_of(borough, case.board_kind)),
            "Status": "Open" if case.outline.is_open else "Closed",
            "Review type": case.outline.review_type,
            "Incident date": dates.incident,
            "Date referred or notified": dates.referred,
            "Date added": dates.added,
            "Date commissioned": dates.commissioned,
            "Date signed off": dates.signed_off,
            "Date closed": dates.closed,
            "Designated professional": self._rng.choice(_INITIALS[self._icb]),
            "Overview": self._narrator.overview(
                case.themes,
                stage=case.stage,
                homicide=case.is_homicide,
                ages=(16, 17) if case.outline.review_type == "DHR Child" else None,
            ),
            "Media interest": self._rng.choice(_MEDIA),
            "Comments": self._narrator.comment() if self._rng.random() < 1 / 6 else None,
        }
        row |= {f"Theme {place}": theme for place, theme in enumerate(case.themes, start=1)}
        row |= {f"Learning {place}": term for place, term in enumerate(case.learning, start=1)}
        row |= self._identifiers(number, case, dates)
        row |= self._open_columns(case, dates) if case.outline.is_open else self._closed_columns(case, dates, row)
        if dates.outcome:
            row |= self._rapid_outcome(case, dates.outcome)
        return row

    def _identifiers(self, number: int, case: Case, dates: Timeline) -> Row:
        """Give a StEIS number, a local reference, or both; now and then a reference of a national body."""
        year = dates.referred.year
        local = ("Local", f"{_AREAS[self._icb]}-{case.board_kind}-{year % 100}-{number:03d}")
        chance = self._rng.random()
        references = [local]
        if chance < 0.75:
            references = [("StEIS", f"{year}/{self._number(1000, 30000)}")]
            if chance < 0.4:
                references.append(local)
            elif chance < 0.5 and case.board_kind == "SCP":
                references.append(("National Panel", f"NP/{year}/{self._number(100, 1000)}"))
            elif chance < 0.5 and case.is_homicide:
                references.append(("Home Office", f"HO/{year}/{self._number(100, 1000)}"))
        return {
            header: text
            for place, (kind, reference) in enumerate(references, start=1)
            for header, text in (
                (f"Identifier type {place}", kind),
                (f"Identifier reference {place}", reference),
            )
        }

    def _number(self, first: int, end: int) -> int:
        """Draw a number that no other reference of the region has."""
        while True:
            number = self._rng.randrange(first, end)
            if number not in self._references:
                self._references.add(number)
                return number

    def _open_columns(self, case: Case, dates: Timeline) -> Row:
        stage = self._stage(case, dates)
        reported = self._calendar.reporting_day
        since = max(
            reported - timedelta(days=STALE_AFTER_DAYS - 4), dates.commissioned, dates.signed_off or dates.added
        )
        rapid = case.outline.review_type == RAPID_REVIEW
        decided = dates.signed_off is not None or self._rng.random() < 1 / 5
        return {
            "Stage": stage,
            "Progress update": self._narrator.progress(stage, stage=case.stage),
            "Progress updated on": self._calendar.working_day(since, reported),
            "Publication status": None if rapid else "To be published" if decided else "Not yet decided",
        }

    def _stage(self, case: Case, dates: Timeline) -> str:
        if case.outline.review_type == RAPID_REVIEW:
            return "Referred"
        if dates.signed_off:
            approved = "Awaiting outside approval" if case.is_homicide else "Signed off"
            return self._rng.choice((approved, "Ready to publish"))
        days = (self._calendar.reporting_day - dates.commissioned).days
        if days < 60:
            return "Commissioned"
        return "Panel under way" if days < 270 or self._rng.random() < 1 / 3 else "Report drafted"

    def _closed_columns(self, case: Case, dates: Timeline, row: Row) -> Row:
        closed, signed_off = dates.closed, dates.signed_off
        if closed is None:  # pragma: no cover - the calendar dates the closing of each review that has one
            raise ValueError("A closed review needs the date of its closing.")
        columns: Row = {"Stage": "Finished", "Lessons and recommendations": self._narrator.lessons(case.learning)}
        if self._rng.random() < 1 / 2:
            columns["Progress update"] = self._narrator.progress("Finished", stage=case.stage)
            columns["Progress updated on"] = closed
        if signed_off is None:
            columns["Publication status"] = self._rng.choice(("Not for publication", "Not for publication", None))
            return columns
        columns |= self._publication(case, signed_off, closed, str(row["Identifier reference 1"]))
        if case.outline.group == "DHR":
            made = self._rng.randrange(0, 7)
            columns |= {
                "Health recommendations": made,
                "Health recommendations verified": self._rng.randrange(made // 2, made + 1),
                "Verified by": self._rng.choice(_INITIALS[self._icb]).partition("/")[0],
                "Verified on": self._calendar.working_day(signed_off, closed),
            }
        return columns

    def _publication(self, case: Case, signed_off: date, closed: date, reference: str) -> Row:
        status = self._rng.choice(_PUBLICATION)
        if status == "Embargoed":
            return {
                "Publication status": status,
                "Comments": f"The embargo is to be looked at again on {self._rng.choice(_EMBARGO_ENDS)}.",
            }
        if status == "Not for publication":
            return {"Publication status": status}
        page = f"{case.board_kind}-{reference.replace('/', '-')}".lower()
        return {
            "Publication status": status,
            "Date published": self._calendar.working_day(signed_off, closed),
            "Link to report": f"https://reviews.example.org/reports/{page}",
        }

    def _rapid_outcome(self, case: Case, outcome: date) -> Row:
        if case.outline.is_converted:
            return {"Rapid review outcome": case.outline.group, "Outcome date": outcome}
        return {"Rapid review outcome": self._rng.choice(_RAPID_OUTCOMES), "Outcome date": outcome}
