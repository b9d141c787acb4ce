"""scrubadub with all its detectors for the United Kingdom that need no download; it has none for names without one."""

from __future__ import annotations

import scrubadub
from pid_timed import Spans, answer
from scrubadub.detectors.date_of_birth import DateOfBirthDetector

_KINDS = {
    "email": "email",
    "phone": "phone",
    "postalcode": "postcode",
    "national_insurance_number": "ni_number",
    "drivers_licence": "other",
    "vehicle_licence_plate": "vehicle",
    "date_of_birth": "date_of_birth",
    "twitter": "other",
}
_SCRUBBER = scrubadub.Scrubber(locale="en_GB")
_SCRUBBER.add_detector(DateOfBirthDetector(locale="en_GB", require_context=True))


def find(text: str) -> Spans:
    """The spans of a text."""
    return [(f.beg, f.end, _KINDS.get(f.type, "other"), "certain") for f in _SCRUBBER.iter_filth(text)]


answer(find)
