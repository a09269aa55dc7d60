"""Overname uit de oude administratie: handed in, read, agreed by two people, carried out."""
