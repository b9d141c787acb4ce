"""The month for other programs: tidy CSV files, the long form, and a Frictionless data package that describes them."""
