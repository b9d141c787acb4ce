"""`CaseReview`: every field of a case review, said once.

Columns, dropdowns and input messages of the template, the reader's headers, the data dictionary and the JSON Schema
are all made from this model.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

from validators.cells import Chosen, ReadingOf, read_day, read_number, read_text
from validators.when import (
    CLOSED,
    CLOSED_DHR,
    CLOSED_FULL_REVIEWS,
    CLOSED_RAPID_REVIEWS,
    EVERY_RECORD,
    NEVER_REQUIRED,
    OPEN,
    OPEN_FULL_REVIEWS,
    PUBLISHED,
    When,
)

__all__ = [
    "COLUMNS",
    "COLUMN_BY_FIELD",
    "COLUMN_BY_HEADER",
    "CONTROLLED_COLUMNS",
    "DATE_COLUMNS",
    "LEARNING_COLUMNS",
    "TEXT_COLUMNS",
    "THEME_COLUMNS",
    "CaseReview",
    "Column",
]


@dataclass(frozen=True, slots=True)
class _Shown:
    """How a field lies on the sheet: outline group, width in characters, which records need it, and what serves too."""

    group: str
    width: int
    required: When = NEVER_REQUIRED
    instead: tuple[str, ...] = ()


# Either reference names the review; a type stands beside the reference that it belongs to.
_SECOND_REFERENCE = ("identifier_reference_2",)

_text = ReadingOf("text", read_text, takes_info=False)
_reference = ReadingOf("reference", read_text, takes_info=False)
_initials = ReadingOf("initials", read_text, takes_info=False)
_link = ReadingOf("link", read_text, takes_info=False)
_record = ReadingOf("record", read_text, takes_info=False)
_day = ReadingOf("date", read_day)
_number = ReadingOf("number", read_number)
# A frozen model is set past its own guard, and a record of a return each time: through the slots that is quickest.
_new = object.__new__
_set_fields_set, _set_extra, _set_private = (
    BaseModel.__dict__[f"__pydantic_{slot}__"].__set__ for slot in ("fields_set", "extra", "private")
)


def _headed(header: str, enter: str) -> Any:
    """A field's header and what to enter (an input message: at most 255 characters, Excel's limit)."""
    return Field(default=None, alias=header, title=header, description=enter)


class CaseReview(BaseModel):
    """One case review as understood: codes for terms, dates for dates, None for an empty cell.

    >>> review = CaseReview.model_validate({"Status": "open", "Theme 1": "DV", "Date added": "12/03/2024"})
    >>> review.status, review.theme_1, review.date_added
    ('Open', 'Domestic Violence', datetime.date(2024, 3, 12))
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, hide_input_in_errors=True, title="Case review"
    )

    record_no: Annotated[str | None, _record, _Shown("Identify", 8, EVERY_RECORD)] = _headed(
        "Record no.",
        "The number of this record in this workbook. It is filled in already: keep it, because findings "
        "and changes follow it.",
    )
    icb: Annotated[str | None, Chosen("icbs"), _Shown("Identify", 7)] = _headed(
        "ICB",
        "The code of the ICB that holds the review, for example QMF. Leave it empty to use the ICB on "
        "the sheet Your ICB.",
    )
    local_authority: Annotated[str | None, Chosen("local_authorities"), _Shown("Identify", 16, EVERY_RECORD)] = _headed(
        "Borough or local authority",
        "The borough or local authority in which the review lies.",
    )
    board: Annotated[str | None, Chosen("boards"), _Shown("Identify", 24, EVERY_RECORD)] = _headed(
        "Partnership or board",
        "Who commissioned the review: safeguarding adults board (SAR), safeguarding children partnership "
        "(CSPR, rapid review) or community safety partnership (DHR).",
    )
    status: Annotated[str | None, Chosen("statuses"), _Shown("Identify", 9, EVERY_RECORD)] = _headed(
        "Status",
        "Open: from the formal commissioning of the review. Closed: report completed, signed off, and "
        "published or under embargo.",
    )
    stage: Annotated[str | None, Chosen("stages"), _Shown("Identify", 12, OPEN)] = _headed(
        "Stage",
        "Where the review stands. Slippage is seen by stage.",
    )
    review_type: Annotated[str | None, Chosen("review_types"), _Shown("Identify", 14, EVERY_RECORD)] = _headed(
        "Review type",
        "The type of review. A rapid review that became a full review: overwrite the type with the one "
        "marked - Converted.",
    )
    identifier_type_1: Annotated[
        str | None, Chosen("identifier_types"), _Shown("Identify", 9, EVERY_RECORD, _SECOND_REFERENCE)
    ] = _headed(
        "Identifier type 1",
        "What kind of reference follows: StEIS, LFPSE, Local, Home Office, National Panel or Other.",
    )
    identifier_reference_1: Annotated[
        str | None, _reference, _Shown("Identify", 13, EVERY_RECORD, _SECOND_REFERENCE)
    ] = _headed(
        "Identifier reference 1",
        "The reference itself, for example 2021/12345 for StEIS. Never an NHS number.",
    )
    identifier_type_2: Annotated[str | None, Chosen("identifier_types"), _Shown("Identify", 13)] = _headed(
        "Identifier type 2",
        "A second kind of reference, if there is one.",
    )
    identifier_reference_2: Annotated[str | None, _reference, _Shown("Identify", 18)] = _headed(
        "Identifier reference 2",
        "The second reference itself. Never an NHS number.",
    )
    incident_date: Annotated[date | None, _day, _Shown("Dates", 13, EVERY_RECORD)] = _headed(
        "Incident date",
        "The date of the incident or death. Only the month is known: type it in words, for example July 2020.",
    )
    date_referred: Annotated[date | None, _day, _Shown("Dates", 13)] = _headed(
        "Date referred or notified",
        "When the case was referred to the board, or the serious incident was notified.",
    )
    date_added: Annotated[date | None, _day, _Shown("Dates", 13, EVERY_RECORD)] = _headed(
        "Date added",
        "The day on which this record is entered. Monthly totals count the record from this day.",
    )
    date_commissioned: Annotated[date | None, _day, _Shown("Dates", 13, OPEN_FULL_REVIEWS)] = _headed(
        "Date commissioned",
        "When the partnership or board formally commissioned the review. The review is open from this day.",
    )
    date_signed_off: Annotated[date | None, _day, _Shown("Dates", 13, CLOSED_FULL_REVIEWS)] = _headed(
        "Date signed off",
        "When the chair of the review or panel signed the report off.",
    )
    date_closed: Annotated[date | None, _day, _Shown("Dates", 13, CLOSED)] = _headed(
        "Date closed",
        "When the review was closed. Leave it empty while the review is open.",
    )
    publication_status: Annotated[
        str | None, Chosen("publication_statuses"), _Shown("Dates", 18, CLOSED_FULL_REVIEWS)
    ] = _headed(
        "Publication status",
        "Whether the report is, or will be, published. A closed review is Published, Embargoed or Not for publication.",
    )
    date_published: Annotated[date | None, _day, _Shown("Dates", 13, PUBLISHED)] = _headed(
        "Date published",
        "When the report was published.",
    )
    link_to_report: Annotated[str | None, _link, _Shown("Dates", 26, PUBLISHED)] = _headed(
        "Link to report",
        "The web address of the published report, beginning with https://. Leave it empty for an embargoed report.",
    )
    designated_professional: Annotated[str | None, _initials, _Shown("Story", 13, EVERY_RECORD)] = _headed(
        "Designated professional",
        "Initials only, two to four letters (AB), or two pairs (AB/CD). Never a name.",
    )
    overview: Annotated[str | None, _text, _Shown("Story", 60, EVERY_RECORD)] = _headed(
        "Overview",
        "What happened, in a few sentences without any personal detail: no names, dates of birth, "
        "addresses or NHS numbers. Use a pseudonym such as Child A or Adult B.",
    )
    theme_1: Annotated[str | None, Chosen("themes"), _Shown("Themes", 22, EVERY_RECORD, ("theme_2", "theme_3"))] = (
        _headed(
            "Theme 1",
            "The main abuse or vulnerability theme. None of these is an answer too: then say why in Comments.",
        )
    )
    theme_2: Annotated[str | None, Chosen("themes"), _Shown("Themes", 22)] = _headed(
        "Theme 2",
        "A second theme, if there is one. Do not repeat a theme.",
    )
    theme_3: Annotated[str | None, Chosen("themes"), _Shown("Themes", 22)] = _headed(
        "Theme 3",
        "A third theme, if there is one. Do not repeat a theme.",
    )
    progress_update: Annotated[str | None, _text, _Shown("Story", 50, OPEN)] = _headed(
        "Progress update",
        "What has happened since the last update, without any personal detail.",
    )
    progress_updated_on: Annotated[date | None, _day, _Shown("Story", 13, OPEN)] = _headed(
        "Progress updated on",
        "When the progress was last updated. Update it at least every 90 days while the review is open.",
    )
    media_interest: Annotated[str | None, Chosen("media_interest"), _Shown("Story", 15, EVERY_RECORD)] = _headed(
        "Media interest",
        "How likely it is that the media take an interest: Unlikely, Possible, Likely or Already reported.",
    )
    rapid_review_outcome: Annotated[
        str | None, Chosen("rapid_review_outcomes"), _Shown("Closing", 18, CLOSED_RAPID_REVIEWS)
    ] = _headed(
        "Rapid review outcome",
        "What the rapid review led to: no further review, or a CSPR, SAR, DHR or other review.",
    )
    outcome_date: Annotated[date | None, _day, _Shown("Closing", 13, CLOSED_RAPID_REVIEWS)] = _headed(
        "Outcome date",
        "When the outcome of the rapid review was decided.",
    )
    lessons: Annotated[str | None, _text, _Shown("Closing", 60, CLOSED)] = _headed(
        "Lessons and recommendations",
        "What was learned and recommended, without any personal detail.",
    )
    learning_1: Annotated[
        str | None, Chosen("learning"), _Shown("Themes", 28, CLOSED, ("learning_2", "learning_3"))
    ] = _headed(
        "Learning 1",
        "The main organisational learning. None of these is an answer too: then say why in Comments.",
    )
    learning_2: Annotated[str | None, Chosen("learning"), _Shown("Themes", 28)] = _headed(
        "Learning 2",
        "A second term of organisational learning, if there is one. Do not repeat a term.",
    )
    learning_3: Annotated[str | None, Chosen("learning"), _Shown("Themes", 28)] = _headed(
        "Learning 3",
        "A third term of organisational learning, if there is one. Do not repeat a term.",
    )
    health_recommendations: Annotated[int | None, _number, _Shown("Closing", 16, CLOSED_DHR)] = _headed(
        "Health recommendations",
        "DHR only: the number of recommendations for health. 0 is an answer.",
    )
    health_recommendations_verified: Annotated[int | None, _number, _Shown("Closing", 16, CLOSED_DHR)] = _headed(
        "Health recommendations verified",
        "DHR only: how many of them the ICB has verified as done. 0 is an answer.",
    )
    verified_by: Annotated[str | None, _initials, _Shown("Closing", 11)] = _headed(
        "Verified by",
        "DHR only: initials of who verified, two to four letters. Never a name.",
    )
    verified_on: Annotated[date | None, _day, _Shown("Closing", 13)] = _headed(
        "Verified on",
        "DHR only: when they were verified.",
    )
    linked_record: Annotated[str | None, _reference, _Shown("Closing", 16)] = _headed(
        "Linked record",
        "The record of a joint review: its Record no. here, or CODE/number in another ICB, for example "
        "QKK/12 or QKK/Adults/12.",
    )
    comments: Annotated[str | None, _text, _Shown("Closing", 40)] = _headed(
        "Comments",
        "Anything else, without any personal detail: the type of another statutory review, why no theme "
        "fits, when to look at an embargo again.",
    )
    origin: Annotated[str | None, _reference, _Shown("Closing", 16)] = _headed(
        "Origin",
        "Leave it empty. Merging and upgrading write here where the record began, for example QMJ/Adults/12.",
    )

    @classmethod
    def of_values(cls, values: Iterable[object]) -> CaseReview:
        """A record of values that the model has read one by one, of all fields in order: they are not read again."""
        review = _new(cls)
        review.__dict__.update(zip(_FIELDS, values, strict=False))
        _set_fields_set(review, set())
        _set_extra(review, None)
        _set_private(review, None)
        return review


# Asked of the class itself, the fields are looked up anew for each record.
_FIELDS = tuple(CaseReview.model_fields)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the `cases` table, as read from the model.

    Attributes:
        field: name of the field in `CaseReview`.
        header: the column's header in a workbook.
        kind: text, term, date, number, reference, initials, link or record.
        enter: what to enter, in words.
        vocabulary: name of the vocabulary it is chosen from, or None.
        group: outline group on the sheet.
        width: in characters.
        required: the records that need it.
        instead: fields any of which serves as well, where this one is empty.
    """

    field: str
    header: str
    kind: str
    enter: str
    vocabulary: str | None
    group: str
    width: int
    required: When
    instead: tuple[str, ...] = ()


def _column(name: str, info: FieldInfo) -> Column:
    chosen = next((item for item in info.metadata if isinstance(item, Chosen)), None)
    reading = next((item for item in info.metadata if isinstance(item, ReadingOf)), None)
    shown = next(item for item in info.metadata if isinstance(item, _Shown))
    return Column(
        field=name,
        header=str(info.alias),
        kind=reading.kind if reading else "term",
        enter=str(info.description),
        vocabulary=chosen.vocabulary if chosen else None,
        group=shown.group,
        width=shown.width,
        required=shown.required,
        instead=shown.instead,
    )


COLUMNS = tuple(_column(name, info) for name, info in CaseReview.model_fields.items())
"""The columns of the `cases` table, in order."""

COLUMN_BY_FIELD = {column.field: column for column in COLUMNS}
COLUMN_BY_HEADER = {column.header: column for column in COLUMNS}
CONTROLLED_COLUMNS = tuple(column for column in COLUMNS if column.vocabulary)
DATE_COLUMNS = tuple(column for column in COLUMNS if column.kind == "date")
TEXT_COLUMNS = tuple(column for column in COLUMNS if column.kind == "text")
THEME_COLUMNS = tuple(column for column in COLUMNS if column.vocabulary == "themes")
LEARNING_COLUMNS = tuple(column for column in COLUMNS if column.vocabulary == "learning")
