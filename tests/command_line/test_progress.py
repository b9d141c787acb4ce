"""Long work: a terminal sees what is done and how much is left, a pipe sees nothing."""

from __future__ import annotations

from contextlib import redirect_stderr
from io import StringIO

import pytest

from addin.command_line.console import measured, watched, working


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> StringIO:
    """What stands on a terminal."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    stream = StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
    return stream


def test_items_are_counted(seen: StringIO) -> None:
    with redirect_stderr(seen):
        assert [*watched("abc", doing="Reading", total=3)] == ["a", "b", "c"]
    assert "Reading" in seen.getvalue()
    assert "3/3" in seen.getvalue()


def test_the_time_left_is_told_as_soon_as_somebody_says_how_far_it_is(seen: StringIO) -> None:
    with redirect_stderr(seen):
        with measured("Looking"):
            pass
        with measured("Writing") as told:
            assert told is not None
            told(1, 4)
            told(4, 4)
    untold, last = (seen.getvalue().rpartition(doing)[2] for doing in ("Looking", "Writing"))
    assert untold.partition("Writing")[0].count("0:00:0") == 1
    assert last.count("0:00:0") == 2
    assert " left" in last


def test_what_cannot_be_counted_shows_since_when_it_goes_on(seen: StringIO) -> None:
    with redirect_stderr(seen), working("Counting"):
        pass
    assert "Counting" in seen.getvalue()
    assert "0:00:0" in seen.getvalue()


def test_a_pipe_sees_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert [*watched("abc", doing="Reading", total=3)] == ["a", "b", "c"]
    with measured("Writing") as told, working("Counting"):
        assert told is None
    assert capsys.readouterr().err == ""
