"""What a tracker is full of and no structured kind may take for PID."""

import pytest

from validators.pid import find_pid, find_pid_in_identifier

NO_PID = [
    "",
    " ",
    "Section 44 (1,2)",
    "S2 (MHA '83)",
    "Para 14.164",
    "paras 14.133-14.141 and 14.164",
    "s.47 enquiry, s9 DVCVA 2004, S117(2)",
    "2021/12345",
    "StEIS 2021/12345; StEIS 2020/9876",
    "Datix W123456",
    "CAD 1234/12MAR24",
    "Crime ref 4601234/21",
    "BDS12",
    "Child BR, Baby A, Adult B, Mr A, AA",
    "Aged 14, 15 and 16; aged 3 months",
    "12/03/2009",
    "12.03.2009 to 14.03.2009",
    "March 2019 to April 2021",
    "2019-20, 2020/21 and 2021-2022",
    "\u00a31,250,000.00 of \u00a33.4m",
    "24 of 396 reviews (6.1%)",
    "0.9% of 1,000,000",
    "ICD-10 F20.0, dose 2.5mg x 3, 500 mg",
    "10:30 to 11.45",
    "Wards 1, 2, 3, 4, 5, 6, 7, 8, 9 and 10",
    "2021 2022 2023 2024",
    "version 1.10.2",
    "EHCP at KS2, Year 9, A1 and B2 wards",
    "https://www.example.org/reviews/2021/03/12/sar-report-v2.pdf",
    "QMJ/Adults/12",
    "E54000028 and Z9B2Z",
    "Care Act 2014 s44(1)-(3)",
    "7 minute briefing at 10.30, 20 people",
    "two at home, 3 at school (at first)",
    "\u00bd hour, m\u00b2, 1st\u2026 and \u2122",
]
REFERENCES = [
    "LBH-SAR-2023-04",
    "W-12345",
    "HSC0012345",
    "SAR/2021/007",
    "DHR 12",
    "2021/123456",
    "NCL_0042",
    "12345678",
]


@pytest.mark.parametrize("text", NO_PID)
@pytest.mark.parametrize("change", [str, str.upper, str.lower])
def test_no_pid_in_free_text(text: str, change: type[str]) -> None:
    assert find_pid(change(text)) == ()


@pytest.mark.parametrize("text", NO_PID + REFERENCES)
def test_no_pid_in_an_identifier(text: str) -> None:
    assert find_pid_in_identifier(text) == ()


def test_no_two_harmless_notes_make_pid_together() -> None:
    for first in NO_PID:
        for second in NO_PID:
            assert find_pid(f"{first}; {second}") == (), "two harmless notes joined"


@pytest.mark.parametrize(
    "text",
    [
        "Referral to Sue Ryder declined; Leonard Cheshire home visited.",
        "Osgood-Schlatter and Sturge-Weber are in the chronology.",
        "Nervecentre alert not seen; EMIS, RiO and Cerner do not talk.",
        "Thirlwall, Hallett and Lampard inquiries are under way.",
        "Ash, Oak and Willow wards; Victoria, Vauxhall and Lambeth North stations.",
        "Turner syndrome; Gaucher and Angelman considered.",
        "Dickens (2022) and Harris (2019) on hidden men.",
        'SAR "Harriet" was published under that pseudonym.',
        "The dog (Rex) was rehomed.",
        "Born in Kinshasa; lived in Lyon and Charleroi.",
        "Placed in a PRU in Year 9, missed school since October.",
        "J's school (Year 5) had no lead on site",
        "met on Saturday, then on Sunday",
    ],
)
def test_things_with_names_are_no_people(text: str) -> None:
    assert find_pid(text) == ()
