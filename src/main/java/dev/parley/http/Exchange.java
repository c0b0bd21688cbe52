package dev.parley.http;

import dev.parley.cancel.Cancel.Cancelled;
import dev.parley.http.RequestListener.Answered;
import dev.parley.http.RequestListener.Failure;
import dev.parley.http.RoutingTable.Match;
import dev.parley.problem.AccessProblem.Unavailable;
import dev.parley.problem.Problem;
import dev.parley.problem.ProblemException;
import dev.parley.span.Place;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request from its match to the last byte of its answer. */
final class Exchange {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
  private static final Duration RETRY_WHEN_FULL = Duration.ofSeconds(1);
  private static final Duration RETRY_WHEN_DRAINED = Duration.ofSeconds(5);

  private final Request request;
  private final Match match;
  private final Optional<Surface> surface;
  private final Cors cors;
  private final Delivery delivery;
  private final RequestListener listener;
  private final long began = System.nanoTime();
  private boolean keeps;
  private @Nullable Failure failure;
  private String remark = "";

  Exchange(
      Request request,
      Match match,
      Cors serverCors,
      Connection connection,
      RequestListener listener) {
    this.request = request;
    this.listener = listener;
    this.match = match;
    this.surface =
        switch (match) {
          case Match.Found found -> Optional.of(found.surface());
          case Match.WrongMethod wrong -> Optional.of(wrong.surface());
          case Match.Unknown unknown -> unknown.surface();
        };
    this.cors = surface.flatMap(Surface::cors).orElse(serverCors);
    this.delivery = new Delivery(connection, this::commonHeaders, request.method() == Method.HEAD);
  }

  /**
   * Answers; whether the connection is in order afterwards.
   *
   * @param room whether the server can take it on
   */
  boolean run(boolean room) {
    try {
      deliver(decide(room));
      return true;
    } catch (Throwable thrown) {
      return recover(thrown);
    }
  }

  /** Whether the client was told that the connection stays open. */
  boolean keeps() {
    return keeps;
  }

  /** Writes the access log and lets go of what the handler held. */
  Answered end() {
    request.ended();
    var took = Duration.ofNanos(System.nanoTime() - began);
    var answered =
        new Answered(
            Place.current().orElseGet(Place::fresh),
            surfaceName(),
            request.template(),
            request.method(),
            delivery.status(),
            took,
            delivery.bytes(),
            failure);
    AccessLog.write(request.path(), answered, remark);
    return answered;
  }

  private String surfaceName() {
    return surface.map(Surface::name).orElse("");
  }

  private Answer decide(boolean room) throws InterruptedException {
    return switch (match) {
      case Match.Found found -> handle(found, room);
      case Match.WrongMethod wrong when request.method() == Method.OPTIONS -> preflight(wrong);
      case Match.Unknown _ when request.method() == Method.OPTIONS && cors.isOpen() ->
          new Answer.Empty(204, cors.onPreflight(request, Set.of()));
      case Match.WrongMethod wrong -> wrong.surface().wrongMethod(request, wrong.allowed());
      case Match.Unknown unknown ->
          unknown.surface().map(s -> s.unknownPath(request)).orElse(Answer.empty(404));
    };
  }

  private Answer handle(Match.Found found, boolean room) throws InterruptedException {
    if (!room && !found.surface().answersWhileDraining()) {
      throw new ProblemException(
          new Unavailable(
              "The server has as many requests as it can take. Try again shortly.",
              Optional.of(RETRY_WHEN_FULL)));
    }
    if (request.draining().isCancelled() && !found.surface().answersWhileDraining()) {
      throw new ProblemException(
          new Unavailable(
              "The server is shutting down. Try again shortly.", Optional.of(RETRY_WHEN_DRAINED)));
    }
    request.incoming().body().requireClearFraming();
    return found.route().handler().handle(request);
  }

  private Answer preflight(Match.WrongMethod path) {
    var headers = new TreeMap<String, String>(cors.onPreflight(request, path.allowed()));
    headers.put("Allow", String.join(", ", path.allowed()));
    return new Answer.Empty(204, headers);
  }

  private void deliver(Answer answer) throws InterruptedException {
    switch (answer) {
      case Answer.Bytes bytes -> delivery.send(bytes);
      case Answer.Empty empty -> delivery.send(empty);
      case Answer.Streamed streamed -> stream(streamed);
      case Answer.Broken broken -> throw new StreamBroken(broken.why());
    }
  }

  private void stream(Answer.Streamed answer) throws InterruptedException {
    listener.streamBegan(surfaceName());
    try {
      delivery.send(answer);
    } finally {
      listener.streamEnded(surfaceName());
    }
  }

  private boolean recover(Throwable thrown) {
    switch (thrown) {
      case ClientGone _ -> remark = "client gone";
      case StreamBroken broken -> remark = "broken off: " + broken.getMessage();
      case Cancelled _ -> remark = "broken off: cancelled";
      case InterruptedException _ -> remark = "broken off: interrupted";
      case Throwable _ when delivery.opened() -> {
        refusal(thrown);
        remark = "broken off: failed";
      }
      case Throwable _ -> {
        return refuse(thrown);
      }
    }
    return false;
  }

  private boolean refuse(Throwable thrown) {
    try {
      deliver(refusal(thrown));
      return true;
    } catch (ClientGone gone) {
      remark = "client gone";
    } catch (StreamBroken | InterruptedException broken) {
      remark = "broken off";
    }
    return false;
  }

  private Answer refusal(Throwable thrown) {
    var fault = Fault.of(thrown);
    var id = fault.instanceId();
    var kind = fault.problem().map(problem -> problem.getClass().getSimpleName());
    failure = new Failure(id, kind.orElse("Unexpected"));
    kind.ifPresentOrElse(name -> remark = name, () -> tell("Unexpected failure", id, thrown));
    fault
        .problem()
        .flatMap(RetryAfter::seconds)
        .ifPresent(seconds -> request.answerWith("Retry-After", seconds));
    try {
      var answer = surface.map(door -> door.refuse(request, fault)).orElse(Answer.empty(500));
      fault.problem().filter(_ -> status(answer) == 500).ifPresent(known -> tell(known, id));
      return answer;
    } catch (RuntimeException again) {
      tell("A refusal failed", id, again);
      return Answer.empty(500);
    }
  }

  private static int status(Answer answer) {
    return switch (answer) {
      case Answer.Bytes bytes -> bytes.status();
      case Answer.Empty empty -> empty.status();
      case Answer.Streamed streamed -> streamed.status();
      case Answer.Broken _ -> 0;
    };
  }

  /** Foreseen, so no stack: what the caller is told and no more. */
  private static void tell(Problem known, UUID id) {
    LOG.atError()
        .addKeyValue("errorInstanceId", id)
        .log("{}: {} errorInstanceId={}", known.getClass().getSimpleName(), known.message(), id);
  }

  private static void tell(String what, UUID id, Throwable thrown) {
    LOG.atError()
        .addKeyValue("errorInstanceId", id)
        .setCause(thrown)
        .log("{}, errorInstanceId={}", what, id);
  }

  private Map<String, String> commonHeaders() {
    keeps =
        request.incoming().body().canBeSkipped()
            && !request.draining().isCancelled()
            && request.headers("Connection").stream().noneMatch("close"::equalsIgnoreCase);
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Cache-Control", "no-cache, no-store, must-revalidate");
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Connection", keeps ? "keep-alive" : "close");
    headers.putAll(cors.onAnswer(request.header("Origin")));
    headers.putAll(request.answerHeaders());
    return headers;
  }
}
