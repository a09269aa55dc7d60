"""What can go wrong before Django speaks."""


class Trouble(Exception):
    """Something a person can mend; its text is one plain sentence that says how."""
