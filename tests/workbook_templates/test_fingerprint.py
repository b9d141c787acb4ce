"""The fingerprint is the builder's: taken anew it says the same, and every known version has one."""

from __future__ import annotations

from workbook_templates.layout import KNOWN_TEMPLATE_VERSIONS
from workbook_templates.reading.drift.fingerprint import fingerprint_for
from workbook_templates.template.fingerprint import FINGERPRINT_FILE, taken


def test_the_fingerprint_is_that_of_the_template_as_it_is_built() -> None:
    is_current = FINGERPRINT_FILE.read_text(encoding="utf-8") == taken()
    assert is_current, (
        "The template has changed. If a template of this version was ever given to anybody, please give it a new "
        "TEMPLATE_VERSION in workbook_templates/layout.py; then run python -m workbook_templates.template.fingerprint"
    )


def test_every_known_version_has_its_fingerprint() -> None:
    assert {fingerprint_for(version, None).template for version in KNOWN_TEMPLATE_VERSIONS} == KNOWN_TEMPLATE_VERSIONS
