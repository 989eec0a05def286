"""What must not be accepted, and the code by which it is refused."""

from hashlib import sha256

from cases import *
from reference import *


def open_refusals():
    """Tokens that a key with the given root must not open, by stage."""
    raw = bytes.fromhex(token_cases()[0]["binary"])
    text = worked_token("xaes-256-gcm")
    head, body = raw[:11], raw[11:]
    fingerprint_of = head[3:]

    def binary(name, code, data, **more):
        return {"name": name, "binary": data.hex(), "code": code} | more

    def spelled(name, token, code="ERR_FORMAT", **more):
        return {"name": name, "token": token, "code": code} | more

    def sealed(name, plain, declared, code="ERR_TYPE"):
        body = seal(
            "xaes-256-gcm", field_key(ROOT, "xaes-256-gcm"), nonce_of(name, "xaes-256-gcm"), aad_of(head, RECORD), plain
        )
        return spelled(name, token_of(head, body), code, type=declared)

    def headed(mark, key_id, suite=1):
        return bytes([0xF1, suite, mark]) + key_id + body

    def flipped(at, bit):
        return raw[:at] + bytes([raw[at] ^ bit]) + raw[at + 1 :]

    assert text[-1] == "w" and len(text) == 7 + 90  # 67 bytes: four spare bits
    public = [
        spelled("the empty text", ""),
        spelled("no token", "zo\u00e9@exemple.fr"),
        spelled("the prefix alone", PREFIX),
        spelled("the prefix in capitals", "VOILE1_" + text[7:]),
        spelled("another version in the prefix", "voile2_" + text[7:]),
        spelled("padded base64", text + "="),
        spelled("white space behind", text + "\n"),
        spelled("white space within", text[:20] + " " + text[20:]),
        spelled("the alphabet of base64", text.replace("_", "/").replace("-", "+").replace("voile1/", PREFIX)),
        spelled("spare bits that are not zero", text[:-1] + "x"),
        spelled("a length that no bytes have", text + "AAA"),
        spelled("a letter outside ASCII", text[:20] + "\u00c0" + text[21:]),
        binary("no bytes", "ERR_FORMAT", b""),
        binary("one byte", "ERR_FORMAT", raw[:1]),
        binary("two bytes", "ERR_FORMAT", raw[:2]),
        binary("three bytes", "ERR_FORMAT", raw[:3]),
        binary("a cut id", "ERR_FORMAT", raw[:10]),
        binary("a first byte of no format", "ERR_FORMAT", b"\x01" + raw[1:]),
        binary("format 2", "ERR_VERSION", b"\xf2" + raw[1:]),
        binary("format 15", "ERR_VERSION", b"\xff" + raw[1:]),
    ]
    public += [
        binary(f"suite {suite:02x}", "ERR_SUITE", headed(0x88, fingerprint_of, suite))
        for suite in (0, 4, 5, 0x10, 0x20, 0x7F, 0xFF)
    ]
    public += [
        spelled("suite 03 where it is not allowed", worked_token("aes-256-siv"), "ERR_SUITE"),
        binary("kind 11 of an id", "ERR_FORMAT", headed(0xC8, fingerprint_of)),
        binary("a fingerprint of 7 bytes", "ERR_FORMAT", headed(0x87, fingerprint_of[:7])),
        binary("a fingerprint of 17 bytes", "ERR_FORMAT", headed(0x91, fingerprint_of + bytes(9))),
        binary("an empty id", "ERR_FORMAT", headed(0x00, b"")),
        binary("an id of 33 characters", "ERR_FORMAT", headed(0x21, b"x" * 33)),
        binary("an id with a slash", "ERR_FORMAT", headed(0x03, b"a/b")),
        binary("an id that is not ASCII", "ERR_FORMAT", headed(0x02, "\u00e9".encode())),
        binary("an id with a line break", "ERR_FORMAT", headed(0x03, b"k1\n")),
        binary("an empty id of a ring", "ERR_FORMAT", headed(0x40, b"")),
        binary("another fingerprint", "ERR_UNKNOWN_KEY", headed(0x88, fingerprint(OTHER))),
        binary("a longer fingerprint", "ERR_UNKNOWN_KEY", headed(0x90, fingerprint_of + bytes(8))),
        binary("a text id", "ERR_UNKNOWN_KEY", headed(0x02, b"k9")),
        binary("a text id that spells the fingerprint", "ERR_UNKNOWN_KEY", headed(0x10, fingerprint_of.hex().encode())),
        binary("a ring where a key is meant", "ERR_UNKNOWN_KEY", headed(0x4B, b"customers-1")),
        binary("a head alone", "ERR_FORMAT", head),
        binary("no type byte", "ERR_FORMAT", head + bytes(40)),
        binary("half a tag", "ERR_FORMAT", head + body[:30]),
    ]
    authentication = [
        binary(f"byte {at}, bit {bit:02x} flipped", "ERR_AUTH", flipped(at, bit))
        for at, bit in ((11, 1), (22, 0x80), (23, 1), (34, 1), (35, 1), (50, 0x40), (51, 1), (66, 1), (66, 0x80))
    ]
    authentication += [
        binary("a byte less", "ERR_AUTH", raw[:-1]),
        binary("a byte more", "ERR_AUTH", raw + b"\0"),
        binary("a tag of 8 bytes", "ERR_AUTH", raw[:-8]),
        binary("suite 01 said to be 02", "ERR_AUTH", headed(0x88, fingerprint_of, 2)),
        binary(
            "suite 01 said to be 03, allowed", "ERR_AUTH", headed(0x88, fingerprint_of, 3), allowSuites=["aes-256-siv"]
        ),
        spelled("bytes of another key under this id", worked_token("xaes-256-gcm", root=OTHER, head=head), "ERR_AUTH"),
    ]
    contexts = {
        "another record": RECORD[:-1] + ["u-101"],
        "no record": RECORD[:-1],
        "another column": ["acme", "users", "phone", "u-100"],
        "another tenant": ["acm", *RECORD[1:]],
        "parts in another order": ["users", "acme", "email", "u-100"],
        "parts cut elsewhere": ["acmeu", "sers", "email", "u-100"],
        "one part more": [*RECORD, ""],
        "parts joined": ["acme/users/email/u-100"],
    }
    authentication += [spelled(f"context: {name}", text, "ERR_AUTH", context=parts) for name, parts in contexts.items()]

    nested = "[" * 65 + "]" * 65
    typed_values = [
        spelled("a value above the limit", text, "ERR_LIMIT", maxPlaintext=14),
        sealed("a text declared as bytes", typed("string", "a"), "bytes"),
        sealed("a number declared as bigint", typed("number", 1.0), "bigint"),
        sealed("JSON declared as a text", typed("json", "{}"), "string"),
        sealed("type 07", b"\x07", "string"),
        sealed("type 7f", b"\x7f", "string"),
        sealed("an overlong encoding", b"\x01\xc0\x80", "string"),
        sealed("an encoded surrogate", b"\x01\xed\xa0\x80", "string"),
        sealed("a cut character", b"\x01\xe2\x82", "string"),
        sealed("above U+10FFFF", b"\x01\xf4\x90\x80\x80", "string"),
        sealed("a stray continuation", b"\x01\x80", "string"),
        sealed("JSON: not JSON", typed("json", "{a:1}"), "json"),
        sealed("JSON: nothing", typed("json", ""), "json"),
        sealed("JSON: a text", typed("json", '"a"'), "json"),
        sealed("JSON: null", typed("json", "null"), "json"),
        sealed("JSON: a mark of byte order", typed("json", "\ufeff{}"), "json"),
        sealed("JSON: __proto__", typed("json", '{"a":{"__proto__":{"x":1}}}'), "json"),
        sealed("JSON: escaped __proto__", typed("json", '{"\\u005f_proto__":1}'), "json"),
        sealed("JSON: 65 levels", typed("json", nested), "json"),
        sealed("JSON: minus zero", typed("json", "[-0]"), "json"),
        sealed("JSON: beyond a double", typed("json", "[1e999]"), "json"),
        sealed("JSON: a lone surrogate", typed("json", '["\\ud800"]'), "json"),
        sealed("JSON: not UTF-8", b"\x02[\x22\xff\x22]", "json"),
        sealed("number: 7 bytes", b"\x03" + bytes(7), "number"),
        sealed("number: 9 bytes", b"\x03" + bytes(9), "number"),
        sealed("number: another NaN", b"\x03\x7f\xf8\0\0\0\0\0\x01", "number"),
        sealed("number: a NaN with a sign", b"\x03\xff\xf8\0\0\0\0\0\0", "number"),
        sealed("bigint: no byte", b"\x04", "bigint"),
        sealed("bigint: a zero too many", b"\x04\x00\x7f", "bigint"),
        sealed("bigint: an ff too many", b"\x04\xff\x80", "bigint"),
        sealed("bigint: 0 in two bytes", b"\x04\x00\x00", "bigint"),
        sealed("date: 7 bytes", b"\x05" + bytes(7), "date"),
        sealed("date: after the last", typed("date", 8_640_000_000_000_001), "date"),
        sealed("date: the smallest integer", typed("date", -(2**63)), "date"),
        sealed("boolean: 02", b"\x06\x02", "boolean"),
        sealed("boolean: no byte", b"\x06", "boolean"),
        sealed("boolean: two bytes", b"\x06\x01\x00", "boolean"),
        sealed("padding: no mark", b"\x81a\0\0", "string"),
        sealed("padding: another mark", b"\x81a\x40\0", "string"),
        sealed("padding: type and zeros", b"\x81\0\0\0", "string"),
        sealed("padding: a type that is the mark", b"\x80\0\0\0", "bytes"),
    ]
    stages = {"public": public, "authentication": authentication, "type": typed_values}
    defaults = {"root": ROOT.hex(), "context": RECORD, "type": "string"}
    return [
        {"name": case["name"], "stage": stage} | defaults | {k: v for k, v in case.items() if k != "name"}
        for stage, cases in stages.items()
        for case in cases
    ]


def subject_refusals():
    worked, other, elsewhere = subject_cases()
    head = head_of("xaes-256-gcm", *id_of(ROOT))
    row = worked["row"]["wrapped"]
    keys = {case["subject"]: case["field"]["root"] for case in (worked, other)}
    base = {"ring": "customers-1", "keys": keys, "context": RECORD, "subject": "u-100"}
    fields = [
        {"name": "another subject", "token": worked["field"]["token"], "subject": "u-101", "code": "ERR_AUTH"},
        {
            "name": "another record",
            "token": worked["field"]["token"],
            "context": [*RECORD[:-1], "u-101"],
            "code": "ERR_AUTH",
        },
        {
            "name": "a subject without a key",
            "token": worked["field"]["token"],
            "subject": "u-102",
            "code": "ERR_UNKNOWN_KEY",
        },
        {"name": "another ring", "token": elsewhere["field"]["token"], "code": "ERR_UNKNOWN_KEY"},
        {"name": "a key where a ring is meant", "token": worked_token("xaes-256-gcm"), "code": "ERR_UNKNOWN_KEY"},
        {
            "name": "a key of the ring's name",
            "token": token_of(head_of("xaes-256-gcm", "key", b"customers-1"), bytes(60)),
            "code": "ERR_UNKNOWN_KEY",
        },
        {"name": "no subject", "token": worked["field"]["token"], "subject": "", "code": "ERR_CONTEXT"},
    ]
    base_row = {"ring": "customers-1", "keyEncryptionKey": ROOT.hex(), "subject": "u-100"}
    under_field_key = seal(
        "xaes-256-gcm",
        field_key(ROOT, "xaes-256-gcm"),
        nonce_of("row", "xaes-256-gcm"),
        aad_of(head, ["subject-key", "u-100", "customers-1"]),
        typed("bytes", SUBJECT),
    )

    def sealed_row(plain):
        aad = aad_of(head, ["subject-key", "u-100", "customers-1"])
        key, nonce = derive(ROOT, 32, "subject-key"), sha256(plain).digest()[:24]
        return token_of(head, seal("xaes-256-gcm", key, nonce, aad, plain))

    head_02, key_of_rows = head_of("aes-256-gcm", *id_of(ROOT)), derive(ROOT, 32, "subject-key")
    aad_02 = aad_of(head_02, ["subject-key", "u-100", "customers-1"])
    nonce_02 = nonce_of("a row of suite 02", "aes-256-gcm")
    of_suite_02 = token_of(head_02, seal("aes-256-gcm", key_of_rows, nonce_02, aad_02, typed("bytes", SUBJECT)))
    rows = [
        {"name": "the row of another subject", "wrapped": other["row"]["wrapped"], "code": "ERR_AUTH"},
        {"name": "a row of another ring", "wrapped": row, "ring": "customers-2", "code": "ERR_AUTH"},
        {"name": "a row under another key", "wrapped": row, "keyEncryptionKey": OTHER.hex(), "code": "ERR_UNKNOWN_KEY"},
        {"name": "a row under the key of fields", "wrapped": token_of(head, under_field_key), "code": "ERR_AUTH"},
        {"name": "a row that is no token", "wrapped": "u-100", "code": "ERR_FORMAT"},
        {"name": "a key of 31 bytes", "wrapped": sealed_row(typed("bytes", SUBJECT[1:])), "code": "ERR_KEY"},
        {"name": "a key of equal bytes", "wrapped": sealed_row(typed("bytes", bytes(32))), "code": "ERR_KEY"},
        {"name": "a row of suite 02", "wrapped": of_suite_02, "code": "ERR_SUITE"},
        {"name": "a text", "wrapped": sealed_row(typed("string", "a" * 32)), "code": "ERR_TYPE"},
    ]
    return [base | case for case in fields], [base_row | case for case in rows]


def writing_refusals():
    """Values that must not be sealed, under contexts that must not be accepted."""
    again = {"type": "string", "text": worked_token("xaes-256-gcm")}
    binary = {"type": "bytes", "hex": token_cases()[0]["binary"]}
    text = {"type": "string", "text": "a"}
    cases = [
        {"name": "a token of this very cell", "value": again, "code": "ERR_ALREADY_ENCRYPTED"},
        {"name": "a binary token of this very cell", "value": binary, "code": "ERR_ALREADY_ENCRYPTED"},
        {"name": "no part", "value": text, "context": [], "code": "ERR_CONTEXT"},
        {"name": "a part that is a number", "value": text, "context": ["t", 1], "code": "ERR_CONTEXT"},
        {"name": "a context that is a text", "value": text, "context": "t", "code": "ERR_CONTEXT"},
        {"name": "an empty record", "value": text, "record": "", "code": "ERR_CONTEXT"},
        {"name": "a record that is a number", "value": text, "record": 1, "code": "ERR_CONTEXT"},
        {"name": "a missing value", "value": None, "code": "ERR_INPUT"},
    ]
    documents = {
        "__proto__": '{"a":{"__proto__":{"x":1}}}',
        "65 levels": "[" * 65 + "]" * 65,
        "minus zero": "[-0]",
        "a lone surrogate": '["\\ud800"]',
    }
    for name, document in documents.items():
        cases.append({"name": f"JSON: {name}", "value": {"type": "json", "text": document}, "code": "ERR_INPUT"})
    defaults = {"root": ROOT.hex(), "context": RECORD}
    return [{"name": case["name"]} | defaults | case for case in cases]


def key_refusals():
    cases = {
        "no byte": b"",
        "31 bytes": bytes(range(31)),
        "33 bytes": bytes(range(33)),
        "64 digits as bytes": b"00" * 32,
        "all bytes equal": b"\x01" * 32,
        "all bytes zero": bytes(32),
        "printable": b"correct horse battery staple 123",
        "a text of other letters": "Zo\u00e9 und J\u00fcrgen essen Cr\u00eapes 3".encode(),
        "lines and tabs": b"key: one\r\n\tkey: two\n\tkey: three\n",
    }
    refused = [{"name": name, "bytes": data.hex(), "code": "ERR_KEY"} for name, data in cases.items()]
    hexadecimal = {
        "63 digits": ROOT.hex()[1:],
        "65 digits": ROOT.hex() + "0",
        "0x in front": "0x" + ROOT.hex(),
        "a letter g": "g" + ROOT.hex()[1:],
    }
    refused += [
        {"name": f"hexadecimal: {name}", "hexadecimal": text, "code": "ERR_KEY"} for name, text in hexadecimal.items()
    ]
    text = base64url(ROOT)
    spelled = {
        "padded": text + "=",
        "42 characters": text[1:],
        "spare bits": text[:-1] + "9",
        "white space": text + " ",
    }
    return refused + [
        {"name": f"base64url: {name}", "base64url": text, "code": "ERR_KEY"} for name, text in spelled.items()
    ]


def text_refusals():
    """Texts as UTF-16 code units, because no UTF-8 spells them."""
    units = {
        "a lone high surrogate": "d800",
        "a lone low surrogate": "dc00",
        "in the wrong order": "dc00d800",
        "within": "0061d8000062",
    }
    return [{"name": name, "utf16": text, "code": "ERR_INPUT"} for name, text in units.items()]


def refused(run, *given):
    try:
        run(*given)
    except Refused as refusal:
        return str(refusal)
    raise AssertionError("accepted")


def form_refusals():
    emails = ["", "a", "@", "a@", "@b", "a@b@c", " @b", "a b@c", "a@b\u00a0c", "\x1fa@b", "a@b\0", "a@b\u0085", "a\u200b@b"]
    emails += ["a\u00ad@b", "a@\u202eb", "a\u034f@b", "\u3164@b", "a\ufe0f@b", "a@b\U000e0101", "\ue000@b", "\uffff@b"]
    cases = [{"form": "email", "text": text, "code": refused(form_of, "email", text)} for text in emails]
    numbers = [
        ("33", "+33 (0)6 12 34 56 78"),
        ("33", "+33 ( 0 )6 12 34 56 78"),
        ("33", "+33 06 12 34 56 78"),
        ("33", "6 12 34 56 78"),
        ("33", "+33 6 12 34 56"),
        ("33", "06 12 34 56 78 9"),
        (None, "06 12 34 56 78"),
        ("33", "+49 30 901820"),
        ("33", "+44 020 7946 0018"),
        ("33", "++33612345678"),
        ("33", "06 12 34 56 7a"),
        ("33", "06 12 34 56 78 ext 9"),
        ("33", "\u0660\u0666 12 34 56 78"),
        ("33", "+33"),
        ("33", ""),
        ("1", "+1 1 202 555 0143"),
        ("7", "+7 8 912 345 67 89"),
        ("39", "(0)6 698 12345"),
    ]
    for national, text in numbers:
        case = {
            "form": "phone",
            "countries": COUNTRIES,
            "text": text,
            "code": refused(phone, text, COUNTRIES, national),
        }
        cases.append(case | ({"national": national} if national else {}))
    return cases


def fpe_refusals():
    derived = derive(ROOT, 32, "fpe-ff1")
    texts = [
        ("5 digits", DIGITS, "01234", "ERR_DOMAIN_TOO_SMALL"),
        ("the empty text", DIGITS, "", "ERR_DOMAIN_TOO_SMALL"),
        ("3 of 36", ALNUM, "0z9", "ERR_DOMAIN_TOO_SMALL"),
        ("4 of 31", ALNUM[:31], "0000", "ERR_DOMAIN_TOO_SMALL"),
        ("19 of 2", "01", "0" * 19, "ERR_DOMAIN_TOO_SMALL"),
        ("a letter among digits", DIGITS, "01234a", "ERR_ALPHABET"),
        ("a capital", ALNUM, "0z9A", "ERR_ALPHABET"),
        ("a character twice", "aba", "a" * 30, "ERR_ALPHABET"),
        ("one character", "a", "a" * 30, "ERR_ALPHABET"),
        ("no character", "", "", "ERR_ALPHABET"),
        ("a letter that NFC changes", "ab\u212b", "a" * 30, "ERR_ALPHABET"),
        ("a letter and a mark behind it", "abe\u0301", "a" * 30, "ERR_ALPHABET"),
        ("a mark before the letter", "\u0301abe", "a" * 30, "ERR_ALPHABET"),
        ("two marks in either order", "\u0334\u0327a", "a" * 30, "ERR_ALPHABET"),
        ("letters of Hangul", "\u1161\u1100", "\u1100" * 30, "ERR_ALPHABET"),
    ]
    cases = []
    for name, alphabet, text, code in texts:
        if code == "ERR_DOMAIN_TOO_SMALL":
            assert refused(ff1_text, derived, b"", alphabet, text) == code
        cases.append(
            {"name": name, "root": ROOT.hex(), "alphabet": alphabet, "context": ["t"], "value": text, "code": code}
        )
    return cases


def card_refusals():
    good = "4970123456701117"
    derived = derive(ROOT, 32, "fpe-ff1")
    cards = [
        ("a wrong check digit", "4970123456701118", 4, 4, "ERR_INPUT"),
        ("6 and 4 of 16 in clear", good, 6, 4, "ERR_DOMAIN_TOO_SMALL"),
        ("8 and 4 of 16 in clear", good, 8, 4, "ERR_DOMAIN_TOO_SMALL"),
        ("8 of 13 in clear", numbered("4970123", 13), 8, 0, "ERR_DOMAIN_TOO_SMALL"),
        ("4 and 4 of 13 in clear", numbered("4970123", 13), 4, 4, "ERR_DOMAIN_TOO_SMALL"),
        ("6 and 4 of 15 in clear", numbered("4970123", 15), 6, 4, "ERR_DOMAIN_TOO_SMALL"),
    ]
    cases = []
    for name, card, first, last, code in cards:
        assert refused(card_token, derived, card, "valid", first, last, ["acme", "cards"]) == code
        cases.append({"name": name, "luhn": "valid", "value": card, "keepFirst": first, "keepLast": last, "code": code})
    cases += [
        {
            "name": "spaces",
            "luhn": "valid",
            "value": "4970 1234 5670 1117",
            "keepFirst": 0,
            "keepLast": 0,
            "code": "ERR_INPUT",
        },
        {
            "name": "11 digits",
            "luhn": "valid",
            "value": numbered("4", 11),
            "keepFirst": 0,
            "keepLast": 0,
            "code": "ERR_INPUT",
        },
        {
            "name": "20 digits",
            "luhn": "valid",
            "value": numbered("4", 20),
            "keepFirst": 0,
            "keepLast": 0,
            "code": "ERR_INPUT",
        },
    ]
    tokens = [
        ("a valid token", "valid", good, "invalid"),
        ("a token two above", "invalid", "4970123456701119", "invalid"),
    ]
    for name, _, token, luhn in tokens:
        cases.append(
            {"name": f"back: {name}", "luhn": luhn, "token": token, "keepFirst": 0, "keepLast": 0, "code": "ERR_INPUT"}
        )
    for case in cases[-2:]:
        assert refused(card_token, derived, case["token"], case["luhn"], 0, 0, ["acme", "cards"], True) == "ERR_INPUT"
    return [{"name": case["name"], "root": ROOT.hex(), "context": ["acme", "cards"]} | case for case in cases]


def wrapping_refusals():
    worked = wrapping_cases()[0]
    wrapped = bytes.fromhex(worked["wrapped"])
    altered = [
        ("first byte flipped", bytes([wrapped[0] ^ 1]) + wrapped[1:]),
        ("last bit flipped", wrapped[:-1] + bytes([wrapped[-1] ^ 1])),
    ]
    cases = [{"name": name, "wrapped": data.hex(), "code": "ERR_AUTH"} for name, data in altered]
    cases.append({"name": "under another key", "root": OTHER.hex(), "wrapped": worked["wrapped"], "code": "ERR_AUTH"})
    cases.append(
        {
            "name": "a key of another id",
            "wrapped": worked["wrapped"],
            "id": fingerprint(OTHER).hex(),
            "code": "ERR_AUTH",
        }
    )
    lengths = [
        ("39 bytes", wrapped[:-1]),
        ("no byte", b""),
        ("a key of 24 bytes", wrap_key(ROOT, bytes(range(24)))),
        ("a key of 40 bytes", wrap_key(ROOT, bytes(range(40)))),
    ]
    cases += [{"name": name, "wrapped": data.hex(), "code": "ERR_AUTH"} for name, data in lengths]
    unfit = [("a key that is printable", bytes(range(0x20, 0x40))), ("a key of equal bytes", bytes(32))]
    cases += [{"name": name, "wrapped": wrap_key(ROOT, secret).hex(), "code": "ERR_KEY"} for name, secret in unfit]
    return [{"name": case["name"], "root": ROOT.hex()} | case for case in cases]
