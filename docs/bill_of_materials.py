"""The bill of materials: what S-CRT is made of, with versions, licences and hashes, as a CycloneDX document.

python -m uv run --group bill python -m docs.bill_of_materials > dist/sbom.json
"""

from __future__ import annotations

import hashlib
import sys
import tomllib
from collections.abc import Mapping
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from addin.browser.gathering import pinned_parts

ROOT = Path(__file__).parents[1]
ROOMS = ("addin", "reports", "workbook_templates", "validators")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

_PINNED = {
    canonicalize_name(name): version
    for name, _, version in (one.partition("==") for one in PROJECT["tool"]["uv"]["constraint-dependencies"])
}
_SYSTEMS = (("linux", "Linux"), ("win32", "Windows"), ("darwin", "Darwin"))
_PYTHONS = ("3.11", "3.12", "3.13", "3.14")

# Of packages that other systems need, which are not installed here to be asked.
_ELSEWHERE = {
    "appscript": "Public Domain",
    "colorama": "BSD-3-Clause",
    "pywin32": "PSF-2.0",
    "pywin32-ctypes": "BSD-3-Clause",
    "tzdata": "Apache-2.0",
}
_WRITTEN_AS = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD": "BSD License",
    "BSD 3-clause": "BSD-3-Clause",
    "Dual License": "Apache-2.0 OR BSD-3-Clause",
    "ISC License": "ISC",
    "LGPL": "LGPL-2.1-or-later",
    "MIT License": "MIT",
}
"""What packages call their licence, as SPDX does."""


def _wanted(requirement: Requirement, extras: frozenset[str]) -> bool:
    """Whether a package is needed on any system and Python that we run on."""
    if requirement.marker is None:
        return True
    return any(
        requirement.marker.evaluate(
            {
                "extra": extra,
                "sys_platform": system,
                "platform_system": name,
                "python_version": python,
                "python_full_version": f"{python}.0",
            }
        )
        for extra in extras | {""}
        for system, name in _SYSTEMS
        for python in _PYTHONS
    )


def dependencies() -> Mapping[str, set[str]]:
    """Every package that the program or one of its extras needs, on any system, and what each needs itself."""
    extras = [one for extra in PROJECT["project"]["optional-dependencies"].values() for one in extra]
    waiting = [Requirement(one) for one in (*PROJECT["project"]["dependencies"], *extras)]
    seen: set[tuple[str, frozenset[str]]] = set()
    found: dict[str, set[str]] = {}
    while waiting:
        one = waiting.pop()
        name = canonicalize_name(one.name)
        if (name, frozenset(one.extras)) in seen:
            continue
        seen.add((name, frozenset(one.extras)))
        needs = [need for need in map(Requirement, _requires(name)) if _wanted(need, frozenset(one.extras))]
        found.setdefault(name, set()).update(canonicalize_name(need.name) for need in needs)
        waiting += needs
    return found


def _installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _requires(name: str) -> list[str]:
    package = _installed(name)
    return list(package.requires or ()) if package else []


def _licence(name: str) -> str:
    """The licence that a package states: as SPDX writes it, where that is known."""
    package = _installed(name)
    if package is None:
        return _ELSEWHERE[name]
    about = package.metadata
    classified = [
        line.rpartition(" :: ")[2] for line in about.get_all("Classifier") or () if line.startswith("License ::")
    ]
    stated = about.get("License-Expression") or about.get("License") or " OR ".join(classified)
    return _WRITTEN_AS.get(stated, stated)


def _package(name: str) -> Component:
    package = _installed(name)
    version = package.version if package else _PINNED[name]
    return Component(
        name=name,
        version=version,
        type=ComponentType.LIBRARY,
        bom_ref=f"pypi-{name}",
        purl=PackageURL("pypi", None, name, version),
        licenses=[LicenseFactory().make_from_string(_licence(name))],
    )


def _file(name: str, sha256: str) -> Component:
    hashes = [HashType(alg=HashAlgorithm.SHA_256, content=sha256)]
    return Component(name=name, type=ComponentType.FILE, bom_ref=f"file-{name}", hashes=hashes)


def _own_files() -> list[Component]:
    """Every file that a wheel carries, with its hash."""
    paths = (path for room in ROOMS for path in sorted((ROOT / room).rglob("*")))
    return [
        _file(path.relative_to(ROOT).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest())
        for path in paths
        if path.is_file() and "__pycache__" not in path.parts
    ]


def bill() -> Bom:
    """The bill: the program with its files, what it needs, and the parts of the web page at their pinned hashes."""
    about = PROJECT["project"]
    own = Component(
        name=about["name"],
        version=about["version"],
        type=ComponentType.APPLICATION,
        bom_ref="scrt",
        licenses=[LicenseFactory().make_from_string(about["license"])],
        components=_own_files(),
    )
    needed = dependencies()
    packages = {name: _package(name) for name in sorted(needed)}
    parts = [_file(f"page/{part.file}", part.sha256) for group in pinned_parts() for part in group]
    made = Bom(components=[*packages.values(), *parts])
    made.metadata.component = own
    direct = {canonicalize_name(Requirement(one).name) for one in about["dependencies"]}
    made.register_dependency(own, [packages[name] for name in sorted(direct)])
    for name, needs in needed.items():
        made.register_dependency(packages[name], [packages[need] for need in sorted(needs)])
    return made


def bill_text() -> str:
    """The bill as CycloneDX 1.6, the same text for the same program but for its time and serial number."""
    return str(make_outputter(bill(), OutputFormat.JSON, SchemaVersion.V1_6).output_as_string(indent=1))


if __name__ == "__main__":
    sys.stdout.write(f"{bill_text()}\n")
