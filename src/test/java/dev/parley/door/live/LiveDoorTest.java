package dev.parley.door.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.browser.LiveInput;
import dev.parley.door.allyson.AllysonHttp;
import dev.parley.door.allyson.AllysonHttp.Reply;
import dev.parley.http.HttpServer;
import dev.parley.http.HttpSettings;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.webagent.live.FakeBrowser;
import dev.parley.webagent.live.LiveScope;
import dev.parley.webagent.live.LiveSettings;
import dev.parley.webagent.live.LiveTokens;
import dev.parley.webagent.live.Stage;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The live view over real HTTP, with a browser that the test plays. */
class LiveDoorTest {
  private final Stage stage = new Stage();
  private HttpServer server;
  private AllysonHttp anybody;

  @BeforeEach
  void open() {
    var door =
        new LiveDoor(new LiveDoor.Parts(stage.views, stage.tokens, LiveSettings.USUAL, stage::now));
    server = HttpServer.start(HttpSettings.onLoopback(0), List.of(door));
    anybody = AllysonHttp.at("http://127.0.0.1:" + server.port());
  }

  @AfterEach
  void close() {
    server.close();
    stage.views.close();
  }

  private String token(LiveScope scope) {
    return stage.tokens.issue(stage.owner, stage.id, scope, "Ada").token();
  }

  private AllysonHttp controller() {
    return anybody.withToken(token(LiveScope.CONTROL));
  }

  private FakeBrowser browser() {
    return Objects.requireNonNull(stage.browser);
  }

  private static void refused(Reply reply, int status, String error) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    assertThat(reply.json().text("error")).as(reply.text()).hasValue(error);
    assertThat(reply.json().text("message")).isPresent();
  }

  private String take() throws Exception {
    return controller().post("/live/v1/control", "{}").json().text("lease").orElseThrow();
  }

  private Reply input(String lease, String events) throws Exception {
    return controller()
        .post(
            "/live/v1/input",
            "{\"lease\":\"%s\",\"batch\":1,\"events\":[%s]}".formatted(lease, events));
  }

  @Test
  void takesInputFromWhoeverHasControl() throws Exception {
    var granted = controller().post("/live/v1/control", "").json();
    assertThat(granted.members().keySet())
        .containsExactly("lease", "no", "by", "since", "next", "graceSeconds");
    var lease = granted.text("lease").orElseThrow();
    var reply =
        input(
            lease,
            """
            {"type":"move","x":1,"y":2.5}, {"type":"down","x":1,"y":2,"button":0,"count":2},
            {"type":"up","x":1,"y":2,"button":0}, {"type":"wheel","x":3,"y":4,"dx":0,"dy":-100},
            {"type":"key","key":"a","code":"KeyA","text":"a","down":true},
            {"type":"key","key":"Enter","modifiers":8,"down":false}, {"type":"text","text":"é"},
            {"type":"go","url":"https://shop.test/a?b"}, {"type":"back"}, {"type":"close"}
            """);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.json()).isEqualTo(Json.parse("{\"next\":2}"));
    assertThat(browser().inputs)
        .containsExactly(
            new LiveInput.Move(1, 2.5),
            new LiveInput.Button(1, 2, 0, true, 2),
            new LiveInput.Button(1, 2, 0, false, 1),
            new LiveInput.Wheel(3, 4, 0, -100),
            new LiveInput.Key("a", "KeyA", 0, "a", true),
            new LiveInput.Key("Enter", "", 8, "", false),
            new LiveInput.Typed("é"),
            new LiveInput.Go("https://shop.test/a?b"),
            new LiveInput.Back(),
            new LiveInput.CloseTab());
    var end = controller().post("/live/v1/release", "{\"lease\":\"" + lease + "\"}");
    assertThat(end.status()).isEqualTo(204);
    refused(input(lease, ""), 409, "ControlLost");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'move','x':1}",
        "{'type':'move','x':'1','y':1}",
        "{'type':'move','x':1e400,'y':1}",
        "{'type':'move','x':-1,'y':1}",
        "{'type':'move','x':1000,'y':1}",
        "{'type':'fly','x':1,'y':1}",
        "{'type':'down','x':1,'y':1,'button':3}",
        "{'type':'down','x':1,'y':1,'button':0,'count':4}",
        "{'type':'wheel','x':1,'y':1,'dx':0,'dy':1e9}",
        "{'type':'key','key':'Launch','down':true}",
        "{'type':'key','key':'','down':true}",
        "{'type':'key','key':'\\u0003','down':true}",
        "{'type':'key','key':'a','code':'<script>','down':true}",
        "{'type':'key','key':'a','modifiers':16,'down':true}",
        "{'type':'key','key':'a','text':'a whole sentence','down':true}",
        "{'type':'text','text':''}",
        "{'type':'go','url':'file:///etc/passwd'}",
        "{'type':'go','url':'javascript:alert(1)'}",
        "{'type':'go','url':'https:///nowhere'}",
        "{'type':'go','url':'view-source:https://a.test'}",
        "{'type':'text','text':'a\\u0000b'}",
        "{'type':'text','text':'a','more':1}"
      })
  void refusesWhatNobodyCanDo(String event) throws Exception {
    var lease = take();
    refused(
        input(lease, "{\"type\":\"move\",\"x\":1,\"y\":1}," + event.replace('\'', '"')),
        400,
        "BadRequest");
    assertThat(browser().inputs).isEmpty();
  }

  @Test
  void refusesTooMuchAtOnce() throws Exception {
    var lease = take();
    var move = "{\"type\":\"move\",\"x\":1,\"y\":1}";
    refused(input(lease, (move + ",").repeat(64) + move), 400, "BadRequest");
    var long_ = "{\"type\":\"text\",\"text\":\"" + "a".repeat(10_001) + "\"}";
    refused(input(lease, long_), 400, "BadRequest");
    refused(
        input(lease, "{\"type\":\"text\",\"text\":\"" + "a".repeat(300_000) + "\"}"),
        413,
        "BodyTooLarge");
    var batch = (move + ",").repeat(63) + move;
    Reply reply = input(lease, batch);
    for (int no = 2; reply.status() == 200 && no < 100; no++) {
      var body = "{\"lease\":\"%s\",\"batch\":%d,\"events\":[%s]}".formatted(lease, no, batch);
      reply = controller().post("/live/v1/input", body);
    }
    refused(reply, 429, "TooMuch");
    assertThat(reply.header("Retry-After")).isEqualTo("1");
  }

  @Test
  void tellsWhoHasControlAndWhichBatchIsMissing() throws Exception {
    var lease = take();
    var second = controller().post("/live/v1/control", "{}");
    refused(second, 409, "ControlTaken");
    assertThat(second.json().text("by")).hasValue("Ada");
    assertThat(second.json().text("since")).hasValue("2026-01-02T03:04:05Z");
    var gap =
        "{\"lease\":\"%s\",\"batch\":3,\"events\":[{\"type\":\"move\",\"x\":1,\"y\":1}]}"
            .formatted(lease);
    var reply = controller().post("/live/v1/input", gap);
    refused(reply, 409, "InputOutOfOrder");
    assertThat(reply.json().get("next")).hasValue(new JsonNumber(1));
    assertThat(controller().post("/live/v1/control", "{\"force\":true}").status()).isEqualTo(200);
    refused(input(lease, ""), 409, "ControlLost");
  }

  private void refusedEverywhere(AllysonHttp who, int status, String error) throws Exception {
    refused(who.get("/live/v1/stream"), status, error);
    refused(who.post("/live/v1/control", "{}"), status, error);
    refused(who.post("/live/v1/input", "{\"lease\":\"x\",\"events\":[]}"), status, error);
    refused(who.post("/live/v1/release", "{\"lease\":\"x\"}"), status, error);
  }

  @Test
  void refusesTokensThatAreNoGood() throws Exception {
    var good = token(LiveScope.CONTROL);
    refusedEverywhere(anybody, 401, "TokenMissing");
    refusedEverywhere(anybody.with("Authorization", "Basic YTpi"), 401, "TokenRefused");
    refusedEverywhere(anybody.withToken("sk-something"), 401, "TokenRefused");
    var view = token(LiveScope.VIEW);
    var bytes = Base64.getUrlDecoder().decode(view.substring(6));
    bytes[20] = 1;
    var forged = "live1." + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    refusedEverywhere(anybody.withToken(forged), 401, "TokenRefused");
    var others =
        new LiveTokens(_ -> new byte[32], stage::now, LiveSettings.USUAL, () -> "https://b.test")
            .issue(stage.owner, stage.id, LiveScope.CONTROL, "Eve");
    refusedEverywhere(anybody.withToken(others.token()), 401, "TokenRefused");
    stage.turnClock(LiveSettings.USUAL.open());
    refusedEverywhere(anybody.withToken(good), 401, "TokenExpired");
  }

  @Test
  void letsThoseWhoMayWatchWatchAlone() throws Exception {
    var viewer = anybody.withToken(token(LiveScope.VIEW));
    refused(viewer.post("/live/v1/control", "{}"), 403, "ViewOnly");
    refused(viewer.post("/live/v1/input", "{\"lease\":\"x\",\"events\":[]}"), 403, "ViewOnly");
    refused(viewer.post("/live/v1/release", "{\"lease\":\"x\"}"), 403, "ViewOnly");
  }

  @Test
  void knowsNothingOfADeletedSession() throws Exception {
    var known = controller();
    var lease = take();
    stage.delete();
    refused(known.get("/live/v1/stream"), 404, "SessionMissing");
    refused(known.post("/live/v1/control", "{}"), 404, "SessionMissing");
    Stage.await("the end", () -> stage.views.controller(stage.owner, stage.id).isEmpty());
    refused(
        known.post("/live/v1/input", "{\"lease\":\"" + lease + "\",\"events\":[]}"),
        404,
        "SessionMissing");
    refused(known.post("/live/v1/release", "{\"lease\":\"x\"}"), 404, "SessionMissing");
  }

  /** Reads the stream off the wire, no faster than the test asks. */
  private final class Viewer implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;
    private String chunk = "";

    Viewer(String token) throws IOException {
      socket = new Socket();
      socket.setReceiveBufferSize(4096);
      socket.connect(
          new java.net.InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), server.port()));
      var request =
          "GET /live/v1/stream HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
              + token
              + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream(), 1024));
      var head = new StringBuilder();
      for (var line = line(); !line.isEmpty(); line = line()) {
        head.append(line).append('\n');
      }
      chunk = head.toString();
    }

    String head() {
      return chunk;
    }

    private String line() throws IOException {
      var line = new StringBuilder();
      for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
        line.append((char) next);
      }
      return line.toString().strip();
    }

    /** The header of the next message of that type; each message is one chunk. */
    JsonObject next(String type) throws IOException {
      while (true) {
        int size = Integer.parseInt(line(), 16);
        var bytes = in.readNBytes(size);
        line();
        var sizes = java.nio.ByteBuffer.wrap(bytes);
        int head = sizes.getInt();
        int body = sizes.getInt();
        assertThat(bytes).hasSize(8 + head + body);
        var header = (JsonObject) Json.parse(new String(bytes, 8, head, StandardCharsets.UTF_8));
        if (header.text("type").orElse("").equals(type)) {
          return header.with("size", new JsonNumber(body));
        }
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private static long number(JsonObject message, String name) {
    return ((JsonNumber) message.get(name).orElseThrow()).value().longValueExact();
  }

  @Test
  void streamsAsFastAsItIsReadAndKeepsNothing() throws Exception {
    try (var slow = new Viewer(token(LiveScope.VIEW));
        var quick = new Viewer(token(LiveScope.VIEW))) {
      assertThat(slow.head())
          .contains("Content-Type: application/vnd.parley.live", "X-Accel-Buffering: no")
          .contains("no-store");
      var hello = quick.next("hello");
      assertThat(hello.text("scope")).hasValue("view");
      assertThat(stage.tokens.check(hello.text("token").orElseThrow()).session())
          .isEqualTo(stage.id);
      var _ = quick.next("state");
      Stage.await("one stream", () -> browser().streams() == 1);
      int shown = 400;
      for (int i = 1; i <= shown; i++) {
        browser().show(100_000);
        assertThat(number(quick.next("frame"), "no")).isEqualTo(i);
      }
      long read = 0;
      JsonObject frame;
      do {
        frame = slow.next("frame");
        read++;
      } while (number(frame, "no") < shown);
      assertThat(number(frame, "missed")).isPositive().isEqualTo(shown - read);
      assertThat(read).as("what fits into sockets, and one").isLessThan(150);
    }
    // who has gone is missed when something is sent
    Stage.await(
        "nobody watches",
        () -> {
          browser().show(1);
          return stage.views.load().viewers() == 0;
        });
  }

  @Test
  void endsTheStreamOfATokenThatIsOver() throws Exception {
    try (var viewer = new Viewer(token(LiveScope.VIEW))) {
      var _ = viewer.next("state");
      stage.turnClock(Duration.ofMinutes(2));
      browser().show(1);
      assertThat(viewer.next("token").text("token").orElseThrow()).startsWith("live1.");
      stage.turnClock(LiveSettings.USUAL.life());
      browser().show(1);
      assertThat(viewer.next("end").text("why")).hasValue("expired");
    }
  }

  @Test
  void sendsViewersAwayWhenItStops() throws Exception {
    try (var viewer = new Viewer(token(LiveScope.VIEW))) {
      var _ = viewer.next("state");
      server.beginDrain();
      assertThat(viewer.next("end").text("why")).hasValue("stopping");
    }
  }

  @Test
  void givesThePageNothingFromElsewhere() throws Exception {
    assertThat(anybody.get("/live").status()).isEqualTo(308);
    for (var file :
        Map.of("", "text/html", "live.js", "text/javascript", "live.css", "text/css").entrySet()) {
      var reply = anybody.get("/live/" + file.getKey());
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.header("Content-Type")).startsWith(file.getValue());
      assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
      assertThat(reply.header("Content-Security-Policy"))
          .startsWith("default-src 'none'; script-src 'self'; style-src 'self'")
          .doesNotContain("unsafe", "http");
      assertThat(reply.text()).doesNotContain("=\"http", "url(", "@import", "style=", "onclick=\"");
    }
    refused(anybody.get("/live/else"), 404, "NotFound");
  }
}
