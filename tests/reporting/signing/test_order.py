"""Whose turn it is: in order, beside each other, and for each part by itself."""

from __future__ import annotations

import random

from django.conf import settings

from reporting.signing import Party, to_ask, waits_for

FIRST = Party("a", "Directie", 1, ("report", "note"))
BESIDE = (Party("b", "Straffen", 2, ("report",)), Party("c", "Ondermijning", 2, ("report", "note")))
LAST = Party("d", "Bureau", 3, ("report", "letter"))
PARTIES = (LAST, *BESIDE, FIRST)


def asked_when(*standing: tuple[str, str]) -> list[tuple[str, str]]:
    return to_ask(PARTIES, lambda party, part: (party, part) in standing, standing)


def test_the_first_of_each_part_is_asked_first() -> None:
    assert sorted(asked_when()) == [("a", "note"), ("a", "report"), ("d", "letter")]


def test_equal_steps_sign_beside_each_other_and_parts_do_not_wait_for_parts() -> None:
    asked = asked_when(("a", "report"))
    assert ("b", "report") in asked
    assert ("c", "report") in asked
    assert ("c", "note") not in asked
    assert ("d", "report") not in asked


def test_it_says_for_whom_a_party_waits() -> None:
    def stands(party: str, part: str) -> bool:
        return (party, part) in {("a", "report"), ("b", "report")}

    assert waits_for(PARTIES, LAST, "report", stands) == ("Ondermijning",)
    assert waits_for(PARTIES, LAST, "letter", stands) == ()


def test_whoever_is_asked_waits_for_nobody_and_in_the_end_everybody_was_asked() -> None:
    for seed in range(settings.RANDOM_CASES):
        luck = random.Random(seed)
        parties = [
            Party(
                f"p{number}",
                f"Partij {number}",
                luck.randint(1, 3),
                tuple(luck.sample(("figures", "report", "letter", "note"), luck.randint(1, 4))),
            )
            for number in range(luck.randint(1, 6))
        ]
        by_key = {party.key: party for party in parties}
        given: set[tuple[str, str]] = set()

        def stands(party: str, part: str, given: set[tuple[str, str]] = given) -> bool:
            return (party, part) in given

        while asked := to_ask(parties, stands, given):
            assert all(not waits_for(parties, by_key[key], part, stands) for key, part in asked)
            given.add(luck.choice(asked))
        assert given == {(party.key, part) for party in parties for part in party.parts}
