"""PostgreSQL and Valkey of our own, for a machine that has neither.

A short story: a command asks to ``hold`` what it needs (holding.py). When no server runs yet it
starts a keeper (keeper.py), which makes the data folder, starts the server (servers.py) and stops
it once the last holder is gone. places.py says where everything lies.
"""
