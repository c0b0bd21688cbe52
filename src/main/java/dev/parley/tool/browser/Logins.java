package dev.parley.tool.browser;

import dev.parley.browser.Checkpoint;
import dev.parley.id.UserId;
import dev.parley.login.Cookie;
import dev.parley.login.Cookie.SameSite;
import dev.parley.login.KeepLogins;
import dev.parley.secret.Masker.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the owner of a turn is logged in: the cookies a browser begins with.
 *
 * @param hidden their values, which nobody is told, but for those as short as ordinary words
 */
record Logins(List<Checkpoint.Cookie> cookies, List<Secret> hidden, List<String> notices) {
  private static final int SHORTEST_HIDDEN = 8;

  Logins {
    cookies = List.copyOf(cookies);
    hidden = List.copyOf(hidden);
    notices = List.copyOf(notices);
  }

  static Logins of(UserId owner, KeepLogins kept) {
    var usable = kept.usable(owner);
    return new Logins(
        usable.cookies().stream().map(Logins::forBrowser).toList(),
        usable.cookies().stream().flatMap(Logins::hidden).toList(),
        usable.unreadable().stream()
            .map(origin ->
                "The cookies that were saved for "
                    + origin
                    + " cannot be read any more; they have to be saved anew.")
            .toList());
  }

  /** In a browser's form, a dot before the domain means hosts below it, too. */
  private static Checkpoint.Cookie forBrowser(Cookie cookie) {
    var reach = cookie.reach();
    return new Checkpoint.Cookie(
        cookie.name(),
        cookie.value(),
        (reach.hostOnly() ? "" : ".") + reach.domain(),
        reach.path(),
        cookie.expires(),
        cookie.httpOnly(),
        cookie.secure(),
        name(cookie.sameSite()));
  }

  private static @Nullable String name(SameSite sameSite) {
    return switch (sameSite) {
      case UNSPECIFIED -> null;
      case NO_RESTRICTION -> "None";
      case LAX -> "Lax";
      case STRICT -> "Strict";
    };
  }

  /** As it is, and as scripts of the page make it readable. */
  private static Stream<Secret> hidden(Cookie cookie) {
    return Stream.concat(Stream.of(cookie.value()), decoded(cookie.value()).stream())
        .filter(value -> value.codePointCount(0, value.length()) >= SHORTEST_HIDDEN)
        .map(value -> new Secret("cookie " + cookie.name(), value));
  }

  private static Optional<String> decoded(String value) {
    try {
      return Optional.of(URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8))
          .filter(decoded -> !decoded.equals(value));
    } catch (IllegalArgumentException notEncoded) {
      return Optional.empty();
    }
  }

  /** What to begin with, where there is nothing to go on from. */
  @Nullable Checkpoint with(@Nullable Checkpoint wanted) {
    if (cookies.isEmpty()) {
      return wanted;
    }
    var base = wanted == null ? new Checkpoint(List.of(), List.of(), Map.of(), 1) : wanted;
    return new Checkpoint(
        base.tabs(),
        Stream.concat(cookies.stream(), base.cookies().stream()).toList(),
        base.localStorage(),
        base.nextRef());
  }

  @Override
  public String toString() {
    return "Logins[" + cookies + "]";
  }
}
