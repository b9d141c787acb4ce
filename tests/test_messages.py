"""The catalogue of messages: all that refuse, warn or ask are in it, in one form, in plain English."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_house import parsed
from validators.message_catalogue import CATALOGUE, catalogue_page

ROOT = Path(__file__).parents[1]


def calls(name: str, tree: ast.Module) -> Iterator[tuple[ast.Call, str]]:
    """Each call of a message in a module, with the message's name in the catalogue."""
    subjects = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "validators.messages"
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            held = node.func.value
            if isinstance(held, ast.Name) and held.id in subjects:
                yield node, f"{subjects[held.id]}.{node.func.attr}"


def test_every_message_is_used_and_each_time_with_all_its_places() -> None:
    used = set()
    for module, tree in parsed():
        for call, name in calls(module, tree):
            used.add(name)
            assert {word.arg for word in call.keywords} == CATALOGUE[name].places, f"{module} line {call.lineno}"
    assert CATALOGUE.keys() - used == set()


def test_no_message_is_made_while_a_module_loads() -> None:
    """Else it would count as reached, and be paid for by every start of the program."""
    for module, tree in parsed():
        inside = {id(node) for made in ast.walk(tree) if isinstance(made, ast.FunctionDef) for node in ast.walk(made)}
        assert [name for call, name in calls(module, tree) if id(call) not in inside] == [], module


def test_no_two_messages_are_the_same() -> None:
    forms = [message.form for message in CATALOGUE.values()]
    assert sorted(form for form in set(forms) if forms.count(form) > 1) == []


def test_the_page_is_up_to_date() -> None:
    """Otherwise: python -m validators.message_catalogue > docs/messages.md."""
    assert (ROOT / "docs" / "messages.md").read_text(encoding="utf-8") == catalogue_page()


ENDS_WITH_A_PLACE = {
    "buttons.NONE_READ": "the first file's own reason",
    "command_line.NO_RETURN_READ": "each file's own reason",
    "command_line.PASSWORD_FILE_TOO_LARGE": "how a password file is written",
    "command_line.NO_PASSWORD_FILE": "how a password file is written",
    "command_line.NO_PASSWORD_TEXT": "how a password file is written",
    "merging.OTHER_ICBS": "which ICBs may be merged",
}
"""Messages that end with another message of the catalogue, which asks."""


@pytest.mark.parametrize("name", sorted(CATALOGUE))
def test_a_message_says_what_is_wrong_and_then_what_to_do(name: str) -> None:
    form = CATALOGUE[name].form
    assert form == form.strip()
    assert len(form) <= 260
    if name in ENDS_WITH_A_PLACE:
        assert form.endswith("}")
    else:
        # After the place and what is wrong: as a sentence of its own, or after a colon.
        assert re.search(r"(^|[.?:] |[}\],] |\})[Pp]lease [a-z]+", form), form
    assert not re.search(r"\b(invalid|illegal|fail(ed|ure) to|exception|null|parse|abort)\b", form)


# Words that are longer than they are hard, because everybody who meets them works with them every day.
OF_THE_TRADE = re.findall(
    r"\w+",
    """
    authorities authority checklist column columns computer excel icb macro macros onedrive password
    passwords personal powerpoint program python quality recommendation recommendations region regions
    report reports review reviews sharepoint summaries summary template templates version vocabulary
    workbook workbooks
    """,
)


def syllables(word: str) -> int:
    """About how many syllables a word has.

    >>> [syllables(word) for word in ("scope", "password", "original", "named", "written", "summary")]
    [1, 2, 4, 1, 2, 2]
    """
    vowels = len(re.findall(r"[aeiouy]+", word))
    if word in OF_THE_TRADE:
        return min(2, vowels)
    silent = re.search(r"[^aeiouyl]e$|[^td]ed$|[^aeiouscxz]es$", word)
    return max(1, vowels - (silent is not None))


def school_year(form: str) -> float:
    """Flesch and Kincaid's grade: 7 is read at about twelve years of age.

    Options, file names and brackets count as one short word; a colon ends the place and begins the sentence.
    """
    plain = re.sub(r"\{[^}]*\}", "it", form.replace("{{", "").replace("}}", ""))
    plain = re.sub(r"\([^)]*\)", "", plain)
    plain = re.sub(r"--?[a-z-]+|\.[a-z]{3,4}\b|[A-Z]{2,}[A-Za-z=-]*|https?\S*", "it", plain)
    sentences = [one for one in re.split(r"[.:;?]\s+|[.:?]$", plain) if len(one.split()) > 2]
    words = re.findall(r"[a-z][a-z'-]*", plain.lower())
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def test_the_measure_of_reading_knows_plain_from_hard() -> None:
    assert school_year("The file is empty: please save it again.") < 4
    hard = "Notwithstanding previously communicated requirements, authentication of the identification is unavailable."
    assert school_year(hard) > 15


@pytest.mark.parametrize("name", sorted(CATALOGUE))
def test_a_message_is_read_at_twelve_years_of_age(name: str) -> None:
    assert school_year(CATALOGUE[name].form) <= 7
