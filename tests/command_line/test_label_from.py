"""`--label-from FILE`: a sensitivity label goes from an Office file onto whatever is written, and nothing else does."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from pptx import Presentation

from addin.command_line.locked_files import locked, unlocked
from reports.sensitivity_labels import SensitivityLabel, labelled, read_label
from tests.command_line.running import TODAY, assert_refused, scrt
from tests.command_line.test_pid_never import NEVER, PERSON
from tests.ooxml import ooxml_errors
from tests.reports.made_up_returns import OPEN_SAR, return_bytes
from workbook_templates.faults import FileFault
from workbook_templates.reading import read_return

LABEL, OTHER = "2096f6a2-d2f7-48be-b329-b73aaa526e5d", "0a1b2c3d-d2f7-48be-b329-b73aaa526e5d"
SITE = "cb46c030-1825-4e81-a295-151c039dbf02"
SAID = {
    "Enabled": "true",
    "SetDate": "2024-10-01T09:00:00Z",
    "Method": "Privileged",
    "Name": 'Official & "sensitive" <all>',
    "SiteId": SITE,
    "ActionId": "88124cf5-1340-457d-90e1-0000a9427c99",
    "ContentBits": "2",
}
PROPERTIES = {f"MSIP_Label_{LABEL}_{key}": value for key, value in SAID.items()}
LISTED = (
    f'<clbl:label id="{{{LABEL}}}" enabled="1" method="Privileged" siteId="{{{SITE}}}" contentBits="2" removed="0"/>'
)
SPACE = "http://schemas.microsoft.com/office/2020/mipLabelMetadata"


def workbook(properties: Mapping[str, str] = PROPERTIES, *, listed: str = "", text: str = "made up") -> bytes:
    """A workbook as Excel leaves it: the label among other properties, of which nothing may be copied."""
    book = openpyxl.Workbook()
    book.active["A1"] = text  # type: ignore[index]
    book.properties.creator = "Not to be copied"
    for name, value in {**properties, "Department": "Not to be copied"}.items():
        book.custom_doc_props.append(openpyxl.packaging.custom.StringProperty(name=name, value=value))
    content = BytesIO()
    book.save(content)
    if listed:
        with zipfile.ZipFile(content, "a") as parts:
            parts.writestr(
                "docMetadata/LabelInfo.xml", f'<clbl:labelList xmlns:clbl="{SPACE}">{listed}</clbl:labelList>'
            )
    return content.getvalue()


def word() -> bytes:
    content = BytesIO()
    Document().save(content)
    return labelled(content.getvalue(), read_label(workbook()))


def slides() -> bytes:
    content = BytesIO()
    Presentation().save(content)
    return labelled(content.getvalue(), read_label(workbook()))


@pytest.fixture
def given(tmp_path: Path) -> Path:
    (tmp_path / "label.xlsx").write_bytes(workbook())
    (tmp_path / "a.xlsx").write_bytes(return_bytes(OPEN_SAR, part="Adults"))
    (tmp_path / "b.xlsx").write_bytes(return_bytes(OPEN_SAR, part="Children"))
    (tmp_path / "log.csv").write_text("Status,Type\nOpen,SAR Adult\n", encoding="utf-8")
    (tmp_path / "out").mkdir()
    return tmp_path


COMMANDS = {
    "template new": ("template", "new", "out/a.xlsx", "--rows", "5"),
    "template upgrade": ("template", "upgrade", "a.xlsx", "--out", "out/a.xlsx", *TODAY),
    "template upgrade of several": ("template", "upgrade", "a.xlsx", "b.xlsx", "--out", "out/a.xlsx", *TODAY),
    "merge": ("merge", "a.xlsx", "b.xlsx", "--out", "out/a.xlsx", *TODAY),
    "import": ("import", "log.csv", "--out", "out/a.xlsx", "--icb", "QMF", "--month", "2024-10"),
    "check": ("check", "a.xlsx", "--out", "out/a.xlsx", *TODAY),
    "consolidate": ("consolidate", "a.xlsx", "--month", "2024-10", "--out", "out/a.xlsx", "--feedback", "out", *TODAY),
    "deck": ("deck", "a.xlsx", "--out", "out/a.pptx", *TODAY),
    "reconcile": ("reconcile", "log.csv", "a.xlsx", "--out", "out/a.xlsx", *TODAY),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_that_writes_an_office_file_labels_it(
    command: str, given: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(given)
    ran = scrt(*COMMANDS[command], "--label-from", "label.xlsx")
    assert ran.status in (0, 1), ran.err
    written = [path for path in (given / "out").iterdir() if path.suffix in (".xlsx", ".pptx", ".docx")]
    assert written
    for path in written:
        assert dict(read_label(path.read_bytes()).properties) == PROPERTIES
        with zipfile.ZipFile(path) as parts:
            assert not [name for name in parts.namelist() if b"Not to be copied" in parts.read(name)]


def test_a_report_is_labelled_and_its_figures_stay(given: Path) -> None:
    summary, period = given / "Summary.xlsx", ("--from", "2024-10", "--to", "2024-10")
    scrt("consolidate", given / "a.xlsx", "--month", "2024-10", "--out", summary, *TODAY)
    for name, words in {"plain": (), "labelled": ("--label-from", given / "label.xlsx")}.items():
        assert scrt("report", summary, *period, "--out", given / f"{name}.docx", *words).status == 0
    plain, dressed = ((given / f"{name}.docx").read_bytes() for name in ("plain", "labelled"))
    assert dict(read_label(dressed).properties) == PROPERTIES
    with zipfile.ZipFile(BytesIO(plain)) as before, zipfile.ZipFile(BytesIO(dressed)) as after:
        changed = [
            name for name in after.namelist() if name not in before.namelist() or before.read(name) != after.read(name)
        ]
        assert set(changed) <= {"docProps/custom.xml", "[Content_Types].xml", "_rels/.rels"}
        assert b"S-CRT report text" in after.read("docProps/custom.xml")
    # The lead's words are looked for in the earlier report, labelled or not.
    assert scrt("report", summary, *period, "--out", given / "labelled.docx").status == 0


@pytest.mark.parametrize("source", ["label.xlsx", "label.docx", "label.pptx"])
def test_the_label_is_read_from_every_kind_of_office_file(source: str, given: Path) -> None:
    (given / source).write_bytes({"xlsx": workbook, "docx": word, "pptx": slides}[source[-4:]]())
    out = given / "out" / "a.xlsx"
    assert scrt("template", "new", out, "--rows", "5", "--label-from", given / source).status == 0
    assert dict(read_label(out.read_bytes()).properties) == PROPERTIES


def test_a_template_with_a_label_is_still_the_template_and_its_label_is_no_personal_detail(given: Path) -> None:
    out = given / "out" / "a.xlsx"
    scrt("template", "upgrade", given / "a.xlsx", "--out", out, "--label-from", given / "label.xlsx", *TODAY)
    assert scrt("template", "inspect", out).status == 0
    found = {name: scrt("check", path, "--json", *TODAY).document["files"][0]["findings"] for name, path in
             (("before", given / "a.xlsx"), ("after", out))}  # fmt: skip
    assert [one["rule"] for one in found["after"]] == [one["rule"] for one in found["before"]]
    assert len(read_return(out.read_bytes()).rows) == 1


def test_label_info_counts_alone_where_a_tenant_writes_it_and_is_written_anew() -> None:
    label = read_label(workbook({}, listed=LISTED + LISTED.replace('removed="0"', 'removed="1"')))
    assert label.properties == ()
    assert [dict(one)["id"] for one in label.listed] == [f"{{{LABEL}}}"]
    bare = BytesIO()
    openpyxl.Workbook().save(bare)
    for content in (workbook({}), word(), slides(), bare.getvalue()):
        again = read_label(labelled(content, label))
        assert again.listed == label.listed
        assert labelled(labelled(content, label), label) == labelled(content, label)


def test_a_label_takes_the_place_of_one_that_is_there_and_other_properties_stay() -> None:
    other = {name.replace(LABEL, OTHER): value for name, value in PROPERTIES.items()}
    content = labelled(workbook(other), read_label(workbook()))
    assert dict(read_label(content).properties) == PROPERTIES
    book = openpyxl.load_workbook(BytesIO(content))
    assert book.custom_doc_props["Department"].value == "Not to be copied"
    with zipfile.ZipFile(BytesIO(content)) as parts:
        numbers = re.findall(r'pid="(\d+)"', parts.read("docProps/custom.xml").decode())
    assert len(set(numbers)) == len(numbers)
    assert min(map(int, numbers)) >= 2


def test_who_chose_the_label_is_not_copied() -> None:
    owner = {**PROPERTIES, f"MSIP_Label_{LABEL}_Owner": "a.person@example.org"}  # made up
    assert dict(read_label(workbook(owner)).properties) == PROPERTIES


@pytest.mark.parametrize(
    ("properties", "listed"),
    [
        ({}, ""),
        ({f"MSIP_Label_{LABEL}_Enabled": "false", f"MSIP_Label_{LABEL}_Name": "Official"}, ""),
        ({"MSIP_Label_of mine_Enabled": "true"}, ""),
        ({}, LISTED.replace('enabled="1"', 'enabled="0"')),
    ],
)
def test_a_file_without_a_label_in_force_is_refused(properties: dict[str, str], listed: str, given: Path) -> None:
    (given / "label.xlsx").write_bytes(workbook(properties, listed=listed))
    assert_refused(
        scrt("template", "new", given / "out" / "a.xlsx", "--label-from", given / "label.xlsx"),
        "label.xlsx: The file has no sensitivity label",
    )
    assert not list((given / "out").iterdir())


@pytest.mark.parametrize(
    ("properties", "listed"),
    [
        ({**PROPERTIES, f"MSIP_Label_{LABEL}_Name": PERSON}, ""),
        ({**PROPERTIES, f"MSIP_Label_{LABEL}_Name": "x" * 300}, ""),
        ({**PROPERTIES, f"MSIP_Label_{LABEL}_Name": "two\nlines"}, ""),
        ({f"MSIP_Label_{LABEL[:-3]}{number:03}_Enabled": "true" for number in range(201)}, ""),
        (PROPERTIES, f'<clbl:label id="{PERSON}" enabled="1"/>'),
        (PROPERTIES, f'<clbl:label id="{{{LABEL}}}" enabled="1" method="&lt;x/&gt;"/>'),
    ],
)
def test_a_label_that_office_would_not_write_is_refused_and_never_repeated(
    properties: dict[str, str], listed: str, given: Path
) -> None:
    (given / "label.xlsx").write_bytes(workbook(properties, listed=listed))
    ran = scrt("template", "new", given / "out" / "a.xlsx", "--label-from", given / "label.xlsx")
    assert_refused(ran, "is not as Office writes one")
    assert not [word for word in NEVER if word in ran.err.lower()]


def test_what_is_no_office_file_or_locked_or_broken_is_told_in_one_sentence(given: Path) -> None:
    whole = workbook()
    kinds = {
        "text.xlsx": b"nothing",
        "empty.docx": b"",
        "old.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "cut.xlsx": whole[: len(whole) // 2],
        "folder.zip": _zipped({"a.txt": b"nothing"}),
        "entities.xlsx": _zipped({"xl/workbook.xml": b"<a/>", "docProps/custom.xml": b"<!DOCTYPE a><a/>"}),
    }
    for name, content in kinds.items():
        (given / name).write_bytes(content)
        ran = scrt("template", "new", given / "out" / "a.xlsx", "--label-from", given / name)
        assert_refused(ran, f"{name}: This is no Excel, Word or PowerPoint file")
    (given / "locked.xlsx").write_bytes(locked(whole, "made up"))
    ran = scrt("template", "new", given / "out" / "a.xlsx", "--label-from", given / "locked.xlsx")
    assert_refused(ran, "locked.xlsx: The file is locked")
    assert_refused(scrt("template", "new", given / "out" / "a.xlsx", "--label-from", given / "none.xlsx"), "none.xlsx")
    assert not list((given / "out").iterdir())


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as target:
        for name, part in parts.items():
            target.writestr(name, part)
    return content.getvalue()


def test_the_file_with_the_label_is_never_written_over(given: Path) -> None:
    before = (given / "label.xlsx").read_bytes()
    ran = scrt("check", given / "a.xlsx", "--out", given / "label.xlsx", "--label-from", given / "label.xlsx", *TODAY)
    assert_refused(ran, "label.xlsx", "one of the files to read")
    assert (given / "label.xlsx").read_bytes() == before


def test_a_protected_summary_holds_the_label_inside(given: Path) -> None:
    passwords = given / "passwords.toml"
    passwords.write_text("'*' = 'made up'\n", encoding="utf-8")
    passwords.chmod(0o600)
    words = ("--protect", "--password-file", passwords, "--label-from", given / "label.xlsx", *TODAY)
    out = given / "out" / "a.xlsx"
    assert scrt("consolidate", given / "a.xlsx", "--month", "2024-10", "--out", out, *words).status == 0
    assert dict(read_label(unlocked(out.read_bytes(), "made up")).properties) == PROPERTIES


def test_reading_says_which_fault_it_is() -> None:
    with pytest.raises(FileFault, match="This is no Excel"):
        read_label(b"nothing")
    assert read_label(workbook()) == SensitivityLabel(tuple(PROPERTIES.items()))


@pytest.mark.ooxml
@pytest.mark.parametrize("kind", ["xlsx", "docx", "pptx"])
def test_microsofts_validator_finds_nothing(kind: str, tmp_path: Path) -> None:
    plain = {"xlsx": return_bytes(OPEN_SAR), "docx": word(), "pptx": slides()}[kind]
    path = tmp_path / f"a.{kind}"
    path.write_bytes(plain)
    before = ooxml_errors(path)
    path.write_bytes(labelled(plain, read_label(workbook(listed=LISTED))))
    assert ooxml_errors(path) == before
