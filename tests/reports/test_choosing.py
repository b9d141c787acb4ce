"""Which return counts: one for each ICB, month and part; every other file is told why it does not."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count, permutations
from typing import Any

import pytest

from reports.choosing import Choice, Decision, SourceStatus, decide
from reports.receiving import Received, receive, unread
from tests.reports.made_up_returns import OCTOBER, OPEN_SAR, SEPTEMBER, TODAY, return_bytes
from validators.your_icb import YourIcb

LONDON_OCTOBER = Choice(OCTOBER, "London")
MONDAY = datetime(2024, 11, 4, 9, 30, tzinfo=UTC)
TUESDAY = datetime(2024, 11, 5, 9, 30, tzinfo=UTC)

_marks = count(1)


def claim(
    file: str,
    *,
    icb: str | None = "QMF",
    month: date | None = OCTOBER,
    part: str | None = "Whole",
    number: int | None = 1,
    saved_at: datetime | None = MONDAY,
    mark: str = "",
    sha256: str = "",
) -> Received:
    """A file with a heading; no two hold the same unless they are given the same mark."""
    own = f"{next(_marks)}"
    return Received(
        file=file,
        sha256=sha256 or own,
        heading=YourIcb(your_icb=icb, reporting_month=month, return_part=part, return_number=number),
        template_version="1.0",
        saved_at=saved_at,
        content_mark=mark or own,
    )


def decided(*files: Received, choice: Choice = LONDON_OCTOBER, **options: Any) -> list[Decision]:
    if options:
        choice = Choice(OCTOBER, options.pop("region", "London"), **options)
    return list(decide(files, choice))


def statuses(*files: Received, **options: Any) -> list[str]:
    return [one.status.value for one in decided(*files, **options)]


def only(*files: Received, **options: Any) -> Decision:
    (one,) = decided(*files, **options)
    return one


def test_no_file_is_no_decision() -> None:
    assert decided() == []


def test_a_return_for_the_month_counts_without_a_remark() -> None:
    one = only(claim("a.xlsx"))
    assert (one.status, one.reason, one.icb) == (SourceStatus.COUNTED, "", "QMF")


def test_any_day_of_the_month_names_the_month() -> None:
    assert statuses(claim("a.xlsx", month=date(2024, 10, 1))) == ["counted"]


def test_a_refused_file_is_set_aside_in_the_words_of_its_refusal() -> None:
    refused = receive("a.xlsx", b"", today=TODAY)
    one = only(refused)
    assert one.status is SourceStatus.SET_ASIDE
    assert one.reason == refused.refusal
    assert one.reason.startswith("The file is empty")
    assert one.icb == ""


def test_a_file_that_cannot_be_had_is_set_aside_in_its_own_words() -> None:
    one = only(unread("a.xlsx", "it cannot be read."))
    assert (one.status, one.reason) == (SourceStatus.SET_ASIDE, "it cannot be read.")


def test_a_return_without_an_icb_is_set_aside() -> None:
    one = only(claim("a.xlsx", icb=None))
    assert one.status is SourceStatus.SET_ASIDE
    assert "does not say which ICB" in one.reason
    assert "Your ICB" in one.reason
    assert "Please" in one.reason


def test_a_return_without_a_month_is_set_aside() -> None:
    one = only(claim("a.xlsx", month=None))
    assert one.status is SourceStatus.SET_ASIDE
    assert "does not say the reporting month" in one.reason
    assert "Please" in one.reason


def test_a_return_of_another_region_is_set_aside_and_both_regions_are_named() -> None:
    one = only(claim("a.xlsx", icb="QOX"))
    assert one.status is SourceStatus.SET_ASIDE
    assert "QOX belongs to South West, not to London." in one.reason
    assert "--region" in one.reason


def test_england_takes_every_region() -> None:
    assert statuses(claim("a.xlsx", icb="QOX"), claim("b.xlsx"), region="England") == ["counted", "counted"]


def test_another_month_is_set_aside_and_the_way_to_take_it_is_named() -> None:
    one = only(claim("a.xlsx", month=SEPTEMBER))
    assert one.status is SourceStatus.SET_ASIDE
    assert "for September 2024, not for October 2024" in one.reason
    assert "--accept-month QMF=2024-09" in one.reason


def test_accepting_a_month_takes_that_month_of_that_icb_only_and_says_so() -> None:
    files = [
        claim("a.xlsx", month=SEPTEMBER),
        claim("b.xlsx", icb="QKK", month=SEPTEMBER),
        claim("c.xlsx", icb="QWE", month=date(2024, 8, 31)),
    ]
    accepted = {"QMF": SEPTEMBER, "QWE": SEPTEMBER}
    taken, other_icb, other_month = decided(*files, accepted_months=accepted)
    assert (taken.status, other_icb.status, other_month.status) == ("counted", "set aside", "set aside")
    assert taken.reason == "Return for September 2024, taken by --accept-month."


def test_the_month_itself_outranks_an_accepted_one_whatever_the_numbers() -> None:
    late = claim("late.xlsx", month=SEPTEMBER, number=9, saved_at=TUESDAY)
    assert statuses(late, claim("now.xlsx"), accepted_months={"QMF": SEPTEMBER}) == ["superseded", "counted"]


def test_the_higher_return_number_counts_even_if_it_was_saved_before() -> None:
    second = claim("second.xlsx", number=2, saved_at=MONDAY)
    first = claim("first.xlsx", number=1, saved_at=TUESDAY)
    for files in permutations([second, first]):
        by_file = {one.received.file: one for one in decided(*files)}
        assert by_file["second.xlsx"].status is SourceStatus.COUNTED
        assert by_file["first.xlsx"].status is SourceStatus.SUPERSEDED
        assert "second.xlsx" in by_file["first.xlsx"].reason


def test_ten_is_more_than_nine() -> None:
    assert statuses(claim("a.xlsx", number=9), claim("b.xlsx", number=10)) == ["superseded", "counted"]


def test_a_return_without_a_number_yields_to_one_with_a_number() -> None:
    assert statuses(claim("a.xlsx", number=None, saved_at=TUESDAY), claim("b.xlsx")) == ["superseded", "counted"]


def test_the_later_save_counts_where_the_numbers_are_equal() -> None:
    assert statuses(claim("a.xlsx", saved_at=TUESDAY), claim("b.xlsx", saved_at=MONDAY)) == ["counted", "superseded"]


def test_a_save_that_nobody_knows_yields_and_zones_are_compared_as_times() -> None:
    naive = MONDAY.replace(minute=31, tzinfo=None)
    assert statuses(claim("a.xlsx", saved_at=None), claim("b.xlsx")) == ["superseded", "counted"]
    assert statuses(claim("a.xlsx", saved_at=naive), claim("b.xlsx", saved_at=MONDAY)) == ["counted", "superseded"]


def test_two_that_nothing_tells_apart_are_both_set_aside_and_name_each_other() -> None:
    one, other = decided(claim("a.xlsx"), claim("b.xlsx"))
    assert (one.status, other.status) == (SourceStatus.SET_ASIDE, SourceStatus.SET_ASIDE)
    assert "b.xlsx" in one.reason
    assert "a.xlsx" in other.reason
    assert "--choose" in one.reason
    assert "Please either" in one.reason


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ([claim("a.xlsx", month=SEPTEMBER)], "or move it out of the folder"),
        ([claim("a.xlsx"), claim("b.xlsx")], "move the one that does not count out of the folder"),
        ([claim("a.xlsx", icb="QE1")], "move the return to that region's folder"),
    ],
)
def test_who_presses_a_button_is_told_what_can_be_done_there(files: list[Received], told: str) -> None:
    for one in decide(files, Choice(OCTOBER, "London", by_button=True)):
        assert one.status is SourceStatus.SET_ASIDE
        assert told in one.reason
        assert "--" not in one.reason


def test_choosing_settles_two_that_nothing_tells_apart() -> None:
    files = [claim("a.xlsx"), claim("b.xlsx")]
    assert statuses(*files, chosen=frozenset({"b.xlsx"})) == ["superseded", "counted"]
    assert statuses(*files, chosen=frozenset({"a.xlsx"})) == ["counted", "superseded"]


def test_choosing_does_not_let_in_what_cannot_count() -> None:
    files = [claim("a.xlsx", month=SEPTEMBER), claim("b.xlsx")]
    assert statuses(*files, chosen=frozenset({"a.xlsx"})) == ["set aside", "counted"]


def test_a_weaker_third_is_superseded_beside_two_that_are_set_aside() -> None:
    files = [claim("a.xlsx", number=2), claim("b.xlsx", number=2), claim("c.xlsx", number=1)]
    assert statuses(*files) == ["set aside", "set aside", "superseded"]


def test_equal_bytes_are_one_return_whatever_their_names() -> None:
    content = return_bytes(OPEN_SAR)
    files = [receive(name, content, today=TODAY) for name in ("a.xlsx", "copy of a.xlsx", "b.xlsx")]
    first, *others = decided(*files)
    assert first.status is SourceStatus.COUNTED
    assert [one.status for one in others] == [SourceStatus.IDENTICAL, SourceStatus.IDENTICAL]
    assert {one.reason for one in others} == {"It holds the same bytes as a.xlsx."}


def test_a_return_that_was_merely_saved_twice_is_one() -> None:
    monday = receive("monday.xlsx", return_bytes(OPEN_SAR, saved_on=date(2024, 11, 4)), today=TODAY)
    tuesday = receive("tuesday.xlsx", return_bytes(OPEN_SAR, saved_on=date(2024, 11, 5)), today=TODAY)
    assert monday.sha256 != tuesday.sha256
    by_file = {one.received.file: one for one in decided(monday, tuesday)}
    assert sorted(one.status.value for one in by_file.values()) == ["counted", "identical"]
    (other,) = [one for one in by_file.values() if one.status is SourceStatus.IDENTICAL]
    assert "the same records as" in other.reason


def test_two_returns_that_differ_in_one_cell_are_two() -> None:
    one = receive("a.xlsx", return_bytes(OPEN_SAR), today=TODAY)
    other = receive("b.xlsx", return_bytes({**OPEN_SAR, "Theme 2": "Hunger"}), today=TODAY)
    assert statuses(one, other) == ["set aside", "set aside"]


def test_two_returns_that_differ_in_their_own_count_are_two() -> None:
    one = receive("a.xlsx", return_bytes(OPEN_SAR, own_total=1), today=TODAY)
    other = receive("b.xlsx", return_bytes(OPEN_SAR, own_total=2), today=TODAY)
    assert statuses(one, other) == ["set aside", "set aside"]


def test_a_later_save_of_the_same_records_is_a_later_claim() -> None:
    wednesday = datetime(2024, 11, 6, 9, 30, tzinfo=UTC)
    files = [
        claim("first.xlsx", mark="same", saved_at=MONDAY),
        claim("between.xlsx", saved_at=TUESDAY),
        claim("back again.xlsx", mark="same", saved_at=wednesday),
    ]
    for order in permutations(files):
        found = {one.received.file: one.status.value for one in decided(*order)}
        assert found == {"first.xlsx": "identical", "between.xlsx": "superseded", "back again.xlsx": "counted"}


def test_choosing_one_of_two_equal_files_chooses_their_records() -> None:
    files = [claim("a.xlsx", mark="same"), claim("copy.xlsx", mark="same"), claim("other.xlsx")]
    assert statuses(*files) == ["set aside", "identical", "set aside"]
    assert statuses(*files, chosen=frozenset({"copy.xlsx"})) == ["identical", "counted", "superseded"]


def test_each_part_of_an_icb_counts_and_parts_are_told_apart_without_regard_to_case() -> None:
    files = [
        claim("adults.xlsx", part="Adults"),
        claim("children.xlsx", part="Children"),
        claim("adults again.xlsx", part="adults", number=2),
    ]
    assert statuses(*files) == ["superseded", "counted", "counted"]


def test_an_empty_part_is_the_whole() -> None:
    assert statuses(claim("a.xlsx", part=None), claim("b.xlsx", part="Whole", number=2)) == ["superseded", "counted"]


def test_returns_of_two_icbs_do_not_compete() -> None:
    assert statuses(claim("a.xlsx", number=1), claim("b.xlsx", icb="QKK", number=2)) == ["counted", "counted"]


def test_a_return_of_an_icb_that_has_closed_counts_and_says_so() -> None:
    may = date(2026, 5, 31)
    (one,) = decide([claim("a.xlsx", icb="QMJ", month=may)], Choice(may, "London"))
    assert (one.status, one.reason) == (SourceStatus.COUNTED, "QMJ closed on 31 March 2026.")


def test_a_return_of_an_icb_that_will_close_counts_without_a_remark() -> None:
    one = only(claim("a.xlsx", icb="QMJ"))
    assert (one.status, one.reason) == (SourceStatus.COUNTED, "")


@pytest.mark.parametrize("by_button", [False, True])
def test_an_icb_is_told_what_it_can_do_itself(by_button: bool) -> None:
    files = {
        "other region": claim("a.xlsx", icb="QOX"),
        "other month": claim("b.xlsx", month=SEPTEMBER),
        "one": claim("c.xlsx", icb="QKK"),
        "another": claim("d.xlsx", icb="QKK"),
    }
    decisions = decide(list(files.values()), Choice(OCTOBER, "London", by_button=by_button))
    told = {name: one.to_icb for name, one in zip(files, decisions, strict=True)}
    assert "QOX belongs to South West, not to London. Please send" in told["other region"]
    assert "Please either send the one for October 2024" in told["other month"]
    assert told["one"].startswith("d.xlsx claims the same")
    assert told["another"].startswith("c.xlsx claims the same")


def test_an_icb_is_told_nothing_else_where_the_reason_says_what_to_do() -> None:
    files = [claim("a.xlsx", icb=None), claim("b.xlsx", month=None), unread("c.xlsx", "It cannot be read."), claim("d")]
    assert [one.to_icb for one in decided(*files)] == ["", "", "", ""]


@pytest.mark.parametrize("first", range(8))
def test_decisions_stand_in_the_order_of_the_files_and_do_not_depend_on_it(first: int) -> None:
    files = [
        claim("a.xlsx"),
        claim("b.xlsx", number=2),
        claim("c.xlsx", icb="QKK", mark="k", sha256="k"),
        claim("d.xlsx", icb=None),
        claim("e.xlsx", month=SEPTEMBER),
        claim("f.xlsx", icb="QWE"),
        claim("g.xlsx", icb="QWE"),
        receive("h.xlsx", b"nothing", today=TODAY),
    ]
    expected = {one.received.file: (one.status, one.reason) for one in decided(*files)}
    turned = [*reversed(files[first:]), *files[:first]]
    found = decided(*turned)
    assert [one.received.file for one in found] == [file.file for file in turned]
    assert {one.received.file: (one.status, one.reason) for one in found} == expected


def test_every_file_that_does_not_count_is_told_why() -> None:
    files = [claim("a.xlsx"), claim("b.xlsx"), claim("c.xlsx", icb="QKK"), claim("d.xlsx", icb="QKK", number=2)]
    files += [claim("e.xlsx", icb=None), claim("f.xlsx", month=None), claim("g.xlsx", icb="QOX")]
    for one in decided(*files):
        assert bool(one.reason) is (one.status is not SourceStatus.COUNTED)
        assert "\n" not in one.reason
        assert one.reason == "" or one.reason.endswith(".")
