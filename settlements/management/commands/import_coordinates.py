from settlements.exchange.reference_tables import COORDINATES
from settlements.management.reference_command import ReferenceCommand
from settlements.services.reference_import import import_coordinates


class Command(ReferenceCommand):
    help = "Coordinates of settlements, degrees (WGS 84)."
    columns = COORDINATES
    needed = {"kato", "latitude", "longitude"}
    service = import_coordinates
