package dev.parley.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.cancel.Cancel;
import dev.parley.function.FunctionCaller;
import dev.parley.function.FunctionCaller.Result;
import dev.parley.function.FunctionCaller.Result.Failed;
import dev.parley.function.FunctionCaller.Result.Uncertain;
import dev.parley.function.FunctionSpec;
import dev.parley.function.HttpCall;
import dev.parley.id.FunctionRid;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.trace.Effect;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller says of connections that end badly, against a server of bare sockets. */
final class BrokenConnectionTest {
  private static final String NOTHING = "";
  private static final String HALF = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"half\":";

  private final FunctionCaller caller = HttpFunctions.create(_ -> Optional.empty());
  private final AtomicInteger requests = new AtomicInteger();
  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch closedByCaller = new CountDownLatch(1);
  private ServerSocket server;

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({"POST,''", "GET,''", "PUT,''", "DELETE,''", "POST,half", "GET,half", "GET,garbage"})
  void doesNotKnowWhetherACutCallWasDoneAndSendsItOnce(String method, String kind) {
    var begin =
        switch (kind) {
          case "half" -> HALF;
          case "garbage" -> "no http at all\r\n\r\n";
          default -> NOTHING;
        };
    serve(begin, Socket::close);
    var result = call(function(method, Effect.ONCE, Duration.ofMinutes(2)), new Cancel());
    assertThat(result).isInstanceOf(Uncertain.class);
    assertThat(((Uncertain) result).why()).contains("connection was cut", "may have arrived");
    assertThat(requests).hasValue(1);
  }

  @ParameterizedTest
  @CsvSource({"SAFE,it may be called again", "IDEMPOTENT,whether it was done is not known"})
  void failsWhenACutCallDoesNoHarm(Effect effect, String remedy) {
    serve(NOTHING, Socket::close);
    var result = call(function("POST", effect, Duration.ofMinutes(2)), new Cancel());
    assertThat(result).isInstanceOf(Failed.class);
    assertThat(((Failed) result).correction()).contains(remedy);
  }

  @ParameterizedTest
  @ValueSource(strings = {NOTHING, HALF})
  void doesNotKnowWhetherALateCallWasDoneAndClosesIt(String begin) throws Exception {
    serve(begin, this::awaitClose);
    var result = call(function("POST", Effect.ONCE, Duration.ofMillis(300)), new Cancel());
    assertThat(result).isInstanceOf(Uncertain.class);
    assertThat(((Uncertain) result).why()).contains("300 ms");
    assertThat(closedByCaller.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Effect.class)
  void saysHowLongItWaited(Effect effect) {
    serve(NOTHING, this::awaitClose);
    var result = call(function("POST", effect, Duration.ofMillis(200)), new Cancel());
    assertThat(result.toString()).contains("no answer came within 200 ms");
  }

  @ParameterizedTest
  @ValueSource(strings = {NOTHING, HALF})
  void closesTheConnectionWhenCancelled(String begin) throws Exception {
    serve(begin, this::awaitClose);
    var cancel = new Cancel();
    var function = function("POST", Effect.ONCE, Duration.ofMinutes(2));
    var call = CompletableFuture.supplyAsync(() -> call(function, cancel));
    assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
    cancel.cancel();
    assertThat(closedByCaller.await(20, TimeUnit.SECONDS)).isTrue();
    assertThatThrownBy(() -> call.get(20, TimeUnit.SECONDS))
        .hasCauseInstanceOf(Cancel.Cancelled.class);
  }

  @Test
  void closesTheConnectionWhenInterrupted() throws Exception {
    serve(NOTHING, this::awaitClose);
    var outcome = new CompletableFuture<Throwable>();
    var function = function("POST", Effect.ONCE, Duration.ofMinutes(2));
    var thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                call(function, new Cancel());
              } catch (Cancel.Cancelled cancelled) {
                outcome.complete(cancelled);
              }
            });
    assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
    thread.interrupt();
    assertThat(outcome.get(20, TimeUnit.SECONDS)).isInstanceOf(Cancel.Cancelled.class);
    assertThat(closedByCaller.await(20, TimeUnit.SECONDS)).isTrue();
  }

  private interface Ending {
    void of(Socket socket) throws IOException;
  }

  private void awaitClose(Socket socket) throws IOException {
    arrived.countDown();
    if (read(socket.getInputStream()) <= 0) {
      closedByCaller.countDown();
    }
  }

  private static int read(InputStream in) {
    try {
      return in.read();
    } catch (IOException reset) {
      return -1;
    }
  }

  /** Reads a request's head, begins an answer, and ends it as told. */
  private void serve(String begin, Ending ending) {
    Thread.ofVirtual()
        .start(() -> {
          while (!server.isClosed()) {
            try (var socket = server.accept()) {
              var head = new StringBuilder();
              while (head.indexOf("\r\n\r\n{}") < 0 && !headOnly(head)) {
                int next = socket.getInputStream().read();
                if (next < 0) {
                  break;
                }
                head.append((char) next);
              }
              if (!head.isEmpty()) {
                requests.incrementAndGet();
                socket.getOutputStream().write(begin.getBytes(StandardCharsets.US_ASCII));
                ending.of(socket);
              }
            } catch (IOException closed) {
              assertThat(server.isClosed() || closed.getMessage() != null).isTrue();
            }
          }
        });
  }

  private static boolean headOnly(StringBuilder head) {
    var text = head.toString();
    boolean query = text.startsWith("GET") || text.startsWith("DELETE");
    return query && text.endsWith("\r\n\r\n");
  }

  private FunctionSpec function(String method, Effect effect, Duration timeout) {
    var url = "http://127.0.0.1:" + server.getLocalPort() + "/";
    return new FunctionSpec(
        FunctionRid.named("book"),
        "book",
        "1.0.0",
        null,
        effect,
        JsonObject.EMPTY.with("type", "object"),
        null,
        new HttpCall(method, url, Map.of(), null, timeout));
  }

  private Result call(FunctionSpec function, Cancel cancel) {
    return caller.call(function, JsonObject.EMPTY, "key", cancel);
  }
}
