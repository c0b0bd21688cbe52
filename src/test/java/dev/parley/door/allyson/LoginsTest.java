package dev.parley.door.allyson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonObject;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How much may be saved, and by whom it is seen (contract §5.1). */
class LoginsTest {
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

  private static String body(String url, int cookies, int bytes) {
    var value = "v".repeat(bytes);
    var all =
        IntStream.range(0, cookies)
            .<JsonValue>mapToObj(i -> JsonObject.EMPTY.with("name", "c" + i).with("value", value))
            .toList();
    return JsonObject.EMPTY.with("url", url).with("cookies", new JsonArray(all)).toString();
  }

  @Test
  void takesAMegabyteAndSaysWhereItsBoundsAre() throws Exception {
    var ann = door.byKey(door.ann);
    var large = ann.post("/v1/cookies/save", body("https://a.example", 270, 4000));
    assertThat(large.status()).isEqualTo(201);
    assertThat(large.text()).doesNotContain("vvv");
    var tooMany = ann.post("/v1/cookies/save", body("https://b.example", 501, 1));
    assertThat(tooMany.status()).isEqualTo(400);
    assertThat(tooMany.text()).contains("cookies holds 501, and a login at most 500.");
    var tooLarge = ann.put("/v1/cookies/update", body("https://b.example", 1, 4096));
    assertThat(tooLarge.status()).isEqualTo(400);
    assertThat(tooLarge.text()).contains("cookies[0] \\\"c0\\\" is larger than 4096 bytes");
    var endless = ann.post("/v1/cookies/save", body("https://b.example", 500, 20_000));
    assertThat(endless.status()).isEqualTo(413);
    assertThat(endless.json().members()).containsOnlyKeys("error");
  }

  @Test
  void saysWhenAUserHasSavedTooMuchInAll() throws Exception {
    var ann = door.byKey(door.ann);
    for (int site = 0; site < 5; site++) {
      ann.post("/v1/cookies/save", body("https://s" + site + ".example", 500, 1));
    }
    var full = ann.post("/v1/cookies/save", body("https://s5.example", 500, 1));
    assertThat(full.status()).as("one of known.example is there").isEqualTo(413);
    assertThat(full.text())
        .isEqualTo(
            "{\"success\":false,\"error\":\"You would have more than 3000 cookies saved. Delete"
                + " those of a site you no longer need.\"}");
    assertThat(ann.post("/v1/cookies/save", body("https://s5.example", 499, 1)).status())
        .isEqualTo(201);
    assertThat(door.byKey(door.bob).post("/v1/cookies/save", body("https://s5.example", 500, 1)))
        .satisfies(reply -> assertThat(reply.status()).isEqualTo(201));
  }

  @Test
  void leavesThoseOfOthersAlone() throws Exception {
    var bob = door.byToken(door.bob);
    var known = JsonObject.EMPTY.with("url", "https://known.example").toString();
    assertThat(bob.post("/v1/cookies/check", known).text()).contains("\"data\":null");
    assertThat(bob.put("/v1/cookies/update", body("https://known.example", 2, 1)).status())
        .isEqualTo(200);
    assertThat(bob.send("DELETE", "/v1/cookies/delete", known).status()).isEqualTo(200);
    var still = door.byKey(door.ann).post("/v1/cookies/check", known);
    assertThat(still.text()).contains("\"name\":\"sid\"");
    assertThat(door.house.logins().usable(door.ann).cookies())
        .singleElement()
        .satisfies(cookie -> assertThat(cookie.value()).isEqualTo(Samples.VALUE));
  }
}
