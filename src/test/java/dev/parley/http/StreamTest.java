package dev.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.problem.AccessProblem.CredentialsMissing;
import dev.parley.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class StreamTest {
  private static final String GET = "GET /api/stream HTTP/1.1\r\nHost: x\r\n\r\n";

  private static HttpServer streaming(StreamWriter writer) {
    return Door.with(
            Route.get("/api/stream", _ -> Answer.streamed("application/octet-stream", writer)))
        .start();
  }

  @Test
  void sendsEachPieceBeforeTheNextIsProduced() throws IOException {
    var seen = new CountDownLatch(1);
    StreamWriter writer =
        output -> {
          output.write("one");
          seen.await();
          output.write("");
          output.write("two!");
        };
    try (var server = streaming(writer);
        var wire = new Wire(server).send(GET)) {
      assertThat(wire.head()).contains("Transfer-Encoding: chunked").contains("octet-stream");
      assertThat(wire.read(8)).isEqualTo("3\r\none\r\n");
      seen.countDown();
      assertThat(wire.read(14)).isEqualTo("4\r\ntwo!\r\n0\r\n\r\n");
      assertThat(wire.send(GET).head()).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void closesTheConnectionOfWhoeverReadsNothing() throws Exception {
    var gone = new CountDownLatch(1);
    StreamWriter writer =
        output -> {
          var piece = new byte[1 << 20];
          try {
            while (true) {
              output.write(piece, Duration.ofMillis(200));
            }
          } catch (ClientGone closed) {
            gone.countDown();
            throw closed;
          }
        };
    try (var server = streaming(writer);
        var wire = new Wire(server).send(GET)) {
      assertThat(wire.head()).startsWith("HTTP/1.1 200");
      assertThat(gone.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void sendsTheHeadersAloneWhenAsked() throws IOException {
    var seen = new CountDownLatch(1);
    StreamWriter writer =
        output -> {
          output.open();
          seen.await();
        };
    try (var server = streaming(writer);
        var wire = new Wire(server).send(GET)) {
      assertThat(wire.head()).startsWith("HTTP/1.1 200");
      seen.countDown();
      assertThat(wire.read(5)).isEqualTo("0\r\n\r\n");
    }
  }

  @Test
  void breaksTheBodyOffWhenGenerationFails() throws IOException {
    for (var failure : new RuntimeException[] {new StreamBroken("x"), new RuntimeException("y")}) {
      StreamWriter writer =
          output -> {
            output.write("one");
            throw failure;
          };
      try (var server = streaming(writer);
          var wire = new Wire(server).send(GET)) {
        assertThat(wire.head()).startsWith("HTTP/1.1 200");
        assertThat(wire.rest()).isEqualTo("3\r\none\r\n");
      }
    }
  }

  @Test
  void sendsABodyOfKnownLengthAsItIs() throws IOException {
    try (var server = measured("6", "one", "two");
        var wire = new Wire(server)) {
      assertThat(wire.send(GET).reply().body()).isEqualTo("onetwo");
      assertThat(wire.send(GET.replace("GET", "HEAD")).head())
          .contains("Content-Length: 6")
          .doesNotContain("Transfer-Encoding");
      assertThat(wire.send(GET).reply().body()).isEqualTo("onetwo");
    }
  }

  @Test
  void breaksABodyOffThatIsNotAsLongAsAnnounced() throws IOException {
    for (var announced : new String[] {"7", "5"}) {
      try (var server = measured(announced, "one", "two");
          var wire = new Wire(server).send(GET)) {
        assertThat(wire.head()).contains("Content-Length: " + announced);
        assertThat(wire.rest()).isEqualTo(announced.equals("7") ? "onetwo" : "one");
      }
    }
  }

  private static HttpServer measured(String length, String... pieces) {
    var headers = Map.of("Content-Length", length);
    StreamWriter writer =
        output -> {
          for (var piece : pieces) {
            output.write(piece);
          }
        };
    return Door.with(
            Route.get("/api/stream", _ -> new Answer.Streamed(200, "text/plain", headers, writer)))
        .start();
  }

  @Test
  void refusesAsUsualWhatFailsBeforeTheFirstByte() throws IOException {
    StreamWriter writer =
        _ -> {
          throw new ProblemException(new CredentialsMissing());
        };
    try (var server = streaming(writer);
        var wire = new Wire(server)) {
      assertThat(wire.send(GET).reply().status()).isEqualTo(401);
      assertThat(wire.send(GET).reply().body()).contains("CredentialsMissing");
    }
  }

  @Test
  void closesWithoutAStatusWhenTheAnswerIsBroken() throws IOException {
    var door = Door.with(Route.get("/api/stream", _ -> new Answer.Broken("drained")));
    try (var server = door.start();
        var wire = new Wire(server).send(GET)) {
      assertThat(wire.rest()).isEmpty();
    }
  }

  @Test
  void tellsTheWriterThatItsClientHasGone() throws Exception {
    var gone = new LinkedBlockingQueue<Exception>();
    var ended = new CountDownLatch(1);
    var hungUp = new CountDownLatch(1);
    StreamWriter writer =
        output -> {
          output.write("one");
          hungUp.await();
          try {
            for (int i = 0; i < 100_000; i++) {
              output.write("more");
            }
          } catch (ClientGone noticed) {
            gone.add(noticed);
            throw noticed;
          }
        };
    var door =
        Door.with(
            Route.get(
                "/api/stream",
                request -> {
                  request.onEnd(ended::countDown);
                  return Answer.streamed("text/plain", writer);
                }));
    try (var server = door.start()) {
      var wire = new Wire(server).send(GET);
      wire.head();
      wire.reset();
      hungUp.countDown();
      assertThat(gone.poll(20, TimeUnit.SECONDS)).isInstanceOf(ClientGone.class);
      assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
      try (var other = new Wire(server)) {
        assertThat(other.send("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n").reply().status())
            .isEqualTo(200);
      }
    }
  }

  @Test
  void writesServerSentEvents() throws IOException {
    StreamWriter writer =
        output -> {
          var events = new ServerSentEvents(output);
          events.event("7", "text", "a\nb\n");
          events.beat();
          events.event(null, "end", "");
        };
    try (var server = streaming(writer);
        var wire = new Wire(server)) {
      wire.send(GET.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")).head();
      assertThat(wire.rest().replaceAll("[0-9a-f]+\r\n|\r\n", ""))
          .isEqualTo("id: 7\nevent: text\ndata: a\ndata: b\ndata: \n\n:\n\nevent: end\ndata: \n\n");
    }
  }
}
