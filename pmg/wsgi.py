"""Entry of the web server."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.db import connections

from pmg.startup import refuse_demo_accounts

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pmg.settings.dev")

application = get_wsgi_application()

refuse_demo_accounts()
# The server forks after this: no child may inherit a connection.
connections.close_all()

# What is loaded by now stays: full collections over it would add 200 ms to one request in twenty.
gc.collect()
gc.freeze()
