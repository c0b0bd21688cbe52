package dev.parley.workspace;

import dev.parley.function.HttpCall;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.yaml.Faults;
import dev.parley.yaml.YamlList;
import dev.parley.yaml.YamlMap;
import dev.parley.yaml.YamlScalar;
import dev.parley.yaml.YamlValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the {@code request} of a function. */
final class RequestReader {
  private static final List<String> METHODS = List.of("POST", "PUT", "PATCH", "GET", "DELETE");
  private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Set<String> NOT_YOURS =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "idempotency-key",
          "te",
          "transfer-encoding",
          "upgrade");
  private static final Pattern ARGUMENT = Pattern.compile("\\{\\{([^{}]*)\\}\\}");
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(10);

  private RequestReader() {}

  static HttpCall read(YamlMap request, JsonObject input, Faults faults) {
    request.onlyKeys("method", "url", "headers", "body", "timeout");
    var method = request.choice("method", METHODS).orElse("POST");
    var body = request.map("body");
    body.ifPresent(written -> checkBody(written, arguments(input), faults));
    if (body.isPresent() && method.equals("GET")) {
      request.fault("body", "GET sends no body; write `method: POST`, or leave the body out");
    }
    return new HttpCall(
        method,
        url(request, faults),
        headers(request, faults),
        body.map(YamlMap::toJson).map(JsonObject.class::cast).orElse(null),
        request.duration("timeout", LONGEST_TIMEOUT).orElse(DEFAULT_TIMEOUT));
  }

  private static String url(YamlMap request, Faults faults) {
    var url = request.text("url");
    Environment.check(url, request.at("url"), faults);
    var remedy = urlFault(url);
    if (!url.isBlank() && !remedy.isEmpty() && !Environment.malformed(url)) {
      request.fault("url", "'%s' %s; write http://… or https://…".formatted(url, remedy));
    }
    return url;
  }

  /** What cannot be right whatever the environment holds; empty if nothing. */
  private static String urlFault(String url) {
    if (url.startsWith(Environment.OPENING)) {
      return "";
    }
    if (!url.toLowerCase(Locale.ROOT).matches("https?://.*")) {
      return "is no URL of http or https";
    }
    try {
      var uri = new URI(Environment.filled(url, "1"));
      if (uri.getHost() == null && !Environment.isIn(url)) {
        return "names no host";
      }
      if (uri.getRawUserInfo() != null) {
        return "holds a user; use a header Authorization";
      }
      return uri.getRawFragment() == null ? "" : "has a part after #, which is never sent";
    } catch (URISyntaxException wrong) {
      return "is no valid URL";
    }
  }

  private static Map<String, String> headers(YamlMap request, Faults faults) {
    var headers = new LinkedHashMap<String, String>();
    request
        .map("headers")
        .ifPresent(written ->
            written.names().forEach(name -> headers.put(name, header(written, name, faults))));
    return headers;
  }

  private static String header(YamlMap written, String name, Faults faults) {
    if (!HEADER.matcher(name).matches()) {
      written.fault(name, "'%s' cannot name a header; use letters, digits and '-'".formatted(name));
    }
    if (NOT_YOURS.contains(name.toLowerCase(Locale.ROOT))) {
      written.fault(name, "the header '%s' is set by the server; leave it out".formatted(name));
    }
    var value = written.optionalText(name).orElse("");
    if (value.matches("(?s).*[\\r\\n].*")) {
      written.fault(name, "the header '%s' has a line break; write it in one line".formatted(name));
    }
    Environment.check(value, written.at(name), faults);
    return value;
  }

  private static Set<String> arguments(JsonObject input) {
    return input.get("properties").orElse(JsonObject.EMPTY) instanceof JsonObject(var members)
        ? members.keySet()
        : Set.of();
  }

  private static void checkBody(YamlValue value, Set<String> arguments, Faults faults) {
    switch (value) {
      case YamlMap map ->
          map.names()
              .forEach(name -> map.get(name).ifPresent(v -> checkBody(v, arguments, faults)));
      case YamlList(_, var elements) -> elements.forEach(e -> checkBody(e, arguments, faults));
      case YamlScalar scalar -> {
        Environment.check(scalar.text(), scalar.place(), faults);
        var used = ARGUMENT.matcher(scalar.text());
        while (used.find()) {
          if (!arguments.contains(used.group(1))) {
            faults.add(
                scalar.at(used.start()),
                "{{%s}} is no property of 'input'%s"
                    .formatted(used.group(1), Faults.remedy(used.group(1), arguments)));
          }
        }
      }
    }
  }
}
