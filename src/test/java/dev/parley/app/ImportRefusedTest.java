package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.archive.ArchiveFault;
import dev.parley.cli.Screen;
import dev.parley.postgres.Database;
import dev.parley.postgres.DatabaseAddress;
import dev.parley.postgres.RestoreRows;
import dev.parley.postgres.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What export and import do not do, and what they say instead. */
class ImportRefusedTest {
  private static final Path ARCHIVE = Path.of("src/test/resources/upgrade/v005.tar.gz");

  @TempDir private Path folder;
  private final DatabaseAddress address = TestDatabase.fresh();
  private final Map<String, String> settings = new HashMap<>();

  @BeforeEach
  void set() {
    settings.put("PARLEY_DATABASE_URL", TestServer.url(address));
    settings.put("PARLEY_DATA_DIR", data().toString());
    settings.put("PARLEY_SECRET_KEY", Base64.getEncoder().encodeToString(new byte[32]));
  }

  private Path data() {
    return folder.resolve("data");
  }

  private String parley(int code, String typed, String... words) {
    var screen = new Screen(typed, false);
    assertThat(Main.run(settings, screen.terminal, words)).as(screen.err()).isEqualTo(code);
    return screen.out() + screen.err();
  }

  private void executed(String sql) throws Exception {
    try (var connection =
            DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void takesNothingInOfAnArchiveThatIsCutOffAndAllOfItAfterwards() throws Exception {
    var whole = Files.readAllBytes(ARCHIVE);
    var cut = Files.write(folder.resolve("cut.tar.gz"), Arrays.copyOf(whole, 47_000));
    assertThat(parley(1, "", "import", cut.toString())).contains("The archive ends in the middle");
    try (var database = Database.asItIs(address, 2);
        var again = RestoreRows.into(database, 5)) {
      assertThat(again).isNotNull();
    }
    assertThat(parley(0, "", "import", ARCHIVE.toString())).contains("67 rows imported");
    assertThat(parley(1, "", "import", ARCHIVE.toString()))
        .contains("is imported into an empty database, and this one has rows in the table")
        .contains("Set PARLEY_DATA_DIR to a new folder, or PARLEY_DATABASE_URL to an empty");
  }

  @Test
  void asksForTheKeyOfTheArchive() {
    settings.remove("PARLEY_SECRET_KEY");
    assertThat(parley(1, "", "import", ARCHIVE.toString()))
        .contains("The server key is not here. Set PARLEY_SECRET_KEY to it, or put it back as ");
    assertThat(data().resolve("secret.key")).doesNotExist();
    var other = new byte[32];
    other[5] = 5;
    settings.put("PARLEY_SECRET_KEY", Base64.getEncoder().encodeToString(other));
    assertThat(parley(1, "", "import", ARCHIVE.toString()))
        .contains("The server key is another one than that of this data.");
  }

  @Test
  void carriesTheKeyUnderAPassphraseIfThatIsWanted() throws Exception {
    parley(0, "", "import", ARCHIVE.toString());
    var archive = folder.resolve("with key.tar.gz").toString();
    assertThat(parley(2, "too short\n", "export", archive, "--with-key"))
        .contains("A passphrase has at least 12 letters");
    parley(0, "correct horse battery\n", "export", archive, "--with-key");
    assertThat(Files.getPosixFilePermissions(Path.of(archive))).hasSize(2);
    var key = settings.remove("PARLEY_SECRET_KEY");
    settings.put("PARLEY_DATABASE_URL", TestServer.url(TestDatabase.fresh()));
    assertThat(parley(1, "wrong horse battery\n", "import", archive))
        .contains("The passphrase is not the one the key was sealed with.");
    assertThat(parley(0, "correct horse battery\n", "import", archive))
        .contains("set PARLEY_SECRET_KEY to what stands there");
    assertThat(data().resolve("secret.key")).hasContent(key + "\n");
  }

  @Test
  void saysWhyNothingIsExported() throws Exception {
    var file = folder.resolve("a.tar.gz").toString();
    assertThat(parley(1, "", "export", file)).contains("There is nothing to export: the database");
    var url = settings.remove("PARLEY_DATABASE_URL");
    assertThat(parley(1, "", "export", file)).contains("no server has used the data folder");
    settings.put("PARLEY_DATABASE_URL", String.valueOf(url));
    parley(0, "", "import", ARCHIVE.toString());
    assertThat(parley(1, "", "export", ARCHIVE.toString())).contains("is there already");
    assertThat(parley(1, "", "export", folder.resolve("no/a").toString()))
        .contains("There is no folder");
    executed(
        "insert into flyway_schema_history (installed_rank, version, description, type, script,"
            + " installed_by, execution_time, success)"
            + " values (999, '999', 'later', 'SQL', 'V999__later.sql', 'x', 1, true)");
    assertThat(parley(1, "", "export", file)).contains("The database is of a newer Parley");
    assertThat(folder.toFile().list()).noneMatch(left -> left.contains(".tar.gz"));
  }

  @Test
  void takesInNothingOfANewerVersionNorBesideTablesOfOthers() throws Exception {
    try (var database = Database.asItIs(address, 2)) {
      assertThatThrownBy(() -> RestoreRows.into(database, 999))
          .isInstanceOf(ArchiveFault.class)
          .hasMessageContaining("The archive is of a newer Parley");
    }
    executed("create table theirs (id int)");
    assertThat(parley(1, "", "import", ARCHIVE.toString()))
        .contains("this one has tables of others");
    assertThat(parley(1, "", "import", folder.resolve("none").toString())).contains("There is no ");
  }
}
