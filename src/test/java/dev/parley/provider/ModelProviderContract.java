package dev.parley.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.cancel.Cancel.Cancelled;
import dev.parley.json.Json;
import dev.parley.model.ModelException;
import dev.parley.model.ModelFault;
import dev.parley.model.ModelFault.ContextTooLarge;
import dev.parley.model.ModelFault.Cut;
import dev.parley.model.ModelFault.Malformed;
import dev.parley.model.ModelFault.Overloaded;
import dev.parley.model.ModelFault.RateLimited;
import dev.parley.model.ModelFault.Refused;
import dev.parley.model.ModelProvider;
import dev.parley.trace.ToolCall;
import dev.parley.trace.Usage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every model reached over HTTP must do; a subclass tells how its provider writes. */
public abstract class ModelProviderContract implements ProviderWire {
  protected WireServer server;
  protected ModelProvider model;

  @BeforeEach
  void serve() throws IOException {
    server = new WireServer();
    model = model(server.url(""));
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private void answer(String... events) {
    server.answer(peer -> {
      peer.stream(contentType());
      for (var event : events) {
        peer.chunk(event);
      }
      peer.end();
    });
  }

  /** What we make of {@link #usage}. */
  protected Usage counted(int input, int cached, int output) {
    return new Usage(input, output, cached, null);
  }

  protected ModelFault fault() {
    return fault(Asking.of(model));
  }

  protected static ModelFault fault(Asking asking) {
    assertThat(asking.thrown()).isInstanceOf(ModelException.class);
    return ((ModelException) asking.thrown()).fault();
  }

  @Test
  void passesOnTextPieceByPiece() throws InterruptedException {
    var more = new CompletableFuture<Void>();
    server.answer(peer -> {
      peer.stream(contentType());
      peer.chunk(text("Hel"));
      WireServer.soon(more);
      peer.chunk(text("lo.") + usage(21, 5, 9));
      peer.chunk(end());
      peer.end();
    });
    var asking = Asking.of(model);
    assertThat(asking.piece()).isEqualTo("Hel");
    more.complete(null);
    assertThat(asking.reply().text()).isEqualTo("Hello.");
    assertThat(asking.reply().usage()).isEqualTo(counted(21, 5, 9));
    assertThat(asking.pieces).containsExactly("lo.");
  }

  @Test
  void knowsNoUsageWhereNoneIsReported() {
    answer(text("Hi"), end());
    assertThat(Asking.of(model).reply().usage()).isNull();
  }

  @Test
  void readsBytesThatTrickleInOneByOne() {
    var bytes = (text("Grüße 🦜 aus") + text(" Łódź") + end()).getBytes(StandardCharsets.UTF_8);
    server.answer(peer -> {
      peer.stream(contentType());
      for (byte it : bytes) {
        peer.chunk(new byte[] {it});
      }
      peer.end();
    });
    assertThat(Asking.of(model).reply().text()).isEqualTo("Grüße 🦜 aus Łódź");
  }

  @Test
  void readsLinesThatEndInCarriageReturns() {
    answer((text("Hel") + text("lo") + usage(21, 0, 9) + end()).replace("\n", "\r\n"));
    assertThat(Asking.of(model).reply().text()).isEqualTo("Hello");
  }

  @Test
  void passesOverEventsItDoesNotKnow() {
    answer(unknown() + text("Hel") + unknown() + text("lo") + end());
    assertThat(Asking.of(model).reply().text()).isEqualTo("Hello");
  }

  @Test
  void knowsTheEndFromWhatComesAfterIt() {
    answer(text("Hello.") + end() + text(" Goodbye."));
    assertThat(Asking.of(model).reply().text())
        .isEqualTo(endsAtItsMarker() ? "Hello." : "Hello. Goodbye.");
  }

  @Test
  void readsHugePieces() {
    var huge = "Łódź ".repeat(300_000);
    answer(text(huge), end());
    assertThat(Asking.of(model).reply().text()).isEqualTo(huge);
  }

  @Test
  void takesAnAnswerThatIsWithheldForARefusal() {
    answer(text("I can tell you") + withheld());
    assertThat(fault()).isInstanceOf(Refused.class);
  }

  @Test
  void keepsWhatWasSaidWhenAReplyBecameTooLong() {
    answer(text("Once upon a") + tooLong());
    assertThat(Asking.of(model).reply().text()).isEqualTo("Once upon a");
    answer(tooLong());
    assertThat(fault())
        .isInstanceOfSatisfying(
            Malformed.class, it -> assertThat(it.details()).contains("holds nothing"));
  }

  @Test
  void sendsWhatTheProviderExpects() throws Exception {
    answer(text("Hi") + end());
    Asking.of(model, Conversation.whole()).reply();
    var asked = server.asked();
    try (var golden =
        ModelProviderContract.class.getResourceAsStream("/golden/provider/" + golden() + ".json")) {
      assertThat(Json.parse(asked.body()))
          .isEqualTo(Json.parse(golden == null ? new byte[0] : golden.readAllBytes()));
    }
    assertThat(asked.headers())
        .containsEntry("content-type", "application/json")
        .containsEntry("accept", contentType());
    assertThat(asked.headers().values()).anyMatch(value -> value.contains(KEY));
    assertThat(asked.line() + asked.body()).doesNotContain(KEY);
  }

  @Test
  void gathersParallelToolCalls() {
    answer(String.join("", calls("a", "b")), end());
    var reply = Asking.of(model).reply();
    assertThat(reply.calls())
        .extracting(ToolCall::tool, call -> call.input().text("city").orElse(""))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("Weather", "Oslo"),
            org.assertj.core.groups.Tuple.tuple("Weather", "Bergen"));
  }

  @Test
  void givesCallsOfOneIdDifferentIds() {
    answer(String.join("", calls("same", "same")), end());
    assertThat(Asking.of(model).reply().calls()).extracting(ToolCall::id).doesNotHaveDuplicates();
  }

  @Test
  void honoursRetryAfterInSeconds() {
    server.answer(peer -> peer.whole(429, "{}", "Retry-After: 7"));
    assertThat(fault())
        .isInstanceOfSatisfying(
            RateLimited.class, it -> assertThat(it.retryAfter()).isEqualTo(Duration.ofSeconds(7)));
  }

  @Test
  void honoursRetryAfterAsDate() {
    server.answer(peer ->
        peer.whole(
            429,
            "{}",
            "Date: Mon, 02 Nov 2026 10:00:00 GMT",
            "Retry-After: Mon, 02 Nov 2026 10:01:30 GMT"));
    assertThat(fault())
        .isInstanceOfSatisfying(
            RateLimited.class, it -> assertThat(it.retryAfter()).isEqualTo(Duration.ofSeconds(90)));
  }

  @Test
  void tellsAFailingProviderFromARefusal() {
    server.answer(peer -> peer.whole(500, "<html>oops</html>", "Content-Type: text/html"));
    assertThat(fault()).isInstanceOf(Overloaded.class);
    server.answer(peer -> peer.whole(503, "", "Retry-After: 2"));
    assertThat(fault())
        .isInstanceOfSatisfying(
            Overloaded.class, it -> assertThat(it.retryAfter()).isEqualTo(Duration.ofSeconds(2)));
    server.answer(peer -> peer.whole(404, "{}"));
    assertThat(fault()).isInstanceOf(Refused.class);
    server.answer(peer -> peer.whole(307, "", "Location: /elsewhere"));
    assertThat(fault()).isInstanceOf(Refused.class);
  }

  @Test
  void saysThatThePromptIsTooLarge() {
    server.answer(peer -> peer.whole(400, promptTooLarge()));
    assertThat(fault()).isInstanceOf(ContextTooLarge.class);
  }

  @Test
  void neverShowsTheKey() {
    var body = "{\"error\":{\"message\":\"Incorrect API key provided: " + KEY + "\"}}";
    server.answer(peer -> peer.whole(401, body));
    var asking = Asking.of(model);
    assertThat(fault(asking)).isInstanceOf(Refused.class);
    assertThat(asking.thrown()).hasStackTraceContaining("key").message().doesNotContain(KEY);
  }

  @Test
  void closesTheConnectionWhenCancelledBeforeTheHead() throws InterruptedException {
    var left = server.answerAndWatch(_ -> {});
    var asking = Asking.of(model);
    server.asked();
    asking.cancel.cancel();
    WireServer.soon(left);
    assertThat(asking.thrown()).isInstanceOf(Cancelled.class);
  }

  @Test
  void closesTheConnectionWhenCancelledAfterTheHead() {
    var headed = new CompletableFuture<Void>();
    var left =
        server.answerAndWatch(peer -> {
          peer.stream(contentType());
          headed.complete(null);
        });
    var asking = Asking.of(model);
    WireServer.soon(headed);
    asking.cancel.cancel();
    WireServer.soon(left);
    assertThat(asking.thrown()).isInstanceOf(Cancelled.class);
  }

  @Test
  void closesTheConnectionWhenCancelledInMidStream() throws InterruptedException {
    var left =
        server.answerAndWatch(peer -> {
          peer.stream(contentType());
          peer.chunk(text("Hel"));
        });
    var asking = Asking.of(model);
    asking.piece();
    asking.cancel.cancel();
    WireServer.soon(left);
    assertThat(asking.thrown()).isInstanceOf(Cancelled.class);
  }

  @Test
  void closesTheConnectionWhenItsThreadIsInterrupted() throws InterruptedException {
    var before = server.answerAndWatch(_ -> {});
    var asking = Asking.of(model);
    server.asked();
    asking.thread.interrupt();
    WireServer.soon(before);
    assertThat(asking.thrown()).isInstanceOf(Cancelled.class);

    var within =
        server.answerAndWatch(peer -> {
          peer.stream(contentType());
          peer.chunk(text("Hel"));
        });
    var next = Asking.of(model);
    next.piece();
    next.thread.interrupt();
    WireServer.soon(within);
    assertThat(next.thrown()).isInstanceOf(Cancelled.class);
  }

  @Test
  void asksNobodyWhenCancelledBefore() {
    var cancelled = new dev.parley.cancel.Cancel();
    cancelled.cancel();
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> model.ask(Asking.saying("Hello"), _ -> {}, cancelled))
        .isInstanceOf(Cancelled.class);
    assertThat(server.connections()).isZero();
  }

  @Test
  void takesAResetForACutConnection() {
    server.answer(peer -> {
      peer.stream(contentType());
      peer.chunk(text("Hel"));
      peer.reset();
    });
    assertThat(fault()).isInstanceOf(Cut.class);
    server.answer(WireServer.Peer::reset);
    assertThat(fault()).isInstanceOf(Cut.class);
  }

  @Test
  void takesAStreamWithoutItsEndMarkerForACutConnection() {
    answer(text("Hello, this is the whole answer."), usage(1, 0, 2));
    assertThat(fault()).isInstanceOf(Cut.class);
    server.answer(peer -> {
      peer.send("HTTP/1.1 200 OK\r\nContent-Type: " + contentType() + "\r\n\r\n" + text("Hello."));
      peer.close();
    });
    assertThat(fault()).isInstanceOf(Cut.class);
  }

  @Test
  void takesNoConnectionForACutOne() throws IOException {
    server.close();
    assertThat(fault()).isInstanceOf(Cut.class);
  }

  @Test
  void refusesAMalformedPiece() throws InterruptedException {
    var left =
        server.answerAndWatch(peer -> {
          peer.stream(contentType());
          peer.chunk(text("Hel") + malformed() + text("lo") + end());
        });
    var asking = Asking.of(model);
    assertThat(fault(asking)).isInstanceOf(Malformed.class);
    assertThat(asking.pieces).containsExactly("Hel");
    WireServer.soon(left);
  }

  @Test
  void refusesAMisshapenPiece() {
    answer(text("Hel") + misshapen() + text("lo") + end());
    assertThat(fault()).isInstanceOf(Malformed.class);
  }

  @Test
  void refusesAWebPage() {
    server.answer(peer -> peer.whole(200, "<html>Welcome</html>", "Content-Type: text/html"));
    assertThat(fault()).isInstanceOf(Malformed.class);
    server.answer(peer -> peer.whole(200, "<!doctype html>\n<p>Welcome"));
    assertThat(fault()).isInstanceOf(Malformed.class);
  }

  @Test
  void hearsOfAnErrorInTheMiddleOfAReply() {
    answer(text("Hel"), error(), end());
    assertThat(fault()).isInstanceOf(Overloaded.class);
  }

  @Test
  void boundsALineWithoutEnd() {
    var left =
        server.answerAndWatch(peer -> {
          peer.stream(contentType());
          var filling = "x".repeat(1 << 20);
          try {
            for (int n = 0; n < 64; n++) {
              peer.chunk(filling);
            }
          } catch (IOException refused) {
            assertThat(refused).isNotNull();
          }
        });
    assertThat(fault()).isInstanceOf(Malformed.class);
    WireServer.soon(left);
  }

  @Test
  void usesAConnectionAgain() {
    for (int n = 0; n < 5; n++) {
      server.answer(peer -> {
        peer.stream(contentType());
        peer.last(text("Hi") + end());
      });
      assertThat(Asking.of(model).reply().text()).isEqualTo("Hi");
    }
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void asksOnANewConnectionWhenTheOldOneWasClosedMeanwhile() {
    var closed = new CompletableFuture<Void>();
    server.answer(peer -> {
      peer.stream(contentType());
      peer.last(text("Hi") + end());
      peer.close();
      closed.complete(null);
    });
    assertThat(Asking.of(model).reply().text()).isEqualTo("Hi");
    WireServer.soon(closed);
    answer(text("Hi again"), end());
    assertThat(Asking.of(model).reply().text()).isEqualTo("Hi again");
  }

  @Test
  void breaksOffAServerThatGoesOnWriting() throws InterruptedException {
    var broken = new CompletableFuture<Void>();
    server.answer(peer -> {
      peer.stream(contentType());
      try {
        while (true) {
          peer.chunk(text("on and on "));
        }
      } catch (IOException off) {
        broken.complete(null);
        throw off;
      }
    });
    var asking = Asking.of(model);
    asking.piece();
    asking.cancel.cancel();
    WireServer.soon(broken);
    assertThat(asking.thrown()).isInstanceOf(Cancelled.class);
  }

  @Test
  void survivesACancelAtAnyMoment() {
    for (int n = 0; n < 200; n++) {
      server.answer(peer -> {
        peer.stream(contentType());
        peer.chunk(text("Hel"));
        peer.last(text("lo") + end());
      });
      var asking = Asking.of(model);
      long until = System.nanoTime() + n * 10_000L;
      while (System.nanoTime() < until) {
        Thread.onSpinWait();
      }
      asking.cancel.cancel();
      assertThat(asking.outcome()).isIn("Hello", Cancelled.class.getName());
    }
  }

  @Test
  void givesUpWhenTheTextIsNotTaken() {
    var left =
        server.answerAndWatch(peer -> {
          peer.stream(contentType());
          peer.chunk(text("Hello"));
        });
    var refusal = new IllegalStateException("no more");
    org.assertj.core.api.Assertions.assertThatThrownBy(() ->
            model.ask(
                Asking.saying("Hello"),
                _ -> {
                  throw refusal;
                },
                new dev.parley.cancel.Cancel()))
        .isSameAs(refusal);
    WireServer.soon(left);
  }
}
