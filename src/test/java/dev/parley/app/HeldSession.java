package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.HeldModel.Asked;
import dev.parley.door.allyson.AllysonHttp;
import dev.parley.door.allyson.AllysonHttp.Reply;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** One session of the web agent whose model and pages the test holds. */
@NullMarked
record HeldSession(AllysonHttp http, HeldModel model, String id, String task) {
  private static final Pattern SIGNED = Pattern.compile("(\"[^\"]*Url\":)\"[^\"]*\"");
  private static final Pattern PICTURED = Pattern.compile("\"lastScreenshot\\w+\":[^,]*,");

  static HeldSession start(AllysonHttp http, HeldModel model, String task, int maxSteps)
      throws IOException, InterruptedException {
    var order = JsonObject.EMPTY.with("task", task).with("maxSteps", new JsonNumber(maxSteps));
    var reply = http.post("/v1/sessions/new", Json.print(order));
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.json().text("status")).hasValue("active");
    return new HeldSession(http, model, reply.json().text("sessionId").orElseThrow(), task);
  }

  String path() {
    return "/v1/sessions/" + id;
  }

  JsonObject shown() throws IOException, InterruptedException {
    return http.get(path()).object("session");
  }

  /** The document as it stands but for what only signs and pictures. */
  String document() throws IOException, InterruptedException {
    var text = http.get(path()).text();
    return PICTURED.matcher(SIGNED.matcher(text).replaceAll("$1\"\"")).replaceAll("");
  }

  String status() throws IOException, InterruptedException {
    return shown().text("status").orElseThrow();
  }

  boolean hasEnded() throws IOException, InterruptedException {
    return shown().text("endTime").isPresent();
  }

  List<JsonObject> messages() throws IOException, InterruptedException {
    return ModelServer.objects(shown(), "messages");
  }

  /** What the user said, from the second message on. */
  List<String> heard() throws IOException, InterruptedException {
    return messages().stream()
        .filter(message -> message.text("role").orElse("").equals("user"))
        .map(message -> message.text("content").orElse(""))
        .skip(1)
        .toList();
  }

  /** The place of the newest question. */
  int question() throws IOException, InterruptedException {
    var messages = messages();
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (messages.get(i).get("human_input").isPresent()) {
        return i;
      }
    }
    throw new AssertionError("no question in " + messages);
  }

  /** What stands in the first field of a question. */
  String value(int question) throws IOException, InterruptedException {
    return ModelServer.objects(messages().get(question), "human_input")
        .getFirst()
        .text("value")
        .orElseThrow();
  }

  Asked asked() throws InterruptedException {
    return model.next(task);
  }

  /** Answers with one call. */
  void play(Asked asked, String tool, String input) {
    model.answer(asked, call(tool, input));
  }

  JsonObject call(String tool, String input) {
    return model.call(tool, (JsonObject) Json.parse(input));
  }

  /** Has the agent ask for this. */
  void ask(Asked asked, String title) throws Exception {
    play(asked, "human_input", "{\"inputs\":[{\"title\":\"" + title + "\",\"description\":\"\"}]}");
    awaitStatus("humanInput");
  }

  void awaitStatus(String wanted) throws Exception {
    Await.until(wanted + " of " + task, () -> status().equals(wanted));
  }

  private Reply post(String operation, String body) throws IOException, InterruptedException {
    return http.post(path() + "/" + operation, body);
  }

  Reply pause() throws IOException, InterruptedException {
    return post("pause", "");
  }

  Reply resume(@Nullable String message) throws IOException, InterruptedException {
    return post("resume", message == null ? "" : message(message));
  }

  Reply send(String message) throws IOException, InterruptedException {
    return post("send-message", message(message));
  }

  private static String message(String text) {
    return Json.print(JsonObject.EMPTY.with("message", text));
  }

  Reply stop() throws IOException, InterruptedException {
    return post("stop", "");
  }

  Reply answer(int message, String title, String value) throws IOException, InterruptedException {
    var given = JsonObject.EMPTY.with("title", title).with("description", "").with("value", value);
    var body =
        JsonObject.EMPTY
            .with("sessionId", id)
            .with("humanInputResponse", new JsonArray(List.of(given)))
            .with("messageIndex", new JsonNumber(message));
    return http.put(path() + "/update-human-input", Json.print(body));
  }

  Reply rate(String quality) throws IOException, InterruptedException {
    return http.put(
        path() + "/update-response-quality", "{\"responseQuality\":\"" + quality + "\"}");
  }
}
