"""The model of the thorough mode: it reads names, says so when it cannot, and runs only its own files."""

from __future__ import annotations

import sys

import pytest

from addin.thorough import NameModel, NotInstalled, load_name_model, name_model
from tests.programs import missing
from validators.pid import Reading
from workbook_templates.faults import OurFault


@pytest.fixture(scope="module")
def model() -> NameModel:
    try:
        return load_name_model()
    except NotInstalled:
        missing("the extra scrt[thorough]")


def likely(readings: tuple[Reading, ...], start: int, end: int) -> float:
    within = [reading.likely for reading in readings if reading.start < end and start < reading.end]
    return sum(within) / len(within)


@pytest.mark.parametrize("name", ["Aisha Khan", "aisha khan", "Żegota Wójcik", "OKAFOR"])
def test_a_name_is_likelier_than_the_words_around_it(model: NameModel, name: str) -> None:
    text = f"The panel heard from {name} about the discharge from hospital."
    readings = model(text)
    start = text.index(name)
    assert likely(readings, start, start + len(name)) > 0.8
    assert likely(readings, 0, 9) < 0.2
    assert likely(readings, text.index("discharge"), len(text)) < 0.2


def test_a_long_text_is_read_to_its_end(model: NameModel) -> None:
    text = "The review found no record of any contact. " * 120 + "She met Zainab Hussain."
    readings = model(text)
    assert likely(readings, text.index("Zainab"), len(text) - 1) > 0.8
    assert max(reading.end for reading in readings) == len(text)


@pytest.mark.parametrize("text", ["", " ", "\x00", "\u200b"])
def test_nothing_is_read_from_nothing(model: NameModel, text: str) -> None:
    assert all(reading.likely < 0.5 for reading in model(text))


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(NotInstalled, match=r"pip install 'scrt\[thorough\]'"):
        load_name_model()


@pytest.mark.usefixtures("model")
def test_another_file_in_the_place_of_its_own_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(name_model._SHA256, "tokenizer.json", "0" * 64)
    with pytest.raises(OurFault, match=r"tokenizer\.json"):
        load_name_model()
