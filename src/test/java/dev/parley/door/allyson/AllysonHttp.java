package dev.parley.door.allyson;

import dev.parley.http.Described;
import dev.parley.http.Described.Received;
import dev.parley.json.Json;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * Speaks to any server of this API: a base URL and some headers are all it knows. What is answered
 * must be as the API is described.
 */
@NullMarked
public record AllysonHttp(String base, Map<String, String> headers) {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** An answer with its body as text. */
  public record Reply(HttpResponse<String> response) {
    public int status() {
      return response.statusCode();
    }

    public String text() {
      return response.body();
    }

    public JsonObject json() {
      return (JsonObject) Json.parse(text());
    }

    public JsonValue member(String name) {
      return json()
          .get(name)
          .orElseThrow(() -> new AssertionError("no " + name + " in " + status() + " " + text()));
    }

    public JsonObject object(String name) {
      return (JsonObject) member(name);
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  /** Without any header. */
  public static AllysonHttp at(String base) {
    return new AllysonHttp(base, Map.of());
  }

  public AllysonHttp with(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new AllysonHttp(base, more);
  }

  public AllysonHttp withKey(String key) {
    return with("x-api-key", key);
  }

  public AllysonHttp withToken(String token) {
    return with("Authorization", "Bearer " + token);
  }

  public Reply get(String path) throws IOException, InterruptedException {
    return send("GET", path, null);
  }

  public Reply post(String path, String body) throws IOException, InterruptedException {
    return send("POST", path, body);
  }

  public Reply put(String path, String body) throws IOException, InterruptedException {
    return send("PUT", path, body);
  }

  public Reply send(String method, String path, @Nullable String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(20))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    headers.forEach(request::header);
    var reply = new Reply(CLIENT.send(request.build(), BodyHandlers.ofString()));
    var received = new Received(reply.status(), reply.header("Content-Type"), reply.text());
    Described.by(AllysonDoor.class).check(method, path, received);
    return reply;
  }
}
