"""What the region learns: consolidation, tables, summary workbook, deck, report, feedback."""
