"""The page of tiles: every review type, and how many reviews are open and closed in all months."""

from __future__ import annotations

from collections.abc import Mapping

from reports.deck.edition import DeckEdition
from reports.deck.page import Tile
from reports.deck.slides import Slides, say_above
from workbook_templates.template.looks import BLUE, DARK_BLUE, DARK_GREY, GREEN

__all__ = ["write_tiles"]

_COLUMNS = 4
_CONVERTED = "Converted"
_OTHERS = ("Rapid Review", "Not Stated")


def write_tiles(slides: Slides, edition: DeckEdition) -> None:
    """Write a tile for each row of `review_types`, zeros too, and two for the last month of `monthly_totals`."""
    page = slides.page("tiles", "Reviews by type, open and closed")
    rows = edition.summary.rows("review_types")
    latest = edition.summary.rows("monthly_totals")[-1]
    tiles = [_of_type(row) for row in rows]
    tiles += [
        Tile(shown(latest["Open"]), "Total open", "all months", DARK_BLUE),
        Tile(shown(latest["Closed"]), "Total closed", "all months", DARK_BLUE),
    ]
    sentence = f"{shown(latest['Total'])} reviews are counted."
    neither = latest.get("Status not stated")
    box = say_above(page, [f"{sentence} {shown(neither)} of them have no status." if neither else sentence])
    page.tiles(tiles, box, columns=_COLUMNS)


def _of_type(row: Mapping[str, object]) -> Tile:
    name = str(row["Review type"])
    colour = GREEN if _CONVERTED in name else DARK_GREY if name in _OTHERS else BLUE
    return Tile(shown(row["Total"]), name, f"{shown(row['Open'])} open · {shown(row['Closed'])} closed", colour)


def shown(count: object) -> str:
    """A count as a page shows it.

    >>> shown(1200), shown("[c]"), shown(None)
    ('1,200', '[c]', '–')
    """
    return f"{count:,}" if isinstance(count, int) else str("–" if count is None else count)
