"""An unknown answer of the second person is no consent."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_people_and_access'),
        ('municipalities', '0001_initial'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='roleoffer',
            name='offer_accepted_after_second_person',
        ),
        migrations.AddConstraint(
            model_name='roleoffer',
            constraint=models.CheckConstraint(condition=models.Q(('accepted', None), ('accepted', False), models.Q(('role__in', ['administrator', 'analyst', 'assessor', 'auditor', 'budget_holder', 'financial_officer', 'policy_officer', 'signatory']), _negated=True), models.Q(('granted', True), ('granted__isnull', False)), _connector='OR'), name='offer_accepted_after_second_person'),
        ),
    ]
