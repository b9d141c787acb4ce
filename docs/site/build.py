"""The site: `python -m docs.site.build FOLDER` makes it, and refuses a link that leads nowhere.

python -m uv run --group docs python -m docs.site.build dist/site
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
_ENTRANCE = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>S-CRT</title>
<meta http-equiv="refresh" content="0; url=README.html"></head>
<body><main><h1>S-CRT</h1><p><a href="README.html">To the first page</a></p></main></body></html>
"""


_FOR_SCREEN_READERS = {
    '<p class="caption" role="heading">': '<p class="caption" role="heading" aria-level="2">',
    '<aside class="sidebar-drawer">': '<aside class="sidebar-drawer" aria-label="All pages">',
    '<aside class="toc-drawer': '<aside aria-label="On this page" class="toc-drawer',
    '<th class="head"><p></p></th>': "<td></td>",
    "<pre>": '<pre tabindex="0">',
}
"""What the theme leaves out: levels and names of landmarks, no empty headers, and code that the keyboard can scroll."""


def build(folder: Path) -> None:
    """Make the site in a folder.

    Raises:
        RuntimeError: a link, an anchor or a picture is not there, or a page is in no chapter; Sphinx's own words.
    """
    words = ("-q", "-W", "--keep-going", "-b", "html", "-d", str(folder.with_name(f"{folder.name}-doctrees")))
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", *words, "-c", str(Path(__file__).parent), str(ROOT), str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr.strip())
    for page in folder.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        for left, put in _FOR_SCREEN_READERS.items():
            text = text.replace(left, put)
        page.write_text(text, encoding="utf-8")
    (folder / "index.html").write_text(_ENTRANCE, encoding="utf-8")


if __name__ == "__main__":
    build(Path(sys.argv[1]))
