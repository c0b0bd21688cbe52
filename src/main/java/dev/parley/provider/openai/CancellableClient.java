package dev.parley.provider.openai;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.parley.cancel.Cancel.Cancelled;
import dev.parley.model.ModelException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The HTTP client LangChain4j is given: blocks its caller, and closes the connection at once when
 * the {@link UpstreamCall} in scope is cancelled or its virtual thread interrupted, in whatever
 * state.
 */
final class CancellableClient implements HttpClient {
  private final Connections connections;
  private final Faults faults;

  CancellableClient(Connections connections, Faults faults) {
    this.connections = connections;
    this.faults = faults;
  }

  HttpClientBuilder asBuilder() {
    return new Ready(this);
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    throw new UnsupportedOperationException("models are asked by streaming");
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser theirs, ServerSentEventListener listener) {
    var call = UpstreamCall.CURRENT.get();
    try {
      exchange(request, call, listener);
    } catch (ModelException | Cancelled ended) {
      listener.onError(ended);
    } catch (IOException broken) {
      listener.onError(stopped(call) ? new Cancelled() : faults.broken(broken));
    }
  }

  private static boolean stopped(UpstreamCall call) {
    return call.cancel().isCancelled() || Thread.currentThread().isInterrupted();
  }

  private void exchange(HttpRequest request, UpstreamCall call, ServerSentEventListener listener)
      throws IOException {
    var address = URI.create(request.url());
    var asked = written(request, address);
    var connection = connections.take(Origin.of(address));
    var lease = new Lease(connection, connections);
    try (var _ = call.cancel().onCancel(lease::close)) {
      if (!connection.isConnected()) {
        connect(connection, call);
      }
      connection.send(asked);
      var head = connection.head();
      var body = new ReplyBody(head, connection);
      new ReplyReader(call, faults, listener).read(head, body, () -> lease.finish(body));
    } finally {
      lease.end();
    }
  }

  private void connect(Connection connection, UpstreamCall call) throws IOException {
    try {
      connection.connect();
    } catch (IOException failed) {
      if (stopped(call)) {
        throw failed;
      }
      throw faults.unreachable(failed);
    }
  }

  private byte[] written(HttpRequest request, URI address) {
    var body = request.body().getBytes(StandardCharsets.UTF_8);
    var head = new StringBuilder("POST ").append(address.getRawPath()).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(address.getRawAuthority()).append("\r\n");
    request
        .headers()
        .forEach((name, values) -> {
          if (!name.equalsIgnoreCase("User-Agent")) {
            values.forEach(value -> head.append(name).append(": ").append(sendable(value)));
          }
        });
    head.append("Accept: text/event-stream\r\nUser-Agent: parley\r\nContent-Length: ")
        .append(body.length)
        .append("\r\n\r\n");
    var whole = new ByteArrayOutputStream(head.length() + body.length);
    whole.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    whole.writeBytes(body);
    return whole.toByteArray();
  }

  private String sendable(String value) {
    if (!value.chars().allMatch(it -> it >= ' ' && it <= '~')) {
      throw faults.unsendable();
    }
    return value + "\r\n";
  }

  /** LangChain4j's builder of a client that is there already. */
  private record Ready(HttpClient client) implements HttpClientBuilder {
    @Override
    public Duration connectTimeout() {
      return Duration.ofSeconds(10);
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration timeout) {
      return this;
    }

    @Override
    public Duration readTimeout() {
      return Duration.ZERO;
    }

    @Override
    public HttpClientBuilder readTimeout(Duration timeout) {
      return this;
    }

    @Override
    public HttpClient build() {
      return client;
    }
  }
}
