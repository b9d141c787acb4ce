"""An ICB's own settings: what they change in the check, what a report lists of them, and how a wrong file is told."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.validators.made_up_records import CIRCUMSTANCES, LAW, OCTOBER, rows
from validators.check import check
from validators.entries import Circumstances, Entry, RawRow
from validators.examples import judge_example, read_example
from validators.exceptions import NEVER_ACCEPTED
from validators.findings import Finding, Severity, State
from validators.local_settings import Difference, LocalSettings, SettingsFault, read_settings
from validators.rulebook import Fault, Faults, Rule, RuleBook, RuleError, rule
from validators.rules import standard_rules
from validators.score import score_of

TABLE = csv.DictReader((Path(__file__).parents[1] / "facts" / "checklist_rules.csv").open(encoding="utf-8"))
CHECKLIST = {row["rule"]: Severity(row["severity"]) for row in TABLE}
AT_MOST = {rule.id: CHECKLIST.get(rule.id, rule.severity) for rule in standard_rules()}
LOUDEST_FIRST = list(Severity)


def local(text: str) -> RuleBook:
    return read_settings(text, standard_rules()).applied_to(standard_rules())


def findings(example: str, rule_id: str, text: str = "") -> list[Finding]:
    return list(judge_example(local(text)[rule_id], example).findings)


def severities(example: str, rule_id: str, text: str = "") -> list[str]:
    return [finding.severity.value for finding in findings(example, rule_id, text)]


def refusal(text: str) -> str:
    with pytest.raises(SettingsFault) as refused:
        read_settings(text, standard_rules())
    message = str(refused.value)
    assert "\n" not in message
    assert "Please " in message or "please " in message
    assert message.endswith(".")
    return message


# What the settings change


def test_empty_settings_leave_the_standard_as_it_is() -> None:
    book = standard_rules()
    for settings in (LocalSettings(), read_settings("", book), read_settings("# nothing yet\n", book)):
        assert settings.applied_to(book) is book
        assert settings.differences(book) == ()


def test_a_rule_that_is_switched_off_is_gone_and_the_others_stay() -> None:
    book = local("[B01]\noff = true\n[E06]\noff = false")
    assert [rule.id for rule in book] == [rule.id for rule in standard_rules() if rule.id != "B01"]
    result = check([RawRow({"Status": "Opne"}, row=5)], given=OCTOBER, rules=book)
    assert {finding.rule for finding in result.findings} >= {"A01", "A02"}
    assert "B01" not in {finding.rule for finding in result.findings} | set(result.states)
    assert "B01" not in score_of(result).by_rule


@pytest.mark.parametrize("severity", list(Severity))
def test_a_severity_is_the_finding_s_and_decides_whether_it_counts(severity: Severity) -> None:
    example = "| Media interest |\n| |"
    book = local(f'[A11]\nseverity = "{severity}"')
    result = judge_example(book["A11"], example)
    assert [finding.severity for finding in result.findings] == [severity]
    assert ("A11" in score_of(result).by_rule) is (severity is not Severity.ADVICE)
    assert score_of(result).workbook.failed == (severity is not Severity.ADVICE)
    assert score_of(result).records_without_error == (severity is not Severity.ERROR)


def test_a_fault_that_is_quieter_than_the_local_severity_stays_quieter() -> None:
    young_and_old = """
        | Date added | Theme 1 |
        | 2024-10-30 |         |
        | 2024-07-01 |         |
        """
    assert severities(young_and_old, "A07") == ["warning", "error"]
    assert severities(young_and_old, "A07", '[A07]\nseverity = "warning"') == ["warning", "warning"]
    assert severities(young_and_old, "A07", '[A07]\nseverity = "advice"') == ["advice", "advice"]
    initials = "| Designated professional |\n| A. B. |\n| somebody else |"
    assert severities(initials, "H04", '[H04]\nseverity = "error"') == ["advice", "error"]


@LAW
@given(rows=rows(), circumstances=CIRCUMSTANCES)
def test_with_standard_settings_no_finding_is_louder_than_the_checklist(
    rows: list[RawRow], circumstances: Circumstances
) -> None:
    for finding in check(rows, given=circumstances).findings:
        assert LOUDEST_FIRST.index(finding.severity) >= LOUDEST_FIRST.index(AT_MOST[finding.rule]), finding.rule


@LAW
@given(rows=rows(), circumstances=CIRCUMSTANCES, severity=st.sampled_from(Severity))
def test_a_local_severity_lifts_and_lowers_what_was_as_loud_as_the_rule_and_nothing_else(
    rows: list[RawRow], circumstances: Circumstances, severity: Severity
) -> None:
    changed = [rule.id for rule in standard_rules() if rule.id not in NEVER_ACCEPTED]
    book = local("\n".join(f'[{rule_id}]\nseverity = "{severity}"' for rule_id in changed))
    standard, own = check(rows, given=circumstances), check(rows, given=circumstances, rules=book)
    assert own.states == standard.states
    for before, after in zip(standard.findings, own.findings, strict=True):
        if before.rule not in changed:
            assert after == before
            continue
        assert after._replace(severity=before.severity) == before
        quietest = max(before.severity, severity, key=LOUDEST_FIRST.index)
        full_voice = before.severity is AT_MOST[before.rule] and not before.is_exempt
        # A fault can have asked for just the severity that its rule has as well.
        assert after.severity in ((severity, quietest) if full_voice else (quietest,))


@dataclass(frozen=True)
class Limit:
    """A limit set otherwise, with one record on each side of the new boundary, and how the words say it."""

    rule: str
    name: str
    local: int
    within: str
    beyond: str
    said: str
    outcomes: tuple[list[str], list[str]] = ([], ["warning"])


ADVISED: tuple[list[str], list[str]] = ([], ["advice"])
LIMITS = [
    Limit(
        "A07", "working_days", 5, "| Date added |\n| 2024-10-30 |", "| Date added |\n| 2024-10-29 |", "",
        (["warning"], ["error"]),
    ),
    Limit(
        "C05", "years", 10,
        "| Incident date | Date added |\n| 2014-10-02 | 2024-10-02 |",
        "| Incident date | Date added |\n| 2014-10-01 | 2024-10-02 |",
        "more than 10 years before",
    ),
    Limit(
        "C07", "days", 60,
        "| Status | Progress updated on |\n| Open | 2024-09-01 |",
        "| Status | Progress updated on |\n| Open | 2024-08-31 |",
        "more than 60 days before 31 October 2024. The progress of an open review is brought up to date at least every "
        "60 days.",
    ),
    Limit(
        "C08", "rows", 3,
        "| Date added |\n" + "| 2024-10-02 |\n" * 2,
        "| Date added |\n" + "| 2024-10-02 |\n" * 3,
        "3 neighbouring rows",
        ADVISED,
    ),
    Limit(
        "D09", "months", 2,
        "| Status | Date signed off |\n| Open | 2024-09-05 |",
        "| Status | Date signed off |\n| Open | 2024-09-04 |",
        "more than 2 months ago",
        ADVISED,
    ),
    Limit(
        "F07", "working_days", 5,
        "| Status | Review type | Date referred or notified |\n| Open | Rapid Review | 2024-10-24 |",
        "| Status | Review type | Date referred or notified |\n| Open | Rapid Review | 2024-10-23 |",
        "open for 6 working days. A rapid review is expected to take 5 working days.",
    ),
    Limit(
        "F09", "months", 2,
        "| Status | Review type | Date commissioned |\n| Open | SAR Adult | 2024-08-31 |",
        "| Status | Review type | Date commissioned |\n| Open | SAR Adult | 2024-08-30 |",
        "more than 2 months after commissioning (row 5). A SAR, CSPR or DHR is expected to take 2 months",
        ADVISED,
    ),
    Limit(
        "H05", "words", 8,
        "| Overview |\n| Adult A was found unwell at home today |",
        "| Overview |\n| Adult A was found unwell at home |",
        "has only 7 words. A text has at least 8 words and at most 4,000 characters.",
        ADVISED,
    ),
    Limit(
        "H05", "characters", 1200,
        f"| Overview |\n| {'abcd ' * 239}abcde |",
        f"| Overview |\n| {'abcd ' * 239}abcdef |",
        "has 1,201 characters. A text has at least 5 words and at most 1,200 characters. "
        "Please shorten the text to what others can learn from, at most 1,200 characters.",
        ADVISED,
    ),
]  # fmt: skip
CASES = [pytest.param(limit, id=f"{limit.rule} {limit.name}") for limit in LIMITS]


def test_every_limit_of_the_checklist_is_tried() -> None:
    assert {(limit.rule, limit.name) for limit in LIMITS} == {
        (rule.id, name) for rule in standard_rules() if rule.id in CHECKLIST for name in rule.limits
    }


@pytest.mark.parametrize("limit", CASES)
def test_a_limit_moves_the_boundary_and_the_words(limit: Limit) -> None:
    text = f"[{limit.rule}]\n{limit.name} = {limit.local}"
    assert severities(limit.within, limit.rule, text) == limit.outcomes[0]
    assert severities(limit.beyond, limit.rule, text) == limit.outcomes[1]
    assert severities(limit.within, limit.rule) == severities(limit.beyond, limit.rule)
    (finding,) = findings(limit.beyond, limit.rule, text)
    assert limit.said in f"{finding.message} {finding.fix}"
    assert finding.message.endswith(f". {local(text)[limit.rule].title}.")
    standard = standard_rules()[limit.rule].limits[limit.name]
    assert f"{standard:,} {limit.name.replace('_', ' ')}" not in f"{finding.message} {finding.fix}"


def with_a_limit(
    *,
    title: str = "A comment has at most {characters} characters",
    fix: str = "Please keep to {characters} characters.",
) -> Rule:
    make = rule(
        "Z01",
        title=title,
        fix=fix,
        severity=Severity.ADVICE,
        columns=["Comments"],
        why="It is read by many.",
        source="own",
        passes="| Comments |\n| Short. |",
        fails="| Comments |\n| Too long a comment. |",
        limits={"characters": 10},
    )

    def comment_is_short(entry: Entry, _: Circumstances, *, characters: int) -> Faults:
        if len(entry.text("Comments")) > characters:
            yield Fault("Comments", "the comment is long")

    return make(comment_is_short)


def test_the_words_of_a_rule_and_its_fix_follow_the_limit_also_after_they_were_used() -> None:
    book = RuleBook([with_a_limit()])
    assert (book["Z01"].title, book["Z01"].fix) == (
        "A comment has at most 10 characters",
        "Please keep to 10 characters.",
    )
    assert len(judge_example(book["Z01"], book["Z01"].fails).findings) == 1
    own = read_settings("[Z01]\ncharacters = 5", book).applied_to(book)
    (finding,) = judge_example(own["Z01"], own["Z01"].passes).findings
    assert finding.message == "Cases row 5, Comments: the comment is long. A comment has at most 5 characters."
    assert finding.fix == "Please keep to 5 characters."
    assert judge_example(book["Z01"], book["Z01"].passes).findings == ()


@pytest.mark.parametrize(
    "changed", [{"title": "At most {letters}"}, {"fix": "Please keep to {letters}."}, {"fix": "Please {"}]
)
def test_words_about_a_limit_that_a_rule_does_not_have_are_refused_when_it_is_loaded(changed: dict[str, str]) -> None:
    with pytest.raises(RuleError, match="Z01"):
        with_a_limit(**changed)


def test_of_two_limits_the_one_that_is_not_set_keeps_its_standard() -> None:
    assert dict(local("[H05]\nwords = 8")["H05"].limits) == {"words": 8, "characters": 4000}
    assert dict(local("H05.words = 8\nH05.characters = 90")["H05"].limits) == {"words": 8, "characters": 90}


def test_the_standard_book_is_never_changed() -> None:
    before = [(rule.id, rule.severity, dict(rule.limits), rule.title) for rule in standard_rules()]
    local('[C07]\ndays = 60\nseverity = "error"\n[B01]\noff = true')
    assert [(rule.id, rule.severity, dict(rule.limits), rule.title) for rule in standard_rules()] == before


# What a report lists


def test_every_difference_is_listed_in_order_of_the_rules() -> None:
    text = '[H05]\ncharacters = 12000\nwords = 6\n[E06]\noff = true\n[C07]\nseverity = "advice"\ndays = 60'
    assert read_settings(text, standard_rules()).differences(standard_rules()) == (
        Difference("C07", "severity", "warning", "advice"),
        Difference("C07", "days", "90", "60"),
        Difference("E06", "switched", "on", "off"),
        Difference("H05", "characters", "4,000", "12,000"),
        Difference("H05", "words", "5", "6"),
    )


def test_a_limit_is_listed_in_words() -> None:
    (difference,) = read_settings("[F07]\nworking_days = 20", standard_rules()).differences(standard_rules())
    assert difference == Difference("F07", "working days", "15", "20")


def test_what_is_set_to_the_standard_is_no_difference() -> None:
    text = '[C07]\ndays = 90\nseverity = "warning"\noff = false\n[A01]'
    settings = read_settings(text, standard_rules())
    assert settings.differences(standard_rules()) == ()
    assert judge_example(settings.applied_to(standard_rules())["C07"], standard_rules()["C07"].fails).findings


# How a wrong file is told


@pytest.mark.parametrize(
    ("name", "meant"),
    [("c07", "C07"), ("C7", "C07"), ("C077", "C07"), ('"C-07"', "C07"), ("B06", "B0"), ("private_words", "")],
)
def test_an_unknown_rule_is_refused_with_what_may_have_been_meant(name: str, meant: str) -> None:
    message = refusal(f"[A07]\noff = true\n[{name}]\noff = true")
    assert message.startswith("The settings name a rule that does not exist. ")
    assert message.endswith(" Please see scrt rules for the ids.")
    assert (f"Did you mean {meant}" in message) is bool(meant)
    assert ("Did you mean" in message) is bool(meant)
    assert name not in message


def test_a_setting_outside_any_table_is_refused() -> None:
    assert "The settings name a rule that does not exist." in refusal('severity = "advice"')


@pytest.mark.parametrize("text", ["C07 = 60", "[[C07]]\ndays = 60", 'C07 = "off"', "C07 = true"])
def test_a_rule_without_a_table_is_refused(text: str) -> None:
    assert refusal(text) == "Settings of C07: please write a table, [C07], with one setting a line."


def test_an_unknown_setting_is_refused_with_those_that_there_are() -> None:
    assert refusal("[H05]\nprivate_words = 3") == (
        "Settings of H05: there is no such setting. Please use off, severity, words or characters."
    )
    assert refusal("[A01]\ndays = 3") == "Settings of A01: there is no such setting. Please use off or severity."


@pytest.mark.parametrize(
    ("setting", "allowed"),
    [
        *(
            (f"days = {value}", "a whole number from 0 to 100,000")
            for value in ("-1", "100001", "60.0", '"60"', "true", "[60]", "inf", "nan", "2024-10-31", "{}")
        ),
        *(
            (f"severity = {value}", '"error", "warning" or "advice"')
            for value in ('"loud"', '"Error"', '""', "1", "true", "[]", '["error"]', "{}")
        ),
        *((f"off = {value}", "true or false") for value in ("1", "0", '"true"', "[]", '"yes"')),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_with_what_is_allowed(setting: str, allowed: str) -> None:
    name = setting.partition(" = ")[0]
    assert refusal(f"[C07]\n{setting}") == (
        f"Settings of C07, {name}: this value is not allowed. Please write {allowed}."
    )


@pytest.mark.parametrize(("number", "title"), [(0, "every 0 days"), (100_000, "every 100000 days")])
def test_the_least_and_the_most_that_a_limit_may_be_are_taken(number: int, title: str) -> None:
    assert local(f"[C07]\ndays = {number}")["C07"].title.endswith(title)


@pytest.mark.parametrize("number", [0, 1, 100_000])
@pytest.mark.parametrize("limit", CASES)
def test_no_number_that_is_allowed_makes_a_rule_crash(limit: Limit, number: int) -> None:
    for example in (limit.within, limit.beyond):
        result = judge_example(local(f"[{limit.rule}]\n{limit.name} = {number}")[limit.rule], example)
        assert result.crashed == ()
        assert sum(result.states[limit.rule][state] for state in State) >= 1


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[C07]\ndays : private", " (at line 2, column 6)"),
        ("[private]\n[private]", " (at line 2, column 9)"),
        ("x = { private = 1, private = 2 }", " (at line 1, column 31)"),
        ("private = 'words", " (at end of document)"),
        ("private = 1\nprivate.days = 2", " (at end of document)"),
        ("[C07]\ndays = " + "9" * 5000, ""),
        ("[C07]\ndays = " + "[" * 5000, ""),
        ("private words\x00", " (at line 1, column 9)"),
    ],
)
def test_a_fault_of_the_file_itself_is_told_by_its_place_alone(text: str, place: str) -> None:
    assert refusal(text) == (
        f"The settings are no valid TOML{place}. "
        "Please write for each rule a table such as [C07], and below it one setting a line, such as days = 60."
    )


@LAW
@given(text=st.text(alphabet="[]{}=.\"'\n#_-0129aCoftrue \\\x00é", max_size=60))
def test_any_text_is_settings_or_a_fault_in_one_line(text: str) -> None:
    try:
        read_settings(text, standard_rules())
    except SettingsFault as fault:
        said = str(fault)
    else:
        said = ""
    assert "\n" not in said


@LAW
@given(secret=st.text("qxzjv", min_size=9, max_size=20), shape=st.sampled_from(range(7)))
def test_no_text_of_the_file_is_repeated(secret: str, shape: int) -> None:
    texts = (
        f"[{secret}]\noff = true",
        f'[C07]\nseverity = "{secret}"',
        f"[C07]\n{secret} = 1",
        f'C07 = "{secret}"',
        f"[{secret}]\n[{secret}]",
        f"{secret}",
        f'[C07]\ndays = {{ {secret} = "{secret}" }}',
    )
    assert secret not in refusal(texts[shape])


def test_lines_may_end_as_they_do_on_windows() -> None:
    settings = read_settings("[C07]\r\ndays = 60\r\n", standard_rules())
    assert settings.differences(standard_rules()) == (Difference("C07", "days", "90", "60"),)


def test_examples_are_judged_by_the_local_book_as_a_whole() -> None:
    rows, circumstances = read_example(standard_rules()["C07"].fails)
    own = check(rows, given=circumstances, rules=local("[C07]\ndays = 100"))
    assert [finding.row for finding in own.findings if finding.rule == "C07"] == [6]


@pytest.mark.parametrize("setting", ["off = true", 'severity = "advice"'])
def test_a_certain_personal_detail_is_an_error_everywhere(setting: str) -> None:
    with pytest.raises(SettingsFault, match="H01: a certain personal detail is always an error"):
        read_settings(f"[H01]\n{setting}", standard_rules())
