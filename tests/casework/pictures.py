"""Pictures with something hidden in them, made for tests."""

import io

from PIL import ExifTags, Image

PLACE, DEVICE, WORDS = "CANARY-47.1585N", "CANARY-PHONE", b"CANARY-COMMENT"
TURNED = 6  # EXIF: the phone was held upright


def photo(size=(640, 480), *, format="JPEG", colour="teal", turned=False, after=b"", place=PLACE):  # noqa: A002  Pillow's word
    """Return a photo as a phone makes it: with its device, its place and a comment."""
    exif = Image.Exif()
    exif[ExifTags.Base.Model] = DEVICE
    exif[ExifTags.Base.ImageDescription] = place
    if turned:
        exif[ExifTags.Base.Orientation] = TURNED
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSMapDatum] = place
    out = io.BytesIO()
    extra = {"comment": WORDS} if format == "JPEG" else {}
    Image.new("RGB", size, colour).save(out, format, exif=exif, **extra)
    return out.getvalue() + after
