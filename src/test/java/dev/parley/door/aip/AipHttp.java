package dev.parley.door.aip;

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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Speaks to any server of this API: a base URL and a token are all it knows. */
@NullMarked
record AipHttp(String base, @Nullable String token, @Nullable String contentType) {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  AipHttp(String base, String token) {
    this(base, token, "application/json");
  }

  AipHttp withToken(@Nullable String other) {
    return new AipHttp(base, other, contentType);
  }

  AipHttp withContentType(@Nullable String other) {
    return new AipHttp(base, token, other);
  }

  /** An answer with its body as text. */
  record Reply(HttpResponse<byte[]> response) {
    int status() {
      return response.statusCode();
    }

    String text() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }

    JsonObject json() {
      return (JsonObject) Json.parse(response.body());
    }

    /** Status and error name, such as {@code 404 AgentNotFound}; only the status without body. */
    String error() {
      return text().isEmpty()
          ? Integer.toString(status())
          : status() + " " + json().text("errorName").orElse("?");
    }

    JsonValue parameters() {
      return json().get("parameters").orElseThrow();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  Reply get(String path) throws IOException, InterruptedException {
    return send("GET", path, null);
  }

  Reply delete(String path) throws IOException, InterruptedException {
    return send("DELETE", path, null);
  }

  Reply post(String path, String body) throws IOException, InterruptedException {
    return send("POST", path, body);
  }

  Reply put(String path, String body) throws IOException, InterruptedException {
    return send("PUT", path, body);
  }

  Reply send(String method, String path, @Nullable String body)
      throws IOException, InterruptedException {
    return new Reply(CLIENT.send(request(method, path, body), BodyHandlers.ofByteArray()));
  }

  /** For those who read the body as it comes. */
  HttpResponse<java.io.InputStream> stream(String path, String body)
      throws IOException, InterruptedException {
    return CLIENT.send(request("POST", path, body), BodyHandlers.ofInputStream());
  }

  private HttpRequest request(String method, String path, @Nullable String body) {
    var query = path.contains("preview") ? "" : (path.contains("?") ? "&" : "?") + "preview=true";
    var request =
        HttpRequest.newBuilder(URI.create(base + "/api/v2/aipAgents" + path + query))
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
