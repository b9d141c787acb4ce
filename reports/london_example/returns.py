"""The five returns of the example, as London's integrated care boards might have sent them for October 2024."""

import random
from dataclasses import dataclass
from datetime import date

from reports.london_example.faults import PlantedFault, plant_faults
from reports.london_example.figures import published_figures
from reports.london_example.joint_reviews import link_joint_reviews
from reports.london_example.narrative import Narrator
from reports.london_example.outlines import RECORDS_OF_ICB, outline_cases
from reports.london_example.records import RecordWriter, Row, make_cases

INVENTED: tuple[str, ...] = (
    "Every case review in these returns is made up: no person, event, date, reference or report is real.",
    "The published summary counts SAR Adult and SAR Adult - Converted together; how many are converted is invented.",
    "The published summary has no row for DHR Adult - Converted and DHR Child - Converted; the example holds none.",
    "DHR Child is printed as 1 review with 0 open and 0 closed; the example has it as 1 open, as the totals need.",
    "The published summary ranks the learning terms and gives no counts: every learning count is invented, and "
    "so are all ranks below the published ones.",
    "The 34 theme counts of the region are published; how they divide over the review groups is invented, and "
    "only the first ranks of each group are published.",
    "How many reviews each ICB, borough and board holds is invented, and so is what the ICBs counted themselves.",
    "Reviews added or closed in and before May 2024 are published as one figure; their dates before that are "
    "invented, and so is every other date.",
    "Which records are joint reviews is invented.",
    "Media interest, publication, identifiers, stages, outcomes, health recommendations and all free text are "
    "invented.",
    "The faults in the returns are planted to show what the check finds; none of them changes a published figure.",
)
"""What the published summary does not say and the example makes up, a sentence each."""

_COMPLETED_BY = {"QMF": "RK", "QMJ": "CW", "QRV": "GS", "QKK": "MCE", "QWE": "YL"}
# One ICB counts three reviews that it did not return, so that reconciliation has something to show.
_MORE_IN_OWN_COUNT = {"QKK": (2, 1)}


@dataclass(frozen=True, slots=True)
class LondonReturn:
    """One ICB's return.

    Attributes:
        icb_code: The ICB, by its code as at the reporting month.
        reporting_month: The last day of the month.
        part: Part of the return.
        return_number: 1 for the first of the month.
        completed_by: Initials.
        own_total: The ICB's own count of its reviews.
        own_open: Likewise of those that are open.
        own_closed: Likewise of those that are closed.
        rows: The records: column header to text, whole number, date, or None for an empty cell.
        planted: Every fault planted in it, of whichever severity.
    """

    icb_code: str
    reporting_month: date
    part: str
    return_number: int
    completed_by: str
    own_total: int
    own_open: int
    own_closed: int
    rows: tuple[Row, ...]
    planted: tuple[PlantedFault, ...]

    @property
    def heading(self) -> dict[str, str | int | date | None]:
        """What its sheet `Your ICB` says, by the name of each field."""
        return {
            "your_icb": self.icb_code,
            "reporting_month": self.reporting_month,
            "return_part": self.part,
            "return_number": self.return_number,
            "completed_by": self.completed_by,
            "own_total": self.own_total,
            "own_open": self.own_open,
            "own_closed": self.own_closed,
        }


def london_returns(seed: int = 20241031) -> tuple[LondonReturn, ...]:
    """Make the five returns that consolidate to exactly the published figures.

    Args:
        seed: Another seed gives other reviews with the same figures.

    Returns:
        The returns of QMF, QMJ, QRV, QKK and QWE, the same for the same seed under every version of Python.

    >>> [(each.icb_code, len(each.rows)) for each in london_returns()]
    [('QMF', 96), ('QMJ', 64), ('QRV', 88), ('QKK', 82), ('QWE', 66)]
    """
    rng = random.Random(seed)  # noqa: S311 - made-up reviews, nothing secret
    figures = published_figures()
    cases = make_cases(outline_cases(figures, rng), figures, rng)
    rng.shuffle(cases)
    narrator = Narrator(rng)
    references: set[int] = set()
    returns: list[LondonReturn] = []
    for icb in RECORDS_OF_ICB:
        writer = RecordWriter(icb, figures=figures, narrator=narrator, references=references, rng=rng)
        rows = writer.rows([case for case in cases if case.outline.icb == icb])
        still_open = sum(row["Status"] == "Open" for row in rows)
        more_open, more_closed = _MORE_IN_OWN_COUNT.get(icb, (0, 0))
        returns.append(
            LondonReturn(
                icb_code=icb,
                reporting_month=figures.data_up_to,
                part="Whole",
                return_number=1,
                completed_by=_COMPLETED_BY[icb],
                own_total=len(rows) + more_open + more_closed,
                own_open=still_open + more_open,
                own_closed=len(rows) - still_open + more_closed,
                rows=tuple(rows),
                planted=plant_faults(icb, rows, rng) + _miscounted(icb),
            )
        )
    link_joint_reviews({one.icb_code: one.rows for one in returns})
    return tuple(returns)


def _miscounted(icb: str) -> tuple[PlantedFault, ...]:
    if icb not in _MORE_IN_OWN_COUNT:
        return ()
    return (PlantedFault(None, "Your ICB", "I02", "the ICB's own count is not what the records come to"),)
