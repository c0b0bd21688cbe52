package dev.parley.knowledge;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a document that is found, shown and quoted as a whole.
 *
 * @param no counted from 1 within its document
 * @param headings of the parts it is in, from the highest
 * @param page it begins and ends on, if its document has pages
 */
public record Chunk(int no, List<String> headings, @Nullable Integer page, String text) {
  public Chunk {
    headings = List.copyOf(headings);
  }

  /** Its text under its headings, which say what it is about. */
  public String inContext() {
    return headings.isEmpty() ? text : String.join(" › ", headings) + "\n" + text;
  }

  /** The same for the same text under the same headings, wherever it stands. */
  public String hash() {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(sha.digest(inContext().getBytes(StandardCharsets.UTF_8)), 0, 16);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }
}
