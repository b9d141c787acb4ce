"""`scrt consolidate`: the ICBs' returns into one summary workbook."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from addin.command_line.asked import asked_month, asked_months_by_icb, asked_text
from addin.command_line.audiences import Audience, must_be_known
from addin.command_line.console import FaultSaid, measured, say_error, working
from addin.command_line.consolidating import consolidated
from addin.command_line.consolidation_told import tell_consolidation
from addin.command_line.feedback_files import feedback_files, refuse_folder, write_feedback
from addin.command_line.files import GivenFile, given_files, refuse_overwriting, returns_under, save, shown_output
from addin.command_line.given_besides import read_besides
from addin.command_line.passwords import (
    ask_for_missing,
    is_protecting,
    opening_with,
    save_protected,
)
from addin.command_line.region_packs import region_asked
from reports.choosing import Choice
from reports.receiving import Received
from reports.summarised import THROUGH
from reports.withheld import SpanPlace, released_places
from validators.messages import command_line as messages
from validators.quoting import did_you_mean, how_many

if TYPE_CHECKING:
    from reports.consolidation import Consolidation
    from reports.published_summary import PublishedSummary

__all__ = ["run"]


def run(
    paths: Sequence[Path],
    *,
    month: str,
    out: Path,
    region: str | None,
    previous: Path | None,
    since: str | None,
    release: Path | None,
    accept_month: Sequence[str],
    choose: Sequence[str],
    carry_forward: bool,
    no_cases: bool,
    feedback: Path | None,
    password_file: Path | None,
    protect: bool,
    organisations: str,
    audience: Audience,
    jobs: int | None,
    cluster: str | None,
    as_json: bool,
    today: date,
) -> int:
    """Consolidate and write the summary; exit status 1 when a file is set aside, a rule crashed or a sum is broken."""
    reporting_month = asked_month(month)
    current_on = _asked_organisations(organisations, month=reporting_month, today=today)
    bridged_from = _asked_since(since, before=reporting_month) if since else None
    accepted = asked_months_by_icb(accept_month)
    wanted_region = region_asked(region)[0] if region else ""
    if cluster is not None and jobs is not None:
        raise FaultSaid(messages.JOBS_OR_CLUSTER())
    if carry_forward:
        _refuse_carrying(previous, no_cases=no_cases)
    _refuse_places(out, feedback)
    with opening_with(password_file, protect=out if protect else None):
        besides = read_besides(previous, release, audience, month=reporting_month)
        files = returns_under(paths, leave_out=besides.no_returns(out, feedback))
        if not files:
            raise FaultSaid(messages.NO_WORKBOOKS())
        refuse_overwriting(out, [*files, *besides.files])
        ask_for_missing(files)
        consolidation, received = consolidated(
            files,
            choice=Choice(
                month=reporting_month,
                region=wanted_region,
                accepted_months=accepted,
                chosen=_chosen(choose, files),
                since=bridged_from,
                current_on=current_on,
            ),
            today=today,
            summary_before=besides.summary_before,
            held=besides.held() if carry_forward else (),
            named={path.resolve() for path in paths if not path.is_dir()},
            released=besides.released,
            jobs=jobs,
            cluster=cluster,
            texts=not no_cases,
        )
        is_readable = not all(one.refusal for one in received)
        told = _feedback(consolidation, feedback, [*files, *besides.files]) if feedback and is_readable else {}
        for_whom = (audience, besides.last_release)
        beside = _written(consolidation, out, cases=not no_cases, for_whom=for_whom) if is_readable else []
        if feedback and told:
            write_feedback(told, feedback)
    written = out if is_readable else None
    tell_consolidation(consolidation, written, beside, [*told], as_json=as_json, then=audience.next_step)
    if besides.reviewed:
        _tell_unfit(besides.reviewed, besides.released, received)
    if not is_readable:
        return 2
    return 1 if consolidation.set_aside or consolidation.crashed or consolidation.broken_sums else 0


def _refuse_carrying(previous: Path | None, *, no_cases: bool) -> None:
    if no_cases:
        raise FaultSaid(messages.CARRIED_WITHOUT_CASES())
    if previous is None:
        raise FaultSaid(messages.NOTHING_TO_CARRY())


def _refuse_places(out: Path, feedback: Path | None) -> None:
    """Say before the work begins that what is made can go nowhere."""
    if out.suffix.lower() != ".xlsx":
        raise FaultSaid(messages.NOT_XLSX(file=shown_output(out), what="the summary"))
    if feedback is not None:
        refuse_folder(feedback)


def _asked_since(text: str, *, before: date) -> date:
    since = asked_month(text)
    if since >= before:
        raise FaultSaid(messages.SINCE_NOT_EARLIER(since=since, before=before))
    return since


def _asked_organisations(text: str, *, month: date, today: date) -> date | None:
    """The day whose ICBs the trend shows; None for those of each month."""
    if text not in ("as-at", "current"):
        hint = did_you_mean(text, ("as-at", "current"))
        raise FaultSaid(messages.ORGANISATIONS(text=asked_text(text), hint=hint))
    return max(month, today) if text == "current" else None


def _chosen(choose: Sequence[str], files: Sequence[GivenFile]) -> frozenset[str]:
    """The shown names of the files that the user chose, by shown name or by path; one behind a summary by its name."""
    by_path = {file.path: file.shown for file in files}
    shown = set(by_path.values())
    chosen = set()
    for name in choose:
        is_shown = name.partition(THROUGH)[0] in shown
        match = name if is_shown else by_path.get(Path(name).resolve())
        if match is None:
            asked = given_files([Path(name)])[0].shown
            raise FaultSaid(messages.CHOSEN_IS_NONE(file=asked))
        chosen.add(match)
    return frozenset(chosen)


def _feedback(consolidation: Consolidation, folder: Path, sources: Sequence[GivenFile]) -> dict[Path, bytes]:
    """The feedback's files, none of which takes the place of a source."""
    told = feedback_files(consolidation, folder)
    for path in told:
        refuse_overwriting(path, sources)
    return told


def _written_outside(
    consolidation: Consolidation, out: Path, *, audience: Audience, last: PublishedSummary | None
) -> list[Path]:
    """Write the summary for readers outside the NHS, and say what whoever releases it must know."""
    from reports.external_summary import external_summary_bytes

    with working("Hiding small numbers and writing the summary"):
        released = audience.controlled(consolidation.tables, month=consolidation.month, last=last)
        content = external_summary_bytes(consolidation, released)
    save_protected(out, content)
    for sentence in must_be_known(released, shown_output(out)):
        say_error(sentence)
    return []


def _written(
    consolidation: Consolidation,
    out: Path,
    *,
    cases: bool,
    for_whom: tuple[Audience, PublishedSummary | None],
) -> list[Path]:
    """Write the summary, locked where that was asked for, and before it what stands in files beside it."""
    from reports.kept_beside import csv_of, tables_beside
    from reports.summary_workbook import summary_bytes

    audience, last_release = for_whom
    if audience.is_external:
        return _written_outside(consolidation, out, audience=audience, last=last_release)
    note = audience.notes(consolidation)
    consolidation = audience.narrowed(consolidation)
    beside = tables_beside(consolidation, stem=out.stem, cases=cases)
    if is_protecting() and beside.files:
        raise FaultSaid(messages.TOO_MANY_TO_PROTECT(file=shown_output(out)))
    said = {**beside.said, **audience.left_out()}
    with measured("Writing the summary") as told:
        content = summary_bytes(consolidation, note=note, beside=said, audience=audience.mark, told=told)
    files = {out.with_name(name): table for name, table in beside.files.items()}
    for path, table in files.items():
        save(path, csv_of(table))
    save_protected(out, content)
    return [*files]


def _tell_unfit(file: GivenFile, released: frozenset[SpanPlace], received: Sequence[Received]) -> None:
    """Say how many decisions fit nothing: a return was changed or is not here, or nothing is found there any more."""
    let_through = (released_places(record.withheld) for one in received for record in one.records)
    unfit = len(released.difference(*let_through))
    if unfit:
        say_error(messages.RELEASED_NOTHING(file=file.shown, places=how_many(unfit, "released place")))
