"""Numbers and handles of one person after their cue; references of incidents, laws, invoices are none (made up)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws import tried
from validators.pid import Confidence, Kind, credentials, find_pid
from validators.pid.prepared import PreparedText


def others(text: str) -> list[str]:
    return [text[span.start : span.end] for span in find_pid(text) if span.kind is Kind.OTHER]


@pytest.mark.parametrize(
    ("cue", "number"),
    [
        *(
            ("Passport ", "987654321"),
            ("passport no. ", "987654321"),
            ("passport (", "AB1234567"),
            ("UPN: ", "A12345678901B"),
        ),
        *(("driving licence no ", "ZZQQX611099A99XY"), ("", "ZZQQX611099A99XY"), ("Hospital no. ", "A123456")),
        *(("MRN ", "1234567"), ("EMIS number: ", "123456"), ("RiO ", "7260635"), ("Mosaic ID ", "864710")),
        *(
            ("Liquidlogic ID: ", "864710"),
            ("SystmOne no ", "1234567"),
            ("PNC ID ", "2009/1234567A"),
            ("PNC ", "09/123456A"),
        ),
        *(
            ("Custody record ", "01AB/1234/27"),
            ("collar number ", "1234AB"),
            ("badge no ", "4821"),
            ("shoulder number ", "347"),
        ),
        *(
            ("PC ", "8410WC"),
            ("Court case number ", "ZE27C00283"),
            ("Prison number ", "A0127XW"),
            ("NOMS: ", "A0127XW"),
        ),
        *(
            ("sort code ", "12-34-56"),
            ("account number ", "12345678"),
            ("bank account: ", "12345678"),
            ("warrant no. ", "204417"),
        ),
        *(("BRP no ", "ZU1234567"), ("Oyster card ", "012345678901"), ("snapchat messages went to ", "@made_up")),
        *(("passport: ", "GB 123456789"), ("EMIS ID: ", "4412"), ("", "FD27P00123"), ("URN ", "01AB1234527")),
        *(("Crown Court ", "T20271234"), ("", "T20271234"), ("Indictment ", "T2027 1234")),
        ("social care ID ", "1234567"),
        *(("asylum reference ", "L1234567"), ("HO ref: ", "Z1234567"), ("HCPC ", "SW12345"), ("CRN ", "X123456")),
        *(("hosp. no. ", "VF7652"), ("Court of Protection ", "1398765T"), ("ULN ", "1234567890")),
        ("PESEL ", "44051401359"),
        *(("snapchat: ", "made_up9"), ("discord ", "made.up#1234"), ("insta/", "made_up"), ("PC ", "2035")),
        *(("", "GB82 WEST 1234 5698 7654 32"), ("card ", "4111 1111 1111 1111")),
        *(
            ("Facebook ", "https://www.facebook.com/made.up.person"),
            ("", "instagram.com/made_up"),
            ("see ", "x.com/made_up"),
        ),
        *(
            ("Instagram ", "@made_up1"),
            ("snap: ", "@madeup"),
            ("known on TikTok as ", "@made.up"),
            ("snapchat username ", "made_up99"),
        ),
    ],
)
@pytest.mark.parametrize("after", ["", ", seen", ". Next", ")"])
def test_number_or_handle_is_found(cue: str, number: str, after: str) -> None:
    for change in (str, str.lower, str.upper):
        assert others(change(f"{cue}{number}{after}")) == [change(number)]


def test_check_digit_or_strict_shape_with_its_label_is_certain() -> None:
    for text, confidence in [
        ("Passport 987654321", Confidence.CERTAIN),
        ("4111 1111 1111 1111", Confidence.CERTAIN),
        ("PC 347", Confidence.POSSIBLE),
    ]:
        assert [span.confidence for span in find_pid(text)] == [confidence]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Crime ref 4601234/21",
            "CAD 1234/12MAR24",
            "Datix 204417",
            "StEIS 2021/12345",
            "LFPSE ref 3400127761",
            "s47",
        ),
        *(
            "Section 44 (1,2)",
            "S2 (MHA '83)",
            "Para 14.164",
            "Reg 44",
            "passport applied for in 2019",
            "4111 1111 1111 1112",
            "0000 0000 0000 0000",
        ),
        *(
            "released on licence May 2023",
            "Mosaic went live in 2021",
            "RiO notes of 12/03/2021",
            "account of 12 March 2021",
        ),
        *(
            "the PC in 2021",
            "custody for 36 hours",
            "case of 3 children",
            "hospital in 2021",
            "PS 2",
            "court on 12/03/2021",
        ),
        *(
            "see www.example.org/x",
            "meeting @ 10am",
            "12-34-56",
            "12345678",
            "snapchat in 2021",
            "twitter @NHSMadeUp",
            "shoulder 12 cm",
            "PAS 2020-2021",
            "Emails sent to RiO team",
        ),
        *("Patient 12, unit 4 and person 1", "case number 12", "court 3", "badge of honour", "x 3 visits @home"),
    ],
)
@pytest.mark.parametrize("change", [str, str.lower, str.upper])
def test_no_number_of_a_person(text: str, change: type[str]) -> None:
    assert others(change(text)) == []


@pytest.mark.parametrize("kind", credentials._LABELLED, ids=lambda kind: " ".join(sorted(kind.signs)[:3]))
@tried(60)
@given(data=st.data())
def test_every_label_has_a_word_by_which_its_kind_is_known(kind: credentials._Labelled, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(kind.pattern, fullmatch=True))
    assert not kind.signs.isdisjoint(PreparedText(text, in_identifier=False).words)
