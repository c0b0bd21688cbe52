package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.cli.Screen;
import dev.parley.door.aip.AipHttp;
import dev.parley.door.allyson.AllysonHttp;
import dev.parley.postgres.DatabaseAddress;
import dev.parley.postgres.TestDatabase;
import dev.parley.secret.KeyRefused;
import dev.parley.vault.Vault;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ways back for an operator who has lost something, as docs/operations.md tells them. */
class RecoveryTest {
  private static final String TALK =
      "/agents/ri.aip-agents..agent.0f1e2d3c-4b5a-4697-8879-6a5b4c3d2e1f"
          + "/sessions/ri.aip-agents..session.e7416d5c-8aec-4124-bdb0-123c79ebc3b5";

  @TempDir private Path folder;

  private static String parley(
      Map<String, String> settings, int code, String typed, String... words) {
    var screen = new Screen(typed, false);
    assertThat(Main.run(settings, screen.terminal, words)).as(screen.err()).isEqualTo(code);
    return screen.out().isEmpty() ? screen.err() : screen.out().strip();
  }

  private static boolean isPassword(DatabaseAddress address, String password) throws Exception {
    try (var connection =
            DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
        var statement = connection.createStatement();
        var row = statement.executeQuery("select password from account where name = 'admin'")) {
      assertThat(row.next()).isTrue();
      return Vault.passwords().matches(password, row.getString(1));
    }
  }

  @Test
  void theOnlyAdministratorWhoHasLostEverythingComesBackFromTheServersMachine() throws Exception {
    try (var server = TestServer.start()) {
      var password = parley(server.local(), 0, "", "users", "reset", "admin");
      assertThat(isPassword(server.database(), password)).isTrue();
      assertThat(isPassword(server.database(), "test-password")).isFalse();
      var token = parley(server.local(), 0, "", "keys", "create", "the new one");
      var agent = new AipHttp(server.url(), token).get("/agents/" + TestServer.PLAIN);
      assertThat(agent.status()).isEqualTo(200);

      server.restart(Map.of("PARLEY_BOOTSTRAP_PASSWORD", "another-password"));
      assertThat(isPassword(server.database(), "another-password")).isTrue();
    }
  }

  private Map<String, String> settings(int key) {
    var bytes = new byte[32];
    bytes[0] = (byte) key;
    var settings = new HashMap<String, String>();
    settings.put("PARLEY_DATA_DIR", folder.resolve("data").toString());
    settings.put("PARLEY_SECRET_KEY", Base64.getEncoder().encodeToString(bytes));
    return settings;
  }

  @Test
  void aDatabaseWhoseKeyIsLostGoesOnWithoutWhatItHadSealed() throws Exception {
    var address = TestServer.url(TestDatabase.fresh());
    var before = settings(0);
    before.put("PARLEY_DATABASE_URL", address);
    parley(before, 0, "", "import", "src/test/resources/upgrade/v005.tar.gz");
    var after = settings(1);
    after.put("PARLEY_DATABASE_URL", address);
    assertThatThrownBy(() -> TestServer.start(after))
        .isInstanceOf(KeyRefused.class)
        .hasMessageContaining("docs/operations.md says what is lost without it");
    assertThat(parley(after, 1, "", "doctor")).contains("another one than the database is used");

    assertThat(parley(before, 1, "", "doctor", "--forget-key")).contains("is there and fits");
    assertThat(parley(after, 1, "no\n", "doctor", "--forget-key")).contains("Nothing was changed");
    assertThat(parley(after, 0, "forget\n", "doctor", "--forget-key")).contains("Done.");
    try (var server = TestServer.start(after)) {
      assertThat(server.client().get(TALK + "/content").text()).contains("I am **merry** now.");
      var http = AllysonHttp.at(server.url()).withToken(TestServer.TOKEN);
      assertThat(http.get("/v1/sessions/0d60463f").text())
          .contains("Price of the ESP32", "save_to_file", "price.txt");
      assertThat(http.get("/user").status()).isEqualTo(200);
      assertThat(isPassword(DatabaseAddress.parse(address), "test-password")).isTrue();
    }
  }
}
