"""A cluster gives the same bytes as this computer does, also when a worker is lost on the way."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from addin.command_line import receiving_files
from tests.command_line.running import TODAY, Ran, assert_refused, scrt
from tests.reports.made_up_returns import OPEN_SAR, return_bytes

distributed = pytest.importorskip("distributed")
pytestmark = pytest.mark.slow


class Cluster(NamedTuple):
    """A scheduler with two workers on this machine."""

    address: str
    workers: tuple[subprocess.Popen[bytes], ...]


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    told = tmp_path / "scheduler.json"
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": tmp_path}
    alone = ("--no-dashboard", "--scheduler-file", str(told))
    scheduler = subprocess.Popen(
        [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", *alone], **quiet
    )
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", "--nthreads", "1", "--no-nanny", *alone]
    workers = tuple(subprocess.Popen([*worker, "--host", "127.0.0.1"], **quiet) for _ in range(2))
    try:
        address = _address(told)
        with distributed.Client(address, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
        yield Cluster(address, workers)
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


def _address(told: Path) -> str:
    for _ in range(600):
        if told.exists() and told.stat().st_size:
            return str(json.loads(told.read_text(encoding="utf-8"))["address"])
        time.sleep(0.1)
    raise AssertionError("the scheduler did not start")


@pytest.fixture
def returns(tmp_path: Path) -> Path:
    folder = tmp_path / "returns"
    folder.mkdir()
    for icb in ("QMF", "QKK", "QWE", "QMJ", "QRV"):
        for part in ("Adults", "Children"):
            (folder / f"{icb} {part}.xlsx").write_bytes(return_bytes(OPEN_SAR, icb=icb, part=part))
    (folder / "broken.xlsx").write_bytes(b"nothing")
    return folder


def consolidated(returns: Path, name: str, *words: object) -> tuple[Ran, bytes]:
    out = returns.parent / name / "Summary.xlsx"
    out.parent.mkdir()
    ran = scrt(
        "consolidate", returns, "--month", "2024-10", "--region", "London", "--out", out, *TODAY, *words, network=True
    )
    return ran, out.read_bytes()


def test_the_same_bytes_though_one_of_two_workers_is_killed_midway(
    returns: Path, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, expected = consolidated(returns, "here")
    watched = receiving_files.watched

    def killing(items: Iterable[Any], **told: Any) -> Iterator[Any]:
        for number, item in enumerate(watched(items, **told)):
            if number == 3:
                os.kill(cluster.workers[0].pid, signal.SIGKILL)
                cluster.workers[0].wait()
            yield item

    monkeypatch.setattr(receiving_files, "watched", killing)
    there, content = consolidated(returns, "there", "--cluster", cluster.address)
    assert cluster.workers[0].returncode == -signal.SIGKILL
    assert content == expected
    assert (there.status, there.err) == (here.status, here.err)
    assert "broken.xlsx: set aside" in there.err


def test_where_nobody_answers_it_is_said(returns: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("addin.command_line.cluster._SECONDS_TO_CONNECT", 1)
    words = ("consolidate", returns, "--month", "2024-10", "--out", returns.parent / "a.xlsx")
    assert_refused(
        scrt(*words, "--cluster", "tcp://127.0.0.1:9", network=True), "no Dask scheduler answers there", "Please"
    )
    assert_refused(scrt(*words, "--cluster", "a", "--jobs", 2), "--jobs and --cluster", "Please leave one of them out")


def test_without_dask_it_says_what_to_install(returns: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    words = ("consolidate", returns, "--month", "2024-10", "--out", returns.parent / "a.xlsx", "--cluster", "tcp://a:1")
    assert_refused(scrt(*words), "pip install 'scrt[cluster]'")
