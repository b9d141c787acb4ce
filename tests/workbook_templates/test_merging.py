"""Several workbooks become one: every cell of every part is in it, found again by its origin; all else is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws import tried
from tests.workbook_templates.test_upgrade import MAY, ROW, TODAY, VALUES, expected, of
from validators.entries import understand
from validators.exceptions import cell_mark
from workbook_templates.faults import FileFault, OurFault
from workbook_templates.layout import HEADERS
from workbook_templates.reading import read_return
from workbook_templates.reading.drift.inspection import inspect_workbook
from workbook_templates.template import FilledReturn
from workbook_templates.upgrading import Merge, PartFile, SuccessorNeeded, merge_workbooks, merging
from workbook_templates.upgrading.old_workbook import read_old_workbook
from workbook_templates.upgrading.proof import same_value

MARCH = date(2026, 3, 31)


def part(rows: Sequence[Mapping[str, Any]], name: str = "Adults", **more: Any) -> bytes:
    return of(rows, heading={"return_part": name, **more.pop("heading", {})}, **more)


def merged(*contents: bytes, **options: Any) -> Merge:
    files = [PartFile(f"{number}.xlsx", content) for number, content in enumerate(contents, start=1)]
    return merge_workbooks(files, today=TODAY, **options)


def cells_of(done: Merge) -> list[dict[str, object]]:
    return [{key: value for key, value in row.cells.items() if value != ""} for row in read_return(done.content).rows]


def test_two_parts_become_one_whole_return_in_which_every_record_keeps_its_origin() -> None:
    done = merged(part([ROW, {**ROW, "Status": "Closed"}]), part([{**ROW, "Record no.": 7}], "Children"))
    read = read_return(done.content)
    assert (read.your_icb.your_icb, read.your_icb.part, read.your_icb.month) == ("QMF", "Whole", date(2024, 10, 31))
    assert [(row["Record no."], row["Origin"]) for row in cells_of(done)] == [
        (1, "QMF/Adults/1"), (2, "QMF/Adults/2"), (7, "QMF/Children/7"),
    ]  # fmt: skip
    assert [(one.records, one.first_row, one.last_row) for one in done.parts] == [(2, 5, 6), (1, 7, 7)]
    assert done.cells_after - done.cells_before == 3
    assert not inspect_workbook(done.content).has_drifted


def test_a_number_that_is_taken_becomes_the_next_free_one_wherever_it_stands() -> None:
    lines = {
        "recommendations": [{"Record no.": 1, "Recommendation": "Meet earlier."}],
        "accepted": [{"Record no.": "1", "Column": "Theme 1", "Rule": "B02", "Reason": "Agreed", "Initials": "AB"}],
    }
    children = [
        {**ROW, "Record no.": 1, "Theme 1": "DV"},
        {**ROW, "Record no.": 2, "Linked record": 1},
        {**ROW, "Record no.": 40, "Linked record": "40"},
    ]
    (entry, *_) = (understand(row) for row in read_return(part(children, "Children")).rows)
    lines["accepted"][0]["Cell mark"] = cell_mark(entry, "Theme 1", "B02")
    done = merged(part([ROW, ROW]), part(children, "Children", lines=lines))
    assert [row["Record no."] for row in cells_of(done)] == [1, 2, 41, 42, 40]
    assert [(one.row, one.before, one.after) for one in done.parts[1].renumbered] == [(5, "1", 41), (6, "2", 42)]
    assert [row.get("Linked record") for row in cells_of(done)] == [None, None, None, "QMF/Children/1", "40"]
    new = read_old_workbook(done.content)
    assert [line["Record no."] for line in new.lines["recommendations"]] == [41]
    (accepted,) = new.lines["accepted"]
    after = understand(new.read.rows[2])
    assert (accepted["Record no."], accepted["Cell mark"]) == (41, cell_mark(after, "Theme 1", "B02"))


def test_added_columns_of_one_name_are_one() -> None:
    done = merged(
        part([{**ROW, "Ward": "Elm", "Team": 3}], added=("Ward", "Team")),
        part([{**ROW, "Record no.": 9, "team": "South", "Bed": 1}], "Children", added=("team", "Bed")),
    )
    read = read_return(done.content)
    assert list(read.added_columns.values()) == ["Ward", "Team", "Bed"]
    letters = list(read.added_columns)
    assert [dict(row.added) for row in read.rows] == [
        {letters[0]: "Elm", letters[1]: 3}, {letters[1]: "South", letters[2]: 1},
    ]  # fmt: skip


def test_the_same_record_in_two_parts_is_named_and_kept_twice() -> None:
    twice = {**ROW, "Identifier type 1": "StEIS", "Identifier reference 1": "2021/12345"}
    linked = {**ROW, "Identifier reference 1": "L-1", "Linked record": "QMF/Children/3"}
    done = merged(
        part([ROW, twice, linked]), part([{**twice, "Record no.": 8}, {**linked, "Record no.": 9}], "Children")
    )
    (one,) = done.repeated
    assert (one.column, one.first, one.second) == ("Identifier reference 1", ("1.xlsx", 6), ("2.xlsx", 5))
    assert len(cells_of(done)) == 5


def test_your_icb_holds_what_the_parts_agree_on_and_the_sum_of_their_own_counts() -> None:
    adults = {"completed_by": "AB", "own_total": 2, "own_open": 1, "return_number": 3}
    children = {"completed_by": "CD", "own_total": 4, "return_number": 1}
    done = merged(part([ROW], heading=adults), part([{**ROW, "Record no.": 2}], "Children", heading=children))
    heading = read_return(done.content).your_icb
    assert (heading.own_total, heading.own_open, heading.return_number, heading.completed_by) == (6, None, 3, None)
    assert done.blank == ("Completed by", "Your own count: open")


# Which workbooks belong together


def test_icbs_that_have_merged_become_their_successor() -> None:
    done = merged(of([ROW], icb="QMJ", month=MAY), of([ROW], icb="QRV", month=MAY))
    assert (done.icb, done.part) == ("Z9B2Z", "Whole")
    assert [(row["Record no."], row["Origin"]) for row in cells_of(done)] == [(1, "QMJ/1"), (2, "QRV/1")]
    march = [of([ROW], icb=icb, month=MARCH) for icb in ("QMJ", "QRV")]
    assert merged(*march, month=MAY).icb == "Z9B2Z"
    with pytest.raises(FileFault, match=r"1\.xlsx of QMJ and 2\.xlsx of QRV.*merge into Z9B2Z on 01/04/2026"):
        merged(*march)


@pytest.mark.parametrize(
    ("contents", "said"),
    [
        (lambda: [part([ROW]), of([ROW], icb="QKK")], "different ICBs: 1.xlsx of QMF and 2.xlsx of QKK"),
        (lambda: [part([ROW]), part([ROW], "Children", month=MAY)], "1.xlsx for October 2024 and 2.xlsx for May 2026"),
        (lambda: [part([ROW]), part([ROW], "adults")], "1.xlsx and 2.xlsx are both the same part of QMF"),
        (lambda: [part([ROW]), b"nothing"], "2.xlsx: "),
    ],
)
def test_what_does_not_belong_together_is_refused_in_a_sentence_that_names_the_files(
    contents: Callable[[], list[bytes]], said: str
) -> None:
    with pytest.raises(FileFault) as fault:
        merged(*contents())
    assert said in str(fault.value)


def test_a_divided_icb_is_asked_for_and_never_guessed() -> None:
    contents = [of([ROW], icb="QNQ", month=MAY), of([ROW], icb="QU9", month=MAY)]
    with pytest.raises(SuccessorNeeded, match=r"1\.xlsx: QNQ was divided"):
        merged(*contents)
    assert merged(*contents, icb="S0E4D").icb == "S0E4D"


# Laws

_rows = st.lists(
    st.dictionaries(st.sampled_from([*HEADERS[1:-1], "Ward"]), VALUES, min_size=1, max_size=6).map(dict), max_size=4
)


@tried(5)
@given(_rows, _rows)
def test_values_in_are_values_out_and_no_two_records_share_a_number(
    adults: list[dict[str, Any]], children: list[dict[str, Any]]
) -> None:
    contents = [part(adults, added=("Ward",)), part(children, "Children", added=("Ward",))]
    before = [row for content in contents for row in read_return(content).rows]
    done = merged(*contents)
    after = read_return(done.content).rows
    assert len(before) == len(after)
    same = {"Record no.", "Origin", "Linked record"}
    for one, other in zip(before, after, strict=True):
        assert [h for h, v in one.cells.items() if h not in same and not expected(v, h, other.cells[h])] == []
        assert all(same_value(value, next(iter(other.added.values()))) for value in one.added.values())
    numbers = [row.cells["Record no."] for row in after]
    assert len(set(numbers)) == len(numbers)
    origins = [row.cells["Origin"] for row in after]
    assert len(set(origins)) == len(origins)


def test_a_merge_that_would_lose_something_is_not_handed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = merging.template_bytes

    def losing(*, filled: FilledReturn, **options: Any) -> bytes:
        return whole(filled=FilledReturn(filled.your_icb, filled.rows[:-1], added=filled.added), **options)

    monkeypatch.setattr(merging, "template_bytes", losing)
    with pytest.raises(OurFault, match="Nothing was written"):
        merged(part([ROW]), part([ROW], "Children"))
