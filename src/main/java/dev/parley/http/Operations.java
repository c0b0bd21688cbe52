package dev.parley.http;

import dev.parley.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What operators ask: {@code /health/live}, {@code /health/ready} and {@code /metrics}. */
public final class Operations implements Surface {
  /** The name of this surface, whose requests nobody follows. */
  public static final String NAME = "operations";

  private final Supplier<Optional<String>> hindrance;
  private final Supplier<String> metrics;

  /**
   * @param hindrance why the server is not ready, in words for an operator; empty if it is
   * @param metrics in Prometheus' text format
   */
  public Operations(Supplier<Optional<String>> hindrance, Supplier<String> metrics) {
    this.hindrance = hindrance;
    this.metrics = metrics;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String prefix() {
    return "";
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/health/live", _ -> Answer.json(200, Map.of("status", "live"))),
        Route.get("/health/ready", this::ready),
        Route.get("/metrics", _ -> text(metrics.get())));
  }

  private Answer ready(Request request) {
    var reason =
        request.draining().isCancelled()
            ? Optional.of("The server is shutting down.")
            : hindrance.get();
    return reason
        .map(why -> Answer.json(503, Map.of("status", "not ready", "reason", why)))
        .orElseGet(() -> Answer.json(200, Map.of("status", "ready")));
  }

  private static Answer text(String metrics) {
    var type = "text/plain; version=0.0.4; charset=utf-8";
    return new Answer.Bytes(200, type, metrics.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  @Override
  public Answer refuse(Request request, Fault fault) {
    int status = fault.problem().isPresent() ? 400 : 500;
    var message = fault.problem().map(Problem::message).orElse("Something failed; see the log.");
    return Answer.json(
        status, Map.of("error", message, "errorInstanceId", fault.instanceId().toString()));
  }

  @Override
  public boolean answersWhileDraining() {
    return true;
  }
}
