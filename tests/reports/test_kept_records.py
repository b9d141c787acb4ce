"""Records as a consolidation keeps them say what they said when they were read, in memory and on a shelf."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from reports import drill, kept_records, shelf
from reports.kept_records import Keeper, kept_return, told_by
from reports.receiving import AnyRecord, Received, receive
from reports.shelf import Shelf, kept, remade
from tests.reports.made_up_returns import OPEN_SAR, TODAY, consolidated, return_bytes
from validators.case_review import COLUMNS
from workbook_templates.faults import FileFault

_ROWS = [
    OPEN_SAR,
    # Found and withheld, in a long text and in a short one.
    {**OPEN_SAR, "Overview": "NHS no. 9990000018", "Identifier reference 1": "NHS no. 9990000018"},
    {**OPEN_SAR, "Record no.": "12a", "Origin": "QKK/Adults/3", "ICB": None, "Review type": None},
    {"Record no.": None, "Comments": "made up"},
]
_SHORT = [column.field for column in COLUMNS if column.kind not in ("text", "link")]


@pytest.fixture(scope="module")
def read() -> Received:
    return receive("a.xlsx", return_bytes(*_ROWS), today=TODAY)


def said(records: Sequence[AnyRecord]) -> list[object]:
    """All that a consolidation asks of records."""
    return [
        (
            one.row,
            one.cells,
            dict(one.added),
            one.withheld,
            [getattr(one.review, name) for name in _SHORT],
            [one.shown(name) for name in _SHORT],
        )
        for one in records
    ]


def test_a_kept_record_says_what_the_record_says(read: Received) -> None:
    found = kept_return(read)
    assert said(found.records) == said(read.records)
    assert any(one.withheld for one in found.records)
    assert said(pickle.loads(pickle.dumps(found)).records) == said(read.records)  # noqa: S301


def test_a_long_text_is_kept_as_it_may_be_shown_alone(read: Received) -> None:
    assert "9990000018" not in str([one for record in kept_return(read).records for one in record.cells])
    with pytest.raises(AttributeError):
        _ = kept_return(read).records[1].review.overview


def test_what_lies_on_a_shelf_or_in_columns_is_what_was_put_there(
    read: Received, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_records, "_MOST_RECORDS", 5)
    monkeypatch.setattr(kept_records, "_MOST_MADE", 15)
    keeper = Keeper()
    taken = [keeper.take(kept_return(read)) for _ in range(4)]
    assert [type(one.findings).__name__ for one in taken] == ["tuple", "tuple", *["_ShelvedFindings"] * 2]
    assert [type(one.records).__name__ for one in taken] == ["tuple", "tuple", "tuple", "_InColumns"]
    for one in taken:
        assert said(one.records) == said(read.records)
        assert [*one.findings] == [one.findings[place] for place in range(len(one.findings))] == [*read.findings]
        assert [*told_by(one.findings, "rule")] == [finding.rule for finding in read.findings]


def test_without_texts_nothing_of_them_is_shelved(read: Received, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_records, "_MOST_RECORDS", -1)
    monkeypatch.setattr(kept_records, "_MOST_MADE", -1)
    bare = kept_return(read, texts=False)
    assert said(Keeper().take(bare).records) == said(bare.records)
    assert "made up" not in str(bare.records)


def test_much_text_is_shelved_however_few_records_there_are(read: Received, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_records, "_MOST_CHARACTERS", 10)
    keeper = Keeper()
    first, second = (keeper.take(kept_return(read)) for _ in range(2))
    assert (type(first.findings), type(second.findings).__name__) == (tuple, "_ShelvedFindings")
    assert said(second.records) == said(read.records)


@pytest.mark.parametrize("most_made", [-1, 100])
def test_many_records_give_the_tables_that_few_do(most_made: int, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [receive(f"{icb}.xlsx", return_bytes(*_ROWS, icb=icb), today=TODAY) for icb in ("QMF", "QKK")]
    expected = consolidated(*files).tables
    monkeypatch.setattr(kept_records, "_MOST_RECORDS", -1)
    monkeypatch.setattr(kept_records, "_MOST_MADE", most_made)
    for module in (shelf, drill):
        monkeypatch.setattr(module, "MOST_IN_MEMORY", 2)
    keeper = Keeper()
    found = consolidated(*(keeper.take(kept_return(one)) for one in files)).tables
    assert type(found["cases"].rows).__name__ == "Remade"
    assert type(found["drill"].rows).__name__ == "Shelved"
    for name, table in expected.items():
        assert (found[name].headers, list(found[name].rows)) == (table.headers, list(table.rows)), name
        assert list(found[name].cells(*table.headers)) == list(table.rows), name


@pytest.mark.parametrize("number", [0, 1, 2, 3, 4, 9, 10])
def test_a_long_sequence_is_the_sequence_that_it_is_made_of(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "MOST_IN_MEMORY", 2)
    monkeypatch.setattr(shelf, "_ROWS_AT_ONCE", 3)
    items = list(range(number))
    for found in (kept(iter(items)), remade(lambda: iter(items), number)):
        assert len(found) == number
        assert list(found) == list(found) == items
        assert [found[place] for place in range(-number, number)] == [items[place] for place in range(-number, number)]
        assert list(found[1:4]) == items[1:4]
        assert list(found[:2]) == items[:2]
        assert list(found[::-1]) == items[::-1]
        assert list(found[7:1:-2]) == items[7:1:-2]
        with pytest.raises(IndexError):
            _ = found[number]


@pytest.mark.skipif(not hasattr(tempfile, "_O_TMPFILE_WORKS"), reason="temporary files have names here")
def test_a_shelf_has_no_name_that_anybody_could_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert list(Shelf().put(["made up"])) == ["made up"]
    assert list(tmp_path.iterdir()) == []


def test_where_there_is_no_room_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    with pytest.raises(FileFault, match="Please either free some space there"):
        Shelf().put(["made up"])
