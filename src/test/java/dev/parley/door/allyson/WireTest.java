package dev.parley.door.allyson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.webagent.Order;
import dev.parley.webagent.WebMessage.AgentSaid;
import dev.parley.webagent.WebSession.Status;
import dev.parley.webagent.WebSession.Variable;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for all routes: bodies, versions, limits, browsers (contract §1). */
class WireTest {
  private static final String SESSION = "/v1/sessions/a1b2c3d4";
  private static final String NEW = "/v1/sessions/new";
  private static TestDoor door;
  private static AllysonHttp ann;

  @BeforeAll
  static void open() {
    door = TestDoor.open();
    ann = door.byKey(door.ann);
  }

  @AfterAll
  static void close() {
    door.close();
  }

  @BeforeEach
  void fill() {
    Samples.fill(door);
  }

  @Test
  void marksEachVersionOfASessionAndSaysWhenItIsKnown() throws Exception {
    var first = ann.get(SESSION);
    var second = ann.get(SESSION);
    var etag = first.header("ETag");
    assertThat(etag).matches("W/\"[0-9a-f]{32}\"");
    assertThat(second.header("ETag")).isEqualTo(etag);
    assertThat(second.text()).as("URLs are signed anew").isNotEqualTo(first.text());
    assertThat(first.header("Cache-Control")).isEqualTo("private, no-cache");

    for (var known : List.of(etag, etag.substring(2), "\"x\", " + etag, "*")) {
      var same = ann.with("If-None-Match", known).get(SESSION);
      assertThat(same.status()).as(known).isEqualTo(304);
      assertThat(same.text()).isEmpty();
      assertThat(same.header("ETag")).isEqualTo(etag);
      assertThat(same.header("Access-Control-Allow-Origin")).isEqualTo("*");
    }
    assertThat(ann.with("If-None-Match", "\"x\"").get(SESSION).status()).isEqualTo(200);
  }

  @Test
  void changesTheMarkWithEverythingThatIsSeen() throws Exception {
    var key = door.house.session("a1b2c3d4").key();
    var seen = new HashSet<String>();
    assertThat(seen.add(ann.get(SESSION).header("ETag"))).isTrue();
    door.house.setStatus("a1b2c3d4", Status.ACTIVE);
    assertThat(seen.add(ann.get(SESSION).header("ETag"))).isTrue();
    door.house.pictures.put(key, 3);
    assertThat(seen.add(ann.get(SESSION).header("ETag"))).isTrue();
    door.house.files.put(key, "a.txt", "aa");
    assertThat(seen.add(ann.get(SESSION).header("ETag"))).isTrue();
    door.house.files.put(key, "a.txt", "bb");
    assertThat(seen.add(ann.get(SESSION).header("ETag"))).isTrue();
    door.identity.turn(Duration.ofDays(1));
    assertThat(seen.add(ann.get(SESSION).header("ETag"))).as("URLs grow old").isTrue();
  }

  @Test
  void readsJsonWhateverABrowserCallsIt() throws Exception {
    var body = "{\"task\":\"Look\"}";
    assertThat(ann.post(NEW, body).status()).isEqualTo(200);
    for (var type :
        List.of(
            "application/json", "Application/JSON; charset=utf-8", "text/plain;charset=UTF-8")) {
      assertThat(ann.with("Content-Type", type).post(NEW, body).status()).isEqualTo(200);
    }
    var form = ann.with("Content-Type", "application/x-www-form-urlencoded").post(NEW, "task=x");
    assertThat(form.status()).isEqualTo(415);
    assertThat(form.json().members()).containsOnlyKeys("error");
    var resumed = ann.with("Content-Type", "text/html").post("/v1/sessions/0000000d/resume", "");
    assertThat(resumed.status()).isEqualTo(200);
  }

  @Test
  void readsLargeBodiesAndNotEndlessOnes() throws Exception {
    var task = "x".repeat(900_000);
    assertThat(ann.post(NEW, "{\"task\":\"" + task + "\"}").status()).isEqualTo(200);
    assertThat(door.house.orders.getFirst().task()).hasSize(900_000);
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), door.port())) {
      socket.setSoTimeout(20_000);
      var head =
          "POST /v1/sessions/new HTTP/1.1\r\nHost: x\r\nContent-Length: 209715200\r\nx-api-key: "
              + door.key(door.ann)
              + "\r\n\r\n{\"task\"";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      var reply = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(reply).startsWith("HTTP/1.1 413 ").contains("{\"error\":\"");
    }
  }

  private static Order ordered(String more) throws Exception {
    door.house.orders.clear();
    var reply = ann.post(NEW, "{\"task\":\"Look\"" + more.replace('\'', '"') + "}");
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return door.house.orders.getFirst();
  }

  @Test
  void understandsHowManyStepsAreMeant() throws Exception {
    for (var usual : List.of("", ",'maxSteps':null", ",'maxSteps':''", ",'maxSteps':0")) {
      assertThat(ordered(usual).maxSteps()).as(usual).isEqualTo(30);
    }
    assertThat(ordered(",'maxSteps':'45'").maxSteps()).isEqualTo(45);
    assertThat(ordered(",'maxSteps':7.0").maxSteps()).isEqualTo(7);
    assertThat(ordered(",'maxSteps':1e999999999").maxSteps()).isEqualTo(1_000_000);
  }

  @Test
  void dropsBlankVariablesAndWritesNumbersAsText() throws Exception {
    var order =
        ordered(
            ",'sessionVariables':[{'name':'','value':''},{'name':'pin','value':42},"
                + "{'name':'email','value':'a@b.c','more':1}],'sessionDetails':null");
    assertThat(order.variables())
        .containsExactly(new Variable("pin", "42"), new Variable("email", "a@b.c"));
    assertThat(order.details()).isEmpty();
    assertThat(ordered(",'sessionVariables':null").variables()).isEmpty();
  }

  @Test
  void understandsTheWishesBeyondTheContract() throws Exception {
    var order =
        ordered(
            ",'startUrl':'https://shop.example/a?b=c','files':[{'filename':'in/a b.txt',"
                + "'content':'SGV5\\r\\n'}],'outputSchema':{'type':'object'},"
                + "'allowedDomains':['*.example'],'deniedDomains':['bad.example'],"
                + "'proxy':'http://user:sesame@proxy.example:3128',"
                + "'viewport':{'width':800,'height':600},'locale':'de-CH',"
                + "'timezone':'Europe/Zurich'");
    assertThat(order.startUrl()).isEqualTo("https://shop.example/a?b=c");
    assertThat(order.files()).hasSize(1);
    assertThat(order.files().getFirst().name().value()).isEqualTo("in/a b.txt");
    assertThat(order.files().getFirst().bytes()).isEqualTo("Hey".getBytes(StandardCharsets.UTF_8));
    assertThat(order.outputSchema()).isEqualTo(Samples.action("{'type':'object'}"));
    assertThat(order.wishes())
        .isEqualTo(
            new Order.Wishes(
                List.of("*.example"),
                List.of("bad.example"),
                "http://user:sesame@proxy.example:3128",
                new Order.Viewport(800, 600),
                "de-CH",
                "Europe/Zurich",
                null));
    assertThat(ordered("").wishes()).isEqualTo(Order.Wishes.NONE);
  }

  @Test
  void keepsThePasswordOfAProxyToItself() throws Exception {
    var reply = ann.post(NEW, "{\"task\":\"x\",\"proxy\":\"http://u:sesame@a b\"}");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text()).doesNotContain("sesame");
  }

  @Test
  void startsOnceForAnIdempotencyKey() throws Exception {
    var client = ann.with("Idempotency-Key", "once-1");
    var first = client.post(NEW, "{\"task\":\"Look\"}");
    var again = client.post(NEW, "{\"task\":\"Look\"}");
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(ann.post(NEW, "{\"task\":\"Look\"}").member("sessionId"))
        .isNotEqualTo(first.member("sessionId"));
    var bob = door.byKey(door.bob).with("Idempotency-Key", "once-1");
    assertThat(bob.post(NEW, "{\"task\":\"Look\"}").member("sessionId"))
        .isNotEqualTo(first.member("sessionId"));
    var tooLong = ann.with("Idempotency-Key", "x".repeat(256)).post(NEW, "{\"task\":\"Look\"}");
    assertThat(tooLong.status()).isEqualTo(400);
  }

  @Test
  void handsOnWhatIsSaid() throws Exception {
    var session = "/v1/sessions/0000000d";
    ann.post(session + "/resume", "{\"message\":\"I logged in\"}");
    ann.post(session + "/resume", "{\"message\":\"  \"}");
    ann.post(session + "/send-message", "{\"message\":\"Hurry\"}");
    ann.put(session + "/update-response-quality", "{\"responseQuality\":\"noResponse\"}");
    assertThat(door.house.told)
        .containsExactly("resume: I logged in", "resume: null", "send: Hurry", "rate: NO_RESPONSE");
  }

  @Test
  void countsTheRequestsOfEachKeyByItself() throws Exception {
    try (var server = door.serve(door.identity.authenticateKey, 2)) {
      var one = TestDoor.at(server).withKey(door.key(door.ann));
      var two = TestDoor.at(server).withKey(door.key(door.ann));
      assertCounted(one.get(SESSION), 200, "1", "60");
      door.identity.turn(Duration.ofMillis(20_500));
      assertCounted(one.get("/v1/sessions/ffffffff"), 404, "0", "40");
      var third = one.post(NEW, "{");
      assertCounted(third, 429, "0", "40");
      assertThat(third.header("Retry-After")).isEqualTo("40");
      assertThat(third.header("Access-Control-Allow-Origin")).isEqualTo("*");
      assertThat(third.text())
          .isEqualTo("{\"error\":\"Rate limit exceeded. Try again in 0 minutes and 40 seconds.\"}");
      assertCounted(two.get(SESSION), 200, "1", "60");
      door.identity.turn(Duration.ofSeconds(40));
      assertCounted(one.get(SESSION), 200, "1", "60");
    }
  }

  private static void assertCounted(
      AllysonHttp.Reply reply, int status, String remaining, String reset) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    assertThat(reply.header("RateLimit-Policy")).isEqualTo("2;w=60");
    assertThat(reply.header("RateLimit-Limit")).isEqualTo("2");
    assertThat(reply.header("RateLimit-Remaining")).isEqualTo(remaining);
    assertThat(reply.header("RateLimit-Reset")).isEqualTo(reset);
  }

  @Test
  void countsWhoeverHasNoKeyByAddressAndATokenByItsUser() throws Exception {
    try (var server = door.serve(door.identity.authenticateKey, 2)) {
      var nobody = TestDoor.at(server);
      assertCounted(nobody.get(SESSION), 401, "1", "60");
      assertCounted(nobody.withKey("unknown").get("/nothing"), 401, "0", "60");
      assertCounted(nobody.get("/"), 429, "0", "60");
      assertCounted(nobody.get("/nothing"), 429, "0", "60");
      assertCounted(nobody.withToken("unknown").get(SESSION), 429, "0", "60");
      var token = nobody.withToken(door.token(door.ann));
      assertCounted(token.get(SESSION), 200, "1", "60");
      assertCounted(token.with("If-None-Match", "*").get(SESSION), 304, "0", "60");
      var another = nobody.withToken(door.token(door.ann));
      assertCounted(another.get(SESSION), 429, "0", "60");
    }
  }

  @Test
  void limitsAsTheContractSaysUnlessToldOtherwise() throws Exception {
    try (var usual = door.serve(door.identity.authenticateKey, AllysonParts.USUAL_RATE)) {
      var reply = TestDoor.at(usual).get("/");
      assertThat(reply.header("RateLimit-Policy")).isEqualTo("250;w=60");
      assertThat(reply.header("RateLimit-Remaining")).isEqualTo("249");
    }
    assertThat(ann.get("/").response().headers().map().keySet())
        .noneMatch(name -> name.startsWith("ratelimit"));
  }

  @Test
  void opensEveryRouteToEveryPageAndCountsNoPreflight() throws Exception {
    try (var server = door.serve(door.identity.authenticateKey, 1)) {
      var page = TestDoor.at(server).with("Origin", "https://app.example");
      for (var path : List.of(SESSION, NEW, "/v1/me", "/", "/v1/nothing")) {
        var preflight =
            page.with("Access-Control-Request-Method", "PUT")
                .with("Access-Control-Request-Headers", "x-api-key,content-type")
                .send("OPTIONS", path, null);
        assertThat(preflight.status()).as(path).isEqualTo(204);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(preflight.header("Access-Control-Allow-Methods"))
            .isEqualTo("GET,HEAD,PUT,PATCH,POST,DELETE");
        assertThat(preflight.header("Access-Control-Allow-Headers"))
            .isEqualTo("x-api-key,content-type");
        assertThat(preflight.header("Vary")).isEqualTo("Access-Control-Request-Headers");
        assertThat(preflight.header("RateLimit-Limit")).isEmpty();
      }
      var first = page.get("/");
      assertThat(first.status()).isEqualTo(200);
      assertThat(first.header("Access-Control-Expose-Headers"))
          .contains("RateLimit-Policy", "RateLimit-Limit", "RateLimit-Remaining")
          .contains("RateLimit-Reset", "Retry-After");
      assertThat(first.header("Access-Control-Allow-Credentials")).isEmpty();
    }
  }

  @Test
  void leavesTheRoutesOfOthersAlone() throws Exception {
    assertThat(door.nobody().get("/health/live").text()).isEqualTo("{\"status\":\"live\"}");
  }

  @Test
  void namesASavedFileTwiceAndKeepsTheMarkOfADeletedOne() {
    assertThat(shown("{'save_to_file':{'file_path':'x.txt','status':'deleted'}}"))
        .isEqualTo(
            "{\"save_to_file\":{\"file_path\":\"x.txt\",\"status\":\"deleted\","
                + "\"filename\":\"x.txt\"}}");
  }

  @Test
  void tellsTheEndOfATaskInOneForm() {
    for (var done : List.of("'All good'", "{'text':'All good'}", "{'text':'All good','x':1}")) {
      assertThat(shown("{'done':" + done + "}"))
          .isEqualTo("{\"done\":{\"text\":\"All good\",\"success\":true}}");
    }
    assertThat(shown("{'done':{'success':false}}"))
        .isEqualTo("{\"done\":{\"text\":\"\",\"success\":false}}");
    assertThat(shown("{'wait':{}}")).isEqualTo("{\"wait\":{}}");
  }

  private static String shown(String action) {
    var said = new AgentSaid("", List.of(Samples.action(action)), null);
    var text = Message.of(said).toString();
    return text.substring(text.indexOf("\"action\":[") + 10, text.length() - 3);
  }
}
