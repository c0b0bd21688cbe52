package dev.parley.id;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;

/** A resource identifier: {@code ri.<service>.<instance>.<type>.<locator>}. */
public final class Rid {
  private static final Pattern FORM =
      Pattern.compile(
          "ri\\.[a-z][a-z0-9-]*\\.([a-z0-9][a-z0-9\\-]*)?\\.[a-z][a-z0-9-]*\\.[a-zA-Z0-9._-]+");
  private static final int LONGEST = 400;

  private Rid() {}

  /** Whether the text has the form of contract aip-agents §1.8. */
  public static boolean isRid(String text) {
    return text.length() <= LONGEST && FORM.matcher(text).matches();
  }

  /** The same locator for the same name, everywhere and always. */
  static UUID locator(String name) {
    return UUID.nameUUIDFromBytes(("parley/" + name).getBytes(StandardCharsets.UTF_8));
  }

  static String require(String text) {
    if (!isRid(text)) {
      throw new IllegalArgumentException("not a RID: " + text);
    }
    return text;
  }
}
