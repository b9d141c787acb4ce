"""Section G: themes and learning terms are named once, in order, and fit the review."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from validators.case_review import CaseReview
from validators.entries import Circumstances, Entry
from validators.findings import Severity
from validators.glance import for_each, passes_by, passes_if_empty, passes_if_empty_or, passes_if_filled
from validators.rulebook import DoesNotApply, Fault, Faults, rule
from validators.rules.belonging import is_rapid_review_for_another_board
from validators.vocabularies import vocabulary
from validators.when import ADULT_REVIEWS, CHILD_REVIEWS

_THEMES = ("Theme 1", "Theme 2", "Theme 3")
_LEARNING = ("Learning 1", "Learning 2", "Learning 3")
_ANSWERS = frozenset(term.code for name in ("themes", "learning") for term in vocabulary(name) if term.is_answer)
_GROUP_OF = {term.code: term.details["theme_group"] for term in vocabulary("themes").counted}
_CHILD_ONLY = frozenset(term.code for term in vocabulary("themes") if term.details["people"] == "child")
_ADULT_ONLY = frozenset(term.code for term in vocabulary("themes") if term.details["people"] == "adult")


def _fits_adults(code: str) -> bool:
    return code not in _CHILD_ONLY


def _fits_children(code: str) -> bool:
    return code not in _ADULT_ONLY


def _groups_differ(*themes: str | None) -> bool:
    groups = [_GROUP_OF.get(code) for code in themes if code is not None]
    return len(set(groups)) == len(groups)


def _differ(first: str | None, second: str | None, third: str | None) -> bool:
    return (second is None or second != first) and (third is None or (third != first and third != second))


@rule(
    "G01",
    title="A theme is named once",
    severity=Severity.ERROR,
    columns=_THEMES,
    each=True,
    why="It would count as two mentions.",
    fix="Please either choose another theme, or clear the cell.",
    passing=passes_by(_THEMES, _differ),
    source="own",
    passes="""
        | Theme 1 | Theme 2       | Theme 3 |
        | Neglect | Mental Health |         |
        """,
    fails="""
        | Theme 1 | Theme 2       | Theme 3 |
        | Neglect | Mental Health | Neglect |
        """,
    mended="""
        | Theme 1 | Theme 2       | Theme 3 |
        | Neglect | Mental Health |         |
        """,
)
def themes_differ(entry: Entry, _: Circumstances) -> Faults:
    """Compared as understood, so DV repeats Domestic Violence; None of these twice counts nowhere and is advice."""
    review = entry.review
    yield from _repeated((review.theme_1, review.theme_2, review.theme_3), _THEMES)


@rule(
    "G02",
    title="A learning term is named once",
    severity=Severity.ERROR,
    columns=_LEARNING,
    each=True,
    why="It would count as two mentions.",
    fix="Please either choose another learning term, or clear the cell.",
    passing=passes_by(_LEARNING, _differ),
    source="own",
    passes="""
        | Learning 1    | Learning 2 | Learning 3 |
        | Communication | Escalation |            |
        """,
    fails="""
        | Learning 1    | Learning 2    | Learning 3 |
        | Communication | Communication |            |
        """,
    mended="""
        | Learning 1    | Learning 2 | Learning 3 |
        | Communication |            |            |
        """,
)
def learning_terms_differ(entry: Entry, _: Circumstances) -> Faults:
    """Compared as understood; None of these twice counts nowhere and is advice."""
    review = entry.review
    yield from _repeated((review.learning_1, review.learning_2, review.learning_3), _LEARNING)


def _repeated(codes: Sequence[str | None], headers: Sequence[str]) -> Faults:
    """A fault in each slot that repeats one before it."""
    for later in range(1, len(codes)):
        code = codes[later]
        if code is not None and code in codes[:later]:
            quieter = Severity.ADVICE if code in _ANSWERS else None
            earlier = headers[codes.index(code)]
            yield Fault(headers[later], f"{code} stands in {earlier} already", severity=quieter)


@rule(
    "G03",
    title="Themes are filled in from the first slot on",
    severity=Severity.ADVICE,
    columns=_THEMES,
    reads_cells=True,
    why="Tidy order.",
    fix="Please move the later theme to this cell.",
    passing=passes_if_empty("Theme 2", "Theme 3")
    | passes_if_filled("Theme 1", "Theme 2")
    | passes_if_filled("Theme 1") & passes_if_empty("Theme 3"),
    source="own",
    passes="""
        | Theme 1 | Theme 2       | Theme 3 |
        | Neglect | Mental Health |         |
        """,
    fails="""
        | Theme 1 | Theme 2 | Theme 3       |
        | Neglect |         | Mental Health |
        """,
    mended="""
        | Theme 1 | Theme 2       | Theme 3 |
        | Neglect | Mental Health |         |
        """,
)
def themes_stand_in_order(entry: Entry, _: Circumstances) -> Faults:
    """A slot that holds something unreadable is filled in; only the first empty one is reported."""
    filled = [bool(entry.text(header)) for header in _THEMES]
    for slot, header in enumerate(_THEMES):
        if not filled[slot]:
            if any(filled[slot:]):
                later = _THEMES[filled.index(True, slot)]
                yield Fault(header, f"the cell is empty while {later} is filled in")
            return


@rule(
    "G04",
    title="Themes of one group are mostly one theme",
    severity=Severity.ADVICE,
    columns=_THEMES,
    each=True,
    why="One case may read as two problems.",
    fix="Please either keep the one that says it best, or leave both if both were found.",
    passing=passes_by(_THEMES, _groups_differ),
    source="themes list",
    passes="""
        | Theme 1 | Theme 2       | Theme 3 |
        | Neglect | Mental Health |         |
        """,
    fails="""
        | Theme 1        | Theme 2           | Theme 3 |
        | Domestic Abuse | Domestic Violence |         |
        """,
    mended="""
        | Theme 1        | Theme 2 | Theme 3 |
        | Domestic Abuse |         |         |
        """,
)
def themes_are_of_different_groups(entry: Entry, _: Circumstances) -> Faults:
    """The groups are those of the grouped view; the same theme twice is another rule's finding."""
    seen: dict[str, str] = {}
    for header, code in _named_themes(entry.review):
        group = _GROUP_OF.get(code)
        if group is not None and seen.setdefault(group, code) != code:
            yield Fault(header, f"{code} and {seen[group]} are of the group {group}")


def _named_themes(review: CaseReview) -> Iterator[tuple[str, str]]:
    for header, code in zip(_THEMES, (review.theme_1, review.theme_2, review.theme_3), strict=True):
        if code is not None:
            yield header, code


@rule(
    "G05",
    title="A review of an adult has no theme of children",
    severity=Severity.ADVICE,
    when=ADULT_REVIEWS,
    columns=_THEMES,
    each=True,
    why="Likely a slip; history can justify it.",
    fix="Please either choose another theme or type of review, or leave it if the adult's childhood matters here.",
    passing=for_each(_THEMES, lambda header: passes_if_empty_or(header, _fits_adults)),
    source="themes list",
    passes="""
        | Review type | Theme 1 |
        | SAR Adult   | Neglect |
        """,
    fails="""
        | Review type | Theme 1 |
        | SAR Adult   | CSE     |
        """,
    mended="""
        | Review type | Theme 1             |
        | SAR Adult   | Criminal Exploitation |
        """,
)
def adults_have_no_theme_of_children(entry: Entry, _: Circumstances) -> Faults:
    """Themes of children: CSA, CSE, LAC, UASC, NAI and Death by NAI. Converted reviews belong with their kind."""
    review = entry.review
    if review.theme_1 in _CHILD_ONLY or review.theme_2 in _CHILD_ONLY or review.theme_3 in _CHILD_ONLY:
        for header, code in _named_themes(review):
            if code in _CHILD_ONLY:
                yield Fault(header, f"{code} is a theme of children beside the type {review.review_type}")


@rule(
    "G06",
    title="A review of a child has no theme of adults",
    severity=Severity.WARNING,
    when=CHILD_REVIEWS,
    columns=_THEMES,
    each=True,
    why="Likely a slip.",
    fix="Please either choose another theme, or correct Review type.",
    passing=for_each(_THEMES, lambda header: passes_if_empty_or(header, _fits_children)),
    source="themes list",
    passes="""
        | Review type | Theme 1 |
        | CSPR Child  | Neglect |
        """,
    fails="""
        | Review type  | Theme 1        | Theme 2 |
        | CSPR Child   | Pressure Ulcer |         |
        | Rapid Review | Neglect        | DOLS    |
        """,
    mended="""
        | Review type  | Theme 1 | Theme 2 | Rapid review outcome |
        | CSPR Child   | Neglect |         |                      |
        | Rapid Review | Neglect | DOLS    | SAR                  |
        """,
)
def children_have_no_theme_of_adults(entry: Entry, _: Circumstances) -> Faults:
    """Themes of adults: Sexual Exploitation Adults, Pressure Ulcer and DOLS.

    A rapid review counts as one of a child, unless it led to a SAR or DHR.
    """
    review = entry.review
    if review.theme_1 in _ADULT_ONLY or review.theme_2 in _ADULT_ONLY or review.theme_3 in _ADULT_ONLY:
        if is_rapid_review_for_another_board(entry):
            raise DoesNotApply
        for header, code in _named_themes(review):
            if code in _ADULT_ONLY:
                yield Fault(header, f"{code} is a theme of adults beside the type {review.review_type}")
