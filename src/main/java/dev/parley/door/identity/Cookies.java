package dev.parley.door.identity;

import dev.parley.http.Request;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** The two cookies of the sign-in pages; no script sees them, and no other path. */
final class Cookies {
  /** Who is signed in. */
  static final String SIGN_IN = "parley_sign_in";

  /** Which browser was given a form. */
  static final String FORM = "parley_form";

  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{20,100}");

  private Cookies() {}

  static Optional<String> of(Request request, String name) {
    return request.headers("Cookie").stream()
        .flatMap(header -> Arrays.stream(header.split(";")))
        .map(String::strip)
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> pair.substring(name.length() + 1))
        .filter(value -> SECRET.matcher(value).matches())
        .findFirst();
  }

  static String set(String name, String value, boolean secure) {
    return name
        + "="
        + value
        + "; Path=/multipass; HttpOnly; SameSite=Lax"
        + (secure ? "; Secure" : "");
  }
}
