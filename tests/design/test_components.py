"""What the components promise to who cannot see them, and to who types."""

from html.parser import HTMLParser

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory

from pmg.design.findings import by_document
from pmg.design.navigation import NavItem, _current, _in_rooms
from pmg.design.views import FINDINGS, SpecimenForm


class Elements(HTMLParser):
    """All start tags with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.all: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.all.append((tag, dict(attrs)))

    def by_id(self, wanted: str) -> dict[str, str | None]:
        return next(attrs for _, attrs in self.all if attrs.get("id") == wanted)


def draw(source: str, **context: object) -> str:
    load = "{% load design crispy_forms_tags %}"
    return Template(load + source).render(Context(context))


@pytest.fixture
def wrong() -> Elements:
    return Elements(draw("{{ form|crispy }}", form=SpecimenForm({"amount": "71 duizend"})))


def test_help_and_error_are_tied_to_their_field(wrong: Elements) -> None:
    amount = wrong.by_id("id_amount")
    assert amount["aria-describedby"] == "id_amount_helptext id_amount_error"
    assert amount["aria-invalid"] == "true"
    assert wrong.by_id("id_amount_helptext")
    assert wrong.by_id("id_amount_error")


def test_what_was_typed_stays(wrong: Elements) -> None:
    assert wrong.by_id("id_amount")["value"] == "71 duizend"


def test_summary_links_to_something_that_can_be_filled_in(wrong: Elements) -> None:
    links = [str(a["href"])[1:] for tag, a in wrong.all if tag == "a"]
    assert links == [
        "id_amount",
        "id_intervention",
        "id_explanation",
        "id_judgement_0",
        "id_complete",
    ]
    fillable = {a.get("id") for tag, a in wrong.all if tag in ("input", "textarea", "select")}
    assert set(links) <= fillable


def test_group_has_a_legend_and_its_own_description(wrong: Elements) -> None:
    group = wrong.by_id("div_id_judgement")
    assert group["aria-describedby"] == "id_judgement_helptext id_judgement_error"
    assert ("legend" in [tag for tag, _ in wrong.all]) is True


def test_untouched_form_shows_no_summary_and_says_what_is_optional() -> None:
    html = draw("{{ form|crispy }}", form=SpecimenForm())
    assert "Controleer uw gegevens" not in html
    assert html.count("(niet verplicht)") == 4
    assert "required" not in html


def test_form_of_an_app_gets_its_own_classes_too() -> None:
    class Own(forms.Form):
        name = forms.CharField(widget=forms.TextInput(attrs={"class": "pmg-narrow"}))

    html = draw("{{ form|crispy }}", form=Own())
    assert "utrecht-textbox--html-input pmg-narrow" in html


def test_text_of_a_user_is_never_markup() -> None:
    html = draw(
        '{% badge text %}{% alert "info" title=text %}{{ text }}{% endalert %}'
        "{% key_values %}{% key_value text text %}{% endkey_values %}{% data_table text %}{% enddata_table %}",
        text="<script>",
    )
    assert "<script>" not in html
    assert html.count("&lt;script&gt;") == 6


def test_findings_are_grouped_with_errors_first() -> None:
    form, package = by_document(reversed(FINDINGS))
    assert (form.document, package.document) == ("sisa_2025_060513.zip", "pmg_2025_0513.xlsx")
    assert [finding.severity for finding in package.findings] == ["error", "warning"]
    assert package.errors_text == "1 fout"


def test_bar_uses_a_decimal_point_and_stays_in_its_bounds() -> None:
    html = draw("{% progress 150 100 'Vol' %}{% progress part 100 'Deel' %}", part="12.5")
    assert 'value="100" max="100"' in html
    assert 'value="12.5"' in html


def test_pages_keep_the_filters() -> None:
    request = RequestFactory().get("/lijst/", {"status": "late", "na": "gouda"})
    html = draw('{% pagination "almelo" "zwijndrecht" %}', request=request)
    assert 'href="?status=late&amp;voor=almelo"' in html
    assert 'href="?status=late&amp;na=zwijndrecht"' in html


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/", "/"),
        ("/betalingen/12/", "/betalingen/"),
        ("/betalingen/klaarzetten/3/", "/betalingen/klaarzetten/"),
        ("/elders/", None),
    ],
)
def test_menu_marks_the_page_that_one_is_on(path: str, current: str | None) -> None:
    assert _current(["/", "/betalingen/", "/betalingen/klaarzetten/"], path) == current


def test_a_long_menu_is_drawn_in_rooms_and_a_lone_page_needs_none() -> None:
    start, paid, read, ledger = (
        NavItem(label, f"/{label}/", label == "ledger")
        for label in ("start", "paid", "read", "ledger")
    )
    drawn = [("Overzicht", start), ("Geld", paid), ("Voortgang", read), ("Geld", ledger)]
    assert _in_rooms(drawn) == [start, NavItem("Geld", "/paid/", True, (paid, ledger)), read]
