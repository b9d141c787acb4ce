"""The month's slides: the published deck's pages made from a summary's tables, with charts that can be edited."""
