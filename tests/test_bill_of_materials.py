"""The bill of materials names every package with its version and licence, and every file with its hash."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.programs import missing

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def bill() -> Any:
    if find_spec("cyclonedx") is None:
        missing("PyPI's cyclonedx-python-lib, from the group bill,")
    from docs.bill_of_materials import bill_text

    return json.loads(bill_text())


def test_it_is_a_cyclonedx_document_of_this_version(bill: Any) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    own = bill["metadata"]["component"]
    assert (own["name"], own["version"], own["licenses"]) == ("scrt", project["version"], [{"license": {"id": "MIT"}}])


def test_it_names_every_package_that_is_asked_for_and_each_at_its_pin_with_its_licence(bill: Any) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = [one for extra in project["project"]["optional-dependencies"].values() for one in extra]
    direct = [*project["project"]["dependencies"], *extras]
    pinned = {
        re.sub(r"[-_.]+", "-", name).lower(): version
        for name, _, version in (
            one.partition("==") for one in (*direct, *project["tool"]["uv"]["constraint-dependencies"])
        )
    }
    packages = {one["name"]: one for one in bill["components"] if one["type"] == "library"}
    assert {one.partition("==")[0] for one in direct} - packages.keys() == set()
    assert {name: one["version"] for name, one in packages.items()} == {name: pinned[name] for name in packages}
    assert {"numpy", "cryptography", "pywin32", "tornado"} <= packages.keys()
    assert [name for name, one in packages.items() if not one.get("licenses")] == []
    assert "address" not in json.dumps(packages)


def test_it_says_what_needs_what(bill: Any) -> None:
    needs = {one["ref"]: set(one.get("dependsOn", ())) for one in bill["dependencies"]}
    assert {"pypi-pandas", "pypi-pydantic"} <= needs["scrt"]
    assert "pypi-numpy" in needs["pypi-pandas"]
    assert set().union(*needs.values()) <= needs.keys()


def test_it_holds_the_hash_of_every_file(bill: Any) -> None:
    files = {one["name"]: one["hashes"] for one in bill["metadata"]["component"]["components"]}
    rule = "validators/rules/required.py"
    right = hashlib.sha256((ROOT / rule).read_bytes()).hexdigest()
    assert files[rule] == [{"alg": "SHA-256", "content": right}]
    assert "validators/vocabularies/data/themes.csv" in files
    parts = [one for one in bill["components"] if one["type"] == "file"]
    assert any(one["name"].startswith("page/pyodide") and one["hashes"] for one in parts)


def test_it_names_no_registry_and_no_path_of_this_machine(bill: Any) -> None:
    text = json.dumps(bill)
    assert str(ROOT) not in text
    assert not re.search(r"https?://(?!cyclonedx\.org|www\.|github\.com/CycloneDX|pypi\.org/project/cyclonedx)", text)
