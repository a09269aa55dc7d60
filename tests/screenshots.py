"""``make screenshots``: the pictures of the README, taken of the demo in a real browser."""

import os
from pathlib import Path

from tests.harness.services import Services, addresses

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "screenshots"


def take() -> None:
    """Takes each picture on a copy of the demo."""
    from django.urls import reverse

    from grants.models import Justification
    from pmg.accounts.enums import Role
    from pmg.accounts.models import User
    from tests.harness import databases
    from tests.harness.browser import login, running_browser
    from tests.harness.site import running_web

    PICTURES.mkdir(parents=True, exist_ok=True)
    with (
        databases.copied(databases.with_demo()) as database,
        databases.pointed_at(database),
        running_web(database) as url,
        running_browser() as browser,
    ):
        wrong = Justification.objects.filter(uploads__check_run__verdict__ok=False).first()
        assert wrong is not None, "the demo has no upload with findings"
        theirs = User.objects.filter(
            role_assignments__municipality=wrong.municipality,
            role_assignments__role=Role.SISA_CONTACT,
        )
        pictures = {
            "start": (User.objects.get(username="beleid"), reverse("grants:start")),
            "bevindingen": (
                theirs.get(),
                reverse("grants:justification", args=[wrong.pk]),
            ),
        }
        for name, (user, path) in pictures.items():
            context = browser.new_context(
                base_url=url, locale="nl-NL", viewport={"width": 1280, "height": 800}
            )
            context.base_url = url  # type: ignore[attr-defined]
            page = context.new_page()
            login(page, user)
            page.goto(path)
            page.screenshot(path=PICTURES / f"{name}.png", full_page=name != "start")
            context.close()
            print(PICTURES / f"{name}.png")


def main() -> None:
    services = Services()
    try:
        os.environ.update(addresses("pmg"), DJANGO_ALLOW_ASYNC_UNSAFE="1")
        import django

        django.setup()
        take()
    finally:
        services.stop()


if __name__ == "__main__":
    main()
