// Opens and seals Voile's tokens, makes its pseudonyms and indexes: Go's standard library alone.
package main

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
)

var text = base64.RawURLEncoding.Strict()

func encodeParts(parts []string) []byte {
	out := binary.BigEndian.AppendUint16(nil, uint16(len(parts)))
	for _, part := range parts {
		out = append(binary.BigEndian.AppendUint32(out, uint32(len(part))), part...)
	}
	return out
}

func mac(key []byte, message ...[]byte) []byte {
	hash := hmac.New(sha256.New, key)
	for _, piece := range message {
		hash.Write(piece)
	}
	return hash.Sum(nil)
}

// derive is HKDF-SHA-256 with an empty salt, for up to 32 bytes.
func derive(root []byte, length int, parts ...string) []byte {
	secret := mac(make([]byte, 32), root)
	return mac(secret, []byte("voile/v1"), encodeParts(parts), []byte{1})[:length]
}

func gcm(key []byte) cipher.AEAD {
	block, _ := aes.NewCipher(key) // fails for a wrong length only
	aead, _ := cipher.NewGCM(block)
	return aead
}

// xaes is the cipher of one message; its nonce is the second half.
func xaes(root, nonce []byte) cipher.AEAD {
	block, _ := aes.NewCipher(derive(root, 32, "field", "xaes-256-gcm"))
	k1 := make([]byte, 16)
	block.Encrypt(k1, k1)
	top := k1[0] >> 7
	for i := range k1 {
		k1[i] <<= 1
		if i < 15 {
			k1[i] |= k1[i+1] >> 7
		}
	}
	k1[15] ^= top * 0x87
	kx := make([]byte, 32)
	for half := 0; half < 2; half++ {
		m := append([]byte{0, byte(half + 1), 'X', 0}, nonce[:12]...)
		for i := range m {
			m[i] ^= k1[i]
		}
		block.Encrypt(kx[16*half:], m)
	}
	return gcm(kx)
}

// openField gives type and payload of a token; an error for another key, context, record or subject.
func openField(root []byte, token string, context []string) (byte, []byte, error) {
	raw, err := text.DecodeString(strings.TrimPrefix(token, "voile1_"))
	if err != nil || !strings.HasPrefix(token, "voile1_") || strings.ContainsAny(token, "\r\n") || len(raw) < 3 || raw[0] != 0xF1 {
		return 0, nil, errors.New("not a token of format 1")
	}
	end := 3 + int(raw[2]&63) // raw[3:end] names the key: choose root by it where there are several
	size := map[byte]int{1: 24, 2: 12}[raw[1]]
	if size == 0 || len(raw) < end+size+17 {
		return 0, nil, errors.New("not a token of suite 01 or 02")
	}
	nonce, box := raw[end:end+size], raw[end+size:]
	aad := append(append([]byte("voile/f1"), raw[:end]...), encodeParts(context)...)
	var plain []byte
	if raw[1] == 1 {
		plain, err = xaes(root, nonce).Open(nil, nonce[12:], box, aad)
	} else {
		plain, err = gcm(derive(root, 32, "field", "aes-256-gcm")).Open(nil, nonce, box, aad)
	}
	if err != nil {
		return 0, nil, err
	}
	payload := plain[1:]
	if plain[0]&0x80 != 0 { // padded
		payload = []byte(strings.TrimRight(string(payload), "\x00"))
		payload = payload[:len(payload)-1]
	}
	return plain[0] & 0x7f, payload, nil
}

// sealField gives a token of suite 01, under the fingerprint of the key.
func sealField(root []byte, kind byte, payload []byte, context []string) string {
	head := append([]byte{0xF1, 1, 0x88}, derive(root, 8, "kid")...)
	nonce := make([]byte, 24)
	if _, err := rand.Read(nonce); err != nil {
		panic(err)
	}
	aad := append(append([]byte("voile/f1"), head...), encodeParts(context)...)
	box := xaes(root, nonce).Seal(nil, nonce[12:], append([]byte{kind}, payload...), aad)
	return "voile1_" + text.EncodeToString(append(append(head, nonce...), box...))
}

// pseudonym is 128 bits in base64url; id in its form.
func pseudonym(root []byte, domain, id string) string {
	return text.EncodeToString(mac(derive(root, 32, "pseudonym", domain), []byte(id))[:16])
}

func blindIndex(root []byte, domain string, bits int, value string) string {
	first := binary.BigEndian.Uint64(mac(derive(root, 32, "index", domain), []byte(value)))
	return fmt.Sprintf("%0*x", (bits+3)/4, first>>(64-bits))
}
