"""Reference data: a new scheme comes in whole, a known one gets what it could not have yet."""

import pytest

from grants.models import ChecklistItem, PaymentPlan, Recipient, ReminderRule, Scheme
from grants.services.reference import SCHEMES, load_scheme
from municipalities.services.reference import load_municipalities

PATH = SCHEMES / "pmg-2024.json"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def municipalities(db: None) -> None:
    load_municipalities()


def counts(scheme: Scheme) -> dict[str, int]:
    return {
        relation.name: relation.related_model.objects.filter(
            **{relation.field.name: scheme}
        ).count()
        for relation in Scheme._meta.related_objects
        if not relation.field.unique and relation.related_model._meta.app_label == "grants"
    }


def test_loading_again_changes_nothing() -> None:
    scheme = load_scheme(PATH)
    before = counts(scheme)
    assert before["recipients"] == 20
    assert load_scheme(PATH) == scheme
    assert counts(scheme) == before


def test_a_known_scheme_gets_kinds_of_parts_that_came_later() -> None:
    scheme = load_scheme(PATH)
    before = counts(scheme)
    ReminderRule.objects.filter(scheme=scheme).delete()
    ChecklistItem.objects.filter(scheme=scheme).delete()
    load_scheme(PATH)
    assert counts(scheme) == before


def test_each_grant_year_is_paid_at_its_start() -> None:
    scheme = load_scheme(PATH)
    for year in scheme.grant_years.all():
        (instalment,) = year.payment_plan.all()
        assert (instalment.due_on, instalment.share) == (year.starts_on, 100)
    PaymentPlan.objects.filter(grant_year__scheme=scheme).delete()
    load_scheme(PATH)
    assert PaymentPlan.objects.filter(grant_year__scheme=scheme).count() == 3


def test_what_people_changed_stays() -> None:
    scheme = load_scheme(PATH)
    Recipient.objects.filter(scheme=scheme).first().delete()
    scheme.reminder_rules.first().delete()
    before = counts(scheme)
    load_scheme(PATH)
    assert counts(scheme) == before
