package dev.parley.login;

import dev.parley.login.Cookie.SameSite;
import dev.parley.problem.ProblemException;
import dev.parley.problem.RequestProblem.WrongShape;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What cookies of an origin may be: what a browser would take from it.
 *
 * <p>The sizes are those browsers have (RFC 6265bis §5.6 and §5.7).
 */
final class CookieRules {
  static final int MOST_COOKIES = 500;
  private static final int LARGEST = 4096;
  private static final int LONGEST_PATH = 1024;
  private static final int LONGEST_SHOWN = 60;

  private final PublicSuffixes suffixes;
  private final Origin origin;
  private final HostName host;

  CookieRules(PublicSuffixes suffixes, Origin origin) {
    this.suffixes = suffixes;
    this.origin = origin;
    this.host = HostName.of(origin.host()).orElseThrow();
  }

  /** The same as browsers keep them; {@code WrongShape} names the first that none would take. */
  List<Cookie> require(List<Cookie> cookies) {
    if (cookies.size() > MOST_COOKIES) {
      throw unfit(
          "cookies holds " + cookies.size() + ", and a login at most " + MOST_COOKIES + ".");
    }
    for (int i = 0; i < cookies.size(); i++) {
      var cookie = cookies.get(i);
      var place = "cookies[" + i + "] \"" + shown(cookie.name()) + "\" ";
      fault(cookie)
          .ifPresent(why -> {
            throw unfit(place + why);
          });
    }
    return cookies.stream().map(this::asKept).toList();
  }

  private static ProblemException unfit(String message) {
    return new ProblemException(new WrongShape(message));
  }

  private static String shown(String name) {
    return name.length() <= LONGEST_SHOWN ? name : name.substring(0, LONGEST_SHOWN) + "…";
  }

  private Optional<String> fault(Cookie cookie) {
    return size(cookie)
        .or(() -> letters(cookie))
        .or(() -> prefix(cookie))
        .or(() -> belongs(cookie));
  }

  private static Optional<String> size(Cookie cookie) {
    if (bytes(cookie.name()) + bytes(cookie.value()) > LARGEST) {
      return Optional.of(
          "is larger than " + LARGEST + " bytes, name and value together; no browser keeps it.");
    }
    return bytes(cookie.reach().path()) > LONGEST_PATH
        ? Optional.of("has a path longer than " + LONGEST_PATH + " bytes; no browser keeps it.")
        : Optional.empty();
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static Optional<String> letters(Cookie cookie) {
    if (!isClean(cookie.name()) || cookie.name().indexOf('=') >= 0) {
      return Optional.of("has a name that no cookie can have.");
    }
    if (!isClean(cookie.value()) || (cookie.name() + cookie.value()).isEmpty()) {
      return Optional.of(
          "has a value that no cookie can have: control characters, a semicolon, blanks at its"
              + " ends, or neither name nor value.");
    }
    var path = cookie.reach().path();
    return isClean(path) && path.startsWith("/")
        ? Optional.empty()
        : Optional.of("has a path that does not begin with a slash, or holds what none can hold.");
  }

  private static boolean isClean(String text) {
    return text.equals(text.strip())
        && text.chars().noneMatch(each -> each < ' ' || each == 0x7f || each == ';');
  }

  private static Optional<String> prefix(Cookie cookie) {
    var name = cookie.name().toLowerCase(Locale.ROOT);
    if (name.startsWith("__secure-") && !cookie.secure()) {
      return Optional.of("must be secure, as its name says.");
    }
    boolean alone =
        cookie.secure() && cookie.reach().hostOnly() && cookie.reach().path().equals("/");
    return name.startsWith("__host-") && !alone
        ? Optional.of("must be secure, hostOnly and of the path /, as its name says.")
        : Optional.empty();
  }

  /** Its domain is the origin's host, or what stands above it within one registration. */
  private Optional<String> belongs(Cookie cookie) {
    var domain = HostName.of(cookie.reach().domain());
    if (domain.isPresent() && belongs(domain.get(), cookie.reach().hostOnly())) {
      return Optional.empty();
    }
    return Optional.of(
        "is of the domain "
            + shown(cookie.reach().domain())
            + ", which does not belong to "
            + origin
            + ". Save it with a url of its own site, or leave it out.");
  }

  private boolean belongs(HostName domain, boolean hostOnly) {
    if (domain.equals(host)) {
      return true;
    }
    if (hostOnly || !host.isBelow(domain)) {
      return false;
    }
    return suffixes
        .registered(host.text())
        .map(name -> new HostName(name, false))
        .filter(registered -> domain.equals(registered) || domain.isBelow(registered))
        .isPresent();
  }

  /** What many share, and what is no name, has no cookies but of its own. */
  private Cookie asKept(Cookie cookie) {
    var reach = cookie.reach();
    boolean alone =
        reach.hostOnly() || host.address() || suffixes.registered(reach.domain()).isEmpty();
    // Other browsers call the usual so, which Chromium takes from secure cookies alone.
    boolean usual = cookie.sameSite() == SameSite.NO_RESTRICTION && !cookie.secure();
    return new Cookie(
        cookie.name(),
        cookie.value(),
        new Cookie.Reach(reach.domain(), alone, reach.path()),
        cookie.secure(),
        cookie.httpOnly(),
        usual ? SameSite.UNSPECIFIED : cookie.sameSite(),
        cookie.expires());
  }
}
