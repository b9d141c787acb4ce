"""Words of each kind in each surrounding, and which of them are taken for a name: what every cue and weight decides.

`python -m tests.pid.names_in_context > tests/pid/names_in_context.txt` writes it anew. Nobody is meant by any name.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from validators.pid import Confidence, Kind, find_pid

__all__ = ["account"]

NAMES = (
    *("Vihaan", "Yoana", "Crabtree", "Kerrick", "Pearl", "Storey", "Kelso", "April", "Long", "Comfort", "Minehead"),
    *("Quobbe", "Zib", "Quobitis", "Pateint", "Table", "NIA", "Vihaan Crabtree", "Quobbe Kerrick", "V. Quobbe"),
    *("Comfort Quobbe", "Vihaan Long", "CRABTREE, Vihaan", "Vihaan-An", "Kerrick V", "Pearl de Quobbe", "Al Storey"),
)
"""First names and surnames, rare ones, such as are words too, a place, a month, what no list has, and several words."""

SURROUNDINGS = (
    *("The panel read {} today.", "{} it was.", "the panel read {} today", "{}", "THE PANEL READ {} TODAY."),
    # What stands before
    *("The panel heard Mrs {} today.", "The panel heard pc {} today.", "The panel heard PC {} today."),
    *("It was miss {} today.", "It was Dr. {} today.", "The head of it, Sir {}, left."),
    *("Seen by her sister {} today.", "Her sister ({}) was out.", "Her sister: {}.", "Her sister's {} was out."),
    *("The social worker {} today.", "The worker is {} today.", "It is {} today.", "A man called {} today."),
    *("A ward called {} today.", "My name is {} today.", "Name: {}", "Author - {}", "Thanks,\n{}", "Dear {},"),
    *("The panel spoke to {} today.", "The panel rang {} today.", "A letter from {} today.", "The death of {} today."),
    *("They moved to {} today.", "They were with {} today.", "A note for {} today.", "They talked of {} today."),
    *("The DHR {} today.", "They live in {} today.", "They live near {} today.", "The {} of today.", "An {} of today."),
    *(
        "Operation {} today.",
        "They saw St {} today.",
        "Since {} they wait.",
        "The Modern {} today.",
        "The dog {} today.",
    ),
    *(
        "The dog {} today.",
        "Her baby {} today.",
        "Child {} today.",
        "1. {} today",
        "Ward_{} today.",
        "www.{}.example today.",
    ),
    # What stands after
    *("The panel read {} (14) today.", "The panel read {}, aged 14, today.", "It was {} is 14 today."),
    *("It was {} said so.", "It was {} also said so.", "It was {} also was so.", "It was {} is so.", "It was {} can."),
    *(
        "It was {} to chase.",
        "It was {} to table.",
        "It was {} who rang.",
        "It was {}, dob unknown.",
        "It was {} inquest.",
    ),
    *(
        "It was {}'s mother.",
        "It was {}'s bedroom.",
        "It was {}'s Report.",
        "It was {}\u2019s own.",
        "It was {} family.",
    ),
    *("It was {} family.", "It was {} (team manager).", "It was {}, mother of two.", "It was {} was her son."),
    *(
        "It was {}: \u201cNo.\u201d",
        "It was {} Ward today.",
        "It was {}'s School today.",
        "It was {} disease today.",
        "It was {} (2019) today.",
    ),
    *("It was {} et al today.", "It was {} Report today.", "It was {} 2 today.", "It was {} and Willow wards."),
    *("It was {} (a pseudonym).", "The pseudonym {} today.", "It was {} (not her real name)."),
    # With something between, before or beyond
    *("The sister called {} Lodge today.", "Sister called {} Lodge today.", "A house called {} Lodge today."),
    *("They wait {} 2 months now.", "It was {}, A. (2019) today.", "Table and {} it was.", " {} was what they live in"),
    *(
        "It was {} Memorial Hospital today.",
        "It was ({})'s bedroom.",
        "It was \u201c{}\u201d's mother.",
        "The {} family.",
    ),
    # Beside another name
    *("It was {} and Anjali Okoye.", "It was Anjali Okoye, {}.", "Anjali Okoye rang. It was {} Okoye."),
    *("- Anjali Okoye\n- {}\n", "It was table and {}.", "It was Parkinson's, {}.", "The family of {} rang {} today."),
)


def account() -> Iterator[str]:
    """A line for each surrounding: of each name whether it is found (p possible, C certain, ~ in part) or not (.)."""
    for place, name in enumerate(NAMES):
        yield f"# {'.' * place}{name}"
    for surrounding in SURROUNDINGS:
        marks = "".join(_mark(surrounding, name) for name in NAMES)
        small = "".join(_mark(surrounding, name.lower()) for name in NAMES)
        yield f"{marks}  {small}  {surrounding!r}"


def _mark(surrounding: str, name: str) -> str:
    before, _, after = surrounding.rpartition("{}")
    before = before.replace("{}", name)
    start, end = len(before), len(before) + len(name)
    spans = [span for span in find_pid(f"{before}{name}{after}") if span.kind is Kind.NAME]
    spans = [span for span in spans if span.start < end and start < span.end]
    if [(span.start, span.end) for span in spans] != [(start, end)]:
        return "~" if spans else "."
    return "C" if spans[0].confidence is Confidence.CERTAIN else "p"


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in account())
