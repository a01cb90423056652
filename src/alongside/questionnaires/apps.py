from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuestionnairesConfig(AppConfig):
    name = "alongside.questionnaires"
    label = "questionnaires"

    def ready(self) -> None:
        """Give those who choose the forms the way to them."""
        from alongside.questionnaires.policy import can_choose_forms  # noqa: PLC0415  apps first
        from alongside.ui import navigation  # noqa: PLC0415

        navigation.register_setting(
            navigation.Setting(
                key="questionnaires",
                label=_("Forms"),
                hint=_("What is asked in an assessment; bring your own"),
                icon="file",
                url_name="questionnaires:list",
                shown=lambda actor: bool(can_choose_forms(actor)),
            )
        )
