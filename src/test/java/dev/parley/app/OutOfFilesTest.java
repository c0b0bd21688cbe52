package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A server that may have few files open, and clients that take all they can get. */
class OutOfFilesTest {
  private static final String BEGUN = "GET /health/live HTTP/1.1\r\nHost: x\r\n";

  private final List<Socket> held = new ArrayList<>();

  /** It stopped listening for good as soon as one connection could not be accepted. */
  @Test
  void staysThereForWhoComesAfterThem() throws Exception {
    var folder =
        Files.createTempDirectory(Files.createDirectories(Path.of("target", "e2e")), "files");
    folder.toFile().setExecutable(true, false);
    Files.createDirectory(folder.resolve("workspace"));
    var server = ServerProcess.start(folder, Map.of(), "400");
    try {
      int port = URI.create(server.url()).getPort();
      int refused = 0;
      for (int at = 0; at < 600; at++) {
        refused += hold(port) ? 0 : 1;
      }
      assertThat(refused).isBetween(500, 590);
      assertThat(asked(port))
          .hasValueSatisfying(
              answer -> assertThat(answer).startsWith("HTTP/1.1 503 ").contains("Retry-After: 5"));
      for (var socket : held) {
        socket.close();
      }
      Await.until("an answer", () -> asked(port).filter(it -> it.contains(" 200 ")).isPresent());
      assertThat(Files.readString(folder.resolve("server.log")))
          .contains("may have 400 files open", "ulimit -n")
          .doesNotContain("Too many open files", "stopped listening");
    } finally {
      server.stop();
    }
  }

  /** Whether it was taken; then it stays, in the middle of its request. */
  private boolean hold(int port) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(100);
    try {
      socket.getOutputStream().write(BEGUN.getBytes(StandardCharsets.US_ASCII));
      if (socket.getInputStream().read() >= 0) {
        socket.close();
        return false;
      }
    } catch (SocketException reset) {
      socket.close();
      return false;
    } catch (java.net.SocketTimeoutException taken) {
      held.add(socket);
    }
    return true;
  }

  /** What is answered; empty if the connection was reset before that was read. */
  private static Optional<String> asked(int port) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      var request = BEGUN + "Connection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return Optional.of(
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
    } catch (SocketException reset) {
      return Optional.empty();
    }
  }
}
