#!/usr/bin/env python
"""Entry of every command: brings up what the command needs, then hands over to Django."""

import os
import sys
import traceback

# As in sysexits.h: a fault of ours must not look like the answer "no" of a check.
OUR_FAULT = 70


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pmg.settings.dev")
    from pmg.embedded.entry import what_it_needs
    from pmg.embedded.errors import Trouble

    try:
        with what_it_needs(sys.argv):
            from django.core.management import execute_from_command_line

            execute_from_command_line(sys.argv)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return OUR_FAULT
    except KeyboardInterrupt:
        return 130
    except Exception:  # noqa: BLE001
        traceback.print_exc()
        return OUR_FAULT
    return 0


if __name__ == "__main__":
    sys.exit(main())
