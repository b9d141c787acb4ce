"""The breakdowns' laws hold for any mix of records: each adds to its total and is what a plain count gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from statistics import median
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.figures.cases import REVIEW_GROUPS, cases_frame
from reports.figures.expected_times import expected_time, expected_times
from reports.figures.health_recommendations import health_recommendations
from reports.figures.joint_reviews import LEADS_NOWHERE, NOT_LINKED, JointReviews
from reports.figures.media_interest import media_by_type, media_interest
from reports.figures.mentions import mention_counts
from reports.figures.mentions_over import learning_by_quarter, mentions_by_icb, theme_learning, themes_by_quarter
from reports.figures.quarters import quarter_of, quarters_up_to
from reports.figures.rapid_reviews import rapid_conversion, rapid_open, rapid_outcomes, rapid_times
from reports.figures.theme_groups import theme_group_counts, theme_groups
from reports.figures.timeliness import open_by_icb, open_by_stage, open_by_type, open_reviews
from reports.matching import CountedRecord
from tests.laws import tried
from tests.reports.any_reviews import CODES, LONDON, Counted, days, records_of, terms
from tests.reports.made_up_returns import OCTOBER, counted, record_of
from validators.case_review import CaseReview
from validators.month_end import Standing, standing_at
from validators.rules import standard_rules
from validators.vocabularies import vocabulary
from validators.vocabularies.published import read_table, split_list
from validators.when import CONVERTED, types_of
from validators.working_days import working_days_between
from validators.your_icb import YourIcb

RAPID = types_of("Rapid Review") | (CONVERTED.types or frozenset())

_edges = [OCTOBER + timedelta(days=days) for days in (-400, -184, -23, -22, -21, -20, -1, 0, 1, 30)]
_days = days(edges=_edges, since=date(2022, 1, 1))


reviews = st.builds(
    CaseReview,
    status=terms("status"),
    stage=terms("stage"),
    review_type=st.sampled_from(sorted(RAPID)) | terms("review_type"),
    date_added=_days,
    date_commissioned=_days,
    date_referred=_days,
    date_closed=_days,
    outcome_date=_days,
    verified_on=_days,
    rapid_review_outcome=terms("rapid_review_outcome"),
    media_interest=terms("media_interest"),
    health_recommendations=st.none() | st.integers(0, 6),
    health_recommendations_verified=st.none() | st.integers(0, 8),
)
counted_records = records_of(reviews)
any_mix = tried(40)


def standing(review: CaseReview) -> Standing:
    return standing_at(review, end=OCTOBER, reporting_month=OCTOBER)


def there(records: Counted) -> list[tuple[str, CaseReview]]:
    """Those that the month counts."""
    return [(icb, review) for icb, review in records if standing(review) is not Standing.LATER]


def framed(records: Counted) -> pd.DataFrame:
    return cases_frame([(icb, record_of(review, icb=icb)) for icb, review in there(records)], reporting_month=OCTOBER)


def rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    return table.to_dict("records")


def frame_of(**fields: Any) -> pd.DataFrame:
    return framed([("QMF", CaseReview(**fields))])


# Quarters


@given(st.dates(date(1990, 1, 1), date(2080, 12, 31)))
def test_a_quarter_is_named_by_the_financial_year_that_it_is_in(day: date) -> None:
    year, quarter = quarter_of(day).split(" Q")
    begins = date(int(year[:4]), 4, 1)
    assert begins <= day < date(begins.year + 1, 4, 1)
    assert int(year[5:]) == (begins.year + 1) % 100
    assert int(quarter) == {4: 1, 5: 1, 6: 1, 7: 2, 8: 2, 9: 2, 10: 3, 11: 3, 12: 3, 1: 4, 2: 4, 3: 4}[day.month]


def test_eight_quarters_up_to_that_of_the_month() -> None:
    assert quarters_up_to(date(2024, 4, 30)) == [
        "2022/23 Q2", "2022/23 Q3", "2022/23 Q4", "2023/24 Q1", "2023/24 Q2", "2023/24 Q3", "2023/24 Q4", "2024/25 Q1",
    ]  # fmt: skip


# Rapid reviews


@any_mix
@given(counted_records)
def test_outcomes_count_each_review_that_is_or_was_rapid_once(records: Counted) -> None:
    table = rapid_outcomes(framed(records), OCTOBER)
    outcomes = [*vocabulary("rapid_review_outcomes").codes, "Not filled in"]
    assert list(table.columns) == ["Quarter", "Total", *outcomes]
    assert table["Quarter"].tolist() == ["Earlier", *quarters_up_to(OCTOBER), "No outcome date"]
    found: Counter[tuple[str, str]] = Counter()
    for _, review in there(records):
        if review.review_type in RAPID:
            later = review.outcome_date is not None and review.outcome_date > OCTOBER
            outcome = None if later else review.rapid_review_outcome
            if review.outcome_date is None or later:
                row = "No outcome date"
            else:
                row = quarter_of(review.outcome_date)
                row = row if row in quarters_up_to(OCTOBER) else "Earlier"
            found[row, outcome or "Not filled in"] += 1
    for row in rows(table):
        assert [row[outcome] for outcome in outcomes] == [found[row["Quarter"], outcome] for outcome in outcomes]
        assert row["Total"] == sum(row[outcome] for outcome in outcomes)
    assert table["Total"].sum() == found.total()


@any_mix
@given(counted_records)
def test_conversion_places_each_rapid_review_in_one_of_four_and_rates_them(records: Counted) -> None:
    table = rapid_conversion(framed(records), LONDON, OCTOBER)
    assert table["ICB code"].tolist() == CODES
    for row in rows(table):
        own = [review for icb, review in there(records) if icb == row["ICB code"] and review.review_type in RAPID]
        overwritten = sum(review.review_type != "Rapid Review" for review in own)
        named = sum(
            review.review_type == "Rapid Review"
            and review.rapid_review_outcome in ("CSPR", "SAR", "DHR")
            and (review.outcome_date is None or review.outcome_date <= OCTOBER)
            for review in own
        )
        assert (row["Rapid reviews"], row["Type overwritten"]) == (len(own), overwritten)
        assert (row["Outcome names a full review"], row["Converted"]) == (named, overwritten + named)
        assert row["Rapid reviews"] == row["Converted"] + row["Ended otherwise"] + row["Outcome not filled in"]
        assert row["Conversion rate"] == (round(row["Converted"] / len(own), 4) if own else None)


@any_mix
@given(counted_records)
def test_times_to_conclusion_are_working_days_from_notification_to_outcome(records: Counted) -> None:
    for row in rows(rapid_times(framed(records), OCTOBER)):
        own = [
            review
            for _, review in there(records)
            if review.review_type in RAPID
            and review.outcome_date is not None
            and review.outcome_date <= OCTOBER
            and row["Quarter"]
            == (
                quarter_of(review.outcome_date)
                if quarter_of(review.outcome_date) in quarters_up_to(OCTOBER)
                else "Earlier"
            )
        ]
        took = [
            working_days_between(review.date_referred, review.outcome_date)
            for review in own
            if review.date_referred and review.outcome_date and review.date_referred <= review.outcome_date
        ]
        assert row["Concluded"] == len(own)
        assert row["Concluded"] == row["Within expected"] + row["Past expected"] + row["No date of notification"]
        assert row["Past expected"] == sum(days > 15 for days in took)
        assert row["Median working days"] == (median(took) if took else None)
        assert (row["Shortest working days"], row["Longest working days"]) == (
            (min(took), max(took)) if took else (None, None)
        )


@any_mix
@given(counted_records)
def test_open_rapid_reviews_are_within_past_or_without_a_date(records: Counted) -> None:
    frame = framed(records)
    table = rapid_open(frame, LONDON, OCTOBER)
    by_type = {row["Review type"]: row for row in rows(open_by_type(open_reviews(frame, OCTOBER)))}["Rapid Review"]
    opened = [r for _, r in there(records) if r.review_type == "Rapid Review" and standing(r) is Standing.OPEN]
    assert table["Open"].sum() == by_type["Open"] == len(opened)
    assert table["Past expected"].sum() == by_type["Past expected"]
    for row in rows(table):
        assert row["Open"] == row["Within expected"] + row["Past expected"] + row["No date of notification"]
        assert row["Past expected without outcome"] <= row["Past expected"]


def test_bank_holidays_are_no_working_days_and_the_sixteenth_is_past() -> None:
    # 25 March 2024 and 15 working days: Good Friday and Easter Monday do not count.
    def past(month_end: date) -> int:
        review = CaseReview(
            status="Open", review_type="Rapid Review", date_added=date(2024, 3, 25), date_referred=date(2024, 3, 25)
        )
        frame = cases_frame([("QMF", record_of(review))], reporting_month=month_end)
        return int(rapid_open(frame, LONDON, month_end)["Past expected"].sum())

    assert (past(date(2024, 4, 17)), past(date(2024, 4, 18))) == (0, 1)


# Timeliness


@any_mix
@given(counted_records)
def test_open_reviews_are_the_same_by_type_by_icb_and_by_stage(records: Counted) -> None:
    frame = framed(records)
    opened = [review for _, review in there(records) if standing(review) is Standing.OPEN]
    parts = ["Within expected", "Past expected", "Not judged"]
    judged = open_reviews(frame, OCTOBER)
    tables = open_by_type(judged), open_by_icb(judged, LONDON), open_by_stage(judged)
    for table in tables:
        assert table["Open"].sum() == len(opened)
        assert [int(table[part].sum()) for part in parts] == [int(tables[0][part].sum()) for part in parts]
        for row in rows(table):
            assert row["Open"] == sum(row[part] for part in parts)


@any_mix
@given(counted_records)
def test_days_open_and_past_expected_are_counted_one_by_one(records: Counted) -> None:
    types = vocabulary("review_types")
    for row in rows(open_by_type(open_reviews(framed(records), OCTOBER))):
        days, past, unjudged = [], 0, 0
        for _, review in there(records):
            kind = review.review_type or "Not Stated"
            reported = "Not Stated" if kind == "Other statutory review" else kind
            if standing(review) is not Standing.OPEN or reported != row["Review type"]:
                continue
            rapid = kind == "Rapid Review"
            start = review.date_referred if rapid else review.date_commissioned
            if start is None or start > OCTOBER:
                unjudged += 1
                continue
            days.append((OCTOBER - start).days)
            if types[kind].details["review_group"] == "Not Stated":
                unjudged += 1
            elif rapid:
                end = min(OCTOBER, review.outcome_date or OCTOBER)
                past += working_days_between(start, end) > 15
            else:
                past += start <= date(2024, 4, 30)
        assert (row["Past expected"], row["Not judged"]) == (past, unjudged)
        assert row["Median days open"] == (median(days) if days else None)
        assert (row["Shortest days open"], row["Longest days open"]) == (
            (min(days), max(days)) if days else (None, None)
        )


def test_every_stage_and_type_keeps_its_row_without_any_review() -> None:
    frame = framed([])
    assert open_by_stage(open_reviews(frame, OCTOBER))["Stage"].tolist() == [*vocabulary("stages").codes, "Not Stated"]
    assert open_by_stage(open_reviews(frame, OCTOBER))["Open"].tolist() == [0] * 9
    assert open_by_type(open_reviews(frame, OCTOBER))["Open"].tolist() == [0] * 10


def test_what_is_expected_is_what_the_checklist_expects() -> None:
    rapid = expected_time("Rapid Review")
    assert rapid is not None
    assert (rapid.number, rapid.unit) == (standard_rules()["F07"].limits["working_days"], "working days")
    months = {(one.number, one.unit) for one in expected_times().values() if one is not rapid}
    assert months == {(standard_rules()["F09"].limits["months"], "months")}
    assert all(one.source and one.basis for one in expected_times().values())


# Health recommendations, media interest


@any_mix
@given(counted_records)
def test_recommendations_made_are_verified_or_outstanding(records: Counted) -> None:
    table = health_recommendations(framed(records), LONDON, OCTOBER)
    for row in rows(table):
        own = [r for icb, r in there(records) if icb == row["ICB code"] and r.review_type in types_of("DHR")]
        assert row["DHR"] == len(own)
        assert row["Made"] == sum(review.health_recommendations or 0 for review in own)
        assert row["Made"] + row["Verified beyond made"] == row["Verified"] + row["Outstanding"]
        assert row["Verified"] == sum(
            review.health_recommendations_verified or 0
            for review in own
            if review.verified_on is None or review.verified_on <= OCTOBER
        )


def test_a_surplus_of_one_record_hides_nothing_of_another() -> None:
    surplus = CaseReview(review_type="DHR Adult", health_recommendations=1, health_recommendations_verified=4)
    open_end = CaseReview(review_type="DHR Adult", health_recommendations=3, health_recommendations_verified=0)
    table = health_recommendations(framed([("QMF", surplus), ("QMF", open_end)]), LONDON, OCTOBER)
    row = next(row for row in rows(table) if row["ICB code"] == "QMF")
    assert (row["Made"], row["Verified"], row["Outstanding"], row["Verified beyond made"]) == (4, 4, 3, 3)


@any_mix
@given(counted_records)
def test_media_interest_adds_to_the_total_by_answer_and_by_type(records: Counted) -> None:
    frame = framed(records)
    by_answer, by_type = media_interest(frame), media_by_type(frame)
    answers = [*vocabulary("media_interest").codes, "Not Stated"]
    assert by_answer["Media interest"].tolist() == answers
    found = Counter(review.media_interest or "Not Stated" for _, review in there(records))
    assert by_answer["Total"].tolist() == [found[answer] for answer in answers]
    assert [int(by_type[answer].sum()) for answer in answers] == by_answer["Total"].tolist()
    for row in rows(by_type):
        assert row["Total"] == sum(row[answer] for answer in answers)


# Joint reviews

HEADINGS = {"a.xlsx": YourIcb(your_icb="QMF"), "b.xlsx": YourIcb(your_icb="QKK", return_part="Adults")}
_links = st.lists(
    st.tuples(st.sampled_from(sorted(HEADINGS)), st.none() | st.integers(0, 9), st.integers(0, 2)), max_size=10
)


def linked(
    links: Sequence[tuple[str, int | None, int]],
) -> tuple[list[tuple[CountedRecord, str]], list[tuple[int, int]]]:
    """Records numbered within their file, each linked in one of the ways to another, and the links as positions."""
    numbers: Counter[str] = Counter()
    places: list[tuple[str, int]] = []
    for file, _, _ in links:
        numbers[file] += 1
        places.append((file, numbers[file]))
    records, edges = [], []
    for position, (file, target, form) in enumerate(links):
        text = None
        if target is not None and target < len(links):
            other, number = places[target]
            heading = HEADINGS[other]
            names = [f"{heading.your_icb}/{number}", f"{heading.your_icb}/{heading.part}/{number}", str(number)]
            text = names[form if other == file else form % 2]
            edges.append((position, target))
        elif target is not None:
            text = "QWE/77"
        icb = str(HEADINGS[file].your_icb)
        number_here = str(places[position][1])
        records.append((counted(icb, record_no=number_here, review_type="SAR Adult", linked_record=text), file))
    return records, edges


def reached(start: int, edges: Sequence[tuple[int, int]]) -> frozenset[int]:
    """All that is connected, followed link by link in both directions."""
    found, ahead = {start}, [start]
    while ahead:
        here = ahead.pop()
        for one, other in [*edges, *((other, one) for one, other in edges)]:
            if one == here and other not in found:
                found.add(other)
                ahead.append(other)
    return frozenset(found)


@any_mix
@given(_links)
def test_groups_are_what_can_be_reached_by_links(links: list[tuple[str, int | None, int]]) -> None:
    records, edges = linked(links)
    joint = JointReviews.among(records, HEADINGS)
    components = {reached(position, edges) for position in range(len(records))}
    grouped: dict[int, set[int]] = {}
    for position, group in enumerate(joint.groups):
        grouped.setdefault(group, set()).add(position)
    assert {frozenset(group) for group in grouped.values()} == components
    counts = joint.counts()
    assert counts["Records"].sum() == len(records)
    assert counts["Counted once"].sum() == len(components)
    assert counts["Reviews"].tolist()[:2] == [NOT_LINKED, LEADS_NOWHERE]
    assert len(joint.listed()) == sum(len(group) for group in components if len(group) > 1)


def test_a_link_follows_a_record_to_the_icb_that_took_over() -> None:
    moved = counted("Z9B2Z", record_no="31", origin="QMJ/4", review_type="SAR Adult")
    other = counted("QKK", record_no="2", linked_record="QMJ/4", review_type="DHR Adult")
    headings = {"new.xlsx": YourIcb(your_icb="Z9B2Z"), "b.xlsx": YourIcb(your_icb="QKK")}
    joint = JointReviews.among([(moved, "new.xlsx"), (other, "b.xlsx")], headings)
    assert rows(joint.counts())[-1] == {"Reviews": "Joint review: SAR + DHR", "Records": 2, "Counted once": 1}


def test_a_number_in_several_parts_of_another_icb_names_none() -> None:
    parts = {f"{part}.xlsx": YourIcb(your_icb="QKK", return_part=part) for part in ("Adults", "Children")}
    records = [(counted("QKK", record_no="5"), file) for file in parts]
    other = (counted("QMF", record_no="1", linked_record="QKK/5"), "a.xlsx")
    joint = JointReviews.among([*records, other], {**parts, "a.xlsx": YourIcb(your_icb="QMF")})
    assert joint.counts().set_index("Reviews").loc[LEADS_NOWHERE, "Records"] == 1
    assert joint.joined == []


@pytest.mark.parametrize("link", ["1", "QMF/1", "qmf / 1"])
def test_a_record_that_names_itself_is_joined_with_none(link: str) -> None:
    joint = JointReviews.among([(counted("QMF", record_no="1", linked_record=link), "a.xlsx")], HEADINGS)
    assert joint.joined == []


# Themes and learning, looked at again


def named(review: CaseReview, stem: str) -> list[str]:
    """The terms that a review names, answers left out."""
    known = {term.code for term in vocabulary("themes" if stem == "theme" else "learning").counted}
    found = (getattr(review, f"{stem}_{place}") for place in (1, 2, 3))
    return [term for term in found if term in known]


with_terms = st.lists(
    st.tuples(
        st.sampled_from(CODES),
        st.builds(
            CaseReview,
            status=terms("status"),
            review_type=terms("review_type"),
            date_added=_days,
            date_closed=_days,
            **{f"{stem}_{place}": terms(f"{stem}_{place}") for stem in ("theme", "learning") for place in (1, 2, 3)},
        ),
    ),
    max_size=12,
)


def test_every_theme_is_in_one_group_and_the_groups_are_those_that_were_decided() -> None:
    groups = theme_groups()
    members = [theme for themes in groups.values() for theme in themes]
    assert sorted(members) == sorted(term.code for term in vocabulary("themes").counted)
    decided = {row["group"]: set(split_list(row["themes"])) for row in read_table("theme_groups")}
    assert {name: set(themes) for name, themes in groups.items() if len(themes) > 1} == decided
    assert all(groups[theme] == (theme,) for name, themes in groups.items() if len(themes) == 1 for theme in themes)


@any_mix
@given(with_terms)
def test_a_theme_group_counts_each_record_once(records: Counted) -> None:
    table, types = theme_group_counts(framed(records)), vocabulary("review_types")
    assert table["Theme group"].tolist() == list(theme_groups())
    for row in rows(table):
        members = set(theme_groups()[row["Theme group"]])
        found = Counter(
            types[review.review_type or "Not Stated"].details["review_group"]
            for _, review in there(records)
            if members & set(named(review, "theme"))
        )
        assert [row[group] for group in REVIEW_GROUPS] == [found[group] for group in REVIEW_GROUPS]
        assert row["Total"] == found.total()


BOTH = pytest.mark.parametrize(
    ("name", "header", "stem"), [("themes", "Theme", "theme"), ("learning", "Learning", "learning")]
)


@BOTH
@any_mix
@given(records=with_terms)
def test_mentions_by_icb_and_by_quarter_add_to_the_published_total(
    name: str, header: str, stem: str, records: Counted
) -> None:
    frame = framed(records)
    by_quarter = themes_by_quarter(frame, OCTOBER) if name == "themes" else learning_by_quarter(frame, OCTOBER)
    by_icb = mentions_by_icb(frame, name, header, LONDON)
    published = mention_counts(frame, name, header)["Total"].tolist()
    for table in (by_quarter, by_icb):
        assert table["Total"].tolist() == published
        assert all(
            row["Total"] == sum(count for at, count in row.items() if at not in (header, "Total"))
            for row in rows(table)
        )
    found = Counter((term, icb) for icb, review in there(records) for term in named(review, stem))
    assert [[row[code] for code in CODES] for row in rows(by_icb)] == [
        [found[row[header], code] for code in CODES] for row in rows(by_icb)
    ]


def test_themes_stand_in_the_quarter_of_adding_and_learning_in_that_of_closing() -> None:
    review = {"theme_1": "Neglect", "learning_1": "Supervision", "date_added": date(2023, 5, 2)}
    closed = frame_of(status="Closed", date_closed=date(2024, 9, 30), **review)
    by_theme = themes_by_quarter(closed, OCTOBER).set_index("Theme")
    by_learning = learning_by_quarter(closed, OCTOBER).set_index("Learning")
    assert by_theme.loc["Neglect", ["2023/24 Q1", "Earlier"]].tolist() == [1, 0]
    assert by_learning.loc["Supervision", ["2024/25 Q2", "Not closed"]].tolist() == [1, 0]
    still_open = learning_by_quarter(frame_of(status="Open", **review), OCTOBER).set_index("Learning")
    assert still_open.loc["Supervision", ["Not closed", "Earlier"]].tolist() == [1, 0]


@any_mix
@given(with_terms)
def test_pairs_of_theme_and_learning_are_counted_record_by_record(records: Counted) -> None:
    table = theme_learning(framed(records))
    learning = [term.code for term in vocabulary("learning").counted]
    assert list(table.columns) == ["Theme", "Records", *learning]
    for row in rows(table):
        naming = [review for _, review in there(records) if row["Theme"] in named(review, "theme")]
        assert row["Records"] == len(naming)
        found = Counter(term for review in naming for term in set(named(review, "learning")))
        assert [row[term] for term in learning] == [found[term] for term in learning]
