"""The formats of Voile, written from the text of this specification with Python's `cryptography` and standard library.

It shares no code with the TypeScript and knows nothing of it. `generate.py` makes the public vectors with it; nonces,
tokens and keys are given, never drawn. It is written to be read, not to be fast or safe against side channels.
"""

import hmac
import json
import re
import unicodedata
from base64 import urlsafe_b64encode
from hashlib import scrypt
from struct import pack

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESSIV
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC, ECB
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import aes_key_wrap_with_padding


class Refused(Exception):
    """A refusal; its text is the code."""


# 2. Derivation


def utf8(text):
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        raise Refused("ERR_INPUT") from None  # a lone surrogate


def encode_parts(parts):
    encoded = [utf8(part) for part in parts]
    return pack(">H", len(encoded)) + b"".join(pack(">I", len(part)) + part for part in encoded)


def derive(root, length, *parts):
    return HKDF(SHA256(), length, None, b"voile/v1" + encode_parts(parts)).derive(root)


def fingerprint(root):
    return derive(root, 8, "kid")


# 3. Envelope

PREFIX = "voile1_"
KINDS = {"fingerprint": 0x80, "key": 0x00, "ring": 0x40}
SUITES = {"xaes-256-gcm": 0x01, "aes-256-gcm": 0x02, "aes-256-siv": 0x03, "aes-kwp": 0x20}


def base64url(data):
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def head_of(suite, kind, key_id):
    return bytes([0xF1, SUITES[suite], KINDS[kind] | len(key_id)]) + key_id


def id_of(root, text=None):
    """What stands in a head for a key: the text its owner chose, else its fingerprint."""
    return ("fingerprint", fingerprint(root)) if text is None else ("key", text.encode("ascii"))


# 4. Suites


def aes(key, blocks):
    return Cipher(AES(key), ECB()).encryptor().update(blocks)


def xor(a, b):
    return bytes(x ^ y for x, y in zip(a, b, strict=True))


def xaes_k1(key):
    value = int.from_bytes(aes(key, bytes(16)), "big")
    doubled = (value << 1) ^ (0x87 if value >> 127 else 0)
    return (doubled & (2**128 - 1)).to_bytes(16, "big")


def xaes_kx(key, nonce):
    k1 = xaes_k1(key)
    blocks = [bytes([0, counter, 0x58, 0]) + nonce[:12] for counter in (1, 2)]
    return b"".join(aes(key, xor(block, k1)) for block in blocks)


def seal(suite, key, nonce, aad, plain):
    """nonce ‖ ciphertext ‖ tag, or siv ‖ ciphertext; `key` is the derived one."""
    if suite == "xaes-256-gcm":
        return nonce + AESGCM(xaes_kx(key, nonce)).encrypt(nonce[12:], plain, aad)
    if suite == "aes-256-gcm":
        return nonce + AESGCM(key).encrypt(nonce, plain, aad)
    return AESSIV(key).encrypt(plain, [aad])


def field_key(root, suite):
    return derive(root, 64 if suite == "aes-256-siv" else 32, "field", suite)


def aad_of(head, parts):
    return b"voile/f1" + head + encode_parts(parts)


def token_of(head, body):
    return PREFIX + base64url(head + body)


# 5. Typed values


def typed(kind, value):
    """The type byte and the payload."""
    if kind == "bytes":
        return b"\x00" + value
    if kind == "string":
        return b"\x01" + utf8(value)
    if kind == "json":  # the text itself is given
        return b"\x02" + utf8(value)
    if kind == "number":
        return b"\x03" + (bytes.fromhex("7ff8000000000000") if value != value else pack(">d", value))
    if kind == "bigint":  # bit_length leaves no room for the sign
        length = ((value if value >= 0 else ~value).bit_length() // 8) + 1
        return b"\x04" + value.to_bytes(length, "big", signed=True)
    if kind == "date":
        return b"\x05" + pack(">q", value)
    return b"\x06" + (b"\x01" if value else b"\x00")


def canonical_json(text):
    """Without white space, keys in the order of their UTF-16 code units; numbers here are integers only."""

    def ordered(value):
        if isinstance(value, list):
            return [ordered(item) for item in value]
        if isinstance(value, dict):
            return {name: ordered(value[name]) for name in sorted(value, key=lambda name: name.encode("utf-16-be"))}
        return value

    return json.dumps(ordered(json.loads(text)), ensure_ascii=False, separators=(",", ":"))


def padded(plain, multiple):
    marked = bytes([plain[0] | 0x80]) + plain[1:] + b"\x80"
    return marked + bytes(-len(marked) % multiple)


# 4.5 Key wrapping


def wrap_key(root, secret):
    return aes_key_wrap_with_padding(derive(root, 32, "wrap"), secret)


# 9 and 10. Pseudonyms and indexes

CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"


def crockford32(data):
    bits = "".join(f"{byte:08b}" for byte in data)
    bits += "0" * (-len(bits) % 5)
    return "".join(CROCKFORD[int(bits[at : at + 5], 2)] for at in range(0, len(bits), 5))


ALPHABETS = {"base64url": base64url, "crockford32": crockford32, "hex": bytes.hex}


def mac(key, message):
    return hmac.digest(key, message, "sha256")


def pseudonym(key, message, bits=128, alphabet="base64url", prefix="", key_id=None):
    body = ALPHABETS[alphabet](mac(key, message)[: bits // 8])
    return prefix + ("" if key_id is None else key_id + ".") + body


def stretched(root, domain, message, n, r, p):
    salt = derive(root, 32, "stretch", domain)
    return scrypt(message, salt=salt, n=n, r=r, p=p, dklen=32, maxmem=128 * n * r * p + 2**20)


def blind_index(key, message, bits):
    return f"{int.from_bytes(mac(key, message)[:8], 'big') >> (64 - bits):0{-(-bits // 4)}x}"


def index_bits(distinct):
    """The smallest and the largest number of bits, None where there is none."""
    least = next(n for n in range(64) if 4**n >= distinct)
    allowed = [n for n in range(1, 64) if 2 ** (n + 1) < distinct]
    return (least, allowed[-1]) if allowed and least <= allowed[-1] else None


SPACE = "\t\n\v\f\r \u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u3000\ufeff"


def form_of(form, text):
    utf8(text)
    if form == "exact":
        return text
    if form == "nfc":
        return unicodedata.normalize("NFC", text)
    address = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text.strip(SPACE)).lower())
    name, at, host = address.partition("@")
    if not (name and at and host) or "@" in host or any(map(is_unseen, address)):
        raise Refused("ERR_INPUT")
    return address


# default ignorable, and not of category Cc, Cf or Co
IGNORED = [(0x34F, 0x34F), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180D), (0x180F, 0x180F), (0x3164, 0x3164)]
IGNORED += [(0xFE00, 0xFE0F), (0xFFA0, 0xFFA0), (0xE0100, 0xE01EF)]


def is_unseen(character):
    ignored = any(first <= ord(character) <= last for first, last in IGNORED)
    no_character = ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF
    hidden = unicodedata.category(character) in ("Cc", "Cf", "Co")
    return ignored or no_character or hidden or character in SPACE


PUNCTUATION = dict.fromkeys(map(ord, " \u00a0\u2009\u202f.-()/\u2010\u2011"))


def is_national(rule, digits):
    """A national number without its trunk prefix, that cannot be one with it."""
    trunk = rule["trunk"]
    behind = trunk and digits.startswith(trunk) and len(digits) - len(trunk) in rule["lengths"]
    return len(digits) in rule["lengths"] and not behind


def phone(text, countries, national=None):
    if re.search(rf"\([{SPACE}]*0[{SPACE}]*\)", text):
        raise Refused("ERR_INPUT")
    dialled = re.sub("^00", "+", text.translate(PUNCTUATION))
    if not re.fullmatch(r"\+?[0-9]{4,15}", dialled):
        raise Refused("ERR_INPUT")
    if dialled.startswith("+"):
        rule = next((rule for rule in countries if dialled.startswith(rule["code"], 1)), None)
        if rule and is_national(rule, dialled[1 + len(rule["code"]) :]):
            return dialled
        raise Refused("ERR_INPUT")
    rule = next((rule for rule in countries if rule["code"] == national), None)
    if not rule:
        raise Refused("ERR_INPUT")
    trunk = rule["trunk"]
    readings = [dialled[len(trunk) :]] if trunk and dialled.startswith(trunk) else []
    if not trunk or rule.get("trunkOptional"):
        readings.append(dialled)
    for digits in readings:
        if is_national(rule, digits):
            return "+" + rule["code"] + digits
    raise Refused("ERR_INPUT")


# 11. Format-preserving encryption: FF1 of SP 800-38G on lists of digits


def ff1(key, tweak, radix, digits, decrypt=False):
    n, t = len(digits), len(tweak)
    u = n // 2
    v = n - u
    b = -(-(radix**v - 1).bit_length() // 8)
    d = 4 * -(-b // 4) + 4
    p = bytes([1, 2, 1]) + radix.to_bytes(3, "big") + bytes([10, u % 256]) + pack(">II", n, t)
    left, right = number_of(radix, digits[:u]), number_of(radix, digits[u:])
    for i in reversed(range(10)) if decrypt else range(10):
        m = u if i % 2 == 0 else v
        known = left if decrypt else right
        q = tweak + bytes(-(t + b + 1) % 16) + bytes([i]) + known.to_bytes(b, "big")
        r = Cipher(AES(key), CBC(bytes(16))).encryptor().update(p + q)[-16:]
        more = (aes(key, xor(r, j.to_bytes(16, "big"))) for j in range(1, -(-d // 16)))
        y = int.from_bytes((r + b"".join(more))[:d], "big")
        if decrypt:
            left, right = (right - y) % radix**m, left
        else:
            left, right = right, (left + y) % radix**m
    return digits_of(radix, u, left) + digits_of(radix, v, right)


def number_of(radix, digits):
    value = 0
    for digit in digits:
        value = value * radix + digit
    return value


def digits_of(radix, length, value):
    digits = []
    for _ in range(length):
        value, digit = divmod(value, radix)
        digits.insert(0, digit)
    return digits


MIN_DOMAIN = 10**6


def ff1_text(key, tweak, alphabet, text, decrypt=False):
    if len(alphabet) ** len(text) < MIN_DOMAIN:
        raise Refused("ERR_DOMAIN_TOO_SMALL")
    digits = [alphabet.index(character) for character in text]
    return "".join(alphabet[digit] for digit in ff1(key, tweak, len(alphabet), digits, decrypt))


def luhn_sum(digits):
    """The doubled digits are every second one from the right, the last one not doubled."""
    doubled = [d if at % 2 == 0 else d * 2 - 9 * (d > 4) for at, d in enumerate(reversed(digits))]
    return sum(doubled) % 10


def card_tweak(card, luhn, first, last, context):
    return encode_parts(["card/" + luhn, card[:first], card[len(card) - last :], str(len(card)), *context])


def card_token(key, card, luhn, first, last, context, decrypt=False):
    digits = [int(digit) for digit in card]
    if decrypt and luhn == "invalid":
        digits = broken(digits, last, -1)
    if luhn_sum(digits) != 0:
        raise Refused("ERR_INPUT")
    free = len(card) - 1 - last
    middle = digits[first:free]
    if 10 ** len(middle) < MIN_DOMAIN:
        raise Refused("ERR_DOMAIN_TOO_SMALL")
    middle = ff1(key, card_tweak(card, luhn, first, last, context), 10, middle, decrypt)
    token = digits[:first] + middle + [0] + digits[free + 1 :]
    token[free] = next(d for d in range(10) if luhn_sum(token[:free] + [d] + token[free + 1 :]) == 0)
    if not decrypt and luhn == "invalid":
        token = broken(token, last, 1)
    return "".join(map(str, token))


def broken(digits, last, by):
    """The digit at the free position moved on by one: a number that fails Luhn's check; or moved back."""
    free = len(digits) - 1 - last
    return digits[:free] + [(digits[free] + by) % 10] + digits[free + 1 :]
