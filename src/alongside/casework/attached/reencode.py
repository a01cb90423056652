"""A program of its own: one picture in, two clean ones out, with little room to do harm in.

Run by `pictures.copies`, by its path and alone: it sees no setting, no key, no database, and none
of our code. It reads the picture from its input and writes a line of JSON and then the copies to
its output; it opens no file for writing. A picture made to break the decoder breaks this process.

What it writes has no metadata, because it is drawn anew: EXIF with its place, XMP, ICC profile,
comments, second pictures and whatever was appended stay behind.
"""

import io
import json
import resource
import sys
import warnings

# Points after the decoder's own reduction; three or four bytes each while it is worked on.
MOST_POINTS = 50_000_000
# Longer sides belong to pictures made to hurt, or to scans of maps.
LONGEST_SIDE = 30_000
SIDES = (2000, 320)
QUALITY = 86
MEMORY = 768 * 1024 * 1024
SECONDS = 20
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")


class Refused(Exception):
    """No copy can be made; the text is the reason's code."""


def confine() -> None:
    """Take away what a decoder does not need: memory, time, and files to write."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def copies(content: bytes) -> list[bytes]:
    """Return the picture as JPEG at most as large as each of the sides; raises Refused."""
    from PIL import Image, ImageOps  # noqa: PLC0415  only once this process is confined

    Image.MAX_IMAGE_PIXELS = None  # asked below, before anything is decoded
    picture: Image.Image = Image.open(io.BytesIO(content), formats=FORMATS)
    if max(picture.size) > LONGEST_SIDE:
        raise Refused("too_many_points")
    # A JPEG can be decoded at an eighth of its size; others ignore this.
    picture.draft("RGB", (SIDES[0] * 2, SIDES[0] * 2))
    if picture.size[0] * picture.size[1] > MOST_POINTS:
        raise Refused("too_many_points")
    picture.thumbnail((SIDES[0], SIDES[0]))
    upright = ImageOps.exif_transpose(picture)
    made = []
    for side in SIDES:
        upright.thumbnail((side, side))
        made.append(drawn(upright))
    return made


def drawn(picture: object) -> bytes:
    """Return the picture drawn anew on white, so that nothing but its points is in it."""
    from PIL import Image  # noqa: PLC0415

    assert isinstance(picture, Image.Image)  # noqa: S101  for the type checker
    shown = picture.convert("RGBA")
    clean = Image.new("RGB", shown.size, "white")
    clean.paste(shown, mask=shown)
    out = io.BytesIO()
    clean.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def main() -> None:
    """Read, copy, write."""
    confine()
    warnings.simplefilter("ignore")
    made: list[bytes] = []
    problem = ""
    try:
        made = copies(sys.stdin.buffer.read())
    except Refused as reason:
        problem = str(reason)
    except Exception:  # noqa: BLE001  whatever a decoder raises at hostile bytes: it cannot be read
        problem = "unreadable"
    answer = {"problem": problem, "sizes": [len(one) for one in made]}
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + b"".join(made))


if __name__ == "__main__":
    main()
