package dev.parley.door.demo;

import dev.parley.http.HttpServer;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Somebody with cookies who follows the shop's redirects. */
final class Visitor implements AutoCloseable {
  private static final int MOST_REDIRECTS = 5;

  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final URI shop;

  Visitor(HttpServer server, String base) {
    this.shop = URI.create("http://127.0.0.1:" + server.port() + base + "/demo/");
  }

  HttpResponse<String> get(String page) throws Exception {
    return send(HttpRequest.newBuilder(shop.resolve(page)).build());
  }

  HttpResponse<String> post(String page, Map<String, String> fields) throws Exception {
    return send(form(page, fields).build());
  }

  HttpRequest.Builder form(String page, Map<String, String> fields) {
    var body =
        fields.entrySet().stream()
            .map(field -> coded(field.getKey()) + "=" + coded(field.getValue()))
            .collect(Collectors.joining("&"));
    return HttpRequest.newBuilder(shop.resolve(page))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(body));
  }

  HttpResponse<String> send(HttpRequest request) throws Exception {
    var answer = client.send(request, BodyHandlers.ofString());
    // The client's own way counts against how often it may try again, which tests forbid.
    for (int followed = 0; followed < MOST_REDIRECTS && leadsOn(answer); followed++) {
      var next = answer.uri().resolve(answer.headers().firstValue("Location").orElseThrow());
      answer = client.send(HttpRequest.newBuilder(next).build(), BodyHandlers.ofString());
    }
    return answer;
  }

  private static boolean leadsOn(HttpResponse<String> answer) {
    return answer.statusCode() / 100 == 3 && answer.headers().firstValue("Location").isPresent();
  }

  static String coded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    client.close();
  }
}
