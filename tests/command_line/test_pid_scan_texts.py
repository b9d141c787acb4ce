"""`scrt pid scan` of texts: JSON lines as a filter between programs, plain text for a reader.

Every personal detail here is made up: NHS numbers of the test range 999, phone numbers that Ofcom keeps for drama,
e-mail addresses at example.org.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from addin.command_line import texts_given
from tests.command_line.json_schemas import faults
from tests.command_line.running import PROGRAM, Ran, assert_refused, scrt
from validators.pid import find_pid

NHS = "999 000 0018"
TEXT = f"Child A (NHS number {NHS}) was seen, rang 07700 900123"


def answers(ran: Ran) -> list[Any]:
    return [json.loads(line) for line in ran.out.splitlines()]


def line(name: object, text: object) -> str:
    return json.dumps({"id": name, "text": text})


def scan_lines(*lines: str | bytes, end: bytes = b"\n") -> Ran:
    given = end.join(one if isinstance(one, bytes) else one.encode() for one in lines)
    return scrt("pid", "scan", "--jsonl", stdin=given)


def test_each_line_is_answered_in_order_with_the_spans_of_its_text() -> None:
    ran = scan_lines(line("b", TEXT), line("a", "Child A was seen."), line(3, f"é {NHS}"))
    assert (ran.status, ran.err) == (1, "")
    first, second, third = answers(ran)
    assert (first["id"], second, third["id"]) == ("b", {"id": "a", "spans": []}, 3)
    assert first["spans"] == [
        {"start": span.start, "end": span.end, "kind": str(span.kind), "confidence": str(span.confidence)}
        for span in find_pid(TEXT)
    ]
    assert [TEXT[span["start"] : span["end"]] for span in first["spans"]] == [NHS, "07700 900123"]


def test_offsets_are_code_points_of_the_text_as_given() -> None:
    text = f"\U0001f600\u200b\ufb01 NHS no. {NHS}"
    (answer,) = answers(scan_lines(line(1, text)))
    (span,) = answer["spans"]
    assert text[span["start"] : span["end"]] == NHS


@pytest.mark.parametrize("name", [None, 0, -7, 1.5, 10**30, True, "é", "a\nb", "\ud83d", [1, "x"], {"k": [None]}])
def test_an_id_of_any_kind_comes_back(name: object) -> None:
    (answer,) = answers(scan_lines(line(name, "Child A was seen.")))
    assert answer == {"id": name, "spans": []}


@pytest.mark.parametrize("name", ["a.person@example.org", f"NHS no. {NHS}", {"k": ["a.person@example.org"]}])
def test_an_id_that_is_certainly_a_personal_detail_is_not_repeated(name: object) -> None:
    ran = scan_lines(line(name, TEXT))
    (answer,) = answers(ran)
    assert answer["id"] is None
    assert len(answer["spans"]) == 2
    assert "1 id held a personal detail" in ran.err
    assert "person@" not in ran.out + ran.err


BAD = [
    NHS,
    f'{{"id": 1, "text": "{NHS}"',
    f'["{NHS}"]',
    f'{{"id": "{NHS}"}}',
    f'{{"id": 1, "text": {NHS.replace(" ", "")}}}',
    '{"id": 1, "text": null}',
    '{"id": NaN, "text": "x"}',
    '{"id": 1e999, "text": "x"}',
    '{"id": ' + "9" * 5_000 + ', "text": "x"}',
    '{"id": ' + "[" * 100_000 + "]" * 100_000 + ', "text": "x"}',
    b'{"id": 1, "text": "' + NHS.encode() + b' \xff"}',
    b'{"id": 1, "text": "\xed\xa0\x80"}',
]


@pytest.mark.parametrize("bad", BAD, ids=range(len(BAD)))
def test_a_bad_line_is_answered_without_its_text_and_the_rest_goes_on(bad: str | bytes) -> None:
    ran = scan_lines(line(1, "Child A was seen."), bad, line(2, TEXT))
    first, wrong, last = answers(ran)
    assert (first["id"], last["id"], len(last["spans"])) == (1, 2, 2)
    assert wrong["id"] is None
    assert set(wrong) == {"id", "error"}
    assert wrong["error"].startswith("Line 2: ")
    assert wrong["error"].count("Please") == 1
    assert NHS not in ran.out + ran.err
    assert ran.faults == ["scrt: standard input: 1 line could not be read; the answers say why."]


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        ([line(1, TEXT)], 1),
        ([line(1, "Child A was seen.")], 0),
        ([], 0),
        (["", "  "], 0),
        (["no JSON"], 2),
        # What was not read is not known to be clean.
        ([line(1, "Child A was seen."), "no JSON"], 1),
    ],
)
def test_the_status_says_whether_anything_was_found(lines: list[str], status: int) -> None:
    assert scan_lines(*lines).status == status


def test_byte_order_mark_windows_line_ends_and_blank_lines_change_nothing() -> None:
    plain = scan_lines(line(1, TEXT), line(2, "x"))
    windows = scan_lines(b"\xef\xbb\xbf" + line(1, TEXT).encode(), b"", b"   ", line(2, "x"), b"", end=b"\r\n")
    assert windows == plain
    utf_16 = f"{line(1, TEXT)}\r\n{line(2, 'x')}\r\n".encode("utf-16")
    assert scrt("pid", "scan", "-", "--jsonl", stdin=utf_16) == plain


def test_half_a_surrogate_pair_in_a_text_is_a_character() -> None:
    (answer,) = answers(scan_lines(r'{"id": 1, "text": "\ud83d NHS no. 999 000 0018"}'))
    assert [(span["start"], span["kind"]) for span in answer["spans"]] == [(10, "nhs_number")]


def test_a_line_without_end_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts_given, "LONGEST_LINE", 1000)
    ran = scan_lines(line(1, "x" * 5000), line(2, TEXT), line(3, "y" * 1000))
    assert [answer["id"] for answer in answers(ran)] == [None, 2, None]
    assert "longer than" in answers(ran)[0]["error"]


def test_a_long_text_is_searched() -> None:
    (answer,) = answers(scan_lines(line(1, "Child A was seen. " * 20_000 + f"NHS no. {NHS}")))
    assert len(answer["spans"]) == 1


def test_a_file_of_lines_is_read_too(tmp_path: Path) -> None:
    (tmp_path / "texts.jsonl").write_text(line(1, TEXT))
    assert answers(scrt("pid", "scan", tmp_path / "texts.jsonl", "--jsonl"))[0]["id"] == 1


def test_an_answer_comes_while_the_pipe_stays_open() -> None:
    with subprocess.Popen(
        [PROGRAM, "pid", "scan", "--jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        for number in range(3):
            running.stdin.write(f"{line(number, TEXT)}\n".encode())
            running.stdin.flush()
            assert json.loads(running.stdout.readline())["id"] == number
        running.stdin.close()
        assert running.stdout.read() == b""
    assert running.returncode == 1


def test_a_reader_that_stops_reading_sees_no_traceback() -> None:
    words = [PROGRAM, "pid", "scan", "--jsonl"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(words, **pipes) as running:  # type: ignore[call-overload]
        running.stdout.close()
        _, said = running.communicate(f"{line(1, TEXT)}\n".encode() * 1000)
    assert said == b""


# Plain text

NOTE = f"Seen at school.\nNHS no. {NHS} noted.\r\n\nDOB:\n12/03/2009\n"


def test_a_text_is_told_by_line_and_characters() -> None:
    ran = scrt("pid", "scan", stdin=NOTE.encode())
    assert (ran.status, ran.err) == (1, "")
    assert ran.out.splitlines() == [
        "line 2, characters 9-20: certain NHS number. Leave the NHS number out and use the agreed pseudonym, "
        "for example Child A.",
        "line 5, characters 1-10: certain date of birth. Give the age in years at the time instead of the date of "
        "birth.",
        "2 personal details found in 5 lines: 2 certain, 0 possible.",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_is_read_in_the_encodings_that_windows_writes(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_bytes(f"Seen at the café. {NHS} noted\n".encode(encoding))
    ran = scrt("pid", "scan", tmp_path / "note.txt")
    assert ran.out.startswith("line 1, characters 19-30: ")


def test_a_clean_text_has_status_0() -> None:
    ran = scrt("pid", "scan", "-", stdin=b"Child A, aged 14, was seen.\n")
    assert (ran.status, ran.out) == (0, "No personal detail found in 1 line.\n")
    assert scrt("pid", "scan", stdin=b"").status == 0


def test_places_hold_in_a_long_text() -> None:
    clean = "Child A was seen.\n" * 3_000
    ran = scrt("pid", "scan", stdin=f"{clean}{NHS} {clean}\n{NHS}".encode())
    found = [one.partition(":")[0] for one in ran.out.splitlines()[:-1]]
    assert found == ["line 3,001, characters 1-12", "line 6,002, characters 1-12"]


def test_as_json_a_text_gives_one_document() -> None:
    ran = scrt("pid", "scan", "--json", stdin=NOTE.encode())
    assert faults(ran.document, "pid_scan") == []
    assert [(one["line"], one["start"], one["end"], one["kind"]) for one in ran.document["findings"]] == [
        (2, 8, 20, "nhs_number"),
        (5, 0, 10, "date_of_birth"),
    ]
    assert faults(scrt("pid", "scan", "--json", stdin=b"clean").document, "pid_scan") == []


def test_what_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    assert_refused(scrt("pid", "scan", tmp_path / "none.txt"), "no such file")
    assert_refused(scrt("pid", "scan", tmp_path), "folder")
    assert_refused(scrt("pid", "scan", "--json", "--jsonl", stdin=b""), "choose one")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 \x80")
    assert_refused(scrt("pid", "scan", tmp_path / "a.pdf"), "neither plain text nor a workbook")
    (tmp_path / f"{NHS}.pdf").write_bytes(b"\0\0")
    assert NHS not in scrt("pid", "scan", tmp_path / f"{NHS}.pdf").err
