from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "alongside.referrals"
    label = "referrals"

    def ready(self) -> None:
        """Listen to her answers, and say where this room's pages are found."""
        from alongside.referrals import enrolment, receivers  # noqa: PLC0415  models must be loaded

        receivers.listen()
        enrolment.enrol()
