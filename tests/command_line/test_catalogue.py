"""`scrt rules` and `scrt vocabulary`: the whole checklist and every list, as text and as JSON."""

from __future__ import annotations

import pytest

from tests.command_line.running import scrt
from validators.case_review import COLUMN_BY_HEADER
from validators.rules import standard_rules
from validators.vocabularies import VOCABULARY_NAMES, vocabulary

KEYS = ["id", "title", "severity", "applies_to", "columns", "why", "fix", "source", "decisions"]


def test_rules_as_json_hold_every_rule_with_all_its_keys() -> None:
    rules = scrt("rules", "--json").document["rules"]
    assert [rule["id"] for rule in rules] == [rule.id for rule in standard_rules()]
    for rule in rules:
        assert list(rule) == KEYS
        assert all(rule[key] for key in KEYS if key not in ("columns", "decisions")), rule["id"]
        assert rule["applies_to"] == "the workbook" or rule["columns"], rule["id"]
        assert rule["fix"].startswith("Please"), rule["id"]


def test_columns_of_record_rules_are_headers_of_the_template() -> None:
    for rule in scrt("rules", "--json").document["rules"]:
        if rule["applies_to"] != "the workbook":
            assert set(rule["columns"]) <= set(COLUMN_BY_HEADER), rule["id"]


def test_rules_as_text_are_one_line_each_and_a_count() -> None:
    ran = scrt("rules")
    *lines, blank, count = ran.out.splitlines()
    assert (ran.status, ran.err, blank) == (0, "", "")
    assert [line.split()[0] for line in lines] == [rule.id for rule in standard_rules()]
    assert count.startswith(f"{len(lines)} rules.")
    assert all(rule.title in line for rule, line in zip(standard_rules(), lines, strict=True))


def test_vocabularies_are_listed_with_their_sizes() -> None:
    listed = scrt("vocabulary", "--json").document["vocabularies"]
    assert [(one["name"], one["terms"]) for one in listed] == [
        (name, len(vocabulary(name))) for name in VOCABULARY_NAMES
    ]
    text = scrt("vocabulary").out
    assert all(f"\n{name} " in f"\n{text}" for name in VOCABULARY_NAMES)


@pytest.mark.parametrize("name", VOCABULARY_NAMES)
def test_a_vocabulary_is_shown_with_every_term_in_order(name: str) -> None:
    terms = vocabulary(name)
    document = scrt("vocabulary", name, "--json").document
    assert document["name"] == name
    assert [term["code"] for term in document["terms"]] == list(terms.codes)
    lines = scrt("vocabulary", name).out.splitlines()
    assert len(lines) == len(terms)
    assert all(line.startswith(term.code) for term, line in zip(terms, lines, strict=True))


def test_terms_carry_their_meaning_aliases_dates_and_details() -> None:
    icbs = {term["code"]: term for term in scrt("vocabulary", "icbs", "--json").document["terms"]}
    closed = icbs["QMJ"]
    assert (closed["valid_from"], closed["valid_to"], closed["region"]) == ("2022-07-01", "2026-03-31", "London")
    assert "NCL" in closed["aliases"]
    assert icbs["QMF"]["valid_to"] is None
    assert "QMJ = NHS North Central London Integrated Care Board (to 31/03/2026)" in scrt("vocabulary", "icbs").out
    themes = scrt("vocabulary", "themes", "--json").document["terms"]
    assert sum(not term["is_answer"] for term in themes) == 34
    assert all(term["meaning"] for term in themes if not term["is_answer"])


@pytest.mark.parametrize("asked", ["review_types", "Review types", "review-types", " REVIEW_TYPES "])
def test_a_vocabulary_is_found_however_its_name_is_written(asked: str) -> None:
    assert scrt("vocabulary", asked, "--json").document["name"] == "review_types"
