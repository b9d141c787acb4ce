"""The data dictionary and the JSON Schema in docs are those of the model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from validators.case_review import COLUMNS
from validators.data_dictionary import dictionary_page, json_schema
from validators.vocabularies import VOCABULARY_NAMES, vocabulary
from validators.vocabulary_page import vocabulary_page

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize(
    ("file", "made", "command"),
    [
        ("data-dictionary.md", dictionary_page, "python -m validators.data_dictionary"),
        ("vocabularies.md", vocabulary_page, "python -m validators.vocabulary_page"),
        ("case-review.schema.json", json_schema, "python -m validators.data_dictionary --schema"),
    ],
)
def test_what_stands_in_docs_is_up_to_date(file: str, made: object, command: str) -> None:
    assert callable(made)
    is_current = (DOCS / file).read_text(encoding="utf-8") == made()
    assert is_current, f"docs/{file} has drifted: please run {command} > docs/{file}"


def test_every_column_has_a_line_with_all_that_the_model_says() -> None:
    lines = [line for line in dictionary_page().splitlines() if line.startswith("| ")][1:]
    assert len(lines) == len(COLUMNS)
    for line, column in zip(lines, COLUMNS, strict=True):
        assert line.startswith(f"| {column.header} | `{column.field}` | ")
        assert line.endswith(f" | {column.enter} |")


def test_the_schema_lists_the_terms_of_a_vocabulary_under_the_column_s_header() -> None:
    properties = json.loads(json_schema())["properties"]
    assert list(properties) == [column.header for column in COLUMNS]
    assert properties["Status"]["enum"] == [*vocabulary("statuses").codes, None]
    assert "enum" not in properties["Partnership or board"]


def test_the_lists_page_has_every_term_of_every_list() -> None:
    page = vocabulary_page()
    for name in VOCABULARY_NAMES:
        section = page.partition(f"`scrt vocabulary {name}`")[2].partition("\n## ")[0]
        assert len([line for line in section.splitlines() if line.startswith("| ")]) - 2 == len(list(vocabulary(name)))
    assert "| Domestic Violence |" in page
