package dev.parley.door.identity;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.NullMarked;

/**
 * A browser without a window: keeps cookies, sends the forms of pages, follows nothing by itself.
 */
@NullMarked
public final class Visitor implements AutoCloseable {
  private final CookieManager cookies = new CookieManager();
  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(cookies)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /** A page, or a redirect. */
  public record Page(HttpResponse<String> response) {
    public int status() {
      return response.statusCode();
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    Document document() {
      return Jsoup.parse(response.body(), response.uri().toString());
    }

    public String text() {
      return document().text();
    }

    /** Where a redirect leads, as an absolute address. */
    public URI location() {
      return response.uri().resolve(header("Location"));
    }

    /** A parameter of where a redirect leads. */
    public String parameter(String name) {
      for (var pair : String.valueOf(location().getQuery()).split("&")) {
        if (pair.startsWith(name + "=")) {
          return pair.substring(name.length() + 1);
        }
      }
      return "";
    }
  }

  public Page get(String address) throws IOException, InterruptedException {
    return new Page(
        client.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString()));
  }

  /** Sends the form of a page with these fields filled in, and follows to the next page of ours. */
  public Page send(Page page, Map<String, String> filled) throws IOException, InterruptedException {
    return send(page, filled, Map.of());
  }

  Page send(Page page, Map<String, String> filled, Map<String, String> headers)
      throws IOException, InterruptedException {
    var form = page.document().selectFirst("form");
    if (form == null) {
      throw new AssertionError("no form in " + page.text());
    }
    var fields = new LinkedHashMap<String, String>();
    for (Element input : form.select("input[type=hidden]")) {
      fields.put(input.attr("name"), input.attr("value"));
    }
    fields.putAll(filled);
    return post(form.absUrl("action"), fields, headers);
  }

  Page post(String address, Map<String, String> fields, Map<String, String> headers)
      throws IOException, InterruptedException {
    var body =
        fields.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    var request =
        HttpRequest.newBuilder(URI.create(address))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return new Page(client.send(request.build(), BodyHandlers.ofString()));
  }

  /** Signs in, if asked to, and agrees: what comes of it leads back to the client. */
  public Page agree(String address, String name, String password)
      throws IOException, InterruptedException {
    var page = get(address);
    if (page.text().contains("Password")) {
      var signedIn = send(page, Map.of("username", name, "password", password));
      page = get(signedIn.location().toString());
    }
    return send(page, Map.of("decision", "allow"));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    client.close();
  }
}
