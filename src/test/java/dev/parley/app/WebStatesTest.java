package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.HeldModel.Asked;
import dev.parley.chrome.NeedsChromium;
import dev.parley.door.allyson.AllysonHttp;
import dev.parley.door.allyson.AllysonHttp.Reply;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonBool;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every status of a session of the web agent with everything that can come to it. */
@NeedsChromium
class WebStatesTest {
  private static final AtomicInteger TASKS = new AtomicInteger();
  private static final String PAUSED = "Session paused successfully";
  private static final String RESUMED = "Session resumed successfully";
  private static final String STOPPED = "Session stopped successfully";
  private static final String SENT = "Message sent successfully";
  private static final String UPDATED = "Updated successfully";

  private static HeldModel model;
  private static HeldPages pages;
  private static TestServer server;
  private static AllysonHttp http;

  @BeforeAll
  static void start() throws Exception {
    model = new HeldModel();
    pages = new HeldPages();
    server =
        TestServer.start(
            Map.of(
                "PARLEY_MODEL", model.spec(),
                "PARLEY_ALLYSON_RATE", "6000",
                "PARLEY_BROWSER_VISION", "false",
                "PARLEY_BROWSER_START_URL", pages.url("/"),
                "PARLEY_BROWSER_ALLOW_PRIVATE", pages.hostAndPort()));
    http = AllysonHttp.at(server.url()).withToken(TestServer.TOKEN);
  }

  @AfterAll
  static void stop() {
    server.close();
    pages.close();
    model.close();
  }

  private static HeldSession session(int maxSteps) throws Exception {
    return HeldSession.start(http, model, "Task " + TASKS.incrementAndGet(), maxSteps);
  }

  private static HeldSession session() throws Exception {
    return session(30);
  }

  private static void said(Reply reply, String message) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.json()).isEqualTo(JsonObject.EMPTY.with("message", message));
  }

  private static void refused(Reply reply, int status) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    assertThat(reply.json().members().keySet()).containsExactly("error");
  }

  /** The user's own words in a request, in order; what else is said there is ours. */
  private static List<String> told(Asked asked) {
    return asked.said().stream().filter(text -> text.startsWith("Say ")).toList();
  }

  private static void isOver(HeldSession session, String status) throws Exception {
    assertThat(session.status()).isEqualTo(status);
    assertThat(session.hasEnded()).isTrue();
    var before = session.document();
    var quality = session.shown().text("responseQuality").orElseThrow();
    var over = "{\"error\":\"The session has ended (" + status + "). Start a new one.\"}";
    for (var reply :
        List.of(
            session.pause(),
            session.resume(null),
            session.resume("Say late"),
            session.send("Say late"))) {
      refused(reply, 409);
      assertThat(reply.text()).isEqualTo(over);
    }
    said(session.stop(), STOPPED);
    refused(session.answer(session.messages().size() - 1, "Code", "1"), 409);
    assertThat(session.document()).isEqualTo(before);
    said(session.rate("good"), UPDATED);
    assertThat(session.shown().text("responseQuality")).hasValue("good");
    said(session.rate(quality), UPDATED);
    assertThat(session.document()).isEqualTo(before);
  }

  @Test
  void takesEverythingWhileTheModelThinks() throws Exception {
    var session = session(5);
    var asked = session.asked();
    assertThat(asked.step()).isEqualTo(1);
    said(session.rate("bad"), UPDATED);
    assertThat(session.shown().text("responseQuality")).hasValue("bad");
    refused(session.answer(0, "Code", "1"), 400);
    refused(session.answer(7, "Code", "1"), 400);
    refused(session.send(" "), 400);
    said(session.resume(null), RESUMED);
    said(session.resume("Say one"), RESUMED);
    said(session.send("Say two"), SENT);
    assertThat(session.status()).isEqualTo("active");
    assertThat(session.messages()).hasSize(1);
    assertThat(asked.isOpen()).isTrue();

    said(session.pause(), PAUSED);
    assertThat(session.status()).isEqualTo("paused");
    asked.awaitLeft();
    said(session.resume(" "), RESUMED);
    var again = session.asked();
    assertThat(session.status()).isEqualTo("active");
    assertThat(again.step()).isEqualTo(1);
    assertThat(told(again)).containsExactly("Say one", "Say two");
    assertThat(session.heard()).containsExactly("Say one", "Say two");

    said(session.stop(), STOPPED);
    assertThat(session.status()).isEqualTo("stopped");
    again.awaitLeft();
    isOver(session, "stopped");
  }

  @Test
  void takesEverythingWhilePaused() throws Exception {
    var session = session(5);
    var asked = session.asked();
    said(session.pause(), PAUSED);
    asked.awaitLeft();
    var before = session.document();
    said(session.pause(), PAUSED);
    refused(session.answer(0, "Code", "1"), 400);
    refused(session.send(""), 400);
    said(session.send("Say one"), SENT);
    said(session.send("Say two"), SENT);
    assertThat(session.document()).isEqualTo(before);
    said(session.rate("good"), UPDATED);
    assertThat(session.status()).isEqualTo("paused");

    said(session.resume("Say three"), RESUMED);
    var resumed = session.asked();
    assertThat(session.status()).isEqualTo("active");
    assertThat(resumed.step()).isEqualTo(1);
    assertThat(told(resumed)).containsExactly("Say one", "Say two", "Say three");
    session.play(resumed, "scroll_down", "{}");
    var next = session.asked();
    assertThat(next.step()).isEqualTo(2);
    assertThat(told(next)).containsExactly("Say one", "Say two", "Say three");
    assertThat(session.heard()).containsExactly("Say one", "Say two", "Say three");

    said(session.pause(), PAUSED);
    next.awaitLeft();
    said(session.send("Say in vain"), SENT);
    said(session.stop(), STOPPED);
    isOver(session, "stopped");
    assertThat(session.heard()).doesNotContain("Say in vain");
  }

  @Test
  void takesEverythingWhileAnActionIsUnderWay() throws Exception {
    var session = session();
    var go = session.call("go_to_url", "{\"url\":\"" + pages.url("/held") + "\"}");
    model.answer(session.asked(), go, session.call("scroll_down", "{}"));
    var page = pages.request();
    assertThat(session.messages()).hasSize(2);
    assertThat(session.status()).isEqualTo("active");
    said(session.rate("good"), UPDATED);
    refused(session.answer(1, "Code", "1"), 400);
    said(session.resume(null), RESUMED);
    said(session.resume("Say one"), RESUMED);
    said(session.send("Say two"), SENT);
    assertThat(session.status()).isEqualTo("active");
    assertThat(session.heard()).isEmpty();

    said(session.pause(), PAUSED);
    assertThat(session.status()).isEqualTo("paused");
    page.countDown();
    said(session.resume("Say three"), RESUMED);
    var next = session.asked();
    assertThat(session.status()).isEqualTo("active");
    assertThat(next.step()).isEqualTo(2);
    assertThat(next.results()).hasSize(2).last().asString().startsWith("not run:");
    assertThat(told(next)).containsExactly("Say one", "Say two", "Say three");
    assertThat(session.heard()).containsExactly("Say one", "Say two", "Say three");

    model.answer(next, go.with("id", "again"));
    var second = pages.request();
    said(session.stop(), STOPPED);
    isOver(session, "stopped");
    second.countDown();
    isOver(session, "stopped");
  }

  @Test
  void tellsTheRestOfARoundAsNotRunAfterAPause() throws Exception {
    var session = session();
    var go = session.call("go_to_url", "{\"url\":\"" + pages.url("/held") + "\"}");
    model.answer(session.asked(), go, session.call("scroll_down", "{}"));
    var page = pages.request();
    said(session.pause(), PAUSED);
    said(session.resume(null), RESUMED);
    // Nobody lets the page come, so the action is broken off when it has had its time.
    var next = session.asked();
    assertThat(next.results()).hasSize(2).last().isEqualTo("not run: paused");
    assertThat(next.said()).anyMatch(text -> text.startsWith("The run was paused and goes on."));
    page.countDown();
    said(session.stop(), STOPPED);
  }

  @Test
  void takesEverythingWhileItAsksAPerson() throws Exception {
    var session = session();
    session.ask(session.asked(), "Code");
    int question = session.question();
    var before = session.document();
    said(session.resume(null), RESUMED);
    said(session.send("Say one"), SENT);
    said(session.resume("Say two"), RESUMED);
    refused(session.answer(0, "Code", "1"), 400);
    refused(session.answer(question, "Code", " "), 400);
    refused(session.answer(question, "Another", "1"), 400);
    assertThat(session.document()).isEqualTo(before);
    said(session.rate("good"), UPDATED);
    assertThat(session.status()).isEqualTo("humanInput");

    var answered = session.answer(question, "Code", "4711");
    assertThat(answered.status()).isEqualTo(200);
    assertThat(answered.json().text("message")).hasValue(UPDATED);
    assertThat(answered.member("updatedMessage")).isEqualTo(session.messages().get(question));
    assertThat(session.value(question)).isEqualTo("4711");
    assertThat(session.status()).isEqualTo("active");
    refused(session.answer(question, "Code", "0815"), 409);
    var next = session.asked();
    assertThat(next.step()).isEqualTo(2);
    assertThat(next.results().getLast()).contains("Code: 4711");
    assertThat(told(next)).containsExactly("Say one", "Say two");
    assertThat(session.heard()).containsExactly("Say one", "Say two");
    assertThat(session.question()).isEqualTo(question);

    session.ask(next, "Code");
    int second = session.question();
    assertThat(second).isGreaterThan(question);
    said(session.send("Say in vain"), SENT);
    said(session.stop(), STOPPED);
    isAskedInVain(session, second);
  }

  private static void isAskedInVain(HeldSession session, int question) throws Exception {
    refused(session.answer(question, "Code", "1"), 409);
    assertThat(session.value(question)).isEmpty();
    isOver(session, "stopped", question);
    assertThat(session.heard()).doesNotContain("Say in vain");
  }

  /** The last message is a question that nobody can answer any more. */
  private static void isOver(HeldSession session, String status, int question) throws Exception {
    var before = session.document();
    assertThat(session.status()).isEqualTo(status);
    assertThat(session.hasEnded()).isTrue();
    refused(session.pause(), 409);
    refused(session.resume("Say late"), 409);
    refused(session.send("Say late"), 409);
    refused(session.answer(question, "Code", "1"), 409);
    said(session.stop(), STOPPED);
    assertThat(session.document()).isEqualTo(before);
  }

  @Test
  void takesAnAnswerDuringAPauseAndDeliversItAfterwards() throws Exception {
    var session = session();
    session.ask(session.asked(), "Code");
    int question = session.question();
    said(session.pause(), PAUSED);
    assertThat(session.status()).isEqualTo("paused");
    said(session.pause(), PAUSED);
    refused(session.answer(0, "Code", "1"), 400);
    said(session.send("Say one"), SENT);
    said(session.rate("bad"), UPDATED);
    assertThat(session.answer(question, "Code", "4711").status()).isEqualTo(200);
    assertThat(session.status()).isEqualTo("paused");
    assertThat(session.value(question)).isEqualTo("4711");
    refused(session.answer(question, "Code", "0815"), 409);

    said(session.resume("Say two"), RESUMED);
    var next = session.asked();
    assertThat(session.status()).isEqualTo("active");
    assertThat(next.step()).isEqualTo(2);
    assertThat(next.results().getLast()).contains("Code: 4711");
    assertThat(told(next)).containsExactly("Say one", "Say two");
    assertThat(session.heard()).containsExactly("Say one", "Say two");
    said(session.stop(), STOPPED);
  }

  @Test
  void goesOnWithoutAnAnswerAndDeliversTheOneThatComesLate() throws Exception {
    var session = session();
    session.ask(session.asked(), "Code");
    int question = session.question();
    said(session.pause(), PAUSED);
    said(session.resume(null), RESUMED);
    var thinking = session.asked();
    assertThat(session.status()).isEqualTo("active");
    assertThat(thinking.results().getLast()).contains("before Code was answered");
    assertThat(session.value(question)).isEmpty();

    assertThat(session.answer(question, "Code", "4711").status()).isEqualTo(200);
    assertThat(session.status()).isEqualTo("active");
    assertThat(thinking.isOpen()).isTrue();
    assertThat(session.value(question)).isEqualTo("4711");
    refused(session.answer(question, "Code", "0815"), 409);
    session.play(thinking, "scroll_down", "{}");
    var next = session.asked();
    assertThat(next.said()).filteredOn(text -> text.contains("Code: 4711")).hasSize(1);
    session.play(next, "scroll_up", "{}");
    assertThat(session.asked().said()).filteredOn(text -> text.contains("Code: 4711")).hasSize(1);
    said(session.stop(), STOPPED);
  }

  @Test
  void deliversALateAnswerThatComesDuringAnActionOrAnotherPause() throws Exception {
    var session = session();
    session.ask(session.asked(), "First");
    int first = session.question();
    said(session.pause(), PAUSED);
    said(session.resume("Say one"), RESUMED);
    session.ask(session.asked(), "Second");
    int second = session.question();
    said(session.pause(), PAUSED);
    said(session.resume(null), RESUMED);
    var thinking = session.asked();
    session.play(thinking, "go_to_url", "{\"url\":\"" + pages.url("/held") + "\"}");
    var page = pages.request();
    assertThat(session.answer(first, "First", "alpha").status()).isEqualTo(200);
    assertThat(session.status()).isEqualTo("active");
    page.countDown();
    var next = session.asked();
    assertThat(next.said()).filteredOn(text -> text.contains("First: alpha")).hasSize(1);

    said(session.pause(), PAUSED);
    next.awaitLeft();
    assertThat(session.answer(second, "Second", "beta").status()).isEqualTo(200);
    assertThat(session.status()).isEqualTo("paused");
    said(session.resume(null), RESUMED);
    var last = session.asked();
    assertThat(last.said()).filteredOn(text -> text.contains("Second: beta")).hasSize(1);
    assertThat(last.said()).filteredOn(text -> text.contains("First: alpha")).hasSize(1);
    assertThat(session.value(first)).isEqualTo("alpha");
    assertThat(session.value(second)).isEqualTo("beta");
    assertThat(session.heard()).containsExactly("Say one");

    session.ask(last, "Third");
    int third = session.question();
    said(session.pause(), PAUSED);
    said(session.stop(), STOPPED);
    isOver(session, "stopped", third);
  }

  @Test
  void showsTheResultAndTheEndTogether() throws Exception {
    var session = session();
    var asked = session.asked();
    said(session.send("Say one"), SENT);
    var seen = CompletableFuture.supplyAsync(() -> pollToTheEnd(session));
    session.play(asked, "done", "{\"text\":\"All is well.\",\"success\":true}");
    // What was said meanwhile comes before the end.
    var again = session.asked();
    assertThat(told(again)).containsExactly("Say one");
    session.play(again, "done", "{\"text\":\"All is well.\",\"success\":true}");
    var documents = seen.join();
    assertThat(documents).isNotEmpty();
    for (var document : documents) {
      boolean over = document.text("status").equals(Optional.of("completed"));
      assertThat(isDone(document)).as(document.toString()).isEqualTo(over);
      assertThat(document.text("endTime").isPresent()).isEqualTo(over);
    }
    assertThat(session.shown().get("success")).hasValue(new JsonBool(true));
    assertThat(session.heard()).containsExactly("Say one");
    isOver(session, "completed");
  }

  private static List<JsonObject> pollToTheEnd(HeldSession session) {
    var documents = new ArrayList<JsonObject>();
    try {
      do {
        documents.add(session.shown());
      } while (documents.getLast().text("status").equals(Optional.of("active")));
      return documents;
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static boolean isDone(JsonObject document) {
    var last = ModelServer.objects(document, "messages").getLast();
    return last.get("agent_data")
        .map(data -> ((JsonObject) data).get("action").orElseThrow())
        .filter(actions ->
            actions instanceof JsonArray(var elements)
                && elements.getFirst() instanceof JsonObject action
                && action.get("done").isPresent())
        .isPresent();
  }

  @Test
  void staysFailedOnceItHasFailed() throws Exception {
    var session = session(1);
    session.play(session.asked(), "scroll_down", "{}");
    session.awaitStatus("failed");
    assertThat(session.messages().getLast().get("content"))
        .hasValueSatisfying(
            content -> assertThat(((JsonText) content).value()).contains("all of its 1 steps"));
    assertThat(session.shown().get("success")).hasValue(new JsonBool(false));
    isOver(session, "failed");
  }

  @Test
  void countsNoRoundThatAPauseBrokeOff() throws Exception {
    var session = session(2);
    for (int no = 0; no < 3; no++) {
      var asked = session.asked();
      assertThat(asked.step()).isEqualTo(1);
      said(session.pause(), PAUSED);
      asked.awaitLeft();
      said(session.resume(null), RESUMED);
    }
    session.play(session.asked(), "scroll_down", "{}");
    var last = session.asked();
    assertThat(last.step()).isEqualTo(2);
    session.play(last, "done", "{\"text\":\"Not all of it.\",\"success\":false}");
    session.awaitStatus("completed");
    assertThat(session.shown().get("success")).hasValue(new JsonBool(false));
    assertThat(session.messages()).hasSize(3);
  }

  private static List<Reply> atOnce(List<Callable<Reply>> requests) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return threads.invokeAll(requests).stream().map(Future::resultNow).toList();
    }
  }

  @Test
  void takesOneOfSeveralAnswersThatComeAtOnce() throws Exception {
    var session = session();
    var asked = session.asked();
    for (boolean late : List.of(false, true)) {
      session.ask(asked, "Code");
      int question = session.question();
      if (late) {
        said(session.pause(), PAUSED);
        said(session.resume(null), RESUMED);
        asked = session.asked();
      }
      var replies =
          atOnce(
              IntStream.range(0, 6)
                  .<Callable<Reply>>mapToObj(
                      no -> () -> session.answer(question, "Code", "no" + no))
                  .toList());
      assertThat(replies).extracting(Reply::status).containsOnlyOnce(200).isSubsetOf(200, 409);
      int taken = replies.stream().map(Reply::status).toList().indexOf(200);
      assertThat(session.value(question)).isEqualTo("no" + taken);
      if (late) {
        session.play(asked, "scroll_down", "{}");
      }
      asked = session.asked();
      var told = late ? asked.said() : asked.results();
      assertThat(told).filteredOn(text -> text.contains("Code: no" + taken)).hasSize(1);
    }
    said(session.stop(), STOPPED);
  }

  @Test
  void hearsEveryMessageOnceHoweverOftenItIsPausedMeanwhile() throws Exception {
    var session = session();
    var requests = new ArrayList<Callable<Reply>>();
    for (int i = 0; i < 12; i++) {
      int no = i;
      requests.add(() -> session.send("Say " + no));
      requests.add(no % 2 == 0 ? session::pause : () -> session.resume("Say also " + no));
    }
    assertThat(atOnce(requests)).extracting(Reply::status).containsOnly(200);
    said(session.pause(), PAUSED);
    assertThat(session.status()).isEqualTo("paused");
    said(session.resume("Say at last"), RESUMED);
    var asked = session.asked();
    while (!told(asked).contains("Say at last")) {
      asked.awaitLeft();
      asked = session.asked();
    }
    assertThat(told(asked)).hasSize(19).doesNotHaveDuplicates().endsWith("Say at last");
    assertThat(session.heard()).isEqualTo(told(asked));
    assertThat(asked.step()).isEqualTo(1);
    assertThat(session.status()).isEqualTo("active");
    said(session.stop(), STOPPED);
    asked.awaitLeft();
  }

  @Test
  void beginsNothingForAWishThatIsRefused() throws Exception {
    var before = http.get("/v1/sessions/query").json().get("totalSessions");
    for (var wish :
        List.of(
            "\"viewport\":{\"width\":100,\"height\":600}",
            "\"viewport\":{\"width\":1e9,\"height\":600}",
            "\"locale\":\"no language\"",
            "\"locale\":\"123\"",
            "\"timezone\":\"Mars/Olympus\"",
            "\"proxy\":\"socks://user:geheim@proxy.test:1\"",
            "\"proxy\":\"http://user:geheim@proxy.test:99999\"",
            "\"startUrl\":\"file:///etc/passwd\"",
            "\"startUrl\":\"javascript:alert(1)\"",
            "\"startUrl\":\"https://example.com/" + "x".repeat(5_000) + "\"",
            "\"allowedDomains\":[\"a b\"]",
            "\"deniedDomains\":[\"http://a.test/\"]",
            "\"files\":[{\"filename\":\"../a.txt\",\"content\":\"\"}]",
            "\"maxSteps\":-1",
            "\"sessionVariables\":{}")) {
      var reply = http.post("/v1/sessions/new", "{\"task\":\"Look\"," + wish + "}");
      assertThat(reply.status()).as(wish).isEqualTo(400);
      assertThat(reply.json().members().keySet()).containsExactly("error");
      assertThat(reply.text()).doesNotContain("geheim");
    }
    assertThat(http.get("/v1/sessions/query").json().get("totalSessions")).isEqualTo(before);
  }
}
