"""Encryption at rest and keyed look-up, both from SECRET_KEY.

Texts and addresses are sealed with AES-256-GCM (authenticated; the purpose is bound in as associated data, so that
a value moved to another column does not open). Addresses are found by HMAC-SHA-256, so that a stolen file holds no
number that could be looked up without the key.
"""

import hashlib
import hmac
import json
import os
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.errors import BadSeal
from bot.model import Address

_NONCE = 12
_VERSION = b"\x01"


def _fields(value: Any) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__dataclass_fields__}


# `dataclasses.asdict` would copy everything deeply first, which took longer than the encryption. What is sealed was
# put together in one turn, and never holds itself.
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_fields, check_circular=False)


class Seal:
    """Seals and opens values, and makes look-up keys."""

    def __init__(self, secret: str) -> None:
        self._cipher = AESGCM(_derived(secret, b"aabendoer seal"))
        self._hash_key = _derived(secret, b"aabendoer look-up")

    def close(self, value: Any, purpose: str) -> bytes:
        """`value` (JSON, data classes as their fields) encrypted for `purpose`."""
        return self._closed(_ENCODER.encode(value).encode(), purpose)

    def open(self, sealed: bytes, purpose: str) -> Any:
        """The value again; raises BadSeal when the key, the purpose or the bytes are not the same."""
        try:
            return json.loads(self._opened(sealed, purpose))
        except ValueError as error:
            raise BadSeal(purpose) from error

    def take_over(self, sealed: bytes, purpose: str, old: "Seal") -> bytes:
        """What `old` sealed, sealed by this one; raises BadSeal when it is not of `old`."""
        return self._closed(old._opened(sealed, purpose), purpose)

    def opens(self, sealed: bytes, purpose: str) -> bool:
        """Whether this one sealed it."""
        try:
            self._opened(sealed, purpose)
        except BadSeal:
            return False
        return True

    def look_up(self, address: Address) -> bytes:
        """The key under which an address is found: 32 bytes, the same every time."""
        return self.key_of(address.value, address.channel)

    def key_of(self, secret: str, purpose: str) -> bytes:
        """The key under which a secret of some purpose is found, such as a calendar's token. 32 bytes."""
        return hmac.digest(self._hash_key, f"{purpose}:{secret}".encode(), hashlib.sha256)

    def _closed(self, text: bytes, purpose: str) -> bytes:
        nonce = os.urandom(_NONCE)
        return _VERSION + nonce + self._cipher.encrypt(nonce, text, purpose.encode())

    def _opened(self, sealed: bytes, purpose: str) -> bytes:
        if sealed[:1] != _VERSION:
            raise BadSeal(purpose)
        try:
            return self._cipher.decrypt(sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :], purpose.encode())
        except (InvalidTag, ValueError) as error:
            raise BadSeal(purpose) from error


def _derived(secret: str, info: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(secret.encode())
