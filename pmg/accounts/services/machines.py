"""Machines that act by themselves: named system users, who never sign in."""

from pmg.accounts.models import User

MACHINES = {"klok": "De klok", "voorcontrole": "De voorcontrole"}


def ensure_machines() -> None:
    """Add the system users that are not there yet."""
    for username, name in MACHINES.items():
        machine(username, first_name=name)


def machine(username: str = "klok", *, first_name: str = "") -> User:
    """Systeemgebruiker: the named machine in whose name an act without a person is written."""
    user, new = User.objects.get_or_create(
        username=username,
        defaults={"first_name": first_name or MACHINES[username], "is_system": True},
    )
    if new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user
