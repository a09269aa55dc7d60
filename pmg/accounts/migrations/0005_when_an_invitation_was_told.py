"""One moment is enough: the notice itself knows how the mail fared."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_second_person_before_acceptance")]

    operations = [
        migrations.RemoveField(model_name="roleoffer", name="sent_on"),
        migrations.RenameField(
            model_name="roleoffer", old_name="sending_on", new_name="told_on"
        ),
        migrations.AlterField(
            model_name="roleoffer",
            name="told_on",
            field=models.DateTimeField("verteld op", null=True),
        ),
    ]
