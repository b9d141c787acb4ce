"""Recommendations for health in DHRs: made, verified as done, outstanding."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from validators.case_review import CaseReview
from validators.vocabularies import Term

__all__ = ["RECOMMENDED", "health_recommendations", "recommendations_of"]

RECOMMENDED = ("DHR", "Number filled in", "Made", "Verified", "Outstanding", "Verified beyond made")


def health_recommendations(cases: pd.DataFrame, icbs: Sequence[Term], month: date) -> pd.DataFrame:
    """Health recommendations of DHRs, open and closed, by ICB.

    What was verified after the month is outstanding in it. A record that has more verified than made shows the surplus
    in the last column, so that it does not hide what is outstanding elsewhere: made + beyond made = verified +
    outstanding. Columns: ICB code, ICB, DHR, Number filled in, Made, Verified, Outstanding, Verified beyond made.
    """
    sums = {icb.code: [0] * len(RECOMMENDED) for icb in icbs}
    dhrs = cases[cases["review_group"] == "DHR"]
    for icb, review in zip(dhrs["icb"], dhrs["review"], strict=True):
        sums[icb] = [total + more for total, more in zip(sums[icb], recommendations_of(review, month), strict=True)]
    rows = [(icb.code, icb.label, *sums[icb.code]) for icb in icbs]
    return pd.DataFrame(rows, columns=["ICB code", "ICB", *RECOMMENDED])


def recommendations_of(review: CaseReview, month: date) -> tuple[int, ...]:
    """What one DHR adds to each column of the table."""
    is_later = review.verified_on is not None and review.verified_on > month
    made = review.health_recommendations or 0
    verified = 0 if is_later else review.health_recommendations_verified or 0
    filled_in = review.health_recommendations is not None
    return (1, int(filled_in), made, verified, max(made - verified, 0), max(verified - made, 0))
