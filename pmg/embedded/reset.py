"""``make demo-reset``: throws the embedded database away, after asking."""

import shutil
import sys

from pmg.embedded.entry import embedded_servers
from pmg.embedded.errors import Trouble
from pmg.embedded.holding import Marks, is_locked
from pmg.embedded.places import CHECKOUT, places

OLD = [places().postgres_data, places().valkey_data, CHECKOUT / "var/media", CHECKOUT / "var/mail"]


def reset() -> None:
    """Deletes database, queue, uploaded files and mail; raises ``Trouble`` where it may not."""
    if embedded_servers() != ["postgres", "valkey"]:
        raise Trouble(
            "DATABASE_URL or REDIS_URL is set: that data is not ours to delete. Unset them first."
        )
    if any(is_locked(Marks(places(), server).server) for server in embedded_servers()):
        raise Trouble("The application runs: stop it first with Ctrl-C.")
    print("This deletes everything entered here:", *OLD, sep="\n  ")
    if input("Type yes to go on: ").strip().lower() not in {"yes", "ja"}:
        raise Trouble("Nothing was deleted.")
    for folder in OLD:
        shutil.rmtree(folder, ignore_errors=True)
    print("Deleted. `make run` starts with a fresh demo.")


def main() -> int:
    try:
        reset()
    except (Trouble, EOFError, KeyboardInterrupt) as reason:
        print(str(reason) or "Nothing was deleted.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
