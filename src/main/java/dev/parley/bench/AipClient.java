package dev.parley.bench;

import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** Opens sessions over the AIP API, and writes the requests a load sends to them. */
record AipClient(int port, String token) {
  private static final String QUESTION =
      "{\"userInput\": {\"text\": \"What is the status of my order?\"}, \"parameterInputs\": {}}";

  /** Paths of new sessions. */
  List<String> open(String agent, int count) {
    try (var http = HttpClient.newHttpClient()) {
      return IntStream.range(0, count).mapToObj(_ -> open(http, agent)).toList();
    }
  }

  private String open(HttpClient http, String agent) {
    var path = "/api/v2/aipAgents/agents/" + agent + "/sessions";
    var request =
        HttpRequest.newBuilder(URI.create(base() + path + "?preview=true"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{}"))
            .build();
    var answer = send(http, request);
    return path
        + "/"
        + Json.read(answer.body(), JsonObject.class)
            .text("rid")
            .orElseThrow(() -> new BenchFailure("No session was opened: " + answer.body()));
  }

  private static HttpResponse<String> send(HttpClient http, HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new BenchFailure("The server does not answer: " + failed.getMessage(), failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new BenchFailure("interrupted", stopped);
    }
  }

  private String base() {
    return "http://127.0.0.1:" + port;
  }

  byte[] get(String session) {
    return bytes(head("GET", session) + "\r\n");
  }

  /** The first page of an agent's sessions. */
  byte[] list(String agent) {
    return bytes(head("GET", "/api/v2/aipAgents/agents/" + agent + "/sessions") + "\r\n");
  }

  /** The first page of the sessions of all agents. */
  byte[] listAll() {
    return bytes(head("GET", "/api/v2/aipAgents/agents/allSessions") + "\r\n");
  }

  /** A page of the web agent's sessions. */
  byte[] listTasks() {
    return bytes(head("GET", "/v1/sessions") + "\r\n");
  }

  byte[] blockingTurn(String session) {
    return post(session + "/blockingContinue");
  }

  byte[] streamedTurn(String session) {
    return post(session + "/streamingContinue");
  }

  private byte[] post(String path) {
    return bytes(
        head("POST", path)
            + "Content-Type: application/json\r\nContent-Length: "
            + QUESTION.length()
            + "\r\n\r\n"
            + QUESTION);
  }

  private String head(String method, String path) {
    return "%s %s?preview=true HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAuthorization: Bearer %s\r\n"
        .formatted(method, path, port, token);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
