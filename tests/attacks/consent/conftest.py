from tests.consent.conftest import alone

__all__ = ["alone"]
