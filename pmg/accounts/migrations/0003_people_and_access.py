"""Invitations, requests that take two persons, what happened to people, and who read what."""

import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_initial'),
        ('municipalities', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='blocked_on',
            field=models.DateTimeField(blank=True, null=True, verbose_name='geblokkeerd op'),
        ),
        migrations.CreateModel(
            name='AccessRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='op')),
                ('purpose', models.CharField(choices=[('audit', 'inzage door een auditor'), ('export', 'download van cijfers of een bestand'), ('counts', 'inzage in aantallen onder de 5')], max_length=10, verbose_name='doel')),
                ('view', models.CharField(max_length=80, verbose_name='pagina')),
                ('object', models.CharField(blank=True, max_length=120, verbose_name='voorwerp')),
                ('query', models.CharField(blank=True, max_length=200, verbose_name='filter')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('municipality', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='municipalities.municipality')),
            ],
            options={
                'indexes': [models.Index(fields=['-at', '-id'], name='access_at'), models.Index(fields=['by', '-at'], name='access_by'), models.Index(fields=['municipality', '-at'], name='access_of')],
            },
        ),
        migrations.CreateModel(
            name='FactorReset',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('asked_on', models.DateTimeField(verbose_name='gevraagd op')),
                ('why', models.TextField(blank=True, verbose_name='reden')),
                ('decided_on', models.DateTimeField(null=True, verbose_name='besloten op')),
                ('granted', models.BooleanField(null=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('asked_by', models.F('user')), _negated=True), name='factorreset_about_another'), models.CheckConstraint(condition=models.Q(('decided_by', None), models.Q(models.Q(('decided_by', models.F('asked_by')), _negated=True), models.Q(('decided_by', models.F('user')), _negated=True)), _connector='OR'), name='factorreset_two_persons'), models.CheckConstraint(condition=models.Q(models.Q(('decided_by', None), ('decided_on', None), ('granted', None)), models.Q(('decided_by__isnull', False), ('decided_on__isnull', False), ('granted__isnull', False)), _connector='OR'), name='factorreset_decided_by_somebody'), models.UniqueConstraint(condition=models.Q(('granted', None)), fields=('user',), name='one_open_factor_reset')],
            },
        ),
        migrations.CreateModel(
            name='MandateRequest',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('asked_on', models.DateTimeField(verbose_name='gevraagd op')),
                ('why', models.TextField(blank=True, verbose_name='reden')),
                ('decided_on', models.DateTimeField(null=True, verbose_name='besloten op')),
                ('granted', models.BooleanField(null=True)),
                ('basis', models.CharField(max_length=200, verbose_name='grondslag')),
                ('ceiling', models.DecimalField(decimal_places=2, max_digits=14, verbose_name='tot en met (euro)')),
                ('starts_on', models.DateField(verbose_name='vanaf')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='tot en met')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('deputy_of', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('mandate', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='request', to='accounts.mandate')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('asked_by', models.F('user')), _negated=True), name='mandaterequest_about_another'), models.CheckConstraint(condition=models.Q(('decided_by', None), models.Q(models.Q(('decided_by', models.F('asked_by')), _negated=True), models.Q(('decided_by', models.F('user')), _negated=True)), _connector='OR'), name='mandaterequest_two_persons'), models.CheckConstraint(condition=models.Q(models.Q(('decided_by', None), ('decided_on', None), ('granted', None)), models.Q(('decided_by__isnull', False), ('decided_on__isnull', False), ('granted__isnull', False)), _connector='OR'), name='mandaterequest_decided_by_somebody'), models.CheckConstraint(condition=models.Q(('ceiling__gt', 0)), name='mandate_asked_positive'), models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='mandate_asked_ends_after_it_starts')],
            },
        ),
        migrations.CreateModel(
            name='PersonEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(choices=[('invited', 'Uitgenodigd'), ('confirmed', 'Bevestigd door een tweede persoon'), ('refused', 'Niet bevestigd'), ('withdrawn', 'Uitnodiging ingetrokken'), ('accepted', 'Uitnodiging aangenomen'), ('declined', 'Uitnodiging afgewezen'), ('role_begun', 'Rol begonnen'), ('role_ended', 'Rol beëindigd'), ('not_mine', 'Gemeld: dit is niet voor mij'), ('mandate_asked', 'Mandaat gevraagd'), ('mandate_given', 'Mandaat gegeven'), ('mandate_refused', 'Mandaat niet gegeven'), ('mandate_ended', 'Mandaat beëindigd'), ('blocked', 'Account geblokkeerd'), ('unblocked', 'Account weer open'), ('reset_asked', 'Nieuwe tweede factor gevraagd'), ('reset_done', 'Tweede factor gewist'), ('reset_refused', 'Tweede factor niet gewist')], max_length=20, verbose_name='wat')),
                ('role', models.CharField(blank=True, choices=[('policy_officer', 'beleidsmedewerker'), ('assessor', 'beoordelaar'), ('financial_officer', 'financieel medewerker'), ('budget_holder', 'budgethouder'), ('analyst', 'analist'), ('auditor', 'auditor'), ('administrator', 'beheerder'), ('sisa_contact', 'SiSa-contactpersoon'), ('project_leader', 'projectleider'), ('signatory', 'ondertekenaar'), ('system', 'systeem')], max_length=30, verbose_name='rol')),
                ('about', models.CharField(blank=True, max_length=36)),
                ('reason', models.TextField(blank=True, verbose_name='reden')),
                ('on', models.DateTimeField(verbose_name='op')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('municipality', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='municipalities.municipality')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='person_events', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['user', '-on'], name='person_event_of'), models.Index(fields=['municipality', '-on'], name='person_event_at')],
            },
        ),
        migrations.CreateModel(
            name='RoleOffer',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('asked_on', models.DateTimeField(verbose_name='gevraagd op')),
                ('why', models.TextField(blank=True, verbose_name='reden')),
                ('decided_on', models.DateTimeField(null=True, verbose_name='besloten op')),
                ('granted', models.BooleanField(null=True)),
                ('role', models.CharField(choices=[('policy_officer', 'beleidsmedewerker'), ('assessor', 'beoordelaar'), ('financial_officer', 'financieel medewerker'), ('budget_holder', 'budgethouder'), ('analyst', 'analist'), ('auditor', 'auditor'), ('administrator', 'beheerder'), ('sisa_contact', 'SiSa-contactpersoon'), ('project_leader', 'projectleider'), ('signatory', 'ondertekenaar'), ('system', 'systeem')], max_length=30, verbose_name='rol')),
                ('instead_until', models.DateField(null=True, verbose_name='overdracht op')),
                ('expires_on', models.DateTimeField(verbose_name='geldig tot')),
                ('answered_on', models.DateTimeField(null=True, verbose_name='beantwoord op')),
                ('accepted', models.BooleanField(null=True)),
                ('answer', models.TextField(blank=True, verbose_name='reden')),
                ('withdrawn_on', models.DateTimeField(null=True, verbose_name='ingetrokken op')),
                ('sending_on', models.DateTimeField(null=True)),
                ('sent_on', models.DateTimeField(null=True, verbose_name='verstuurd op')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('instead_of', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='accounts.roleassignment')),
                ('municipality', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='municipalities.municipality')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('asked_by', models.F('user')), _negated=True), name='roleoffer_about_another'), models.CheckConstraint(condition=models.Q(('decided_by', None), models.Q(models.Q(('decided_by', models.F('asked_by')), _negated=True), models.Q(('decided_by', models.F('user')), _negated=True)), _connector='OR'), name='roleoffer_two_persons'), models.CheckConstraint(condition=models.Q(models.Q(('decided_by', None), ('decided_on', None), ('granted', None)), models.Q(('decided_by__isnull', False), ('decided_on__isnull', False), ('granted__isnull', False)), _connector='OR'), name='roleoffer_decided_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('municipality__isnull', False), ('role__in', ['project_leader', 'signatory', 'sisa_contact'])), models.Q(models.Q(('role__in', ['project_leader', 'signatory', 'sisa_contact']), _negated=True), ('municipality__isnull', True)), _connector='OR'), name='offer_of_municipal_role_has_municipality'), models.CheckConstraint(condition=models.Q(models.Q(('accepted', True), _negated=True), models.Q(('role__in', ['administrator', 'analyst', 'assessor', 'auditor', 'budget_holder', 'financial_officer', 'policy_officer', 'signatory']), _negated=True), ('granted', True), _connector='OR'), name='offer_accepted_after_second_person'), models.UniqueConstraint(condition=models.Q(('answered_on', None), ('withdrawn_on', None), models.Q(('granted', None), ('granted', True), _connector='OR')), fields=('user', 'role', 'municipality'), name='one_open_offer', nulls_distinct=False)],
            },
        ),
    ]
