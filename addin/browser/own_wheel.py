"""This package as a wheel: what is installed here goes into the page unchanged."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from importlib.metadata import version
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

__all__ = ["own_wheel"]

_PACKAGES = ("addin", "reports", "validators", "workbook_templates")
# The model needs compiled code that a page has not, and the front end is compiled on its own.
_LEFT_OUT = ("addin/thorough/model/", "addin/browser/front/")
_SOME_TIME = (2024, 1, 1, 0, 0, 0)


def own_wheel() -> tuple[str, bytes]:
    """The wheel's name and its content; the same files make the same bytes."""
    own = version("scrt")
    about = f"scrt-{own}.dist-info"
    tags = "Wheel-Version: 1.0\nGenerator: scrt\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as wheel:
        for name, file in (
            *_files(),
            (f"{about}/METADATA", f"Metadata-Version: 2.1\nName: scrt\nVersion: {own}\n".encode()),
            (f"{about}/WHEEL", tags.encode()),
            (f"{about}/RECORD", b""),
        ):
            member = zipfile.ZipInfo(name, _SOME_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            wheel.writestr(member, file, compresslevel=9)
    return f"scrt-{own}-py3-none-any.whl", content.getvalue()


def _files() -> Iterator[tuple[str, bytes]]:
    for package in _PACKAGES:
        folder = _folder_of(package)
        for path in sorted(folder.rglob("*")):
            name = f"{package}/{path.relative_to(folder).as_posix()}"
            if path.is_file() and path.parent.name != "__pycache__" and not name.startswith(_LEFT_OUT):
                yield name, path.read_bytes()


def _folder_of(package: str) -> Path:
    found = find_spec(package)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(package)
    return Path(found.origin).parent
