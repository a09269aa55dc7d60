"""The demo: a fictional history of the scheme, told through the real services.

people.py says who acts, story.py what happens and when, in the order of the calendar; the other
modules make what is delivered. Nothing here is installed in production.
"""
