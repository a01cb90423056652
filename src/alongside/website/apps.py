"""The room of the public site."""

from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    """Configuration of the room."""

    name = "alongside.website"

    def ready(self) -> None:
        """Let no picture we show carry what a camera wrote into it, the place among it."""
        from willow.plugins.pillow import PillowImage  # type: ignore[import-untyped]  # noqa: PLC0415  Django first

        PillowImage.get_exif_data = _nothing


def _nothing(_picture: object) -> None:
    """Return what a picture keeps of the photograph it was made from."""
