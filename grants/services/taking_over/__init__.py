"""Overname uitvoeren: what a row of the old administration becomes, by kind."""
