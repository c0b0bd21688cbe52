package dev.parley.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.bench.Load.Plan;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadTest {
  private static final String OK = "HTTP/1.1 200 OK\r\n";

  @Test
  void readsAnswersWithALength() throws IOException {
    var measured = answered(OK + "Content-Length: 2\r\n\r\nhi");
    assertThat(measured.answers()).isPositive().isEqualTo(measured.whole().size());
  }

  @Test
  void readsAnswersInChunks() throws IOException {
    var chunked = OK + "Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\na\r\n0123456789\r\n0\r\n\r\n";
    assertThat(answered(chunked).first().millis(1)).isPositive();
  }

  @Test
  void stopsAtAnAnswerThatIsNoSuccess() {
    assertThatThrownBy(() -> answered("HTTP/1.1 429 Too Many\r\nContent-Length: 0\r\n\r\n"))
        .isInstanceOf(BenchFailure.class)
        .hasMessageContaining("429");
  }

  @Test
  void givesEachConnectionRequestsOfItsOwn() {
    var requests = List.of(bytes("a"), bytes("b"), bytes("c"), bytes("d"));
    var plan = new Plan(requests, 2, Duration.ZERO);
    assertThat(List.of(plan.request(0, 0), plan.request(0, 1), plan.request(0, 2)))
        .containsExactly(requests.get(0), requests.get(2), requests.get(0));
    assertThat(plan.request(1, 1)).isSameAs(requests.get(3));
  }

  /** A server that gives one answer to whatever comes, a byte at a time. */
  private static Load.Measured answered(String answer) throws IOException {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> serve(server, bytes(answer)));
      var plan = new Plan(List.of(bytes("request")), 1, Duration.ofMillis(50));
      return Load.run(plan, server.getLocalPort());
    }
  }

  private static void serve(ServerSocket server, byte[] answer) {
    try (var client = server.accept()) {
      client.setTcpNoDelay(true);
      while (client.getInputStream().readNBytes("request".length()).length > 0) {
        for (byte each : answer) {
          client.getOutputStream().write(each);
        }
      }
    } catch (IOException closed) {
      // the load has what it wanted
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(US_ASCII);
  }
}
