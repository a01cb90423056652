"""The functions an expression may call (https://getodk.github.io/xforms-spec/#xpath-functions)."""

from alongside.questionnaires.xpath.functions import moments, nodes, numbers, texts
from alongside.questionnaires.xpath.functions.signature import Function

FUNCTIONS = {
    name: Function.of(name, signature, body)
    for table in (texts.TABLE, numbers.TABLE, nodes.TABLE, moments.TABLE)
    for name, (signature, body) in table.items()
}

# What other programs know and Alongside does not: other files, places on a map, other programs.
UNSUPPORTED = {
    "pulldata",
    "area",
    "distance",
    "geofence",
    "intersects",
    "exec",
    "property",
    "extract-signed",
    "search",
}

__all__ = ["FUNCTIONS", "UNSUPPORTED", "Function"]
