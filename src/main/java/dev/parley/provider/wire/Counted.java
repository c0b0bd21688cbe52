package dev.parley.provider.wire;

import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.trace.Usage;
import java.util.Optional;

/** Reads the counts in a provider's report of tokens. */
public record Counted(JsonObject report) {
  /** The report in a member of a piece; empty if there is none. */
  public static Optional<Counted> in(JsonObject piece, String name) {
    return piece.get(name).orElse(null) instanceof JsonObject report
        ? Optional.of(new Counted(report))
        : Optional.empty();
  }

  /** A count, 0 if it is absent or none; names lead through objects within each other. */
  public int of(String... names) {
    var object = report;
    for (int i = 0; i < names.length - 1; i++) {
      object =
          object.get(names[i]).orElse(null) instanceof JsonObject within
              ? within
              : JsonObject.EMPTY;
    }
    return object.get(names[names.length - 1]).orElse(null) instanceof JsonNumber(var written)
            && written.matches("\\d{1,9}")
        ? Integer.parseInt(written)
        : 0;
  }

  public boolean has(String name) {
    return report.get(name).orElse(null) instanceof JsonNumber;
  }

  /** Usage in which no part is larger than the whole. */
  public static Usage usage(int input, int output, int cached, int cacheWrites) {
    int fromCache = Math.min(cached, input);
    return new Usage(input, output, fromCache, Math.min(cacheWrites, input - fromCache));
  }
}
