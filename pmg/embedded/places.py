"""Where the embedded services keep their data and their sockets. Starts nothing."""

import hashlib
import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
POSTGRES_PORT = 5432
OWNER_ROLE = "pmg_owner"
APP_ROLE = "pmg_app"
DATABASE = "pmg"

# A socket's address has 108 bytes, the last of them zero.
LONGEST_SOCKET_PATH = 106


@dataclass(frozen=True)
class Places:
    """The folders of one set of embedded services."""

    data: Path
    sockets: Path

    @property
    def postgres_data(self) -> Path:
        return self.data / "postgres"

    @property
    def valkey_data(self) -> Path:
        return self.data / "valkey"

    @property
    def logs(self) -> Path:
        return self.data / "logs"

    @property
    def valkey_socket(self) -> Path:
        return self.sockets / "valkey.sock"

    @property
    def postgres_socket(self) -> Path:
        return self.sockets / f".s.PGSQL.{POSTGRES_PORT}"

    def database_url(self, role: str, database: str = DATABASE) -> str:
        """Address of a database as Django's settings and psycopg understand it."""
        return f"postgres://{role}@{str(self.sockets).replace('/', '%2F')}/{database}"

    def redis_url(self) -> str:
        """Address of the broker; Celery and the cache each have their own spelling of it."""
        return f"unix://{self.valkey_socket}"


def others_can_enter(folder: Path) -> bool:
    """Whether a user without rights of its own can walk down to this folder."""
    for part in (folder, *folder.parents):
        if part.exists() and not part.stat().st_mode & stat.S_IXOTH:
            return False
    return True


def default_data_folder() -> Path:
    """``var/embedded`` under the checkout, or a folder under /var/lib where root hides the checkout.

    PostgreSQL refuses to run as root and then runs as *nobody*, who cannot enter /root.
    """
    if configured := os.environ.get("PMG_DATA"):
        return Path(configured).resolve()
    if os.geteuid() == 0 and not others_can_enter(CHECKOUT):
        mark = hashlib.sha256(str(CHECKOUT).encode()).hexdigest()[:12]
        return Path("/var/lib/pmg") / mark
    return CHECKOUT / "var" / "embedded"


def places(data: Path | None = None) -> Places:
    """The places for a data folder; sockets move to the temp folder where their path is too long."""
    data = data or default_data_folder()
    sockets = data / "run"
    if len(os.fsencode(sockets / f".s.PGSQL.{POSTGRES_PORT}")) > LONGEST_SOCKET_PATH:
        mark = hashlib.sha256(os.fsencode(data)).hexdigest()[:12]
        sockets = Path(tempfile.gettempdir()) / f"pmg-{mark}"
    return Places(data=data, sockets=sockets)
