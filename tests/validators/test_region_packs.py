"""A region's own pack: its lists and its closing rule hold in a whole run; what is wrong with it is one sentence."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from weakref import ref

import pytest
from openpyxl import load_workbook

from validators.check import check
from validators.entries import Circumstances, RawRow
from validators.regions import PackFault, RegionPack, in_region, new_pack, pack_for, read_pack, shipped_files
from validators.regions.using import cached_for_pack
from validators.vocabularies import vocabulary
from validators.vocabularies.organisations import (
    boards_of,
    has_local_lists,
    ics_name,
    local_authorities_of,
    region_of,
    regions,
)
from validators.your_icb import YourIcb
from workbook_templates.template import template_bytes

REGION_OF = {icb.code: region_of(icb.code) for icb in vocabulary("icbs")}
OCTOBER = date(2024, 10, 31)
FILES = {
    "region.toml": 'name = "South West"\nclosing = "or"\nreturn_by_working_day = 5\ncontact = "The regional office"\n',
    "local_authorities.csv": "name,aliases\nBath and North East Somerset,BANES\n,\nWiltshire,\n",
    "local_authority_icbs.csv": "local_authority,icb,valid_from,valid_to\nWiltshire,QOX,2022-07-01,\n",
    "boards.csv": (
        "name,kind,local_authorities\n"
        "Shared Adults Board,SAB,Wiltshire; Bath and North East Somerset\nWiltshire Children,SCP,Wiltshire\n"
    ),
    "ics_names.csv": "icb,ics\nQOX,BSW Together\n",
}


def pack(**changed: str | None) -> RegionPack:
    files = FILES | {name.replace("_csv", ".csv").replace("_toml", ".toml"): text for name, text in changed.items()}
    return read_pack({name: text for name, text in files.items() if text is not None}, region_of=REGION_OF)


def judged(rule: str, cells: dict[str, object], *, icb: str = "QOX") -> str:
    given = Circumstances(date(2024, 11, 5), YourIcb(your_icb=icb, reporting_month=OCTOBER))
    result = check([RawRow(cells, row=5)], given=given)
    return next(state.value for state, number in result.states[rule].items() if number)


def test_london_ships_and_every_region_may_have_a_pack() -> None:
    assert pack_for("London") is not None
    for region in regions():
        icbs = [(icb.code, icb.details["ics"]) for icb in vocabulary("icbs") if icb.details["region"] == region]
        made = read_pack(new_pack(region, icbs), region_of=REGION_OF)
        assert (made.name, made.closing, made.boards, len(made.ics_names)) == (region, "and", (), len(icbs))
    shipped = read_pack(shipped_files("london"), region_of=REGION_OF)
    assert (len(shipped.local_authorities), shipped == pack_for("London")) == (33, True)


def test_a_pack_s_lists_hold_within_its_run_and_not_after_it() -> None:
    before = vocabulary("boards").codes
    with in_region(pack()):
        assert has_local_lists("QOX")
        assert vocabulary("local_authorities").resolve("banes").term is not None
        assert boards_of("Wiltshire") == ("Shared Adults Board", "Wiltshire Children")
        assert boards_of("Bath and North East Somerset", "SCP") == ()
        assert local_authorities_of("QOX", on=OCTOBER) == ("Wiltshire",)
        assert ics_name("QOX") == "BSW Together"
        assert set(before) < set(vocabulary("boards").codes), "London's are still there"
    assert not has_local_lists("QOX")
    assert vocabulary("boards").codes == before
    assert ics_name("QOX") != "BSW Together"


def test_with_a_list_the_board_rules_judge_and_without_one_they_are_not_checked() -> None:
    cells = {"Review type": "SAR Adult", "Borough or local authority": "Wiltshire"}
    right, wrong = (
        cells | {"Partnership or board": "Shared Adults Board"},
        cells | {"Partnership or board": "Wiltshire Children"},
    )
    assert [judged("F01", each) for each in (right, wrong)] == ["not checked", "not checked"]
    with in_region(pack()):
        assert [judged("F01", each) for each in (right, wrong)] == ["passed", "failed"]
        assert judged("F02", right) == "passed"
        assert judged("B01", wrong | {"Partnership or board": "Nowhere Board"}) == "failed"
    with in_region(pack(boards_csv=None, local_authorities_csv=None, local_authority_icbs_csv=None)):
        assert judged("F01", wrong) == "not checked"


@pytest.mark.parametrize(
    ("cells", "with_and", "with_or"),
    [
        (
            {"Date signed off": date(2024, 9, 3), "Publication status": "To be published"},
            ("passed", "failed"), ("passed", "passed"),
        ),
        ({"Publication status": "Embargoed"}, ("failed", "passed"), ("passed", "passed")),
        ({"Publication status": "To be published"}, ("failed", "failed"), ("failed", "failed")),
    ],
)  # fmt: skip
def test_the_closing_rule_is_the_region_s(
    cells: dict[str, object], with_and: tuple[str, str], with_or: tuple[str, str]
) -> None:
    closed = {"Status": "Closed", "Review type": "SAR Adult", **cells}
    assert (judged("D01", closed), judged("D02", closed)) == with_and
    with in_region(pack()):
        assert (judged("D01", closed), judged("D02", closed)) == with_or
        assert (judged("D01", closed, icb="QMF"), judged("D02", closed, icb="QMF")) == with_and, "London stays London"


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("region.toml", None, "there is no region.toml"),
        ("region.toml", "name = South", "no valid TOML (at line 1, column 8)"),
        ("region.toml", 'name = "Wessex"', "none of the NHS regions"),
        ("region.toml", 'closing = "or"', "name is missing"),
        ("region.toml", 'name = "South West"\nclosing = "maybe"', '"and" or "or"'),
        ("region.toml", 'name = "South West"\nreturn_by_working_day = 40', "1 to 20"),
        ("region.toml", 'name = "South West"\nclosings = "or"', "another name"),
        ("region.toml", 'name = "South West"\n[colours]\nmain = "#FFFF00"', "darker"),
        ("region.toml", 'name = "South West"\n[colours]\nmain = "blue"', "#005EB8"),
        ("boards.csv", "name,local_authorities\nA,Wiltshire", "no column kind"),
        ("boards.csv", "name,kind,local_authorities\nA,XYZ,Wiltshire", "boards.csv line 2: kind"),
        ("boards.csv", "name,kind,local_authorities\nA,SAB,Somewhere", "boards.csv line 2"),
        ("boards.csv", "name,kind,local_authorities\nA,SAB,", "local_authorities is empty"),
        ("local_authority_icbs.csv", "local_authority,icb\nWiltshire,QMF", "an ICB of South West"),
        ("local_authority_icbs.csv", "local_authority,icb\nNowhere,QOX", "local_authority is not"),
        ("local_authorities.csv", "name,valid_from\nWiltshire,lately", "valid_from is no day"),
    ],
)
def test_what_is_wrong_with_a_pack_is_one_sentence_that_names_the_file(file: str, text: str | None, said: str) -> None:
    with pytest.raises(PackFault) as fault:
        pack(**{file.replace(".", "_"): text})
    assert said in str(fault.value)
    assert "Please" in str(fault.value)
    assert "\n" not in str(fault.value)


def test_a_person_is_no_contact_and_is_not_repeated() -> None:
    """Made up."""
    with pytest.raises(PackFault) as fault:
        pack(region_toml='name = "South West"\ncontact = "Zebedee Quillfeather, zq.quillfeather@example.org"')
    assert "personal details" in str(fault.value)
    assert "quill" not in str(fault.value).casefold()


def test_a_part_that_names_a_person_is_refused() -> None:
    """A made-up name."""
    with pytest.raises(PackFault, match=r"expected_parts\.csv line 3: part holds personal details"):
        pack(expected_parts_csv="icb,part\nQOX,Adults\nQOX,The return of Mrs Jordan Smith\n")


def test_the_guide_says_when_the_region_closes_a_review() -> None:
    for given, said in (
        (None, "This is how London reads it"),
        (pack(), "Report completed and signed off, or published or under embargo. This is how South West reads it."),
    ):
        with in_region(given):
            guide = load_workbook(BytesIO(template_bytes(ready_rows=1)))["Guide"]
        assert any(said in str(cell.value) for row in guide.iter_rows() for cell in row)


@pytest.mark.parametrize(
    ("day", "parts"),
    [
        (date(2024, 3, 31), ("Whole",)),
        (date(2024, 4, 1), ("Adults", "Children")),
        (date(2025, 3, 31), ("Adults", "Children")),
        (date(2025, 4, 1), ("Children",)),
    ],
)
def test_a_part_is_expected_from_its_first_day_to_its_last(day: date, parts: tuple[str, ...]) -> None:
    listed = (
        "icb,part,valid_from,valid_to\nQOX,Whole,,2024-03-31\n"
        "QOX,Adults,2024-04-01,2025-03-31\nQOX,Children,2024-04-01,\nQSL,Whole,,\n"
    )
    assert pack(expected_parts_csv=listed).parts_of("QOX", day) == parts


def test_packs_of_equal_files_are_one_however_their_lines_end_and_no_others_are() -> None:
    windows = read_pack({name: text.replace("\n", "\r\n") for name, text in FILES.items()})
    assert (windows, hash(windows)) == (pack(), hash(pack()))
    assert len({pack(), windows, pack(boards_csv=None), pack(region_toml='name = "South West"'), "South West"}) == 4
    assert pack() != "South West"
    assert pack(region_toml=FILES["region.toml"].replace("South West", "Midlands"), ics_names_csv=None,
                local_authority_icbs_csv=None) != pack(ics_names_csv=None, local_authority_icbs_csv=None)  # fmt: skip


def test_what_is_kept_for_a_pack_is_answered_once_and_does_not_grow_without_end() -> None:
    class Asked:
        pass

    answered: list[Asked] = []
    keeping = cached_for_pack(lambda asked: answered.append(asked) or len(answered))
    one = Asked()
    assert keeping(one) == keeping(one) == 1
    with in_region(pack()):
        assert keeping(one) == 2
    answered.clear()
    many = [ref(asked) for asked in (Asked() for _ in range(25_000)) if keeping(asked) and not answered.clear()]
    assert sum(asked() is not None for asked in many) <= 10_000


def test_a_colour_may_be_as_light_as_white_is_readable_on() -> None:
    """A contrast of 4.5: grey of 767676 has 4.54, of 777777 4.48."""
    settings = 'name = "South West"\n[colours]\nmain = "{}"'
    for readable in ("#767676", "#005EB8", "#000000", "#0B7A0B"):
        assert pack(region_toml=settings.format(readable)).colour == readable
    for light in ("#777777", "#FFFFFF", "#00A000"):
        with pytest.raises(PackFault, match="darker"):
            pack(region_toml=settings.format(light))
