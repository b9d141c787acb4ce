"""The region's written report on themes and recommendations over a period, as a Word document."""
