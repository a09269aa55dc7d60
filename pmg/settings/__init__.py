"""Settings: ``dev`` for a developer's machine and the demo, ``test``, ``production``."""
