package dev.parley.door.allyson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.http.HttpServer;
import dev.parley.http.HttpSettings;
import dev.parley.model.Passthrough.Ask;
import dev.parley.model.Passthrough.Own;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What of a request is handed on to a provider (contract §5.6). */
class ChatTest {
  private static final String CHAT = "/v1/chat/completions";
  private static final String BODY =
      "{ \"model\":\"gpt-test\",\n \"messages\" : [{\"content\":\"\\u0000 \\ud800 ü\"}], \"n\":1e3 }";
  private static TestDoor door;

  @BeforeAll
  static void open() {
    door = TestDoor.open();
  }

  @AfterAll
  static void close() {
    door.close();
  }

  @BeforeEach
  void fill() {
    Samples.fill(door);
  }

  private static Ask asked(AllysonHttp client, String query, String body) throws Exception {
    var reply = client.post(CHAT + query, body);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return door.house.asked.getLast();
  }

  @Test
  void handsTheBodyOnAsItCame() throws Exception {
    var ask = asked(door.byKey(door.ann), "", BODY);
    assertThat(ask.body()).isEqualTo(BODY.getBytes(StandardCharsets.UTF_8));
    assertThat(ask.model()).isEqualTo("gpt-test");
    assertThat(ask.streams()).isFalse();
    assertThat(ask.own()).isNull();
    assertThat(ask.query()).isEmpty();
    var large = BODY.replace("ü", "x".repeat(7_000_000));
    assertThat(asked(door.byKey(door.ann), "", large).body()).hasSize(large.length());
    var larger = BODY.replace("ü", "x".repeat(9_000_000));
    assertThat(door.byKey(door.ann).post(CHAT, larger).status()).isEqualTo(413);
    assertThat(asked(door.byKey(door.ann), "", BODY.replace("\"n\":1e3", "\"stream\":true")))
        .satisfies(streaming -> assertThat(streaming.streams()).isTrue());
  }

  @Test
  void handsTheQueryOnWithoutTheKeyInIt() throws Exception {
    var key = door.key(door.ann);
    assertThat(asked(door.nobody(), "?api-version=1&apiKey=" + key + "&x=%20%C3%BC&x&y=", BODY))
        .satisfies(ask -> assertThat(ask.query()).isEqualTo("api-version=1&x=%20%C3%BC&x&y="));
    assertThat(asked(door.nobody(), "?%61piKey=" + key + "&a=b", BODY).query()).isEqualTo("a=b");
    assertThat(asked(door.byKey(door.ann), "?apiKey=" + key + "&apiKey=z", BODY).query()).isEmpty();
  }

  private static Own own(AllysonHttp client) throws Exception {
    return Objects.requireNonNull(asked(client, "", BODY).own());
  }

  @Test
  void handsTheCallersOwnKeyOn() throws Exception {
    var client = door.byKey(door.ann).with("x-openai-api-key", " sk-own ");
    var own = own(client);
    assertThat(own.key()).isEqualTo("sk-own");
    assertThat(own.baseUrl()).isNull();
    assertThat(own.toString() + door.house.asked).doesNotContain("sk-own");
    var elsewhere = client.with("x-openai-base-url", "https://api.example:8443/a/v1/");
    assertThat(own(elsewhere).baseUrl()).hasToString("https://api.example:8443/a/v1/");
    var blank = door.byKey(door.ann).with("x-openai-api-key", "").with("x-openai-base-url", " ");
    assertThat(asked(blank, "", BODY).own()).isNull();
  }

  @Test
  void saysHowLongToWaitWhereTheProviderDoes() throws Exception {
    var reply = door.byKey(door.ann).post(CHAT, BODY.replace("gpt-test", "limited"));
    assertThat(reply.status()).isEqualTo(429);
    assertThat(reply.header("Retry-After")).isEqualTo("7");
  }

  @Test
  void isNoRouteUnlessSwitchedOn() throws Exception {
    var off =
        new AllysonParts(
            door.people(door.identity.authenticateKey),
            door.house,
            door.house.files(),
            door.sight(),
            null,
            0,
            door.identity.clock);
    try (var server =
        HttpServer.start(HttpSettings.onLoopback(0), List.of(AllysonDoor.surface(off)))) {
      var reply = TestDoor.at(server).withKey(door.key(door.ann)).post(CHAT, BODY);
      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.text()).isEqualTo("{\"error\":\"Not found\"}");
    }
  }
}
