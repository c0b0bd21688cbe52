package dev.parley.door.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.http.Bounds;
import dev.parley.http.Cors;
import dev.parley.http.HttpServer;
import dev.parley.http.HttpSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoDoorTest {
  private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");
  private static final Map<String, String> ORDER =
      Map.of(
          "name", "Ada <b>Ohm</b>",
          "email", "ada@example.com",
          "street", "Example Street 1",
          "city", "Berlin",
          "country", "Germany",
          "date", "2026-05-08",
          "delivery", "express",
          "gift", "on",
          "note", "\"Quick\", please",
          "terms", "on");

  private final HttpServer server =
      HttpServer.start(
          new HttpSettings(
              "127.0.0.1",
              0,
              "/base",
              8 << 20,
              Cors.none(),
              Bounds.USUAL,
              HttpSettings.USUAL_GRACE),
          List.of(new DemoDoor(() -> NOW)));
  private final Visitor visitor = new Visitor(server, "");

  @AfterEach
  void close() {
    visitor.close();
    server.close();
  }

  private static Map<String, String> orderBut(String field, String value) {
    var fields = new HashMap<>(ORDER);
    fields.put(field, value);
    return fields;
  }

  @Test
  void findsThePriceOfAnEsp32() throws Exception {
    var found = visitor.get("search?q=esp32").body();
    assertThat(found).contains("4 parts found", "value=\"esp32\"");
    assertThat(found.indexOf("parts/esp32\"")).isPositive().isLessThan(found.indexOf("esp32-s3"));
    assertThat(visitor.get("parts/esp32").body())
        .contains("<h1>ESP32 development board</h1>", "<p class=\"price\">8.90 €</p>");
  }

  @Test
  void sortsByPriceAndKeepsToAnAisle() throws Exception {
    var boards = visitor.get("search?aisle=boards&sort=cheapest").body();
    assertThat(boards).contains("<h1>Boards</h1>", "7 parts found").doesNotContain("BME280");
    assertThat(boards.indexOf("4.20 €")).isLessThan(boards.indexOf("19.90 €"));
  }

  @Test
  void saysSoWhenNothingFits() throws Exception {
    assertThat(visitor.get("search?q=unobtainium").body()).contains("Nothing fits.");
  }

  @Test
  void ordersWhatIsInTheBasket() throws Exception {
    var added = Map.of("part", "esp32", "quantity", "2", "add", "yes");
    visitor.post("basket", added);
    assertThat(visitor.post("basket", added).body()).contains("Basket (4)", "35.60 €");
    var confirmed = visitor.post("order", ORDER);
    assertThat(confirmed.uri().getPath()).matches("/demo/orders/D-[0-9]{6}");
    assertThat(confirmed.body())
        .contains("is confirmed.", "Ada &lt;b&gt;Ohm&lt;/b&gt;", "&quot;Quick&quot;, please")
        .contains("45.50 €", "2026-05-08", "Express, next day", "Basket (0)");
    try (var other = new Visitor(server, "")) {
      assertThat(other.get(confirmed.uri().getPath()).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void takesThingsOutAgain() throws Exception {
    visitor.post("basket", Map.of("part", "leds", "quantity", "99"));
    assertThat(visitor.post("basket", Map.of("part", "leds", "quantity", "0")).body())
        .contains("Your basket is empty");
  }

  @Test
  void namesWhatIsWrongWithAnOrderAndKeepsTheRest() throws Exception {
    visitor.post("basket", Map.of("part", "leds", "quantity", "1"));
    for (var wrong :
        Map.of(
                "email", "nobody",
                "country", "Atlantis",
                "date", "2026-05-03",
                "delivery", "by owl",
                "name", " ")
            .entrySet()) {
      var page = visitor.post("order", orderBut(wrong.getKey(), wrong.getValue()));
      assertThat(page.statusCode()).as(wrong.getKey()).isEqualTo(422);
      assertThat(page.body()).contains("role=\"alert\"", "value=\"Example Street 1\"");
    }
    assertThat(visitor.get("basket").body()).contains("LED set");
  }

  @Test
  void opensTheAccountToWhoeverLogsIn() throws Exception {
    assertThat(visitor.get("account").uri().getPath()).isEqualTo("/demo/login");
    var wrong = visitor.post("login", Map.of("user", "demo", "password", "wrong"));
    assertThat(wrong.statusCode()).isEqualTo(403);
    assertThat(wrong.body()).contains("password is wrong");
    visitor.post("basket", Map.of("part", "leds", "quantity", "1"));
    var known = Map.of("user", Account.USER, "password", Account.PASSWORD);
    assertThat(visitor.post("login", known).body()).contains("Hello, Ada", "Basket (1)");
    assertThat(visitor.post("logout", Map.of()).uri().getPath()).isEqualTo("/demo/login");
    assertThat(visitor.get("account").uri().getPath()).isEqualTo("/demo/login");
  }

  @Test
  void givesAnotherCookieAtLogin() throws Exception {
    try (var bare = HttpClient.newHttpClient()) {
      var basket = visitor.form("basket", Map.of("part", "leds", "quantity", "1")).build();
      var first = cookie(bare.send(basket, BodyHandlers.ofString()));
      var login =
          visitor
              .form("login", Map.of("user", Account.USER, "password", Account.PASSWORD))
              .header("Cookie", first)
              .build();
      var second = cookie(bare.send(login, BodyHandlers.ofString()));
      assertThat(second).isNotEqualTo(first);
      var old =
          HttpRequest.newBuilder(visitor.get("").uri().resolve("basket"))
              .header("Cookie", first)
              .build();
      assertThat(bare.send(old, BodyHandlers.ofString()).body()).contains("Basket (0)");
    }
  }

  private static String cookie(HttpResponse<String> answer) {
    var header = answer.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(header).matches("parley-demo=[0-9a-f]{32}; HttpOnly; SameSite=Lax");
    return header.substring(0, header.indexOf(';'));
  }

  @ParameterizedTest
  @ValueSource(strings = {"search?q=", "search?aisle=", "parts/", "orders/", "nowhere/"})
  void escapesWhateverItShows(String page) throws Exception {
    var script = "<script>alert(1)</script>\"' onload=x \u0007";
    var answer = visitor.get(page + Visitor.coded(script).replace("+", "%20"));
    assertThat(answer.body()).doesNotContain("<script", "\"' onload", "\u0007");
    assertThat(answer.headers().firstValue("Content-Security-Policy")).hasValue(Layout.POLICY);
  }

  @Test
  void cutsWhatIsTooLong() throws Exception {
    var page = visitor.get("search?q=" + "x".repeat(9_000));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("x".repeat(100)).doesNotContain("x".repeat(101));
    var large = visitor.post("order", Map.of("note", "x".repeat(20_000)));
    visitor.post("basket", Map.of("part", "leds", "quantity", "1"));
    assertThat(large.statusCode()).isEqualTo(200);
    assertThat(visitor.post("order", Map.of("note", "x".repeat(20_000))).statusCode())
        .isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(strings = {"parts/flux-capacitor", "parts/..%2f..", "nowhere", "a/b/c", "art/x.svg"})
  void answersAnUnknownAddressWithAPage(String page) throws Exception {
    var answer = visitor.get(page);
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("To the shop's first page", "Basket (0)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"part=leds&quantity=-1", "part=stm32-blue&quantity=1", "%zz=%", "", "&=&"})
  void refusesAFormThatMeansNothing(String body) throws Exception {
    var request = visitor.form("basket", Map.of()).POST(BodyPublishers.ofString(body)).build();
    assertThat(visitor.send(request).statusCode()).isEqualTo(400);
  }

  @Test
  void refusesAFormThatAnotherSiteSends() throws Exception {
    for (var site : List.of("cross-site", "same-site")) {
      var form = visitor.form("basket", Map.of("part", "leds", "quantity", "1"));
      var answer = visitor.send(form.header("Sec-Fetch-Site", site).build());
      assertThat(answer.statusCode()).isEqualTo(403);
    }
    assertThat(visitor.get("basket").body()).contains("Basket (0)");
  }

  @Test
  void linksOnlyToWhatThereIsUnderAnyBasePath() throws Exception {
    for (var base : List.of("", "/base")) {
      try (var anybody = new Visitor(server, base)) {
        for (var page : List.of("", "search?q=esp32", "parts/esp32", "login", "basket", "a/b/c")) {
          var here = anybody.get(page);
          links(here.body())
              .map(here.uri()::resolve)
              .distinct()
              .forEach(link -> isThere(anybody, link, base));
        }
      }
    }
  }

  private static Stream<String> links(String html) {
    return Pattern.compile("(?:href|src|action)=\"([^\"]*)\"")
        .matcher(html)
        .results()
        .map(link -> link.group(1).replace("&amp;", "&"));
  }

  private static void isThere(Visitor visitor, URI link, String base) {
    assertThat(link.getPath()).startsWith(base + "/demo/");
    try {
      var status = visitor.get(link.toString()).statusCode();
      assertThat(status).as(link.toString()).isIn(200, 405);
    } catch (Exception failed) {
      throw new AssertionError(link.toString(), failed);
    }
  }

  @Test
  void leadsFromTheBarePathToTheShop() throws Exception {
    try (var anybody = new Visitor(server, "/base")) {
      assertThat(anybody.get("../demo").uri().getPath()).isEqualTo("/base/demo/");
    }
  }

  @Test
  void namesTheMethodsOfAnAddress() throws Exception {
    var answer = visitor.get("logout");
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).hasValue("POST, OPTIONS");
  }
}
