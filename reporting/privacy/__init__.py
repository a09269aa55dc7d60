"""Persoonsgegevens van ambtenaren: searched for in everything that goes out (nota, 5).

`reading` takes a file apart into its pages, properties and attachments, `search` finds who is named
in them. Both are pure: who is known comes from outside.
"""
