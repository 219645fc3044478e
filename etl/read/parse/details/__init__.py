"""Details of how a workbook's cells are drawn and reckoned: colours, conditions, shapes, zeros."""
