package dev.parley.provider.openai;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.parley.cancel.Cancel.Cancelled;
import dev.parley.model.ModelException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;

/**
 * The HTTP client LangChain4j is given: blocks its caller, and closes the connection at once when
 * the {@link UpstreamCall} in scope is cancelled or its thread interrupted, in whatever state.
 */
final class CancellableClient implements HttpClient {
  private final java.net.http.HttpClient connections;
  private final Faults faults;

  CancellableClient(java.net.http.HttpClient connections, Faults faults) {
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
    }
  }

  private void exchange(HttpRequest request, UpstreamCall call, ServerSentEventListener listener) {
    var body = new ReplyBody();
    var head = connections.sendAsync(asked(request), _ -> body);
    Runnable closer =
        () -> {
          body.close();
          head.cancel(true);
        };
    try (var _ = call.cancel().onCancel(closer)) {
      new ReplyReader(call, faults, listener).read(head.get(), body);
    } catch (InterruptedException _) {
      head.cancel(true);
      Thread.currentThread().interrupt();
      throw new Cancelled();
    } catch (CancellationException _) {
      throw new Cancelled();
    } catch (ExecutionException failed) {
      throw cancelledOr(call, faults.unreachable(failed.getCause()));
    } catch (IOException broken) {
      throw cancelledOr(call, faults.cut());
    } finally {
      body.close();
    }
  }

  private static RuntimeException cancelledOr(UpstreamCall call, ModelException fault) {
    return call.cancel().isCancelled() ? new Cancelled() : fault;
  }

  private java.net.http.HttpRequest asked(HttpRequest request) {
    try {
      var asked =
          java.net.http.HttpRequest.newBuilder(URI.create(request.url()))
              .POST(BodyPublishers.ofByteArray(request.body().getBytes(StandardCharsets.UTF_8)));
      request.headers().forEach((name, values) -> values.forEach(it -> asked.header(name, it)));
      return asked
          .setHeader("Accept", "text/event-stream")
          .setHeader("User-Agent", "parley")
          .build();
    } catch (IllegalArgumentException _) {
      // its message would show the key
      throw faults.unsendable();
    }
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
