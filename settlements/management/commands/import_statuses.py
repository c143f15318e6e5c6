from settlements.exchange.reference_tables import STATUSES
from settlements.management.reference_command import ReferenceCommand
from settlements.services.reference_import import import_statuses


class Command(ReferenceCommand):
    help = "Marks of settlements by year (district centre, anchor village ...); the status follows."
    columns = STATUSES
    needed = {"kato", "year"}
    service = import_statuses
