package dev.parley.door.demo;

import dev.parley.http.Request;
import dev.parley.problem.ProblemException;
import dev.parley.problem.RequestProblem;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What a form was filled in with; of a field that is there twice, the first. */
record FormFields(Map<String, String> fields) {
  static final FormFields EMPTY = new FormFields(Map.of());
  private static final int MOST_BYTES = 16 * 1024;
  private static final int MOST_FIELDS = 40;

  FormFields {
    fields = Map.copyOf(fields);
  }

  static FormFields read(Request request) {
    var fields = new HashMap<String, String>();
    var body = new String(request.body(MOST_BYTES), StandardCharsets.UTF_8);
    var pairs = body.split("&", MOST_FIELDS + 1);
    for (int i = 0; i < Math.min(pairs.length, MOST_FIELDS); i++) {
      int equals = pairs[i].indexOf('=');
      if (equals > 0) {
        fields.putIfAbsent(
            decoded(pairs[i].substring(0, equals)), decoded(pairs[i].substring(equals + 1)));
      }
    }
    return new FormFields(fields);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      throw new ProblemException(
          new RequestProblem.Malformed("The form is not properly percent-encoded."));
    }
  }

  /** Without blanks around it, at most so long; {@code ""} if it is not there. */
  String text(String name, int most) {
    var value = fields.getOrDefault(name, "").strip();
    return value.length() <= most ? value : value.substring(0, most);
  }

  /** Whether a box is ticked. */
  boolean isTicked(String name) {
    return fields.containsKey(name);
  }
}
