"""Opens and seals Voile's tokens, makes its pseudonyms and indexes: Python 3.8 and `cryptography` 38, or newer."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from os import urandom
from struct import pack

from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESSIV
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.cmac import CMAC
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def encode_parts(texts):
    parts = [text.encode() for text in texts]
    return pack(">H", len(parts)) + b"".join(pack(">I", len(part)) + part for part in parts)


def derive(root, length, *parts):
    return HKDF(SHA256(), length, None, b"voile/v1" + encode_parts(parts)).derive(root)


def base64url(data):
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def xaes(root, nonce):
    """The cipher of one message; its nonce is the second half."""
    key = derive(root, 32, "field", "xaes-256-gcm")
    halves = []
    for counter in b"\1", b"\2":
        cmac = CMAC(AES(key))
        cmac.update(b"\0" + counter + b"X\0" + nonce[:12])
        halves.append(cmac.finalize())
    return AESGCM(b"".join(halves))


def open_field(root, token, context):
    """Type and payload of a token; `InvalidTag` for another key, context, record or subject."""
    text = token[7:]
    raw = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if "voile1_" + base64url(raw) != token or raw[0] != 0xF1:
        raise ValueError("not a token of format 1")
    length = raw[2] & 63  # raw[3 : 3 + length] names the key: choose `root` by it where there are several
    head, body = raw[: 3 + length], raw[3 + length :]
    aad = b"voile/f1" + head + encode_parts(context)
    if raw[1] == 1:
        plain = xaes(root, body[:24]).decrypt(body[12:24], body[24:], aad)
    elif raw[1] == 2:
        plain = AESGCM(derive(root, 32, "field", "aes-256-gcm")).decrypt(body[:12], body[12:], aad)
    elif raw[1] == 3:
        plain = AESSIV(derive(root, 64, "field", "aes-256-siv")).decrypt(body, [aad])
    else:
        raise ValueError("not a suite of fields")
    if plain[0] & 0x80:  # padded
        plain = bytes([plain[0] & 0x7F]) + plain[1:].rstrip(b"\0")[:-1]
    return plain[0], plain[1:]


def seal_field(root, kind, payload, context):
    """A token of suite 01, under the fingerprint of the key."""
    head, nonce = b"\xf1\x01\x88" + derive(root, 8, "kid"), urandom(24)
    aad = b"voile/f1" + head + encode_parts(context)
    return "voile1_" + base64url(head + nonce + xaes(root, nonce).encrypt(nonce[12:], bytes([kind]) + payload, aad))


def pseudonym(root, domain, text):
    """128 bits in base64url; `text` in its form."""
    return base64url(hmac.digest(derive(root, 32, "pseudonym", domain), text.encode(), "sha256")[:16])


def blind_index(root, domain, bits, text):
    first = hmac.digest(derive(root, 32, "index", domain), text.encode(), "sha256")[:8]
    return f"{int.from_bytes(first, 'big') >> (64 - bits):0{-(-bits // 4)}x}"
