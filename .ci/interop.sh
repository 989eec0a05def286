#!/usr/bin/env bash
# Installs what test/interop needs beside Node, as far as that is possible, and runs it; what is missing is skipped there.
# Arguments go to vitest. As root by apt, otherwise Python's package in an environment of its own.
set -uo pipefail
cd "$(dirname "$0")/.."

has() { command -v "$1" >/dev/null 2>&1; }
quiet() { "$@" >/dev/null 2>&1; }
python() { quiet "${INTEROP_PYTHON:-python3}" -c 'from cryptography.hazmat.primitives.ciphers.aead import AESSIV'; }

wanted=()
python || wanted+=(python3 python3-cryptography)
has go || wanted+=(golang-go)
has javac || wanted+=(openjdk-17-jdk-headless)
has openssl || wanted+=(openssl)
become=()
[[ $(id -u) == 0 ]] || become=(sudo -n)
if ((${#wanted[@]} > 0)) && has apt-get && quiet "${become[@]}" true; then
  quiet "${become[@]}" apt-get update
  for package in "${wanted[@]}"; do # one at a time: a release without one of them has the others
    quiet "${become[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$package" ||
      echo "interop: $package could not be installed"
  done
fi

if ! python; then # another python3 first on the path, or no right to install
  if [[ -x /usr/bin/python3 ]] && INTEROP_PYTHON=/usr/bin/python3 python; then
    export INTEROP_PYTHON=/usr/bin/python3
  elif has python3; then
    environment=$(mktemp -d)
    trap 'rm -rf "$environment"' EXIT
    quiet python3 -m venv "$environment" && quiet "$environment/bin/pip" install cryptography
    if INTEROP_PYTHON=$environment/bin/python python; then export INTEROP_PYTHON=$environment/bin/python; fi
  fi
fi

npx vitest run --config test/interop/vitest.config.ts "$@"
