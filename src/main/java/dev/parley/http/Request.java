package dev.parley.http;

import dev.parley.cancel.Cancel;
import dev.parley.http.RoutingTable.Match;
import dev.parley.problem.ProblemException;
import dev.parley.problem.RequestProblem.Malformed;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request, matched to its route; for the thread that handles it. */
public final class Request {
  private static final Logger LOG = LoggerFactory.getLogger(Request.class);

  private final Method method;
  private final String path;
  private final Match match;
  private final Query query;
  private final Incoming incoming;
  private final List<Runnable> endings = new ArrayList<>();
  private final Map<String, String> answerHeaders = new LinkedHashMap<>();

  /** What the connection says about a request, whatever its path. */
  record Incoming(
      ServerRequestHeaders headers,
      String remoteAddress,
      Body body,
      Supplier<Cancel> gone,
      Cancel draining,
      int most) {}

  Request(Method method, String path, Match match, Query query, Incoming incoming) {
    this.method = method;
    this.path = path;
    this.match = match;
    this.query = query;
    this.incoming = incoming;
  }

  public Method method() {
    return method;
  }

  /** The path as it came: percent-encoded, without query and base path. */
  public String path() {
    return path;
  }

  /** The matched route's path with its parameters in braces; {@code ""} for an unknown path. */
  public String template() {
    return switch (match) {
      case Match.Found found -> found.route().path().text();
      case Match.WrongMethod wrong -> wrong.template();
      case Match.Unknown _ -> "";
    };
  }

  /**
   * A path parameter, percent-decoded once; a slash in it was sent as {@code %2F}.
   *
   * <p>{@code Malformed} if it cannot be decoded or holds NUL; told only here, so that credentials
   * are looked at first (contract aip-agents §1.12).
   */
  public String param(String name) {
    if (match instanceof Match.Found(_, _, var names, var rawValues)) {
      int place = names.indexOf(name);
      if (place >= 0) {
        return PercentCode.decode(rawValues.get(place), false)
            .orElseThrow(
                () -> new ProblemException(new Malformed("The path holds a bad " + name + ".")));
      }
    }
    throw new IllegalArgumentException("The route " + template() + " has no {" + name + "}");
  }

  public Query query() {
    return query;
  }

  /** The first header of that name, in any case. */
  public Optional<String> header(String name) {
    return headers(name).stream().findFirst();
  }

  /** All headers of that name, in any case, in their order. */
  public List<String> headers(String name) {
    return incoming.headers.all(HeaderNames.create(name), List::of);
  }

  /** Whether a body was announced: a length over zero, or chunks. */
  public boolean hasBody() {
    return incoming.body.present();
  }

  /** The body as far as the server's own limit goes; {@code BodyTooLarge} beyond. */
  public byte[] body() {
    return body(incoming.most);
  }

  /** The body, at most {@code limit} bytes; {@code BodyTooLarge} beyond. Can be read once. */
  public byte[] body(int limit) {
    return incoming.body.read(limit);
  }

  /** The address of whoever opened the connection: a proxy's, if there is one. */
  public String remoteAddress() {
    return incoming.remoteAddress;
  }

  /** Cancelled when the server begins to drain; who waits for long should stop then. */
  public Cancel draining() {
    return incoming.draining;
  }

  /**
   * Cancelled when the client closes its connection before it has its answer. It is watched from
   * the first call on, which must come after the body was read.
   */
  public Cancel gone() {
    if (incoming.body.unread()) {
      throw new IllegalStateException("The body is still to be read");
    }
    return incoming.gone.get();
  }

  /** A header of whatever answer this request gets, a refusal too. */
  public void answerWith(String name, String value) {
    answerHeaders.put(name, value);
  }

  /** Runs something when the answer, streamed or not, has ended in whatever way. */
  public void onEnd(Runnable ending) {
    endings.add(ending);
  }

  Map<String, String> answerHeaders() {
    return answerHeaders;
  }

  Incoming incoming() {
    return incoming;
  }

  void ended() {
    for (var ending : endings.reversed()) {
      try {
        ending.run();
      } catch (RuntimeException failed) {
        // the others must have their turn: a permit not given back is lost for good
        LOG.error("What was to run at the end of a request failed", failed);
      }
    }
  }
}
