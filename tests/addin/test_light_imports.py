"""A check by button starts a new interpreter: our modules import little, and work without what xlwings may use."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from tests.addin.faulty_return import faulty_return
from tests.addin.remote_workbook import RemoteWorkbook

ROOT = Path(__file__).parents[2]
_BLOCKED = """
import sys
from importlib.abc import MetaPathFinder

class Blocked(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {heavy!r}:
            raise ImportError(name)

sys.meta_path.insert(0, Blocked())
from addin import macros
import addin.libreoffice.engine
print(sorted({heavy!r} & {{name.partition(".")[0] for name in sys.modules}}), len(macros.__all__))
"""
HEAVY = {"pandas", "numpy", "PIL", "xlsxwriter", "openpyxl", "typer", "rich", "matplotlib", "polars"}


def run(program: str) -> str:
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_macros_need_nothing_heavy() -> None:
    assert run(_BLOCKED.format(heavy=HEAVY)).startswith("[] ")


_CHECK = """
import json
import xlwings
said = macros.check_quality(xlwings.Book(json=json.load(open({payload!r}))))
print(said)
print(sorted({heavy!r} & {{name.partition(".")[0] for name in sys.modules}}))
"""


def test_a_check_needs_nothing_heavy_from_reading_to_writing(tmp_path: Path) -> None:
    payload = tmp_path / "workbook.json"
    payload.write_text(json.dumps(RemoteWorkbook(faulty_return()).payload()), encoding="utf-8")
    _, said, imported = run((_BLOCKED + _CHECK).format(heavy=HEAVY, payload=str(payload))).splitlines()
    assert said.startswith("Checked on")
    assert "12 records" in said
    assert imported == "[]"


# What a check by button is made of: nothing else is to be had where this test runs it.
_NEEDED = (
    *("pydantic", "pydantic_core", "annotated_types", "typing_extensions", "typing_inspection", "python_calamine"),
    *("xlwings", "stdnum", "phonenumbers"),
)
_ALONE = """
import sys
sys.path[:] = [path for path in sys.path if "site-packages" not in path and "dist-packages" not in path]
sys.path += [{packages!r}, {root!r}]
import importlib.util
print(importlib.util.find_spec("pandas"), importlib.util.find_spec("xlwings").origin.startswith({packages!r}))
from addin import macros
"""


def test_a_check_runs_where_only_what_it_needs_is_installed(tmp_path: Path) -> None:
    packages = tmp_path / "packages"
    packages.mkdir()
    for name in _NEEDED:
        found = find_spec(name)
        assert found is not None
        assert found.origin is not None
        origin = Path(found.origin)
        place = origin.parent if found.submodule_search_locations else origin
        (packages / place.name).symlink_to(place)
    payload = tmp_path / "workbook.json"
    payload.write_text(json.dumps(RemoteWorkbook(faulty_return()).payload()), encoding="utf-8")
    alone = _ALONE.format(packages=str(packages), root=str(ROOT))
    program = alone + _CHECK.format(payload=str(payload), heavy=HEAVY)
    # Neither the environment's own packages nor the user's: -S and -E, from a folder with nothing in it.
    done = subprocess.run(
        [sys.executable, "-S", "-E", "-s", "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    where, said, imported = done.stdout.splitlines()
    assert where == "None True"
    assert "12 records" in said
    assert imported == "[]"


def test_what_is_imported_is_xlwings_own_doing() -> None:
    program = "import sys; import {}; print(sorted({!r} & {{name.partition('.')[0] for name in sys.modules}}))"
    assert run(program.format("addin.macros", HEAVY)) == run(program.format("xlwings", HEAVY))


def test_a_press_in_libreoffice_imports_nothing_that_it_has_no_use_for() -> None:
    program = """
import sys
import addin.libreoffice.__main__
from importlib.util import find_spec
print(sorted({heavy!r} & {{name.partition(".")[0] for name in sys.modules}}), find_spec("pandas").name)
"""
    assert run(program.format(heavy=HEAVY)) == "[] pandas"
