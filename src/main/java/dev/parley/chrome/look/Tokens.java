package dev.parley.chrome.look;

/** About how many tokens a text is, without a model's vocabulary. */
final class Tokens {
  private Tokens() {}

  static int of(CharSequence text) {
    int tokens = 0;
    int run = 0;
    int kind = 0;
    for (int i = 0; i < text.length(); i++) {
      int now = kind(text.charAt(i));
      if (now != kind) {
        tokens += cost(kind, run);
        kind = now;
        run = 0;
      }
      run++;
    }
    return tokens + cost(kind, run);
  }

  private static int kind(char c) {
    if (c == ' ') {
      return 0;
    }
    if (c >= '0' && c <= '9') {
      return 1;
    }
    if (c < 0x80) {
      return Character.isLetter(c) ? 2 : 3;
    }
    return c < 0x2e80 ? 4 : 5;
  }

  private static int cost(int kind, int run) {
    return switch (kind) {
      case 1 -> (run + 2) / 3;
      case 2 -> (run + 6) / 7;
      case 3 -> (run + 1) / 2;
      case 4 -> (run + 2) / 3;
      case 5 -> run;
      default -> run / 8;
    };
  }
}
