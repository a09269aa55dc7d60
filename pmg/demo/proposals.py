"""Proposals for the intervention register in the demo: one was taken in, one waits."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace

from grants.enums import EvidenceLevel
from grants.models import InterventionProposal
from grants.services.intervention_proposals import accept_proposal, propose_intervention
from grants.services.interventions import InterventionFields
from pmg.casework.moves import Door

from .stage import Stage, at, scene
from .telling import Scene

HOMEWORK = InterventionFields(
    name="Huiswerkplek in de Wijk (fictief)",
    evidence_level=EvidenceLevel.WELL_FOUNDED,
    evidence_source="Handleiding van de ontwikkelaar (fictief), 2025",
    description="Vier middagen per week een rustige plek met een begeleider uit de buurt.",
    age_from=10,
    age_to=15,
    risk_factors=("schoolverzuim", "rondhangen"),
    protective_factors=("binding met school", "een vaste volwassene"),
    setting="wijk",
    owner="Stichting Huiswerkplek (fictief)",
)
BIKES = InterventionFields(
    name="Fietswerkplaats (fictief)",
    evidence_level=EvidenceLevel.NOT_RECOGNISED,
    description="Jongeren leren fietsen maken bij een ondernemer, twee middagen per week.",
    age_from=14,
    age_to=22,
    risk_factors=("geen dagbesteding",),
    protective_factors=("werk", "een vaste volwassene"),
    setting="werk",
    owner="Gemeente Gouda (fictief)",
)


def proposal_scenes(stage: Stage) -> Iterator[Scene]:
    """Last autumn Almelo had one taken in, with a change; this month Gouda proposed another."""
    yield scene(at(2026, 9, 8, 11), "proposal-homework", propose, stage, "GM0141", HOMEWORK)
    yield scene(at(2026, 9, 22, 15), "proposal-homework-accepted", accept, stage)
    yield scene(at(2026, 11, 12, 10), "proposal-bikes", propose, stage, "GM0513", BIKES)


def propose(stage: Stage, code: str, fields: InterventionFields, *, on: datetime.datetime) -> None:
    """The project leader proposes what the municipality works with already."""
    (municipality,) = (one for one in stage.municipalities if one.cbs_code == code)
    propose_intervention(
        municipality=municipality,
        fields=fields,
        reason="FICTIEF: wij werken er sinds dit voorjaar mee en willen erover rapporteren.",
        by=stage.colleague(municipality, "project"),
        on=on,
        door=Door.DEMO,
    )


def accept(stage: Stage, *, on: datetime.datetime) -> None:
    """The ministry takes it in, with the evidence level that its source allows."""
    proposal = InterventionProposal.objects.get(name=HOMEWORK.name)
    accept_proposal(
        intervention_proposal=proposal,
        fields=replace(HOMEWORK, evidence_level=EvidenceLevel.NOT_RECOGNISED),
        reason="FICTIEF: een handleiding alleen is nog geen erkenning door de databank.",
        by=stage.person("beleid"),
        on=on,
        seen_revision=proposal.revision,
        door=Door.DEMO,
    )
