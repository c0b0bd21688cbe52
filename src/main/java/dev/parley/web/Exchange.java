package dev.parley.web;

import dev.parley.cancel.Cancel;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** Sends one request and takes its whole answer, once, in time and up to a size. */
final class Exchange {
  /** How often the JDK's client may send a request of its own accord. */
  static final String ATTEMPTS = "jdk.httpclient.redirects.retrylimit";

  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** The client's own time-out comes first: it knows whether it was still connecting. */
  private static final Duration GRACE = Duration.ofMillis(100);

  /** What came of it. */
  sealed interface Outcome {
    /** An answer. */
    record Answered(HttpResponse<BoundedBody.Bytes> response) implements Outcome {}

    /** Nothing was sent. */
    record NotSent(String why) implements Outcome {}

    /** It may have been sent; no answer came. */
    record Lost(String why) implements Outcome {}
  }

  private final int largestAnswer;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();

  Exchange(int largestAnswer) {
    this.largestAnswer = largestAnswer;
  }

  /** {@link Cancel.Cancelled} when cancelled; the connection is closed then. */
  Outcome send(HttpRequest request, Duration timeout, Cancel cancel) {
    cancel.check();
    var answer = client.sendAsync(request, _ -> new BoundedBody(largestAnswer));
    try (var _ = cancel.onCancel(() -> answer.cancel(true))) {
      return new Outcome.Answered(
          answer.get(timeout.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS));
    } catch (CancellationException cancelled) {
      throw new Cancel.Cancelled();
    } catch (InterruptedException interrupted) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new Cancel.Cancelled();
    } catch (TimeoutException late) {
      return late(answer, timeout);
    } catch (ExecutionException failed) {
      cancel.check();
      return failure(named(failed.getCause()), timeout);
    }
  }

  private static Outcome late(CompletableFuture<?> answer, Duration timeout) {
    answer.cancel(true);
    return new Outcome.Lost("no whole answer came within " + timeout.toMillis() + " ms");
  }

  /** The client wraps what happened in a plain exception when it may not try again. */
  private static @Nullable Throwable named(@Nullable Throwable thrown) {
    var cause = thrown;
    while (cause != null && cause.getClass() == IOException.class && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static Outcome failure(@Nullable Throwable cause, Duration timeout) {
    return switch (cause) {
      case HttpConnectTimeoutException _ -> new Outcome.NotSent("it could not be reached in time");
      case HttpTimeoutException _ ->
          new Outcome.Lost("no answer came within " + timeout.toMillis() + " ms");
      case ConnectException refused ->
          new Outcome.NotSent(
              refused.getCause() instanceof UnresolvedAddressException
                  ? "its host name is not known"
                  : "it does not accept connections");
      case UnknownHostException _ -> new Outcome.NotSent("its host name is not known");
      case NoRouteToHostException _ -> new Outcome.NotSent("there is no way to its host");
      case SSLHandshakeException _ -> new Outcome.NotSent("its TLS certificate is not accepted");
      case IOException _ -> new Outcome.Lost("the connection was cut before its answer was whole");
      case null, default -> throw new IllegalStateException("the request failed", cause);
    };
  }
}
