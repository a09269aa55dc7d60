"""Where the twenty municipalities lie: a point near each town hall, in degrees (WGS 84).

Facts for the map of the report; borders are not needed for it. An unknown municipality simply
has no point, and the map leaves it out.
"""

from __future__ import annotations

from decimal import Decimal

# CBS code -> latitude, longitude
POINTS: dict[str, tuple[Decimal, Decimal]] = {
    code: (Decimal(latitude), Decimal(longitude))
    for code, latitude, longitude in (
        ("GM0141", "52.357", "6.662"),  # Almelo
        ("GM0748", "51.495", "4.288"),  # Bergen op Zoom
        ("GM0899", "50.947", "5.970"),  # Brunssum
        ("GM0400", "52.953", "4.760"),  # Den Helder
        ("GM0384", "52.340", "4.963"),  # Diemen
        ("GM0513", "52.012", "4.711"),  # Gouda
        ("GM0392", "52.381", "4.637"),  # Haarlem
        ("GM0405", "52.642", "5.060"),  # Hoorn
        ("GM0928", "50.866", "6.063"),  # Kerkrade
        ("GM0546", "52.160", "4.497"),  # Leiden
        ("GM0687", "51.499", "3.611"),  # Middelburg
        ("GM1930", "51.845", "4.329"),  # Nissewaard
        ("GM0826", "51.645", "4.860"),  # Oosterhout
        ("GM0603", "52.036", "4.325"),  # Rijswijk
        ("GM0957", "51.194", "5.987"),  # Roermond
        ("GM0984", "51.525", "5.975"),  # Venray
        ("GM0718", "51.443", "3.574"),  # Vlissingen
        ("GM0637", "52.057", "4.493"),  # Zoetermeer
        ("GM0301", "52.140", "6.196"),  # Zutphen
        ("GM0193", "52.512", "6.094"),  # Zwolle
    )
}
