package dev.parley.door.aip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.engine.ScriptedTurn;
import dev.parley.engine.TurnEnd;
import dev.parley.problem.TurnProblem.ModelThrottled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StreamingTest {
  private static final String ASK = "{\"userInput\":{\"text\":\"Hi\"}}";
  private static final String ASK_CANCELLABLE =
      "{\"userInput\":{\"text\":\"Hi\"},\"messageId\":\"" + Samples.MESSAGE + "\"}";
  private static TestDoor door;

  @BeforeAll
  static void openDoor() {
    door = TestDoor.open();
  }

  @AfterAll
  static void closeDoor() {
    door.close();
  }

  /** A fresh session whose turns are played like that. */
  private static String session(Consumer<ScriptedTurn> script) {
    door.house().script = script;
    return "/agents/"
        + FakeHouse.AGENT
        + "/sessions/"
        + SessionRid.of(door.house().openSession("full").key().id());
  }

  @Test
  void sendsTheTextAsItComes() throws Exception {
    var more = new CountDownLatch(1);
    var path =
        session(turn -> {
          turn.say("Grüß ");
          await(more);
          turn.say("dich.").answer("Grüß dich.");
        });
    var reply = door.client().stream(path + "/streamingContinue", ASK);
    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.headers().firstValue("Content-Type")).contains("application/octet-stream");
    var first = "Grüß ".getBytes(StandardCharsets.UTF_8);
    assertThat(reply.body().readNBytes(first.length)).isEqualTo(first);
    more.countDown();
    assertThat(new String(reply.body().readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("dich.");
  }

  @Test
  void answersAnErrorBeforeTheFirstByteAsJson() throws Exception {
    var path = session(turn -> turn.end(new TurnEnd.Failed(new ModelThrottled("slow down"))));
    for (var operation : List.of("/streamingContinue", "/blockingContinue")) {
      var reply = door.client().post(path + operation, ASK);
      assertThat(reply.error()).isEqualTo("400 RateLimitExceeded");
      assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    }
  }

  @Test
  void breaksTheConnectionOnAnErrorAfterTheFirstByte() {
    var path =
        session(turn -> turn.say("Hel").end(new TurnEnd.Failed(new ModelThrottled("slow down"))));
    assertThatThrownBy(() -> door.client().post(path + "/streamingContinue", ASK))
        .isInstanceOf(IOException.class);
  }

  @Test
  void cutsOffWhoWaitsForATurnThatGoesOnElsewhere() {
    var path = session(turn -> turn.end(new TurnEnd.Lost()));
    for (var operation : List.of("/streamingContinue", "/blockingContinue")) {
      assertThatThrownBy(() -> door.client().post(path + operation, ASK))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void endsACancelledStreamNormallyAndKeepsTheGivenAnswer() throws Exception {
    var path = session(turn -> turn.say("Hel"));
    var reply = door.client().stream(path + "/streamingContinue", ASK_CANCELLABLE);
    var cancel = "{\"messageId\":\"" + Samples.MESSAGE + "\",\"response\":\"Stop.\"}";
    var kept = door.client().post(path + "/cancel", cancel).json();
    assertThat(kept.toString())
        .contains("\"agentMarkdownResponse\":\"Stop.\"", "\"interruptedOutput\":true")
        .doesNotContain("totalTokensUsed");
    assertThat(new String(reply.body().readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("Hel");
    assertThat(door.client().post(path + "/cancel", cancel).error())
        .isEqualTo("400 CancelSessionFailedMessageNotInProgress");
  }

  @Test
  void refusesASecondTurnMeanwhile() throws Exception {
    var path = session(turn -> turn.say("Hel"));
    var reply = door.client().stream(path + "/streamingContinue", ASK_CANCELLABLE);
    assertThat(door.client().post(path + "/blockingContinue", ASK).error())
        .isEqualTo("409 Default:Conflict");
    assertThat(door.client().delete(path).status()).isEqualTo(204);
    assertThat(reply.body().readAllBytes()).hasSize(3);
    assertThat(door.client().delete(path).error()).isEqualTo("404 SessionNotFound");
  }

  @Test
  void lendsAPlaceForAsLongAsAStreamLasts() throws Exception {
    try (var narrow = TestDoor.open(new CallerLimits(0, 1, 1))) {
      narrow.house().script = turn -> turn.say("Hel");
      var client = narrow.client();
      var agent = "/agents/" + FakeHouse.AGENT;
      var key = narrow.house().openSession("full").key();
      var path = agent + "/sessions/" + SessionRid.of(key.id());
      var reply = client.stream(path + "/streamingContinue", ASK_CANCELLABLE);
      assertThat(client.get(agent).error()).isEqualTo("429");
      var cancel = "{\"messageId\":\"" + Samples.MESSAGE + "\"}";
      assertThat(client.post(path + "/cancel", cancel).text()).isEqualTo("{}");
      assertThat(reply.body().readAllBytes()).hasSize(3);
      // The place is given back just after the last byte, so one more refusal may come first.
      assertThat(Stream.generate(() -> status(client, agent)).limit(1000).anyMatch(s -> s == 200))
          .isTrue();
    }
  }

  private static int status(AipHttp client, String path) {
    try {
      return client.get(path).status();
    } catch (IOException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Test
  void tellsABlockingCallerThatItsSessionIsGone() throws Exception {
    var path =
        session(turn -> {
          door.house().sessions.remove(turn.live().ids().session());
          turn.end(new TurnEnd.Cancelled());
        });
    assertThat(door.client().post(path + "/blockingContinue", ASK).error())
        .isEqualTo("404 SessionNotFound");
  }

  @Test
  void showsTheExchangeOnceTheBlockingAnswerIsThere() throws Exception {
    var path = session(turn -> turn.say("Hello.").answer("Hello."));
    var trace = Samples.TRACE.toString();
    var ask = ASK.replace("}}", "},\"sessionTraceId\":\"" + trace.toUpperCase(Locale.ROOT) + "\"}");
    var reply = door.client().post(path + "/blockingContinue", ask);
    assertThat(reply.json().text("sessionTraceId")).contains(trace);
    assertThat(door.client().post(path + "/blockingContinue", ask).error())
        .isEqualTo("400 SessionTraceIdAlreadyExists");
    assertThat(door.client().get(path + "/content").text()).contains("\"text\":\"Hi\"");
    assertThat(door.client().get(path + "/sessionTraces/" + trace).json().text("status"))
        .contains("COMPLETE");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
