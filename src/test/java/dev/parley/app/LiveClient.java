package dev.parley.app;

import dev.parley.door.allyson.AllysonHttp;
import dev.parley.door.allyson.AllysonHttp.Reply;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.NullMarked;

/** Somebody with a live token, without a page. */
@NullMarked
record LiveClient(String server, String token) {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** The one that a session's owner is given. */
  static LiveClient open(AllysonHttp owner, String session, String scope)
      throws IOException, InterruptedException {
    var reply = owner.post("/v1/sessions/" + session + "/live", "{\"scope\":\"" + scope + "\"}");
    if (reply.status() != 200) {
      throw new AssertionError(reply.status() + " " + reply.text());
    }
    return new LiveClient(owner.base(), reply.json().text("token").orElseThrow());
  }

  private AllysonHttp http() {
    return AllysonHttp.at(server).withToken(token);
  }

  /** One message of a stream. */
  @SuppressWarnings("ArrayRecordComponent")
  record Message(JsonObject header, byte[] body) {
    String type() {
      return header.text("type").orElseThrow();
    }

    long number(String name) {
      return ((JsonNumber) header.get(name).orElseThrow()).value().longValueExact();
    }
  }

  /** A stream that is read when the test reads it. */
  record Stream(InputStream bytes) implements AutoCloseable {
    Message next() throws IOException {
      var data = new DataInputStream(bytes);
      int head = data.readInt();
      int body = data.readInt();
      var header = new String(data.readNBytes(head), StandardCharsets.UTF_8);
      return new Message((JsonObject) Json.parse(header), data.readNBytes(body));
    }

    /** The next one of that type; others are passed over. */
    Message next(String type) throws IOException {
      var message = next();
      while (!message.type().equals(type)) {
        message = next();
      }
      return message;
    }

    /** The next state in which a member is that text. */
    Message state(String member, String value) throws IOException {
      var state = next("state");
      while (!state.header().text(member).orElse("").equals(value)) {
        state = next("state");
      }
      return state;
    }

    @Override
    public void close() throws IOException {
      bytes.close();
    }
  }

  Stream watch() throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(server + "/live/v1/stream"))
            .header("Authorization", "Bearer " + token)
            .build();
    var answer = CLIENT.send(request, BodyHandlers.ofInputStream());
    if (answer.statusCode() != 200) {
      throw new AssertionError(
          answer.statusCode()
              + " "
              + new String(answer.body().readAllBytes(), StandardCharsets.UTF_8));
    }
    return new Stream(answer.body());
  }

  Reply stream() throws IOException, InterruptedException {
    return http().get("/live/v1/stream");
  }

  Reply control(String body) throws IOException, InterruptedException {
    return http().post("/live/v1/control", body);
  }

  /** The lease of control taken now. */
  String take() throws IOException, InterruptedException {
    var reply = control("{}");
    if (reply.status() != 200) {
      throw new AssertionError(reply.status() + " " + reply.text());
    }
    return reply.json().text("lease").orElseThrow();
  }

  /** A batch of events, each as it is written. */
  Reply input(String lease, long batch, String... events) throws IOException, InterruptedException {
    return http()
        .post(
            "/live/v1/input",
            "{\"lease\":\"%s\",\"batch\":%d,\"events\":[%s]}"
                .formatted(lease, batch, String.join(",", events)));
  }

  Reply release(String body) throws IOException, InterruptedException {
    return http().post("/live/v1/release", body);
  }
}
