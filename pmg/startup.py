"""What is looked at once, when web server, worker or beat starts."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


def refuse_demo_accounts() -> None:
    """Raises ``ImproperlyConfigured`` where accounts of the demo meet settings without a demo.

    Those accounts have no password worth the name: beside real cases they would be an open door.
    """
    if settings.DEMO:
        return
    # Only now: this module is also imported before Django has its apps.
    from django.contrib.auth import get_user_model

    if found := get_user_model().objects.filter(is_demo=True).count():
        raise ImproperlyConfigured(
            f"This database holds {found} demo accounts: production does not start beside them."
        )
