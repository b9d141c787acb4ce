"""Many rows are understood and judged exactly as one by one: what saves time changes nothing."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.validators.made_up_records import CIRCUMSTANCES, LAW, OCTOBER, rows
from validators.case_review import COLUMNS
from validators.cells import CellError
from validators.check import check
from validators.entries import Circumstances, RawRow, understand
from validators.rulebook import Rule, RuleBook
from validators.rules import standard_rules
from validators.understanding import RowReader

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
def test_a_reader_of_many_rows_understands_each_as_it_would_be_alone(
    cells: list[dict[str, object]], local_lists: bool
) -> None:
    reader = RowReader(local_lists=local_lists)
    for one in cells:
        alone, among = understand(RawRow(one), local_lists=local_lists), reader.read(RawRow(one))
        assert (among.review, list(among.review)) == (alone.review, list(alone.review))
        assert (list(among.problems.items()), list(among.notes.items())) == (
            list(alone.problems.items()),
            list(alone.notes.items()),
        )


def _asked_of_every_record(rule: Rule) -> Rule:
    return replace(rule, passing=None)


@LAW
@given(rows(), CIRCUMSTANCES)
def test_what_makes_a_record_pass_unasked_is_what_its_rule_would_say(raw: list[RawRow], given: Circumstances) -> None:
    book = standard_rules()
    asking = RuleBook(map(_asked_of_every_record, book))
    unasked, asked = check(raw, given=given, rules=book), check(raw, given=given, rules=asking)
    for told in ("findings", "states", "not_checked", "crashed", "shares", "failed_in_field", "erring"):
        assert getattr(unasked, told) == getattr(asked, told), told


def test_equal_cells_are_one_reading_and_a_cell_of_another_kind_is_another() -> None:
    reader = RowReader()
    one, two = (reader.read(RawRow({"Theme 1": "Neglct", "Health recommendations": value})) for value in (1.0, True))
    assert one.problems["Theme 1"] is two.problems["Theme 1"]
    assert (one.review.health_recommendations, two.review.health_recommendations) == (1, None)
    assert check([RawRow({"Status": "Open"})], given=OCTOBER).entries[0].review.status == "Open"
