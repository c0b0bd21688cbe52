package dev.parley.cli;

import dev.parley.json.Json;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.MalformedJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A server, spoken to as one of its users; {@link RemoteFailure} for whatever goes wrong. */
final class Remote implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;

  private static final int NOT_MODIFIED = 304;

  private final Supplier<ServerAddress> finder;
  private volatile ServerAddress address;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  /** A document and the tag of this state of it; the tag is empty when there is none. */
  record Tagged(JsonObject document, String tag) {}

  Remote(ServerAddress address) {
    this(() -> address);
  }

  /**
   * @param finder asked again when the server may have become another
   */
  Remote(Supplier<ServerAddress> finder) {
    this.finder = finder;
    this.address = finder.get();
  }

  /** Looks where the server is now: each start of one on this machine makes another token. */
  void findAgain() {
    try {
      address = finder.get();
    } catch (ServerAddress.Unknown nowhere) {
      // None has started yet; the old address is as good as any.
    }
  }

  /** Where the server is. */
  String url() {
    return address.url();
  }

  JsonObject get(String path) {
    return json(request(path).GET().timeout(PATIENCE).build());
  }

  /** The document if it is in another state than the one of that tag. */
  Optional<Tagged> getChanged(String path, String tag) {
    var asked = request(path).GET().timeout(PATIENCE);
    if (!tag.isEmpty()) {
      asked.header("If-None-Match", tag);
    }
    var response = answer(asked.build());
    return response.statusCode() == NOT_MODIFIED
        ? Optional.empty()
        : Optional.of(
            new Tagged(object(response.body()), response.headers().firstValue("ETag").orElse("")));
  }

  /** Like {@link #post}, and done once however often it is sent under that key. */
  JsonObject postOnce(String path, JsonValue body, UUID key) {
    return json(
        request(path)
            .header("Idempotency-Key", key.toString())
            .POST(json(body))
            .timeout(PATIENCE)
            .build());
  }

  JsonObject put(String path, JsonValue body) {
    return json(request(path).PUT(json(body)).timeout(PATIENCE).build());
  }

  JsonObject post(String path, JsonValue body) {
    return json(request(path).POST(json(body)).timeout(PATIENCE).build());
  }

  /** Sends a file as it is; reading it may take the server a while. */
  JsonObject send(String path, Path file) throws IOException {
    return json(
        HttpRequest.newBuilder(URI.create(address.url() + path))
            .header("Authorization", "Bearer " + address.token())
            .header("Content-Type", "application/octet-stream")
            .PUT(BodyPublishers.ofFile(file))
            .timeout(PATIENCE.multipliedBy(3))
            .build());
  }

  void delete(String path) {
    var _ = json(request(path).DELETE().timeout(PATIENCE).build());
  }

  /** The answer's text as it comes; may take as long as it likes. */
  InputStream stream(String path, JsonValue body) {
    try {
      var response =
          client.send(request(path).POST(json(body)).build(), BodyHandlers.ofInputStream());
      if (response.statusCode() / 100 == 2) {
        return response.body();
      }
      try (var refusal = response.body()) {
        throw refusal(response, refusal.readAllBytes());
      }
    } catch (IOException lost) {
      throw unreachable(lost);
    } catch (InterruptedException interrupted) {
      throw interrupted(interrupted);
    }
  }

  /** What stands at a signed URL, which needs no token and gets none. */
  InputStream download(URI url) {
    try {
      var response =
          client.send(
              HttpRequest.newBuilder(url).timeout(PATIENCE).build(), BodyHandlers.ofInputStream());
      if (response.statusCode() == OK) {
        return response.body();
      }
      response.body().close();
      throw new RemoteFailure(
          response.statusCode(),
          "its URL answered with status " + response.statusCode(),
          JsonObject.EMPTY,
          retryAfter(response));
    } catch (IOException lost) {
      throw new RemoteFailure("its URL does not answer", lost);
    } catch (InterruptedException interrupted) {
      throw interrupted(interrupted);
    }
  }

  /** Text as part of a path. */
  static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The members of an array, those that are objects. */
  static List<JsonObject> objects(JsonObject parent, String name) {
    return parent.get(name).orElse(JsonObject.EMPTY) instanceof JsonArray(var elements)
        ? elements.stream()
            .filter(JsonObject.class::isInstance)
            .map(JsonObject.class::cast)
            .toList()
        : List.of();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address.url() + path))
        .header("Authorization", "Bearer " + address.token())
        .header("Content-Type", "application/json");
  }

  private static HttpRequest.BodyPublisher json(JsonValue body) {
    return BodyPublishers.ofByteArray(Json.bytes(body));
  }

  private JsonObject json(HttpRequest request) {
    return object(answer(request).body());
  }

  private HttpResponse<byte[]> answer(HttpRequest request) {
    try {
      var response = client.send(request, BodyHandlers.ofByteArray());
      if (response.statusCode() / 100 != 2 && response.statusCode() != NOT_MODIFIED) {
        throw refusal(response, response.body());
      }
      return response;
    } catch (IOException lost) {
      throw unreachable(lost);
    } catch (InterruptedException interrupted) {
      throw interrupted(interrupted);
    }
  }

  private RemoteFailure unreachable(IOException lost) {
    return new RemoteFailure(
        "No server answers at "
            + address.url()
            + ". Start one with './parley serve', or set PARLEY_URL to reach another.",
        lost);
  }

  private static RemoteFailure interrupted(InterruptedException interrupted) {
    Thread.currentThread().interrupt();
    return new RemoteFailure("Interrupted.", interrupted);
  }

  private RemoteFailure refusal(HttpResponse<?> response, byte[] bytes) {
    var body = object(bytes);
    int status = response.statusCode();
    var message =
        status == UNAUTHORIZED
            ? spoken(status)
            : body.text("message")
                .or(() -> body.text("errorDescription"))
                .or(() -> body.text("errorName"))
                .or(() -> body.text("error"))
                .orElseGet(() -> spoken(status));
    return new RemoteFailure(status, Terminal.harmless(message), body, retryAfter(response));
  }

  /** Seconds; servers may send a date instead, which is as good as nothing. */
  private static @Nullable Duration retryAfter(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(text -> text.matches("[0-9]{1,6}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
        .orElse(null);
  }

  private String spoken(int status) {
    return switch (status) {
      case UNAUTHORIZED ->
          "The server at "
              + address.url()
              + " does not know this token. Set PARLEY_TOKEN to an API token of a user there, as"
              + " './parley keys create' makes them, or unset it on the server's own machine.";
      case 404 -> "There is no Parley of this version at " + address.url() + "; check PARLEY_URL.";
      case 429 -> "The server has too many requests of this user under way. Try again shortly.";
      case 503 -> "The server is starting or stopping. Try again shortly.";
      default -> "The server at " + address.url() + " answered with status " + status + ".";
    };
  }

  private static JsonObject object(byte[] bytes) {
    try {
      return bytes.length > 0 && Json.parse(bytes) instanceof JsonObject object
          ? object
          : JsonObject.EMPTY;
    } catch (MalformedJson other) {
      return JsonObject.EMPTY;
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
