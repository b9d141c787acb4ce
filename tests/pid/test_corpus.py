"""The corpus is what its README says: spans that fit, two parts that share nothing, numbers that nobody has."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from stdnum.gb import nhs

from tests.pid.corpus import MadeUpText, texts_of
from tests.pid.corpus.parts import PARTS, part_of
from tests.pid.corpus.people import names
from tests.pid.corpus.texts import USES
from validators.pid import Kind

TEXTS = {part: texts_of(part) for part in PARTS}
ALL = [text for part in PARTS for text in TEXTS[part]]


def pieces(made: MadeUpText, kind: str) -> list[str]:
    return [made.text[span.start : span.end] for span in made.spans if span.kind == kind]


def test_it_is_the_same_each_time() -> None:
    assert texts_of("develop") == TEXTS["develop"]


@pytest.mark.parametrize("part", PARTS)
def test_each_part_is_large_and_about_half_clean(part: str) -> None:
    texts = TEXTS[part]
    clean = sum(not made.spans for made in texts)
    assert len(texts) > 750
    assert 0.45 < clean / len(texts) < 0.55
    assert {span.kind for made in texts for span in made.spans} == {str(kind) for kind in Kind}


def test_spans_lie_in_their_text_in_order_and_hold_no_space_at_the_ends() -> None:
    for made in ALL:
        reached = 0
        for span in made.spans:
            assert reached <= span.start < span.end <= len(made.text)
            piece = made.text[span.start : span.end]
            assert piece == piece.strip()
            reached = span.end


def test_no_slot_is_left_unfilled_and_no_text_comes_twice() -> None:
    assert [made.template for made in ALL if re.search(r"[{}]|\[[a-z_]+\]", made.text)] == []
    assert [text for text, count in Counter(made.text for made in ALL).items() if count > 1] == []


def test_no_template_is_used_more_than_three_times() -> None:
    assert max(Counter(made.template for made in ALL).values()) == USES == 3


def test_parts_share_no_template_and_no_name() -> None:
    develop, report = (
        {made.template for made in TEXTS[part]}
        | {name.casefold() for made in TEXTS[part] for name in pieces(made, "name")}
        for part in PARTS
    )
    assert develop & report == set()


@pytest.mark.parametrize("part", PARTS)
def test_about_a_third_of_the_names_are_outside_the_lists(part: str) -> None:
    listed = [span.listed for made in TEXTS[part] for span in made.spans if span.kind == "name"]
    assert 0.28 < listed.count(False) / len(listed) < 0.42


def test_every_pool_of_names_has_names_in_both_parts() -> None:
    pools = [pool for which in ("forenames", "surnames") for pool in names(which).values()]
    assert all({part_of(name) for name in pool} == set(PARTS) for pool in pools)


def test_nhs_numbers_are_of_the_test_range() -> None:
    numbers = [re.sub(r"\D", "", piece) for made in ALL for piece in pieces(made, "nhs_number")]
    assert all(len(number) == 10 and number.startswith("999") for number in numbers)
    assert 0.8 < sum(nhs.is_valid(number) for number in numbers) / len(numbers) < 1


def test_mail_is_at_domains_for_examples() -> None:
    assert all("example" in piece.casefold() for made in ALL for piece in pieces(made, "email"))
