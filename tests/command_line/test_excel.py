"""`scrt excel`: on each system in a made-up home folder."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from addin.excel.ribbon import addin_bytes
from tests.command_line.running import assert_refused, scrt


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
