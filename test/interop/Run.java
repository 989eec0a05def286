import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Answers each line of stdin with one line: the questions of test/interop/ask.ts, put to Voile.java. */
final class Run {
  public static void main(String[] none) throws Exception {
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] fields = line.split("\t", -1);
      byte[] root = HexFormat.of().parseHex(fields[1]);
      List<String> texts = new ArrayList<>();
      for (int i = 2; i < fields.length; i++) {
        texts.add(new String(HexFormat.of().parseHex(fields[i]), StandardCharsets.UTF_8));
      }
      try {
        System.out.println(answer(fields[0], root, texts));
      } catch (java.security.GeneralSecurityException | IllegalArgumentException error) {
        System.out.println("refused " + error.getClass().getSimpleName());
      }
    }
  }

  private static String answer(String verb, byte[] root, List<String> texts) throws Exception {
    return switch (verb) {
      case "open" -> HexFormat.of().formatHex(Voile.openField(root, texts.get(0), texts.subList(1, texts.size())));
      case "pseudonym" -> Voile.pseudonym(root, texts.get(0), texts.get(1));
      default -> Voile.blindIndex(root, texts.get(0), Integer.parseInt(texts.get(1)), texts.get(2));
    };
  }
}
