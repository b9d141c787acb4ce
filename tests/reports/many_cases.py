"""Four hundred made-up records of five ICBs, filled in by chance from one seed, and every figure counted from them.

`python -m tests.reports.many_cases > tests/reports/many_cases.txt` writes it anew. No person or case is real.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta

from reports.compared import compare, compared_tables
from reports.figures.breakdowns import breakdowns
from reports.figures.cases import cases_frame
from reports.figures.icb_trend import ICB_TREND_COLUMNS, icb_trend
from reports.figures.joint_reviews import JointReviews
from reports.figures.mentions import mention_counts, mention_ranks
from reports.figures.totals import icb_totals, monthly_flow, monthly_totals, reconciliation, review_types
from reports.matching import CountedRecord, RecordsNow
from reports.months import month_ends
from reports.previous import PreviousSummary
from reports.published import PublishedTable
from reports.repeats import shared_references
from reports.restated import PublishedMonth
from reports.unheard import Unheard
from tests.reports.made_up_returns import OCTOBER, SEPTEMBER, counted
from validators.case_review import COLUMN_BY_FIELD
from validators.month_end import Standing
from validators.vocabularies import vocabulary
from validators.vocabularies.organisations import icbs_of
from validators.your_icb import YourIcb

__all__ = ["account"]

SEED = 20261128
RECORDS = 400
_TERMS = (
    *("status", "stage", "review_type", "publication_status", "media_interest", "rapid_review_outcome"),
    *("theme_1", "theme_2", "theme_3", "learning_1", "learning_2", "learning_3"),
)
_DAYS = ("date_added", "date_commissioned", "date_referred", "date_closed", "date_published", "date_signed_off")
# From the month's end: what quarters, working days and times at hand turn on.
_BEFORE = (
    *range(-40, 3),
    0,
    0,
    20,
    21,
    22,
    23,
    30,
    31,
    61,
    89,
    90,
    91,
    92,
    183,
    184,
    185,
    365,
    366,
    400,
    730,
    731,
    900,
)


def records(month: date) -> list[CountedRecord]:
    """The records, after the month ones too; in another month than October one field in eight is another."""
    found = []
    for place in range(RECORDS):

        def chance(field: str, place: int = place) -> random.Random:
            # Each field has a chance of its own, so that a new one leaves the others as they are.
            own = f"{SEED} {place} {field}"
            is_other = month != OCTOBER and random.Random(f"{own} {month}").random() < 1 / 8  # noqa: S311 - no secret
            return random.Random(f"{own} {month}" if is_other else own)  # noqa: S311

        fields: dict[str, object] = {}
        for field in _TERMS:
            codes = vocabulary(str(COLUMN_BY_FIELD[field].vocabulary)).codes
            fields[field] = chance(field).choice([None, *codes, *codes[:3]])
        if place % 3 == 0:
            fields["review_type"] = chance("rapid").choice(("Rapid Review", "CSPR Child - Converted"))
        begun = OCTOBER - timedelta(days=abs(chance("begun").choice(_BEFORE)))
        for field in (*_DAYS, "outcome_date", "verified_on", "progress_updated_on"):
            day = begun + timedelta(days=chance(field).choice(_BEFORE))
            fields[field] = chance(f"{field} filled").choice([None, day, day])
        asked = chance("asked").choice((None, 0, 1, 2, 5))
        fields["health_recommendations"] = asked
        fields["health_recommendations_verified"] = chance("verified").choice((None, 0, 1, asked))
        fields["identifier_reference_1"] = chance("reference").choice((None, f"2024/{place}", "2024/7", "2024/8"))
        icb = chance("icb").choice([each.code for each in icbs_of("London", on=OCTOBER)])
        links = (
            None,
            None,
            str(chance("number").randrange(1, 190)),
            f"QMF/{chance('number').randrange(1, 190)}",
            "9999",
        )
        fields["linked_record"] = chance("link").choice(links)
        if chance("there").random() < 0.9:
            found.append(counted(icb, month=month, row=5 + place, record_no=str(place + 1), **fields))
    return found


def tables() -> Iterator[PublishedTable]:
    """Every table that is counted from records alone."""
    now = records(OCTOBER)
    there = [one for one in now if one.standing != Standing.LATER]
    frame = cases_frame([(one.icb, one.record) for one in there], reporting_month=OCTOBER)
    icbs, months = icbs_of("London", on=OCTOBER), month_ends(OCTOBER, number=12)
    yield PublishedTable.of("monthly_totals", monthly_totals(frame, months))
    yield PublishedTable.of("monthly_flow", monthly_flow(frame, months))
    yield PublishedTable.of("review_types", review_types(frame))
    for name, header in (("themes", "Theme"), ("learning", "Learning")):
        mentions = mention_counts(frame, name, header)
        yield PublishedTable.of(f"{name} counted", mentions)
        yield PublishedTable.of(f"{name} ranked", mention_ranks(mentions, header))
    headings = {
        icb.code: [YourIcb(your_icb=icb.code, own_total=50 + place, own_open=None if place else 7, own_closed=9)]
        for place, icb in enumerate(icbs)
    }
    totals = icb_totals(frame, icbs, {"QMF": "counted"})
    yield PublishedTable.of("icb_totals", totals)
    yield PublishedTable.of("reconciliation", reconciliation(totals, headings))
    for current_on in (None, date(2026, 4, 30)):
        rows = icb_trend(there, months, region="London", current_on=current_on)
        yield PublishedTable(f"icb_trend on {current_on}", ICB_TREND_COLUMNS, rows)
    pairs = [(one, f"{one.icb}.xlsx") for one in there]
    joint = JointReviews.among(pairs, {f"{icb}.xlsx": heading for icb, (heading,) in headings.items()})
    yield PublishedTable.of("joint_reviews", joint.counts())
    yield PublishedTable.of("joint_records", joint.listed())
    shared = [(one.file, one.icb, one.finding.row, one.finding.column) for one in shared_references(pairs)]
    yield PublishedTable("shared", ("File", "ICB code", "Row", "Column"), tuple(shared))
    earlier = [one.as_published for one in records(SEPTEMBER) if one.standing != Standing.LATER]
    published = [PublishedMonth(end, (200, 100, 80, 20)) for end in month_ends(SEPTEMBER, number=4)]
    unheard = Unheard(OCTOBER, frozenset({("QKK", "Whole")}))
    after = RecordsNow(there, [one for one in now if one.standing == Standing.LATER], unheard=unheard)
    for previous in (PreviousSummary(SEPTEMBER, tuple(earlier), published=tuple(published)), None):
        yield from compared_tables(compare(after, previous, month=OCTOBER), icbs)
    for name, table in breakdowns(frame, icbs, OCTOBER):
        yield PublishedTable.of(name, table)


def account() -> Iterator[str]:
    """Each table: its name and headers, then a line a row."""
    for table in tables():
        yield f"# {table.name}: {' | '.join(table.headers)}"
        for row in table.rows:
            yield " | ".join(
                "" if cell is None else f"{cell:.6g}" if isinstance(cell, float) else str(cell) for cell in row
            )


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in account())
