"""The same organisations as in the vault's own tests."""

from tests.vault.conftest import keyring, media, organisation, worker

__all__ = ["keyring", "media", "organisation", "worker"]
