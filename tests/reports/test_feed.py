"""The feed: every figure as the summary has it, the same columns every month, and no text that is a formula."""

from __future__ import annotations

import csv
import json
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache
from io import StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.described import DESCRIBED
from reports.feed.build import csv_bytes, feed_files, feed_tables
from reports.feed.columns import columns_of
from reports.feed.figure_tables import FIGURE_TABLES
from reports.feed.layout import read_layout
from reports.feed.readers import summary_for
from reports.feed.tidy import ALL, LISTS, LONG_COLUMNS, organisation_of
from reports.one_icb import summary_of_icb
from reports.published import PublishedTable
from reports.published_summary import PublishedSummary, read_summary
from reports.summary_workbook import summary_bytes
from tests.reports.made_up_returns import OPEN_SAR, SEPTEMBER, consolidated, received
from tests.reports.summary_workbook_example import london_summary
from workbook_templates.faults import FileFault

SIGNS = tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20")
NOT_FED = {"theme_chart", "learning_chart", "bridge_chart", "self_check", "history", "drill", "release"}
GROWING = {name for name, told in FIGURE_TABLES.items() if told.grows}
NAMES = ("ICB code", "ICB", "Month")


@cache
def london() -> PublishedSummary:
    return read_summary(london_summary())


@cache
def feed(audience: str = "internal") -> dict[str, list[dict[str, str]]]:
    """Every file of London's feed, read back."""
    _, files = feed_files(summary_for(london(), audience), audience=audience)
    return {name.removesuffix(".csv"): rows(content) for name, content in files.items() if name.endswith(".csv")}


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode("utf-8"), newline=""), strict=True))


def described(summary: PublishedSummary, audience: str = "internal") -> dict[str, Any]:
    return dict(json.loads(feed_files(summary, audience=audience)[1]["datapackage.json"]))


@cache
def of_london(audience: str = "internal") -> dict[str, Any]:
    return described(summary_for(london(), audience), audience)


def shown(value: object) -> str:
    """A value of the summary as a CSV file has it."""
    text = value.isoformat() if isinstance(value, date) else "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text[:1] in tuple("=+-@\t\r") else text


def test_every_published_table_is_fed_or_left_out_on_purpose() -> None:
    assert {*FIGURE_TABLES, *LISTS, *NOT_FED} == set(DESCRIBED)
    assert set(feed()) == {*FIGURE_TABLES, *LISTS, "figures"}


@pytest.mark.parametrize("name", [name for name in (*FIGURE_TABLES, *LISTS) if name not in GROWING])
def test_a_table_is_as_the_summary_has_it(name: str) -> None:
    table = london().tables[name]
    assert [tuple(row.values()) for row in feed()[name]] == [tuple(map(shown, row)) for row in table.rows]
    if table.rows:
        assert tuple(feed()[name][0]) == table.headers


def written(text: str) -> str:
    """A text in UTF-8, half a character as a question mark."""
    return text.encode("utf-8", "replace").decode()


def figures_of(name: str, table: PublishedTable) -> Counter[tuple[str, ...]]:
    """Every figure of a summary's table with all that names its row and column, however a feed arranges it."""
    told = FIGURE_TABLES[name]
    found: Counter[tuple[str, ...]] = Counter()
    for line in table.lines():
        named = tuple(
            sorted(shown(line[header]) for header in table.headers if header in (*told.by, *told.beside, *NAMES))
        )
        for header, value in line.items():
            if header not in (*told.by, *told.beside, *NAMES):
                found[(*named, header, shown(value))] += 1
    return found


@pytest.mark.parametrize("name", [name for name, told in FIGURE_TABLES.items() if told.grows])
def test_a_table_that_grows_is_turned_and_loses_no_figure(name: str) -> None:
    told = FIGURE_TABLES[name]
    found: Counter[tuple[str, ...]] = Counter()
    for row in map(dict, feed()[name]):
        across = row.pop(told.across)
        header = across[:7] if told.across == "Month" else across
        if across in ("", ALL):
            header = "Records" if told.measure == "Records" else "Total"
        value = row.pop(told.measure)
        found[(*sorted(row.values()), header, value)] += 1
    assert found == figures_of(name, london().tables[name])


@pytest.mark.parametrize("name", FIGURE_TABLES)
def test_the_long_form_has_every_figure_once_and_nothing_else(name: str) -> None:
    told, table = FIGURE_TABLES[name], london().tables[name]
    long = [row for row in feed()["figures"] if row["table"] == name]
    figures = [header for header in table.headers if header not in (*told.by, *told.beside, *NAMES)]
    values = [shown(line[header]) for line in table.lines() for header in figures if line[header] is not None]
    assert [row["value"] for row in long] == values
    keys = [tuple(row[header] for header in LONG_COLUMNS[:-1]) for row in long]
    assert len(set(keys)) == len(keys)


def test_a_figure_of_the_long_form_is_found_by_what_names_it() -> None:
    found = {tuple(row[header] for header in LONG_COLUMNS[:-1]): row["value"] for row in feed()["figures"]}
    london_region = ("2024-10-31", "Y56", "London")
    qmf = ("2024-10-31", "QMF", "NHS North East London Integrated Care Board")
    assert found[*london_region, "monthly_totals", "Total", ALL, ALL] == "396"
    assert found["2024-05-31", "Y56", "London", "monthly_totals", "Open", ALL, ALL] == "157"
    assert found[*london_region, "theme_counts", "Mentions", "Theme / Reviews", "ACEs / SAR"] == "3"
    assert found[*london_region, "theme_counts", "Mentions", "Theme", "ACEs"] == "30"
    assert found[*qmf, "icb_totals", "Total", ALL, ALL] == "96"
    assert found[*qmf, "themes_by_icb", "Mentions", "Theme", "ACEs"] == "7"


def test_another_month_has_the_same_columns_but_for_what_icbs_added() -> None:
    other = consolidated(received("QMF.xlsx", OPEN_SAR, month=SEPTEMBER), month=SEPTEMBER)
    later = described(read_summary(summary_bytes(other)))
    for one, two in zip(of_london()["resources"], later["resources"], strict=True):
        if one["name"] not in ("cases", "after_month"):
            assert one["schema"] == two["schema"]


def test_the_description_says_what_each_file_holds() -> None:
    package = of_london()
    assert package["created"] == "2024-10-31T00:00:00Z"
    assert package["name"] == "scrt-london-2024-10-internal"
    resources = {one["name"]: one for one in package["resources"]}
    assert set(resources) == set(feed())
    for name, one in resources.items():
        fields = one["schema"]["fields"]
        assert all(field["description"] for field in fields)
        if feed()[name]:
            assert [field["name"] for field in fields] == list(feed()[name][0])
    theme = next(field for field in resources["cases"]["schema"]["fields"] if field["name"] == "Theme 1")
    assert "Domestic Violence" in theme["constraints"]["enum"]
    assert resources["theme_counts"]["schema"]["primaryKey"] == ["Theme"]
    assert resources["cases"]["schema"]["foreignKeys"] == [
        {"fields": "ICB counted", "reference": {"resource": "icb_totals", "fields": "ICB code"}}
    ]


def test_every_key_that_is_said_to_be_one_is() -> None:
    for one in of_london()["resources"]:
        if key := one["schema"].get("primaryKey"):
            values = [tuple(row[header] for header in key) for row in feed()[one["name"]]]
            assert len(set(values)) == len(values), one["name"]
            assert all(all(value) for value in values), one["name"]
        for reference in one["schema"].get("foreignKeys", []):
            known = {row["ICB code"] for row in feed()["icb_totals"]} | {""}
            assert {row[reference["fields"]] for row in feed()[one["name"]]} <= known


def test_an_external_feed_has_the_controlled_figures_alone_and_an_open_licence() -> None:
    controlled = summary_for(london(), "external").tables
    assert set(feed("external")) == {*controlled, "figures"}
    assert set(controlled) < set(FIGURE_TABLES)
    for name in set(controlled) - GROWING:
        assert [tuple(row.values()) for row in feed("external")[name]] == [
            tuple(map(shown, row)) for row in controlled[name].rows
        ]
    counts = {row["value"] for name in ("figures",) for row in feed("external")[name]}
    assert "[c]" in counts
    assert not counts & set("12345")
    assert of_london("external")["licenses"][0]["name"] == "OGL-UK-3.0"
    assert of_london()["licenses"][0]["name"] == "other-closed"


def test_a_feed_is_never_for_more_than_its_summary() -> None:
    external, one = replace(london(), audience="External"), replace(london(), audience="For QMF")
    assert summary_for(external, "external") is external
    assert summary_for(one, "icb", icb="QMF").region == "NHS North East London Integrated Care Board"
    for summary, audience, icb in (
        (external, "internal", ""),
        (external, "icb", "QMF"),
        (one, "external", ""),
        (one, "internal", ""),
        (one, "icb", "QKK"),
    ):
        with pytest.raises(FileFault, match="a feed of it can be for"):
            summary_for(summary, audience, icb=icb)


def test_hidden_figures_stay_hidden_and_are_said_to_be_missing() -> None:
    hidden = PublishedSummary(
        london().month,
        "London",
        "External",
        (),
        {name: london().tables[name] for name in ("monthly_totals", "icb_totals")}
        | {"review_types": PublishedTable("review_types", ("Review type", "Total"), (("SAR Adult", "[c]"),))},
    )
    _, files = feed_files(hidden, audience="external")
    assert rows(files["review_types.csv"]) == [{"Review type": "SAR Adult", "Total": "[c]"}]
    resource = next(one for one in described(hidden, "external")["resources"] if one["name"] == "review_types")
    assert "[c]" in resource["schema"]["missingValues"]


def test_one_icb_s_feed_holds_nothing_of_another() -> None:
    _, files = feed_files(summary_of_icb(london(), "QMF"), audience="icb")
    said = b"".join(content for name, content in files.items() if name != "datapackage.json").decode()
    for code in ("QMJ", "QRV", "QKK", "QWE"):
        assert f"{code}," not in said
        assert f"{code}/" not in said
        assert f"{code}.xlsx" not in said


def test_columns_that_icbs_added_are_carried_through() -> None:
    table = PublishedTable("cases", ("Record no.", "ICB counted", "Ward"), ((1, "QMF", "=cmd"),))
    assert [column.kind for column in columns_of(table)] == ["string", "string", "string"]
    summary = PublishedSummary(london().month, "London", "Internal", (), {"cases": table})
    _, files = feed_files(summary, audience="internal")
    assert rows(files["cases.csv"]) == [{"Record no.": "1", "ICB counted": "QMF", "Ward": "'=cmd"}]
    assert feed_tables(summary, audience="external")[0].name == "figures"


@pytest.mark.parametrize(
    ("name", "headers", "row"),
    [
        ("monthly_totals", ("Month", "Total"), (date(2024, 10, 31), "many")),
        ("monthly_totals", ("Month", "Total"), (date(2024, 10, 31), -1)),
        ("monthly_totals", ("Month", "Total"), ("October", 1)),
        ("review_types", ("Review type", "Total"), ("Somebody", 1)),
        ("findings", ("Severity",), ("terrible",)),
    ],
)
def test_a_summary_that_somebody_typed_into_is_refused(
    name: str, headers: tuple[str, ...], row: tuple[Any, ...]
) -> None:
    summary = PublishedSummary(london().month, "London", "Internal", (), {name: PublishedTable(name, headers, (row,))})
    with pytest.raises(FileFault, match=f"table {name} holds what S-CRT never writes"):
        feed_files(summary, audience="internal")


@given(st.lists(st.lists(st.one_of(st.text(), st.integers(), st.none(), st.dates()), min_size=2, max_size=2)))
def test_any_values_are_read_back_as_they_were_and_no_text_is_a_formula(lines: list[list[object]]) -> None:
    content = csv_bytes(["a", "b"], lines)
    read = list(csv.reader(StringIO(content.decode("utf-8"), newline=""), strict=True))[1:]
    for line, cells in zip(lines, read, strict=True):
        for value, cell in zip(line, cells, strict=True):
            if isinstance(value, str):
                kept = (
                    cell[1:] if cell[:1] == "'" and cell[1:2] in tuple("=+-@\t\r＝＋－＠") and cell != value else cell
                )
                assert kept == value.encode("utf-8", "replace").decode()
                assert not cell.startswith(tuple("=+-@\t\r＝＋－＠"))
            else:
                assert cell == shown(value)


def test_the_whole_that_a_summary_is_about_has_a_code() -> None:
    assert organisation_of("NHS North East London Integrated Care Board")[0] == "QMF"
    assert organisation_of("nowhere") == ("", "nowhere")


LAYOUT = """
title = "made up"
confirmed = true
[[file]]
name = "reviews"
table = "figures"
where = { table = ["monthly_totals"], measure = ["Open"] }
[[file.column]]
name = "End"
from = "period"
date = "%d/%m/%Y"
[[file.column]]
name = "What"
from = "measure"
values = { Open = "OPEN" }
[[file.column]]
name = "N"
from = "value"
[[file.column]]
name = "System"
value = "=S-CRT"
"""


def test_a_layout_renames_orders_translates_and_adds() -> None:
    made, files = feed_files(london(), audience="internal", layout=read_layout(LAYOUT))
    assert set(files) == {"reviews.csv", "datapackage.json"}
    assert rows(files["reviews.csv"])[-1] == {"End": "31/10/2024", "What": "OPEN", "N": "178", "System": "'=S-CRT"}
    assert [row["N"] for row in rows(files["reviews.csv"])] == [
        str(value) for value in london().tables["monthly_totals"].column("Open")
    ]
    assert [column.kind for column in made[0].columns] == ["string", "string", "number", "string"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("title", "title = ", "no TOML"),
        ('title = "made up"', "", "title"),
        ('confirmed = true', 'confirmed = "yes"', "confirmed"),
        ('name = "reviews"', 'name = "../reviews"', "file 1: its name"),
        ('name = "reviews"', 'name = "con"', "file 1: its name"),
        ('table = "figures"', 'table = "cases2"', "Please choose one of monthly_totals, "),
        ('from = "period"', 'from = "when"', "file 1, column 1: its table has no such column"),
        ('"%d/%m/%Y"', '"%s"', "column 1: its date"),
        ('from = "value"', 'from = "value"\nvalue = "both"', "file 1 column 3"),
        ('value = "=S-CRT"', 'value = "zq.quillfeather@example.org"', "may hold personal details"),  # made up
    ],
)  # fmt: skip
def test_a_layout_that_cannot_be_used_is_told_in_one_sentence(old: str, new: str, said: str) -> None:
    with pytest.raises(FileFault) as refused:
        feed_files(london(), audience="internal", layout=read_layout(LAYOUT.replace(old, new, 1)))
    assert said in str(refused.value)
    assert "quillfeather" not in str(refused.value)
