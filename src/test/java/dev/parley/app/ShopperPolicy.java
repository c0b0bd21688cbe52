package dev.parley.app;

import dev.parley.app.PolicyServer.Call;
import dev.parley.app.PolicyServer.Policy;
import dev.parley.app.PolicyServer.Reply;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.site.Site;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.NullMarked;

/**
 * What the tasks of killed servers are done by.
 *
 * <p>{@code count}: logs in, opens a second tab, presses twelve buttons once each whatever comes of
 * it, and looks at the first tab again. {@code file}, {@code idle}, {@code ask} and {@code wait} do
 * one thing.
 */
@NullMarked
final class ShopperPolicy implements Policy {
  static final int PRESSES = 12;
  static final int FIRST_PRESS = 4;

  /** Results before that of the first press: the second round makes two calls. */
  static final int RESULTS_BEFORE = 5;

  private record Gate(CountDownLatch reached, CountDownLatch open) {}

  private final Site site;
  private final Map<Integer, Gate> gates = new ConcurrentHashMap<>();

  ShopperPolicy(Site site) {
    this.site = site;
  }

  /** Keeps the counting task before this press until it is let on. */
  void hold(int press) {
    gates.put(FIRST_PRESS + press, new Gate(new CountDownLatch(1), new CountDownLatch(1)));
  }

  /** Waits until the task is held before this press. */
  void awaitHeld(int press) throws Exception {
    var reached = gate(press).reached();
    Await.until("press " + press, Duration.ofSeconds(60), () -> reached.getCount() == 0);
  }

  void letOn(int press) {
    gate(press).open().countDown();
  }

  private Gate gate(int press) {
    var gate = gates.get(FIRST_PRESS + press);
    if (gate == null) {
      throw new IllegalStateException("not held");
    }
    return gate;
  }

  @Override
  public Reply next(Asked asked) throws Exception {
    return switch (asked.task()) {
      case "count" -> count(asked);
      case "file" -> file(asked);
      case "idle" ->
          asked.everything().contains("go on") ? Reply.done("Went on.", true) : new Reply.Never();
      case "ask" -> ask(asked);
      case "wait" -> Reply.call("wait", (JsonObject) Json.parse("{\"seconds\":25}"));
      case String other -> throw new AssertionError("no such task: " + other);
    };
  }

  private Reply count(Asked asked) throws InterruptedException {
    int round = asked.round();
    var gate = gates.get(round);
    if (gate != null) {
      gate.reached().countDown();
      gate.open().await();
    }
    return switch (round) {
      case 0 -> open("go_to_url", site.url("login"));
      case 1 ->
          new Reply.Calls(
              List.of(typing(asked, "\"User\"", "ada"), typing(asked, "\"Password\"", "lovelace")));
      case 2 -> press(asked, "button \"Log in\"");
      case 3 -> open("open_tab", site.url("counts"));
      case FIRST_PRESS + PRESSES ->
          Reply.call("switch_tab", (JsonObject) Json.parse("{\"page_id\":1}"));
      case FIRST_PRESS + PRESSES + 1 ->
          Reply.done(asked.last(), asked.everything().contains("Welcome, Ada"));
      default -> press(asked, "\"Count number " + (round - FIRST_PRESS + 1) + ".\"");
    };
  }

  private static Reply open(String tool, String url) {
    return Reply.call(tool, JsonObject.EMPTY.with("url", url));
  }

  private static Call typing(Asked asked, String field, String text) {
    return new Call(
        "input_text", "{\"index\":%d,\"text\":%s}".formatted(asked.ref(field), Json.print(text)));
  }

  private static Reply press(Asked asked, String text) {
    return new Reply.Calls(
        List.of(new Call("click_element", "{\"index\":" + asked.ref(text) + "}")));
  }

  private static Reply file(Asked asked) {
    return asked.round() == 0
        ? Reply.call(
            "save_to_file",
            JsonObject.EMPTY.with("file_path", "kept.txt").with("content", "what was kept"))
        : Reply.done("It is in kept.txt.", true);
  }

  private static Reply ask(Asked asked) {
    return asked.round() == 0
        ? Reply.call(
            "human_input",
            (JsonObject)
                Json.parse("{\"inputs\":[{\"title\":\"Colour\",\"description\":\"Which?\"}]}"))
        : Reply.done(asked.results().getLast(), true);
  }
}
