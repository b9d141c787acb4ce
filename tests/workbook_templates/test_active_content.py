"""What a workbook holds besides values is told in plain words, and nothing else changes by it."""

from __future__ import annotations

import pytest

from tests.workbook_templates.active_workbooks import ACTIVE, with_everything
from tests.workbook_templates.reading_workbook import with_parts, written
from workbook_templates.reading import read_any_workbook, read_return
from workbook_templates.template import template_bytes


@pytest.mark.parametrize("kind", ACTIVE)
def test_each_kind_is_told_by_its_words(kind: str) -> None:
    spoil, words = ACTIVE[kind]
    content = spoil(written())
    assert ", ".join(read_return(content).elsewhere.active) == words
    assert ", ".join(read_any_workbook(content).active) == words


def test_the_records_are_read_as_if_it_were_not_there() -> None:
    plain, spoilt = read_return(written()), read_return(with_everything(written()))
    assert spoilt.rows == plain.rows
    assert spoilt.your_icb == plain.your_icb
    assert len(spoilt.elsewhere.active) == 17


def test_the_template_and_a_plain_workbook_hold_none() -> None:
    assert read_return(template_bytes()).elsewhere.active == ()
    assert read_return(written()).elsewhere.active == ()


def test_a_broken_part_is_still_counted() -> None:
    broken = {"xl/connections.xml": b"<connections", "customXml/item1.xml": b"", "xl/externalLinks/a.xml": b"\x00"}
    found = read_return(with_parts(written(), broken)).elsewhere
    assert ", ".join(found.active) == "1 link to another workbook, 1 data connection, 1 custom XML part"
