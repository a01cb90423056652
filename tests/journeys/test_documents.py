"""A recording in her file is heard from its middle; a photo is seen without its place."""

import re
import wave

import pytest
from playwright.sync_api import expect

from tests.casework.pictures import photo
from tests.journeys.walking import ON_A_PHONE

pytestmark = pytest.mark.journey

SECONDS, RATE = 100, 8000


@pytest.fixture
def recording(tmp_path):
    """Return 100 seconds of silence, 1.6 MB: enough to be sent with a progress bar."""
    path = tmp_path / "voice.wav"
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(bytes(SECONDS * RATE * 2))
    return path


def her_documents(walk):
    """Open a new person's file and go to her documents."""
    walk.follow("New person")
    walk.type("What shall we call her?", "Amina")
    walk.press("Continue")
    expect(walk.page).to_have_url(re.compile("/new/2/$"))
    walk.page.goto(re.match(r".*/p/[0-9a-f-]{36}/", walk.page.url)[0] + "documents/")


@pytest.mark.parametrize("options", [{}, ON_A_PHONE], ids=["desk", "phone"])
def test_a_recording_is_heard_from_its_middle(walking, recording, options):
    walk = walking("daniela.refugiu", **options)
    her_documents(walk)
    page = walk.page
    walk.follow("Add a document")
    page.get_by_label("Choose a file").set_input_files(recording)
    page.get_by_label("What is it?").select_option("Recording")
    # The bar is seen by whoever sends much; the page goes on by itself.
    walk.press("Add it")
    expect(page).to_have_url(re.compile("/documents/$"))
    walk.sees("Saved.")
    walk.follow("voice.wav")
    sound = page.locator("audio")
    expect(sound).to_have_js_property("duration", SECONDS)
    with page.expect_response(re.compile("/shown/$"), timeout=10_000) as answered:
        sound.evaluate("sound => { sound.load(); sound.currentTime = 90; }")
    assert answered.value.status == 206
    page.wait_for_function("document.querySelector('audio').currentTime === 90")
    page.wait_for_function("document.querySelector('audio').seekable.end(0) === 100")
    walk.sees("What is hidden in this file was not removed")


def test_a_photo_is_seen_by_its_copy(walking, tmp_path):
    walk = walking("daniela.refugiu", **ON_A_PHONE)
    her_documents(walk)
    page = walk.page
    (tmp_path / "IMG_1.jpg").write_bytes(photo((3000, 2000), turned=True))
    walk.follow("Add a document")
    page.get_by_label("Or take a picture").set_input_files(tmp_path / "IMG_1.jpg")
    walk.press("Add it")
    expect(page.locator(".al-thumb img")).to_have_js_property("naturalHeight", 320)
    walk.follow("IMG_1.jpg")
    expect(page.locator("img.al-shown")).to_have_js_property("naturalHeight", 2000)
    walk.sees("Take the copy to share")
