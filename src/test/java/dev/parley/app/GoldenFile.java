package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.door.aip.AipHttp;
import dev.parley.json.Json;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * Requests in the order they are made, each with the answer it must get.
 *
 * <p>{@code <<kind name>>} stands for what cannot be known beforehand: a {@code rid}, {@code uuid},
 * {@code time} or {@code text}. The first one of a name takes in what comes, if it is of its kind;
 * the others must be equal. {@code <<any>>} and {@code <<fresh uuid>>} are never remembered.
 */
@NullMarked
final class GoldenFile {
  private static final Pattern PLACE = Pattern.compile("<<([a-zA-Z0-9_ ]+)>>");
  private static final Pattern RID =
      Pattern.compile(
          "ri\\.[a-z][a-z0-9-]*\\.([a-z0-9][a-z0-9\\-]*)?\\.[a-z][a-z0-9-]*\\.[a-zA-Z0-9._-]+");

  /** One request and its answer. */
  private record Exchange(
      String title,
      String method,
      String path,
      @Nullable String body,
      int status,
      String type,
      String expected) {
    static Exchange parse(String text) {
      var lines = text.lines().toList();
      var request = lines.get(1).split(" ", 2);
      int blank = lines.indexOf("");
      int answer = blank + 1;
      while (!lines.get(answer).matches("\\d{3}( .*)?")) {
        answer++;
      }
      var body = String.join("\n", lines.subList(blank + 1, answer)).strip();
      var status = lines.get(answer).split(" ", 2);
      return new Exchange(
          lines.getFirst().strip(),
          request[0],
          request[1],
          body.isEmpty() ? null : body,
          Integer.parseInt(status[0]),
          status.length == 1 ? "" : status[1],
          String.join("\n", lines.subList(answer + 1, lines.size())).strip());
    }
  }

  private final List<Exchange> exchanges = new ArrayList<>();
  private final Map<String, String> known;

  private GoldenFile(Map<String, String> known) {
    this.known = new HashMap<>(known);
  }

  /** Reads it; {@code known} are the names that have their value already. */
  static GoldenFile read(Path file, Map<String, String> known) throws IOException {
    var golden = new GoldenFile(known);
    for (var part : Files.readString(file).split("(?m)^### ")) {
      if (!part.isBlank()) {
        golden.exchanges.add(Exchange.parse(part));
      }
    }
    return golden;
  }

  /** Makes one request. */
  @FunctionalInterface
  interface Sender {
    AipHttp.Reply send(String method, String path, @Nullable String body)
        throws IOException, InterruptedException;
  }

  void play(Sender client) throws IOException, InterruptedException {
    for (var exchange : exchanges) {
      var body = exchange.body() == null ? null : filled(exchange.body());
      var reply = client.send(exchange.method(), filled(exchange.path()), body);
      assertThat(reply.status())
          .as(exchange.title() + "\n" + reply.text())
          .isEqualTo(exchange.status());
      assertThat(reply.header("Content-Type")).as(exchange.title()).isEqualTo(exchange.type());
      if (exchange.type().equals("application/json")) {
        compare(exchange.title(), Json.parse(exchange.expected()), reply.json());
      } else {
        assertThat(reply.text()).as(exchange.title()).isEqualTo(exchange.expected());
      }
    }
  }

  private String filled(String text) {
    return PLACE
        .matcher(text)
        .replaceAll(
            place -> Matcher.quoteReplacement(known.getOrDefault(place.group(1), place.group())));
  }

  private void compare(String where, JsonValue expected, JsonValue actual) {
    switch (expected) {
      case JsonObject(var members) -> {
        assertThat(actual).as(where).isInstanceOf(JsonObject.class);
        var found = ((JsonObject) actual).members();
        assertThat(found.keySet()).as(where).isEqualTo(members.keySet());
        members.forEach((name, member) ->
            compare(where + " / " + name, member, found.getOrDefault(name, member)));
      }
      case JsonArray(var elements) -> {
        assertThat(actual).as(where).isInstanceOf(JsonArray.class);
        var found = ((JsonArray) actual).elements();
        assertThat(found).as(where).hasSameSizeAs(elements);
        for (int i = 0; i < elements.size(); i++) {
          compare(where + " / " + i, elements.get(i), found.get(i));
        }
      }
      case JsonText(var text) when PLACE.matcher(text).matches() ->
          assertThat(actual).as(where).isEqualTo(new JsonText(value(where, text, actual)));
      default -> assertThat(actual).as(where).isEqualTo(expected);
    }
  }

  private String value(String where, String place, JsonValue actual) {
    var name = place.substring(2, place.length() - 2);
    var value = ((JsonText) actual).value();
    assertThat(fits(name, value)).as(where + " is " + value).isTrue();
    var before =
        name.equals("any") || name.startsWith("fresh ") ? null : known.putIfAbsent(name, value);
    return before == null ? value : before;
  }

  private boolean fits(String name, String value) {
    return switch (name.replaceAll(" .*", "")) {
      case "rid" -> RID.matcher(value).matches();
      case "uuid", "fresh" -> UUID.fromString(value).toString().equals(value);
      case "time" -> value.endsWith("Z") && Instant.parse(value).isAfter(Instant.EPOCH);
      default -> known.containsKey(name) || !value.isBlank();
    };
  }
}
