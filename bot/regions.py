"""Which of the five regions a municipality lies in: duty doctors belong to a region. Names as in the directory.

Source: the municipalities of Region Hovedstaden, Sjælland, Syddanmark, Midtjylland and Nordjylland since 2007.
"""

_MUNICIPALITIES = {
    "Region Hovedstaden": (
        "Albertslund Allerød Ballerup Bornholm Brøndby Christiansø Dragør Egedal Fredensborg Frederiksberg "
        "Frederikssund Furesø Gentofte Gladsaxe Glostrup Gribskov Halsnæs Helsingør Herlev Hillerød Hvidovre "
        "Høje-Taastrup Hørsholm Ishøj København Lyngby-Taarbæk Rudersdal Rødovre Tårnby Vallensbæk"
    ),
    "Region Sjælland": (
        "Faxe Greve Guldborgsund Holbæk Kalundborg Køge Lejre Lolland Næstved Odsherred Ringsted Roskilde Slagelse "
        "Solrød Sorø Stevns Vordingborg"
    ),
    "Region Syddanmark": (
        "Aabenraa Assens Billund Esbjerg Fanø Fredericia Faaborg-Midtfyn Haderslev Kerteminde Kolding Langeland "
        "Middelfart Nordfyn Nyborg Odense Svendborg Sønderborg Tønder Varde Vejen Vejle Ærø"
    ),
    "Region Midtjylland": (
        "Aarhus Favrskov Hedensted Herning Holstebro Horsens Ikast-Brande Lemvig Norddjurs Odder Randers "
        "Ringkøbing-Skjern Samsø Silkeborg Skanderborg Skive Struer Syddjurs Viborg"
    ),
    "Region Nordjylland": (
        "Aalborg Brønderslev Frederikshavn Hjørring Jammerbugt Læsø Mariagerfjord Morsø Rebild Thisted Vesthimmerland"
    ),
}
_REGIONS = {name: region for region, names in _MUNICIPALITIES.items() for name in names.split()}

REGIONS = tuple(_MUNICIPALITIES)


def region_of(municipality: str | None) -> str | None:
    """The region of a municipality; None when it is not known."""
    return _REGIONS.get(municipality or "")
