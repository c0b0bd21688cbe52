package dev.parley.door.allyson;

import dev.parley.http.RateLimit;
import dev.parley.http.Request;
import dev.parley.identity.Callers;
import dev.parley.identity.KeyHolder;
import dev.parley.identity.KeyHolders;
import dev.parley.problem.AccessProblem;
import dev.parley.problem.AccessProblem.CredentialsRefused;
import dev.parley.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Says who makes a request and counts it (contract §1.2, §1.3), before its body is looked at.
 *
 * <p>A key is counted by itself, a token by its user, and whoever has neither by address. A key
 * that is no good stops a request on every route.
 */
final class Gate {
  private static final Pattern BEARER =
      Pattern.compile("Bearer +([A-Za-z0-9\\-._~+/]+=*)", Pattern.CASE_INSENSITIVE);

  /** What looked a key up failed; told apart from other failures (contract §1.2). */
  static final class KeyUnverified extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeyUnverified(RuntimeException cause) {
      super("an API key could not be looked up", cause);
    }
  }

  private final KeyHolders holders;
  private final Callers callers;
  private final RateLimit rate;

  Gate(KeyHolders holders, Callers callers, RateLimit rate) {
    this.holders = holders;
    this.callers = callers;
    this.rate = rate;
  }

  /** {@code CredentialsRefused} for a key nobody has, {@code TooManyRequests}. */
  Visitor pass(Request request) {
    var keys = apiKeys(request);
    return keys.isEmpty() ? byToken(request) : byKey(request, keys);
  }

  private Visitor byKey(Request request, List<String> keys) {
    var holder = keys.size() == 1 ? holder(keys.getFirst()) : Optional.<KeyHolder>empty();
    count(request, holder.map(found -> "key " + found.key().value()));
    return holder
        .<Visitor>map(found -> new Visitor.ByKey(found.caller()))
        .orElseThrow(
            () -> new ProblemException(new CredentialsRefused(AccessProblem.Refusal.INVALID)));
  }

  /** The header's wins; an empty one is none. */
  private static List<String> apiKeys(Request request) {
    var inHeader = request.headers("x-api-key").stream().filter(key -> !key.isBlank()).toList();
    if (!inHeader.isEmpty()) {
      return inHeader;
    }
    try {
      return request.query().all("apiKey").stream().filter(key -> !key.isBlank()).toList();
    } catch (ProblemException undecodable) {
      throw new ProblemException(new CredentialsRefused(AccessProblem.Refusal.INVALID));
    }
  }

  private Optional<KeyHolder> holder(String key) {
    try {
      return holders.byApiKey(key.strip());
    } catch (ProblemException known) {
      throw known;
    } catch (RuntimeException failed) {
      throw new KeyUnverified(failed);
    }
  }

  private Visitor byToken(Request request) {
    var visitor = visitor(request);
    count(
        request,
        switch (visitor) {
          case Visitor.ByToken(var caller) -> Optional.of("user " + caller.user());
          case Visitor.ByKey _, Visitor.Nobody _ -> Optional.empty();
        });
    return visitor;
  }

  private Visitor visitor(Request request) {
    var headers = request.headers("Authorization");
    if (headers.size() != 1) {
      return new Visitor.Nobody();
    }
    var bearer = BEARER.matcher(headers.getFirst());
    if (!bearer.matches()) {
      return new Visitor.Nobody();
    }
    try {
      return new Visitor.ByToken(callers.byToken(bearer.group(1)));
    } catch (ProblemException stopped) {
      if (stopped.problem() instanceof CredentialsRefused) {
        return new Visitor.Nobody();
      }
      throw stopped;
    }
  }

  private void count(Request request, Optional<String> who) {
    var standing = rate.count(who.orElseGet(() -> "address " + request.remoteAddress()));
    if (standing.limit() == 0) {
      return;
    }
    request.answerWith("RateLimit-Policy", standing.limit() + ";w=60");
    request.answerWith("RateLimit-Limit", String.valueOf(standing.limit()));
    request.answerWith("RateLimit-Remaining", String.valueOf(standing.remaining()));
    request.answerWith("RateLimit-Reset", String.valueOf(seconds(standing.resetsIn())));
    var _ = standing.require();
  }

  /** Whole ones, rounded up: a client that waits so long is let in. */
  static long seconds(Duration time) {
    return Math.max(1, time.plusMillis(999).toSeconds());
  }
}
