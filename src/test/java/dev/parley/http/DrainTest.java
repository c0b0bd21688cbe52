package dev.parley.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class DrainTest {
  private static final HttpSettings HURRIED =
      new HttpSettings("127.0.0.1", 0, "", 1000, Cors.none(), Bounds.USUAL, Duration.ofMillis(200));

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n";
  }

  @Test
  void turnsNewRequestsAwayButLetsTheOldOnesEnd() throws Exception {
    var entered = new CountDownLatch(1);
    var released = new CountDownLatch(1);
    var door =
        Door.with(
            Route.get(
                "/api/slow",
                _ -> {
                  entered.countDown();
                  released.await();
                  return Door.text("done");
                }));
    try (var server = door.start();
        var old = new Wire(server).send(get("/api/slow"));
        var other = new Wire(server);
        var probe = new Wire(server)) {
      entered.await();
      assertThat(probe.send(get("/health/ready")).reply().status()).isEqualTo(200);
      server.beginDrain();
      assertThat(other.send(get("/api/slow")).reply().status()).isEqualTo(503);
      assertThat(probe.send(get("/health/ready")).reply().status()).isEqualTo(503);
      released.countDown();
      assertThat(old.reply().body()).contains("done");
    }
  }

  @Test
  void breaksStreamsThatAreToldAndThoseThatDoNotListen() throws IOException {
    var never = new CountDownLatch(1);
    var door =
        Door.with(
            Route.get(
                "/api/listens",
                request ->
                    Answer.streamed(
                        "text/plain",
                        output -> {
                          output.write("one");
                          request.draining().pause(Duration.ofMinutes(1));
                        })),
            Route.get(
                "/api/deaf",
                _ ->
                    Answer.streamed(
                        "text/plain",
                        output -> {
                          output.write("one");
                          never.await();
                        })));
    var server = door.start(HURRIED);
    try (var listens = new Wire(server).send(get("/api/listens"));
        var deaf = new Wire(server).send(get("/api/deaf"))) {
      listens.head();
      deaf.head();
      server.beginDrain();
      assertThat(listens.rest()).isEqualTo("3\r\none\r\n");
      server.close();
      assertThat(deaf.rest()).isEqualTo("3\r\none\r\n");
    }
    assertThatThrownBy(() -> new Wire(server)).isInstanceOf(IOException.class);
  }

  @Test
  void saysWhatToDoWhenThePortIsTaken() {
    try (var first = Door.with().start()) {
      assertThatThrownBy(() -> Door.with().start(HttpSettings.onLoopback(first.port())))
          .isInstanceOf(CannotListen.class)
          .hasMessageContaining("Port " + first.port())
          .hasMessageContaining("PARLEY_PORT");
    }
  }

  @Test
  void saysWhatToDoWhenTheHostIsElsewhere() {
    for (var host : new String[] {"192.0.2.1", "no-such-host.invalid"}) {
      var elsewhere =
          new HttpSettings(host, 0, "", 1000, Cors.none(), Bounds.USUAL, Duration.ofSeconds(1));
      assertThatThrownBy(() -> Door.with().start(elsewhere))
          .isInstanceOf(CannotListen.class)
          .hasMessageContaining(host)
          .hasMessageContaining("PARLEY_HOST");
    }
  }
}
