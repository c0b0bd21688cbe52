package dev.parley.cli;

import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One session of the web agent, over the Allyson API and the console (contract allyson §2). */
final class WebRun {
  private static final String SESSIONS = "/v1/sessions/";
  private static final int MISSING = 404;

  private final Remote remote;
  private final String id;
  private final String name;
  private String tag = "";

  private WebRun(Remote remote, String id, String name) {
    this.remote = remote;
    this.id = id;
    this.name = name;
  }

  /** Begins one; the same one however often it is sent under that key. */
  static WebRun start(Remote remote, JsonObject order, UUID key) {
    return begin(remote, "new", order, key, "The server at " + remote.url() + " has no web agent.");
  }

  /** Begins one that does again what another did. */
  static WebRun replay(Remote remote, String id, UUID key) {
    var operation = Remote.segment(id) + "/rerun";
    return begin(
        remote, operation, JsonObject.EMPTY, key, "You have no run of the web agent " + id + ".");
  }

  private static WebRun begin(
      Remote remote, String operation, JsonObject order, UUID key, String missing) {
    try {
      var made = remote.postOnce(SESSIONS + operation, order, key);
      return new WebRun(
          remote, made.text("sessionId").orElseThrow(), made.text("name").orElse("Unnamed Task"));
    } catch (RemoteFailure refused) {
      if (refused.status() == MISSING) {
        throw new RemoteFailure(MISSING, missing, refused.body(), null);
      }
      throw refused;
    }
  }

  String id() {
    return id;
  }

  String name() {
    return name;
  }

  /** How it stands; empty if nothing has changed since this was asked last. */
  Optional<RunState> changed() {
    var found = remote.getChanged(path(""), tag);
    found.ifPresent(newer -> tag = newer.tag());
    return found.map(newer ->
        newer.document().get("session").orElse(null) instanceof JsonObject session
            ? RunState.of(session)
            : RunState.BEGUN);
  }

  /**
   * How far it has come.
   *
   * @param controller who has taken its browser over; {@code ""} for nobody
   */
  record Progress(List<RunStep> steps, String controller) {
    Progress {
      steps = List.copyOf(steps);
    }
  }

  /** The steps behind that many. */
  Progress progress(int after) {
    var run = remote.get("/console/v1/runs/" + Remote.segment(id) + "?after=" + after);
    var steps = Remote.objects(run, "steps").stream().map(RunStep::of).toList();
    var controller =
        run.get("control").orElse(null) instanceof JsonObject control
            ? control.text("by").orElse("somebody")
            : "";
    return new Progress(steps, controller);
  }

  /** A page that shows its browser, and from which it can be taken over. */
  String live() {
    return remote
        .post(path("/live"), JsonObject.EMPTY.with("scope", "control"))
        .text("url")
        .orElseThrow();
  }

  /** Answers a question, with one value for each thing it asks for. */
  JsonObject answer(RunState.Question question, List<String> values) {
    var inputs = new ArrayList<JsonObject>();
    for (int i = 0; i < values.size(); i++) {
      var input = question.inputs().get(i);
      inputs.add(
          JsonObject.EMPTY
              .with("title", input.title())
              .with("description", input.description())
              .with("value", values.get(i)));
    }
    return remote.put(
        path("/update-human-input"),
        JsonObject.EMPTY
            .with("sessionId", id)
            .with("messageIndex", new JsonNumber(question.message()))
            .with("humanInputResponse", new JsonArray(List.copyOf(inputs))));
  }

  /** Tells the agent something before its next step. */
  JsonObject send(String message) {
    return remote.post(path("/send-message"), JsonObject.EMPTY.with("message", message));
  }

  JsonObject stop() {
    return remote.post(path("/stop"), JsonObject.EMPTY);
  }

  private String path(String operation) {
    return SESSIONS + Remote.segment(id) + operation;
  }
}
