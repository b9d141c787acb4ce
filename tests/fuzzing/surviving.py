"""Receive spoilt workbooks one after another and see that each is answered for."""

from __future__ import annotations

import faulthandler
from collections import Counter
from datetime import date
from functools import cache

from reports.receiving import receive
from tests.fuzzing.mutations import spoilt
from tests.workbook_templates.active_workbooks import with_everything
from tests.workbook_templates.reading_workbook import written
from workbook_templates.faults import FileFault
from workbook_templates.reading import read_return

__all__ = ["answered_for", "sound_workbooks", "survived"]

_TODAY = date(2024, 11, 5)
_RECORDS = """
| Record no. | Status | Review type | Date added | Date closed | Theme 1 | Overview |
| 1 | Open | SAR Adult | 2024-03-04 | | Neglect | Seen by the panel, 07700 900123 |
| 2 | closed | DHR Adult | 2024-03-04 | 2024-09-02 | DV | #N/A |
| 3 | Opne | CSPR Child | 1.2.2024 | | | Mr A. Sample of SE1 7EH |
"""  # made up
_HANG = 60


@cache
def sound_workbooks() -> tuple[bytes, ...]:
    """What is spoilt: a return of each kind, as small as may be."""
    return written(_RECORDS), written(_RECORDS, table=False), with_everything(written(_RECORDS))


def answered_for(content: bytes) -> str:
    """Receive a workbook: refused in one sentence, or read with every row accounted for.

    Raises:
        AssertionError: a row went missing, or a refusal is no sentence.
    """
    received = receive("a.xlsx", content, today=_TODAY)
    if received.refusal:
        assert received.refusal[0].isupper()
        assert received.refusal.endswith(".")
        assert "please " in received.refusal.lower()
        assert not received.records
        return "refused"
    try:
        read = read_return(content)
    except FileFault as fault:
        raise AssertionError("read once and refused once") from fault
    assert [record.row for record in received.records] == [row.row for row in read.rows]
    assert not received.crashed, received.crashed
    return "read"


def survived(number: int, seed: int) -> Counter[str]:
    """How many spoilt workbooks were read and how many refused; the first that was neither ends it.

    Raises:
        AssertionError: a workbook was neither; the message says how to make it again.
    """
    counts: Counter[str] = Counter()
    for turn, way, content in spoilt(sound_workbooks(), number=number, seed=seed):
        faulthandler.dump_traceback_later(_HANG, exit=True)
        try:
            counts[answered_for(content)] += 1
        except BaseException as crash:
            if isinstance(crash, KeyboardInterrupt):
                raise
            raise AssertionError(f"workbook {turn} of seed {seed} ({way}): {crash!r}") from crash
        finally:
            faulthandler.cancel_dump_traceback_later()
    return counts
