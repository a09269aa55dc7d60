"""Names that places are known by."""

from django.db import models


class SafetyRegion(models.TextChoices):
    """Veiligheidsregio (Wet veiligheidsregio's, art. 8 and its annex), by its CBS code."""

    VR01 = "VR01", "Groningen"
    VR02 = "VR02", "Fryslân"
    VR03 = "VR03", "Drenthe"
    VR04 = "VR04", "IJsselland"
    VR05 = "VR05", "Twente"
    VR06 = "VR06", "Noord- en Oost-Gelderland"
    VR07 = "VR07", "Gelderland-Midden"
    VR08 = "VR08", "Gelderland-Zuid"
    VR09 = "VR09", "Utrecht"
    VR10 = "VR10", "Noord-Holland-Noord"
    VR11 = "VR11", "Zaanstreek-Waterland"
    VR12 = "VR12", "Kennemerland"
    VR13 = "VR13", "Amsterdam-Amstelland"
    VR14 = "VR14", "Gooi en Vechtstreek"
    VR15 = "VR15", "Haaglanden"
    VR16 = "VR16", "Hollands-Midden"
    VR17 = "VR17", "Rotterdam-Rijnmond"
    VR18 = "VR18", "Zuid-Holland-Zuid"
    VR19 = "VR19", "Zeeland"
    VR20 = "VR20", "Midden- en West-Brabant"
    VR21 = "VR21", "Brabant-Noord"
    VR22 = "VR22", "Brabant-Zuidoost"
    VR23 = "VR23", "Limburg-Noord"
    VR24 = "VR24", "Zuid-Limburg"
    VR25 = "VR25", "Flevoland"
