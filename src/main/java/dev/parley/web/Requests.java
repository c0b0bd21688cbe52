package dev.parley.web;

import dev.parley.function.HttpCall;
import dev.parley.json.Json;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonNull;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes the request of one call. */
final class Requests {
  private static final Pattern HOLE =
      Pattern.compile("\\$\\{env:([A-Za-z_][A-Za-z0-9_]*)\\}|\\{\\{([^{}]*)\\}\\}");
  private static final Pattern WHOLE = Pattern.compile("\\{\\{([^{}]*)\\}\\}");

  /** A request that cannot be made; the message shows no value of the environment. */
  static final class Unsendable extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String why;

    Unsendable(String why) {
      super(why, null, false, false);
      this.why = why;
    }

    String why() {
      return why;
    }
  }

  private Requests() {}

  static HttpRequest of(HttpCall call, JsonObject input, String key, Secrets secrets) {
    boolean query =
        call.body() == null && (call.method().equals("GET") || call.method().equals("DELETE"));
    var body =
        call.body() == null ? input : filled(call.body(), input, secrets).orElse(JsonObject.EMPTY);
    var request =
        HttpRequest.newBuilder(uri(call, query ? query(input) : "", secrets))
            .timeout(call.timeout())
            .method(
                call.method(),
                query ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(Json.bytes(body)));
    request.setHeader("Accept", "application/json, text/*;q=0.9, */*;q=0.1");
    request.setHeader("User-Agent", "Parley");
    if (!query) {
      request.setHeader("Content-Type", "application/json");
    }
    call.headers().forEach((name, value) -> header(request, name, secrets.resolve(value)));
    header(request, "Idempotency-Key", key);
    return request.build();
  }

  private static URI uri(HttpCall call, String query, Secrets secrets) {
    var url = secrets.resolve(call.url());
    var joined = query.isEmpty() ? url : url + (url.contains("?") ? "&" : "?") + query;
    try {
      var uri = URI.create(joined);
      boolean web =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      if (web && uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException wrong) {
      throw new Unsendable("its URL " + call.url() + " is no URL once it is filled in");
    }
    throw new Unsendable(
        "its URL " + call.url() + " is none of http or https once it is filled in");
  }

  private static void header(HttpRequest.Builder request, String name, String value) {
    try {
      request.setHeader(name, value);
    } catch (IllegalArgumentException wrong) {
      throw new Unsendable(
          "its header " + name + " holds what no header may, once it is filled in");
    }
  }

  private static String query(JsonObject input) {
    return input.members().entrySet().stream()
        .filter(argument -> !(argument.getValue() instanceof JsonNull))
        .map(argument -> encoded(argument.getKey()) + "=" + encoded(plain(argument.getValue())))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String plain(JsonValue value) {
    return value instanceof JsonText(var text) ? text : value.toString();
  }

  /** Empty where the template asks for an argument that was not given. */
  private static Optional<JsonValue> filled(JsonValue template, JsonObject input, Secrets secrets) {
    return switch (template) {
      case JsonObject(var members) -> {
        var full = new LinkedHashMap<String, JsonValue>();
        members.forEach((name, member) ->
            filled(member, input, secrets).ifPresent(value -> full.put(name, value)));
        yield Optional.of(new JsonObject(full));
      }
      case JsonArray(var elements) ->
          Optional.of(
              new JsonArray(
                  elements.stream()
                      .map(element -> filled(element, input, secrets))
                      .flatMap(Optional::stream)
                      .toList()));
      case JsonText(var text) -> text(text, input, secrets);
      default -> Optional.of(template);
    };
  }

  private static Optional<JsonValue> text(String text, JsonObject input, Secrets secrets) {
    var whole = WHOLE.matcher(text);
    if (whole.matches()) {
      return input.get(whole.group(1));
    }
    // In one pass: an argument that looks like a reference is only text.
    var full =
        HOLE.matcher(text)
            .replaceAll(hole ->
                Matcher.quoteReplacement(
                    hole.group(1) != null
                        ? secrets.value(hole.group(1))
                        : input.get(hole.group(2)).map(Requests::plain).orElse("")));
    return Optional.of(new JsonText(full));
  }
}
