"""How every page looks and reads: layout, components, form templates and Dutch notation.

Knows no other app: pages are drawn from what views hand over.
"""
