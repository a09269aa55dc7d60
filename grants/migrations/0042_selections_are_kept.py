"""Figures of a selection and each run over them are written once."""

from django.db import migrations

from pmg.casework.append_only import protect


class Migration(migrations.Migration):
    dependencies = [("grants", "0041_selections")]

    operations = [protect("grants_selectioninput", "grants_selectionrun")]
