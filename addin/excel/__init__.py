"""What Excel is given beside the workbook: the VBA project behind the buttons, compiled from text."""
