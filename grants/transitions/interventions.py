"""Voorstel voor het interventieregister: a municipality proposes, the ministry keeps the register."""

from __future__ import annotations

from grants.enums import ProposalState as State
from pmg.accounts.enums import Role
from pmg.casework.table import NEW, Move, MoveTable

PROPOSERS = frozenset({Role.PROJECT_LEADER})
KEEPERS = frozenset({Role.POLICY_OFFICER})

PROPOSAL_MOVES = MoveTable(
    kind="intervention_proposal",
    moves=(
        Move(
            name="propose",
            label="Interventie voorstellen",
            event="Interventie voorgesteld voor het register",
            sources=(NEW,),
            target=State.PROPOSED,
            roles=PROPOSERS,
            own_municipality=True,
            needs_reason=True,
        ),
        Move(
            name="accept",
            label="Opnemen in het register",
            event="Interventie opgenomen in het register",
            sources=(State.PROPOSED,),
            target=State.ACCEPTED,
            roles=KEEPERS,
        ),
        Move(
            name="accept_changed",
            label="Gewijzigd opnemen in het register",
            event="Interventie met wijzigingen opgenomen in het register",
            sources=(State.PROPOSED,),
            target=State.ACCEPTED,
            roles=KEEPERS,
            needs_reason=True,
        ),
        Move(
            name="refuse",
            label="Afwijzen",
            event="Voorstel voor het register afgewezen",
            sources=(State.PROPOSED,),
            target=State.REFUSED,
            roles=KEEPERS,
            needs_reason=True,
        ),
        Move(
            name="withdraw",
            label="Voorstel intrekken",
            event="Voorstel voor het register ingetrokken",
            sources=(State.PROPOSED,),
            target=State.WITHDRAWN,
            roles=PROPOSERS,
            own_municipality=True,
            needs_reason=True,
        ),
    ),
)
