"""What a consolidation is given besides the returns: last month's summary, the reviewed list, the last release."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath

from addin.command_line.audiences import Audience
from addin.command_line.console import FaultSaid, faults_of
from addin.command_line.feedback_files import earlier_feedback
from addin.command_line.files import GivenFile, given_files
from addin.command_line.passwords import ask_for_missing, read_unlocked
from reports.feedback.marks import FEEDBACK_PROPERTY
from reports.previous import SUMMARY_PROPERTY, PreviousSummary, read_previous, says_that_it_is
from reports.published_summary import PublishedSummary
from reports.receiving import Received
from reports.release import read_release
from reports.summarised import returns_in_summary
from reports.withheld import SpanPlace
from validators.messages import command_line as messages
from workbook_templates.faults import FileFault

__all__ = ["GivenBesides", "is_a_summary", "last_month", "read_besides"]


@dataclass(frozen=True, slots=True)
class GivenBesides:
    """The files that were given besides the returns, and what they hold.

    Attributes:
        previous: the summary of a month before.
        reviewed: the list of possible personal details that the region reviewed.
        shared: the external summary that was released last.
        summary_before: what the first holds.
        released: what the second lets through.
        last_release: what the third holds.
    """

    previous: GivenFile | None
    reviewed: GivenFile | None
    shared: GivenFile | None
    summary_before: PreviousSummary | None
    released: frozenset[SpanPlace]
    last_release: PublishedSummary | None

    @property
    def files(self) -> list[GivenFile]:
        """Those that were given."""
        return [file for file in (self.previous, self.reviewed, self.shared) if file is not None]

    def held(self) -> Sequence[Received]:
        """The returns behind last month's summary, to be carried forward.

        Raises:
            FaultSaid: its records cannot be read.
        """
        if self.previous is None:
            return ()
        with faults_of(self.previous.shown):
            return [*returns_in_summary(PurePath(self.previous.shown).name, read_unlocked(self.previous))]

    def no_returns(self, out: Path, feedback: Path | None) -> list[Path]:
        """What may lie among the returns and is none: these files, the summary and the feedback of an earlier run."""
        found = [path for path in (out, *(file.path for file in self.files)) if is_a_summary(path)]
        return found + [path for path in earlier_feedback(feedback) if _is_marked(path, FEEDBACK_PROPERTY)]


def read_besides(previous: Path | None, release: Path | None, audience: Audience, *, month: date) -> GivenBesides:
    """Read them; somebody at a terminal is asked for the passwords of those that are locked.

    Args:
        previous: the summary of a month before.
        release: the reviewed list.
        audience: for whom the summary is, which knows what was released last.
        month: the reporting month, before which both summaries must be.

    Raises:
        FaultSaid: a file cannot be read, is another kind of file, or of another month.
    """
    before, reviewed = (given_files([path])[0] if path else None for path in (previous, release))
    ask_for_missing([file for file in (before, reviewed, audience.released) if file])
    return GivenBesides(
        previous=before,
        reviewed=reviewed,
        shared=audience.released,
        summary_before=last_month(before, before=month) if before else None,
        released=_released(reviewed) if reviewed else frozenset(),
        last_release=audience.released_last(before=month),
    )


def is_a_summary(path: Path) -> bool:
    """Whether a file is a summary of ours, which may lie among the returns and be written anew."""
    return _is_marked(path, SUMMARY_PROPERTY)


def _is_marked(path: Path, mark: str) -> bool:
    try:
        return says_that_it_is(read_unlocked(given_files([path])[0]), mark)
    except (FaultSaid, FileFault):
        return False


def _released(file: GivenFile) -> frozenset[SpanPlace]:
    with faults_of(file.shown):
        return read_release(read_unlocked(file))


def last_month(file: GivenFile, *, before: date) -> PreviousSummary:
    """Read the summary of a month before.

    Raises:
        FaultSaid: it is no summary, or not of a month before.
    """
    with faults_of(file.shown):
        summary = read_previous(read_unlocked(file))
    if summary.month >= before:
        raise FaultSaid(messages.PREVIOUS_NOT_EARLIER(file=file.shown, month=summary.month, before=before))
    return summary
