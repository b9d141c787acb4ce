"""Installing in a made-up home folder: everything in its place, and nothing left behind when it is undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from addin.excel.installing import Places, Step, install, installed_files, places_on, uninstall
from addin.excel.ribbon import addin_bytes
from workbook_templates.faults import FileFault

SYSTEMS = ("win32", "darwin")
PYTHON = Path("/made up/python")


def places(system: str, home: Path) -> Places:
    found = places_on(system, home=home)
    assert found is not None
    return found


def everything(home: Path) -> dict[str, bytes | None]:
    """Each file below a folder with its content, and each folder."""
    return {
        path.relative_to(home).as_posix(): path.read_bytes() if path.is_file() else None for path in home.rglob("*")
    }


def done(steps: list[Step]) -> set[str]:
    return {step.done for step in steps}


def test_windows_finds_the_add_in_and_xlwings_the_python(tmp_path: Path) -> None:
    where = places("win32", tmp_path)
    install(where, installed_files(where, PYTHON))
    start = tmp_path / "AppData/Roaming/Microsoft/Excel/XLSTART"
    assert (start / "scrt.xlam").read_bytes() == addin_bytes()
    settings = (tmp_path / ".scrt/scrt.conf").read_bytes()
    assert settings == f'"INTERPRETER_WIN","{PYTHON}"\r\n"ADD_WORKBOOK_TO_PYTHONPATH","False"\r\n'.encode()


def test_a_mac_gets_the_script_that_excel_may_run_too(tmp_path: Path) -> None:
    where = places("darwin", tmp_path)
    install(where, installed_files(where, PYTHON))
    assert b'"INTERPRETER_MAC"' in (tmp_path / "Library/Containers/com.microsoft.Excel/Data/scrt.conf").read_bytes()
    (script,) = (tmp_path / "Library/Application Scripts/com.microsoft.Excel").iterdir()
    assert script.name.startswith("xlwings-")
    assert b"on VbaHandler(" in script.read_bytes()


def test_windows_own_place_for_roaming_files_is_used(tmp_path: Path) -> None:
    where = places_on("win32", home=tmp_path / "home", roaming=tmp_path / "roaming")
    assert where is not None
    assert where.start == tmp_path / "roaming/Microsoft/Excel/XLSTART"


@pytest.mark.parametrize("system", SYSTEMS)
def test_undoing_leaves_nothing_behind_and_takes_nothing_of_others(system: str, tmp_path: Path) -> None:
    where = places(system, tmp_path)
    where.start.mkdir(parents=True)
    (where.start / "PERSONAL.XLSB").write_bytes(b"somebody's own")
    before = everything(tmp_path)
    install(where, installed_files(where, PYTHON))
    install(where, installed_files(where, Path("/another/python")))
    assert done(uninstall(where)) == {"removed"}
    assert everything(tmp_path) == before
    assert uninstall(where) == []


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_dry_run_changes_nothing(system: str, tmp_path: Path) -> None:
    where = places(system, tmp_path)
    files = installed_files(where, PYTHON)
    assert done(install(where, files, dry_run=True)) == {"written"}
    assert everything(tmp_path) == {}
    install(where, files)
    before = everything(tmp_path)
    assert done(uninstall(where, dry_run=True)) == {"removed"}
    assert everything(tmp_path) == before


@pytest.mark.parametrize("system", SYSTEMS)
def test_installing_twice_changes_nothing(system: str, tmp_path: Path) -> None:
    where = places(system, tmp_path)
    files = installed_files(where, PYTHON)
    install(where, files)
    before = everything(tmp_path)
    assert done(install(where, files)) == {"in place"}
    assert everything(tmp_path) == before


def test_what_somebody_else_put_there_stays_and_is_named(tmp_path: Path) -> None:
    where = places("win32", tmp_path)
    where.start.mkdir(parents=True)
    (where.start / "scrt.xlam").write_bytes(b"somebody's own")
    before = everything(tmp_path)
    with pytest.raises(FileFault, match=r"scrt\.xlam: a file of this name is there already, in the folder XLSTART"):
        install(where, installed_files(where, PYTHON))
    assert everything(tmp_path) == before


def test_the_script_of_another_xlwings_stays_when_ours_goes(tmp_path: Path) -> None:
    where = places("darwin", tmp_path)
    files = installed_files(where, PYTHON)
    (script,) = (path for path in files if path.suffix == ".applescript")
    script.parent.mkdir(parents=True)
    script.write_bytes(files[script])
    before = everything(tmp_path)
    install(where, files)
    uninstall(where)
    assert everything(tmp_path) == before


def test_settings_that_were_changed_since_are_kept(tmp_path: Path) -> None:
    where = places("win32", tmp_path)
    install(where, installed_files(where, PYTHON))
    settings = where.settings / "scrt.conf"
    settings.write_bytes(settings.read_bytes() + b'"SHOW CONSOLE","True"\r\n')
    assert any(step.done.startswith("kept") and step.path == settings for step in uninstall(where))
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["scrt.conf"]


def test_what_was_taken_away_by_hand_is_no_fault(tmp_path: Path) -> None:
    where = places("win32", tmp_path)
    install(where, installed_files(where, PYTHON))
    (where.start / "scrt.xlam").unlink()
    assert done(uninstall(where)) == {"removed", "gone already"}
    assert everything(tmp_path) == {}


@pytest.mark.parametrize("receipt", [b"", b"[]", b'{"files": 3}', b'{"files": {}, "folders": 3}'])
def test_a_receipt_that_cannot_be_read_is_told(receipt: bytes, tmp_path: Path) -> None:
    where = places("win32", tmp_path)
    where.settings.mkdir()
    where.receipt.write_bytes(receipt)
    with pytest.raises(FileFault, match="cannot be read: please delete it"):
        uninstall(where)


def test_a_python_whose_path_vba_cannot_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileFault, match="plain letters"):
        installed_files(places("win32", tmp_path), Path("/Ωmega/python"))
