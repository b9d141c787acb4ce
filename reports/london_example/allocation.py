"""How published totals are spread over review groups, and the mentions of a group over its records.

The published summary gives 34 theme counts for the region and only the first ranks of each review group. Two
steps turn them into themes on records:

1. `spread` splits the count of each term over the review groups by the invented shares below (largest remainder)
   and then moves single mentions from group to group, always the move that mends most, until every group has
   exactly the published first ranks, ties included, and between one and three mentions a record.
2. `deal` hands the mentions of a group to its records and swaps pairs of them until no record holds a term twice
   (or themes that are near-duplicates, or that no one age fits), with a liking for themes that occur together.

For learning the deck prints ranks and no counts: the counts below are invented outright, and `spread` then
merely confirms that they give the published ranks.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from reports.london_example.figures import Ranks

GROUPS = ("CSPR", "SAR", "DHR", "Rapid Review", "Not Stated")
MOST_MENTIONS = 3

Counts = dict[str, dict[str, int]]
"""Review group, then term, to its number of mentions."""

# In the order of GROUPS. A zero keeps a theme out of a group: CSA, CSE, LAC, UASC and NAI belong to children,
# pressure ulcers and the sexual exploitation of adults to adults.
THEME_SHARES: dict[str, tuple[int, int, int, int, int]] = {
    "ACEs": (10, 2, 1, 6, 0),
    "County Lines": (1, 0, 0, 3, 0),
    "Criminal Exploitation": (6, 2, 0, 11, 0),
    "CSA": (1, 0, 0, 1, 0),
    "CSE": (1, 0, 0, 1, 0),
    "Death by NAI": (1, 0, 0, 1, 0),
    "DOLS": (0, 1, 0, 0, 0),
    "Domestic Abuse": (3, 3, 10, 4, 1),
    "Domestic Violence": (0, 0, 19, 0, 1),
    "Financial Abuse": (0, 2, 1, 0, 0),
    "FGM": (1, 0, 0, 1, 0),
    "Forced Marriage": (0, 0, 1, 0, 0),
    "Hunger": (0, 0, 0, 1, 0),
    "Homelessness": (2, 12, 1, 3, 0),
    "Honour Based Violence": (0, 0, 1, 0, 0),
    "Lack of Capacity": (0, 19, 0, 0, 1),
    "LAC": (14, 0, 0, 5, 0),
    "Lack of Engagement": (4, 6, 2, 8, 1),
    "Mental Health": (5, 8, 4, 4, 1),
    "Modern Slavery": (0, 1, 0, 1, 0),
    "NAI": (1, 0, 0, 2, 0),
    "Neglect": (5, 7, 0, 8, 1),
    "Non Engagement": (4, 8, 3, 4, 0),
    "Organised Crime Groups": (1, 1, 0, 3, 0),
    "Physical Abuse": (4, 5, 4, 6, 0),
    "Pressure Ulcer": (0, 1, 0, 0, 0),
    "Self Neglect": (0, 19, 0, 0, 1),
    "SEND": (8, 0, 0, 9, 0),
    "Sexual Abuse": (5, 5, 2, 7, 0),
    "Sexual Exploitation Adults": (0, 3, 1, 0, 0),
    "Substance Misuse": (3, 9, 5, 3, 1),
    "Suicide": (4, 5, 6, 4, 1),
    "Trafficked": (1, 0, 0, 1, 0),
    "UASC": (1, 0, 0, 2, 0),
}

# In the order of GROUPS: mentions on closed reviews, all of them invented.
LEARNING_MENTIONS: dict[str, tuple[int, int, int, int, int]] = {
    "Case Monitoring": (2, 5, 1, 4, 0),
    "Communication": (8, 17, 7, 16, 2),
    "Data Collection": (1, 2, 0, 1, 0),
    "Early Intervention": (5, 4, 1, 9, 1),
    "Equality and Diversity": (11, 3, 2, 5, 0),
    "Escalation": (3, 21, 1, 6, 0),
    "Information and Guidance": (2, 6, 2, 4, 0),
    "Lack of engagement with agencies": (4, 9, 2, 17, 0),
    "Language/Cultural barriers": (4, 3, 3, 5, 0),
    "MAPPA": (0, 2, 2, 0, 0),
    "Organisational Learning": (2, 21, 2, 4, 1),
    "Partnership": (4, 9, 2, 7, 0),
    "Pathway Development": (10, 18, 1, 4, 0),
    "Policy and Procedure": (3, 9, 3, 6, 1),
    "Professional Challenge": (4, 7, 1, 8, 0),
    "Professional Curiosity": (9, 26, 10, 20, 2),
    "Research Review & Escalation": (1, 2, 1, 1, 0),
    "Raising Public Awareness - DAV": (0, 0, 8, 0, 1),
    "Service Development": (2, 6, 1, 3, 0),
    "Sharing Information": (11, 15, 5, 24, 2),
    "Supervision": (3, 5, 1, 6, 0),
    "Training & Practice Development": (4, 13, 12, 8, 1),
}


def largest_remainder(total: int, shares: Sequence[int]) -> list[int]:
    """Split a whole number by shares into whole numbers that add up to it.

    >>> largest_remainder(7, (3, 0, 2))
    [4, 0, 3]
    """
    whole = [total * share // sum(shares) for share in shares]
    remainders = [total * share % sum(shares) for share in shares]
    by_remainder = sorted(range(len(shares)), key=lambda place: -remainders[place])
    for place in by_remainder[: total - sum(whole)]:
        whole[place] += 1
    return whole


def strain(counts: Mapping[str, int], *, ranks: Ranks, size: int) -> int:
    """Return by how many mentions a group is off its published ranks and its number of records; 0 is right.

    Args:
        counts: Mentions by term.
        ranks: The first ranks that the group must have; every other term must stand below the last of them.
        size: Records in the group: each needs one mention at least, may hold three, and no term twice.

    >>> strain({"Neglect": 4, "LAC": 4, "SEND": 1}, ranks=(("Neglect",), ("LAC",)), size=9)
    1
    """
    listed = [[counts[term] for term in rank] for rank in ranks]
    off = sum(max(tied) - min(tied) for tied in listed)
    off += sum(max(0, max(lower) - min(upper) + 1) for upper, lower in pairwise(listed))
    if listed:
        named = {term for rank in ranks for term in rank}
        floor = min(listed[-1])
        off += sum(max(0, count - floor + 1) for term, count in counts.items() if term not in named)
    mentions = sum(counts.values())
    off += max(0, size - mentions) + max(0, mentions - MOST_MENTIONS * size)
    return off + sum(max(0, count - size) for count in counts.values())


def spread(
    totals: Mapping[str, int],
    *,
    shares: Mapping[str, Sequence[int]],
    sizes: Mapping[str, int],
    top: Mapping[str, Ranks],
) -> Counts:
    """Spread the total of each term over the review groups so that each group has its published ranks.

    Args:
        totals: Mentions of each term in all.
        shares: For each term its share in each of GROUPS; a zero keeps the term out of the group.
        sizes: Records of each group.
        top: The first ranks of each group; a group that is absent may have any.

    Raises:
        RuntimeError: No single move brings the groups nearer to their ranks, so the shares must change.

    >>> counts = spread({"Neglect": 4}, shares={"Neglect": (1, 0, 0, 3, 0)}, top={},
    ...                 sizes={"CSPR": 1, "SAR": 0, "DHR": 0, "Rapid Review": 3, "Not Stated": 0})
    >>> counts["Rapid Review"]
    {'Neglect': 3}
    """
    split = {term: largest_remainder(total, shares[term]) for term, total in totals.items()}
    counts: Counts = {group: {term: split[term][place] for term in totals} for place, group in enumerate(GROUPS)}

    def strain_of(group: str, term: str = "", change: int = 0) -> int:
        changed = counts[group] | {term: counts[group][term] + change} if term else counts[group]
        return strain(changed, ranks=top.get(group, ()), size=sizes[group])

    while any((before := {group: strain_of(group) for group in GROUPS}).values()):
        moves: list[tuple[int, str, str, str]] = [(0, "", "", "")]
        for term in totals:
            homes = [group for group, share in zip(GROUPS, shares[term], strict=True) if share]
            less = {group: before[group] - strain_of(group, term, -1) for group in homes if counts[group][term]}
            more = {group: before[group] - strain_of(group, term, +1) for group in homes}
            moves += [
                (less[giver] + more[taker], term, giver, taker) for giver in less for taker in more if giver != taker
            ]
        gain, term, giver, taker = max(moves, key=lambda move: move[0])
        if gain <= 0:
            raise RuntimeError("The published ranks cannot be reached from these shares by single moves.")
        counts[giver][term] -= 1
        counts[taker][term] += 1
    return counts


def hand_sizes(records: int, mentions: int) -> list[int]:
    """Return how many mentions each record of a group holds: one, two or three, most of them few.

    >>> hand_sizes(4, 7)
    [2, 2, 2, 1]
    >>> hand_sizes(4, 8)
    [3, 2, 2, 1]
    """
    further = mentions - records
    threes = max(further // 4, further - records)
    twos = further - 2 * threes
    return [3] * threes + [2] * twos + [1] * (records - threes - twos)


def deal(
    mentions: Mapping[str, int],
    *,
    records: int,
    worth: Callable[[int, Sequence[str]], int],
    rng: random.Random,
    passes: int = 4,
) -> list[list[str]]:
    """Hand the mentions of one group to its records.

    Args:
        mentions: Mentions of each term.
        records: How many records share them; each gets between one and three.
        worth: What a record (its place) thinks of the terms it holds: negative if it must not hold them
            together, else the higher the likelier. Two terms are swapped when both records' worth is no less.
        rng: The source of chance.
        passes: How often every mention is offered for a swap, at least: more would make every pair a likely one.

    Raises:
        RuntimeError: Some record still holds what it must not after many passes.
    """
    pack = [term for term, count in mentions.items() for _ in range(count)]
    rng.shuffle(pack)
    sizes = hand_sizes(records, len(pack))
    rng.shuffle(sizes)
    hands: list[list[str]] = []
    for size in sizes:
        hands.append(pack[:size])
        pack = pack[size:]
    seats = [(place, seat) for place, hand in enumerate(hands) for seat in range(len(hand))]
    for turn in range(50 * passes):
        if turn >= passes and all(worth(place, hand) >= 0 for place, hand in enumerate(hands)):
            return hands
        for place, seat in seats:
            if turn < passes or worth(place, hands[place]) < 0:
                _swap_if_better(hands, (place, seat), rng.choice(seats), worth)
    raise RuntimeError("The mentions of a review group cannot be dealt to its records.")


def _swap_if_better(
    hands: list[list[str]],
    one: tuple[int, int],
    other: tuple[int, int],
    worth: Callable[[int, Sequence[str]], int],
) -> None:
    if one[0] == other[0]:
        return
    first, second = list(hands[one[0]]), list(hands[other[0]])
    first[one[1]], second[other[1]] = second[other[1]], first[one[1]]
    before = worth(one[0], hands[one[0]]) + worth(other[0], hands[other[0]])
    if worth(one[0], first) + worth(other[0], second) >= before:
        hands[one[0]], hands[other[0]] = first, second
