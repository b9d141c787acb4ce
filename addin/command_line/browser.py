"""`scrt browser build` and `scrt browser serve`: the check as a static web page."""

from __future__ import annotations

from pathlib import Path

from addin.browser.page import SINGLE_FILE, Built, build_page
from addin.browser.serving import page_server
from addin.command_line.console import FaultSaid, aligned, faults_of, said_plainly, say
from addin.command_line.files import ending_line, save, shown_output
from validators.messages import command_line as messages

__all__ = ["run_build", "run_serve", "single_file_in"]

_MOST_MB = 16
_LARGE = 100_000


def run_build(folder: Path) -> int:
    """Build the page into a folder, the single file beside it, and say how large it is."""
    if folder.exists() and not folder.is_dir():
        raise FaultSaid(messages.NO_FOLDER(file=shown_output(folder)))
    built = _built()
    with said_plainly(shown_output(folder), "written"):
        for name in built.folder:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
    for name, content in built.folder.items():
        save(folder / name, content)
    save(folder / SINGLE_FILE, built.single_file)
    say(*_sizes(built))
    shown = shown_output(folder)
    say(
        f"Folder for a web server: {shown}",
        f"To see it here: scrt browser serve --folder {shown}",
        ending_line("The same in one file", folder / SINGLE_FILE, then="open it by double click"),
    )
    return 0


def single_file_in(folder: Path) -> Path:
    """The page as one file among what is built."""
    return folder / SINGLE_FILE


def run_serve(folder: Path, *, port: int) -> int:
    """Show a built folder on this computer until Ctrl+C."""
    if not (folder / "index.html").is_file():
        raise FaultSaid(messages.NO_PAGE(folder=shown_output(folder)))
    with said_plainly(shown_output(folder), "read"):
        files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    try:
        server = page_server(files, port=port)
    except OSError as refused:
        raise FaultSaid(messages.PORT(port=port, why=refused.strerror)) from None
    with server:
        say(f"The page: http://127.0.0.1:{server.server_port}/ (this computer alone; Ctrl+C ends it)")
        server.serve_forever()
    return 0


def _built() -> Built:
    with faults_of():
        return build_page()


def _sizes(built: Built) -> list[str]:
    total = sum(built.sizes.values())
    largest = sorted(built.sizes.items(), key=lambda sized: -sized[1])
    shown = [(name, f"{size / 1_000_000:.2f} MB") for name, size in largest if size >= _LARGE]
    small = total - sum(size for size in built.sizes.values() if size >= _LARGE)
    lines = aligned([*shown, ("all else", f"{small / 1_000_000:.2f} MB")])
    told = f"a first visit loads {total / 1_000_000:.2f} MB of at most {_MOST_MB}"
    return [*lines, f"{told}; {SINGLE_FILE} is {len(built.single_file) / 1_000_000:.2f} MB."]
