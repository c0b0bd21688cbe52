package dev.parley.chrome.look;

import dev.parley.json.Json;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** The thinnest client of one real Chromium, for the tests of this room alone. */
final class Wire implements AutoCloseable {
  /** {@code PARLEY_CHROMIUM} says which one; the same variable the server reads. */
  private static final List<String> BINARIES =
      System.getenv("PARLEY_CHROMIUM") == null
          ? List.of("/usr/lib/chromium/chromium-headless-shell", "/usr/lib/chromium/chromium")
          : List.of(System.getenv("PARLEY_CHROMIUM"));

  private final Process process;
  private final Path home;
  private final WebSocket socket;
  private final HttpClient client;
  private final AtomicLong ids = new AtomicLong();
  private final Map<Long, CompletableFuture<JsonObject>> waiting = new ConcurrentHashMap<>();
  private final List<Consumer<JsonObject>> listeners = new CopyOnWriteArrayList<>();
  private final StringBuilder part = new StringBuilder();

  private Wire(Process process, Path home, String address) {
    this.process = process;
    this.home = home;
    this.client = HttpClient.newHttpClient();
    this.socket =
        client
            .newWebSocketBuilder()
            .buildAsync(URI.create(address), new Listener())
            .orTimeout(20, TimeUnit.SECONDS)
            .join();
  }

  static boolean isPossible() {
    return BINARIES.stream().anyMatch(each -> Files.isExecutable(Path.of(each)));
  }

  static Wire start() throws IOException {
    var binary =
        BINARIES.stream()
            .filter(each -> Files.isExecutable(Path.of(each)))
            .findFirst()
            .orElseThrow();
    var home =
        Files.createTempDirectory(
            Path.of("/tmp"),
            "look",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxrwxrwx")));
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
    var command = new ArrayList<String>();
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
    }
    command.addAll(
        List.of(
            binary,
            "--headless",
            "--remote-debugging-port=0",
            "--user-data-dir=" + home.resolve("profile"),
            "--disable-background-networking",
            "--disable-component-update",
            "--no-first-run",
            "about:blank"));
    var builder = new ProcessBuilder(command);
    builder.environment().put("HOME", home.toString());
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    var process = builder.start();
    var lines = process.errorReader();
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.contains("DevTools listening on ")) {
        Thread.ofVirtual().start(() -> drain(process));
        return new Wire(process, home, line.replaceAll(".*listening on ", ""));
      }
    }
    throw new IllegalStateException("Chromium ended before it listened");
  }

  private static void drain(Process process) {
    try {
      process.getErrorStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException _) {
      // The stream was closed after its first line of interest: nothing more is wanted.
    }
  }

  void listen(Consumer<JsonObject> listener) {
    listeners.add(listener);
  }

  CompletableFuture<JsonObject> send(String session, String method, Map<String, Object> params) {
    long id = ids.incrementAndGet();
    var answer = new CompletableFuture<JsonObject>();
    waiting.put(id, answer);
    var message =
        session.isEmpty()
            ? Map.of("id", id, "method", method, "params", params)
            : Map.of("id", id, "method", method, "params", params, "sessionId", session);
    synchronizedSend(Json.print(message));
    return answer;
  }

  private final ReentrantLock sending = new ReentrantLock();

  private void synchronizedSend(String text) {
    sending.lock();
    try {
      socket.sendText(text, true).join();
    } finally {
      sending.unlock();
    }
  }

  JsonObject call(String session, String method, Map<String, Object> params) {
    return send(session, method, params).orTimeout(20, TimeUnit.SECONDS).join();
  }

  static JsonObject object(JsonValue value, String... path) {
    var at = (JsonObject) value;
    for (var name : path) {
      at = (JsonObject) at.get(name).orElseThrow();
    }
    return at;
  }

  static List<JsonValue> array(JsonObject object, String name) {
    return object.get(name).map(value -> ((JsonArray) value).elements()).orElse(List.of());
  }

  static long number(JsonObject object, String name) {
    return ((JsonNumber) object.get(name).orElseThrow()).value().longValue();
  }

  @Override
  public void close() throws IOException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    client.shutdownNow();
    try (var files = Files.walk(home)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  private final class Listener implements WebSocket.Listener {
    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        var message = (JsonObject) Json.parse(part.toString());
        part.setLength(0);
        take(message);
      }
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      var failure = new IllegalStateException("the connection broke", error);
      waiting.values().forEach(each -> each.completeExceptionally(failure));
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      var failure = new IllegalStateException("the connection was closed: " + reason);
      waiting.values().forEach(each -> each.completeExceptionally(failure));
      return CompletableFuture.completedFuture(null);
    }

    private void take(JsonObject message) {
      if (message.get("id").isEmpty()) {
        listeners.forEach(each -> each.accept(message));
        return;
      }
      var answer = waiting.remove(number(message, "id"));
      if (answer == null) {
        return;
      }
      if (message.get("error").isPresent()) {
        answer.completeExceptionally(new IllegalStateException(message.toString()));
      } else {
        answer.complete(object(message, "result"));
      }
    }
  }
}
