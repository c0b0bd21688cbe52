package dev.parley.id;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The short name of a web agent's session, eight lower-case hex digits (contract allyson §2.1). */
public record WebSessionId(String value) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{8}");

  public WebSessionId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("a web session's id is eight lower-case hex digits");
    }
  }

  public static WebSessionId random() {
    return new WebSessionId(UUID.randomUUID().toString().substring(0, 8));
  }

  /** Empty for what can be no such id. */
  public static Optional<WebSessionId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new WebSessionId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
