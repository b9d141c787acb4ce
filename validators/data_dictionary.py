"""The fields of a case review as a page of documentation and as a JSON Schema, both made from the model."""

from __future__ import annotations

import json
import sys

from validators.case_review import COLUMNS, CaseReview, Column
from validators.when import NEVER_REQUIRED

__all__ = ["dictionary_page", "json_schema"]

_INTRODUCTION = """\
# Data dictionary

Every column of the table `cases`, in order, as the model `CaseReview` says it. What the lists hold:
[vocabularies.md](vocabularies.md). The same as a JSON Schema: [case-review.schema.json](case-review.schema.json)."""

_KINDS = {
    "term": "a term of {vocabulary}",
    "date": "a date",
    "number": "a whole number of 0 or more",
    "initials": "initials",
    "link": "a web address",
    "record": "a record number",
    "reference": "a reference",
    "text": "text",
}


def dictionary_page() -> str:
    """Write the page, in Markdown.

    >>> dictionary_page().splitlines()[0]
    '# Data dictionary'
    """
    heading = ("| Column | Field | Holds | Needed for | What to enter |", "|---|---|---|---|---|")
    return "\n".join((_INTRODUCTION, "", *heading, *map(_line, COLUMNS))) + "\n"


def _line(column: Column) -> str:
    holds = _KINDS[column.kind].format(vocabulary=f"`{column.vocabulary}`")
    needed = "" if column.required is NEVER_REQUIRED else column.required.label
    return f"| {column.header} | `{column.field}` | {holds} | {needed} | {column.enter} |"


def json_schema() -> str:
    """The JSON Schema of one case review, its properties named by the columns' headers."""
    schema = CaseReview.model_json_schema(by_alias=True)
    # The docstring's example is for readers of the code.
    schema["description"] = schema["description"].partition("\n")[0]
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    # Bytes, so that the file is the same on every machine.
    sys.stdout.buffer.write((json_schema() if "--schema" in sys.argv else dictionary_page()).encode())
