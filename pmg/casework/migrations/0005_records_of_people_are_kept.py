"""What happened to people and who read what is only added; the trigger is casework's."""

from django.db import migrations

from pmg.casework import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0004_contributions_are_kept"),
        ("accounts", "0003_people_and_access"),
    ]

    operations = [append_only.protect("accounts_personevent", "accounts_accessrecord")]
