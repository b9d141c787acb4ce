"""The same work on each file, done by an engine that runs already on many machines: Dask distributed."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as TookTooLong
from functools import partial
from importlib.metadata import version
from itertools import islice
from typing import Any, TypeVar

from addin.command_line.asked import asked_text
from addin.command_line.console import FaultSaid
from addin.command_line.cores import Lost, guarded
from validators.messages import command_line as messages

__all__ = ["on_cluster"]

_Item = TypeVar("_Item")
_Answer = TypeVar("_Answer")

# So many files for each thread are on their way: enough that none waits, few enough that memory does not grow.
_ON_THE_WAY = 3
_SECONDS_TO_CONNECT = 15
# A file waits for its turn behind others, and goes to another worker when one is lost.
_PATIENCE = 600


def on_cluster(work: Callable[[_Item], _Answer], items: Iterable[_Item], *, address: str) -> Iterator[_Answer | Lost]:
    """Do `work` on each item at a cluster and yield the answers in the order of the items.

    A file whose worker is lost goes to another one; one that every worker is lost over costs itself alone.

    Args:
        work: a function that the workers can import, or a partial of one.
        items: what it is done on; they travel to the workers.
        address: of the scheduler, such as tcp://10.0.0.5:8786.

    Raises:
        FaultSaid: no scheduler answers there, or its workers do not have this program in this version.
    """
    with _connected(address) as client:
        threads = sum(client.nthreads().values())
        executor = client.get_executor(pure=False)
        upcoming = iter(items)
        under_way = deque(
            executor.submit(guarded, work, item) for item in islice(upcoming, max(1, threads) * _ON_THE_WAY)
        )
        while under_way:
            answer = _answer(under_way.popleft())
            under_way.extend(executor.submit(guarded, work, item) for item in islice(upcoming, 1))
            yield answer


def _answer(future: Future[Any]) -> Any:
    from distributed import KilledWorker

    try:
        return future.result(timeout=_PATIENCE)
    except (KilledWorker, CancelledError):
        return Lost(messages.WORKERS_ENDED())
    except TookTooLong:
        future.cancel()
        return Lost(messages.CLUSTER_SILENT(minutes=_PATIENCE // 60))


def _connected(address: str) -> Any:
    try:
        import distributed
    except ImportError:
        raise FaultSaid(messages.NO_DASK()) from None
    # It tells of workers that come and go; what becomes of a file is told in one line of ours.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    connect: Any = distributed.Client
    try:
        client = connect(address, timeout=_SECONDS_TO_CONNECT, set_as_default=False)
    except (OSError, ValueError, TimeoutError):
        raise FaultSaid(messages.NO_SCHEDULER(address=asked_text(address))) from None
    try:
        _refuse_other_versions(client)
    except FaultSaid:
        client.close()
        raise
    return client


def _refuse_other_versions(client: Any) -> None:
    own = version("scrt")
    try:
        others = set(client.run(partial(version, "scrt")).values())
    except Exception as refused:
        raise FaultSaid(messages.WORKERS_CANNOT_RUN(kind=type(refused).__name__, version=own)) from None
    if not others:
        raise FaultSaid(messages.NO_WORKERS())
    if others != {own}:
        raise FaultSaid(messages.OTHER_VERSION(version=own))
