from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvidenceConfig(AppConfig):
    name = "alongside.evidence"
    label = "evidence"

    def ready(self) -> None:
        """Give those who may see figures their place in the navigation."""
        from alongside.evidence import policy  # noqa: PLC0415  rooms are loaded by then
        from alongside.ui import navigation  # noqa: PLC0415  rooms are loaded by then

        navigation.register(
            navigation.NavItem(
                key="evidence",
                label=_("Evidence"),
                icon="chart",
                url_name="evidence:year",
                order=80,
                shown=lambda actor: bool(policy.can_see_figures(actor)),
            )
        )
