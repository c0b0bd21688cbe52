package dev.parley.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.cancel.Cancel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A handler that waits for long learns that nobody waits for it any more. */
@NullMarked
@Timeout(30)
class PresenceTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final String POST = "POST /api/wait HTTP/1.1\r\nHost: x\r\n";
  private static final String BODY = "Content-Length: 4\r\n\r\nbody";

  private final BlockingQueue<Boolean> heard = new LinkedBlockingQueue<>();
  private final CountDownLatch waits = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  private boolean heard() throws InterruptedException {
    return heard.poll(20, TimeUnit.SECONDS);
  }

  private HttpServer waiting() {
    return serve(request -> {
      var _ = request.body();
      var gone = request.gone();
      waits.countDown();
      heard.add(gone.awaitCancelled(LONG));
      return Door.text("done");
    });
  }

  private static HttpServer serve(Handler handler) {
    return Door.with(Route.post("/api/wait", handler)).start();
  }

  /** Waits until told, watching. */
  private HttpServer patient() {
    return serve(request -> {
      var body = request.body();
      var gone = request.gone();
      waits.countDown();
      goOn.await();
      heard.add(gone.isCancelled());
      return Door.text(new String(body, StandardCharsets.UTF_8));
    });
  }

  @Test
  void hearsThatItsClientHasClosed() throws Exception {
    try (var server = waiting()) {
      try (var _ = new Wire(server).send(POST + BODY)) {
        waits.await();
      }
      assertThat(heard()).isTrue();
    }
  }

  @Test
  void hearsThatItsClientWasReset() throws Exception {
    try (var server = waiting();
        var wire = new Wire(server).send(POST + BODY)) {
      waits.await();
      wire.reset();
      assertThat(heard()).isTrue();
    }
  }

  @Test
  void hearsItInTheMiddleOfAStream() throws Exception {
    Handler handler =
        request -> {
          var gone = request.gone();
          return Answer.streamed(
              "text/plain",
              output -> {
                output.write("one");
                heard.add(gone.awaitCancelled(LONG));
              });
        };
    try (var server = serve(handler)) {
      try (var wire = new Wire(server).send(POST + "\r\n")) {
        wire.head();
        assertThat(wire.read(8)).isEqualTo("3\r\none\r\n");
      }
      assertThat(heard()).isTrue();
    }
  }

  @Test
  void keepsTheConnectionForTheNextRequest() throws Exception {
    goOn.countDown();
    try (var server = patient();
        var wire = new Wire(server)) {
      for (int time = 0; time < 3; time++) {
        var reply = wire.send(POST + BODY).reply();
        assertThat(reply.head()).contains("Connection: keep-alive");
        assertThat(reply.body()).isEqualTo("{\"text\":\"body\"}");
        assertThat(heard()).isFalse();
      }
    }
  }

  @Test
  void leavesWhatComesMeanwhileForLater() throws Exception {
    try (var server = patient();
        var wire = new Wire(server).send(POST + BODY)) {
      waits.await();
      wire.send(POST + "Content-Length: 5\r\n\r\nother");
      wire.send(POST + "Content-Length: 4\r\n\r\nlast");
      goOn.countDown();
      assertThat(wire.reply().body()).isEqualTo("{\"text\":\"body\"}");
      assertThat(wire.reply().body()).isEqualTo("{\"text\":\"other\"}");
      assertThat(wire.reply().body()).isEqualTo("{\"text\":\"last\"}");
      assertThat(heard()).isFalse();
    }
  }

  @Test
  void letsAServerStopWhoseClientsWereWatched() throws IOException {
    goOn.countDown();
    var server = patient();
    try (var wire = new Wire(server)) {
      assertThat(wire.send(POST + BODY).reply().status()).isEqualTo(200);
      server.close();
      assertThat(wire.rest()).isEmpty();
    }
  }

  @Test
  void isNotAskedForBeforeTheBodyIsRead() throws Exception {
    var failures = new LinkedBlockingQueue<Throwable>();
    Handler handler =
        request -> {
          assertThatThrownBy(request::gone)
              .isInstanceOfSatisfying(IllegalStateException.class, failures::add);
          var _ = request.body();
          assertThat(request.gone()).isNotNull().isInstanceOf(Cancel.class);
          return Door.text("done");
        };
    try (var server = serve(handler);
        var wire = new Wire(server).send(POST + BODY)) {
      assertThat(wire.reply().status()).isEqualTo(200);
      assertThat(failures).hasSize(1);
    }
  }
}
