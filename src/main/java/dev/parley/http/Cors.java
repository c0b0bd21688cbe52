package dev.parley.http;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which web pages may call from a browser (contract aip-agents §1.6, allyson §1.4).
 *
 * @param origins such as {@code https://app.example.com}; {@code *} is any
 * @param exposed headers of answers that those pages may read
 * @param isOpen whether a preflight allows every method and the headers asked for, on every path
 */
public record Cors(Set<String> origins, List<String> exposed, boolean isOpen) {
  private static final String EVERY_METHOD = "GET,HEAD,PUT,PATCH,POST,DELETE";
  private static final List<String> ALWAYS_ALLOWED =
      List.of(
          "Authorization", "Content-Type", "Accept", "Fetch-User-Agent", "X-OSDK-Request-Context");

  public Cors {
    origins = Set.copyOf(origins);
    exposed = List.copyOf(exposed);
  }

  /** No page of another origin may. */
  public static Cors none() {
    return new Cors(Set.of(), List.of(), false);
  }

  /** These origins may, and see when to try again. */
  public static Cors of(Set<String> origins) {
    return new Cors(origins, List.of("Retry-After"), false);
  }

  /** Every page may do everything its credentials allow, and read those headers. */
  public static Cors open(List<String> exposed) {
    return new Cors(Set.of("*"), exposed, true);
  }

  /** Headers for an answer to that origin. */
  Map<String, String> onAnswer(Optional<String> origin) {
    var headers = new LinkedHashMap<String, String>();
    if (origins.contains("*")) {
      headers.put("Access-Control-Allow-Origin", "*");
    } else if (!origins.isEmpty()) {
      headers.put("Vary", "Origin");
      origin
          .filter(origins::contains)
          .ifPresent(known -> headers.put("Access-Control-Allow-Origin", known));
    }
    if (headers.containsKey("Access-Control-Allow-Origin") && !exposed.isEmpty()) {
      headers.put("Access-Control-Expose-Headers", String.join(", ", exposed));
    }
    return headers;
  }

  /** Headers for the answer to a preflight, beside those of {@link #onAnswer}. */
  Map<String, String> onPreflight(Request request, Set<String> methods) {
    if (!onAnswer(request.header("Origin")).containsKey("Access-Control-Allow-Origin")) {
      return Map.of();
    }
    return isOpen ? everything(request) : listed(request, methods);
  }

  private static Map<String, String> everything(Request request) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("Access-Control-Allow-Methods", EVERY_METHOD);
    headers.put("Vary", "Access-Control-Request-Headers");
    request
        .header("Access-Control-Request-Headers")
        .filter(asked -> asked.matches("[A-Za-z0-9_, -]{1,1000}"))
        .ifPresent(asked -> headers.put("Access-Control-Allow-Headers", asked));
    return headers;
  }

  private static Map<String, String> listed(Request request, Set<String> methods) {
    var allowed = new LinkedHashSet<>(ALWAYS_ALLOWED);
    for (var asked : request.header("Access-Control-Request-Headers").orElse("").split(",")) {
      if (asked.strip().matches("[A-Za-z0-9-]+")
          && allowed.stream().noneMatch(asked.strip()::equalsIgnoreCase)) {
        allowed.add(asked.strip());
      }
    }
    return Map.of(
        "Access-Control-Allow-Methods", String.join(", ", methods),
        "Access-Control-Allow-Headers", String.join(", ", allowed),
        "Access-Control-Max-Age", "600");
  }
}
