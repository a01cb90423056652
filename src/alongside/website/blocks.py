"""What a page's text is made of. No block takes markup or a script from anybody."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

PLAIN = ["bold", "italic", "link", "document-link", "ol", "ul"]


class PictureBlock(blocks.StructBlock):
    """A picture with words for those who do not see it."""

    image = ImageChooserBlock(label=_("Picture"))
    alternative = blocks.CharBlock(
        label=_("What it shows"), help_text=_("For those who do not see it.")
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False)

    class Meta:
        icon = "image"
        template = "website/blocks/picture.html"


class QuoteBlock(blocks.StructBlock):
    """Words of somebody who agreed that they stand here."""

    text = blocks.TextBlock(label=_("Words"))
    who = blocks.CharBlock(label=_("Whose"), required=False)

    class Meta:
        icon = "openquote"
        template = "website/blocks/quote.html"


class DownloadBlock(blocks.StructBlock):
    """A file to take away."""

    document = DocumentChooserBlock(label=_("File"))
    title = blocks.CharBlock(label=_("What it is"))

    class Meta:
        icon = "download"
        template = "website/blocks/download.html"


BODY = [
    ("heading", blocks.CharBlock(label=_("Heading"), template="website/blocks/heading.html")),
    (
        "paragraph",
        blocks.RichTextBlock(
            label=_("Text"), features=PLAIN, template="website/blocks/paragraph.html"
        ),
    ),
    ("picture", PictureBlock(label=_("Picture"))),
    ("quote", QuoteBlock(label=_("Words of somebody"))),
    ("download", DownloadBlock(label=_("File to take away"))),
]
