"""xlsxwriter's workbook made for long listings: its parts are those of the usual way, and soon packed.

Its texts may grow until the last sheet is written, because a listing is put together only then.

Packing takes as long as writing does, and compiled code does it: each part is packed by a thread of its own while the
next one is written. What was packed is let go, so that the parts never stand in memory together.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from xlsxwriter import Workbook
from xlsxwriter.packager import Packager
from xlsxwriter.sharedstrings import SharedStrings

__all__ = ["LongWorkbook"]

# zlib's own 6 makes a summary 4% smaller and takes twice as long.
_LEVEL = 5
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_NEEDS_CARE = re.compile("[\x00-\x08\x0b-\x1f&<>\ufffe\uffff]")
_BEGINS_AN_ESCAPE = "_x"


class LongWorkbook(Workbook):  # type: ignore[misc]
    """A workbook that is packed as it is written.

    Args:
        content: where its file goes.
        options: xlsxwriter's.
    """

    def __init__(self, content: BytesIO, options: dict[str, Any]) -> None:
        # xlsxwriter packs what is left for it to pack, which is nothing.
        super().__init__(BytesIO(), {**options, "in_memory": True})
        self._content = content
        self._told: Callable[[int, int], object] | None = None

    def tell(self, told: Callable[[int, int], object] | None) -> None:
        """Have somebody told, while the long sheets are written, how many rows of how many are."""
        self._told = told

    def _store_workbook(self) -> None:
        with (
            ZipFile(self._content, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as archive,
            ThreadPoolExecutor(1) as beside,
        ):
            self._packing = _Packing(archive, beside)
            if self._told is not None:
                self._count_for(self._told)
            super()._store_workbook()
            self._packing.finish()

    def _count_for(self, told: Callable[[int, int], object]) -> None:
        long = [sheet for sheet in self.worksheets() if sheet.rows_listed]
        total = sum(sheet.rows_listed for sheet in long)
        written = 0

        def wrote(rows: int) -> None:
            nonlocal written
            written += rows
            told(min(written, total), total)

        for sheet in long:
            sheet.tell(wrote)

    def _prepare_sst_string_data(self) -> None:
        # The charts ask for texts by their numbers. xlsxwriter closes the table here; listings still add to it.
        self.str_table.string_array = [*self.str_table.string_table]

    def _get_packager(self) -> Packager:
        return _Packager(self._packing)


class _Packing:
    """Parts on their way into an archive, one after the other."""

    def __init__(self, archive: ZipFile, beside: ThreadPoolExecutor) -> None:
        self._archive = archive
        self._beside = beside
        self._under_way: list[Future[None]] = []

    def take(self, name: str, part: StringIO | BytesIO) -> None:
        """Pack a part that is written, after those before it."""
        self._under_way.append(self._beside.submit(self._pack, name, part))

    def finish(self) -> None:
        """Wait for all of them; what went wrong with one of them goes wrong here."""
        for future in self._under_way:
            future.result()

    def _pack(self, name: str, part: StringIO | BytesIO) -> None:
        info = ZipInfo(name, _FIRST_DAY)
        info.compress_type = ZIP_DEFLATED
        self._archive.writestr(info, part.getvalue(), compresslevel=_LEVEL)
        part.close()


class _Packager(Packager):  # type: ignore[misc]
    """xlsxwriter's maker of parts; each is handed on when the next one begins."""

    def __init__(self, packing: _Packing) -> None:
        super().__init__()
        self._packing = packing

    # What follows takes the place of xlsxwriter's own functions of these names.

    def _create_package(self) -> list[Any]:
        super()._create_package()
        self._hand_on()
        return []

    def _filename(self, xml_filename: str) -> Any:
        self._hand_on()
        return super()._filename(xml_filename)

    def _hand_on(self) -> None:
        for part, name, _ in self.filenames:
            self._packing.take(name, part)
        self.filenames.clear()

    def _write_shared_strings_file(self) -> None:
        texts = _Texts()
        texts.string_table = self.workbook.str_table
        if texts.string_table.count:
            texts._set_xml_writer(self._filename("xl/sharedStrings.xml"))
            texts._assemble_xml_file()


class _Texts(SharedStrings):  # type: ignore[misc]
    """The texts of all sheets; most need nothing but a tag around them."""

    def _write_sst_strings(self) -> None:
        for text in self.string_table.string_table:
            if _NEEDS_CARE.search(text) or _BEGINS_AN_ESCAPE in text or text[:1].isspace() or text[-1:].isspace():
                self._write_si(text)
            else:
                self.fh.write(f"<si><t>{text}</t></si>")
