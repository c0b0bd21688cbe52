package dev.parley.door.allyson;

import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonBool;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.login.Cookie;
import dev.parley.login.Cookie.SameSite;
import dev.parley.login.Login;
import java.math.BigDecimal;

/** What is told of a login: all but the values (contract §5.1, §7#67). */
final class ShownLogin {
  private ShownLogin() {}

  static JsonObject of(Login login) {
    return JsonObject.EMPTY
        .with("url", login.origin().text())
        .with("cookies", new JsonArray(login.cookies().stream().map(ShownLogin::cookie).toList()))
        .with("createdAt", Timestamp.of(login.created()))
        .with("updatedAt", Timestamp.of(login.updated()));
  }

  /** In Chrome's form, in which a domain for other hosts too begins with a dot. */
  private static JsonValue cookie(Cookie cookie) {
    var reach = cookie.reach();
    var expires = cookie.expires();
    var shown = JsonObject.EMPTY.with("domain", (reach.hostOnly() ? "" : ".") + reach.domain());
    if (expires != null) {
      shown = shown.with("expirationDate", number(expires));
    }
    return shown
        .with("hostOnly", new JsonBool(reach.hostOnly()))
        .with("httpOnly", new JsonBool(cookie.httpOnly()))
        .with("name", cookie.name())
        .with("path", reach.path())
        .with("sameSite", name(cookie.sameSite()))
        .with("secure", new JsonBool(cookie.secure()))
        .with("session", new JsonBool(expires == null));
  }

  private static JsonNumber number(double seconds) {
    return new JsonNumber(BigDecimal.valueOf(seconds).stripTrailingZeros().toPlainString());
  }

  private static String name(SameSite sameSite) {
    return switch (sameSite) {
      case UNSPECIFIED -> "unspecified";
      case NO_RESTRICTION -> "no_restriction";
      case LAX -> "lax";
      case STRICT -> "strict";
    };
  }
}
