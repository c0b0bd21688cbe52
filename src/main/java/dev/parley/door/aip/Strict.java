package dev.parley.door.aip;

import dev.parley.id.Rid;
import dev.parley.id.StrictUuid;
import java.util.List;
import java.util.UUID;

/** Checks of names inside bodies; what fails makes the body one of the wrong shape. */
final class Strict {
  private Strict() {}

  static String rid(String text) {
    if (!Rid.isRid(text)) {
      throw new IllegalArgumentException("not a RID");
    }
    return text;
  }

  static List<String> rids(List<String> texts) {
    texts.forEach(Strict::rid);
    return List.copyOf(texts);
  }

  static UUID uuid(String text) {
    return StrictUuid.parse(text).orElseThrow(() -> new IllegalArgumentException("not a UUID"));
  }
}
