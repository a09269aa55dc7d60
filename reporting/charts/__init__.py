"""Charts as SVG text: real letters, one alternative sentence, the same bytes every time.

Attributes only, no style and no class, so that a page under a strict content policy and the PDF
draw the same. Colours differ in lightness too: the report is read in black and white as well.
"""
