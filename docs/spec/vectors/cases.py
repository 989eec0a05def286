"""The cases that must be reproduced: what comes in, what a reader needs on the way, what comes out."""

from datetime import date, timedelta
from hashlib import sha256
from struct import unpack

from reference import *

ROOT = bytes(range(32))
OTHER = sha256(b"voile: another key").digest()
SUBJECT = bytes(range(0x60, 0x80))
RECORD = ["acme", "users", "email", "u-100"]
NONCE = {"xaes-256-gcm": 24, "aes-256-gcm": 12, "aes-256-siv": 0}


def key(name):
    return sha256(b"voile: key " + name.encode()).digest()


def nonce_of(name, suite):
    return sha256(b"voile: nonce " + name.encode()).digest()[: NONCE[suite]]


# 2. Derivation


def encode_cases():
    cases = {
        "no part": [],
        "one empty part": [""],
        "two empty parts": ["", ""],
        "a and bc": ["a", "bc"],
        "ab and c": ["ab", "c"],
        "a separator is a character": ["a:b", "c"],
        "U+0000 is a character": ["a\0b"],
        "two, three and four bytes": ["\u00e9", "\u20ac", "\U0001f600"],
        "a mark of byte order at the start stays": ["\ufeffa"],
        "not normalised": ["e\u0301", "\u00e9"],
        "the worked example": RECORD,
        "a part of 300 bytes": ["x" * 300],
    }
    return [{"name": name, "parts": parts, "encoded": encode_parts(parts).hex()} for name, parts in cases.items()]


def derive_cases():
    uses = [
        (8, ["kid"]),
        (32, ["field", "xaes-256-gcm"]),
        (32, ["field", "aes-256-gcm"]),
        (64, ["field", "aes-256-siv"]),
        (32, ["pseudonym", "crm"]),
        (32, ["pseudonym", "billing"]),
        (32, ["pseudonym", ""]),
        (32, ["pseudonym-document", "crm", "report-2026"]),
        (32, ["pseudonym-tuple", "crm"]),
        (32, ["stretch", "crm"]),
        (32, ["index", "users.email"]),
        (32, ["fpe-ff1"]),
        (32, ["vault-index", "cards"]),
        (32, ["vault-subject", "cards"]),
        (32, ["subject-key"]),
        (32, ["wrap"]),
        (32, ["shift-date", "visits"]),
        (32, ["user", "tenant", "acme"]),
        (32, ["user", "tenant"]),
        (32, ["user", ""]),
    ]
    return [
        {
            "name": f"{' / '.join(parts)}, {length} bytes, {which}",
            "root": root.hex(),
            "length": length,
            "parts": parts,
            "info": (b"voile/v1" + encode_parts(parts)).hex(),
            "output": derive(root, length, *parts).hex(),
        }
        for which, root in (("worked example", ROOT), ("another key", OTHER))
        for length, parts in uses
    ]


def key_cases():
    return [
        {
            "name": name,
            "root": root.hex(),
            "base64url": base64url(root),
            "fingerprint": fingerprint(root).hex(),
        }
        for name, root in [("worked example", ROOT), ("another key", OTHER)] + [(n, key(n)) for n in ("one", "two")]
    ]


# 3 and 4. Envelope and suites


def token_case(name, suite, root, head, parts, plain, value=None, nonce=None):
    """A token with all that leads to it."""
    derived = field_key(root, suite)
    nonce = nonce_of(name, suite) if nonce is None else nonce
    aad = aad_of(head, parts)
    body = seal(suite, derived, nonce, aad, plain)
    case = {"name": name, "suite": suite, "root": root.hex(), "parts": parts}
    if value:
        case |= {"value": value}
    case |= {"plain": plain.hex(), "head": head.hex(), "nonce": nonce.hex(), "key": derived.hex(), "aad": aad.hex()}
    if suite == "xaes-256-gcm":
        case |= {"k1": xaes_k1(derived).hex(), "kx": xaes_kx(derived, nonce).hex()}
    return case | {"binary": (head + body).hex(), "token": token_of(head, body)}


def with_key(case, key_id=None):
    return case if key_id is None else {"name": case["name"], "keyId": key_id} | case


def token_cases():
    cases = []
    worked = typed("string", "zo\u00e9@exemple.fr")
    text = {"type": "string", "text": "zo\u00e9@exemple.fr"}
    for suite, size in NONCE.items():
        head = head_of(suite, *id_of(ROOT))
        nonce = bytes(range(0x40, 0x40 + size))
        cases.append(token_case(f"worked example, {suite}", suite, ROOT, head, RECORD, worked, text, nonce))
    for suite in NONCE:
        for key_id in ("k1", "a.B_c-9", "x" * 32, "0123456789abcdef"):
            root = key(key_id)
            name = f"key id of {len(key_id)} characters, {key_id[:16]}, {suite}"
            case = token_case(name, suite, root, head_of(suite, *id_of(root, key_id)), RECORD, worked, text)
            cases.append(with_key(case, key_id))
        for parts in ([""], ["a", "bc"], ["ab", "c"], ["\u00e9\0", "\U0001f600"], ["p"] * 40, ["x" * 1000]):
            name = f"context of {len(parts)} parts, {sha256(encode_parts(parts)).hexdigest()[:8]}, {suite}"
            cases.append(token_case(name, suite, OTHER, head_of(suite, *id_of(OTHER)), parts, worked, text))
        for size in (0, 1, 14, 15, 16, 30, 31, 32, 33, 255):
            data = bytes((7 * at + size) % 256 for at in range(size))
            name = f"{size} bytes, {suite}"
            value = {"type": "bytes", "hex": data.hex()}
            head = head_of(suite, *id_of(OTHER))
            cases.append(token_case(name, suite, OTHER, head, ["t", "c"], typed("bytes", data), value))
    # both branches of the doubling in XAES
    for want in (0, 1):
        root = next(
            r for n in range(99) if aes(field_key(r := key(f"doubling {n}"), "xaes-256-gcm"), bytes(16))[0] >> 7 == want
        )
        name = f"first bit of L is {want}"
        cases.append(
            token_case(name, "xaes-256-gcm", root, head_of("xaes-256-gcm", *id_of(root)), ["t", "c"], worked, text)
        )
    return cases


def inspect_cases():
    return [
        {
            "name": "suite 01, fingerprint",
            "token": worked_token("xaes-256-gcm"),
            "suite": "xaes-256-gcm",
            "keyId": fingerprint(ROOT).hex(),
            "bytes": 67,
        },
        {
            "name": "suite 03, fingerprint",
            "token": worked_token("aes-256-siv"),
            "suite": "aes-256-siv",
            "keyId": fingerprint(ROOT).hex(),
            "bytes": 43,
        },
        {
            "name": "suite 02, text",
            "token": token_of(head_of("aes-256-gcm", "key", b"k1"), bytes(29)),
            "suite": "aes-256-gcm",
            "keyId": "k1",
            "bytes": 34,
        },
        {
            "name": "suite 01, ring",
            "token": token_of(head_of("xaes-256-gcm", "ring", b"customers-1"), bytes(41)),
            "suite": "xaes-256-gcm",
            "ring": "customers-1",
            "bytes": 55,
        },
        {
            "name": "suite 01, a fingerprint of 16 bytes",
            "token": token_of(head_of("xaes-256-gcm", "fingerprint", bytes(range(16))), bytes(41)),
            "suite": "xaes-256-gcm",
            "keyId": bytes(range(16)).hex(),
            "bytes": 60,
        },
    ]


def worked_token(suite, parts=RECORD, root=ROOT, head=None):
    head = head or head_of(suite, *id_of(root))
    nonce = bytes(range(0x40, 0x40 + NONCE[suite]))
    return token_of(
        head, seal(suite, field_key(root, suite), nonce, aad_of(head, parts), typed("string", "zo\u00e9@exemple.fr"))
    )


# 5. Typed values and padding


def double(bits):
    return {"type": "number", "float64": bits}, typed("number", unpack(">d", bytes.fromhex(bits))[0])


def value_pairs():
    """Name, value as JSON tells it, plaintext."""
    for size in (0, 1, 200):
        data = bytes(at % 256 for at in range(size))
        yield f"{size} bytes", {"type": "bytes", "hex": data.hex()}, typed("bytes", data)
    texts = {
        "the empty text": "",
        "ASCII": "jean@exemple.fr",
        "a mark of byte order at the start": "\ufeffa",
        "composed and not composed": "\u00e9e\u0301",
        "astral": "\U0001f600\U0010ffff",
        "U+0000": "a\0",
        "the last of each length": "\x7f\u07ff\uffff\U0010ffff",
        "the first of each length": "\x80\u0800\U00010000",
        "around the surrogates": "\ud7ff\ue000",
        "a text that looks like a token": worked_token("xaes-256-gcm"),
        "a text that begins like a token": "voile1_",
    }
    for name, text in texts.items():
        yield name, {"type": "string", "text": text}, typed("string", text)
    documents = [
        "[" * 64 + "]" * 64,
        "{}",
        "[]",
        '{"a":[1,null,true,"\u00e9"],"b":{"c":-1.5e-7}}',
        '[[["x"]]]',
        '{"":0,"10":1,"b":2,"a":3}',
    ]
    for text in documents:
        yield (
            f"JSON {text.encode('ascii', 'backslashreplace').decode()}",
            {"type": "json", "text": text},
            typed("json", text),
        )
    numbers = {
        "0": "0000000000000000",
        "-0": "8000000000000000",
        "1": "3ff0000000000000",
        "-1.5": "bff8000000000000",
        "smallest": "0000000000000001",
        "largest": "7fefffffffffffff",
        "infinity": "7ff0000000000000",
        "minus infinity": "fff0000000000000",
        "NaN": "7ff8000000000000",
        "2^53 - 1": "433fffffffffffff",
    }
    for name, bits in numbers.items():
        yield f"number {name}", *double(bits)
    integers = [
        0,
        1,
        -1,
        127,
        128,
        -128,
        -129,
        255,
        256,
        32767,
        32768,
        -32768,
        -32769,
        2**53 + 1,
        -(2**63),
        2**63,
        -(2**64),
        10**40,
    ]
    for value in integers:
        yield f"bigint {value}", {"type": "bigint", "decimal": str(value)}, typed("bigint", value)
    for ms in (0, 1, -1, 1_785_000_000_000, 8_640_000_000_000_000, -8_640_000_000_000_000):
        yield f"date {ms}", {"type": "date", "milliseconds": str(ms)}, typed("date", ms)
    for truth in (False, True):
        yield f"boolean {truth}".lower(), {"type": "boolean", "truth": truth}, typed("boolean", truth)


def value_cases():
    head = head_of("xaes-256-gcm", *id_of(ROOT))
    return [
        token_case(name, "xaes-256-gcm", ROOT, head, ["spec", "values"], plain, value)
        for name, value, plain in value_pairs()
    ]


def padding_cases():
    cases = []
    head = head_of("xaes-256-gcm", *id_of(ROOT))
    for pad in (16, 17, 64, 256):
        for size in (0, pad - 3, pad - 2, pad - 1, pad):
            text = "p" * size
            plain = padded(typed("string", text), pad)
            name = f"{size} characters padded to a multiple of {pad}"
            value = {"type": "string", "text": text}
            case = token_case(name, "xaes-256-gcm", ROOT, head, ["spec", "padding"], plain, value)
            cases.append({"name": name, "pad": pad} | case)
    zeros = {"type": "bytes", "hex": "008000"}
    plain = padded(typed("bytes", bytes.fromhex("008000")), 16)
    case = token_case("bytes that look like padding", "xaes-256-gcm", ROOT, head, ["spec", "padding"], plain, zeros)
    return [*cases, {"name": case["name"], "pad": 16} | case]


def canonical_cases():
    """Documents whose keys are put in order, so that one document has one token of suite 03."""
    documents = [
        '{"b":[{"d":1,"c":null}],"a":"x"}',
        '{ "\\ufb33": 1, "\\ud83d\\ude00": 2, "\\u20ac": 3, "\\r": 4, "1": 5, "\\u0080": 6, "\\u00f6": 7 }',
        '{"10":0,"9":1,"":2,"A":3,"a":4,"_":5}',
        '["\\u001f\\u0008\\u2028\\/\\"\\\\",true]',
    ]
    cases = []
    for number, text in enumerate(documents):
        canonical = canonical_json(text)
        head = head_of("aes-256-siv", *id_of(ROOT))
        value = {"type": "json", "text": text}
        name = f"document {number}"
        case = token_case(name, "aes-256-siv", ROOT, head, ["spec", "canonical"], typed("json", canonical), value)
        cases.append(case | {"canonical": canonical})
    return cases


# 6 and 7. Context and binding, subject keys


def wrapped_row(kek, subject, ring, secret, nonce):
    """The row of a subject key, sealed under a derived key of its own."""
    head = head_of("xaes-256-gcm", *id_of(kek))
    parts = ["subject-key", subject, ring]
    derived = derive(kek, 32, "subject-key")
    aad = aad_of(head, parts)
    body = seal("xaes-256-gcm", derived, nonce, aad, typed("bytes", secret))
    return {"key": derived.hex(), "aad": aad.hex(), "nonce": nonce.hex(), "wrapped": token_of(head, body)}


def bound_cases():
    cases = []
    for context, record in ((["acme", "users", "email"], "u-100"), (["t"], "\u00e9"), (["", ""], "0")):
        name = f"bound to record {record.encode('unicode_escape').decode()} in {len(context)} parts"
        plain, value = typed("string", "salary"), {"type": "string", "text": "salary"}
        head = head_of("xaes-256-gcm", *id_of(ROOT))
        case = token_case(name, "xaes-256-gcm", ROOT, head, [*context, record], plain, value)
        cases.append({"name": name, "context": context, "record": record} | case)
    return cases


def subject_cases():
    cases = []
    people = [
        ("customers-1", "u-100", SUBJECT, "worked example"),
        ("customers-1", "u-101", key("u-101"), "another subject"),
    ]
    people.append(("r.2", "\u00e9", key("r.2"), "another ring"))
    for ring, subject, secret, name in people:
        worked = name == "worked example"
        nonce = bytes(range(0x40, 0x58)) if worked else nonce_of("row " + name, "xaes-256-gcm")
        head = head_of("xaes-256-gcm", "ring", ring.encode())
        plain, value = typed("string", "zo\u00e9@exemple.fr"), {"type": "string", "text": "zo\u00e9@exemple.fr"}
        case = token_case(name, "xaes-256-gcm", secret, head, RECORD, plain, value, nonce if worked else None)
        row = wrapped_row(ROOT, subject, ring, secret, nonce)
        cases.append(
            {"name": name, "ring": ring, "subject": subject, "keyEncryptionKey": ROOT.hex(), "row": row, "field": case}
        )
    return cases


# 4.5 Wrapped keys


def wrapping_cases():
    pairs = [
        ("a key of 80 to 9f", ROOT, bytes(range(0x80, 0xA0))),
        ("another key", OTHER, ROOT),
        ("one by two", key("two"), key("one")),
    ]
    cases = []
    for name, root, secret in pairs:
        wrapped = wrap_key(root, secret)
        cases.append(
            {
                "name": name,
                "root": root.hex(),
                "secret": secret.hex(),
                "secretId": fingerprint(secret).hex(),
                "key": derive(root, 32, "wrap").hex(),
                "wrapped": wrapped.hex(),
                "text": token_of(head_of("aes-kwp", *id_of(root)), wrapped),
            }
        )
    return cases


# 9 and 10. Pseudonyms and indexes


def pseudonym_case(name, root, use, domain_parts, message, **options):
    derived = derive(root, 32, use, *domain_parts)
    case = {"name": name, "root": root.hex(), "use": use, "domain": domain_parts[0]}
    if use == "pseudonym-document":
        case["document"] = domain_parts[1]
    case |= {"key": derived.hex(), "message": message.hex()}
    shown = {"keyId" if option == "key_id" else option: value for option, value in options.items()}
    return case | shown | {"mac": mac(derived, message).hex(), "pseudonym": pseudonym(derived, message, **options)}


def pseudonym_cases():
    cases = []
    zoe = "zo\u00e9@exemple.fr".encode()
    for domain in ("crm", "billing"):
        cases.append(pseudonym_case(f"worked example, domain {domain}", ROOT, "pseudonym", [domain], zoe))
    for alphabet in ALPHABETS:
        for bits in (64, 80, 96, 128, 160, 256):
            cases.append(
                pseudonym_case(
                    f"{bits} bits, {alphabet}", ROOT, "pseudonym", ["crm"], zoe, bits=bits, alphabet=alphabet
                )
            )
    cases.append(pseudonym_case("a prefix", ROOT, "pseudonym", ["crm"], zoe, prefix="p-"))
    cases.append(pseudonym_case("a fingerprint", ROOT, "pseudonym", ["crm"], zoe, key_id=fingerprint(ROOT).hex()))
    cases.append(
        pseudonym_case("a prefix and a key id", key("k1"), "pseudonym", ["crm"], zoe, prefix="p-", key_id="k1")
    )
    for name, message in {
        "empty": b"",
        "one byte": b"\x00",
        "not UTF-8": b"\xff\xfe",
        "64 bytes": b"x" * 64,
        "300 bytes": b"y" * 300,
    }.items():
        cases.append(pseudonym_case(f"bytes: {name}", OTHER, "pseudonym", ["d\u00e9"], message))
    for document in ("report-2026", "report-2027", "\u00e9"):
        name = f"document {document.encode('unicode_escape').decode()}"
        cases.append(pseudonym_case(name, ROOT, "pseudonym-document", ["crm", document], zoe))
    return cases


def tuple_cases():
    lists = [["Zo\u00e9", "1990-01-02"], ["a", "bc"], ["ab", "c"], ["a", "b", "c"], ["", ""]]
    return [
        {"name": f"components {n}", "components": parts}
        | {
            k: v
            for k, v in pseudonym_case("", ROOT, "pseudonym-tuple", ["crm"], encode_parts(parts)).items()
            if k != "name"
        }
        for n, parts in enumerate(lists)
    ]


def stretched_cases():
    cases = []
    for text, n, r, p in (
        ("+33612345678", 16384, 8, 1),
        ("+33612345678", 1024, 8, 1),
        ("", 1024, 1, 2),
        ("\u00e9", 2048, 4, 1),
    ):
        message = text.encode()
        salt = derive(ROOT, 32, "stretch", "crm")
        middle = stretched(ROOT, "crm", message, n, r, p)
        derived = derive(ROOT, 32, "pseudonym", "crm")
        cases.append(
            {
                "name": f"{text.encode('unicode_escape').decode() or 'empty'}, N = {n}, r = {r}, p = {p}",
                "root": ROOT.hex(),
                "domain": "crm",
                "text": text,
                "stretch": {"N": n, "r": r, "p": p},
                "salt": salt.hex(),
                "stretched": middle.hex(),
                "key": derived.hex(),
                "pseudonym": pseudonym(derived, middle),
            }
        )
    return cases


FR = {"code": "33", "trunk": "0", "lengths": [9]}
COUNTRIES = [
    FR,
    {"code": "44", "trunk": "0", "lengths": [9, 10]},
    {"code": "39", "trunk": None, "lengths": [6, 7, 8, 9, 10, 11]},
    {"code": "1", "trunk": "1", "lengths": [10], "trunkOptional": True},
    {"code": "7", "trunk": "8", "lengths": [10], "trunkOptional": True},
]


def form_cases():
    texts = [
        ("exact", "Zo\u00e9 "),
        ("exact", "e\u0301"),
        ("nfc", "e\u0301"),
        ("nfc", "\u1e9b\u0323"),
        ("nfc", "\u212b"),
        ("email", " Jean.Dupont+x@Exemple.FR\n"),
        ("email", "\u00a0\ufeffZOE\u0301@EXEMPLE.FR\u2003"),
        ("email", "\u0130@x.y"),
        ("email", "a.b\u0301@x--Y.example"),
        ("email", "T\u030c@x.y"),
        ("email", "\u039f\u03a3@\u039f\u03a3"),
    ]
    return [{"form": form, "text": text, "formed": form_of(form, text)} for form, text in texts]


def phone_cases():
    spellings = [
        ("33", "06 12 34 56 78"),
        ("33", "0612345678"),
        ("33", "+33 6 12 34 56 78"),
        ("33", "0033 6.12.34.56.78"),
        ("33", "(06) 12-34-56-78"),
        ("33", "+33\u00a06\u202f12\u200934\u201056\u201178"),
        ("44", "+44 20 7946 0018"),
        ("44", "020 7946 0018"),
        ("39", "+39 06 698 12345"),
        ("39", "06 698 12345"),
        ("1", "+1 (202) 555-0143"),
        ("1", "1-202-555-0143"),
        ("1", "202 555 0143"),
        ("7", "8 (912) 345-67-89"),
        ("7", "912 345-67-89"),
        ("7", "+7 800 555-35-35"),
        ("7", "800 555 35 35"),
        (None, "+33612345678"),
    ]
    return [
        {"countries": COUNTRIES, "text": text, "formed": phone(text, COUNTRIES, national)}
        | ({"national": national} if national else {})
        for national, text in spellings
    ]


def index_cases():
    cases = []
    for bits in (20, 1, 3, 4, 5, 8, 31, 32, 33, 48, 51):
        derived = derive(ROOT, 32, "index", "users.email")
        message = b"jean@exemple.fr"
        cases.append(
            {
                "name": f"{bits} bits",
                "root": ROOT.hex(),
                "domain": "users.email",
                "text": message.decode(),
                "bits": bits,
                "key": derived.hex(),
                "mac": mac(derived, message).hex(),
                "index": blind_index(derived, message, bits),
            }
        )
    derived = derive(key("k1"), 32, "index", "users.email")
    named = {
        "name": "a key id",
        "root": key("k1").hex(),
        "keyId": "k1",
        "domain": "users.email",
        "text": "\u00e9",
        "bits": 10,
    }
    message = "\u00e9".encode()
    index = "k1." + blind_index(derived, message, 10)
    return [*cases, named | {"key": derived.hex(), "mac": mac(derived, message).hex(), "index": index}]


def bits_cases():
    sizes = [
        1,
        2,
        7,
        8,
        9,
        16,
        17,
        32,
        33,
        64,
        65,
        1000,
        1024,
        1025,
        10**4,
        10**5,
        10**6,
        2**20,
        2**20 + 1,
        10**7,
        2**40,
    ]
    return [
        {"distinct": x, "min": found[0], "max": found[1]}
        if (found := index_bits(x))
        else {"distinct": x, "code": "ERR_DOMAIN_TOO_SMALL"}
        for x in sizes
    ]


# 11. Format-preserving encryption

DIGITS = "0123456789"
ALNUM = DIGITS + "abcdefghijklmnopqrstuvwxyz"


def ff1_cases():
    texts = [
        ("worked example", ROOT, DIGITS, ["acme", "orders", "number"], "0123456789"),
        ("the shortest of digits", ROOT, DIGITS, ["t"], "000000"),
        ("19 digits", ROOT, DIGITS, ["t"], "9876543210987654321"),
        ("odd length", OTHER, DIGITS, [""], "0000000"),
        ("letters and digits", ROOT, ALNUM, ["acme", "codes"], "0z9a"),
        ("radix 2", ROOT, "ab", ["t"], "abbabaabbaababbabaab"),
        ("radix 16", ROOT, "0123456789abcdef", ["t"], "deadbeef"),
        ("case counts", ROOT, DIGITS + "abcdef" + "ABCDEF", ["t"], "aAbBcC00"),
        ("astral characters", ROOT, "\U0001f600\u00e9\u20acx", ["t"], "\u00e9\u20acx\U0001f600" * 3),
        ("radix 300", ROOT, "".join(chr(0x4E00 + at) for at in range(300)), ["t"], "\u4e00\u4eff\u4f2b"),
        ("long", OTHER, DIGITS, ["a", "\u00e9"], "31415926535897932384626433832795028841971693993751"),
    ]
    cases = []
    for name, root, alphabet, context, text in texts:
        derived = derive(root, 32, "fpe-ff1")
        tweak = encode_parts(["text", "", "", alphabet, *context])
        case = {"name": name, "root": root.hex(), "alphabet": alphabet, "context": context, "key": derived.hex()}
        cases.append(case | {"tweak": tweak.hex(), "value": text, "token": ff1_text(derived, tweak, alphabet, text)})
    return cases


def numbered(prefix, length):
    """A card number with a right check digit."""
    digits = [int(digit) for digit in prefix.ljust(length - 1, "7")] + [0]
    digits[-1] = -luhn_sum(digits) % 10
    return "".join(map(str, digits))


def card_cases():
    derived, context = derive(ROOT, 32, "fpe-ff1"), ["acme", "cards"]
    cards = [("4970123456701117", 4, 4), ("5500123456709991", 4, 4)]
    settings = [
        (13, 0, 0),
        (13, 6, 0),
        (15, 8, 0),
        (15, 4, 4),
        (16, 0, 0),
        (16, 6, 0),
        (16, 8, 0),
        (16, 0, 4),
        (19, 6, 4),
        (19, 8, 4),
        (12, 0, 4),
    ]
    cards += [(numbered("4970123", length), first, last) for length, first, last in settings]
    return [
        {
            "name": f"{luhn}, {len(card)} digits, {first} and {last} in clear, {card}",
            "root": ROOT.hex(),
            "context": context,
            "luhn": luhn,
            "keepFirst": first,
            "keepLast": last,
            "key": derived.hex(),
            "tweak": card_tweak(card, luhn, first, last, context).hex(),
            "value": card,
            "token": card_token(derived, card, luhn, first, last, context),
        }
        for luhn in ("valid", "invalid")
        for card, first, last in cards
    ]


# 12. Vault


def vault_cases():
    cases = []
    rows = [("cards", "4970123456701117", "AAECAwQFBgcICQoLDA0ODw", "u-100"), ("v.2", "zo\u00e9", "0000000001", None)]
    for vault, value, token, subject in rows:
        index_key, subject_key = (derive(ROOT, 32, use, vault) for use in ("vault-index", "vault-subject"))
        sealed = token_case(
            f"sealed value of vault {vault}",
            "xaes-256-gcm",
            OTHER,
            head_of("xaes-256-gcm", *id_of(OTHER)),
            ["vault", vault, token],
            typed("string", value),
            {"type": "string", "text": value},
        )
        cases.append(
            {
                "name": f"vault {vault}",
                "root": ROOT.hex(),
                "vault": vault,
                "value": value,
                "token": token,
                "indexKey": index_key.hex(),
                "index": base64url(mac(index_key, utf8(value))),
                "subject": subject,
                "subjectKey": subject_key.hex(),
                "subjectIndex": None if subject is None else base64url(mac(subject_key, utf8(subject))),
                "sealed": sealed,
            }
        )
    return cases


# 13. Dates


def shift_cases():
    cases = []
    subjects = [{"text": "p-7"}, {"text": "1"}, {"integer": "1"}, {"integer": "-9007199254740993"}, {"text": "\u00e9"}]
    dates = ["2024-03-01", "2024-02-29T23:59:59.5+02:00", "1969-12-31", "9999-12-31", "0001-01-01"]
    for n, (subject, domain, days) in enumerate(
        (subject, domain, days)
        for subject in subjects
        for domain, days in (("", [-180, 180]), ("visits", [-365, 0]), ("visits", [1, 2]))
    ):
        derived = derive(ROOT, 32, "shift-date", domain)
        (kind, text), *_ = subject.items()
        message = encode_parts([kind, text])
        digest = mac(derived, message)
        shift = days[0] + int.from_bytes(digest[:8], "big") % (days[1] - days[0] + 1)
        value = dates[n % len(dates)]
        try:
            shifted = (date.fromisoformat(value[:10]) + timedelta(days=shift)).isoformat() + value[10:]
        except OverflowError:  # beyond the years of the format
            value, shifted = "2000-01-01", (date(2000, 1, 1) + timedelta(days=shift)).isoformat()
        case = {"name": f"{kind} {text.encode('unicode_escape').decode()}, domain '{domain}', {days[0]} to {days[1]}"}
        case |= {"root": ROOT.hex(), "subject": subject, "domain": domain, "days": days, "key": derived.hex()}
        cases.append(
            case | {"message": message.hex(), "mac": digest.hex(), "shift": shift, "value": value, "shifted": shifted}
        )
    return cases
