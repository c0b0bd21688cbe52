package dev.parley.login;

import dev.parley.id.UserId;
import dev.parley.json.Json;
import dev.parley.json.MalformedJson;
import dev.parley.json.WrongShape;
import dev.parley.login.LoginIndex.Entry;
import dev.parley.login.LoginIndex.Row;
import dev.parley.login.LoginIndex.Written;
import dev.parley.secret.SealBroken;
import dev.parley.secret.Sealer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the logins of users, one of an origin each; values are sealed for owner and origin.
 *
 * <p>Cookies that cannot be of the origin are refused with {@code WrongShape}; then nothing was
 * changed.
 */
public final class KeepLogins {
  /** As many as Chromium keeps in all, nearly. */
  private static final int MOST_IN_ALL = 3000;

  private static final double MILLIS = 1000;

  private final LoginIndex index;
  private final Sealer sealer;
  private final PublicSuffixes suffixes;
  private final InstantSource clock;

  public KeepLogins(LoginIndex index, Sealer sealer, PublicSuffixes suffixes, InstantSource clock) {
    this.index = index;
    this.sealer = sealer;
    this.suffixes = suffixes;
    this.clock = clock;
  }

  /** What came of keeping a login. */
  public sealed interface Outcome {
    /** It is kept. */
    record Kept(Login login) implements Outcome {}

    /** There is one of this origin already, which was left as it is. */
    record Taken() implements Outcome {}

    /** The user would have more cookies than may be kept in all. */
    record Full(int most) implements Outcome {}
  }

  /** As rows keep it; what was written once must stay readable. */
  record Jar(List<Cookie> cookies) {
    Jar {
      cookies = List.copyOf(cookies);
    }
  }

  /** Keeps a login unless there is one of its origin. */
  public Outcome add(UserId owner, Origin origin, List<Cookie> cookies) {
    var kept = new CookieRules(suffixes, origin).require(cookies);
    return outcome(index.add(entry(owner, origin, kept), MOST_IN_ALL), origin, kept);
  }

  /** Keeps a login in the place of the one there is, if there is one. */
  public Outcome put(UserId owner, Origin origin, List<Cookie> cookies) {
    var kept = new CookieRules(suffixes, origin).require(cookies);
    return outcome(index.put(entry(owner, origin, kept), MOST_IN_ALL), origin, kept);
  }

  private Entry entry(UserId owner, Origin origin, List<Cookie> cookies) {
    var sealed = sealer.seal(Json.bytes(new Jar(cookies)), use(owner, origin));
    return new Entry(owner, origin, sealed, cookies.size());
  }

  private static String use(UserId owner, Origin origin) {
    return "login/" + owner + "/" + origin;
  }

  private static Outcome outcome(Written written, Origin origin, List<Cookie> cookies) {
    return switch (written) {
      case Written.Done(var created, var updated) ->
          new Outcome.Kept(new Login(origin, cookies, created, updated));
      case Written.Taken() -> new Outcome.Taken();
      case Written.Full() -> new Outcome.Full(MOST_IN_ALL);
    };
  }

  public Optional<Login> find(UserId owner, Origin origin) {
    return index.find(owner, origin).map(row -> opened(owner, row));
  }

  private Login opened(UserId owner, Row row) {
    var plain = sealer.open(row.sealed(), use(owner, row.origin()));
    var cookies = Json.read(plain, Jar.class).cookies();
    return new Login(row.origin(), cookies, row.created(), row.updated());
  }

  /** Whether it was there. */
  public boolean delete(UserId owner, Origin origin) {
    return index.delete(owner, origin);
  }

  /** For users who go; how many logins they had. */
  public int deleteAll(UserId owner) {
    return index.deleteAll(owner);
  }

  /**
   * What a browser of this user may begin with.
   *
   * @param cookies of all origins, none twice, none that has expired
   * @param unreadable origins whose cookies cannot be read any more
   */
  public record Usable(List<Cookie> cookies, List<Origin> unreadable) {
    public Usable {
      cookies = List.copyOf(cookies);
      unreadable = List.copyOf(unreadable);
    }
  }

  /** What was saved for several origins counts as it was saved last. */
  public Usable usable(UserId owner) {
    var unreadable = new ArrayList<Origin>();
    Map<List<Object>, Cookie> newest = new LinkedHashMap<>();
    for (var row : index.list(owner)) {
      try {
        for (var cookie : opened(owner, row).cookies()) {
          newest.put(List.of(cookie.name(), cookie.reach()), cookie);
        }
      } catch (SealBroken | MalformedJson | WrongShape broken) {
        unreadable.add(row.origin());
      }
    }
    double now = clock.instant().toEpochMilli() / MILLIS;
    return new Usable(
        newest.values().stream().filter(cookie -> !cookie.isOver(now)).toList(), unreadable);
  }
}
