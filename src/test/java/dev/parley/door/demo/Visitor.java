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
  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NORMAL)
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
    return client.send(request, BodyHandlers.ofString());
  }

  static String coded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    client.close();
  }
}
