package dev.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the server takes on at once, and how long it waits for clients. */
@NullMarked
@Timeout(60)
class ConnectionsTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final long BODIES = 100_000;
  private static final String GET = "GET /api/x HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final Route X = Route.get("/api/x", _ -> Door.text("x"));

  private static HttpSettings settings(Bounds bounds) {
    return new HttpSettings(
        "127.0.0.1", 0, "", 1000, Cors.none(), bounds, HttpSettings.USUAL_GRACE);
  }

  @Test
  void refusesConnectionsBeyondThoseOfAnAddress() throws Exception {
    var bounds = new Bounds(10, BODIES, 10, 2, LONG, LONG, LONG);
    try (var server = Door.with(X).start(settings(bounds));
        var second = new Wire(server)) {
      try (var first = new Wire(server)) {
        assertThat(first.send(GET).reply().status()).isEqualTo(200);
        assertThat(second.send(GET).reply().status()).isEqualTo(200);
        try (var third = new Wire(server)) {
          assertThat(third.rest())
              .startsWith("HTTP/1.1 503 ")
              .contains("Retry-After: 5", "Connection: close", "Content-Length: 0");
        }
        assertThat(first.send(GET).reply().status()).as("others go on").isEqualTo(200);
      }
      admitted(server);
    }
  }

  /** They are closed once they have been told so, and cost none. */
  @Test
  void refusesConnectionsWhileFilesAreScarce() throws Exception {
    var open = new AtomicLong(950);
    try (var connections = new Connections(Bounds.USUAL, new Descriptors(1_000, open::get));
        var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(new Descriptors(1_000, open::get).connections(12_000)).isEqualTo(372);
      boolean refused = false;
      while (!refused) {
        refused = isRefused(connections, listening);
      }
      open.set(100);
      while (refused) {
        refused = isRefused(connections, listening);
      }
    }
  }

  /**
   * The JDK opens one to count them, and fails where there is none: a look must not end all looks.
   */
  @Test
  void takesThemForScarceWhereTheyCannotBeCounted() {
    var none =
        new Descriptors(
            1_000,
            () -> {
              throw new InternalError("Too many open files");
            });
    assertThat(none.scarce()).isTrue();
    assertThat(new Descriptors(1_000, () -> 100).scarce()).isFalse();
  }

  private static boolean isRefused(Connections connections, ServerSocket listening)
      throws IOException {
    try (var _ = new Socket(listening.getInetAddress(), listening.getLocalPort());
        var accepted = listening.accept()) {
      connections.admit(accepted);
      return false;
    } catch (Connections.TooMany full) {
      return true;
    }
  }

  @Test
  void listensAgainWhenListeningHasEnded() throws Exception {
    try (var server = Door.with(X).start(settings(Bounds.USUAL))) {
      int port = server.port();
      server.listening().stop();
      int status = 0;
      while (status != 200) {
        try (var wire = new Wire(server)) {
          status = wire.send(GET).reply().status();
        } catch (IOException notYet) {
          Thread.onSpinWait();
        }
      }
      assertThat(server.port()).isEqualTo(port);
    }
  }

  /** The one that was closed is forgotten as soon as the server has seen that. */
  private static void admitted(HttpServer server) throws IOException {
    int status = 503;
    while (status == 503) {
      try (var next = new Wire(server)) {
        status = next.send(GET).reply().status();
      } catch (SocketException reset) {
        // refused while it was sending
      }
    }
    assertThat(status).isEqualTo(200);
  }

  @Test
  void refusesConnectionsBeyondAllThereMayBe() throws Exception {
    var bounds = new Bounds(10, BODIES, 3, 0, LONG, LONG, LONG);
    try (var server = Door.with(X).start(settings(bounds))) {
      var wires = new ArrayList<Wire>();
      for (int i = 0; i < 3; i++) {
        var wire = new Wire(server);
        wires.add(wire);
        assertThat(wire.send(GET).reply().status()).isEqualTo(200);
      }
      try (var over = new Wire(server)) {
        assertThat(over.rest()).startsWith("HTTP/1.1 503 ");
      }
      for (var wire : wires) {
        wire.close();
      }
    }
  }

  @Test
  void closesConnectionsThatDoNotComeToTheEndOfTheirHeaders() throws Exception {
    var bounds = new Bounds(10, BODIES, 10, 0, SHORT, LONG, LONG);
    try (var server = Door.with(X).start(settings(bounds))) {
      for (var begun :
          List.of("", "GET /api/x HT", "GET /api/x HTTP/1.1\r\nHost: x\r\nX-A: b\r\n")) {
        try (var slow = new Wire(server)) {
          assertThat(slow.send(begun).rest()).as(begun).isEmpty();
        }
      }
    }
  }

  @Test
  void closesConnectionsThatAskForNothingMore() throws Exception {
    var bounds = new Bounds(10, BODIES, 10, 0, LONG, SHORT, LONG);
    try (var server = Door.with(X).start(settings(bounds));
        var idle = new Wire(server)) {
      assertThat(idle.send(GET).reply().status()).isEqualTo(200);
      assertThat(idle.rest()).isEmpty();
    }
  }

  @Test
  void letsGoOfAClientThatDoesNotTakeWhatItAskedFor() throws Exception {
    var ended = new CompletableFuture<Throwable>();
    var flood =
        Route.get(
            "/api/flood",
            _ ->
                new Answer.Streamed(
                    200,
                    "text/plain",
                    Map.of(),
                    output -> {
                      try {
                        for (long i = 0; i < Long.MAX_VALUE; i++) {
                          output.write(new byte[8_000]);
                        }
                      } catch (ClientGone gone) {
                        ended.complete(gone);
                        throw gone;
                      }
                    }));
    var bounds = new Bounds(10, BODIES, 10, 0, SHORT, LONG, SHORT);
    try (var server = Door.with(flood).start(settings(bounds));
        var deaf = new Wire(server)) {
      deaf.send("GET /api/flood HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(ended.get(30, TimeUnit.SECONDS)).isInstanceOf(ClientGone.class);
    }
  }

  @Test
  void refusesRequestsBeyondThoseUnderWayInTheDoorsOwnWords() throws Exception {
    var go = new CountDownLatch(1);
    var begun = new CountDownLatch(2);
    var slow =
        Route.get(
            "/api/slow",
            _ -> {
              begun.countDown();
              go.await();
              return Door.text("done");
            });
    var bounds = new Bounds(2, BODIES, 10, 0, LONG, LONG, LONG);
    try (var server = Door.with(slow, X).start(settings(bounds));
        var one = new Wire(server);
        var two = new Wire(server);
        var three = new Wire(server)) {
      one.send("GET /api/slow HTTP/1.1\r\nHost: x\r\n\r\n");
      two.send("GET /api/slow HTTP/1.1\r\nHost: x\r\n\r\n");
      begun.await();
      var refused = three.send(GET).reply();
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.body()).contains("Unavailable");
      assertThat(refused.head()).contains("Retry-After: 1\r\n");
      var health = three.send("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n").reply();
      assertThat(health.status()).isEqualTo(200);
      go.countDown();
      assertThat(one.reply().status()).isEqualTo(200);
      assertThat(two.reply().status()).isEqualTo(200);
      assertThat(three.send(GET).reply().status()).isEqualTo(200);
    }
  }

  @Test
  void refusesBodiesBeyondTheMemoryForAllOfThem() throws Exception {
    var go = new CountDownLatch(1);
    var begun = new CountDownLatch(1);
    var keep =
        Route.post(
            "/api/keep",
            request -> {
              var body = request.body(1_000_000);
              begun.countDown();
              go.await();
              return Door.text("kept " + body.length);
            });
    var bounds = new Bounds(10, BODIES, 10, 0, LONG, LONG, LONG);
    try (var server = Door.with(keep).start(settings(bounds));
        var one = new Wire(server);
        var two = new Wire(server);
        var three = new Wire(server)) {
      one.send(post(60_000)).send("x".repeat(60_000));
      begun.await();
      assertThat(two.send(post(60_000)).head()).startsWith("HTTP/1.1 503 ");
      three.send("POST /api/keep HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
      three.send("7530\r\n" + "x".repeat(30_000) + "\r\n7530\r\n");
      assertThat(three.head()).startsWith("HTTP/1.1 503 ");
      go.countDown();
      assertThat(one.reply().body()).contains("kept 60000");
      assertThat(one.send(post(60_000)).send("x".repeat(60_000)).reply().status()).isEqualTo(200);
    }
  }

  private static String post(int length) {
    return "POST /api/keep HTTP/1.1\r\nHost: x\r\nContent-Length: " + length + "\r\n\r\n";
  }
}
