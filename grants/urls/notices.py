"""Berichten: the own ones, and those of everybody for who keeps the log."""

from django.urls import URLPattern, path

from grants.views import notices as views

urlpatterns: list[URLPattern] = [
    path("berichten/", views.notice_inbox, name="notice_inbox"),
    path("berichten/wie-krijgt-wat/", views.notice_outlook, name="notice_outlook"),
    path("berichten/verzonden/", views.notice_log, name="notice_log"),
    path("berichten/verzonden/<uuid:pk>/", views.notice_detail, name="notice_detail"),
    path(
        "berichten/verzonden/<uuid:pk>/opnieuw/",
        views.notice_send_again,
        name="notice_send_again",
    ),
    path(
        "berichten/verzonden/<uuid:pk>/teruggekomen/",
        views.notice_bounced,
        name="notice_bounced",
    ),
]
