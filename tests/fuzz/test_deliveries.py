"""Whatever strangers do to a good file, it gets an answer: no fault of ours, 10 s or 512 MB.

Each case has its own number: what failed once fails again.
"""

from __future__ import annotations

import random
import resource
import time
from collections.abc import Callable

import pytest
from django.conf import settings

from grants.checks.findings import Outcome
from grants.services.prechecks import check_package, check_statement
from tests.files import faulty_statements, statements
from tests.files import packages as p
from tests.files.folders import PACKAGE_SUBJECT, STATEMENT_NAME
from tests.fuzz.mutations import BYTEWISE, PDF, Mutation, members

SECONDS = 10
KIBIBYTES = 512 * 1024
BATCHES = 5
"""Cases are run in this many tests, so that two processes can share them."""


def cases(batch: int) -> list[random.Random]:
    """The dice of each case of a batch."""
    numbers = range(batch, settings.RANDOM_CASES, BATCHES)
    return [random.Random(number) for number in numbers]


def spoiled(dice: random.Random, data: bytes) -> bytes:
    mutate: Mutation = dice.choice((members, members, members, *BYTEWISE))
    return mutate(dice, data)


def statement(dice: random.Random) -> Outcome:
    good = dice.choice((statements.good, faulty_statements.ods_wide, faulty_statements.ods_of))
    return check_statement(spoiled(dice, good()), STATEMENT_NAME, statements.SUBJECT)


def package(dice: random.Random) -> Outcome:
    return check_package(spoiled(dice, p.good()), p.NAME, PACKAGE_SUBJECT)


def package_with_a_spoiled_pdf(dice: random.Random) -> Outcome:
    stem, pdf = dice.choice(
        (
            ("Jaarstukken", p.pdf_with_script()),
            ("Jaarstukken", p.pdf_with_attachment()),
            ("Aanbiedingsbrief", p.good_files()[p.named("Aanbiedingsbrief")]),
        )
    )
    data = p.replaced(stem, dice.choice(PDF)(dice, pdf))
    return check_package(data, p.NAME, PACKAGE_SUBJECT)


def package_with_a_spoiled_annex(dice: random.Random) -> Outcome:
    return check_package(p.package_with(members(dice, p.good_annex())), p.NAME, PACKAGE_SUBJECT)


@pytest.mark.random
@pytest.mark.parametrize("batch", range(BATCHES))
@pytest.mark.parametrize(
    "look", [statement, package, package_with_a_spoiled_pdf, package_with_a_spoiled_annex]
)
def test_every_spoiled_file_gets_an_answer(
    look: Callable[[random.Random], Outcome], batch: int
) -> None:
    most = _most_memory()
    for dice in cases(batch):
        began = time.process_time()
        outcome = look(dice)
        assert isinstance(outcome, Outcome)
        assert time.process_time() - began < SECONDS
        for finding in outcome.findings:
            assert finding.message
            assert finding.remedy
            assert "\0" not in finding.message
    assert _most_memory() - most < KIBIBYTES


def _most_memory() -> int:
    """The most that this process and those it waited for ever held, in KiB."""
    return max(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
