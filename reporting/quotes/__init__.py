"""Verwijzingen: figures that a text names instead of typing them: `{{ cijfer.betaald }}`."""
