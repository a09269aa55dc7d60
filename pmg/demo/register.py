"""What stands ready before the story starts: articles of the scheme, interventions, plans."""

from __future__ import annotations

import datetime

from django.db import transaction

from grants.models import Intervention, LetterSender, Scheme

from .figures import INTERVENTIONS

DESCRIBED: dict[str, dict[str, object]] = {
    "Sterk op School (fictief)": {
        "age_from": 9,
        "age_to": 13,
        "risk_factors": ["verkeerde vrienden"],
        "protective_factors": ["weerbaarheid", "binding met school"],
        "setting": "school",
    },
    "Buurtcoach op Straat (fictief)": {
        "age_from": 12,
        "age_to": 22,
        "risk_factors": ["verkeerde vrienden", "rondhangen"],
        "protective_factors": ["een vaste volwassene"],
        "setting": "wijk",
    },
    "Eerste Baan (fictief)": {
        "age_from": 16,
        "age_to": 22,
        "risk_factors": ["geen dagbesteding"],
        "protective_factors": ["werk"],
        "setting": "werk",
    },
    "Samen Thuis (fictief)": {
        "age_from": 8,
        "age_to": 17,
        "risk_factors": ["criminaliteit in het gezin"],
        "protective_factors": ["steun van ouders"],
        "setting": "gezin",
    },
    "Avondsport Plus (fictief)": {
        "age_from": 12,
        "age_to": 22,
        "risk_factors": ["rondhangen"],
        "protective_factors": ["sport", "een vaste volwassene"],
        "setting": "wijk",
    },
    "Terug naar Les (fictief)": {
        "age_from": 12,
        "age_to": 18,
        "risk_factors": ["schoolverzuim"],
        "protective_factors": ["binding met school"],
        "setting": "school",
    },
    "Online Wijzer (fictief)": {
        "age_from": 10,
        "age_to": 15,
        "risk_factors": ["geldezels", "online oplichting"],
        "protective_factors": ["weerbaarheid"],
        "setting": "school",
    },
    "Op Eigen Benen (fictief)": {
        "age_from": 18,
        "age_to": 27,
        "risk_factors": ["schulden"],
        "protective_factors": ["een vaste volwassene", "werk"],
        "setting": "gezin en wijk",
    },
}

PAY_TO = "NL91 ABNA 0417 1643 00, Ministerie van Justitie en Veiligheid (FICTIEF)"


@transaction.atomic
def fill_the_register(scheme: Scheme) -> None:
    """Fill the intervention register and the articles that no public source gives (fictional)."""
    if not scheme.is_fictional:
        scheme.is_fictional = True
        scheme.change_article = "artikel 95 (fictief)"
        scheme.payment_article = "artikel 97 (fictief)"
        scheme.postponement_article = "artikel 96 (fictief)"
        scheme.judgement_article = "artikel 98 (fictief)"
        scheme.settlement_article = "artikel 99 (fictief)"
        scheme.resettlement_article = "artikel 100 (fictief)"
        scheme.recovery_article = "artikel 101 (fictief)"
        scheme.budget_article = "34.3 (fictief)"
        scheme.save()
        LetterSender.objects.filter(scheme=scheme).update(pay_to=PAY_TO)
    for name, level, description in INTERVENTIONS:
        Intervention.objects.get_or_create(
            name=name,
            defaults={
                "evidence_level": level,
                "evidence_source": "Databank (fictief)",
                "evidence_on": datetime.date(2023, 11, 1),
                "description": description,
                "owner": "Kenniscentrum (fictief)",
                **DESCRIBED[name],
            },
        )
