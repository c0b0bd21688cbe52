package dev.parley.door.allyson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The life of a key (contract §5.2). */
class ApiKeysTest {
  private static final String KEYS = "/v1/api-keys";
  private final TestDoor door = TestDoor.open();
  private AllysonHttp ann;

  @BeforeEach
  void signIn() {
    ann = door.byToken(door.ann);
  }

  @AfterEach
  void close() {
    door.close();
  }

  private static void assertGolden(String name, int status, AllysonHttp.Reply reply)
      throws Exception {
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    GoldenFile.assertMatches(GoldenFile.read(name), reply.json());
  }

  private static String data(AllysonHttp.Reply reply, String name) {
    return reply.object("data").text(name).orElseThrow();
  }

  @Test
  void makesUsesRenamesAndRevokesAKey() throws Exception {
    var created = ann.post(KEYS + "/create", "{\"name\":\" Laptop \"}");
    assertGolden("api-key-created", 201, created);
    var key = data(created, "key");
    assertThat(data(created, "keyPreview"))
        .isEqualTo(key.substring(0, 14) + "..." + key.substring(key.length() - 4));
    assertGolden("api-keys-unused", 200, ann.get(KEYS));

    door.identity.turn(Duration.ofMinutes(5));
    var byKey = door.nobody().withKey(key);
    assertThat(byKey.get("/v1/me").text()).contains("ann@example.com");
    var id = data(created, "id");
    assertGolden("api-key-updated", 200, ann.put(KEYS + "/" + id, "{\"name\":\"Desk\"}"));

    var revoked = ann.post(KEYS + "/revoke/" + id, "");
    assertGolden("api-key-revoked", 200, revoked);
    assertThat(byKey.get("/v1/me").status()).isEqualTo(401);
    assertGolden("api-keys-revoked", 200, ann.get(KEYS + "?status=inactive"));
    assertThat(ann.post(KEYS + "/revoke/" + id, "").text()).isEqualTo(revoked.text());
    assertThat(ann.get(KEYS).text()).doesNotContain(key);
  }

  @Test
  void callsAKeyWithoutANameTheDefaultOne() throws Exception {
    for (var body : new String[] {"", "{}", "{\"name\":null}", "{\"name\":\" \"}"}) {
      assertThat(data(ann.post(KEYS + "/create", body), "name")).isEqualTo("Default Key");
    }
  }

  @Test
  void showsKeysToTheirOwnerAlone() throws Exception {
    var id = data(ann.post(KEYS + "/create", "{\"name\":\"Laptop\"}"), "id");
    var bob = door.byToken(door.bob);
    assertThat(bob.get(KEYS).text()).contains("\"totalApiKeys\":0");
    assertThat(bob.get(KEYS + "/query?searchTerm=laptop").text()).contains("\"totalApiKeys\":0");
    assertThat(bob.put(KEYS + "/" + id, "{\"name\":\"x\"}").status()).isEqualTo(404);
    assertThat(bob.post(KEYS + "/revoke/" + id, "").status()).isEqualTo(404);
    assertThat(ann.get(KEYS).text()).contains("\"name\":\"Laptop\"", "\"isActive\":true");
  }

  @Test
  void listsAPageAtATimeNewestFirst() throws Exception {
    for (int i = 0; i < 17; i++) {
      door.identity.turn(Duration.ofSeconds(1));
      ann.post(KEYS + "/create", "{\"name\":\"key " + i + "\"}");
    }
    assertThat(names(ann.get(KEYS))).startsWith("key 16", "key 15").hasSize(10);
    assertThat(names(ann.get(KEYS + "/query"))).hasSize(15);
    assertThat(names(ann.get(KEYS + "?page=2&limit=15"))).containsExactly("key 1", "key 0");
    assertThat(ann.get(KEYS + "?limit=15").text()).contains("\"totalPages\":2");
    assertThat(names(ann.get(KEYS + "/query?searchTerm=Y%201"))).hasSize(8);
    assertThat(names(ann.get(KEYS + "/query?searchTerm=%25"))).isEmpty();
  }

  private static List<String> names(AllysonHttp.Reply reply) {
    return ((JsonArray) reply.member("data"))
        .elements().stream().map(key -> ((JsonObject) key).text("name").orElseThrow()).toList();
  }

  @Test
  void letsNoKeyMakeOrChangeKeysNotEvenAnAdministrators() throws Exception {
    var id = data(ann.post(KEYS + "/create", "{}"), "id");
    for (var byKey : new AllysonHttp[] {door.byKey(door.ann), door.byKey(door.bob)}) {
      assertThat(byKey.post(KEYS + "/create", "{}").status()).isEqualTo(403);
      assertThat(byKey.put(KEYS + "/" + id, "{\"name\":\"x\"}").status()).isEqualTo(403);
      assertThat(byKey.post(KEYS + "/revoke/" + id, "").status()).isEqualTo(403);
      assertThat(byKey.get(KEYS).status()).isEqualTo(200);
    }
    assertThat(ann.get(KEYS + "?status=active").text()).contains(id).contains("\"totalApiKeys\":2");
  }
}
