"""Dates of birth are days with a label; other days, months and years alone are none."""

import re
from pathlib import Path

import pytest

from validators.pid import Confidence, Kind, Span, find_pid, withhold
from validators.pid.birth_dates import OUR_DAYS

CHANGES = Path(__file__).parents[2] / "CHANGELOG.md"

DATES = [
    "12.3.09",
    "12/03/2009",
    "12-03-2009",
    "12 03 2009",
    "2009-03-12",
    "12 March 2009",
    "12th March 2009",
    "12th of March, 2009",
    "Thursday 12 March 2009",
    "12-Mar-09",
    "12 Mar '09",
    "March 12, 2009",
    "12 / 03 / 2009",
]
LABELS = [
    "dob ",
    "DOB: ",
    "D.O.B: ",
    "D.O.B. ",
    "DoB (",
    "d o b - ",
    "date of birth ",
    "Date of birth is ",
    "born on ",
    "born ",
]


def withheld(text: str) -> str:
    return withhold(text, find_pid(text))


@pytest.mark.parametrize("date", DATES)
@pytest.mark.parametrize("label", LABELS)
def test_labelled_date_is_certain_and_the_label_stays(label: str, date: str) -> None:
    assert withheld(f"Child A, {label}{date}, Year 9") == f"Child A, {label}[withheld: date of birth], Year 9"


@pytest.mark.parametrize("date", ["12032009", "120309", "20090312"])
def test_date_without_marks_counts_after_its_label(date: str) -> None:
    assert withheld(f"DOB {date}") == "DOB [withheld: date of birth]"
    assert withheld(f"born {date}") == f"born {date}"


def test_several_dates_after_a_plural_label() -> None:
    assert withheld("DOBs 1/2/09, 3.4.2011 and 5 June 2012; seen 6/7/2019") == (
        "DOBs [withheld: date of birth], [withheld: date of birth] and [withheld: date of birth]; seen 6/7/2019"
    )


def test_date_of_birth_is_withheld_wherever_the_text_repeats_it() -> None:
    assert withheld("dob 12/03/2009. Mother was admitted on 12/03/2009 and 13/03/2009.") == (
        "dob [withheld: date of birth]. Mother was admitted on [withheld: date of birth] and 13/03/2009."
    )


@pytest.mark.parametrize(
    "text", ["born on 12 March", "born 12/03 in Leeds", "dob 12th March", "born in Leeds on 12 March 2009"]
)
def test_date_without_a_year_or_beside_its_label_is_possible(text: str) -> None:
    assert "[withheld: possible date of birth]" in withheld(text)


@pytest.mark.parametrize(
    "text",
    [
        "12/03/2009",
        "Seen on 12th March 2009",
        "died 12 March 2009",
        "born in 2009",
        "born in March 2009",
        "born March 2009",
        "born at 36 weeks",
        "born 12 weeks early",
        "newborn, 12/03/2009",
        "date of birth not known, seen 12/03/2009",
        "date of birth 2009",
        "Plan B 12/03/2009",
        "Hepatitis B 12.3.09",
        "dob unknown; 12/03/2009",
        "12/03/2009: born safely",
    ],
)
def test_no_date_of_birth(text: str) -> None:
    assert find_pid(text) == ()


def test_repeated_figures_inside_longer_ones_are_no_repeat() -> None:
    assert withheld("dob 12.03.09; section 12.03.091") == "dob [withheld: date of birth]; section 12.03.091"


@pytest.mark.parametrize(
    "person", ["Aisha", "Aisha Khan", "aisha khan", "Child Q", "Mr A", "sibling", "KHAN, AISHA", "Baby AB2", "Zzyranna"]
)
@pytest.mark.parametrize("date", ["12/03/2009", "12.3.09", "12 March 2009"])
def test_whole_date_in_brackets_after_a_person_is_possible(person: str, date: str) -> None:
    text = f"{person} ({date}) is known."
    at = text.index(date)
    expected = Span(at, at + len(date), Kind.DATE_OF_BIRTH, Confidence.POSSIBLE)
    assert expected in find_pid(text)


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("DOB of sibling is 12/03/2009", ["12/03/2009"]),
        ("DOB recorded as 12/03/2009 on RiO and as 03/12/2009 on EMIS", ["12/03/2009", "03/12/2009"]),
        ("Birthday 12 March 2009", ["12 March 2009"]),
        ("born 12/3/09", ["12/3/09"]),
        ("Aisha Khan, 12/03/2009, known", ["12/03/2009"]),
        ("turned 18 on 12 March 2009", ["12 March 2009"]),
        ("Re: Aisha Khan, 12/03/2009", ["12/03/2009"]),
    ],
)
def test_other_ways_to_say_it(text: str, dates: list[str]) -> None:
    assert [text[span.start : span.end] for span in find_pid(text) if span.kind is Kind.DATE_OF_BIRTH] == dates


@pytest.mark.parametrize(
    "event",
    [
        *("Strategy meeting", "Report published", "Inquest", "died", "admitted to Homerton", "the Board", "the child"),
        *(
            "seen at Whipps Cross",
            "incident",
            "Version 2",
            "Croydon SAB",
            "Barnet",
            "Panel met",
            "Re: Strategy meeting",
            "March",
            "arrest",
        ),
    ],
)
def test_date_in_brackets_after_an_event_is_none(event: str) -> None:
    assert find_pid(f"{event} (12/03/2021)") == ()


@pytest.mark.parametrize(
    "text",
    [
        "Date of birth|12/03/2009|F",
        "Date of Birth (DD/MM/YYYY): 12/03/2009",
        "d/o/b 12/03/2009",
        "12/03/2009 (DOB)",
        "'12/03/2009' given as date of birth",
        "DOB shown on file as 12/03/2009",
        "born at 38 weeks on 12/03/2009",
        "gave birth on 12/03/2009",
        "Child: Aisha, 12/03/2009",
        "Aisha Khan | 12/03/2009 | F",
    ],
)
def test_other_ways_to_say_when_somebody_was_born(text: str) -> None:
    assert [(text[s.start : s.end], s.kind) for s in find_pid(text) if s.kind is Kind.DATE_OF_BIRTH] == [
        ("12/03/2009", Kind.DATE_OF_BIRTH)
    ]


@pytest.mark.parametrize("text", ["DOB not recorded at the panel of 3/5/2024", "DOB unknown, seen 3/5/2024"])
def test_a_label_without_its_date_takes_no_other(text: str) -> None:
    assert find_pid(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "her son, b 3/5/2011",
        "sibling b: 3/5/2011",
        "DOB > 3/5/2011",
        "DOB 3 .5. 2011",
        "born 3/5/ 2011",
        "Date birth 3/5/2011",
        "date of brith 3/5/2011",
        "B-day 3/5/2011",
        "DOB: circa 3/5/2011",
        "born on or around 3 May 2011",
        "born the 3rd day of May 2011",
        "baby was born yesterday, 3/5/2011",
        "she gave birth to a girl on 3 May 2011",
        "the baby was safely delivered on 3 May 2011 at home",
        "was delivered on 3 May 2011 by emergency caesarean",
        "turns 18 on 3 May 2029 and moves out",
        "will be eighteen on 3/5/2029",
        "OKAFOR, Aisha (F) 3/5/2011",
        "aged 36 (3/5/1988)",
        "3/5/1988, aged 36.",
    ],
)
def test_other_ways_of_saying_when_somebody_was_born(text: str) -> None:
    assert "[withheld: " in withheld(text)
    assert "3/5" not in withheld(text)
    assert "May 20" not in withheld(text)


def test_everybody_in_a_list_of_a_family_has_a_date_of_birth() -> None:
    said = withheld("Siblings: Aisha 3/5/2011, Kofi (M) 4/6/2013 and Grace 5/7/2015. Seen 6/8/2019.")
    assert said.count("[withheld: possible date of birth]") == 3
    assert said.endswith("Seen 6/8/2019.")


def test_a_corrected_date_of_birth_is_one_before_and_after() -> None:
    assert withheld("DOB amended from 3/5/2011 to 4/5/2011").count("date of birth]") == 2


@pytest.mark.parametrize(
    "text",
    [
        "The training was delivered on 3 May 2011 by the team.",
        "They were delivered letters on 3 May 2011.",
        "He was turned away on 3/5/2011.",
        "He turned 14 on 3 May.",
        "Each in turn 5 on 3 May 2011.",
        "date of birth registration 3/5/2011",
        "Part b 3/5/2011",
        "Family: Rapid Review 3/5/2024, SAR 4/6/2024",
        "aged 15 (3/5/2024)",
        "died 3/5/2024, aged 4.",
        "for 5 years (3/5/2011)",
    ],
)
def test_other_days_are_none(text: str) -> None:
    assert not [span for span in find_pid(text) if span.kind is Kind.DATE_OF_BIRTH]


@pytest.mark.parametrize("month", ["Jan", "Mar", "April", "Apr", "Sep", "Sept", "October", "Dec"])
def test_any_month_in_brackets_after_a_person(month: str) -> None:
    assert withheld(f"her son (12 {month} 2009)") == "her son ([withheld: possible date of birth])"
    assert withheld(f"her son (12th{month} 2009)") == "her son ([withheld: possible date of birth])"


def test_our_days_reach_beyond_those_in_which_the_program_is_made() -> None:
    made = max(map(int, re.findall(r"^## (\d{4})-", CHANGES.read_text(encoding="utf-8"), re.MULTILINE)))
    assert made + 2 in OUR_DAYS, "please let OUR_DAYS in validators/pid/birth_dates.py end some years later"
