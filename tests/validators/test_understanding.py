"""Many rows are understood and judged exactly as one by one: what saves time changes nothing."""

import gc
import weakref
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import islice, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.validators.made_up_records import CIRCUMSTANCES, CLEAN, LAW, MANY, OCTOBER, nearly_clean_rows, rows
from validators.case_review import COLUMNS
from validators.cells import CellError
from validators.check import CheckResult, check
from validators.entries import Circumstances, RawRow, understand
from validators.glance import Seen, passes_by, passes_by_column, passes_if, passes_if_filled
from validators.row_sets import positions
from validators.rulebook import Rule, RuleBook, RuleError
from validators.rules import standard_rules
from validators.understanding import read_records
from validators.vocabularies import Vocabulary, spelling_key, spelling_keys, vocabulary

# The ten digits are made up, of the NHS test range.
_STRANGE = st.sampled_from(
    [
        *(
            "",
            " ",
            "TBC",
            "open",
            "DV",
            "DHR",
            "Neglct",
            "two  spaces",
            "a\tb",
            "a\u00a0b",
            "half \ud800 a letter",
            "café",
        ),
        *("12/03/2009", "July 2020", "2018", "9990000018", "x" * 200),
        *(0.0, -0.0, 1.0, 1, True, False, 1.5, -1.0, 45_000, 45_000.0, float("nan"), float("inf"), 1e300),
        *(date(2024, 5, 2), datetime(2024, 5, 2), datetime(2024, 5, 2, 12, 30), time(12, 30), timedelta(days=2)),
        *(CellError("#N/A"), None, b"bytes"),
    ]
)
_CELLS = st.dictionaries(
    st.sampled_from([*(column.header for column in COLUMNS), "A column of their own"]), _STRANGE, max_size=12
)


@LAW
@given(st.lists(_CELLS, max_size=6), st.booleans())
def test_of_many_rows_each_is_understood_as_it_would_be_alone(
    cells: list[dict[str, object]], local_lists: bool
) -> None:
    raw = [RawRow(one) for one in cells]
    for one, among in zip(raw, read_records(raw, local_lists=local_lists), strict=True):
        alone = understand(one, local_lists=local_lists)
        assert (among.review, list(among.review)) == (alone.review, list(alone.review))
        assert (list(among.problems.items()), list(among.notes.items())) == (
            list(alone.problems.items()),
            list(alone.notes.items()),
        )


def _asked_of_every_record(rule: Rule) -> Rule:
    return replace(rule, passing=None, concerning=None)


@MANY
@given(rows() | nearly_clean_rows(), CIRCUMSTANCES)
def test_what_makes_a_record_pass_unasked_is_what_its_rule_would_say(raw: list[RawRow], given: Circumstances) -> None:
    book = standard_rules()
    asking = RuleBook(map(_asked_of_every_record, book))
    _assert_same(check(raw, given=given, rules=book), check(raw, given=given, rules=asking))


def _assert_same(one: CheckResult, other: CheckResult) -> None:
    for told in ("findings", "states", "not_checked", "crashed", "shares", "failed_in_field", "erring"):
        assert getattr(one, told) == getattr(other, told), told


def _stumbles(*looked_at: object) -> bool:
    raise ValueError(len(looked_at))


@pytest.mark.parametrize(
    "look", [passes_by_column("Status", _stumbles), passes_if("Status", _stumbles), passes_by(["Status"], _stumbles)]
)
def test_a_look_that_stumbles_shows_nothing_and_the_rule_is_asked(look: Seen) -> None:
    book = standard_rules()
    stumbling = RuleBook(replace(rule, passing=replace(look, headers=frozenset())) for rule in book)
    raw = [RawRow(CLEAN | {"Date added": date(2030, 1, 1)}, row=5)]
    _assert_same(check(raw, given=OCTOBER, rules=stumbling), check(raw, given=OCTOBER, rules=book))
    assert check(raw, given=OCTOBER, rules=stumbling).findings


def test_a_look_goes_by_the_limits_that_an_icb_has_set() -> None:
    rule = standard_rules()["H05"]
    raw = [RawRow(CLEAN | {"Overview": "Four words stand here."}, row=5)]
    for words, found in ((4, 0), (5, 1)):
        book = RuleBook([replace(rule, limits={"words": words, "characters": 4000})])
        assert len(check(raw, given=OCTOBER, rules=book).findings) == found


@LAW
@given(rows(), rows(), CIRCUMSTANCES)
def test_a_return_is_judged_as_if_none_had_been_judged_before(
    before: list[RawRow], raw: list[RawRow], given: Circumstances
) -> None:
    alone = check(raw, given=given, rules=RuleBook(standard_rules()))
    book = RuleBook(standard_rules())
    check(before, given=given, rules=book)
    _assert_same(check(raw, given=given, rules=book), alone)


def test_no_more_words_are_kept_than_people_mistype(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("validators.vocabularies.terms._MOST_KEPT", 1)
    themes = Vocabulary("themes", vocabulary("themes"))
    for word in ("neglct", "DV", "neglct", "DV"):
        assert themes.resolve(word) == vocabulary("themes").resolve(word)
    assert len(themes._resolved) == 1


def test_a_rule_passes_by_no_column_that_it_does_not_read() -> None:
    with pytest.raises(RuleError, match="Rule D06 passes by a column that it does not read"):
        replace(standard_rules()["D06"], passing=passes_if_filled("Date published"))


def test_equal_cells_are_one_reading_and_a_cell_of_another_kind_is_another() -> None:
    one, two = read_records([RawRow({"Theme 1": "Neglct", "Health recommendations": value}) for value in (1.0, True)])
    assert one.problems["Theme 1"] is two.problems["Theme 1"]
    assert (one.review.health_recommendations, two.review.health_recommendations) == (1, None)
    assert check([RawRow({"Status": "Open"})], given=OCTOBER).entries[0].review.status == "Open"


def test_the_records_of_a_return_go_with_what_the_check_found() -> None:
    """Not when Python next looks for garbage: a consolidation checks many returns and keeps none of their records."""
    checked = check([RawRow(CLEAN, row=5)], given=OCTOBER)
    records = weakref.ref(checked.records)
    gc.disable()
    try:
        del checked
        assert records() is None
    finally:
        gc.enable()


def test_a_record_is_put_together_once_and_stands_where_it_stood() -> None:
    records = read_records([RawRow({"Record no.": number}, row=number + 4) for number in (1, 2, 3)])
    assert records[1] is records[-2]
    assert [entry.row for entry in records[1:]] == [6, 7]
    assert [entry.record for entry in records] == ["1", "2", "3"]
    with pytest.raises(IndexError):
        records[3]


@LAW
@given(st.lists(st.text(alphabet=" \tab&/-.,;'\"\n\x1cAB\u2013", max_size=8)))
def test_many_texts_are_folded_as_each_would_be(texts: list[str]) -> None:
    assert spelling_keys(texts) == [spelling_key(text) for text in texts]


def test_more_combinations_than_a_byte_can_tell_apart_are_judged_all_the_same() -> None:
    pairs = [*islice(product(vocabulary("themes").codes, repeat=2), 300)]
    records = read_records([RawRow({"Theme 1": one, "Theme 2": other}) for one, other in pairs])
    equal = records.where_all(("Theme 1", "Theme 2"), lambda one, other: one == other)
    assert [*positions(equal)] == [at for at, (one, other) in enumerate(pairs) if one == other]
