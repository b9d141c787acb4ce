"""The page itself: a folder for any web server, and the same in one file that opens by double click."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from addin.browser.gathering import Gathered, gather
from addin.browser.own_wheel import own_wheel
from workbook_templates.faults import OurFault

__all__ = ["SINGLE_FILE", "Built", "build_page"]

SINGLE_FILE = "scrt-check.html"

_ALWAYS = "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; worker-src blob:"
_WASM = "'wasm-unsafe-eval'"
_FOLDER_POLICY = f"{_ALWAYS} 'self'; connect-src 'self'; script-src 'self' {_WASM}; style-src 'self'"
# The library's own font and pictures lie on somebody else's server; Arial and our own marks stand in.
_FONT_FACE = re.compile(r"@font-face\{[^}]*\}")
_OUTSIDE_PICTURE = re.compile(r"url\(/assets/[^)]*\)")
_SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=[^*]*\*/|^//# sourceMappingURL=.*$", re.MULTILINE)
# Where Pyodide would look for packages that are not there; this page has all it needs.
_PACKAGES_ELSEWHERE = re.compile(r"https://cdn\.jsdelivr\.net/pyodide/[^`\"']*")
_PACKED = (".wasm", ".js")


@dataclass(frozen=True, slots=True)
class _Part:
    name: str
    content: bytes
    is_gzip: bool

    @property
    def integrity(self) -> str:
        return _digest(self.content)

    @property
    def href(self) -> str:
        # Servers on intranets refuse kinds of file that they do not know; every one of them knows .bin.
        return f"parts/{self.name}.bin"


@dataclass(frozen=True, slots=True)
class Built:
    """The page as files.

    Attributes:
        folder: path inside the folder to its content.
        single_file: the content of `scrt-check.html`.
        sizes: part to its bytes, as a visitor loads them.
    """

    folder: Mapping[str, bytes]
    single_file: bytes
    sizes: Mapping[str, int]


def build_page() -> Built:
    """Gather the parts and build both forms of the page.

    Raises:
        FileFault: a part cannot be had, or is not the one that was pinned.
        OurFault: the front end does not compile.
    """
    with tempfile.TemporaryDirectory() as folder:
        gathered = gather(Path(folder))
        wheel, content = own_wheel()
        parts = _parts(gathered, {**gathered.wheels, wheel: content})
        built = hashlib.sha256("".join(part.integrity for part in parts).encode()).hexdigest()[:8]
        scripts = {
            name: _compiled(gathered.front, name, {"CACHE": f"scrt-{built}"}) for name in ("main", "service_worker")
        }
        style = _style(gathered)
        template = (gathered.front / "index.html").read_text(encoding="utf-8")
    edition = {"version": version("scrt"), "built": built}
    script = scripts["main"]
    whole = {
        "index.html": _folder_page(template, edition, parts).encode(),
        "app.js": script.encode(),
        "app.css": style.encode(),
        "service-worker.js": scripts["service_worker"].encode(),
        **{part.href: part.content for part in parts},
    }
    single = _single_page(template, edition, parts, script=script, style=style).encode()
    return Built(whole, single, {name: len(content) for name, content in whole.items()})


def _parts(gathered: Gathered, wheels: Mapping[str, bytes]) -> list[_Part]:
    lock = json.loads((gathered.front / "node_modules" / "pyodide" / "pyodide-lock.json").read_text(encoding="utf-8"))
    worker = _compiled(gathered.front, "worker", {"LOCK_INFO": lock["info"]}, form="iife")
    npm = {Path(name).name: content for name, content in gathered.npm.items()}
    taken = {
        "worker.js": worker.encode(),
        "pyodide.asm.wasm": npm["pyodide.asm.wasm"],
        "python_stdlib.zip": npm["python_stdlib.zip"],
        **wheels,
    }
    return [_part(name, content) for name, content in taken.items()]


def _part(name: str, content: bytes) -> _Part:
    is_gzip = name.endswith(_PACKED)
    return _Part(name, gzip.compress(content, mtime=0) if is_gzip else content, is_gzip)


def _compiled(front: Path, name: str, said: Mapping[str, object], *, form: str = "esm") -> str:
    """One script of the front end, for browsers since 2022."""
    out = front / "out" / f"{name}.js"
    esbuild = front / "node_modules" / ".bin" / "esbuild"
    command = [
        str(esbuild), f"src/{name}.ts", "--bundle", "--minify", f"--format={form}", "--target=es2022",
        "--legal-comments=inline", "--log-level=error", "--log-override:empty-import-meta=silent",
        "--external:node:*", "--external:ws", f"--outfile={out}",
        *(f"--define:{word}={json.dumps(value)}" for word, value in said.items()),
    ]  # fmt: skip
    done = subprocess.run(command, cwd=front, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise OurFault(f"The front end does not compile: {' '.join(done.stderr.split())[:500]}")
    return _SOURCE_MAP.sub("", _PACKAGES_ELSEWHERE.sub("memory://page/", out.read_text(encoding="utf-8")))


def _style(gathered: Gathered) -> str:
    (library,) = (content.decode() for name, content in gathered.npm.items() if name.endswith(".css"))
    own = (gathered.front / "style.css").read_text(encoding="utf-8")
    plain = _OUTSIDE_PICTURE.sub("none", _FONT_FACE.sub("", library))
    return _SOURCE_MAP.sub("", plain) + own


def _folder_page(template: str, edition: Mapping[str, str], parts: Sequence[_Part]) -> str:
    return _filled(
        template,
        policy=_FOLDER_POLICY,
        style='<link rel="stylesheet" href="app.css">',
        edition=_edition(edition, parts, in_page=False),
        parts="",
        script='<script type="module" src="app.js"></script>',
    )


def _single_page(template: str, edition: Mapping[str, str], parts: Sequence[_Part], *, script: str, style: str) -> str:
    # An end of the element inside a script or a style would end it.
    script, style = (text.replace("</", "<\\/") for text in (script, style))
    policy = (
        f"{_ALWAYS}; connect-src 'none'; script-src '{_digest(script.encode())}' {_WASM}; "
        f"style-src '{_digest(style.encode())}'"
    )
    blocks = "".join(
        f'<script type="text/plain" id="part:{part.name}">{base64.b64encode(part.content).decode()}</script>\n'
        for part in parts
    )
    return _filled(
        template,
        policy=policy,
        style=f"<style>{style}</style>",
        edition=_edition(edition, parts, in_page=True),
        parts=blocks,
        script=f'<script type="module">{script}</script>',
    )


def _edition(edition: Mapping[str, str], parts: Sequence[_Part], *, in_page: bool) -> str:
    told = [
        {
            "name": part.name,
            "size": len(part.content),
            "gzip": part.is_gzip,
            "integrity": part.integrity,
            "href": "" if in_page else part.href,
        }
        for part in parts
    ]
    return json.dumps({**edition, "parts": told})


def _filled(template: str, **said: str) -> str:
    for name, text in said.items():
        before, _, after = template.partition(f"{{{name}}}")
        template = before + text + after
    return template


def _digest(content: bytes) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(content).digest()).decode()}"
