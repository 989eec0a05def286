"""Answers each line of stdin with one line: the questions of test/interop/ask.ts, put to voile.py."""

import sys

from cryptography.exceptions import InvalidTag
from voile import blind_index, open_field, pseudonym, seal_field


def answer(verb, *fields):
    key, first, *rest = map(bytes.fromhex, fields)
    texts = [field.decode() for field in rest]
    if verb == "open":
        kind, payload = open_field(key, first.decode(), texts)
        return f"{kind:02x}{payload.hex()}"
    if verb == "seal":
        return seal_field(key, first[0], first[1:], texts)
    if verb == "pseudonym":
        return pseudonym(key, first.decode(), *texts)
    return blind_index(key, first.decode(), int(texts[0]), texts[1])


for line in sys.stdin:
    try:
        print(answer(*line.rstrip("\n").split("\t")))
    except (InvalidTag, ValueError) as error:
        print("refused " + type(error).__name__)
