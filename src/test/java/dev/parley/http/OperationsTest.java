package dev.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class OperationsTest {
  @Test
  void tellsLivenessReadinessAndMetrics() throws Exception {
    var hindrance = new AtomicReference<>(Optional.of("The database does not answer."));
    var operations = new Operations(hindrance::get, () -> "turns_total 3\n");
    try (var server = HttpServer.start(HttpSettings.onLoopback(0), List.of(operations));
        var wire = new Wire(server)) {
      assertThat(get(wire, "/health/live").status()).isEqualTo(200);
      assertThat(get(wire, "/health/ready").status()).isEqualTo(503);
      hindrance.set(Optional.empty());
      assertThat(get(wire, "/health/ready").body()).isEqualTo("{\"status\":\"ready\"}");
      assertThat(get(wire, "/metrics").body()).isEqualTo("turns_total 3\n");
    }
  }

  private static Wire.Reply get(Wire wire, String path) throws Exception {
    return wire.send("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").reply();
  }
}
