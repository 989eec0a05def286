import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Opens Voile's tokens, makes its pseudonyms and indexes: Java 17's standard library alone. */
final class Voile {
  /** Type byte and payload of a token; AEADBadTagException for another key, context, record or subject. */
  static byte[] openField(byte[] root, String token, List<String> context) throws GeneralSecurityException {
    byte[] raw = Base64.getUrlDecoder().decode(token.substring(7)); // not strict: spelled again to compare
    if (!token.equals("voile1_" + text(raw)) || raw[0] != (byte) 0xF1) {
      throw new IllegalArgumentException("not a token of format 1");
    }
    int end = 3 + (raw[2] & 63); // raw[3] to raw[end - 1] name the key: choose root by them where there are several
    byte[] aad = join("voile/f1".getBytes(StandardCharsets.UTF_8), Arrays.copyOf(raw, end), encodeParts(context));
    byte[] plain;
    if (raw[1] == 1) {
      byte[] key = xaes(root, Arrays.copyOfRange(raw, end, end + 12));
      plain = gcm(key, Arrays.copyOfRange(raw, end + 12, end + 24), aad, Arrays.copyOfRange(raw, end + 24, raw.length));
    } else if (raw[1] == 2) {
      byte[] key = derive(root, 32, "field", "aes-256-gcm");
      plain = gcm(key, Arrays.copyOfRange(raw, end, end + 12), aad, Arrays.copyOfRange(raw, end + 12, raw.length));
    } else {
      throw new IllegalArgumentException("not a token of suite 01 or 02");
    }
    if (plain[0] >= 0) {
      return plain;
    }
    int length = plain.length; // padded
    while (plain[length - 1] == 0) {
      length -= 1;
    }
    plain[0] &= 0x7f;
    return Arrays.copyOf(plain, length - 1);
  }

  /** 128 bits in base64url; id in its form. */
  static String pseudonym(byte[] root, String domain, String id) throws GeneralSecurityException {
    byte[] digest = mac(derive(root, 32, "pseudonym", domain), id.getBytes(StandardCharsets.UTF_8));
    return text(Arrays.copyOf(digest, 16));
  }

  static String blindIndex(byte[] root, String domain, int bits, String value) throws GeneralSecurityException {
    byte[] digest = mac(derive(root, 32, "index", domain), value.getBytes(StandardCharsets.UTF_8));
    long first = ByteBuffer.wrap(digest).getLong() >>> (64 - bits);
    return String.format("%0" + (bits + 3) / 4 + "x", first);
  }

  /** HKDF-SHA-256 with an empty salt, for up to 32 bytes. */
  static byte[] derive(byte[] root, int length, String... parts) throws GeneralSecurityException {
    byte[] info = join("voile/v1".getBytes(StandardCharsets.UTF_8), encodeParts(List.of(parts)), new byte[] {1});
    return Arrays.copyOf(mac(mac(new byte[32], root), info), length);
  }

  private static byte[] encodeParts(List<String> parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(ByteBuffer.allocate(2).putShort((short) parts.size()).array());
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      out.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
      out.writeBytes(bytes);
    }
    return out.toByteArray();
  }

  /** The key of one message from the first half of its nonce. */
  private static byte[] xaes(byte[] root, byte[] prefix) throws GeneralSecurityException {
    Cipher aes = Cipher.getInstance("AES/ECB/NoPadding");
    aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(derive(root, 32, "field", "xaes-256-gcm"), "AES"));
    BigInteger doubled = new BigInteger(1, aes.doFinal(new byte[16])).shiftLeft(1);
    BigInteger k1 = doubled.testBit(128) ? doubled.clearBit(128).xor(BigInteger.valueOf(0x87)) : doubled;
    byte[] blocks = new byte[32];
    for (int half = 0; half < 2; half++) {
      byte[] label = {0, (byte) (half + 1), 'X', 0};
      BigInteger block = new BigInteger(1, join(label, prefix)).xor(k1);
      byte[] bytes = block.toByteArray(); // shorter or longer than 16 by its leading zeros
      int size = Math.min(16, bytes.length);
      System.arraycopy(bytes, bytes.length - size, blocks, 16 * half + 16 - size, size);
    }
    return aes.doFinal(blocks);
  }

  private static byte[] gcm(byte[] key, byte[] nonce, byte[] aad, byte[] box) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
    cipher.updateAAD(aad);
    return cipher.doFinal(box);
  }

  private static byte[] mac(byte[] key, byte[] message) throws GeneralSecurityException {
    Mac hmac = Mac.getInstance("HmacSHA256");
    hmac.init(new SecretKeySpec(key, "HmacSHA256"));
    return hmac.doFinal(message);
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] join(byte[]... pieces) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      out.writeBytes(piece);
    }
    return out.toByteArray();
  }
}
