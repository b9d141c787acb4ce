"""Made-up records for the laws of the check: most cells are good, some are not; no person or case is real."""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck
from hypothesis import strategies as st

from tests.laws import tried
from validators.case_review import COLUMNS, Column
from validators.cells import CellError
from validators.entries import Circumstances, RawRow, SavedFile
from validators.vocabularies import vocabulary
from validators.your_icb import YourIcb

FIRST_ROW = 5
OCTOBER = Circumstances(today=date(2024, 11, 5), your_icb=YourIcb(your_icb="QMF", reporting_month=date(2024, 10, 31)))
LAW = tried(60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
MANY = tried(200, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])

CLEAN: dict[str, object] = {
    "Record no.": 1.0,
    "Borough or local authority": "Newham",
    "Partnership or board": "Newham Safeguarding Adults Board",
    "Status": "Open",
    "Stage": "Panel under way",
    "Review type": "SAR Adult",
    "Identifier type 1": "StEIS",
    "Identifier reference 1": "2024/101",
    "Incident date": date(2024, 5, 2),
    "Date referred or notified": date(2024, 5, 20),
    "Date commissioned": date(2024, 6, 3),
    "Date added": date(2024, 6, 5),
    "Publication status": "Not yet decided",
    "Designated professional": "AB",
    "Overview": "Adult A was found unwell at home after missed visits.",
    "Theme 1": "Neglect",
    "Progress update": "The panel has met twice and heard the family.",
    "Progress updated on": date(2024, 10, 21),
    "Media interest": "Unlikely",
}
"""A record in which no rule finds anything."""

_DAYS = st.dates(min_value=date(2018, 1, 1), max_value=date(2024, 12, 31))
_GOOD = {
    "date": _DAYS,
    "number": st.integers(min_value=0, max_value=5).map(float),
    "text": st.sampled_from(
        ["Adult A was found unwell at home after missed visits.", "Schools share concerns at once."]
    ),
    "reference": st.sampled_from(["2024/101", "2024/102", "L-17", "QKK/12", "1"]),
    "initials": st.sampled_from(["AB", "CD/EF"]),
    "link": st.just("https://www.example.org/report"),
    "record": st.integers(min_value=1, max_value=9).map(float),
}
# The ten digits are made up, of the NHS test range.
_DOUBTFUL = st.sampled_from(
    [
        *("Neglct", " NEGLCT", "Opne", "DV", "DHR", "adult", "TBC", "n/a", "a word of no list", "A. B.", "two", "0"),
        *(
            "12/03/2024",
            "July 2020",
            "31/02/2024",
            "01/01/2023",
            "9990000018",
            "  ",
            CellError("#N/A"),
            date(2030, 1, 1),
        ),
    ]
)


def _cells_of(column: Column) -> st.SearchStrategy[object]:
    good = st.sampled_from(vocabulary(column.vocabulary).codes) if column.vocabulary else _GOOD[column.kind]
    return st.one_of(good, good, good, st.none(), _DOUBTFUL)


_CELLS = {column.header: _cells_of(column) for column in COLUMNS}


@st.composite
def rows(draw: st.DrawFn, *, most: int = 4) -> list[RawRow]:
    """Records in rows of their own, as a workbook holds them."""
    records = draw(st.lists(st.fixed_dictionaries({}, optional=_CELLS), max_size=most))
    added = st.dictionaries(st.just("AR"), _DOUBTFUL, max_size=1)
    return [RawRow(cells, row=FIRST_ROW + place, added=draw(added)) for place, cells in enumerate(records)]


@st.composite
def nearly_clean_rows(draw: st.DrawFn, *, most: int = 4) -> list[RawRow]:
    """Records in which few cells differ from the clean one: most rules have nothing to say, and one may have."""
    changes = st.fixed_dictionaries({}, optional=_CELLS).map(lambda cells: dict(list(cells.items())[:4]))
    records = draw(st.lists(changes, min_size=1, max_size=most))
    return [RawRow({**CLEAN, **cells}, row=FIRST_ROW + place) for place, cells in enumerate(records)]


CIRCUMSTANCES = st.builds(
    Circumstances,
    today=st.just(OCTOBER.today),
    your_icb=st.builds(
        YourIcb,
        your_icb=st.sampled_from([None, "QMF", "QMF", "QOX"]),
        reporting_month=st.sampled_from([None, date(2024, 10, 31)]),
        adopted_on=st.none() | _DAYS,
        own_total=st.none() | st.integers(min_value=0, max_value=4),
    ),
    saved=st.none()
    | st.builds(SavedFile, hidden_rows=st.just((6,)), filtered=st.booleans(), drift=st.just(("Status",))),
)
