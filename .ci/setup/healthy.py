"""Asks the health page whether the named parts are well: ``healthy.py URL PART...``; exit code 0 or 1."""

import json
import os
import sys
import urllib.error
import urllib.request


def healthy(url: str, parts: list[str]) -> bool:
    host = os.environ["ALLOWED_HOSTS"].split(",")[0]
    try:
        with urllib.request.urlopen(  # noqa: S310
            urllib.request.Request(url, headers={"Host": host}),  # noqa: S310
            timeout=10,
        ) as answer:
            told = json.load(answer)
    except urllib.error.HTTPError as unwell:
        told = json.load(unwell)
    except (OSError, ValueError):
        return False
    return all(told.get(part) for part in parts)


if __name__ == "__main__":
    sys.exit(not healthy(sys.argv[1], sys.argv[2:]))
