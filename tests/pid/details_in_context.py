"""Numbers, dates and codes in each surrounding, and what they are taken for: what every label and form decides.

`python -m tests.pid.details_in_context > tests/pid/details_in_context.txt` writes it anew. All of them are made up, or
kept for examples: NHS numbers of the range 999, phone numbers that Ofcom keeps for drama, marks not yet issued,
postcodes as guides show them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence

from validators.pid import Confidence, Kind, Span, find_pid, find_pid_in_identifier

__all__ = ["account"]

DETAILS = (
    *("999 000 0018", "9990000018", "999-000-0018", "999 000 0019", "07700 900123", "07700900123", "0161 496 0018"),
    *("+44 7700 900123", "00447700900123", "44 7700 900123", "(0161) 496 0018", "0161-496-0018", "07700 900123 ext 4"),
    *("0 7 7 0 0 9 0 0 1 2 3", "7700 900123", "07000 123456", "496 0018", "+1 202 555 0143", "001 202 555 0143"),
    *("12/03/2009", "12.3.09", "12 March 2009", "March 12, 2009", "2009-03-12", "120309", "12 March", "31/02/2009"),
    *("EC1A 1BB", "ec1a 1bb", "ec1a1bb", "AA1 1AA", "EC1A", "AB 12 34 56 C", "AB123456C", "ab123456c", "AB123456"),
    *("BD27 KLM", "BD27KLM", "bd27 klm", "A123 BCD", "ABC 123D", "1234 AB", "a.person@example.org", "@made_up"),
    *("12 Larkmead Road", "Flat 3B, Quillan House", "4-6 tansy gardens", "Larkmead Road", "flat 4 osier court"),
    *("987654321", "A123456", "1234567", "4821"),
    *("12345678", "12-34-56", "2024/101", "ZE27C00283", "T20271234", "made_up9", "FD27P00123", "AB1234567"),
)
SURROUNDINGS = (
    *("{}", "The panel read {} today.", "the panel read x{} and (today)", "The panel read {}x today.", "No. {}, {}"),
    *("NHS number: {}", "nhs no {} or {}", "Tel: {}", "Rang on {} and {}.", "mobile ({})", "Fax {}", "phone no. is {}"),
    *("DOB {}", "Date of birth: {} and {}", "She was born on {}", "{} (DOB)", "Dates of birth {}, {}", "Birthday: {}"),
    *("D.o.b. was recorded as {} not {}", "Her birthday is on {}", "Born: {} or {}", "aged 15 ({})", "b. {}"),
    *("Postcode {}", "They live at {} now", "Moved from {} to {}", "Address: {}", "NI number {}", "N.I. no: {}"),
    *("National Insurance {}", "car reg {}", "A blue car, {} and {}", "Vehicle {}", "number plate {}", "e-mail {}"),
    *("Passport no. {}", "Hospital number {}", "EMIS ID: {}", "Driving licence {}", "sort code {}", "account {}"),
    *("PC {}", "warrant no. {}", "snapchat: {}", "Court case number {}", "UPN {}", "Prison number: {}", "card {}"),
    *("Crime ref {}", "CAD {}", "Datix {}", "StEIS {}", "LFPSE ref: {}", "Invoice {}", "page {}", "\u00a3{}", "s. {}"),
    *("Her sister {} today.", "Mrs Khan, {}", "{}: Tel", "{} NHS", "see {}-{}", "{}/{}", "www.example.org/{}"),
)
_LETTERS = {
    Kind.NAME: "M", Kind.DATE_OF_BIRTH: "D", Kind.NHS_NUMBER: "N", Kind.ADDRESS: "A", Kind.POSTCODE: "P",
    Kind.PHONE: "T", Kind.EMAIL: "E", Kind.NI_NUMBER: "I", Kind.VEHICLE: "V", Kind.OTHER: "O",
}  # fmt: skip


def account() -> Iterator[str]:
    """A line for each surrounding: what each detail is taken for in free text, and in an identifier.

    The letter of its kind, small where it is possible only; "~" where another stretch of the text is taken for
    something, and "." where nothing is. Where a surrounding holds the detail twice, the second is told.
    """
    yield f"# {', '.join(f'{letter} {kind}' for kind, letter in _LETTERS.items())}"
    for place, detail in enumerate(DETAILS):
        yield f"# {'.' * place}{detail}"
    for surrounding in SURROUNDINGS:
        free, identifier = (
            "".join(_mark(find, surrounding, detail) for detail in DETAILS)
            for find in (find_pid, find_pid_in_identifier)
        )
        yield f"{free}  {identifier}  {surrounding!r}"


def _mark(find: Callable[[str], Sequence[Span]], surrounding: str, detail: str) -> str:
    before, _, after = surrounding.rpartition("{}")
    before = before.replace("{}", detail)
    start, end = len(before), len(before) + len(detail)
    spans = [span for span in find(f"{before}{detail}{after}") if span.start < end and start < span.end]
    if [(span.start, span.end) for span in spans] != [(start, end)]:
        return "~" if spans else "."
    letter = _LETTERS[spans[0].kind]
    return letter if spans[0].confidence is Confidence.CERTAIN else letter.lower()


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in account())
