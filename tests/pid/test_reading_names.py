"""A reader of names is one source of evidence: asked in doubt alone, believed only so far."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from addin.thorough import NotInstalled, load_name_model
from tests.pid.corpus import texts_of
from tests.pid.corpus.scoring import Found, score
from tests.programs import missing
from validators.pid import NameReader, Reading, find_pid, names_read_by


class Sure:
    """A reader that is equally sure of every sign of a text, and notes what it was asked."""

    def __init__(self, likely: float) -> None:
        self.likely = likely
        self.asked: list[str] = []

    def __call__(self, text: str) -> Sequence[Reading]:
        """Read a text."""
        self.asked.append(text)
        return [Reading(place, place + 1, self.likely) for place in range(len(text))]


def found(text: str, reader: NameReader) -> list[tuple[str, str]]:
    with names_read_by(reader):
        return [(text[span.start : span.end], str(span.confidence)) for span in find_pid(text)]


def test_a_name_that_no_list_has_is_found_where_the_reader_is_sure() -> None:
    text = "We left Quobbe at home."
    assert find_pid(text) == ()
    assert found(text, Sure(0.99)) == [("Quobbe", "possible")]
    assert found(text, Sure(0.01)) == []


@pytest.mark.parametrize(
    ("text", "name", "at_least"),
    [
        ("We left Crabtree at home.", "Crabtree", 0.3),
        ("We left Vihaan at home.", "Vihaan", 0.1),
        ("We left Quobbe at home.", "Quobbe", 1.0),
        ("We left \u017begota at home.", "\u017begota", 1.0),
        ("We left \u017begota Quobbe at home.", "\u017begota Quobbe", 0.0),
        ("Mrs Quobbe rang.", "Quobbe", 0.0),
    ],
)
def test_a_reader_turns_what_is_in_doubt_and_nothing_that_a_cue_or_letters_beyond_its_own_decide(
    text: str, name: str, at_least: float
) -> None:
    for likely in (0.0, 0.1, 0.3, 0.5, 0.8, 1.0):
        assert found(text, Sure(likely)) == ([(name, "possible")] if likely >= at_least else []), likely


@pytest.mark.parametrize(
    "text",
    [
        "The panel will ask the Trust to review its policy.",
        "Child Q was seen by the health visitor.",
        "Mrs Aisha Khan rang.",
    ],
)
def test_where_nothing_is_in_doubt_the_reader_is_not_asked(text: str) -> None:
    sure = Sure(0.99)
    before = find_pid(text)
    with names_read_by(sure):
        assert find_pid(text) == before
    assert sure.asked == []


def test_a_sure_reader_makes_no_ordinary_note_a_name_and_nothing_certain() -> None:
    clean = [made.text for made in texts_of("develop") if not made.spans]
    sure = Sure(1.0)
    with names_read_by(sure):
        spans = [span for text in clean for span in find_pid(text)]
        flagged = sum(bool(find_pid(text)) for text in clean)
    assert flagged / len(clean) < 0.35
    assert not any(str(span.kind) == "name" and str(span.confidence) == "certain" for span in spans)


def test_offsets_are_those_of_the_text_as_given() -> None:
    text = "\ufb01rst left Quo\u0301bbe at home."  # a ligature and a combining accent come before and within
    with names_read_by(Sure(0.99)):
        assert [text[span.start : span.end] for span in find_pid(text)] == ["Quo\u0301bbe"]


def test_the_reader_is_in_force_within_the_block_alone() -> None:
    def stop() -> None:
        with names_read_by(Sure(0.99)):
            raise KeyError

    with pytest.raises(KeyError):
        stop()
    assert find_pid("We left Quobbe at home.") == ()


@pytest.mark.slow
def test_the_thorough_mode_finds_more_names_flags_few_clean_texts_and_asks_about_less_than_half() -> None:
    try:
        model = load_name_model()
    except NotInstalled:
        missing("the extra scrt[thorough]")
    texts = texts_of("develop")
    asked = set[str]()

    def reader(text: str) -> Sequence[Reading]:
        asked.add(text)
        return model(text)

    def told(text: str) -> list[Found]:
        return [(span.start, span.end, str(span.kind), str(span.confidence)) for span in find_pid(text)]

    fast = score(texts, [told(made.text) for made in texts])
    with names_read_by(reader):
        thorough = score(texts, [told(made.text) for made in texts])
    # The lists were extended on these texts, so here they leave the model few names to add, and no doubt to take away.
    assert thorough.recall["name"].share > fast.recall["name"].share
    assert thorough.recall["name"].share >= 0.95
    assert thorough.clean_flagged.share <= 0.03
    assert len(asked) < len(texts) / 2
