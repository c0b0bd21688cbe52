package dev.parley.cli;

import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One session with an agent, over the AIP Agents API (contract aip-agents §2). */
final class ChatSession {
  private static final String AGENTS = "/api/v2/aipAgents/agents/";
  private static final String PREVIEW = "?preview=true";

  private final Remote remote;
  private final String agent;
  private final String session;

  private ChatSession(Remote remote, String agent, String session) {
    this.remote = remote;
    this.agent = agent;
    this.session = session;
  }

  /** A new one, of the published version unless another is given. */
  static ChatSession open(Remote remote, String agent, @Nullable String version) {
    var wish = version == null ? JsonObject.EMPTY : JsonObject.EMPTY.with("agentVersion", version);
    var made = remote.post(AGENTS + Remote.segment(agent) + "/sessions" + PREVIEW, wish);
    return new ChatSession(remote, agent, made.text("rid").orElseThrow());
  }

  /** One that is there; empty if the caller has none of that RID. */
  static Optional<ChatSession> find(Remote remote, String session) {
    var from = "";
    while (true) {
      var page = remote.get(AGENTS + "allSessions" + PREVIEW + from);
      for (var found : Remote.objects(page, "data")) {
        if (found.text("rid").filter(session::equals).isPresent()) {
          return Optional.of(
              new ChatSession(remote, found.text("agentRid").orElseThrow(), session));
        }
      }
      var next = page.text("nextPageToken");
      if (next.isEmpty()) {
        return Optional.empty();
      }
      from = "&pageToken=" + Remote.segment(next.get());
    }
  }

  String rid() {
    return session;
  }

  /** How the agent is called. */
  String agentName() {
    var metadata = remote.get(AGENTS + Remote.segment(agent) + PREVIEW).get("metadata");
    return metadata.orElse(JsonObject.EMPTY) instanceof JsonObject known
        ? known.text("displayName").orElse(agent)
        : agent;
  }

  /** The answer, as it is written. */
  InputStream ask(UUID message, String text) {
    var body =
        JsonObject.EMPTY
            .with("userInput", JsonObject.EMPTY.with("text", text))
            .with("parameterInputs", JsonObject.EMPTY)
            .with("messageId", message.toString());
    return remote.stream(path("/streamingContinue"), body);
  }

  /** Stops an answer; whether it was under way. */
  boolean cancel(UUID message) {
    try {
      var _ = remote.post(path("/cancel"), JsonObject.EMPTY.with("messageId", message.toString()));
      return true;
    } catch (RemoteFailure refused) {
      return false;
    }
  }

  /** What the last exchange set, by variable. */
  Map<String, String> lastUpdates() {
    var set = new LinkedHashMap<String, String>();
    var exchanges = Remote.objects(remote.get(path("/content")), "exchanges");
    if (!exchanges.isEmpty()
        && exchanges.getLast().get("result").orElse(JsonObject.EMPTY) instanceof JsonObject result
        && result.get("parameterUpdates").orElse(JsonObject.EMPTY) instanceof JsonObject updates) {
      updates.members().forEach((name, update) -> set.put(name, value(update)));
    }
    return set;
  }

  private static String value(JsonValue update) {
    return update instanceof JsonObject object
            && object.get("value").orElse(object) instanceof JsonText(var text)
        ? text
        : update.toString();
  }

  /** How often something was asked before. */
  int exchanges() {
    return Remote.objects(remote.get(path("/content")), "exchanges").size();
  }

  private String path(String operation) {
    return AGENTS
        + Remote.segment(agent)
        + "/sessions/"
        + Remote.segment(session)
        + operation
        + PREVIEW;
  }
}
