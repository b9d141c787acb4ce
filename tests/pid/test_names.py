"""Names of people in every form that notes have, and all that only looks like one. Every name here is made up."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws import tried
from validators.pid import Confidence, Kind, find_pid, withhold
from validators.pid.name_lists import Likeness, lists
from validators.pid.names import search
from validators.pid.names.surroundings import Surroundings
from validators.pid.prepared import PreparedText
from validators.pid.worded import part

POSSIBLE, CERTAIN = Confidence.POSSIBLE, Confidence.CERTAIN


def found(text: str) -> list[str]:
    return [text[span.start : span.end] for span in find_pid(text) if span.kind is Kind.NAME]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Aisha Khan attended A&E.", ["Aisha Khan"]),
        ("aisha khan was seen", ["aisha khan"]),
        ("Seen with KHAN, Aisha today", ["KHAN, Aisha"]),
        ("Mr Okafor was unhappy", ["Okafor"]),
        ("Letter from J. Okafor", ["J. Okafor"]),
        ("Letter from 'J. Okafor'", ["J. Okafor"]),
        ("then miss adeyemi rang", ["adeyemi"]),
        ("then miss one visit", []),
        ("Aisha's mother Grace", ["Aisha", "Grace"]),
        ("son Kofi is at school", ["Kofi"]),
        ("Hope disclosed abuse. Will said that he would leave.", ["Hope", "Will"]),
        ("Siblings: Yusuf, Maryam and Hamza", ["Yusuf", "Maryam", "Hamza"]),
        ("Partner (Delroy) has convictions", ["Delroy"]),
        ("Siob\u00e1n O\u2019Brien, Jean-Luc D'Souza", ["Siob\u00e1n O\u2019Brien", "Jean-Luc D'Souza"]),
        (
            "Szymon Wi\u015bniewski and Zeynep Y\u0131ld\u0131r\u0131m",
            ["Szymon Wi\u015bniewski", "Zeynep Y\u0131ld\u0131r\u0131m"],
        ),
        ("Zoe\u0308 was seen", ["Zoe\u0308"]),
        ("MOTHER CHANTELLE STATES SHE IS COPING", ["CHANTELLE"]),
        ("Mr Long is the manager", ["Long"]),
        ("a girl called tamsyn oyedokun", ["tamsyn oyedokun"]),
        ("Mother, Florence, lives in Florence Ward Close", ["Florence"]),
        ("Surname: GORZELANCZYK", ["GORZELANCZYK"]),
        ("aka Shizz", ["Shizz"]),
        ("Ruby does not want to go home", ["Ruby"]),
        ("Adeleke T seen in clinic", ["Adeleke T"]),
        ("Ikechukwu's injuries were not explained", ["Ikechukwu"]),
        ("Bhattacharyya household known to early help", ["Bhattacharyya"]),
        ("When seen, Dembo could not explain", ["Dembo"]),
        ("Police believe Ermir controls the house", ["Ermir"]),
        ("married to Selvarani", ["Selvarani"]),
        ("new boyfriend Gaz", ["Gaz"]),
        ('Ebun: "he will not stop"', ["Ebun"]),
        ("seen with Callie Ramsbottom", ["Callie Ramsbottom"]),
        ("the Okafor family", ["Okafor"]),
        ("He is frightened of Szczepanski", ["Szczepanski"]),
        ("Neighbours heard Szczepanski shouting at Marta", ["Szczepanski", "Marta"]),
        ("Quaye withdrew consent", ["Quaye"]),
        ("Oyelaran, who was 14, was missing", ["Oyelaran"]),
        ("Szczepanski, P. to chair", ["Szczepanski, P"]),
        ("DHR Obasanjo: draft received", ["Obasanjo"]),
        ("Ngozi/Emeka both present", ["Ngozi", "Emeka"]),
        ("Mum calls him Bubacar", ["Bubacar"]),
        ("Surname Oduya, forename Tolu", ["Oduya", "Tolu"]),
        ("1. Farhiya (mother)\n2. Mukhtar - father", ["Farhiya", "Mukhtar"]),
        ("Draft attached.\nThanks\nNanakwabre", ["Nanakwabre"]),
        ("In Dembezo's case nobody asked", ["Dembezo"]),
        ("We met Ms de Souza and Mr van der Merwe", ["de Souza", "van der Merwe"]),
        ("Patience is 12. Precious is 9.", ["Patience", "Precious"]),
        ("Art is her son.", ["Art"]),
        ("Ghazala, IDVA, attended MARAC", ["Ghazala"]),
        ("It was escalated to Ifeyinwa", ["Ifeyinwa"]),
        ("Christian faith was important", []),
    ],
)
def test_name_is_found(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Social worker Jane Smith rang",
        "PC Dean Hollis attended",
        "Seen by Dr A. Patel",
        "Name: Aisha Khan",
        "Child is called Aisha Khan",
        "Perpetrator: Ionut Popescu",
    ],
)
def test_full_name_after_a_cue_is_certain(text: str) -> None:
    assert [(span.kind, span.confidence) for span in find_pid(text)] == [(Kind.NAME, CERTAIN)]


def test_one_word_or_no_cue_is_only_possible() -> None:
    for text in ("Aisha Khan attended", "Mr Okafor attended", "mother Grace"):
        assert [span.confidence for span in find_pid(text)] == [POSSIBLE]


NO_NAMES = [
    "Child Q, Baby A, Adult B, Mr A, Ms C, Child BR, AA, BDS12, Mr AB",
    "Dr A and Nurse B gave different opinions to Mrs Y and her son Z",
    "Clare's Law, Sarah's Law, Martha's Rule and Jade's Law",
    "Gillick competence, Munchausen by proxy, Asperger's, Parkinson's disease, Down's syndrome",
    "the Duluth Model and Signs of Safety",
    "Florence Ward, Jasmine Lodge, St Mary's Hospital, Grace House",
    "Whipps Cross, King's College Hospital and Guy's and St Thomas'",
    "Moved from Brent to Preston, then to Tower Hamlets",
    "Will be reviewed in May. In June and August the panel met. Mark as complete.",
    "Prescribed Sertraline; recorded on SystmOne and RiO",
    "A family of Somali heritage that speaks Arabic",
    "mother called 999; she called Police",
    "Team Manager, Named GP and Detective Constable met",
    "MOTHER AND FATHER KNOWN TO SERVICES",
    "Seen: www.brent.gov.uk/florence and florence.pdf",
    "Brandon et al; Ferguson (2017); Munro, E. (2011)",
    "Adult Joe (a pseudonym) lived alone, the pseudonym Daisy was chosen",
    "Sir William Perkins's School, St Helier Hospital, Operation Florence",
    "Gibbs reflective cycle, Karpman drama triangle, Hart's ladder",
    "the Flynn report was read",
    "supported by St Christopher's",
    "Charedi community; Merlin report; Lord Laming; Victoria Climbi\u00e9 inquiry",
]


@pytest.mark.parametrize("text", NO_NAMES)
def test_what_is_no_name(text: str) -> None:
    assert found(text) == []


def test_no_two_clean_notes_make_a_name_together() -> None:
    for first in NO_NAMES:
        for second in NO_NAMES:
            assert found(f"{first}; {second}") == []


SEEN = ["Aisha Khan", "Oluwaseun Adebayo", "Fatuma Warsame", "Gurpreet Sandhu", "Krzysztof Nowak", "Xiuying Chen"]


@pytest.mark.parametrize("name", SEEN)
@pytest.mark.parametrize(
    "note",
    [
        "{} attended",
        "seen with {}",
        "Seen with {}.",
        "({})",
        "{}'s school rang",
        "Present: {}, social worker",
        "The brother, {}, left",
        "re {}; no reply",
    ],
)
@pytest.mark.parametrize("change", [str, str.lower, str.upper])
def test_letters_and_what_stands_around_hide_no_name(name: str, note: str, change: Callable[[str], str]) -> None:
    assert found(change(note.format(name))) == [change(name)]


@pytest.mark.parametrize("name", SEEN)
def test_two_notes_joined_keep_their_names(name: str) -> None:
    for first in NO_NAMES:
        assert found(f"{first}. Seen with {name}") == [name]
        assert found(f"Seen with {name}. {first}") == [name]


def test_name_that_is_told_once_is_found_wherever_it_stands() -> None:
    assert found("A girl called Zanele. Later Zanele moved.") == ["Zanele", "Zanele"]


def test_what_is_withheld_leaves_no_name() -> None:
    text = "Social worker Jane Smith saw Aisha Khan, mother Grace and KHAN, Yusuf (b. 12/03/2009) at Florence Ward"
    rest = withhold(text, find_pid(text))
    assert "Smith" not in rest
    assert rest.endswith("at Florence Ward")
    assert find_pid(rest) == ()


def test_strong_cue_overrides_the_allow_layer() -> None:
    assert found("a girl called Florence Ward") == ["Florence"]
    assert found("Mr Brent rang") == ["Brent"]


def test_no_allowed_word_alone_is_a_first_name() -> None:
    known = lists()
    first_names = {name for name, likeness in known.names.items() if likeness in (Likeness.GIVEN, Likeness.GIVEN_WORD)}
    assert sorted(first_names & known.harmless) == []


# Harmless words, names, titles, and what joins and parts words.
_PIECES = ("child", "risk", "Will", "Comfort", "Mr", "knight", "Grace", "Aisha", "s", "S", "don", "t", "\u00e9", "14")
_BETWEEN = ("", " ", "'", "' ", "-", ". ", ", ", "/")


@tried(400)
@given(pieces=st.lists(st.tuples(st.sampled_from(_PIECES), st.sampled_from(_BETWEEN)), max_size=8))
def test_a_text_that_is_not_parted_into_words_holds_no_name(pieces: list[tuple[str, str]]) -> None:
    text = "".join(piece + between for piece, between in pieces)
    prepared = PreparedText(text, in_identifier=False)
    if search._has_no_candidate(prepared):
        assert list(search._Search(Surroundings(part(text), lists(), text)).spans()) == []


def test_most_texts_are_not_parted_into_words() -> None:
    for text, has_none in (
        ("Child B's carers, aged 14 and 16, weren", True),
        ("Child B's carers weren't told", False),
        ("told by Mr Long", False),
        ("seen with Aisha", False),
        ("a caf\u00e9", False),
    ):
        assert search._has_no_candidate(PreparedText(text, in_identifier=False)) is has_none, text
