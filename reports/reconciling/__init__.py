"""An extract of the national tracker against the returns, record by record."""

from reports.reconciling.differences import Difference, differences_of
from reports.reconciling.pairing import Pair, Reconciled, Unpaired, reconcile
from reports.reconciling.sides import SideRecord, records_of_extract, records_of_return

__all__ = [
    "Difference",
    "Pair",
    "Reconciled",
    "SideRecord",
    "Unpaired",
    "differences_of",
    "reconcile",
    "records_of_extract",
    "records_of_return",
]
