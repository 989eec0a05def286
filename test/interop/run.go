// Answers each line of stdin with one line: the questions of test/interop/ask.ts, put to voile.go.
package main

import (
	"bufio"
	"encoding/hex"
	"fmt"
	"os"
	"strconv"
	"strings"
)

func answer(verb string, root []byte, texts []string) string {
	switch verb {
	case "open":
		kind, payload, err := openField(root, texts[0], texts[1:])
		if err != nil {
			return "refused"
		}
		return fmt.Sprintf("%02x%x", kind, payload)
	case "seal":
		return sealField(root, texts[0][0], []byte(texts[0][1:]), texts[1:])
	case "pseudonym":
		return pseudonym(root, texts[0], texts[1])
	}
	bits, _ := strconv.Atoi(texts[1])
	return blindIndex(root, texts[0], bits, texts[2])
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		fields := strings.Split(lines.Text(), "\t")
		root, _ := hex.DecodeString(fields[1])
		var texts []string
		for _, field := range fields[2:] {
			text, _ := hex.DecodeString(field)
			texts = append(texts, string(text))
		}
		fmt.Println(answer(fields[0], root, texts))
	}
}
