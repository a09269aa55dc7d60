"""Writes the folders of files anew: ``python -m tests.files.make``."""

import os

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pmg.settings.test")
    django.setup()
    from tests.files.folders import FOLDER, write

    write(FOLDER)


if __name__ == "__main__":
    main()
