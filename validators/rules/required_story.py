"""Section A, part two: what a record tells: themes, overview, whom to ask, progress, lessons and learning.

A placeholder (TBC, n/a) counts as empty in every column of this section. A cell that holds something unreadable is
another section's finding, and the rule that needs it is not checked.
"""

from __future__ import annotations

from datetime import date

from validators.entries import Circumstances, Entry
from validators.findings import Severity
from validators.glance import for_any, passes_if, passes_if_filled, passes_if_written
from validators.missing import emptiness, is_missing
from validators.placeholders import is_placeholder
from validators.rulebook import CannotBeChecked, Fault, Faults, rule
from validators.vocabularies import vocabulary
from validators.when import CLOSED, EVERY_RECORD, OPEN
from validators.working_days import working_days_between

_THEMES = ("Theme 1", "Theme 2", "Theme 3")
_LEARNING = ("Learning 1", "Learning 2", "Learning 3")
_THEME_ANSWERS = frozenset(term.code for term in vocabulary("themes") if term.is_answer)


def _is_theme(code: str) -> bool:
    return code not in _THEME_ANSWERS


@rule(
    "A07",
    title="Every review has at least one theme",
    severity=Severity.ERROR,
    when=EVERY_RECORD,
    columns=[*_THEMES, "Comments", "Date referred or notified", "Date commissioned", "Date added"],
    reads_cells=True,
    why="Themes are what the region learns from.",
    fix="Please either choose a theme, or choose None of these and say why in Comments.",
    passing=for_any(_THEMES, lambda header: passes_if(header, _is_theme)),
    source="deck",
    limits={"working_days": 15},
    passes="""
        | Theme 1       | Theme 2 | Comments                                     |
        | Neglect       |         |                                              |
        |               | Neglect |                                              |
        | None of these |         | The case turned on the closing of a service. |
        """,
    fails="""
        | Date added | Theme 1       | Comments |
        | 2024-07-01 |               |          |
        | 2024-10-30 |               |          |
        | 2024-07-01 | None of these |          |
        """,
    mended="""
        | Date added | Theme 1       | Comments                                     |
        | 2024-07-01 | Neglect       |                                              |
        | 2024-10-30 | Self Neglect  |                                              |
        | 2024-07-01 | None of these | The case turned on the closing of a service. |
        """,
)
def a_theme_is_named(entry: Entry, given: Circumstances, *, working_days: int) -> Faults:
    """None of these in any slot is accepted when Comments says anything but a placeholder; else a warning there.

    A review is as old as the earliest of Date referred or notified, Date commissioned and Date added: from that day
    somebody knew of it. Without any of the three it is taken to be old. The age is counted to the day of the check.
    """
    review = entry.review
    named = {review.theme_1, review.theme_2, review.theme_3} - {None}
    if named - _THEME_ANSWERS:
        return
    _refuse_unreadable(entry, _THEMES)
    if not named:
        young = _is_young(entry, given.today, working_days=working_days)
        yield Fault("Theme 1", "no theme is filled in", severity=Severity.WARNING if young else None)
    elif is_missing(entry, "Comments"):
        yield Fault(
            "Comments",
            "the theme is None of these and Comments does not say why",
            fix="Please either say in Comments why no theme fits, or choose a theme.",
            severity=Severity.WARNING,
        )


def _is_young(entry: Entry, today: date, *, working_days: int) -> bool:
    review = entry.review
    known_from = [day for day in (review.date_referred, review.date_commissioned, review.date_added) if day]
    return bool(known_from) and working_days_between(min(known_from), today) < working_days


def _refuse_unreadable(entry: Entry, headers: tuple[str, ...]) -> None:
    unreadable = tuple(header for header in headers if header in entry.problems and not is_missing(entry, header))
    if unreadable:
        raise CannotBeChecked(*unreadable)


@rule(
    "A08",
    title="Every review has an overview",
    severity=Severity.ERROR,
    when=EVERY_RECORD,
    columns=["Overview"],
    reads_cells=True,
    why="A brief overview of the incident is a required item.",
    fix="Please write in a few sentences what happened, without any personal detail.",
    passing=passes_if_written("Overview"),
    source="deck",
    passes="""
        | Overview                                                               |
        | Adult B died at home after two missed visits; self-neglect was known. |
        """,
    fails="""
        | Overview   |
        | See report |
        """,
    mended="""
        | Overview                                                               |
        | Adult B died at home after two missed visits; self-neglect was known. |
        """,
)
def overview_is_written(entry: Entry, _: Circumstances) -> Faults:
    """Only that there is one; how long it should be is H05's business."""
    overview = entry.review.overview
    if overview is None or is_placeholder(overview):
        yield Fault("Overview", emptiness(entry, "Overview"))


@rule(
    "A09",
    title="Every record has the initials of its designated professional",
    severity=Severity.WARNING,
    when=EVERY_RECORD,
    columns=["Designated professional"],
    reads_cells=True,
    why="Someone must be asked about the record.",
    fix="Please enter the initials of the designated professional, for example AB.",
    passing=passes_if_written("Designated professional"),
    source="deck",
    passes="""
        | Designated professional |
        | AB                      |
        | NA                      |
        """,
    fails="""
        | Designated professional | Status |
        |                         | Open   |
        | N/A                     | Open   |
        """,
    mended="""
        | Designated professional | Status |
        | AB                      | Open   |
        | AB/CD                   | Open   |
        """,
)
def designated_professional_is_named(entry: Entry, _: Circumstances) -> Faults:
    """NA passes: two letters are somebody's initials, and N/A is what people write for not applicable."""
    initials = entry.review.designated_professional
    if initials is not None and len(initials) == 2 and initials.isalpha():
        return
    if initials is None or is_placeholder(initials):
        yield Fault("Designated professional", emptiness(entry, "Designated professional"))


@rule(
    "A11",
    title="Every review says how likely media interest is",
    severity=Severity.WARNING,
    when=EVERY_RECORD,
    columns=["Media interest"],
    reads_cells=True,
    why="The region plans for media interest.",
    fix="Please choose Unlikely, Possible, Likely or Already reported.",
    passing=passes_if_filled("Media interest"),
    source="deck",
    passes="""
        | Media interest |
        | Unlikely       |
        """,
    fails="""
        | Media interest | Status |
        |                | Open   |
        | TBC            | Open   |
        """,
    mended="""
        | Media interest | Status |
        | Unlikely       | Open   |
        | Possible       | Open   |
        """,
)
def media_interest_is_judged(entry: Entry, _: Circumstances) -> Faults:
    """None, No and Low are read as Unlikely, so they are answers here and no placeholders."""
    if entry.review.media_interest is None:
        yield Fault("Media interest", emptiness(entry, "Media interest"))


@rule(
    "A12",
    title="Every open review has a progress update",
    severity=Severity.WARNING,
    when=OPEN,
    columns=["Progress update"],
    reads_cells=True,
    why="An open review needs its progress.",
    fix="Please write in a sentence where the review stands, without any personal detail.",
    passing=passes_if_written("Progress update"),
    source="deck",
    passes="""
        | Status | Progress update                       |
        | Open   | The panel has met; the draft follows. |
        """,
    fails="""
        | Status | Progress update |
        | Open   |                 |
        | Open   | As above        |
        """,
    mended="""
        | Status | Progress update                       |
        | Open   | The panel has met; the draft follows. |
        | Open   | The author was appointed in June.     |
        """,
)
def progress_is_written(entry: Entry, _: Circumstances) -> Faults:
    """How old the update may be is C07's business."""
    progress = entry.review.progress_update
    if progress is None or is_placeholder(progress):
        yield Fault("Progress update", emptiness(entry, "Progress update"))


@rule(
    "A13",
    title="Every closed review says what was learned",
    severity=Severity.ERROR,
    when=CLOSED,
    columns=["Lessons and recommendations", "Publication status"],
    reads_cells=True,
    why="A closed review without lessons teaches nobody.",
    fix="Please write down the lessons and recommendations, without any personal detail.",
    passing=passes_if_written("Lessons and recommendations"),
    source="deck; supporting guidance",
    new_to_template=True,
    passes="""
        | Status | Lessons and recommendations                     |
        | Closed | Share risk assessments before a discharge home. |
        """,
    fails="""
        | Status | Lessons and recommendations | Publication status |
        | Closed | TBC                         | Published          |
        | Closed |                             | Embargoed          |
        """,
    mended="""
        | Status | Lessons and recommendations                     | Publication status |
        | Closed | Share risk assessments before a discharge home. | Published          |
        | Closed | Review every missed visit within a day.         | Embargoed          |
        """,
)
def lessons_are_written(entry: Entry, _: Circumstances) -> Faults:
    """A warning while the report is embargoed: the lessons may be held back with it."""
    lessons = entry.review.lessons
    if lessons is None or is_placeholder(lessons):
        what = emptiness(entry, "Lessons and recommendations")
        yield Fault("Lessons and recommendations", what, severity=_quieter_under_embargo(entry))


@rule(
    "A14",
    title="Every closed review has at least one term of organisational learning",
    severity=Severity.ERROR,
    when=CLOSED,
    columns=[*_LEARNING, "Publication status"],
    reads_cells=True,
    why="Organisational learning is published by review type.",
    fix="Please either choose a term of organisational learning, or choose None of these.",
    passing=passes_if_filled("Learning 1"),
    source="deck",
    new_to_template=True,
    passes="""
        | Status | Learning 1    | Learning 2    |
        | Closed | Communication |               |
        | Closed |               | Communication |
        | Closed | None of these |               |
        """,
    fails="""
        | Status | Learning 1 | Publication status |
        | Closed |            | Published          |
        | Closed | n/a        | Embargoed          |
        """,
    mended="""
        | Status | Learning 1    | Publication status |
        | Closed | Communication | Published          |
        | Closed | None of these | Embargoed          |
        """,
)
def learning_is_named(entry: Entry, _: Circumstances) -> Faults:
    """None of these is accepted as it stands. A warning while the report is embargoed."""
    review = entry.review
    if review.learning_1 is None and review.learning_2 is None and review.learning_3 is None:
        _refuse_unreadable(entry, _LEARNING)
        yield Fault("Learning 1", "no learning is filled in", severity=_quieter_under_embargo(entry))


def _quieter_under_embargo(entry: Entry) -> Severity | None:
    return Severity.WARNING if entry.review.publication_status == "Embargoed" else None
