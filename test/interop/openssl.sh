# derive LENGTH ROOT PART…: hexadecimal; HKDF-SHA-256 with an empty salt
parts() { printf '%04x' "$#"; for p; do printf '%08x' "$(printf %s "$p" | wc -c)"; printf %s "$p" | od -An -v -tx1 | tr -d ' \n'; done; }
derive() {
  local length=$1 root=$2; shift 2
  openssl kdf -keylen "$length" -kdfopt digest:SHA256 -kdfopt "hexkey:$root" -kdfopt hexsalt: \
    -kdfopt "hexinfo:$(printf voile/v1 | od -An -tx1 | tr -d ' \n')$(parts "$@")" -binary HKDF | od -An -v -tx1 | tr -d ' \n'
}
# mac KEY TEXT: hexadecimal
mac() { printf %s "$2" | openssl mac -digest SHA256 -macopt "hexkey:$1" HMAC | tr 'A-F' 'a-f'; }
# pseudonym ROOT DOMAIN ID: 128 bits, hexadecimal (alphabet 'hex'); ID in its form
pseudonym() { mac "$(derive 32 "$1" pseudonym "$2")" "$3" | cut -c 1-32; }
# blind_index ROOT DOMAIN BITS VALUE, for BITS a multiple of 4
blind_index() { mac "$(derive 32 "$1" index "$2")" "$4" | cut -c "1-$(($3 / 4))"; }
