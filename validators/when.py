"""To which records a requirement or a rule applies: by status, review type, publication, filled-in columns."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from validators.vocabularies import vocabulary

if TYPE_CHECKING:
    from validators.case_review import CaseReview

__all__ = [
    "ADULT_REVIEWS",
    "CHILD_REVIEWS",
    "CLOSED",
    "CLOSED_DHR",
    "CLOSED_FULL_REVIEWS",
    "CLOSED_RAPID_REVIEWS",
    "CONVERTED",
    "DHR",
    "DHR_CHILD",
    "EMBARGOED",
    "EVERY_RECORD",
    "FULL_REVIEWS",
    "NEVER_REQUIRED",
    "NOT_A_DHR",
    "NOT_RAPID_NOR_CONVERTED",
    "NOT_STATED",
    "OPEN",
    "OPEN_FULL_REVIEWS",
    "OPEN_RAPID_REVIEWS",
    "PUBLISHED",
    "VERIFIED",
    "Profile",
    "When",
    "types_of",
]

NOT_STATED = "Not Stated"
"""The answer that stands for a review type nobody has filled in."""


def types_of(*groups: str) -> frozenset[str]:
    """The review types of some review groups.

    >>> sorted(types_of("SAR"))
    ['SAR Adult', 'SAR Adult - Converted']
    """
    return frozenset(term.code for term in vocabulary("review_types") if term.details["review_group"] in groups)


def _types_with(detail: str, value: str) -> frozenset[str]:
    return frozenset(term.code for term in vocabulary("review_types") if term.details[detail] == value)


class Profile(NamedTuple):
    """The three facts of a record that decide which requirements hold for it; None where not known."""

    status: str | None
    review_type: str | None
    publication_status: str | None

    @classmethod
    def of(cls, review: CaseReview, *, unread: Container[str] = ()) -> Profile:
        """The profile of a record; a type of Not Stated is not known.

        An empty publication status is known: nobody says that the report is published or embargoed. One that cannot
        be read (its header is in `unread`) is not.
        """
        stated = None if review.review_type == NOT_STATED else review.review_type
        published = review.publication_status
        if published is None and "Publication status" not in unread:
            published = ""
        return cls(review.status, stated, published)


@dataclass(frozen=True, slots=True)
class When:
    """A set of records, said once and used by the model, the rules and the template.

    Attributes:
        label: how people are told, for example "closed records".
        statuses, types, publications: codes that qualify; None for any.
        filled: fields of which at least one must be filled in; empty for no such condition.
    """

    label: str
    statuses: frozenset[str] | None = None
    types: frozenset[str] | None = None
    publications: frozenset[str] | None = None
    filled: tuple[str, ...] = ()

    def excludes(self, profile: Profile) -> bool:
        """Whether what is known of the record already puts it outside (`filled` apart)."""
        return any(value is not None and value not in codes for _, value, codes in self._conditions(profile))

    def unknown(self, profile: Profile) -> tuple[str, ...]:
        """The empty fields without which nobody can say whether the record belongs."""
        return tuple(name for name, value, _ in self._conditions(profile) if value is None)

    def _conditions(self, profile: Profile) -> Iterator[tuple[str, str | None, frozenset[str]]]:
        for name, value, codes in zip(
            Profile._fields, profile, (self.statuses, self.types, self.publications), strict=True
        ):
            if codes is not None:
                yield name, value, codes


_FULL = types_of("SAR", "CSPR", "DHR")
_ALL = frozenset(vocabulary("review_types").codes)
_CONVERTED = _types_with("converted", "yes")

EVERY_RECORD = When("every record")
NEVER_REQUIRED = When("never required", types=frozenset())
OPEN = When("open records", statuses=frozenset({"Open"}))
CLOSED = When("closed records", statuses=frozenset({"Closed"}))
FULL_REVIEWS = When("SAR, CSPR and DHR", types=_FULL)
OPEN_FULL_REVIEWS = When("open SAR, CSPR and DHR", statuses=frozenset({"Open"}), types=_FULL)
CLOSED_FULL_REVIEWS = When(
    "closed records that are not rapid reviews", statuses=frozenset({"Closed"}), types=_ALL - {"Rapid Review"}
)
CLOSED_RAPID_REVIEWS = When("closed rapid reviews", statuses=frozenset({"Closed"}), types=types_of("Rapid Review"))
CONVERTED = When("converted reviews", types=_CONVERTED)
NOT_RAPID_NOR_CONVERTED = When(
    "reviews that are neither rapid nor converted", types=_ALL - _CONVERTED - {"Rapid Review"}
)
DHR = When("DHR", types=types_of("DHR"))
CLOSED_DHR = When("closed DHR", statuses=frozenset({"Closed"}), types=types_of("DHR"))
NOT_A_DHR = When("reviews that are not a DHR", types=_ALL - types_of("DHR"))
DHR_CHILD = When("DHR Child", types=frozenset({"DHR Child", "DHR Child - Converted"}))
ADULT_REVIEWS = When("adult reviews", types=_types_with("people", "adult"))
CHILD_REVIEWS = When("child reviews and rapid reviews", types=_types_with("people", "child"))
PUBLISHED = When("published reviews", publications=frozenset({"Published"}))
EMBARGOED = When("embargoed reviews", publications=frozenset({"Embargoed"}))
OPEN_RAPID_REVIEWS = When("open rapid reviews", statuses=frozenset({"Open"}), types=types_of("Rapid Review"))
LINKED = When("records with a link to a report", filled=("link_to_report",))
OPEN_SIGNED_OFF = When("open records with a day of sign-off", statuses=frozenset({"Open"}), filled=("date_signed_off",))
VERIFIED = When(
    "records with verified health recommendations",
    filled=("health_recommendations_verified", "verified_by", "verified_on"),
)
