"""The compound file: another program reads every stream of it, and its directory is a red-black tree."""

from __future__ import annotations

import olefile
import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.excel.compound_file import compound_file
from tests.addin.excel.reading_vba import streams_of
from workbook_templates.faults import OurFault

NAMES = st.text("abcXYZ_09", min_size=1, max_size=31)
SIZES = st.sampled_from([0, 1, 63, 64, 65, 511, 512, 4095, 4096, 4097, 9000]) | st.integers(0, 12_000)


@st.composite
def folders(draw: st.DrawFn) -> dict[str, bytes]:
    names = draw(st.lists(NAMES, min_size=1, max_size=24, unique_by=str.casefold))
    return {name: bytes([number % 251 + 1]) * draw(SIZES) for number, name in enumerate(names)}


@given(inside=folders(), beside=folders())
def test_every_stream_is_read_back(inside: dict[str, bytes], beside: dict[str, bytes]) -> None:
    beside.pop("VBA", None)
    within = {f"VBA/{name}": content for name, content in inside.items()}
    if any(name.casefold() == "vba" for name in beside):
        return
    assert streams_of(compound_file({"VBA": inside, **beside})) == {**within, **beside}


@given(content=folders())
def test_the_directory_is_a_red_black_tree(content: dict[str, bytes]) -> None:
    with olefile.OleFileIO(compound_file(dict(content))) as file:
        entries = file.direntries
        ordered: list[str] = []

        def black_levels(place: int, *, under_red: bool) -> int:
            if place == olefile.NOSTREAM:
                return 0
            entry = entries[place]
            is_red = entry.color == 0
            assert not (is_red and under_red)
            left = black_levels(entry.sid_left, under_red=is_red)
            ordered.append(entry.name)
            assert black_levels(entry.sid_right, under_red=is_red) == left
            return left + (not is_red)

        assert file.root.color == 1
        black_levels(file.root.sid_child, under_red=True)
    assert ordered == sorted(content, key=lambda name: (len(name), name.upper()))


def test_many_sectors_need_a_longer_table() -> None:
    large = {"one": b"x" * 700_000, "two": b"y" * 70_001, "three": b"z"}
    assert streams_of(compound_file(large)) == large


def test_what_does_not_fit_is_our_fault() -> None:
    with pytest.raises(OurFault):
        compound_file({"x" * 32: b""})
    with pytest.raises(OurFault):
        compound_file({"x": bytes(7_200_000)})
