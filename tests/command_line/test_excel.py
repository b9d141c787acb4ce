"""`scrt excel`: on each system in a made-up home folder."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest

from addin.excel.buttons import return_macros
from addin.excel.ribbon import addin_bytes
from tests.command_line.running import assert_refused, scrt
from tests.excel_strictness import strictness_faults
from tests.ooxml import ooxml_errors
from workbook_templates.template import Macros, template_bytes


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of its own."""
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.delenv("APPDATA", raising=False)
    return tmp_path


def test_build_writes_the_add_in_into_a_folder_that_it_makes(tmp_path: Path) -> None:
    ran = scrt("excel", "build", "--out", tmp_path / "one" / "two")
    assert (ran.status, ran.err) == (0, "")
    assert (tmp_path / "one" / "two" / "scrt.xlam").read_bytes() == addin_bytes()


def test_macros_that_were_signed_go_on_with_their_signature(tmp_path: Path) -> None:
    signed = tmp_path / "signed.xlsm"
    made = return_macros()
    # A made-up signature: Excel would not accept it, but it stands where one stands.
    signed.write_bytes(template_bytes(ready_rows=1, macros=Macros(made.project + bytes(512), made.buttons, b"made up")))
    out = tmp_path / "new.xlsm"
    ran = scrt("template", "new", out, "--icb", "QMF", "--rows", "3", "--signed-vba", signed)
    assert (ran.status, ran.err) == (0, "")
    assert signature_of(out) == b"made up"
    assert part_of(out, "xl/vbaProject.bin") == made.project + bytes(512)
    assert strictness_faults(out.read_bytes()) == []


def test_an_add_in_that_was_signed_is_built_with_its_signature(tmp_path: Path) -> None:
    assert scrt("excel", "build", "--out", tmp_path / "one").status == 0
    signed = as_if_signed(tmp_path / "one" / "scrt.xlam")
    assert scrt("excel", "build", "--out", tmp_path / "two", "--signed-vba", signed).status == 0
    assert signature_of(tmp_path / "two" / "scrt.xlam") == b"made up"
    assert "customUI/customUI14.xml" in zipfile.ZipFile(tmp_path / "two" / "scrt.xlam").namelist()


@pytest.mark.ooxml
def test_microsofts_validator_finds_nothing_in_what_is_signed(tmp_path: Path) -> None:
    assert scrt("excel", "build", "--out", tmp_path).status == 0
    signed = as_if_signed(tmp_path / "scrt.xlam")
    assert scrt("excel", "build", "--out", tmp_path / "two", "--signed-vba", signed).status == 0
    assert ooxml_errors(tmp_path / "two" / "scrt.xlam") == []


@pytest.mark.parametrize(
    ("out", "signed", "sentence"),
    [
        ("new.xlsm", "unsigned.xlsm", "its macros are not signed"),
        ("new.xlsm", "scrt.xlam", "its macros are not those that belong here"),
        ("new.xlsm", "plain.xlsx", "this workbook has no macros"),
        ("new.xlsm", "text.xlsm", "The file is text"),
        ("new.xlsm", "nowhere.xlsm", "there is no such file"),
        ("new.xlsx", "unsigned.xlsm", "only a name in .xlsm carries macros"),
    ],
)
def test_what_is_not_signed_or_not_ours_is_refused(tmp_path: Path, out: str, signed: str, sentence: str) -> None:
    (tmp_path / "unsigned.xlsm").write_bytes(template_bytes(ready_rows=1, macros=return_macros()))
    (tmp_path / "scrt.xlam").write_bytes(addin_bytes())
    (tmp_path / "plain.xlsx").write_bytes(template_bytes(ready_rows=1))
    (tmp_path / "text.xlsm").write_text("Record no.,Status", encoding="utf-8")
    assert_refused(scrt("template", "new", tmp_path / out, "--signed-vba", tmp_path / signed), sentence, "lease")
    assert not (tmp_path / out).exists()


def part_of(path: Path, name: str) -> bytes:
    return zipfile.ZipFile(path).read(name)


def signature_of(path: Path) -> bytes:
    """The signature, found as Excel finds it: by the project's relation to it."""
    related = part_of(path, "xl/_rels/vbaProject.bin.rels").decode()
    assert 'Target="vbaProjectSignature.bin"' in related
    assert 'PartName="/xl/vbaProjectSignature.bin"' in part_of(path, "[Content_Types].xml").decode()
    return part_of(path, "xl/vbaProjectSignature.bin")


def as_if_signed(path: Path) -> Path:
    signed = path.with_name(f"signed {path.name}")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(signed, "w") as target:
        for part in source.infolist():
            target.writestr(part, source.read(part))
        target.writestr("xl/vbaProjectSignature.bin", b"made up")
    return signed


def test_build_into_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    assert_refused(scrt("excel", "build", "--out", tmp_path / "a"), "this is a file", "Please")


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_install_status_and_uninstall(system: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", system)
    assert scrt("excel", "status").status == 1
    tried = scrt("excel", "install", "--dry-run")
    assert (tried.status, list(home.iterdir())) == (0, [])
    assert "scrt.xlam: would be written" in tried.out
    installed = scrt("excel", "install")
    assert (installed.status, installed.err) == (0, "")
    assert "start it again" in installed.out
    assert str(home) not in installed.out
    (settings,) = home.rglob("scrt.conf")
    assert sys.executable in settings.read_text(encoding="ascii")
    assert (scrt("excel", "status").status, scrt("excel", "install").out.count("already")) == (0, 1)
    assert scrt("excel", "uninstall", "--dry-run").out.count("would be removed") == len(installed.out.splitlines()) - 1
    assert scrt("excel", "uninstall").status == 0
    assert list(home.iterdir()) == []
    assert "not installed" in scrt("excel", "uninstall").out


def test_where_there_is_no_excel_it_says_what_it_would_do(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    ran = scrt("excel", "install")
    assert ran.status == 0
    assert "XLSTART/scrt.xlam" in ran.out
    assert "Startup.localized/Excel/scrt.xlam" in ran.out
    assert (scrt("excel", "uninstall").status, scrt("excel", "status").status) == (0, 1)
    assert list(home.iterdir()) == []


def test_a_file_of_somebody_else_is_refused_in_one_line(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    start = home / "AppData/Roaming/Microsoft/Excel/XLSTART"
    start.mkdir(parents=True)
    (start / "scrt.xlam").write_bytes(b"somebody's own")
    assert_refused(scrt("excel", "install"), "scrt.xlam", "please move it away")
