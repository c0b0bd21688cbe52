package dev.parley.provider.tokens;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.parley.model.TokenCounter;

/** Makes the token counter. */
public final class Tokens {
  private Tokens() {}

  /**
   * Counts by {@code o200k_base}; its tables are read at the first count. Texts longer than {@value
   * Counting#SLICE} characters are counted slice by slice, which may add one token a slice.
   */
  public static TokenCounter counter() {
    return new Counting();
  }

  private static final class Counting implements TokenCounter {
    /** Merging is superlinear in a run without spaces. */
    static final int SLICE = 4_096;

    /** How far back from the end of a slice a space is looked for. */
    private static final int SEARCH = 512;

    @Override
    public int count(String text) {
      long tokens = 0;
      for (int from = 0; from < text.length(); ) {
        int to = end(text, from);
        tokens += Loaded.ENCODING.countTokensOrdinary(text.substring(from, to));
        from = to;
      }
      return (int) Math.min(tokens, Integer.MAX_VALUE);
    }

    private static int end(String text, int from) {
      int limit = from + SLICE;
      if (limit >= text.length()) {
        return text.length();
      }
      for (int at = limit; at > limit - SEARCH; at--) {
        if (Character.isWhitespace(text.charAt(at))
            && !Character.isWhitespace(text.charAt(at - 1))) {
          return at;
        }
      }
      return Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
    }
  }

  private static final class Loaded {
    static final Encoding ENCODING =
        Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
  }
}
