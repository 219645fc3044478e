"""What a workbook says that is hard to believe, or says twice: its sender is asked."""
