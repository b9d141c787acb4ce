"""One made-up person is planted wherever a word can stand, every command runs, and every byte that comes out is read.

The person stands nowhere but in the sources, and in the workbook and mapping file that an import or an upgrade makes
for the ICB itself. NHS numbers are of the test range 999, the address is at example.org.
"""

from __future__ import annotations

import csv
import json
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.command_line.running import TODAY, Ran, scrt
from tests.reports.made_up_returns import OPEN_SAR, return_bytes
from tests.reports.report_reading import filled
from tests.unpacked import whole
from tests.workbook_templates.hiding_places import planted_everywhere
from tests.workbook_templates.reading_workbook import HEADING, write_cell, written
from validators.case_review import COLUMNS
from validators.pid import Confidence, Kind, find_pid
from validators.rules import standard_rules
from workbook_templates.layout import HEADERS, TO_COMPLETE

PERSON = "Social worker Zebedee Quillfeather, 999 000 0018, zq.quillfeather@example.org"
SHORT = "Mr Zebedee Quillfeather"
NEVER = ("zebedee", "quillfeather", "999 000 0018", "9990000018", "example.org")
MISNAMED = "zq.quillfeather@example.org.xlsx"
ADDED = (PERSON, "Ward")


def records() -> bytes:
    """A return with the person in every cell of the model, in added columns and their headers, and on Your ICB."""
    headers = [*HEADERS, TO_COMPLETE, *ADDED]
    references = {column.header for column in COLUMNS if column.kind in ("reference", "link")}
    filled = [header for header in headers if header != TO_COMPLETE]
    added = date(2024, 3, 4)
    rows: list[dict[str, object]] = [
        {"Date added": added, "Review type": "SAR Adult", header: PERSON} for header in filled
    ]
    rows += [{"Comments": "x", header: 9990000018} for header in filled if header not in references]
    rows += [{"Overview": f"{SHORT} was told.", "Date added": date(2024, 11, 20)}]

    def spoil(book: Any, cases: Any) -> None:
        for number, row in enumerate(rows):
            for header, value in row.items():
                write_cell(book, cases, 4 + number, headers.index(header), value)

    heading = HEADING | {"completed_by": PERSON, "return_part": PERSON}
    return written("", headers=headers, heading=heading, spoil=spoil)


def old_spreadsheet() -> bytes:
    """An older log with the person in headers, cells, a sheet's name, above the table and where a term belongs."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = SHORT
    sheet.append([PERSON])
    sheet.append(["Status", "Type", "Theme", "Overview", PERSON, "Date added"])
    sheet.append(["Open", "SAR Adult", "Neglect", PERSON, PERSON, "04/03/2024"])
    sheet.append([PERSON, PERSON, PERSON, f"{SHORT} was told.", SHORT, PERSON])
    book.create_sheet("Notes").append([PERSON])
    content = BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    returns = tmp_path / "returns"
    (returns / "of zq.quillfeather@example.org").mkdir(parents=True)
    (returns / "everywhere.xlsx").write_bytes(planted_everywhere(PERSON, short=SHORT))
    (returns / MISNAMED).write_bytes(records())
    (returns / "of zq.quillfeather@example.org" / "sound.xlsx").write_bytes(return_bytes(OPEN_SAR, icb="QKK"))
    (returns / "of zq.quillfeather@example.org" / "none.xlsx").write_bytes(PERSON.encode())
    (returns / "pid-exceptions.txt").write_text(f"# of {PERSON}\n{PERSON}\n{SHORT}\n", encoding="utf-8")
    (tmp_path / "wrong-phrases.txt").write_bytes(PERSON.encode() + b"\xff")
    (tmp_path / "old.xlsx").write_bytes(old_spreadsheet())
    (tmp_path / "note.txt").write_text(PERSON, encoding="utf-8")
    (tmp_path / "out").mkdir()
    return tmp_path


def said(*ran: Ran) -> bytes:
    return "\n".join(text for one in ran for text in (one.out, one.err)).encode()


def found_in(*texts: bytes) -> list[str]:
    """Which of the person's words stand in any of the texts, whatever their letter case."""
    lowered = [text.lower() for text in texts]
    return [word for word in NEVER if any(word.encode() in text for text in lowered)]


def assert_clean(folder: Path, *ran: Ran, outputs: int) -> None:
    """Nothing said and nothing under `out` holds the person; so many files were written there."""
    written = sorted(path for path in (folder / "out").rglob("*") if path.is_file())
    assert len(written) == outputs, [path.name for path in written]
    assert b"Traceback" not in said(*ran)
    for path in written:
        assert found_in(*whole(path)) == [], path.name
    for one in ran:
        assert found_in(said(one)) == [], said(one)[:2000]


def files(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / "returns").rglob("*.xlsx"))


def test_the_person_is_found_and_the_search_finds_them(folder: Path) -> None:
    found = {(span.kind, span.confidence) for span in find_pid(PERSON)}
    assert {(kind, Confidence.CERTAIN) for kind in (Kind.NAME, Kind.NHS_NUMBER, Kind.EMAIL)} <= found
    for path in files(folder)[:2]:
        assert set(found_in(*whole(path))) >= {"zebedee", "quillfeather"}


@pytest.mark.parametrize("as_json", [(), ("--json",)])
def test_check(folder: Path, as_json: tuple[str, ...]) -> None:
    out = folder / "out"
    first = scrt("check", *files(folder), "--out", out / "first.xlsx", *as_json, *TODAY)
    words = ("--previous", out / "first.xlsx", "--timings")
    second = scrt("check", *files(folder), "--out", out / "second.xlsx", *words, *as_json, *TODAY)
    assert (first.status, second.status) == (1, 1)
    assert_clean(folder, first, second, outputs=2)


def test_a_check_with_wrong_settings_or_an_output_or_report_named_after_the_person(folder: Path) -> None:
    settings = folder / "checklist.toml"
    ran = []
    for wrong in (
        f"[{SHORT}",
        f'["{PERSON}"]\ndays = 3',
        f'[rules.C07]\nseverity = "{PERSON}"',
        f'[C07]\ndays = "{PERSON}"',
    ):
        settings.write_text(wrong, encoding="utf-8")
        ran.append(scrt("check", *files(folder), "--settings", settings, *TODAY))
    ran.append(
        scrt("check", *files(folder), "--out", folder / "none of zq.quillfeather@example.org" / "a.xlsx", *TODAY)
    )
    ran.append(scrt("check", *files(folder), "--previous", folder / "returns" / MISNAMED, *TODAY))
    ran.append(scrt("check", folder / f"{SHORT}.xlsx", *TODAY))
    assert [one.status for one in ran] == [2] * len(ran)
    assert_clean(folder, *ran, outputs=0)


def test_a_rule_that_crashes_over_the_person(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from validators.rules import personal_details

    def crash(*_: object) -> str:
        raise ValueError(PERSON)

    monkeypatch.setattr(personal_details, "_what", crash)
    out = folder / "out"
    ran = [scrt("check", *files(folder), "--out", out / "a.xlsx", *words, *TODAY) for words in ((), ("--json",))]
    asked = ("--month", "2024-10", "--region", "London", "--out", out / "b.xlsx", "--jobs", "1", *TODAY)
    ran.append(scrt("consolidate", folder / "returns", *asked))
    assert any(b"failed by our own fault" in said(one) for one in ran)
    assert_clean(folder, *ran, outputs=2)


def test_a_crash_of_the_program_itself(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import addin.command_line.check as command

    def crash(*_: object, **__: object) -> None:
        raise RuntimeError(PERSON)

    monkeypatch.setattr(command, "check_files", crash)
    ran = scrt("check", *files(folder), *TODAY)
    assert ran.status == 2
    assert_clean(folder, ran, outputs=0)


@pytest.mark.slow
def test_consolidate_release_and_the_month_after(folder: Path) -> None:
    out = folder / "out"
    asked = ("--month", "2024-10", "--region", "London", *TODAY)
    ran = [
        scrt("consolidate", folder / "returns", *asked, "--out", out / "october.xlsx", *words)
        for words in ((), ("--json",))
    ]
    ran.append(
        scrt("consolidate", folder / "returns", *asked, "--out", out / "b.xlsx", "--release", out / "october.xlsx")
    )
    (folder / "returns" / "next.xlsx").write_bytes(
        return_bytes({**OPEN_SAR, "Overview": PERSON}, month=date(2024, 11, 30))
    )
    later = ("--month", "2024-11", "--region", "London", *TODAY, "--previous", out / "october.xlsx")
    ran.append(scrt("consolidate", folder / "returns", *later, "--out", out / "november.xlsx", "--json"))
    carried = ("--carry-forward", "--organisations", "current")
    told = ("--feedback", out / "feedback")
    ran.append(
        scrt("consolidate", folder / "returns", *later, *carried, *told, "--out", out / "carried.xlsx", "--json")
    )
    england = ("consolidate", out / "october.xlsx", "--month", "2024-10", "--region", "England", *TODAY)
    ran.append(scrt(*england, "--out", out / "england.xlsx", "--json"))
    assert {one.status for one in ran} == {1}
    assert_clean(folder, *ran, outputs=5 + len(list((out / "feedback").iterdir())))


def test_what_one_icb_and_readers_outside_get(folder: Path) -> None:
    out = folder / "out"
    asked = ("consolidate", folder / "returns", "--month", "2024-10", "--region", "London", *TODAY)
    ran = [
        scrt(*asked, "--audience", "icb", "--icb", "QMF", "--out", out / "icb.xlsx", "--json"),
        scrt(*asked, "--audience", "external", "--out", out / "external.xlsx"),
        scrt("deck", out / "external.xlsx", "--out", out / "external.pptx"),
        scrt("deck", out / "icb.xlsx", "--out", out / "icb.pptx"),
        scrt(*asked, "--audience", SHORT, "--out", out / "never.xlsx"),
        scrt(*asked, "--audience", "icb", "--icb", SHORT, "--out", out / "never.xlsx"),
    ]
    assert [one.status for one in ran] == [1, 1, 0, 0, 2, 2]
    assert_clean(folder, *ran, outputs=4)


def test_feedback_and_its_text(folder: Path) -> None:
    asked = ("--month", "2024-10", "--region", "London", *TODAY, "--out", folder / "out" / "a.xlsx")
    ran = [scrt("consolidate", folder / "returns", *asked, "--feedback", folder / "out" / "feedback")]
    written = sorted(path.name for path in (folder / "out" / "feedback").iterdir())
    assert len(written) >= 10
    ran.append(scrt("consolidate", folder / "returns", *asked, "--feedback", folder / f"no {SHORT}" / "feedback"))
    assert [one.status for one in ran] == [1, 2]
    assert_clean(folder, *ran, outputs=1 + len(written))


@pytest.mark.slow
def test_a_release_list_that_holds_the_person(folder: Path) -> None:
    out = folder / "out"
    asked = ("consolidate", folder / "returns", "--month", "2024-10", "--region", "London", *TODAY)
    ran = [scrt(*asked, "--out", out / "a.xlsx")]
    book = openpyxl.load_workbook(out / "a.xlsx")
    sheet = book["Release"]
    headers, *rows = [[cell.value for cell in row] for row in sheet[sheet.tables["release"].ref]]
    line = next((dict(zip(headers, row, strict=True)) for row in rows if row[0]), dict.fromkeys(headers, "1"))
    for header in headers:
        text = StringIO(newline="")
        writer = csv.DictWriter(text, headers)
        writer.writeheader()
        writer.writerow({**line, "Release": "yes", header: PERSON})
        (folder / "list.csv").write_text(text.getvalue(), encoding="utf-8")
        ran.append(scrt(*asked, "--out", out / "b.xlsx", "--release", folder / "list.csv"))
    (folder / "list.csv").write_text(PERSON, encoding="utf-8")
    ran.append(scrt(*asked, "--out", out / "b.xlsx", "--release", folder / "list.csv"))
    assert_clean(folder, *ran, outputs=len(list(out.iterdir())))


def test_pid_scan_and_redact(folder: Path) -> None:
    out = folder / "out"
    line = json.dumps({"id": PERSON, "text": PERSON}).encode()
    lines = b"\n".join(
        (line, PERSON.encode(), b'{"id": 1, "text": "' + PERSON.encode() + b'"', b"\xff" + PERSON.encode())
    )
    ran = [
        scrt("pid", "scan", path, *words)
        for path in (*files(folder), folder / "note.txt")
        for words in ((), ("--json",))
    ]
    ran += [
        scrt("pid", "scan", "--jsonl", stdin=lines),
        scrt("pid", "scan", stdin=PERSON.encode()),
        scrt("pid", "redact", "-", "--out", "-", stdin=PERSON.encode()),
        scrt("pid", "redact", folder / "note.txt", "--out", out / "clean.txt"),
        scrt("pid", "redact", folder / "note.txt", "--out", folder / "none" / MISNAMED),
        scrt("pid", "redact", folder / "returns" / MISNAMED, "--out", out / "no.txt"),
    ]
    assert_clean(folder, *ran, outputs=1)


@pytest.mark.slow
def test_import_and_upgrade_say_nothing_and_write_for_the_icb_alone(folder: Path) -> None:
    ran, own = [], folder / "own"
    own.mkdir()
    for words in ((), ("--json",)):
        ran.append(
            scrt("import", folder / "old.xlsx", "--out", own / "new.xlsx", "--icb", "QMF", "--month", "2024-10", *words)
        )
        ran.append(scrt("import", folder / "old.xlsx", "--out", own / f"a{len(words)} {MISNAMED}", *words))
        for number, path in enumerate(files(folder)):
            ran.append(scrt("template", "inspect", path, *words))
            ran.append(
                scrt("template", "upgrade", path, "--out", own / f"{number}{len(words)} {MISNAMED}", *words, *TODAY)
            )
        ran.append(scrt("merge", *files(folder), "--out", own / f"c{len(words)} {MISNAMED}", *words, *TODAY))
        both = (files(folder)[0], next(path for path in files(folder) if path.name == MISNAMED))
        ran.append(scrt("merge", *both, "--out", own / f"d{len(words)} {MISNAMED}", *words, *TODAY))
    for text in (
        PERSON,
        f'[columns]\n"{PERSON}" = "Status"',
        f'[columns]\n"A" = "{PERSON}"',
        f'[values."{PERSON}"]\n"x" = "y"',
    ):
        (own / "map.toml").write_text(text, encoding="utf-8")
        ran.append(scrt("import", folder / "old.xlsx", "--out", own / "b.xlsx", "--mapping", own / "map.toml"))
    assert_clean(folder, *ran, outputs=0)


@pytest.mark.parametrize("as_json", [(), ("--json",)])
def test_reconcile(folder: Path, as_json: tuple[str, ...]) -> None:
    out = folder / "out"
    (folder / "map.toml").write_text(f'[columns]\n"{PERSON}" = "Status"', encoding="utf-8")
    extracts = [folder / "old.xlsx", *files(folder)[:2]]
    ran = [
        scrt("reconcile", extract, folder / "returns", "--out", out / f"{number}.xlsx", *as_json, *TODAY)
        for number, extract in enumerate(extracts)
    ]
    ran.append(scrt("reconcile", extracts[0], folder / "returns", "--mapping", folder / "map.toml", *TODAY))
    ran.append(scrt("reconcile", folder / "note.txt", folder / "returns", "--sheet", SHORT, *TODAY))
    ran.append(scrt("reconcile", extracts[0], folder / "returns" / MISNAMED, "--out", folder / "no" / MISNAMED, *TODAY))
    assert ran[0].status == 1
    assert_clean(folder, *ran, outputs=len(list(out.iterdir())))


def test_a_list_of_phrases_that_cannot_be_read(folder: Path) -> None:
    ran = [
        scrt("check", *files(folder), "--exceptions", folder / "wrong-phrases.txt", *TODAY),
        scrt("pid", "scan", folder / "note.txt", "--exceptions", folder / "wrong-phrases.txt"),
    ]
    assert [one.status for one in ran] == [2, 2]
    assert_clean(folder, *ran, outputs=0)


def typed_over(summary: Path, changed: Path) -> Path:
    """A summary into whose every text somebody typed the person; headers and what code compares stay."""
    book = openpyxl.load_workbook(summary)
    kept = {"counted", "error", "warning", "Open", "Closed"}
    for sheet in book:
        for table in sheet.tables.values():
            for row in list(sheet[table.ref])[1:]:
                for cell in row:
                    if (isinstance(cell.value, str) and cell.value not in kept) or cell.value is None:
                        cell.value = PERSON
    book.properties.title = f"Summary: {SHORT}, data up to"
    book.properties.description = PERSON
    book.save(changed)
    return changed


@pytest.fixture
def summaries(folder: Path) -> tuple[Path, Path]:
    """The month's summary, and the same with the person typed into it, under a name that nothing may repeat."""
    (folder / "own").mkdir()
    asked = ("--month", "2024-10", "--region", "London", *TODAY)
    scrt("consolidate", folder / "returns", *asked, "--out", folder / "out" / "october.xlsx")
    return folder / "out" / "october.xlsx", typed_over(
        folder / "out" / "october.xlsx", folder / "own" / f"typed {MISNAMED}"
    )


@pytest.mark.slow
def test_decks(folder: Path, summaries: tuple[Path, Path]) -> None:
    out, (sound, typed) = folder / "out", summaries
    ran = [scrt("deck", path, "--out", out / f"{path.stem[:5]}.pptx") for path in summaries]
    assert [one.status for one in ran] == [0, 0]
    assert any(b"[withheld: " in part for part in whole(out / "typed.pptx"))
    for words in (("--icb", "QMF"), ("--since", "2024-01"), ("--icb", SHORT)):
        ran += [scrt("deck", path, "--out", out / "a.pptx", *words, *TODAY) for path in (*summaries, *files(folder))]
    ran.append(scrt("deck", typed, "--out", out / "b.pptx", "--template", folder / "returns" / MISNAMED))
    ran.append(scrt("deck", sound, "--out", folder / "none" / f"{MISNAMED}.pptx"))
    notes = folder / "own" / "notes.toml"
    for text in (PERSON, f'tiles = "{PERSON}"', f'"{PERSON}" = "x"', f'tiles = ["{PERSON}"]', f'["{SHORT}"]\nx = 1'):
        notes.write_text(text, encoding="utf-8")
        ran.append(scrt("deck", sound, "--out", out / "b.pptx", "--notes", notes))
    assert {one.status for one in ran[-7:]} == {2}
    assert_clean(folder, *ran, outputs=4)


def test_reports(folder: Path, summaries: tuple[Path, Path]) -> None:
    out, mine = folder / "out", folder / "own" / f"mine {MISNAMED}.docx"
    period = ("--from", "2024-01", "--to", "2024-10")
    ran = [scrt("report", path, *period, "--out", out / f"{path.stem[:5]}.docx") for path in summaries]
    assert [one.status for one in ran] == [0, 0]
    assert any(b"[withheld: " in part for part in whole(out / "typed.docx"))
    mine.write_bytes(filled((out / "octob.docx").read_bytes(), "data", PERSON))
    ran.append(scrt("report", summaries[0], *period, "--out", mine))
    ran.append(scrt("report", folder / "returns" / MISNAMED, *period, "--out", out / "a.docx"))
    assert [one.status for one in ran[2:]] == [2, 2]
    assert_clean(folder, *ran, outputs=3)


def test_feeds(folder: Path, summaries: tuple[Path, Path]) -> None:
    out, (sound, typed) = folder / "out", summaries
    asked = ("export", sound, "--out", out / "feed", "--audience", "internal")
    ran = [scrt(*asked, *words) for words in ((), ("--json",))]
    assert [one.status for one in ran] == [0, 0], ran
    written = len(list((out / "feed").iterdir()))
    for words in (("--audience", "internal"), ("--audience", "icb", "--icb", "QMF"), (), ("--audience", SHORT)):
        ran.append(scrt("export", typed, "--out", out / "typed", *words))
    ran.append(scrt("export", sound, "--out", folder / MISNAMED / "feed", "--audience", "internal"))
    ran.append(scrt("export", folder / "returns" / MISNAMED, "--out", out / "typed", "--audience", "internal"))
    layout = folder / "own" / "layout.toml"
    column = '[[file]]\nname = "a"\ntable = "{0}"\n[[file.column]]\nname = "{1}"\nfrom = "{2}"\n'
    for text in (
        PERSON,
        f'title = "{PERSON}"\nconfirmed = true\n' + column.format("figures", "a", "value"),
        f'title = "a"\nconfirmed = true\n"{PERSON}" = 1',
        'title = "a"\nconfirmed = true\n' + column.format(PERSON, "a", "value"),
        'title = "a"\nconfirmed = true\n' + column.format("figures", PERSON, "value"),
        'title = "a"\nconfirmed = true\n' + column.format("figures", "a", SHORT),
    ):
        layout.write_text(text, encoding="utf-8")
        ran.append(scrt("export", sound, "--out", out / "typed", "--audience", "internal", "--layout", layout))
    assert {one.status for one in ran[2:]} == {2}
    assert_clean(folder, *ran, outputs=1 + written)


def test_what_lists_and_makes_templates(folder: Path) -> None:
    out = folder / "out"
    ran = [scrt("rules"), scrt("vocabulary"), scrt("vocabulary", SHORT), scrt("template", "new", out / "new.xlsx")]
    ran.append(scrt("template", "new", folder / "none" / MISNAMED))
    assert_clean(folder, *ran, outputs=1)
    assert standard_rules()
