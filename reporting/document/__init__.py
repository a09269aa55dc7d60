"""The Kamer report as a row of chapters made of blocks: page, PDF and spreadsheet read the same."""
