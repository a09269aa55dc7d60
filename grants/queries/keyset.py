"""Bladeren per sleutel, as the lists of grants know it; see pmg.paging."""

from pmg.paging import PAGE_SIZE, Page, page_by

__all__ = ["PAGE_SIZE", "Page", "page_by"]
