"""Statusbord."""

from django.urls import URLPattern, path

from grants.views import board, board_remind

urlpatterns: list[URLPattern] = [
    path("statusbord/", board.status_board, name="status_board"),
    path("statusbord/herinneren/", board_remind.board_remind, name="board_remind"),
]
