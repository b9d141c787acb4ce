"""The written report: every figure is the summaries', every lesson stands once, and the lead's words outlive it."""

from __future__ import annotations

import re
from base64 import b64decode
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from reports.months import month_ends
from reports.published_summary import PublishedSummary, read_summary
from reports.summary_workbook import summary_bytes
from reports.summary_workbook.wording import month_name
from reports.written_report.build import report_bytes
from reports.written_report.period import Period, period_of
from reports.written_report.places import read_places
from tests.libreoffice import render
from tests.ooxml import ooxml_errors
from tests.reports.made_up_returns import consolidated, received
from tests.reports.report_reading import filled, place_in, report_of, saved, style_of
from tests.reports.summary_workbook_example import NOTE, OCTOBER, london, london_summary, nothing, with_rows
from validators.vocabularies import vocabulary
from workbook_templates.faults import FileFault

MAY, JULY = date(2024, 5, 31), date(2024, 7, 31)
GROUPS = ("CSPR", "SAR", "DHR", "Rapid Review", "Not Stated")
TYPES = ("Review type", "Total", "Open", "Closed")
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


@cache
def summary() -> PublishedSummary:
    return read_summary(london_summary())


@cache
def earlier() -> PublishedSummary:
    """A summary for July, three of its figures other than October's."""
    tables = london().tables
    months = [(end, 300 + place, 150, 150 + place, 0) for place, end in enumerate(month_ends(JULY, number=6))]
    fewer = {"Neglect": 4, "ACEs": 4}
    themes = [
        (name, int(str(total)) - fewer.get(str(name), 0), *rest) for name, total, *rest in tables["theme_counts"].rows
    ]
    changes = [("QMF", 1, "new", None, "Open"), ("QMF", 2, "closed", "Open", "Closed")]
    changed = with_rows(london(), {"monthly_totals": months, "theme_counts": themes, "changes": changes})
    content = summary_bytes(changed, note=NOTE)
    return PublishedSummary(JULY, "London", "Internal", (), read_summary(content).tables)


@cache
def period(number: int = 1) -> Period:
    given = [summary(), earlier()][:number]
    return period_of(given, begin=MAY, end=OCTOBER)


@cache
def report(number: int = 1) -> bytes:
    return report_bytes(period(number))


def in_period(day: object) -> bool:
    return isinstance(day, date) and MAY.replace(day=1) <= day <= OCTOBER


def figures(row: list[str]) -> list[int]:
    return [int(text.replace(",", "")) for text in row]


@pytest.mark.parametrize("number", [1, 2])
def test_months_and_types_are_the_summaries(number: int) -> None:
    tables = report_of(report(number)).tables
    _, *months = tables["Reviews counted at the end of each month, May 2024 to October 2024."]
    rows = summary().rows("monthly_totals")
    told = [(month_name(row["Month"]), row["Total"], row["Open"], row["Closed"]) for row in rows]
    assert [(row[0], *figures(row[1:4])) for row in months] == told
    heads, *types = tables["Review types at 31 October 2024."]
    assert [[row[0], *figures(row[1:4])] for row in types] == [
        [row[header] for header in TYPES] for row in summary().rows("review_types")
    ]
    assert heads[4:] == (["Since July 2024"] if number == 2 else [])


@pytest.mark.parametrize(
    ("stem", "sheet", "header"), [("theme", "Theme", "Theme"), ("learning", "Learning", "Learning")]
)
def test_themes_and_learning_are_the_summary_s(stem: str, sheet: str, header: str) -> None:
    read = report_of(report())
    noun = "theme" if stem == "theme" else "learning term"
    _, *rows = read.tables[f"How often each {noun} is mentioned, by review type."]
    counted = {
        row[header]: [row["Total"], *(row[group] for group in GROUPS)] for row in summary().rows(f"{stem}_counts")
    }
    assert {row[0]: figures(row[1:]) for row in rows} == {name: row for name, row in counted.items() if row[0]}
    sizes = [int(row[1]) for row in rows]
    assert sizes == sorted(sizes, reverse=True)
    never = {name for name, row in counted.items() if not row[0]}
    said = re.findall(r"Not mentioned by any review: (.*)\.", read.everything)
    assert never <= {name for one in said for name in one.split(", ")}


def test_what_happened_in_the_period_is_counted_from_the_records() -> None:
    read = report_of(report())
    cases = summary().rows("cases")
    added = [row for row in cases if in_period(row["Date added"])]
    closed = [row for row in cases if row["Status at month end"] == "Closed" and in_period(row["Date closed"])]
    for what, rows, header, table in (
        ("added", added, "Theme", "Themes of reviews added in the period, by review type."),
        ("closed", closed, "Learning", "Learning of reviews closed in the period, by review type."),
    ):
        mentions = Counter(row[f"{header} {slot}"] for row in rows for slot in (1, 2, 3) if row[f"{header} {slot}"])
        mentions.pop("None of these", None)
        said = f"{len(rows)} reviews were {what} from May 2024 to October 2024, with {mentions.total()} mentions."
        assert said in read.everything
        assert {row[0]: int(row[1]) for row in read.tables[table][1:]} == mentions


def test_every_lesson_of_the_period_stands_once_with_its_number() -> None:
    read = report_of(report())
    closed = [
        row
        for row in summary().rows("cases")
        if row["Status at month end"] == "Closed" and in_period(row["Date closed"])
    ]
    begin = next(place for place, (_, text) in enumerate(read.headings) if text.endswith("Lessons and recommendations"))
    headings = [text for level, text in read.headings[begin + 1 :] if level > 1]
    told = [text for heading in headings for text in read.under[heading]]
    for row in closed:
        name = f"{row['ICB counted']}/{row['Record no.']} "
        (text,) = [text for text in told if text.startswith(name)]
        assert " ".join(str(row["Lessons and recommendations"]).split()) in " ".join(text.split())
        assert str(row["Link to report"] or "") in text
        terms = [row[f"Learning {slot}"] for slot in (1, 2, 3) if row[f"Learning {slot}"]]
        others = [text for text in told if text.startswith("Also: ") and re.search(rf"{name.strip()} \(see ", text)]
        assert len(others) == len(terms) - 1
    assert len([text for text in told if not text.startswith("Also: ")]) == len(closed)


def test_published_reports_are_links() -> None:
    read = report_of(report())
    published = [
        row
        for row in summary().rows("cases")
        if row["Publication status"] == "Published" and in_period(row["Date published"])
    ]
    _, *rows = read.tables["Reports published in the period, with their web addresses."]
    assert {row[0]: row[3] for row in rows} == {
        f"{row['ICB counted']}/{row['Record no.']}": row["Link to report"] for row in published
    }
    assert {str(row["Link to report"]) for row in published} <= set(read.links)


def test_what_moved_between_two_summaries() -> None:
    read = report_of(report(2))
    (about,) = [about for about in read.tables if about.startswith("Themes whose number of mentions moved")]
    assert read.tables[about][1:] == [["ACEs", "26", "30", "+4"], ["Neglect", "71", "75", "+4"]]
    assert read.tables["Number of changes by month and kind."][1:] == [
        ["July 2024", "closed", "1"],
        ["July 2024", "new", "1"],
    ]
    assert "No summary is given for May 2024, June 2024, August 2024 and September 2024" in read.everything
    assert "One summary alone" in report_of(report()).everything


@pytest.mark.parametrize(
    ("stem", "sheet", "header"), [("theme", "Theme", "Theme"), ("learning", "Learning", "Learning")]
)
def test_the_first_ranks_are_the_summary_s(stem: str, sheet: str, header: str) -> None:
    read, ranks = report_of(report()), summary().rows(f"{stem}_ranks")
    (heading,) = (text for _, text in read.headings if f"{sheet}" in text and "of all reviews at" in text)
    said = dict(text.split(": ", 1) for text in read.under[heading] if text.partition(": ")[0] in LABELS)
    assert set(said) == {LABEL_OF[str(row["Reviews"])] for row in ranks}
    for group, text in said.items():
        told = re.findall(r"(\d)\. (.*?) \(([\d,]+)(?: each)?\)(?:; |$)", text)
        own = [row for row in ranks if LABEL_OF[str(row["Reviews"])] == group][:4]
        assert [(int(rank), int(number)) for rank, _, number in told] == [(row["Rank"], row["Mentions"]) for row in own]
        for (_, terms, _), row in zip(told, own, strict=True):
            tied = str(row[header])
            assert terms == tied or (tied.count(" / ") > 2 and terms.endswith("s"))


LABEL_OF = {"Overall": "Overall"} | {term.code: term.label for term in vocabulary("review_groups")}
LABELS = set(LABEL_OF.values())


def test_what_stands_in_brief_is_the_summary_s() -> None:
    read = report_of(report())
    rows, cases = summary().rows("monthly_totals"), summary().rows("cases")
    latest, first = rows[-1], rows[0]
    closed = [row for row in cases if row["Status at month end"] == "Closed" and in_period(row["Date closed"])]
    published = [row for row in cases if row["Publication status"] == "Published" and in_period(row["Date published"])]
    added = sum(in_period(row["Date added"]) for row in cases)
    moved = [
        f"{header.lower()} rose from {first[header]} to {latest[header]}" for header in ("Total", "Open", "Closed")
    ]
    brief = "\n".join(read.under["1 In brief"])
    for said in (
        f"{latest['Total']} reviews, {latest['Open']} open and {latest['Closed']} closed.",
        f": {', '.join(moved)}.",
        f"{added} reviews added, {len(closed)} closed, {len(published)} reports published.",
    ):
        assert said in brief
    for stem, header in (("theme", "Theme"), ("learning", "Learning")):
        top = [row for row in summary().rows(f"{stem}_ranks") if row["Reviews"] == "Overall"][:3]
        assert all(f"{row[header]} ({row['Mentions']})" in brief for row in top)
    changed = "\n".join(read.under["5 What changed"])
    assert ", ".join(moved) in changed


def test_what_is_to_know_of_the_data_is_counted_from_the_summary() -> None:
    told = "\n".join(report_of(report()).under["8 What to know of the data"])
    found = [row for row in summary().rows("findings") if not row["Accepted"]]
    errors = [row for row in found if row["Severity"] == "error"]
    records = {(row["ICB code"], row["Record no."]) for row in errors}
    warnings = sum(row["Severity"] == "warning" for row in found)
    assert f"{len(errors)} errors in {len(records)} records and {warnings} warnings." in told
    differing = [row["ICB code"] for row in summary().rows("reconciliation") if row["Difference"]]
    assert f"differs from its records for {', '.join(map(str, differing))}." in told


# Each table of the report by how its words begin, with the test above that compares its figures with the summary.
COMPARED = {
    "Reviews counted at the end of each month": "test_months_and_types_are_the_summaries",
    "Review types at": "test_months_and_types_are_the_summaries",
    "How often each": "test_themes_and_learning_are_the_summary_s",
    "Themes of reviews added": "test_what_happened_in_the_period_is_counted_from_the_records",
    "Learning of reviews closed": "test_what_happened_in_the_period_is_counted_from_the_records",
    "Themes whose number of mentions moved": "test_what_moved_between_two_summaries",
    "Number of changes by month": "test_what_moved_between_two_summaries",
    "Reports published": "test_published_reports_are_links",
}


def test_no_table_is_left_that_nothing_compares() -> None:
    tables = report_of(report(2)).tables
    assert [about for about in tables if not about.startswith(tuple(COMPARED))] == []
    assert set(COMPARED.values()) <= set(globals())


def test_headings_are_real_and_the_contents_list_names_them() -> None:
    read = report_of(report())
    assert [text for level, text in read.headings if level < 3] == read.contents
    assert [level for level, _ in read.headings][:4] == [1, 1, 1, 2]
    document = Document(BytesIO(report()))
    links = [link.get(qn("w:anchor")) for link in document.element.body.iter(qn("w:hyperlink"))]
    anchors = [anchor for anchor in links if anchor]
    marks = {mark.get(qn("w:name")) for mark in document.element.body.iter(qn("w:bookmarkStart"))}
    assert len(anchors) == len(read.contents)
    assert set(anchors) <= marks
    assert "TOC " in "".join(code.text for code in document.element.body.iter(qn("w:instrText")))


def test_every_table_has_a_header_row_and_words() -> None:
    for table in Document(BytesIO(report(2))).element.body.iter(qn("w:tbl")):
        first, *rest = table.iter(qn("w:tr"))
        assert first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is None for row in rest)
        assert table.find(f"{qn('w:tblPr')}/{qn('w:tblDescription')}").get(qn("w:val"))


def test_it_says_up_to_when_for_whom_and_that_it_is_made_up() -> None:
    document = Document(BytesIO(report()))
    foot = document.sections[0].footer.paragraphs[0]
    assert foot.text.startswith("Data up to 31 October 2024 · Internal · London · page")
    assert "made-up example" in report_of(report()).everything.lower()
    assert document.core_properties.author == ""


def test_the_same_summaries_give_the_same_bytes() -> None:
    assert report_bytes(period(2)) == report_bytes(period(2)) == report(2)


# The lead's words.


def made_again(content: bytes, number: int = 1) -> bytes:
    return report_bytes(period(number), kept=read_places(content))


def test_an_untouched_report_holds_no_words_and_is_made_again_the_same() -> None:
    assert read_places(report()) == {}
    assert made_again(report()) == report()


def test_the_lead_s_words_are_kept_however_often_the_report_is_made() -> None:
    once = filled(report(), "in_brief", "The region had a hard year.", "We thank the panels.")
    twice = made_again(filled(made_again(once, 2), "themes", "Neglect rose."), 2)
    read = report_of(twice)
    assert read.under["1 In brief"][:2] == ["The region had a hard year.", "We thank the panels."]
    assert read.under["3 Themes by review type"] == ["Neglect rose."]
    assert set(read_places(twice)) == {"in_brief", "themes"}


def test_form_links_lists_and_pictures_of_the_lead_s_words_are_kept(tmp_path: Path) -> None:
    document = Document(BytesIO(filled(report(), "data", "Bold", "A point", "A numbered point", "Pasted", "See", "")))
    inside = place_in(document, "data")
    bold, point, numbered, pasted, see, picture = inside
    bold.find(qn("w:r")).get_or_add_rPr().append(OxmlElement("w:b"))
    for element in ("w:bookmarkStart", "w:bookmarkEnd", "w:proofErr"):
        bold.append(OxmlElement(element))
    bold.get_or_add_pPr().get_or_add_pStyle().set(qn("w:val"), "OfAnotherDocument")
    # The last comes from another document, whose numbering stayed there.
    for paragraph, number in ((point, "1"), (numbered, "5"), (pasted, "99")):
        listing = paragraph.get_or_add_pPr().get_or_add_numPr()
        listing.get_or_add_ilvl().val = 0
        listing.get_or_add_numId().val = int(number)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), document.part.relate_to("https://example.org/paper", HYPERLINK, is_external=True))
    link.append(see.find(qn("w:r")))
    see.append(link)
    document.add_picture(BytesIO(b64decode(PIXEL)))
    picture.append(document.paragraphs[-1].runs[0]._r)
    document.element.body.remove(document.paragraphs[-1]._p)
    again = made_again(saved(document))
    kept = Document(BytesIO(again))
    bold, point, numbered, pasted, see, picture = place_in(kept, "data")
    assert bold.find(f"{qn('w:r')}/{qn('w:rPr')}/{qn('w:b')}") is not None
    assert [one.tag for one in bold if one.tag not in (qn("w:pPr"), qn("w:r"))] == []
    styles = [style_of(one) for one in (bold, point, numbered, pasted)]
    assert styles == ["", "ListBullet", "ListNumber", "ListBullet"]
    assert kept.part.rels[see.find(qn("w:hyperlink")).get(qn("r:id"))].target_ref == "https://example.org/paper"
    embedded = next(picture.iter(qn("a:blip"))).get(qn("r:embed"))
    assert kept.part.related_parts[embedded].blob == b64decode(PIXEL)
    assert made_again(again) == again


HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def test_words_outside_the_places_are_never_lost() -> None:
    document = Document(BytesIO(report()))
    heading = next(one for one in document.paragraphs if one.style.name == "Heading 1" and "Themes" in one.text)
    heading.insert_paragraph_before("Written between the places.")
    with pytest.raises(
        FileFault, match=re.escape("outside the marked places was changed since the report was made (section 2)")
    ):
        read_places(saved(document))


def test_a_renewed_contents_list_is_no_change() -> None:
    document = Document(BytesIO(report()))
    for paragraph in document.paragraphs:
        if paragraph.style.name.startswith("TOC "):
            paragraph.add_run("\t3")
    assert read_places(saved(document)) == {}


@pytest.mark.parametrize(
    ("element", "said"),
    [("w:footnoteReference", "a footnote"), ("w:commentReference", "a comment"), ("w:object", "an embedded object")],
)
def test_what_cannot_be_taken_over_is_said_and_not_lost(element: str, said: str) -> None:
    document = Document(BytesIO(filled(report(), "data", "Words")))
    place_in(document, "data")[0].append(OxmlElement(element))
    with pytest.raises(FileFault, match=f"in the place data hold {said}"):
        read_places(saved(document))


def test_an_object_of_another_program_is_said_and_not_lost() -> None:
    document = Document(BytesIO(filled(report(), "data", "Words")))
    chart = OxmlElement("w:drawing")
    chart.set(qn("r:id"), "rId999")
    place_in(document, "data")[0].append(chart)
    with pytest.raises(FileFault, match="in the place data hold an object that is not text or a picture"):
        read_places(saved(document))


def test_a_personal_detail_in_the_lead_s_words_is_refused_and_not_repeated() -> None:
    written = filled(report(), "data", "Ask zq.quillfeather@example.org")  # made up
    with pytest.raises(
        FileFault, match=re.escape("place data may hold a personal detail (email, 1 in all)")
    ) as refused:
        read_places(written)
    assert "quillfeather" not in str(refused.value)


@pytest.mark.parametrize("content", [b"", b"words", london_summary, saved(Document())])
def test_another_file_is_never_taken_for_a_report(content: object) -> None:
    given = content() if callable(content) else content
    assert isinstance(given, bytes)
    with pytest.raises(FileFault, match="no report of ours"):
        read_places(given)


# Periods.


def test_summaries_that_do_not_fit_the_period_are_said() -> None:
    november = date(2024, 11, 30)
    for given, begin, end, said in (
        ([summary()], OCTOBER, MAY, "ends before it begins"),
        ([summary()], MAY, november, "no summary for November 2024"),
        ([summary(), earlier()], MAY, JULY, "October 2024 is for a month after the period"),
        ([summary(), summary()], MAY, OCTOBER, "two summaries for October 2024"),
        ([summary(), PublishedSummary(MAY, "England", "Internal", (), {})], MAY, OCTOBER, "different regions"),
    ):
        with pytest.raises(FileFault, match=said):
            period_of(given, begin=begin, end=end)


def test_a_month_without_any_return_and_one_without_records() -> None:
    empty = read_summary(summary_bytes(nothing()))
    said = report_of(report_bytes(period_of([empty], begin=OCTOBER, end=OCTOBER))).everything
    assert "No report was published from October 2024." in said
    assert "0 reviews were closed" in said
    tables = {name: table for name, table in empty.tables.items() if name not in ("cases", "changes", "findings")}
    without = PublishedSummary(OCTOBER, "London", "External", (), tables)
    said = report_of(report_bytes(period_of([without], begin=OCTOBER, end=OCTOBER))).everything
    assert said.count("holds no records") == 2
    assert "External" in said


def test_a_summary_before_the_period_and_tables_that_are_not_there_or_not_counted() -> None:
    """Two summaries of which the first is older, every theme moved, a type is hidden and no learning is told."""
    tables = {
        name: table for name, table in summary().tables.items() if name not in ("cases", "findings", "learning_counts")
    }
    last = replace(summary(), tables=tables)
    themes, types = tables["theme_counts"], tables["review_types"]
    fewer = [(row[0], int(str(row[1])) + 1, *row[2:]) for row in themes.rows]
    hidden = [(row[0], "[c]", *row[2:]) for row in types.rows]
    before = {**tables, "theme_counts": replace(themes, rows=fewer), "review_types": replace(types, rows=hidden)}
    first = replace(summary(), month=JULY, tables=before)
    read = report_of(report_bytes(period_of([first, last], begin=date(2024, 8, 1), end=OCTOBER)))
    assert "Compared with the summary for July 2024, before the period." in read.everything
    assert "The summary holds no learning terms." in read.everything
    assert f"The 10 themes of {len(fewer)} whose counts moved most." in read.everything
    _, *rows = read.tables["Review types at 31 October 2024."]
    assert {row[4] for row in rows} == {"–"}


@cache
def odd() -> bytes:
    """A text as long as a cell holds, with line ends and signs that XML has for itself, and a record without a term."""
    row = {
        "Status": "Closed",
        "Review type": "SAR Adult",
        "Date added": date(2024, 6, 3),
        "Date closed": date(2024, 9, 3),
    }
    rows = (
        {**row, "Lessons and recommendations": "A <lesson> & more.\n" * 1700, "Learning 1": "Escalation"},
        {**row, "Lessons and recommendations": "Second\vline"},
    )
    month = consolidated(received("a.xlsx", *rows))
    return report_bytes(period_of([read_summary(summary_bytes(month))], begin=MAY, end=OCTOBER))


def test_a_long_text_is_whole_and_a_record_without_a_term_is_not_left_out() -> None:
    read = report_of(odd())
    assert read.everything.count("A <lesson> & more.") == 1700
    assert any("No learning term (1 record)" in text for _, text in read.headings)


@pytest.mark.parametrize("kind", ["one", "two", "words", "odd", "empty"])
@pytest.mark.ooxml
def test_microsofts_validator_finds_nothing(kind: str, tmp_path: Path) -> None:
    empty = period_of([read_summary(summary_bytes(nothing()))], begin=OCTOBER, end=OCTOBER)
    contents = {
        "one": report,
        "two": lambda: report(2),
        "words": lambda: made_again(filled(report(), "data", "Words")),
        "odd": odd,
        "empty": lambda: report_bytes(empty),
    }
    path = tmp_path / "report.docx"
    path.write_bytes(contents[kind]())
    assert ooxml_errors(path) == []


@pytest.mark.slow
@pytest.mark.libreoffice
def test_writer_shows_it(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(report())
    assert len(render(path, tmp_path / "pictures", dots_per_inch=30)) > 5
