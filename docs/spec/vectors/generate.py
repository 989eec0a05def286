"""Writes the public vectors: `python3 generate.py`, or `python3 generate.py --check` to compare only.

The same bytes at every run: nonces and keys come from the names of the cases. Published cases are never edited, only
added; bytes are hexadecimal, texts are texts, and what a reader needs on the way (derived keys, associated data,
subkeys, tweaks) stands beside what comes in and what comes out.
"""

import json
import sys
from pathlib import Path

from cases import *
from refusals import *


def files():
    fields, rows = subject_refusals()
    return {
        "derivation": {"encodeParts": encode_cases(), "derive": derive_cases(), "keys": key_cases()},
        "tokens": {"tokens": token_cases(), "inspect": inspect_cases()},
        "values": {"values": value_cases(), "padding": padding_cases(), "canonical": canonical_cases()},
        "binding": {"bound": bound_cases(), "subjects": subject_cases()},
        "wrapping": {"keys": wrapping_cases()},
        "pseudonyms": {
            "pseudonyms": pseudonym_cases(),
            "tuples": tuple_cases(),
            "stretched": stretched_cases(),
            "forms": form_cases(),
            "phones": phone_cases(),
        },
        "blind-index": {"indexes": index_cases(), "bits": bits_cases()},
        "format-preserving": {"texts": ff1_cases(), "cards": card_cases()},
        "vault": {"rows": vault_cases()},
        "shift-date": {"dates": shift_cases()},
        "refusals": {
            "keys": key_refusals(),
            "texts": text_refusals(),
            "values": writing_refusals(),
            "tokens": open_refusals(),
            "subjects": fields,
            "subjectKeys": rows,
            "wrappedKeys": wrapping_refusals(),
            "forms": form_refusals(),
            "formatPreserving": fpe_refusals(),
            "cards": card_refusals(),
        },
    }


if __name__ == "__main__":
    folder, differing = Path(__file__).parent, []
    for name, groups in files().items():
        path, text = folder / f"{name}.json", json.dumps(groups, indent=1) + "\n"
        if "--check" in sys.argv:
            if not path.exists() or path.read_text() != text:
                differing.append(path.name)
        else:
            path.write_text(text)
    print("differing: " + " ".join(differing) if differing else "the same")
    sys.exit(1 if differing else 0)
