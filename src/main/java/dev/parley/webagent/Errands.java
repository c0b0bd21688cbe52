package dev.parley.webagent;

import dev.parley.browser.SessionSpec;
import dev.parley.browser.SessionSpec.Policy;
import dev.parley.browser.SessionSpec.Viewport;
import dev.parley.problem.ProblemException;
import dev.parley.problem.RequestProblem.WrongShape;
import dev.parley.webagent.Order.Wishes;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns what a user wishes into a browser session the server allows, or says what is wrong. */
public final class Errands {
  private static final int LONGEST_URL = 4096;

  private final SessionSpec usual;
  private final Function<Policy, Optional<String>> fault;

  /**
   * @param fault what is wrong with a policy that cannot be read
   */
  public Errands(SessionSpec usual, Function<Policy, Optional<String>> fault) {
    this.usual = usual;
    this.fault = fault;
  }

  SessionSpec spec(Wishes wishes, @Nullable String proxy) {
    return new SessionSpec(
        viewport(wishes),
        locale(wishes),
        timezone(wishes),
        usual.userAgent(),
        policy(wishes, proxy),
        usual.isolated(),
        usual.mostDownloadBytes(),
        null);
  }

  private Viewport viewport(Wishes wishes) {
    var wished = wishes.viewport();
    if (wished == null) {
      return usual.viewport();
    }
    try {
      return new Viewport(wished.width(), wished.height());
    } catch (IllegalArgumentException outOfBounds) {
      throw unfit("viewport: " + outOfBounds.getMessage());
    }
  }

  private Locale locale(Wishes wishes) {
    var wished = wishes.locale();
    if (wished == null) {
      return usual.locale();
    }
    var locale = Locale.forLanguageTag(wished);
    if (!locale.toLanguageTag().equalsIgnoreCase(wished) || locale.getLanguage().isEmpty()) {
      throw unfit("locale must be a language such as de, en-US or pt-BR");
    }
    return locale;
  }

  private ZoneId timezone(Wishes wishes) {
    var wished = wishes.timezone();
    try {
      return wished == null ? usual.timezone() : ZoneId.of(wished);
    } catch (DateTimeException unknown) {
      throw unfit("timezone must be a zone such as UTC or Europe/Berlin");
    }
  }

  private Policy policy(Wishes wishes, @Nullable String proxy) {
    var server = usual.policy();
    var deny = new HashSet<>(server.deny());
    deny.addAll(wishes.deniedDomains());
    var narrowed =
        server
            .narrowedTo(wishes.allowedDomains())
            .orElseThrow(() ->
                unfit("allowedDomains names no host that this server lets its browsers reach"));
    var policy =
        new Policy(
            narrowed.allow(),
            deny,
            server.allowPrivate(),
            proxy == null ? server.upstream() : proxy);
    fault
        .apply(policy)
        .ifPresent(wrong -> {
          throw unfit(wrong);
        });
    return policy;
  }

  /** An address a browser may begin at. */
  static @Nullable String startUrl(@Nullable String url) {
    if (url == null || url.isBlank()) {
      return null;
    }
    var stripped = url.strip();
    if (stripped.length() > LONGEST_URL || !stripped.matches("(?i)https?://[^\\s]+|about:blank")) {
      throw unfit("startUrl must be an http or https address");
    }
    return stripped;
  }

  static ProblemException unfit(String message) {
    return new ProblemException(new WrongShape(message + "."));
  }
}
