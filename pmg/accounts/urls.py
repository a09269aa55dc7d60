"""Pages about people."""

from django.urls import path

from .views.accessibility import accessibility
from .views.demo import demo_login

app_name = "people"
urlpatterns = [
    path("demo/inloggen/", demo_login, name="demo_login"),
    path("toegankelijkheid/", accessibility, name="accessibility"),
]
