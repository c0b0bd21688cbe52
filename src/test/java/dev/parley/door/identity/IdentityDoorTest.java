package dev.parley.door.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.http.HttpServer;
import dev.parley.http.HttpSettings;
import dev.parley.identity.BootstrapSettings;
import dev.parley.identity.TestIdentity;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@NullMarked
class IdentityDoorTest {
  private static final String BASIC =
      "Basic " + Base64.getEncoder().encodeToString("service:p%2Bq".getBytes(US_ASCII));

  private final TestIdentity identity = new TestIdentity();
  private final HttpServer server =
      HttpServer.start(
          HttpSettings.onLoopback(0),
          List.of(Doors.of(identity, List.of(), () -> "http://localhost")));
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.close();
    server.close();
    identity.close();
  }

  private HttpResponse<String> post(String operation, String authorization, String form)
      throws IOException, InterruptedException {
    var uri = "http://127.0.0.1:" + server.port() + "/multipass/api/oauth2/" + operation;
    return client.send(
        HttpRequest.newBuilder(URI.create(uri))
            .header("Content-Type", "application/x-www-form-urlencoded;charset=UTF-8")
            .header("Authorization", authorization)
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static JsonObject json(HttpResponse<String> response) {
    return (JsonObject) Json.parse(response.body());
  }

  @Test
  void issuesAndRevokesOverTheWire() throws Exception {
    identity.bootstrap.run(new BootstrapSettings(null, null, null, null, "service", "p+q", null));

    var issued = post("token", BASIC, "grant_type=client_credentials");

    assertThat(issued.statusCode()).isEqualTo(200);
    assertThat(issued.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(issued.headers().allValues("Cache-Control")).hasSize(1);
    assertThat(json(issued).get("expires_in")).contains(new JsonNumber(3600));
    var token = json(issued).text("access_token").orElseThrow();
    assertThat(identity.authenticate.byToken(token).client().value()).isEqualTo("service");
    var revoked = post("revoke_token", BASIC, "token=" + token);
    assertThat(revoked.statusCode()).isEqualTo(200);
    assertThat(revoked.body()).isEmpty();
  }

  @Test
  void refusesInTheWordsOfOAuth() throws Exception {
    var wrong = post("token", BASIC, "grant_type=client_credentials");
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(wrong.headers().firstValue("WWW-Authenticate")).hasValue("Basic realm=\"Parley\"");
    assertThat(json(wrong).text("error")).hasValue("invalid_client");
    var large = post("token", BASIC, "x=" + "y".repeat(100_000));
    assertThat(large.statusCode()).isEqualTo(413);
    assertThat(json(large).text("error")).hasValue("invalid_request");
    assertThat(post("elsewhere", BASIC, "").statusCode()).isEqualTo(404);
  }
}
