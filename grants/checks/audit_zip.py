"""Auditdossier: what holds it together, so that anybody can check it without the database. Pure."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

SUMS = "SHA256SUMS"
INDEX = "index.csv"
EVENTS = "gebeurtenissen.jsonl"
CASE = "verantwoording.json"
START = "0" * 64
"""What stands before the first event of a chain."""

SUM_LINE = re.compile(r"([0-9a-f]{64})  (\S.*)")


def canonical(value: Any) -> str:
    """The one way to write a value as JSON: the same content gives the same letters."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def link(previous: str, event: Mapping[str, Any]) -> str:
    """The hash of an event in its chain: of the hash before it and its own content."""
    return hashlib.sha256(f"{previous}\n{canonical(event)}".encode()).hexdigest()


def chained(events: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Each event as a line that names the hash before it and its own."""
    previous = START
    for event in events:
        digest = link(previous, event)
        yield canonical({"event": event, "hash": digest, "previous": previous})
        previous = digest


def sums_of(digests: Mapping[str, str]) -> str:
    """SHA256SUMS, as `sha256sum --check` reads it."""
    return "".join(f"{digests[path]}  {path}\n" for path in sorted(digests))


def faults(digests: Mapping[str, str], texts: Mapping[str, str]) -> Iterator[str]:
    """Wat er niet klopt: every file against the sums and the index, every event against its chain.

    `digests` are those of the files as they are in the zip, without SHA256SUMS itself; `texts`
    what stands in the files that are read.
    """
    yield from _faults_of_sums(digests, texts[SUMS])
    for needed in (INDEX, EVENTS, CASE):
        if needed not in digests:
            yield f"{needed} ontbreekt in het dossier."
    if INDEX in texts:
        yield from _faults_of_index(digests, texts[INDEX])
    if EVENTS in texts:
        yield from _faults_of_events(texts[EVENTS])


def _faults_of_sums(digests: Mapping[str, str], text: str) -> Iterator[str]:
    told: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        found = SUM_LINE.fullmatch(line)
        if not found:
            yield f"{SUMS}, regel {number}: dit is geen controlegetal met een bestandsnaam."
        elif found[2] in told:
            yield f"{SUMS}, regel {number}: {found[2]} staat er twee keer."
        else:
            told[found[2]] = found[1]
    for path in sorted(told.keys() - digests.keys()):
        yield f"{path} ontbreekt in het dossier."
    for path in sorted(digests.keys() - told.keys()):
        yield f"{path} staat niet in {SUMS}."
    for path in sorted(told.keys() & digests.keys()):
        if told[path] != digests[path]:
            yield f"{path} is veranderd: het controlegetal klopt niet."


def _faults_of_index(digests: Mapping[str, str], text: str) -> Iterator[str]:
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    named = set()
    for number, row in enumerate(rows, start=2):
        path = (row.get("pad") or "").removeprefix("'")
        named.add(path)
        if path not in digests:
            yield f"{INDEX}, regel {number}: {path} ontbreekt in het dossier."
        elif row.get("sha256") != digests[path]:
            yield f"{INDEX}, regel {number}: het controlegetal van {path} klopt niet."
    for path in sorted(digests.keys() - named - {INDEX, "index.html"}):
        yield f"{path} staat niet in {INDEX}."


def _faults_of_events(text: str) -> Iterator[str]:
    previous = START
    places: defaultdict[tuple[Any, Any], int] = defaultdict(int)
    for number, line in enumerate(text.splitlines(), start=1):
        where = f"{EVENTS}, regel {number}"
        try:
            row = json.loads(line)
            event, told, before = row["event"], row["hash"], row["previous"]
            case = (event["case_kind"], event["case_id"])
            place = event["seq"]
        except (ValueError, KeyError, TypeError):
            yield f"{where}: dit is geen gebeurtenis."
            return
        if before != previous or told != link(before, event):
            yield f"{where}: de keten is hier gebroken. Deze gebeurtenis of die ervoor is veranderd."
            return
        places[case] += 1
        if place != places[case]:
            yield f"{where}: van deze zaak ontbreekt gebeurtenis {places[case]}."
            return
        previous = told
