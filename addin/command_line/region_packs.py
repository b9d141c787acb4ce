"""Region packs as folders: read where a region is asked for, and made new."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

from addin.command_line.asked import asked_region
from addin.command_line.console import FaultSaid, said_plainly, say
from addin.command_line.files import ending_line, save, shown_output
from validators.messages import command_line as messages
from validators.regions import (
    PACK_FILES,
    PackFault,
    RegionPack,
    in_region,
    new_pack,
    pack_in_use,
    read_pack,
    shipped_files,
    shipped_packs,
)
from validators.vocabularies import vocabulary
from validators.vocabularies.organisations import ENGLAND, region_of, regions

__all__ = ["in_region_alike", "in_region_of", "pack_folder", "region_asked", "run_new", "with_pack"]

_SETTINGS = PACK_FILES[0]
_Item = TypeVar("_Item")
_Answer = TypeVar("_Answer")


def region_asked(text: str) -> tuple[str, RegionPack | None]:
    """The region that a name or the folder of a pack means, and the pack of a folder.

    Raises:
        FaultSaid: there is no such region, or the pack cannot be used.
    """
    folder = Path(text)
    if not folder.is_dir() or (not (folder / _SETTINGS).exists() and _is_region(text)):
        return asked_region(text), None
    shown = shown_output(folder)
    try:
        pack = read_pack(_files_in(folder), region_of={icb.code: region_of(icb.code) for icb in vocabulary("icbs")})
    except PackFault as fault:
        raise FaultSaid(f"--region {shown}: {fault}") from None
    return pack.name, pack


def _is_region(text: str) -> bool:
    """Whether it names a region, after which somebody may have called a folder of returns."""
    return text.casefold() in {region.casefold() for region in (*regions(), ENGLAND)}


def _files_in(folder: Path) -> dict[str, str]:
    files = {}
    for name in PACK_FILES:
        path = folder / name
        if path.is_file():
            with said_plainly(shown_output(path), "read"):
                content = path.read_bytes()
            try:
                files[name] = content.decode("utf-8-sig")
            except UnicodeDecodeError:
                files[name] = content.decode("cp1252", "replace")
    return files


@contextmanager
def in_region_of(text: str | None) -> Iterator[None]:
    """Within this block the pack of a region asked for by its folder is in force."""
    with in_region(region_asked(text)[1] if text else None):
        yield


def in_region_alike(work: Callable[[_Item], _Answer]) -> Callable[[_Item], _Answer]:
    """The work as another process must be given it, because it knows nothing of this one's region."""
    pack = pack_in_use()
    return work if pack is None else partial(with_pack, pack, work)


def with_pack(pack: RegionPack, work: Callable[[_Item], _Answer], item: _Item) -> _Answer:
    """Do `work` on an item with a pack in force, in whichever process this is."""
    with in_region(pack):
        return work(item)


def pack_folder(name: str) -> Path:
    """Where the pack of a region goes if nothing else is said."""
    return Path(asked_region(name))


def run_new(name: str, *, out: Path | None) -> int:
    """Write the folder of a new pack: a copy of the one that ships for the region, else one to be filled in."""
    region = asked_region(name)
    if region == ENGLAND:
        raise FaultSaid(messages.NO_PACK_OF_ENGLAND())
    folder = out or pack_folder(name)
    shown = shown_output(folder)
    if folder.exists():
        raise FaultSaid(messages.PACK_THERE_ALREADY(folder=shown))
    ships = any(pack.name == region for pack in shipped_packs())
    own = [icb for icb in vocabulary("icbs") if region_of(icb.code) == region]
    files = (
        shipped_files(region.lower()) if ships else new_pack(region, ((icb.code, icb.details["ics"]) for icb in own))
    )
    with said_plainly(shown, "made"):
        folder.mkdir()
    for file, text in files.items():
        save(folder / file, text.encode())
    say(f"{shown}: a pack for {region}, {len(files)} files")
    say(f'In use: scrt consolidate FOLDER --month YYYY-MM --out SUMMARY.xlsx --region "{shown}"')
    say(messages.FILL_IN_PACK())
    say(ending_line("Pack written", folder, then=f"open {shown_output(folder / _SETTINGS)} and fill it in"))
    return 0
