package dev.parley.chrome.cdp;

import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Messages over a WebSocket, to a browser that somebody else has started. */
public final class WebSocketTransport implements Transport {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration PING = Duration.ofSeconds(5);

  private final WebSocket socket;
  private final Inbound inbound;
  private final Outbox outbox;
  private final CompletableFuture<String> ended = new CompletableFuture<>();

  private WebSocketTransport(WebSocket socket, Inbound inbound) {
    this.socket = socket;
    this.inbound = inbound;
    this.outbox = new Outbox("cdp-writer", this::write, this::end);
  }

  /**
   * Connects to {@code ws://…}, or asks {@code http://…} for the address of its browser.
   *
   * @throws IOException with a message that names no credentials of the URL
   */
  public static WebSocketTransport connect(URI endpoint) throws IOException {
    var client = HttpClient.newBuilder().connectTimeout(CONNECT).build();
    try {
      var inbound = new Inbound();
      var address = endpoint.getScheme().startsWith("ws") ? endpoint : ask(client, endpoint);
      var socket =
          client
              .newWebSocketBuilder()
              .connectTimeout(CONNECT)
              .buildAsync(address, inbound)
              .get(CONNECT.toMillis(), TimeUnit.MILLISECONDS);
      return new WebSocketTransport(socket, inbound);
    } catch (ExecutionException | TimeoutException refused) {
      throw new IOException(
          "no browser answers at " + endpoint.getHost() + ":" + endpoint.getPort(), refused);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while connecting", stopped);
    }
  }

  private static URI ask(HttpClient client, URI endpoint) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(endpoint.resolve("/json/version")).timeout(CONNECT);
    var reply = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    if (reply.statusCode() == 200 && Json.parse(reply.body()) instanceof JsonObject version) {
      var told = URI.create(version.text("webSocketDebuggerUrl").orElse("/devtools/browser"));
      // behind a load balancer the browser does not know the name we reach it by
      return URI.create("ws://" + endpoint.getAuthority() + told.getPath());
    }
    throw new IOException("no browser answers at " + endpoint.getHost() + ":" + endpoint.getPort());
  }

  @Override
  public void start(Receiver receiver) {
    inbound.begin(receiver, this::end);
    Thread.ofVirtual().name("cdp-ping").start(this::pingUntilEnded);
  }

  /**
   * The client may miss that the other side has gone; two pings in a row that nothing answers tell.
   */
  private void pingUntilEnded() {
    while (true) {
      try {
        var _ = ended.get(PING.toMillis(), TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException stillOpen) {
        if (inbound.silence().compareTo(PING.multipliedBy(3)) > 0) {
          end("the browser no longer answers");
        } else {
          var _ =
              socket
                  .sendPing(ByteBuffer.allocate(0))
                  .exceptionally(broken -> {
                    end("the connection to the browser broke");
                    return null;
                  });
        }
      } catch (InterruptedException | ExecutionException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }

  @Override
  public void send(byte[] utf8) {
    outbox.add(utf8);
  }

  @Override
  public void close() {
    end("the connection was closed");
  }

  private void end(String why) {
    if (ended.complete(why)) {
      outbox.close();
      socket.abort();
      var _ = inbound.receiver.thenAccept(receiver -> receiver.closed(why));
    }
  }

  private void write(List<byte[]> batch) throws IOException, InterruptedException {
    for (var message : batch) {
      try {
        socket.sendText(new String(message, StandardCharsets.UTF_8), true).get();
      } catch (ExecutionException broken) {
        throw new IOException(broken.getCause());
      }
    }
  }

  /** What comes in; the client delivers one piece at a time. */
  private static final class Inbound implements WebSocket.Listener {
    private final StringBuilder message = new StringBuilder();
    private volatile long heard = System.nanoTime();
    private final CompletableFuture<Receiver> receiver = new CompletableFuture<>();
    private final CompletableFuture<Consumer<String>> end = new CompletableFuture<>();

    void begin(Receiver to, Consumer<String> atEnd) {
      end.complete(atEnd);
      receiver.complete(to);
    }

    Duration silence() {
      return Duration.ofNanos(System.nanoTime() - heard);
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer sent) {
      heard = System.nanoTime();
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      heard = System.nanoTime();
      message.append(data);
      if (last) {
        var whole = message.toString().getBytes(StandardCharsets.UTF_8);
        message.setLength(0);
        return receiver.thenAccept(to -> {
          to.message(whole);
          socket.request(1);
        });
      }
      socket.request(1);
      return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      return end.thenAccept(atEnd -> atEnd.accept("the browser closed the connection"));
    }

    @Override
    public void onError(WebSocket socket, Throwable fault) {
      var _ = end.thenAccept(atEnd -> atEnd.accept("the connection to the browser broke"));
    }
  }
}
