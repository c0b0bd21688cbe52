package dev.parley.app;

import dev.parley.door.allyson.AllysonHttp;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** One session of the web agent, as a client sees it. */
@NullMarked
record WebTask(AllysonHttp http, String id) {
  static final String KEY = "sk-allyson-" + "0123456789ab".repeat(4);
  private static final Duration MOST = Duration.ofSeconds(60);

  static AllysonHttp client(String url) {
    return AllysonHttp.at(url).withKey(KEY);
  }

  static WebTask start(AllysonHttp http, String task) throws IOException, InterruptedException {
    return start(http, JsonObject.EMPTY.with("task", task));
  }

  static WebTask start(AllysonHttp http, JsonObject order)
      throws IOException, InterruptedException {
    var reply = http.post("/v1/sessions/new", order.toString());
    if (reply.status() != 200) {
      throw new AssertionError(reply.status() + " " + reply.text());
    }
    return new WebTask(http, reply.json().text("sessionId").orElseThrow());
  }

  /** The same session on another server. */
  WebTask on(AllysonHttp other) {
    return new WebTask(other, id);
  }

  JsonObject shown() throws IOException, InterruptedException {
    return http.get("/v1/sessions/" + id).object("session");
  }

  String status() throws IOException, InterruptedException {
    return shown().text("status").orElseThrow();
  }

  void awaitStatus(String... wanted) throws Exception {
    var all = Set.of(wanted);
    Await.until(List.of(wanted) + " of " + id, MOST, () -> all.contains(status()));
  }

  /** The session once it has ended. */
  JsonObject ended() throws Exception {
    awaitStatus("completed", "failed", "stopped");
    return shown();
  }

  AllysonHttp.Reply tell(String operation) throws IOException, InterruptedException {
    return http.post("/v1/sessions/" + id + "/" + operation, "");
  }

  List<JsonObject> messages() throws IOException, InterruptedException {
    return objects(shown(), "messages");
  }

  /** The text of the last message. */
  String lastSaid() throws IOException, InterruptedException {
    return messages().getLast().text("content").orElse("");
  }

  static List<JsonObject> objects(JsonObject parent, String name) {
    return parent.get(name).orElseThrow() instanceof JsonArray(var elements)
        ? elements.stream().map(JsonObject.class::cast).toList()
        : List.of();
  }
}
