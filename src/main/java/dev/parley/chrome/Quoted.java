package dev.parley.chrome;

import dev.parley.json.Json;

/** Text of a page as one JSON string, so that it cannot pass for ours. */
final class Quoted {
  private static final int MOST = 2_000;

  private Quoted() {}

  static String of(String text) {
    return Json.print(text.length() > MOST ? text.substring(0, MOST) + "…" : text);
  }
}
