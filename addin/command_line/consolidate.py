"""`scrt consolidate`: the ICBs' returns into one summary workbook."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from addin.command_line.asked import asked_month, asked_months_by_icb, asked_text
from addin.command_line.audiences import Audience, must_be_known
from addin.command_line.console import FaultSaid, print_json, say, say_error, working
from addin.command_line.feedback_files import earlier_feedback, feedback_files, refuse_folder, write_feedback
from addin.command_line.files import (
    GivenFile,
    ending_line,
    given_files,
    refuse_overwriting,
    returns_under,
    save,
    shown_output,
)
from addin.command_line.locked_files import locked
from addin.command_line.passwords import (
    NO_PASSWORDS,
    Passwords,
    ask_for_missing,
    password_for_output,
    passwords_from,
    read_unlocked,
)
from addin.command_line.receiving_files import receive_files
from addin.command_line.region_packs import region_asked
from reports.choosing import Choice, Decision, SourceStatus
from reports.feedback.marks import FEEDBACK_PROPERTY
from reports.months import in_words
from reports.previous import SUMMARY_PROPERTY, PreviousSummary, read_previous, says_that_it_is
from reports.receiving import Received
from reports.release import read_release
from reports.summarised import THROUGH, returns_in_summary
from reports.withheld import SpanPlace, released_places
from validators.earlier_returns import NO_EARLIER_RETURNS
from validators.messages import command_line as messages
from validators.quoting import did_you_mean, how_many
from workbook_templates.faults import FileFault

if TYPE_CHECKING:
    from reports.consolidation import Consolidation
    from reports.published_summary import PublishedSummary

__all__ = ["consolidated", "headline", "is_a_summary", "last_month", "run"]

_BROKEN_SUMS_NAMED = 20


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
    if cluster is not None and jobs is not None:
        raise FaultSaid(messages.JOBS_OR_CLUSTER())
    accepted = asked_months_by_icb(accept_month)
    wanted_region = region_asked(region)[0] if region else None
    if out.suffix.lower() != ".xlsx":
        raise FaultSaid(messages.NOT_XLSX(file=shown_output(out), what="the summary"))
    if feedback is not None:
        refuse_folder(feedback)
    if carry_forward and no_cases:
        raise FaultSaid(messages.CARRIED_WITHOUT_CASES())
    if carry_forward and previous is None:
        raise FaultSaid(messages.NOTHING_TO_CARRY())
    passwords = passwords_from(password_file)
    key = password_for_output(out, passwords) if protect else None
    earlier = given_files([previous] if previous else [])
    reviewed = given_files([release] if release else [])
    released_last = [audience.released] if audience.released else []
    passwords = ask_for_missing([*earlier, *reviewed, *released_last], passwords)
    last_release = audience.released_last(passwords, before=reporting_month)
    summary_before = last_month(earlier[0], before=reporting_month, passwords=passwords) if earlier else None
    released = _released(reviewed[0], passwords) if reviewed else frozenset[SpanPlace]()
    shared = audience.released.path if audience.released else None
    no_returns = [path for path in (out, previous, release, shared) if path and is_a_summary(path, passwords)]
    no_returns += [path for path in earlier_feedback(feedback) if _is_marked(path, FEEDBACK_PROPERTY, passwords)]
    files = returns_under(paths, leave_out=no_returns)
    if not files:
        raise FaultSaid(messages.NO_WORKBOOKS())
    refuse_overwriting(
        out, [*files, *earlier, *reviewed, *released_last, *given_files([password_file] if password_file else [])]
    )
    passwords = ask_for_missing(files, passwords)
    consolidation, received = consolidated(
        files,
        choice=Choice(
            month=reporting_month,
            region=wanted_region or "",
            accepted_months=accepted,
            chosen=_chosen(choose, files),
            since=bridged_from,
            current_on=current_on,
        ),
        today=today,
        summary_before=summary_before,
        held=_held(earlier[0], passwords) if carry_forward else (),
        named={path.resolve() for path in paths if not path.is_dir()},
        released=released,
        passwords=passwords,
        jobs=jobs,
        cluster=cluster,
        texts=not no_cases,
    )
    is_readable = not all(one.refusal for one in received)
    told = _feedback(consolidation, feedback, passwords, protect=protect) if feedback and is_readable else {}
    for path in told:
        refuse_overwriting(path, [*files, *earlier, *reviewed])
    for_whom = (audience, last_release)
    beside = _written(consolidation, out, key=key, cases=not no_cases, for_whom=for_whom) if is_readable else []
    if feedback and told:
        write_feedback(told, feedback)
    _tell(consolidation, out if is_readable else None, beside, [*told], as_json=as_json, then=audience.next_step)
    if reviewed:
        _tell_unfit(reviewed[0], released, received)
    if not is_readable:
        return 2
    return 1 if consolidation.set_aside or consolidation.crashed or consolidation.broken_sums else 0


def _written_outside(
    consolidation: Consolidation, out: Path, *, key: str | None, audience: Audience, last: PublishedSummary | None
) -> list[Path]:
    """Write the summary for readers outside the NHS, and say what whoever releases it must know."""
    from reports.external_summary import external_summary_bytes

    with working("Hiding small numbers and writing the summary"):
        released = audience.controlled(consolidation.tables, month=consolidation.month, last=last)
        content = external_summary_bytes(consolidation, released)
    save(out, locked(content, key) if key else content)
    for sentence in must_be_known(released, shown_output(out)):
        say_error(sentence)
    return []


def _written(
    consolidation: Consolidation,
    out: Path,
    *,
    key: str | None,
    cases: bool,
    for_whom: tuple[Audience, PublishedSummary | None],
) -> list[Path]:
    """Write the summary, locked where there is a key, and before it what stands in files beside it."""
    from reports.kept_beside import csv_of, tables_beside
    from reports.summary_workbook import summary_bytes

    audience, last_release = for_whom
    if audience.is_external:
        return _written_outside(consolidation, out, key=key, audience=audience, last=last_release)
    note = audience.notes(consolidation)
    consolidation = audience.narrowed(consolidation)
    beside = tables_beside(consolidation, stem=out.stem, cases=cases)
    if key and beside.files:
        raise FaultSaid(messages.TOO_MANY_TO_PROTECT(file=shown_output(out)))
    said = {**beside.said, **audience.left_out()}
    with working("Writing the summary"):
        content = summary_bytes(consolidation, note=note, beside=said, audience=audience.mark)
    files = {out.with_name(name): table for name, table in beside.files.items()}
    for path, table in files.items():
        save(path, csv_of(table))
    save(out, locked(content, key) if key else content)
    return [*files]


def _feedback(consolidation: Consolidation, folder: Path, passwords: Passwords, *, protect: bool) -> dict[Path, bytes]:
    """The feedback's files, each workbook locked with the password for its own name where protection is asked for."""

    def finished(path: Path, content: bytes) -> bytes:
        return locked(content, password_for_output(path, passwords)) if protect else content

    return feedback_files(consolidation, folder, finished=finished)


@contextmanager
def _faults_said() -> Iterator[None]:
    """What is wrong with no file that was given, such as a full disk, ends the run with its sentence."""
    try:
        yield
    except FileFault as fault:
        raise FaultSaid(str(fault)) from None


@_faults_said()
def consolidated(
    files: Sequence[GivenFile],
    *,
    choice: Choice,
    today: date,
    summary_before: PreviousSummary | None = None,
    held: Sequence[Received] = (),
    named: Collection[Path] = (),
    released: frozenset[SpanPlace] = frozenset(),
    passwords: Passwords = NO_PASSWORDS,
    jobs: int | None = None,
    cluster: str | None = None,
    texts: bool = True,
    arrived: Callable[[int], object] | None = None,
) -> tuple[Consolidation, list[Received]]:
    """Read, check and consolidate files; whoever asks for it writes the summary and says what came of it.

    Args:
        files: the returns.
        choice: the month, and what was decided beforehand; where it names no region, the returns' own.
        today: the day of the check.
        summary_before: the summary of a month before, to say what changed.
        held: the returns behind it, to be carried forward.
        named: files that were named and not found in a folder: a region's own summary counts only then.
        released: possible personal details that the region lets through.
        passwords: what opens those that are locked.
        jobs: processes at most.
        cluster: the address of a Dask scheduler whose workers read instead.
        texts: whether the long texts of the records are kept.
        arrived: told how many files are read; if left out, a terminal shows it.

    Returns:
        The month, and the files as they were received.
    """
    by_file = receive_files(
        files,
        today=today,
        earlier=summary_before.returns if summary_before else NO_EARLIER_RETURNS,
        released=released,
        passwords=passwords,
        jobs=jobs,
        cluster=cluster,
        texts=texts,
        meanwhile=_import_what_comes_next,
        arrived=arrived,
    )
    from reports.consolidation import consolidate, region_for, without_own_summary

    region = choice.region or region_for(one for behind in by_file for one in behind)
    received = [
        one
        for file, behind in zip(files, by_file, strict=True)
        for one in (behind if file.path in named else without_own_summary(file.shown, behind, region=region))
    ]
    choice = replace(choice, region=region)
    with working("Counting"):
        return consolidate(received, choice=choice, previous=summary_before, held=held), received


def _import_what_comes_next() -> None:
    """Import what counts and writes, pandas above all, while other processes read the returns."""
    import reports.consolidation
    import reports.summary_workbook  # noqa: F401


def is_a_summary(path: Path, passwords: Passwords = NO_PASSWORDS) -> bool:
    """Whether a file is a summary of ours, which may lie among the returns and be written anew."""
    return _is_marked(path, SUMMARY_PROPERTY, passwords)


def _is_marked(path: Path, mark: str, passwords: Passwords) -> bool:
    try:
        return says_that_it_is(read_unlocked(given_files([path])[0], passwords), mark)
    except (FaultSaid, FileFault):
        return False


def _released(file: GivenFile, passwords: Passwords) -> frozenset[SpanPlace]:
    try:
        return read_release(read_unlocked(file, passwords))
    except FileFault as fault:
        raise FaultSaid(f"{file.shown}: {fault}") from None


def _tell_unfit(file: GivenFile, released: frozenset[SpanPlace], received: Sequence[Received]) -> None:
    """Say how many decisions fit nothing: a return was changed or is not here, or nothing is found there any more."""
    let_through = (released_places(record.withheld) for one in received for record in one.records)
    unfit = len(released.difference(*let_through))
    if unfit:
        say_error(messages.RELEASED_NOTHING(file=file.shown, places=how_many(unfit, "released place")))


def last_month(file: GivenFile, *, before: date, passwords: Passwords = NO_PASSWORDS) -> PreviousSummary:
    """Read the summary of a month before.

    Raises:
        FaultSaid: it is no summary, or not of a month before.
    """
    try:
        summary = read_previous(read_unlocked(file, passwords))
    except FileFault as fault:
        raise FaultSaid(f"{file.shown}: {fault}") from None
    if summary.month >= before:
        raise FaultSaid(messages.PREVIOUS_NOT_EARLIER(file=file.shown, month=summary.month, before=before))
    return summary


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


def _held(file: GivenFile, passwords: Passwords) -> list[Received]:
    """The returns behind last month's summary, to be carried forward."""
    try:
        return [*returns_in_summary(PurePath(file.shown).name, read_unlocked(file, passwords))]
    except FileFault as fault:
        raise FaultSaid(f"{file.shown}: {fault}") from None


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


def _tell(
    consolidation: Consolidation,
    out: Path | None,
    beside: Sequence[Path],
    feedback: Sequence[Path],
    *,
    as_json: bool,
    then: str,
) -> None:
    if as_json:
        files = {"beside": beside, "feedback": feedback}
        lists = {name: [shown_output(path) for path in paths] for name, paths in files.items()}
        print_json({**_document(consolidation, out), **lists})
    elif out is not None:
        say(*headline(consolidation), *(f"Beside it: {shown_output(path)}" for path in beside))
        if feedback:
            number = how_many(sum(path.suffix == ".xlsx" for path in feedback), "ICB")
            say(f"Feedback for {number}: {shown_output(feedback[0].parent)}")
        say(ending_line("Summary", out, then=then))
    for one in consolidation.set_aside:
        say_error(f"{one.received.file}: set aside. {one.reason}")
    for broken in consolidation.broken_sums[:_BROKEN_SUMS_NAMED]:
        say_error(
            f"Self-check: {broken.check} ({broken.of}): it should be {broken.should_be:,} and is {broken.gives:,}."
        )
    if consolidation.broken_sums:
        number = how_many(len(consolidation.broken_sums), "sum")
        say_error(messages.DOES_NOT_ADD_UP(sums=number))
    for file, crash in consolidation.crashed:
        say_error(messages.RULE_CRASHED_AT_ROW(file=file, rule=crash.rule, error=crash.error, row=crash.row))


def headline(consolidation: Consolidation) -> list[str]:
    """The month in a few lines."""
    total, opened, closed = consolidation.headline
    carried = sum(since is not None for since in consolidation.tables["cases"].column("Carried from"))
    lines = [
        f"{consolidation.region}, data up to {in_words(consolidation.month)}",
        f"{total:,} reviews: {opened:,} open, {closed:,} closed{_without_status(total - opened - closed)}",
        *([f"{carried:,} of them are carried forward from an earlier month"] if carried else []),
        *_returned(consolidation),
    ]
    told = (SourceStatus.SUPERSEDED, SourceStatus.IDENTICAL, SourceStatus.CARRIED)
    other = [one for one in consolidation.decisions if one.status in told]
    lines += [f"{one.received.file}: {one.status}. {one.reason}" for one in other]
    return lines


def _returned(consolidation: Consolidation) -> Iterator[str]:
    """How many ICBs have returned, and of each other what became of it."""
    table = consolidation.tables["icb_totals"]
    became = dict(zip(table.column("ICB code"), map(str, table.column("Return")), strict=True))
    counts = list(became.values()).count("counted")
    yield f"{counts} of {len(became)} ICBs have returned"
    for state in dict.fromkeys(became.values()):
        codes = [str(code) for code, its in became.items() if its == state]
        if state != "counted":
            yield f"  {state}: {', '.join(codes)}"


def _without_status(number: int) -> str:
    return f", {number:,} without a status" if number else ""


def _document(consolidation: Consolidation, out: Path | None) -> dict[str, object]:
    """The consolidation as JSON; where no summary was written there are no figures either."""
    total, opened, closed = consolidation.headline
    figures = {"total": total, "open": opened, "closed": closed, "status_not_stated": total - opened - closed}
    return {
        "month": f"{consolidation.month:%Y-%m}",
        "region": consolidation.region,
        "summary": None if out is None else shown_output(out),
        **(dict.fromkeys(figures) if out is None else figures),
        "files": [_source(one, row) for one, row in zip(consolidation.decisions, _rows(consolidation), strict=True)],
        "self_check": _self_check(consolidation),
        "crashed": [
            {"file": file, "rule": crash.rule, "row": crash.row, "record": crash.record, "error": crash.error}
            for file, crash in consolidation.crashed
        ],
    }


def _self_check(consolidation: Consolidation) -> dict[str, object]:
    broken = [
        {"check": one.check, "of": one.of, "should_be": one.should_be, "gives": one.gives}
        for one in consolidation.broken_sums
    ]
    return {"sums": len(consolidation.tables["self_check"].rows), "broken": broken}


def _rows(consolidation: Consolidation) -> list[dict[str, object]]:
    table = consolidation.tables["sources"]
    return [dict(zip(table.headers, row, strict=True)) for row in table.rows]


def _source(one: Decision, row: dict[str, object]) -> dict[str, object]:
    return {
        "file": one.received.file,
        "icb": one.icb or None,
        "status": one.status.value,
        "reason": one.reason,
        "rows_read": row["Rows read"],
        "rows_counted": row["Rows counted"],
        "rows_after_month": row["Rows after the month"],
        "rows_set_aside": row["Rows set aside"],
        "sha256": one.received.sha256,
        "active_content": list(one.received.active),
    }
