"""A file that hangs, crashes, kills its process or fills the memory costs itself alone, and is told in one line."""

from __future__ import annotations

import os
import re
import signal
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from multiprocessing.process import current_process
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from addin.command_line import workers
from addin.command_line.console import FaultSaid
from addin.command_line.cores import spread
from addin.command_line.workers import in_workers


def crashes() -> None:
    raise KeyError("a text that no message may hold")


def concerns_all() -> None:
    raise FaultSaid("The model is not installed.")


def is_busy() -> None:
    while True:
        pass


class TooLarge(str):
    """An answer that there is no memory to hand over."""

    def __reduce__(self) -> Any:
        raise MemoryError


DOES: Mapping[str, Callable[[], object]] = {
    "exits": lambda: os._exit(3),
    "is killed": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "is stopped": lambda: os.kill(os.getpid(), signal.SIGSTOP),
    "sleeps": lambda: time.sleep(60),
    "waits a while": lambda: time.sleep(1.5),
    "is busy": is_busy,
    "never comes back from compiled code": lambda: re.match(r"(a+)+$", "a" * 60 + "b"),
    "fills the memory": lambda: "x" * (3 << 30),
    "crashes": crashes,
    "is refused for all": concerns_all,
}


def work(item: str) -> str:
    """What each item asks for; runs in another process."""
    if item in DOES:
        DOES[item]()
    if item == "too large":
        return TooLarge()
    if item.endswith(".done"):
        while not Path(item).exists():
            time.sleep(0.01)
    return item.upper()


def answers(*items: str, jobs: int = 2, seconds: float = 30) -> list[str]:
    given: dict[str, Callable[..., Any]] = {"seconds": lambda _: seconds, "lost": lambda item, why: f"{item}: {why}"}
    return list(spread(work, items, jobs=jobs, **given))


@pytest.mark.parametrize("jobs", [0, 2])
def test_answers_come_in_the_order_of_the_items(jobs: int) -> None:
    assert answers(*"abcdefgh", jobs=jobs) == [*"ABCDEFGH"]


def test_a_folder_for_temporary_files_may_have_a_long_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / ("long" * 20)
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    # Python keeps where it put its own files once.
    monkeypatch.delitem(current_process()._config, "tempdir", raising=False)  # type: ignore[attr-defined]
    assert answers(*"abcd") == [*"ABCD"]


@pytest.mark.skipif(os.name == "nt", reason="Windows begins each process anew")
def test_the_process_that_begins_the_others_may_end_at_any_time() -> None:
    from multiprocessing.forkserver import _forkserver

    def end(pid: int) -> None:
        time.sleep(0.3)
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)

    def items() -> Iterator[str]:
        for item in ("is killed", "a", "is killed", "b"):
            if pid := _forkserver._forkserver_pid:  # type: ignore[attr-defined]
                # Stopped first, so that it is still there to be asked, and is gone when it should answer.
                os.kill(pid, signal.SIGSTOP)
                Thread(target=end, args=(pid,)).start()
            yield item

    given: dict[str, Callable[..., Any]] = {"seconds": lambda _: 30, "meanwhile": tuple}
    answered = list(in_workers(work, items(), jobs=1, **given))
    assert [answered[1], answered[3]] == ["A", "B"]


def test_an_answer_that_is_too_large_costs_its_own_item() -> None:
    first, second, third = answers("a", "too large", "b")
    assert (first, third) == ("A", "B")
    assert second.startswith("too large: ")
    assert "memory" in second


def test_while_the_first_is_worked_on_few_of_the_others_wait_in_memory(tmp_path: Path) -> None:
    done, begun = tmp_path / "first.done", list[int]()

    def items() -> Iterator[str]:
        for number, item in enumerate((str(done), *"abcdefghijklmnopqrst")):
            begun.append(number)
            yield item

    def let_go() -> None:
        # Until nothing is begun any more, though the first is still worked on.
        known = 3
        while known != len(begun):
            known = max(known, len(begun))
            time.sleep(1)
        done.touch()

    Thread(target=let_go, daemon=True).start()
    told = in_workers(work, items(), jobs=2, seconds=lambda _: 60, meanwhile=tuple)
    assert next(told) == str(done).upper()
    assert len(begun) < 10
    assert [*told] == [*"ABCDEFGHIJKLMNOPQRST"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ("exits", "ended without an answer"),
        ("is killed", "ended without an answer"),
        ("fills the memory", "took more memory than a return may take"),
        ("crashes", "This is our own fault (KeyError, test_workers.py line "),
    ],
)
def test_what_ends_its_process_costs_itself_alone(item: str, reason: str) -> None:
    first, lost, *others = answers("a", item, "b", "c", "d")
    assert [first, *others] == [*"ABCD"]
    assert lost.startswith(f"{item}: ")
    assert reason in lost
    assert "no message may hold" not in lost


@pytest.mark.slow
@pytest.mark.parametrize("item", ["is busy", "never comes back from compiled code"])
def test_what_works_without_end_is_ended(item: str) -> None:
    lost, *others = answers(item, "a", "b", jobs=1, seconds=1)
    assert others == [*"AB"]
    assert lost.startswith(f"{item}: Reading it took more than 1 seconds of the processor's time and was stopped.")


@pytest.mark.slow
@pytest.mark.parametrize("item", ["sleeps", "is stopped"])
def test_what_never_answers_is_given_up(item: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_PATIENCE", 2)
    lost, *others = answers(item, "a", "b", jobs=1, seconds=1)
    assert others == [*"AB"]
    assert lost.startswith(f"{item}: It was not read after 2 seconds and was given up")


@pytest.mark.slow
def test_a_file_that_has_to_wait_for_the_machine_is_not_ended() -> None:
    assert answers("waits a while", "a", jobs=1, seconds=0.5) == ["WAITS A WHILE", "A"]


@pytest.mark.slow
def test_what_concerns_every_item_ends_the_run() -> None:
    with pytest.raises(FaultSaid, match="not installed"):
        answers("a", "is refused for all", "b")


def test_in_this_process_a_crash_costs_one_item_too() -> None:
    first, lost, last = answers("a", "crashes", "b", jobs=0)
    assert (first, last) == ("A", "B")
    assert "our own fault (KeyError" in lost
