"""Levering van het CBS: from received to confirmed by a person."""

from grants.enums import CbsDeliveryState as State
from pmg.accounts.enums import Role
from pmg.casework.table import NEW, Move, MoveTable

RECORDERS = frozenset({Role.ASSESSOR, Role.POLICY_OFFICER})

CBS_MOVES = MoveTable(
    kind="cbs_delivery",
    moves=(
        Move(
            name="hand_in",
            label="Levering inlezen",
            event="Levering van het CBS ontvangen",
            sources=(NEW,),
            target=State.RECEIVED,
            roles=RECORDERS,
        ),
        Move(
            name="read",
            label="Klaarzetten",
            event="Levering gelezen: er zijn verschillen",
            sources=(State.RECEIVED,),
            target=State.READ,
            roles=frozenset({Role.SYSTEM}),
        ),
        Move(
            name="find_nothing_new",
            label="Sluiten zonder wijziging",
            event="Levering gelezen: er verandert niets",
            sources=(State.RECEIVED,),
            target=State.NOTHING_NEW,
            roles=frozenset({Role.SYSTEM}),
        ),
        Move(
            name="give_up",
            label="Lezen opgeven",
            event="Lezen mislukt door een fout van ons",
            sources=(State.RECEIVED,),
            target=State.FAILED,
            roles=frozenset({Role.SYSTEM}),
        ),
        Move(
            name="read_again",
            label="Opnieuw lezen",
            event="Opnieuw lezen gevraagd",
            sources=(State.FAILED,),
            target=State.RECEIVED,
            roles=RECORDERS,
        ),
        Move(
            name="confirm",
            label="Overnemen",
            event="Levering overgenomen",
            sources=(State.READ,),
            target=State.CONFIRMED,
            roles=RECORDERS,
        ),
        Move(
            name="discard",
            label="Niet overnemen",
            event="Levering niet overgenomen",
            sources=(State.READ,),
            target=State.DISCARDED,
            roles=RECORDERS,
            needs_reason=True,
        ),
    ),
)
