"""How Sphinx makes the site of the pages that the repository holds; nothing in it is fetched from elsewhere."""

from __future__ import annotations

from importlib.metadata import version as version_of
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "S-CRT"
author = "S-CRT"
version = release = version_of("scrt")
language = "en_GB"
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
root_doc = "README"
include_patterns = [
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs/*.md",
    "benchmarks/README.md",
    "addin/*/README.md",
    "addin/thorough/model/README.md",
]
myst_heading_anchors = 3
# A page that nothing leads to, and a link that leads nowhere, are errors: the site is built with -W.
suppress_warnings: list[str] = ["myst.header"]
html_theme = "furo"
html_title = "S-CRT"
html_show_sphinx = False
html_show_copyright = False
html_copy_source = False
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#003087", "color-brand-content": "#005eb8"},
    "dark_css_variables": {"color-brand-primary": "#b3cdee", "color-brand-content": "#b3cdee"},
}
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-high-contrast-dark"

CONTENTS = {
    "Begin here": [
        "docs/README",
        "docs/guide-designates",
        "docs/guide-quality-leads",
        "docs/guide-regional-leads",
        "docs/install",
    ],
    "The workbook": [
        "docs/template",
        "docs/data-dictionary",
        "docs/vocabularies",
        "docs/import",
        "docs/excel",
        "docs/browser",
    ],
    "What may stand in it": ["docs/data-dictionary", "docs/vocabularies"],
    "The check": ["docs/rules", "docs/checklist-settings", "docs/pid", "docs/messages"],
    "The region": ["docs/region", "docs/summary", "docs/feedback", "docs/reconcile", "docs/deck", "docs/report"],
    "For IT": ["docs/information-governance", "docs/safety", "docs/scale", "docs/dependencies", "docs/json"],
    "The project": [
        "ARCHITECTURE",
        "CONTRIBUTING",
        "CHANGELOG",
        "benchmarks/README",
        "addin/one_folder/README",
        "addin/thorough/model/README",
    ],
}
"""The pages by chapter, as they stand at the side."""


def _others() -> list[str]:
    """Pages that no chapter names yet."""
    named = {page for pages in CONTENTS.values() for page in pages}
    return sorted({f"docs/{path.stem}" for path in Path(__file__).parents[1].glob("*.md")} - named)


def _with_contents(_: Sphinx, name: str, text: list[str]) -> None:
    """Give the first page the chapters, which the same page as a file of the repository does not need."""
    if name == root_doc:
        for chapter, pages in {**CONTENTS, "More": _others()}.items():
            listed = "\n".join(f"/{page}" for page in pages)
            text[0] += f"\n```{{toctree}}\n:hidden:\n:caption: {chapter}\n\n{listed}\n```\n"


def setup(app: Sphinx) -> None:
    """Take part in the build."""
    app.connect("source-read", _with_contents)
