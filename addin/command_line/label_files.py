"""The file whose sensitivity label every output gets: read once, round a whole command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from addin.command_line.console import faults_of
from addin.command_line.files import GivenFile, given_files, protecting, read_bytes
from reports.sensitivity_labels import SensitivityLabel, labelling, read_label

__all__ = ["labelled_as"]


@contextmanager
def labelled_as(path: Path | None) -> Iterator[None]:
    """Within this block every Office file that is written has the label of the file, which nothing is written over.

    Raises:
        FaultSaid: the file cannot be read, or gives no label.
    """
    if path is None:
        yield
        return
    (file,) = given_files([path])
    with labelling(_label_of(file)), protecting(file):
        yield


def _label_of(file: GivenFile) -> SensitivityLabel:
    content = read_bytes(file)
    with faults_of(file.shown):
        return read_label(content)
