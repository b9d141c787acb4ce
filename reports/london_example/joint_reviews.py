"""A few joint reviews among the example's records: some within one return, one across two."""

from collections.abc import Mapping, Sequence
from itertools import product

from reports.london_example.records import Row

_TYPES = ("DHR Adult", "SAR Adult")
_NEIGHBOURS = ("QMJ", "QRV")


def link_joint_reviews(returns: Mapping[str, Sequence[Row]]) -> None:
    """Link a DHR with a SAR of the same borough and status in each return, and two SARs of neighbouring ICBs.

    Args:
        returns: ICB code to its records; the cells Linked record of a few are filled in.
    """
    for rows in returns.values():
        homicides, adults = ([row for row in rows if row["Review type"] == kind] for kind in _TYPES)
        for one, other in product(homicides, adults):
            if all(one[column] == other[column] for column in ("Borough or local authority", "Status")):
                one["Linked record"], other["Linked record"] = str(other["Record no."]), str(one["Record no."])
                break
    first, second = (_open_adult(returns[icb]) for icb in _NEIGHBOURS)
    first["Linked record"] = f"{_NEIGHBOURS[1]}/{second['Record no.']}"
    second["Linked record"] = f"{_NEIGHBOURS[0]}/{first['Record no.']}"


def _open_adult(rows: Sequence[Row]) -> Row:
    return next(
        row for row in rows if (row["Review type"], row["Status"], row["Linked record"]) == ("SAR Adult", "Open", None)
    )
