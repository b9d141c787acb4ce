"""The reviews as a column of the frame of cases: of very many, each is made when a table comes to it."""

from __future__ import annotations

import builtins
from collections.abc import Iterator, Sequence
from itertools import compress
from operator import attrgetter, itemgetter
from typing import Any, Self

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray, ExtensionDtype

from reports.receiving import AnyRecord
from reports.shelf import are_too_many
from validators.case_review import CaseReview

__all__ = ["review_column"]

_Records = Sequence[tuple[str, AnyRecord]]


def review_column(records: _Records) -> pd.Series[Any]:
    """The reviews of some records, as a column that is gone through from its beginning.

    Args:
        records: the ICB code that each is counted under, and the record.
    """
    if are_too_many(len(records)):
        return pd.Series(_MadeReviews(records, np.arange(len(records), dtype=np.int32)))
    return pd.Series([record.review for _, record in records], dtype=object)


class _ReviewKind(ExtensionDtype):
    name = "review"
    type = CaseReview

    @classmethod
    def construct_array_type(cls) -> builtins.type[_MadeReviews]:
        return _MadeReviews


class _MadeReviews(ExtensionArray):
    """Reviews of records that are made anew each time: the least that pandas asks of a column that is only read.

    Args:
        records: all of the month.
        places: of those that this column holds.
    """

    def __init__(self, records: _Records, places: np.ndarray[Any, Any]) -> None:
        self._records = records
        self._places = places

    @property
    def dtype(self) -> _ReviewKind:
        return _ReviewKind()

    @property
    def nbytes(self) -> int:
        return self._places.nbytes

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[CaseReview]:
        records: Any = self._records
        if len(self._places) < len(self._records):
            if np.any(np.diff(self._places) <= 0):
                return (self._records[place][1].review for place in self._places)
            # Those that are chosen stand in their order, and it is quicker to come by all.
            is_chosen = np.zeros(len(self._records), dtype=bool)
            is_chosen[self._places] = True
            records = compress(records, is_chosen.tobytes())
        return map(attrgetter("review"), map(itemgetter(1), records))

    def __getitem__(self, item: Any) -> Any:
        places = self._places[item]
        return self._records[places][1].review if np.ndim(places) == 0 else type(self)(self._records, places)

    def take(self, indices: Any, *, allow_fill: bool = False, fill_value: Any = None) -> Self:
        """The reviews of some places; there is none for a place that is missing."""
        if allow_fill and np.any(np.asarray(indices) < 0):
            raise ValueError("A review is never made up.")
        return type(self)(self._records, self._places[np.asarray(indices)])

    def isna(self) -> np.ndarray[Any, Any]:
        """No review is missing."""
        return np.zeros(len(self), dtype=bool)

    def copy(self) -> Self:
        """The same: nothing in it can be changed."""
        return type(self)(self._records, self._places)
