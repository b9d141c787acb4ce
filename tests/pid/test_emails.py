"""E-mail addresses at example domains, plain, in words and inside links."""

import pytest

from validators.pid import Confidence, Span, find_pid, find_pid_in_identifier, withhold


def withheld(text: str) -> str:
    return withhold(text, find_pid(text))


@pytest.mark.parametrize(
    "address",
    [
        "a.person@example.org",
        "A.PERSON@EXAMPLE.ORG",
        "a_person+case@mail.example.co.uk",
        "o'person@example.com",
        "a.person (at) example.org",
        "a.person(at)example.org",
        "a.person [at] example [dot] org",
        "a.person@ex-ample.example",
        "a.person\uff20example.org",
        "a.per\u200bson@exam\u00adple.org",
        "a.person%40example.org",
    ],
)
@pytest.mark.parametrize("around", ["{}", "Write to {}.", "<{}>, please", "mailto:{}?subject=x"])
def test_address_is_certain(address: str, around: str) -> None:
    assert withheld(around.format(address)) == around.format("[withheld: e-mail address]")


def test_address_in_spoken_words_is_possible() -> None:
    text = "Write to person at example dot co dot uk"
    assert withheld(text) == "Write to [withheld: possible e-mail address]"


@pytest.mark.parametrize(
    "text",
    [
        "She lives (at) home.Then",
        "@example",
        "Follow @example.org",
        "five @ 3 each",
        "a@b",
        "seen at home dot",
        "Review (at) stage 2",
        "looked at the dot com story",
    ],
)
def test_no_address(text: str) -> None:
    assert find_pid(text) == ()


def test_address_inside_a_link_is_found_in_an_identifier_column() -> None:
    (span,) = find_pid_in_identifier("https://example.org/?to=a.person@example.org")
    assert (span.start, span.end, span.confidence) == (24, 44, Confidence.CERTAIN)


def test_two_addresses_are_two_spans() -> None:
    assert [type(span) for span in find_pid("a@example.org;b@example.org")] == [Span, Span]
