"""No hostile file harms a command that is given it, in whichever place; the whole is run by hand (README.md here)."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.hostile.kinds import HOSTILE
from tests.hostile.matrix import Matrix, chosen, every
from tests.hostile.places import PLACES, files_asked_for


def test_every_place_where_a_command_reads_a_file_is_in_the_matrix() -> None:
    """A new argument or option that names a file goes into `places.py`, with what hostile ones are made of."""
    besides = {name for name in PLACES if name.startswith("beside a return: ")}
    assert files_asked_for() == PLACES.keys() - besides
    assert len(besides) == 2


def test_every_kind_is_given_somewhere_and_a_sample_is_of_many_places_and_kinds() -> None:
    assert {kind for _, kind in every()} == set(HOSTILE)
    sample = chosen(40, seed=1)
    assert sample == chosen(40, seed=1) != chosen(40, seed=2)
    assert len({place for place, _ in sample}) == 40
    assert len({kind for _, kind in sample}) > 30


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="measured as POSIX tells it")
def test_a_sample_of_the_matrix_harms_nothing() -> None:
    # Not below pytest's own folder, in which a path to a socket becomes too long.
    with TemporaryDirectory() as folder:
        matrix = Matrix(Path(folder) / "matrix")
        tried = [matrix.tried(*one) for one in chosen(25, seed=28112026)]
    assert [(one.place, one.kind, one.faults) for one in tried if one.faults] == []
    # Were all refused at the first look, nothing behind it would be tried.
    assert {one.status for one in tried} == {0, 1, 2}
