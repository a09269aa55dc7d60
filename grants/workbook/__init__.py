"""Workbook: the statement form as a spreadsheet, made to measure. It asks no database."""
