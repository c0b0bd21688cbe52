package dev.parley.door.identity;

import dev.parley.http.Request;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** The cookies of the sign-in pages; no script sees them, and no other path. */
final class Cookies {
  /** Who is signed in. */
  static final String SIGN_IN = "parley_sign_in";

  /** Which browser was given a form. */
  static final String FORM = "parley_form";

  /** What a browser carries that was sent to an OpenID provider. */
  static final String ELSEWHERE = "parley_elsewhere";

  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{20,4000}");

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

  /**
   * For the pages below an address.
   *
   * @param base where the server is reached; over https the cookie is for https alone
   */
  static String set(String name, String value, String base) {
    var path = URI.create(base).getRawPath();
    return name
        + "="
        + value
        + "; Path="
        + (path == null ? "" : path)
        + "/multipass; HttpOnly; SameSite=Lax"
        + (base.startsWith("https:") ? "; Secure" : "");
  }
}
