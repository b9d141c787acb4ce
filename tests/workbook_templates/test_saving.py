"""A file is written whole or not at all, whatever happens in between."""

from __future__ import annotations

import errno
import multiprocessing
import os
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from workbook_templates.saving import save_whole

KILLS = 200


def save_again_and_again(path: Path, begun: str) -> None:
    number = 0
    while True:
        number += 1
        save_whole(path, bytes([number % 251]) * 200_000)
        Path(begun).touch()


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="processes are forked and killed")
def test_killed_at_any_moment_the_old_file_or_the_new_one_stands(tmp_path: Path) -> None:
    chance = random.Random(1)  # noqa: S311 - moments, not secrets
    path, begun = tmp_path / "out.xlsx", tmp_path / "begun"
    path.write_bytes(b"\xff" * 200_000)
    seen = set()
    for _ in range(KILLS):
        begun.unlink(missing_ok=True)
        process = multiprocessing.get_context("fork").Process(target=save_again_and_again, args=(path, str(begun)))
        process.start()
        while not begun.exists():
            time.sleep(0.001)
        time.sleep(chance.uniform(0, 0.01))
        process.kill()
        process.join()
        content = path.read_bytes()
        assert (len(content), len(set(content))) == (200_000, 1)
        seen.add(content[0])
    assert len(seen) > 1


@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
@pytest.mark.parametrize("old", [b"old", None])
def test_a_failure_at_any_step_leaves_what_was_there(
    step: str, old: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.xlsx"
    if old is not None:
        path.write_bytes(old)
    fail_at(step, monkeypatch)
    with pytest.raises(OSError, match="No space left"):
        save_whole(path, b"new")
    assert [one.read_bytes() for one in tmp_path.iterdir()] == ([] if old is None else [old])


def fail_at(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    real: Callable[..., object] = os.fdopen
    if step == "write":

        def opened(handle: int, mode: str) -> object:
            file = real(handle, mode)

            class Full:
                write = staticmethod(full)
                __enter__ = lambda self: self  # noqa: E731
                __exit__ = lambda self, *_: file.close()  # type: ignore[attr-defined]  # noqa: E731

            return Full()

        monkeypatch.setattr(os, "fdopen", opened)
    elif step == "fsync":
        monkeypatch.setattr(os, "fsync", full)
    else:
        monkeypatch.setattr(Path, "replace", full)


def test_a_part_that_a_killed_program_left_goes_with_the_next_save(tmp_path: Path) -> None:
    names = (".out-abcd_123.part", ".other-abcd1234.part", ".out-zyxw9876.part")
    left, others, young = (tmp_path / name for name in names)
    for path in (left, others, young):
        path.write_bytes(b"half")
    for path in (left, others):
        os.utime(path, (0, 0))
    save_whole(tmp_path / "out.xlsx", b"whole")
    assert sorted(path.name for path in tmp_path.iterdir()) == [others.name, young.name, "out.xlsx"]
