package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.door.identity.Visitor;
import dev.parley.openid.TestOpenId;
import dev.parley.postgres.Database;
import dev.parley.postgres.IdentityRows;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** A whole server whose people sign in at a provider that its settings name. */
@NullMarked
class OpenIdServedTest {
  @Test
  void signsPeopleInWhoAreSignedInAtTheProvider() throws Exception {
    try (var openId = new TestOpenId();
        var server = TestServer.start(settings(openId));
        var visitor = new Visitor()) {
      writeDownTheAddressOfTheAdministrator(server);
      var query = "response_type=code&client_id=" + TestServer.CLIENT;
      var there =
          visitor.get(
              server.url()
                  + "/multipass/elsewhere/company?request="
                  + URLEncoder.encode(query, StandardCharsets.UTF_8));
      assertThat(there.status()).as(there.text()).isEqualTo(303);
      var back = visitor.get(there.location().toString());
      assertThat(back.location().toString())
          .startsWith(server.url() + "/multipass/back/company?code=");
      var signedIn = visitor.get(back.location().toString());
      var consent = visitor.get(signedIn.location().toString());
      assertThat(consent.text()).contains("You are signed in as admin");
      var agreed = visitor.send(consent, Map.of("decision", "allow"));
      assertThat(agreed.parameter("code")).isNotEmpty();
    }
  }

  private static Map<String, String> settings(TestOpenId openId) {
    var settings = new HashMap<>(openId.written("company"));
    settings.put("PARLEY_BOOTSTRAP_REDIRECT_URI", "https://app.example/back");
    return settings;
  }

  private static void writeDownTheAddressOfTheAdministrator(TestServer server) {
    try (var database = Database.open(server.database(), 2)) {
      var users = new IdentityRows(database).users();
      var admin = users.person("admin").orElseThrow();
      assertThat(users.setEmail(admin.id(), "ann@example.com")).isTrue();
    }
  }
}
