package dev.parley.door.aip;

import dev.parley.http.Described;
import dev.parley.http.Described.Received;
import dev.parley.json.Json;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * Speaks to any server of this API: a base URL and a token are all it knows. What is answered must
 * be as the API is described.
 */
@NullMarked
public record AipHttp(String base, @Nullable String token, @Nullable String contentType) {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  public AipHttp(String base, String token) {
    this(base, token, "application/json");
  }

  public AipHttp withToken(@Nullable String other) {
    return new AipHttp(base, other, contentType);
  }

  public AipHttp withContentType(@Nullable String other) {
    return new AipHttp(base, token, other);
  }

  /** An answer with its body as text. */
  public record Reply(HttpResponse<byte[]> response) {
    public int status() {
      return response.statusCode();
    }

    public String text() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }

    public JsonObject json() {
      return (JsonObject) Json.parse(response.body());
    }

    /** Status and error name, such as {@code 404 AgentNotFound}; only the status without body. */
    public String error() {
      return text().isEmpty()
          ? Integer.toString(status())
          : status() + " " + json().text("errorName").orElse("?");
    }

    /** What stands at a path such as {@code exchanges.0.result}. */
    public JsonValue at(String path) {
      JsonValue found = Json.parse(response.body());
      for (var step : path.split("\\.")) {
        found =
            switch (found) {
              case JsonObject object -> object.get(step).orElseThrow(() -> missing(path));
              case JsonArray(var elements) -> elements.get(Integer.parseInt(step));
              default -> throw missing(path);
            };
      }
      return found;
    }

    private AssertionError missing(String path) {
      return new AssertionError("nothing at " + path + " in " + status() + " " + text());
    }

    /** The text at a path. */
    public String textAt(String path) {
      return at(path) instanceof JsonText(var text) ? text : at(path).toString();
    }

    public JsonValue parameters() {
      return json().get("parameters").orElseThrow();
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  public Reply get(String path) throws IOException, InterruptedException {
    return send("GET", path, null);
  }

  public Reply delete(String path) throws IOException, InterruptedException {
    return send("DELETE", path, null);
  }

  public Reply post(String path, String body) throws IOException, InterruptedException {
    return send("POST", path, body);
  }

  public Reply put(String path, String body) throws IOException, InterruptedException {
    return send("PUT", path, body);
  }

  public Reply send(String method, String path, @Nullable String body)
      throws IOException, InterruptedException {
    var reply = new Reply(CLIENT.send(request(method, path, body), BodyHandlers.ofByteArray()));
    var received = new Received(reply.status(), reply.header("Content-Type"), reply.text());
    Described.by(AipDoor.class).check(method, "/api/v2/aipAgents" + path, received);
    return reply;
  }

  /** To a path of any door, with nothing added to it. */
  public Reply sendTo(String path, String method, @Nullable String body)
      throws IOException, InterruptedException {
    return new Reply(CLIENT.send(plain(method, path, body), BodyHandlers.ofByteArray()));
  }

  /** For those who read the body as it comes. */
  public HttpResponse<java.io.InputStream> stream(String path, String body)
      throws IOException, InterruptedException {
    return CLIENT.send(request("POST", path, body), BodyHandlers.ofInputStream());
  }

  private HttpRequest request(String method, String path, @Nullable String body) {
    var query = path.contains("preview") ? "" : (path.contains("?") ? "&" : "?") + "preview=true";
    return plain(method, "/api/v2/aipAgents" + path + query, body);
  }

  private HttpRequest plain(String method, String path, @Nullable String body) {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(20))
            .method(
                method,
                body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (contentType != null) {
      request.header("Content-Type", contentType);
    }
    return request.build();
  }
}
