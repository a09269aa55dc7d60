"""Document van een regeling in de database zetten: the one place that writes rows of a scheme."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model

from grants.models import Scheme
from grants.queries.scheme_document import Document, complete_rows, key_of, rows_with_keys
from grants.queries.scheme_sections import BY_NAME, MUNICIPALITIES, SECTIONS, Section
from municipalities.models import Municipality

Key = tuple[str, ...]


def make_scheme_of(code: str, document: Mapping[str, Any]) -> Scheme:
    """A scheme with every row of the document."""
    fields: dict[str, Any] = {}
    for section in SECTIONS:
        if section.is_scheme:
            fields |= complete_rows(section, document[section.name])[0]
    scheme = Scheme.objects.create(code=code, **fields)
    scheme.refresh_from_db()
    write_sections(scheme, {s.name: document.get(s.name, []) for s in SECTIONS if not s.is_scheme})
    return scheme


def write_sections(scheme: Scheme, document: Mapping[str, Iterable[Any]]) -> None:
    """Bring these sections to what the document says; rows that stay the same are not written.

    What goes, goes first and from the end, so that nothing points to a row that is gone.
    """
    wanted: Document = {
        section.name: complete_rows(section, document[section.name])
        for section in SECTIONS
        if section.name in document
    }
    touched = [section for section in SECTIONS if section.name in wanted]
    for section in reversed(touched):
        if not section.is_scheme:
            kept = {key_of(section, row) for row in wanted[section.name]}
            for key, found in _known(scheme, section).items():
                if key not in kept:
                    found.delete()
    for section in touched:
        _write(scheme, section, wanted[section.name])


def _write(scheme: Scheme, section: Section, rows: list[dict[str, Any]]) -> None:
    known = _known(scheme, section)
    targets = {name: _targets(scheme, section, name) for name in section.links}
    for place, row in enumerate(rows, start=1):
        fields = {
            name: targets[name][str(value)] if name in targets else value
            for name, value in row.items()
        }
        if section.placed:
            fields["place"] = place
        found = known.get(key_of(section, row))
        if found is None:
            if section.owner == "scheme":
                fields["scheme"] = scheme
            section.model._default_manager.create(**fields)
            continue
        changed = [
            name
            for name, value in fields.items()
            if name not in targets and _differs(section, found, name, value)
        ]
        for name in changed:
            setattr(found, name, fields[name])
        if changed:
            found.save(update_fields=changed)


def _differs(section: Section, found: Model, name: str, value: Any) -> bool:
    return bool(section.model_field(name).to_python(value) != getattr(found, name))


def _known(scheme: Scheme, section: Section) -> dict[Key, Model]:
    """The rows that are there, by key."""
    if section.is_scheme:
        return {(): Scheme.objects.get(pk=scheme.pk)}
    found = section.model._default_manager.filter(**{section.owner: scheme.pk}).in_bulk()
    return {key_of(section, row): found[pk] for pk, row in rows_with_keys(scheme, section)}


def _targets(scheme: Scheme, section: Section, name: str) -> dict[str, Model]:
    """The rows a link may point to, by what stands for them in a document."""
    link = section.links[name]
    if link.section == MUNICIPALITIES:
        return {one.cbs_code: one for one in Municipality.objects.all()}
    target = BY_NAME[link.section]
    rows = target.model._default_manager.filter(**{target.owner: scheme.pk})
    keys = rows.values_list("pk", link.key)
    by_pk = rows.in_bulk()
    return {str(key): by_pk[pk] for pk, key in keys}
