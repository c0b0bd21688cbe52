package dev.parley.provider.wire;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The status and headers of a reply; header names are in small letters. */
public record Head(int status, Map<String, String> headers) {
  public Head {
    headers = Map.copyOf(headers);
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** Whether a header holds this word, in any case. */
  boolean says(String name, String word) {
    return header(name).orElse("").toLowerCase(Locale.ROOT).contains(word);
  }
}
