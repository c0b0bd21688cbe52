package dev.parley.door.identity;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The fields of a form, each there at most once; one without a value is not there (RFC 6749 §3.2).
 */
record Form(Map<String, String> fields) {
  private static final String TYPE = "application/x-www-form-urlencoded";
  private static final int MOST_FIELDS = 100;
  private static final Pattern SENDABLE = Pattern.compile("[!-~&&[^#]]{0,8000}");

  static Form read(Optional<String> contentType, String body) throws Refused {
    var type = contentType.orElse("").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!type.equals(TYPE)) {
      throw refused("Send the fields as " + TYPE + ".");
    }
    return read(body);
  }

  /** The parameters of a query that may be sent on as it is. */
  static Form ofQuery(String query) throws Refused {
    if (!SENDABLE.matcher(query).matches()) {
      throw refused("The query holds characters that must be percent-encoded.");
    }
    return read(query);
  }

  private static Form read(String body) throws Refused {
    var fields = new HashMap<String, String>();
    var pairs = body.split("&", MOST_FIELDS + 1);
    if (pairs.length > MOST_FIELDS) {
      throw refused("The form has too many fields.");
    }
    for (var pair : pairs) {
      int equals = pair.indexOf('=');
      var name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      var value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
      if (!name.isEmpty() && fields.put(name, value) != null) {
        throw refused("A field of the form is there more than once; send each once.");
      }
    }
    fields.values().removeIf(String::isEmpty);
    return new Form(Map.copyOf(fields));
  }

  private static String decoded(String encoded) throws Refused {
    return FormCode.decode(encoded)
        .orElseThrow(() -> refused("The form is not properly percent-encoded."));
  }

  private static Refused refused(String description) {
    return new Refused(OAuthFault.INVALID_REQUEST.reply(description));
  }

  Optional<String> get(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  @Override
  public String toString() {
    return "Form" + fields.keySet();
  }
}
