"""A quick look that spares a text the patterns of a finder lets every text through in which one of them finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws import tried
from validators.pid import credentials, postcodes, schools, vehicles
from validators.pid.prepared import PreparedText

_FLAGS = re.IGNORECASE | re.ASCII
_USUAL = [kind.written for kind in credentials._LABELLED if not kind.few]


def texts_with(pattern: str) -> st.SearchStrategy[str]:
    """Texts in which a pattern finds something."""
    return st.from_regex(re.compile(pattern, _FLAGS), alphabet=st.characters(codec="ascii"))


def prepared(text: str) -> PreparedText:
    return PreparedText(text, in_identifier=False)


@pytest.mark.parametrize("kind", range(len(_USUAL)))
@tried(6)
@given(data=st.data())
def test_a_number_has_four_figures_where_its_kind_is_asked_for_only_then(kind: int, data: st.DataObject) -> None:
    text = data.draw(texts_with(_USUAL[kind]))
    assert prepared(text).figures >= credentials._USUAL_FIGURES


@pytest.mark.parametrize("pattern", [credentials._BARE_HANDLE.pattern, credentials._HANDLE_ON.pattern])
@tried(100)
@given(data=st.data())
def test_a_handle_without_its_sign_may_be_one(pattern: str, data: st.DataObject) -> None:
    assert credentials._MAY_BE_NICKNAME.search(data.draw(texts_with(pattern)))


@tried(200)
@given(text=texts_with(vehicles._CURRENT.pattern))
def test_a_mark_may_be_one(text: str) -> None:
    assert vehicles._MAY_BE_CURRENT.search(text)


@pytest.mark.parametrize("pattern", [postcodes._POSTCODE.pattern, postcodes._OUTWARD.pattern])
@tried(100)
@given(data=st.data())
def test_a_postcode_has_an_area(pattern: str, data: st.DataObject) -> None:
    text = data.draw(texts_with(pattern))
    assert postcodes._AREA.search(text) or postcodes._OWN_KIND in text.lower()


@tried(200)
@given(text=texts_with(schools._A_CLASS.pattern))
def test_a_class_may_be_named(text: str) -> None:
    assert schools._may_name_a_class(prepared(text))
