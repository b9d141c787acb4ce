"""What the example assumes about themes: at which ages they occur, which are alike, which go together."""

from collections.abc import Iterable
from functools import cache
from itertools import combinations

from validators.vocabularies import vocabulary

BABY, CHILD, TEENAGER, ADULT, OLDER_ADULT = "baby", "child", "teenager", "adult", "older adult"
LIFE_STAGES = (BABY, CHILD, TEENAGER, ADULT, OLDER_ADULT)
CHILD_STAGES = (BABY, CHILD, TEENAGER)
ADULT_STAGES = (ADULT, OLDER_ADULT)

STAGES_OF_THEME: dict[str, tuple[str, ...]] = {
    "ACEs": (CHILD, TEENAGER, ADULT),
    "County Lines": (TEENAGER,),
    "Criminal Exploitation": (TEENAGER, ADULT),
    "CSA": (CHILD, TEENAGER),
    "CSE": (TEENAGER,),
    "Death by NAI": (BABY,),
    "Domestic Violence": ADULT_STAGES,
    "Financial Abuse": ADULT_STAGES,
    "Forced Marriage": (TEENAGER, ADULT),
    "Hunger": (CHILD, TEENAGER),
    "LAC": CHILD_STAGES,
    "Lack of Capacity": ADULT_STAGES,
    "Modern Slavery": (TEENAGER, ADULT),
    "NAI": (BABY,),
    "Organised Crime Groups": (TEENAGER, ADULT),
    "Pressure Ulcer": ADULT_STAGES,
    "Self Neglect": ADULT_STAGES,
    "SEND": (CHILD, TEENAGER),
    "Sexual Abuse": (CHILD, TEENAGER, ADULT),
    "Sexual Exploitation Adults": (ADULT,),
    "Suicide": (TEENAGER, ADULT, OLDER_ADULT),
    "Trafficked": (TEENAGER, ADULT),
    "UASC": (TEENAGER,),
}
"""Themes that the example does not use at every age. Any other may also be a parent's or a carer's."""

_COMPANIONS = frozenset(
    frozenset(pair)
    for pair in (
        ("Mental Health", "Suicide"),
        ("Mental Health", "Substance Misuse"),
        ("Mental Health", "ACEs"),
        ("Mental Health", "Domestic Abuse"),
        ("Domestic Abuse", "Substance Misuse"),
        ("Domestic Violence", "Mental Health"),
        ("Domestic Violence", "Substance Misuse"),
        ("Domestic Abuse", "NAI"),
        ("Domestic Abuse", "Physical Abuse"),
        ("Criminal Exploitation", "LAC"),
        ("Criminal Exploitation", "SEND"),
        ("County Lines", "LAC"),
        ("CSE", "LAC"),
        ("UASC", "LAC"),
        ("UASC", "Trafficked"),
        ("Self Neglect", "Lack of Engagement"),
        ("Self Neglect", "Lack of Capacity"),
        ("Neglect", "Lack of Engagement"),
        ("Neglect", "Substance Misuse"),
        ("Neglect", "SEND"),
        ("Neglect", "Lack of Capacity"),
        ("Pressure Ulcer", "Lack of Capacity"),
        ("Homelessness", "Substance Misuse"),
        ("Modern Slavery", "Homelessness"),
    )
)


@cache
def _group_of(theme: str) -> str:
    return vocabulary("themes")[theme].details["theme_group"]


def stages_shared(themes: Iterable[str], stages: Iterable[str]) -> tuple[str, ...]:
    """Return those of the life stages at which every one of the themes occurs.

    >>> stages_shared(["ACEs", "Mental Health"], CHILD_STAGES)
    ('child', 'teenager')
    """
    wanted = [STAGES_OF_THEME.get(theme, LIFE_STAGES) for theme in themes]
    return tuple(stage for stage in stages if all(stage in some for some in wanted))


def near_duplicates(themes: Iterable[str]) -> int:
    """Count the pairs of themes that are the same or of one theme group, which one record should not hold.

    >>> near_duplicates(["Neglect", "Hunger", "LAC"])
    1
    """
    return sum(_group_of(first) == _group_of(second) for first, second in combinations(themes, 2))


def companions(themes: Iterable[str]) -> int:
    """Count the pairs of themes that reviews often name together: chance alone would look like noise.

    >>> companions(["Suicide", "Mental Health"])
    1
    """
    return sum(frozenset(pair) in _COMPANIONS for pair in combinations(themes, 2))
