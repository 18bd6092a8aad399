"""The bundle for a dispute about one person's credit: PDF to read, JSON to check, and the receipts one by one."""

from arasha.domains.credit.queries.bundle.collecting import Whom, collect
from arasha.domains.credit.queries.bundle.packing import packed
from arasha.domains.credit.queries.bundle.printing import printed

__all__ = ["Whom", "collect", "packed", "printed"]
