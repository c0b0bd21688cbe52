package dev.parley.door.console;

import dev.parley.engine.Events.Event;
import dev.parley.id.TurnId;
import dev.parley.id.UserId;
import dev.parley.id.WebSessionId;
import dev.parley.identity.Caller;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.session.SessionKey;
import dev.parley.trace.Turn;
import dev.parley.webagent.Order;
import dev.parley.webagent.UsageDay;
import dev.parley.webagent.WebAgent;
import dev.parley.webagent.WebMessage;
import dev.parley.webagent.WebSession;
import dev.parley.webagent.WebStep;
import dev.parley.webagent.WebSteps;
import dev.parley.webagent.live.Hands;
import dev.parley.webagent.live.LiveState.Controller;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** One session of one user, with two steps, which Ada has taken over. */
@NullMarked
final class OneRun implements WebAgent, Hands {
  static final String ID = "a1b2c3d4";

  private static final Instant TAKEN = Instant.parse("2026-01-02T03:04:05Z");

  @Nullable UserId owner;

  @Override
  public Optional<WebSteps> steps(UserId caller, WebSessionId id) {
    var input = Json.read("{\"url\":\"http://shop/\"}", JsonObject.class);
    return caller.equals(owner) && id.value().equals(ID)
        ? Optional.of(
            new WebSteps(
                WebSession.Status.HUMAN_INPUT,
                List.of(
                    new WebStep(
                        1,
                        1,
                        "go_to_url",
                        input,
                        "Shop",
                        "http://shop/",
                        "Opened.",
                        WebStep.Came.DONE),
                    new WebStep(
                        2, 2, "human_input", JsonObject.EMPTY, null, null, "", WebStep.Came.OPEN))))
        : Optional.empty();
  }

  @Override
  public Optional<Controller> controller(UserId caller, WebSessionId id) {
    return caller.equals(owner) ? Optional.of(new Controller(1, "Ada", TAKEN)) : Optional.empty();
  }

  @Override
  public Optional<List<Event>> events(UserId caller, WebSessionId id, long after, int most) {
    var body = Json.read("{\"no\":1,\"by\":\"Ada\"}", JsonObject.class);
    var event = new Event(7_000_000_000L, TurnId.random(), 1, "live.taken", body, TAKEN);
    return caller.equals(owner)
        ? Optional.of(after < event.seq() ? List.of(event) : List.of())
        : Optional.empty();
  }

  private static UnsupportedOperationException elsewhere() {
    return new UnsupportedOperationException("the console only reads steps");
  }

  @Override
  public WebSession start(
      Caller caller, WebSession.Source source, Order order, @Nullable String idempotencyKey) {
    throw elsewhere();
  }

  @Override
  public WebSession rerun(
      Caller caller, WebSession.Source source, WebSessionId id, @Nullable String idempotencyKey) {
    throw elsewhere();
  }

  @Override
  public Optional<Turn> trace(UserId owner, WebSessionId id) {
    throw elsewhere();
  }

  @Override
  public Optional<WebSession> find(UserId owner, WebSessionId id) {
    throw elsewhere();
  }

  @Override
  public Listed list(UserId owner, Query query) {
    throw elsewhere();
  }

  @Override
  public Optional<SessionKey> locate(UserId owner, WebSessionId id) {
    throw elsewhere();
  }

  @Override
  public List<UsageDay> usage(UserId owner, WebSession.Source source, LocalDate first) {
    throw elsewhere();
  }

  @Override
  public void pause(UserId owner, WebSessionId id) {
    throw elsewhere();
  }

  @Override
  public void resume(UserId owner, WebSessionId id, @Nullable String message) {
    throw elsewhere();
  }

  @Override
  public void stop(UserId owner, WebSessionId id) {
    throw elsewhere();
  }

  @Override
  public void delete(UserId owner, WebSessionId id) {
    throw elsewhere();
  }

  @Override
  public void send(UserId owner, WebSessionId id, String message) {
    throw elsewhere();
  }

  @Override
  public WebMessage.AgentSaid answer(
      UserId owner, WebSessionId id, int message, List<Given> values) {
    throw elsewhere();
  }

  @Override
  public void rate(UserId owner, WebSessionId id, WebSession.Quality quality) {
    throw elsewhere();
  }
}
