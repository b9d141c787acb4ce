"""A summary's record is read back as the model has it: what is not of a cell's kind is left empty, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from reports.counted_reviews import CountedReview, review_of


@pytest.mark.parametrize(
    ("header", "field", "value", "read"),
    [
        ("Date added", "date_added", date(2024, 3, 4), date(2024, 3, 4)),
        ("Date added", "date_added", "4 March", None),
        ("Health recommendations", "health_recommendations", 3, 3),
        ("Health recommendations", "health_recommendations", "three", None),
        ("Health recommendations", "health_recommendations", 2.5, None),
        ("Theme 1", "theme_1", "Neglect", "Neglect"),
        ("Theme 1", "theme_1", "typed over", None),
        ("Theme 1", "theme_1", "", None),
        ("Borough or local authority", "local_authority", "A place of no list", "A place of no list"),
        ("Partnership or board", "board", "A board of no list", "A board of no list"),
        ("Overview", "overview", "A text.", "A text."),
        ("Overview", "overview", 12, "12"),
        ("Overview", "overview", "", None),
    ],
)
def test_a_cell_is_read_by_its_kind(header: str, field: str, value: object, read: object) -> None:
    review = review_of({header: value, "A column of an ICB's own": "left"})
    assert getattr(review, field) == read
    assert review.status is None


def test_themes_and_learning_are_those_that_name_something() -> None:
    review = review_of({"Theme 1": "None of these", "Theme 3": "Neglect", "Learning 2": "Communication"})
    one = CountedReview("QMF", "Open", "12", review)
    assert (one.named, one.shown_type, one.themes) == ("QMF/12", "Not Stated", ("Neglect",))
    assert one.learning == ("Communication",)
    assert CountedReview("QMF", "Open", "12", review_of({"Review type": "SAR Adult"})).shown_type == "SAR Adult"
