"""Pages about people."""

from django.urls import path

from .views.access_log import access_log, access_log_csv
from .views.accessibility import accessibility
from .views.demo import demo_login

app_name = "people"
urlpatterns = [
    path("demo/inloggen/", demo_login, name="demo_login"),
    path("toegankelijkheid/", accessibility, name="accessibility"),
    path("inzage/", access_log, name="access_log"),
    path("inzage.csv", access_log_csv, name="access_log_csv"),
]
