"""Pages about people."""

from django.urls import path, re_path

from .views.access_log import access_log, access_log_csv
from .views.accessibility import accessibility
from .views.demo import demo_login
from .views.people import decide, decisions, give_role, mandate_new, people, person
from .views.roles import invitation, mandate_end, role_end

app_name = "people"
urlpatterns = [
    path("demo/inloggen/", demo_login, name="demo_login"),
    path("toegankelijkheid/", accessibility, name="accessibility"),
    path("mensen/", people, name="people"),
    path("mensen/rol-geven/", give_role, name="give_role"),
    path("mensen/bevestigen/", decisions, name="decisions"),
    re_path(
        r"^mensen/bevestigen/(?P<kind>rol|mandaat|factor)/(?P<pk>[-0-9a-f]{36})/$",
        decide,
        name="decide",
    ),
    path("mensen/<uuid:pk>/", person, name="person"),
    path("mensen/<uuid:pk>/mandaat/", mandate_new, name="mandate_new"),
    path("mandaten/<int:pk>/beeindigen/", mandate_end, name="mandate_end"),
    path("rollen/<int:pk>/beeindigen/", role_end, name="role_end"),
    path("uitnodiging/<str:token>/", invitation, name="invitation"),
    path("inzage/", access_log, name="access_log"),
    path("inzage.csv", access_log_csv, name="access_log_csv"),
]
