"""The page driven as people drive it: each screen gives what the command line gives, and nothing leaves it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from reports.london_example import london_returns
from tests.browser.chromium import INSECURE, TODAY, Seen, opened
from tests.browser.conftest import Served
from tests.command_line.running import scrt
from tests.programs import missing
from tests.reports.made_up_returns import OPEN_SAR, return_bytes
from validators.case_review import COLUMNS
from workbook_templates.layout import FINDINGS_COLUMNS
from workbook_templates.template import FilledReturn, template_bytes

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
FRONT = HERE.parents[1] / "addin" / "browser" / "front"
SCREENS = ("check", "text", "record", "template", "move")
# A made-up person, and a number of the NHS's test range.
CANARY = "Mr Zebedee Quillfeather, 999 000 0018"
NEVER = ("zebedee", "quillfeather", "9990000018", "999 000 0018")


@pytest.fixture(scope="module")
def london(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The London example's returns, a file each."""
    folder = tmp_path_factory.mktemp("london")
    files = []
    for one in london_returns():
        heading = {"your_icb": one.icb_code, "reporting_month": one.reporting_month, "own_total": one.own_total}
        filled = FilledReturn(your_icb=heading, rows=one.rows)
        path = folder / f"{one.icb_code} 2024-10.xlsx"
        path.write_bytes(template_bytes(filled=filled, ready_rows=len(one.rows)))
        files.append(path)
    return files


def held(name: str, content: bytes) -> dict[str, Any]:
    """A file that is chosen without lying anywhere."""
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def ordered(document: Any) -> str:
    """A check's document with its findings in an order that does not depend on who found them."""
    for one in document["files"]:
        one["findings"].sort(key=json.dumps)
    return json.dumps(document, indent=1)


def parts_of(workbook: bytes) -> dict[str, bytes]:
    """The parts of a workbook, whatever it was packed with."""
    with zipfile.ZipFile(BytesIO(workbook)) as package:
        return {name: package.read(name) for name in package.namelist()}


def stored(seen: Seen) -> str:
    """All that the page keeps in the browser, but for its own files."""
    return str(
        seen.page.evaluate(
            """async () => {
                const caches_ = await Promise.all((await caches.keys()).map(async (name) =>
                    (await (await caches.open(name)).keys()).map((request) => request.url)));
                const databases = await indexedDB.databases();
                return JSON.stringify([document.cookie, {...localStorage}, {...sessionStorage}, databases, caches_]);
            }"""
        )
    )


@pytest.mark.parametrize("form", ["folder", "single file"])
def test_findings_and_report_are_the_command_line_s(
    form: str,
    built: Path,
    served: Served,
    context: BrowserContext,
    london: list[Path],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(london[0].parent)
    names = [path.name for path in london]
    document = json.loads(scrt("check", *names, "--json", "--today", TODAY).out)
    scrt("check", *names, "--out", tmp_path.name + ".xlsx", "--today", TODAY)
    address = served.address if form == "folder" else (built / "scrt-check.html").as_uri()
    with opened(context, address) as seen:
        came = len(served.came)
        seen.check(*london)
        assert ordered(json.loads(seen.saved("Download findings (JSON)"))) == ordered(document)
        assert parts_of(seen.saved("Download report")) == parts_of(Path(tmp_path.name + ".xlsx").read_bytes())
        found = sum(len(one["findings"]) for one in document["files"])
        assert found > 50
        assert seen.page.inner_text("#counted") == f"{found} findings."
        assert seen.page.locator("#compared tbody tr").count() == len(london)
        assert seen.saved("Download findings (CSV)").decode("utf-8-sig").count("\r\n") == found + 1
        assert seen.asked_since == []
        assert served.came[came:] == []
        assert [asked for asked in seen.requests if not asked.startswith((address, "blob:", "data:"))] == []
        assert seen.console == []
        # Whatever the program does, the browser refuses it.
        refused = "fetch(location.href).then(() => 'answered', () => 'refused')"
        assert (
            seen.page.evaluate(refused)
            == seen.page.workers[0].evaluate(
                "fetch('http://127.0.0.1/').then(r => r.status == 404 ? 'refused' : 'answered')"
            )
            == "refused"
        )


def test_hostile_files_are_refused_in_one_sentence_and_the_others_go_on(
    seen: Seen, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    bomb = BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/workbook.xml", b" " * 300_000_000)
    other = BytesIO()
    openpyxl.Workbook().save(other)
    rows = [{**OPEN_SAR, "Overview": "Adult B was found ill."}] * 5_000
    files = {
        "no workbook.xlsx": b"%PDF-1.7 not a workbook",
        "empty.xlsx": b"",
        "bomb.xlsx": bomb.getvalue(),
        "another.xlsx": other.getvalue(),
        "of 07700 900123.xlsx": b"a telephone number, made up",
        "large.xlsx": return_bytes(*rows),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    monkeypatch.chdir(tmp_path)
    document = json.loads(scrt("check", *files, "--json", "--today", TODAY).out)
    seen.go("check")
    seen.check(*(held(name, content) for name, content in files.items()))
    said = seen.page.inner_text(".nhsuk-error-summary")
    refused = [one for one in document["files"] if one["status"] == "refused"]
    assert len(refused) == 5
    for one in refused:
        assert f"{one['file']}: {one['reason']}" in said
    assert "07700" not in seen.page.inner_text("body")
    assert "5,000" in seen.page.inner_text("#compared")
    assert ordered(json.loads(seen.saved("Download findings (JSON)"))) == ordered(document)


def test_a_check_can_be_stopped_and_the_next_one_works(seen: Seen, london: list[Path]) -> None:
    large = return_bytes(*[{**OPEN_SAR, "Overview": "Adult B was found ill."}] * 5_000)
    seen.go("check")
    seen.page.set_input_files("#returns", [held("large.xlsx", large)])
    seen.page.get_by_role("button", name="Stop").click()
    seen.page.wait_for_selector("#results[data-done]", state="attached")
    assert "Stopped: 0 files of 1 checked." in seen.page.inner_text("#results")
    seen.check(london[0])
    assert seen.page.inner_text("#results h2 >> nth=0") == london[0].name


def test_when_python_breaks_on_a_file_it_is_named_and_the_others_go_on(seen: Seen, london: list[Path]) -> None:
    large = return_bytes(*[{**OPEN_SAR, "Overview": "Adult B was found ill."}] * 5_000)
    seen.go("check")
    worker = seen.page.workers[0]
    # An error outside every question, as a stack or memory that ran out would be, in the midst of the first file.
    worker.evaluate(
        """() => { const kept = self.onmessage; self.onmessage = (event) => {
            if (event.data.question === "check") throw new RangeError("of memory"); else kept(event); } }"""
    )
    seen.check(held("large.xlsx", large), held(london[0].name, london[0].read_bytes()))
    said = seen.page.inner_text(".nhsuk-error-summary")
    assert said.count("large.xlsx: Python broke on this file") == 1
    assert seen.page.inner_text("#results h2.nhsuk-heading-m >> nth=0") == london[0].name


def test_two_tabs_check_at_once(context: BrowserContext, served: Served, london: list[Path]) -> None:
    with opened(context, served.address) as one, opened(context, served.address) as other:
        one.page.set_input_files("#returns", [london[0]])
        other.check(london[1])
        one.page.wait_for_selector("#results[data-done]", state="attached")
        for seen, path in ((one, london[0]), (other, london[1])):
            (file,) = json.loads(seen.saved("Download findings (JSON)"))["files"]
            assert file["file"] == path.name
        assert one.asked_since == other.asked_since == []


def test_findings_are_sorted_filtered_searched_and_grouped(seen: Seen, london: list[Path]) -> None:
    page = seen.page
    seen.go("check")
    seen.check(*london)
    rows = page.locator("#findings tbody tr")
    every = rows.count()
    page.select_option("#filter-severity", "error")
    errors = rows.count()
    assert 0 < errors < every
    assert set(page.locator("#findings tbody .nhsuk-tag").all_inner_texts()) == {"error"}
    page.get_by_role("button", name="Rule").click()
    rules = page.locator("#findings tbody tr td:nth-child(6)").all_inner_texts()
    assert rules == sorted(rules)
    assert page.locator("#findings th[aria-sort=ascending]").inner_text().startswith("Rule")
    page.get_by_role("button", name="Rule").click()
    assert page.locator("#findings tbody tr td:nth-child(6)").all_inner_texts() == rules[::-1]
    page.select_option("#filter-severity", "")
    page.select_option("#filter-rule", rules[0])
    page.select_option("#filter-file", london[0].name)
    assert 0 < rows.count() < every
    page.select_option("#filter-rule", "")
    page.select_option("#filter-file", "")
    page.fill("#filter-search", "no such words")
    assert (rows.count(), page.inner_text("#counted")) == (0, f"0 findings of {every}.")
    page.fill("#filter-search", "")
    page.click("label[for=filter-group]")
    cells = [int(text) for text in page.locator("#findings tbody tr td:nth-child(2)").all_inner_texts()]
    assert len(cells) < every
    assert sum(cells) == every
    page.click("label[for=filter-group]")


def test_findings_are_copied_as_rows_of_the_workbook_s_table(seen: Seen, london: list[Path]) -> None:
    seen.go("check")
    seen.check(london[0])
    (file,) = json.loads(seen.saved("Download findings (JSON)"))["files"]
    seen.page.get_by_role("button", name="Copy findings").click()
    seen.page.wait_for_selector(".scrt-said:has-text('copied')")
    rows = [dict(zip(FINDINGS_COLUMNS, row, strict=True)) for row in seen.pasted()]
    assert [
        (row["Record no."] or None, row["Column"], row["Rule"], row["Severity"], row["Message"]) for row in rows
    ] == [(one["record"], one["column"], one["rule"], one["severity"], one["message"]) for one in file["findings"]]
    assert all(row["Where"].startswith("=IFERROR(HYPERLINK(") for row in rows)


def test_a_text_is_underlined_as_it_is_typed_and_leaves_no_trace(seen: Seen, served: Served) -> None:
    page, came = seen.page, len(served.came)
    seen.go("text")
    page.locator("#text").press_sequentially(f"\U0001f600 {CANARY} was told.")
    page.wait_for_selector("#text-details li >> nth=1")
    marked = page.locator("#screen-text .scrt-under .scrt-mark-certain").all_inner_texts()
    assert marked == ["Zebedee Quillfeather", "999 000 0018"]
    assert page.inner_text("#text-said") == "Found: 1 certain name, 1 certain NHS number."
    assert "the agreed pseudonym" in page.inner_text("#text-details")
    page.get_by_role("button", name="Go to it").nth(1).click()
    assert page.evaluate("getSelection().toString()") == "999 000 0018"
    page.get_by_role("button", name="Copy with the details taken out").click()
    page.wait_for_selector("#screen-text .scrt-said:has-text('Copied')")
    assert seen.pasted() == [["\U0001f600 Mr [withheld: name], [withheld: NHS number] was told."]]
    page.get_by_role("button", name="Clear").click()
    page.wait_for_selector("#text-said:empty", state="attached")
    assert served.came[came:] == []
    told = " ".join([*seen.requests, *seen.console, stored(seen)]).lower()
    assert [word for word in NEVER if word in told] == []


def test_a_checked_return_leaves_no_trace_of_its_pid(seen: Seen, served: Served) -> None:
    came = len(served.came)
    content = return_bytes({**OPEN_SAR, "Overview": CANARY, "Designated professional": CANARY})
    seen.go("check")
    seen.check(held("zq.quillfeather@example.org.xlsx", content))
    assert "H01" in seen.page.inner_text("#findings")
    downloads = [seen.saved(f"Download {what}") for what in ("findings (JSON)", "findings (CSV)")]
    report = b"".join(parts_of(seen.saved("Download report")).values())
    shown = seen.page.inner_text("body")
    told = " ".join([shown, *(d.decode() for d in (*downloads, report)), *seen.requests, *seen.console, stored(seen)])
    assert [word for word in NEVER if word in told.lower()] == []
    assert served.came[came:] == seen.console == []


def test_a_blank_template_is_the_command_line_s(seen: Seen, tmp_path: Path) -> None:
    seen.go("template")
    seen.page.fill("#template-month", "2026-05")
    seen.page.wait_for_selector("#template-icb option[value=Z9B2Z]", state="attached")
    assert seen.page.locator("#template-icb option[value=QMJ]").count() == 0
    seen.page.select_option("#template-icb", "QMF")
    seen.page.fill("#template-rows", "30")
    scrt("template", "new", tmp_path / "new.xlsx", "--icb", "QMF", "--month", "2026-05", "--rows", 30)
    assert parts_of(seen.saved("Download the template")) == parts_of((tmp_path / "new.xlsx").read_bytes())
    seen.page.fill("#template-rows", "0")
    seen.page.get_by_role("button", name="Download the template").click()
    seen.page.wait_for_selector("#screen-template .nhsuk-error-summary:has-text('between 1 and 20,000')")


def test_a_workbook_moves_to_a_fresh_template_and_a_spreadsheet_into_one(
    seen: Seen, london: list[Path], tmp_path: Path
) -> None:
    seen.go("move")
    seen.page.set_input_files("#upgrade-file", london[0])
    ran = scrt("template", "upgrade", london[0], "--out", tmp_path / "new.xlsx", "--today", TODAY)
    moved = seen.saved("Move it")
    assert parts_of(moved) == parts_of((tmp_path / "new.xlsx").read_bytes())
    seen.page.wait_for_selector("#screen-move :text('records before and after')")
    # The first and the last line are about files, which a page has none of.
    for line in ran.out.splitlines()[1:-1]:
        assert line.strip() in seen.page.inner_text("#screen-move")
    old = "Type,Status,Overview,Started,Ward\nSAR,open,Adult B was found ill.,3/4/24,North\nmystery,open,,,\n"
    (tmp_path / "old.csv").write_text(old, encoding="utf-8")
    scrt("import", tmp_path / "old.csv", "--out", tmp_path / "imported.xlsx", "--icb", "QMF", "--month", "2024-10")
    seen.page.set_input_files("#import-file", tmp_path / "old.csv")
    seen.page.fill("#import-month", "2024-10")
    seen.page.select_option("#import-icb", "QMF")
    assert parts_of(seen.saved("Import it")) == parts_of((tmp_path / "imported.xlsx").read_bytes())
    mapping = seen.saved("Download mapping file")
    assert b"[" in mapping
    seen.page.set_input_files("#mapping-file", held("old.mapping.toml", mapping))
    assert parts_of(seen.saved("Import it")) == parts_of((tmp_path / "imported.xlsx").read_bytes())
    seen.page.set_input_files("#upgrade-file", held("no workbook.xlsx", b"none"))
    seen.page.get_by_role("button", name="Move it").click()
    seen.page.wait_for_selector("#screen-move .nhsuk-error-summary:has-text('no workbook.xlsx')")


def test_a_new_record_offers_what_fits_and_gives_one_row(seen: Seen) -> None:
    seen.go("record")
    screen = seen.page.locator("#screen-record")
    at = {
        name: screen.get_by_label(re.compile(f"^{re.escape(name)}")).first
        for name in (column.header for column in COLUMNS)
    }
    labels = screen.locator("label").all_inner_texts()
    assert [label.partition(" (")[0] for label in labels[:4]] == [
        "ICB",
        "Status",
        "Identifier type 1",
        "Identifier reference 1",
    ]
    at["ICB"].select_option("QKK")
    at["Borough or local authority"].locator("option[value=Hackney]").wait_for(state="detached")
    boroughs = at["Borough or local authority"].locator("option").all_inner_texts()
    assert "Lambeth" in boroughs
    at["Borough or local authority"].select_option("Lambeth")
    at["Review type"].select_option("SAR Adult")
    board = "Lambeth Safeguarding Adults Board"
    at["Partnership or board"].locator(f"option[value='{board}']").wait_for(state="attached")
    at["Partnership or board"].select_option(board)
    at["Date added"].fill("4/3/2024")
    at["Incident date"].fill("July 2020")
    at["Overview"].fill(f"=1+1 {CANARY}")
    screen.locator(".scrt-told-error").first.wait_for()
    assert "1 certain name" in screen.inner_text()
    at["Overview"].fill('=1+1 "Adult B"\nwas found ill.')
    seen.page.get_by_role("button", name="Copy the row").click()
    seen.page.wait_for_selector("#screen-record .scrt-said:has-text('Copied')")
    (row,) = seen.pasted()
    headers = [column.header for column in COLUMNS][1:-1]
    values: Mapping[str, str] = {header: value for header, value in zip(headers, row, strict=True) if value}
    assert values == {
        "ICB": "QKK", "Borough or local authority": "Lambeth", "Partnership or board": board,
        "Review type": "SAR Adult", "Incident date": "July 2020", "Date added": "2024-03-04",
        "Overview": "'=1+1 \"Adult B\"\nwas found ill.",
    }  # fmt: skip
    assert "Still to complete" in screen.inner_text()
    assert "Status" in seen.page.inner_text("#record-lacking")


def test_every_screen_suits_a_screen_reader_a_keyboard_and_a_zoom_of_200_per_cent(
    seen: Seen, london: list[Path], from_npm: Path
) -> None:
    page = seen.page
    seen.go("check")
    seen.check(*london)
    axe = (from_npm / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    page.evaluate(axe)
    for screen in SCREENS:
        seen.go(screen)
        assert page.evaluate("document.activeElement.tagName") == "H1"
        found = page.evaluate(
            "axe.run().then((told) => told.violations.map((each) => [each.id, ...each.nodes.map((node) => node.html)]))"
        )
        assert found == [], screen
        page.set_viewport_size({"width": 640, "height": 360})
        assert page.evaluate("document.documentElement.scrollWidth") <= 640, screen
        page.set_viewport_size({"width": 1280, "height": 720})
    seen.go("text")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "text"
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    page.emulate_media(forced_colors="active")
    assert page.locator("#screen-text .scrt-under").is_hidden()
    page.emulate_media(forced_colors="none")


def test_it_works_with_the_cable_out_once_loaded(context: BrowserContext, served: Served, london: list[Path]) -> None:
    with opened(context, served.address) as seen:
        assert "works offline" in seen.page.inner_text("footer")
        assert "S-CRT 0." in seen.page.inner_text("footer")
        came = len(served.came)
        context.set_offline(True)
        seen.page.reload()
        seen.page.wait_for_selector("html[data-ready]", state="attached")
        seen.check(london[0])
        assert seen.page.locator("#findings tbody tr").count() > 0
        # The browser itself asks for a newer service worker, whatever it is told of the cable.
        assert set(served.came[came:]) <= {"/service-worker.js"}


def test_over_plain_http_it_works_and_says_that_offline_is_unavailable(
    context: BrowserContext, served: Served, london: list[Path]
) -> None:
    with opened(context, served.address.replace("127.0.0.1", INSECURE)) as seen:
        assert "Working offline is unavailable" in seen.page.inner_text("footer")
        seen.check(london[0])
        assert seen.page.locator("#findings tbody tr").count() > 0


def test_a_damaged_part_is_named(context: BrowserContext, served: Served) -> None:
    context.route("**/openpyxl*", lambda route: route.fulfill(body=b"damaged"))
    page = context.new_page()
    page.goto(served.address)
    page.wait_for_selector("main .nhsuk-error-summary")
    assert "openpyxl" in page.inner_text("main")
    assert "reload the page" in page.inner_text("main")


def test_no_file_of_the_page_names_anybody_else_s_address(built: Path) -> None:
    import gzip

    texts = {path.name: path.read_bytes() for path in built.iterdir() if path.suffix in (".html", ".js", ".css")}
    texts["scrt-check.html"] = re.sub(rb'id="part:[^>]*>[^<]*<', b"", texts["scrt-check.html"])
    texts["worker"] = gzip.decompress((built / "parts" / "worker.js.bin").read_bytes())
    address = re.compile(rb"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+")
    named = {name: found for name, text in texts.items() if (found := set(address.findall(text)))}
    assert named == {}
    assert sum(path.stat().st_size for path in built.rglob("*") if path.name != "scrt-check.html") < 16_000_000


@pytest.fixture(scope="module")
def from_npm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The front end beside what the tests take from npm."""
    npm = shutil.which("npm") or missing("npm")
    folder = tmp_path_factory.mktemp("npm")
    shutil.copytree(FRONT, folder, dirs_exist_ok=True)
    both = [json.loads((where / "package.json").read_text(encoding="utf-8")) for where in (FRONT, HERE)]
    wanted = {name: version for one in both for name, version in one["dependencies"].items()}
    (folder / "package.json").write_text(json.dumps({"dependencies": wanted}), encoding="utf-8")
    command = [npm, "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--silent"]
    subprocess.run(command, cwd=folder, check=True)
    return folder


def test_the_front_end_is_soundly_typed(from_npm: Path) -> None:
    tsc = from_npm / "node_modules" / ".bin" / "tsc"
    answer = subprocess.run([tsc, "-p", "."], cwd=from_npm, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout
