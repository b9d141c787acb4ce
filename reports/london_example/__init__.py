"""Five made-up London returns for October 2024 whose consolidation gives exactly the published figures."""

from reports.london_example.faults import PlantedFault
from reports.london_example.figures import (
    MonthFigures,
    PublishedFigures,
    Ranks,
    ReviewTypeFigures,
    published_figures,
)
from reports.london_example.returns import INVENTED, LondonReturn, london_returns

__all__ = [
    "INVENTED",
    "LondonReturn",
    "MonthFigures",
    "PlantedFault",
    "PublishedFigures",
    "Ranks",
    "ReviewTypeFigures",
    "london_returns",
    "published_figures",
]
