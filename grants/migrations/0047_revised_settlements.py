"""A settlement can be replaced by a later one; recoveries and revisions have their own article."""

import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('grants', '0046_vat_shares_under_ceilings'),
        ('municipalities', '0003_mergers'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='lettersender',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='lettersender',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='scheme',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='scheme',
            name='update_update',
        ),
        migrations.RemoveConstraint(
            model_name='settlement',
            name='one_settlement',
        ),
        migrations.RemoveConstraint(
            model_name='settlement',
            name='settlement_balances',
        ),
        migrations.RemoveConstraint(
            model_name='settlement',
            name='settlement_pays_or_recovers',
        ),
        migrations.AddField(
            model_name='lettersender',
            name='pay_to',
            field=models.CharField(blank=True, max_length=120, verbose_name='rekening voor terugbetalingen'),
        ),
        migrations.AddField(
            model_name='lettersenderevent',
            name='pay_to',
            field=models.CharField(blank=True, max_length=120, verbose_name='rekening voor terugbetalingen'),
        ),
        migrations.AddField(
            model_name='scheme',
            name='recovery_article',
            field=models.CharField(blank=True, max_length=80, verbose_name='artikel terugvordering'),
        ),
        migrations.AddField(
            model_name='scheme',
            name='resettlement_article',
            field=models.CharField(blank=True, max_length=80, verbose_name='artikel herziening van een vaststelling'),
        ),
        migrations.AddField(
            model_name='schemeevent',
            name='recovery_article',
            field=models.CharField(blank=True, max_length=80, verbose_name='artikel terugvordering'),
        ),
        migrations.AddField(
            model_name='schemeevent',
            name='resettlement_article',
            field=models.CharField(blank=True, max_length=80, verbose_name='artikel herziening van een vaststelling'),
        ),
        migrations.AddField(
            model_name='settlement',
            name='replaces',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replacements', to='grants.settlement'),
        ),
        migrations.AddField(
            model_name='settlement',
            name='written_off',
            field=models.DecimalField(decimal_places=2, default=0, max_digits=14, verbose_name='kwijtgescholden'),
        ),
        migrations.AlterField(
            model_name='letter',
            name='act',
            field=models.CharField(choices=[('judgement', 'oordeel over een verantwoording'), ('postponed', 'uitstel verleend'), ('not_postponed', 'uitstel geweigerd'), ('settled', 'vaststelling'), ('resettled', 'herziening van een vaststelling'), ('demanded', 'terugvordering'), ('awarded', 'toekenning'), ('partly_awarded', 'gedeeltelijke toekenning'), ('refused', 'afwijzing van een aanvraag'), ('award_changed', 'wijziging van een toekenning'), ('set_aside', 'aanvraag buiten behandeling gesteld'), ('objection_received', 'ontvangst van een bezwaar'), ('objection_postponed', 'beslissing op bezwaar verdaagd'), ('objection_decided', 'beslissing op bezwaar')], max_length=20, verbose_name='soort'),
        ),
        migrations.AlterField(
            model_name='lettertext',
            name='act',
            field=models.CharField(choices=[('judgement', 'oordeel over een verantwoording'), ('postponed', 'uitstel verleend'), ('not_postponed', 'uitstel geweigerd'), ('settled', 'vaststelling'), ('resettled', 'herziening van een vaststelling'), ('demanded', 'terugvordering'), ('awarded', 'toekenning'), ('partly_awarded', 'gedeeltelijke toekenning'), ('refused', 'afwijzing van een aanvraag'), ('award_changed', 'wijziging van een toekenning'), ('set_aside', 'aanvraag buiten behandeling gesteld'), ('objection_received', 'ontvangst van een bezwaar'), ('objection_postponed', 'beslissing op bezwaar verdaagd'), ('objection_decided', 'beslissing op bezwaar')], max_length=20, verbose_name='soort'),
        ),
        migrations.AlterField(
            model_name='lettertextevent',
            name='act',
            field=models.CharField(choices=[('judgement', 'oordeel over een verantwoording'), ('postponed', 'uitstel verleend'), ('not_postponed', 'uitstel geweigerd'), ('settled', 'vaststelling'), ('resettled', 'herziening van een vaststelling'), ('demanded', 'terugvordering'), ('awarded', 'toekenning'), ('partly_awarded', 'gedeeltelijke toekenning'), ('refused', 'afwijzing van een aanvraag'), ('award_changed', 'wijziging van een toekenning'), ('set_aside', 'aanvraag buiten behandeling gesteld'), ('objection_received', 'ontvangst van een bezwaar'), ('objection_postponed', 'beslissing op bezwaar verdaagd'), ('objection_decided', 'beslissing op bezwaar')], max_length=20, verbose_name='soort'),
        ),
        migrations.AlterField(
            model_name='recovery',
            name='state',
            field=models.CharField(choices=[('demanded', 'teruggevorderd'), ('repaid', 'helemaal ontvangen'), ('written_off', 'kwijtgescholden'), ('lapsed', 'vervallen')], editable=False, max_length=40, verbose_name='status'),
        ),
        migrations.AlterField(
            model_name='settlement',
            name='state',
            field=models.CharField(choices=[('drawn_up', 'opgesteld'), ('settled', 'vastgesteld'), ('replaced', 'vervangen'), ('withdrawn', 'ingetrokken')], editable=False, max_length=40, verbose_name='status'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='lettersender',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "grants_lettersenderevent" ("address", "appeal", "department", "id", "ministry", "objection", "on_behalf", "pay_to", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme_id", "unsigned") VALUES (NEW."address", NEW."appeal", NEW."department", NEW."id", NEW."ministry", NEW."objection", NEW."on_behalf", NEW."pay_to", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."scheme_id", NEW."unsigned"); RETURN NULL;', hash='f1dba0836054a1cc012904ac4403328b554abf07', operation='INSERT', pgid='pgtrigger_insert_insert_e7ef8', table='grants_lettersender', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='lettersender',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "grants_lettersenderevent" ("address", "appeal", "department", "id", "ministry", "objection", "on_behalf", "pay_to", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme_id", "unsigned") VALUES (NEW."address", NEW."appeal", NEW."department", NEW."id", NEW."ministry", NEW."objection", NEW."on_behalf", NEW."pay_to", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."scheme_id", NEW."unsigned"); RETURN NULL;', hash='b7a733ee910d270b8df7c643162f3f2d6c906dd7', operation='UPDATE', pgid='pgtrigger_update_update_62533', table='grants_lettersender', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='scheme',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "grants_schemeevent" ("accountability", "age_from", "age_to", "age_to_included", "award_article", "budget_article", "change_article", "code", "ends_on", "id", "in_force_on", "is_fictional", "judgement_article", "judgement_is_decision", "jump_percentage", "lapses_on", "legal_basis", "name", "payment_article", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postponement_article", "recovery_article", "regulation", "resettlement_article", "settlement_article", "starts_on") VALUES (NEW."accountability", NEW."age_from", NEW."age_to", NEW."age_to_included", NEW."award_article", NEW."budget_article", NEW."change_article", NEW."code", NEW."ends_on", NEW."id", NEW."in_force_on", NEW."is_fictional", NEW."judgement_article", NEW."judgement_is_decision", NEW."jump_percentage", NEW."lapses_on", NEW."legal_basis", NEW."name", NEW."payment_article", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."postponement_article", NEW."recovery_article", NEW."regulation", NEW."resettlement_article", NEW."settlement_article", NEW."starts_on"); RETURN NULL;', hash='60a72f736d8fb978508a3094595316b89420e5db', operation='INSERT', pgid='pgtrigger_insert_insert_84cb3', table='grants_scheme', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='scheme',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "grants_schemeevent" ("accountability", "age_from", "age_to", "age_to_included", "award_article", "budget_article", "change_article", "code", "ends_on", "id", "in_force_on", "is_fictional", "judgement_article", "judgement_is_decision", "jump_percentage", "lapses_on", "legal_basis", "name", "payment_article", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postponement_article", "recovery_article", "regulation", "resettlement_article", "settlement_article", "starts_on") VALUES (NEW."accountability", NEW."age_from", NEW."age_to", NEW."age_to_included", NEW."award_article", NEW."budget_article", NEW."change_article", NEW."code", NEW."ends_on", NEW."id", NEW."in_force_on", NEW."is_fictional", NEW."judgement_article", NEW."judgement_is_decision", NEW."jump_percentage", NEW."lapses_on", NEW."legal_basis", NEW."name", NEW."payment_article", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."postponement_article", NEW."recovery_article", NEW."regulation", NEW."resettlement_article", NEW."settlement_article", NEW."starts_on"); RETURN NULL;', hash='cc12b00f15ea7fde07b89ab766ea1d7c96764c47', operation='UPDATE', pgid='pgtrigger_update_update_ed6bc', table='grants_scheme', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='settlement',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'settled')), fields=('award',), name='one_settlement'),
        ),
        migrations.AddConstraint(
            model_name='settlement',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'drawn_up')), fields=('award',), name='one_settlement_drawn_up'),
        ),
        migrations.AddConstraint(
            model_name='settlement',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'withdrawn'), _negated=True), fields=('replaces',), name='settlement_replaced_once'),
        ),
        migrations.AddConstraint(
            model_name='settlement',
            constraint=models.CheckConstraint(condition=models.Q(('replaces', None), models.Q(('motivation', ''), _negated=True), _connector='OR'), name='replacing_has_motivation'),
        ),
        migrations.AddConstraint(
            model_name='settlement',
            constraint=models.CheckConstraint(condition=models.Q(('settled', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('advanced'), '+', models.F('to_pay')), '-', models.F('to_recover')), '-', models.F('written_off')))), name='settlement_balances'),
        ),
        migrations.AddConstraint(
            model_name='settlement',
            constraint=models.CheckConstraint(condition=models.Q(('advanced__gte', 0), ('settled__gte', 0), ('to_pay__gte', 0), ('to_recover__gte', 0), ('written_off__gte', 0), models.Q(('to_pay', 0), models.Q(('to_recover', 0), ('written_off', 0)), _connector='OR')), name='settlement_pays_or_recovers'),
        ),
    ]
