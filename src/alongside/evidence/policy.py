"""Who may see figures."""

from alongside.core.access import Actor, Decision
from alongside.organisations import policy as organisations


def can_see_figures(actor: Actor) -> Decision:
    """Test whether actor may see what is counted of her organisation."""
    return organisations.can_see_statistics(actor)
