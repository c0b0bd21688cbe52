package dev.parley.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chrome.NeedsChromium;
import dev.parley.cli.Screen;
import dev.parley.door.aip.AipHttp;
import dev.parley.identity.CloseAccount;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.postgres.Database;
import dev.parley.postgres.IdentityRows;
import dev.parley.postgres.RecentBearers;
import dev.parley.postgres.SessionRows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is deleted is nowhere: words that were put into everything a session and a user have stand
 * in no row of any table and in no file afterwards.
 */
@NeedsChromium
class ForgottenTest {
  private static final Duration MOST = Duration.ofSeconds(20);

  @TempDir private static Path workspace;
  private static HeldModel model;
  private static HeldPages pages;
  private static Database database;
  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    model = new HeldModel();
    pages = new HeldPages();
    server =
        TestServer.start(
            Map.of(
                "PARLEY_MODEL", model.spec(),
                "PARLEY_BROWSER_START_URL", pages.url("/"),
                "PARLEY_BROWSER_ALLOW_PRIVATE", pages.hostAndPort()));
    database = Database.open(server.database(), 2);
  }

  @AfterAll
  static void stop() {
    server.close();
    database.close();
    pages.close();
    model.close();
  }

  /** A word that stands nowhere but where it is put. */
  private record Canary(String word) {
    String in(String what) {
      return what + " " + word;
    }

    /** Tables and files in which it stands, as text or as bytes. */
    List<String> places() throws Exception {
      var found = new ArrayList<String>();
      var lower = word.toLowerCase(Locale.ROOT);
      for (var row : Leaks.rows(server.database()).lines().toList()) {
        if (row.toLowerCase(Locale.ROOT).contains(lower) || row.contains(Leaks.hex(word))) {
          found.add(row.substring(0, Math.min(row.length(), 300)));
        }
      }
      for (var file : files()) {
        if (read(file).toLowerCase(Locale.ROOT).contains(lower)) {
          found.add(file.toString());
        }
      }
      return found;
    }

    /** What goes away meanwhile is not missed. */
    private static List<Path> files() throws IOException {
      var all = new ArrayList<Path>();
      Files.walkFileTree(
          server.data(),
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              all.add(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
              return FileVisitResult.CONTINUE;
            }
          });
      return all;
    }

    private static String read(Path file) throws IOException {
      try {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      } catch (NoSuchFileException gone) {
        return "";
      }
    }

    void assertThereIn(String... places) throws Exception {
      var there = places();
      for (var place : places) {
        assertThat(there)
            .as(place)
            .anyMatch(line -> line.startsWith(place) || line.contains(place));
      }
    }

    void assertNowhere() throws Exception {
      assertThat(places()).isEmpty();
    }
  }

  private static Person person(Canary canary) {
    return Person.made("person." + canary.word, server, database);
  }

  /** A conversation whose title, input, tool call and its outcome, and answer have the word. */
  private static Talk talk(Person person, Canary canary) throws Exception {
    var aip = new AipHttp(server.url(), person.token());
    var talk = new Talk(aip, TestServer.session(aip, TestServer.WORKER));
    var said = talk.say("plan safe:" + canary.word + "a");
    assertThat(said.textAt("agentMarkdownResponse")).contains(canary.word);
    var title = JsonObject.EMPTY.with("title", canary.in("About"));
    assertThat(aip.put(talk.path() + "/updateTitle", title.toString()).status()).isEqualTo(204);
    canary.assertThereIn("session(", "turn(", "step(", "event(");
    return talk;
  }

  /** A task with the word in all that is given, said, asked, answered and saved. */
  private static HeldSession task(Person person, Canary canary) throws Exception {
    var task = canary.in("Task");
    var file =
        JsonObject.EMPTY
            .with("filename", canary.in("given") + ".txt")
            .with("content", base64(canary.in("content")));
    var secret =
        JsonObject.EMPTY.with("name", "key of " + canary.word).with("value", canary.in("value"));
    var order =
        JsonObject.EMPTY
            .with("task", task)
            .with("sessionDetails", canary.in("details"))
            .with("sessionVariables", new JsonArray(List.of(secret)))
            .with("files", new JsonArray(List.of(file)));
    var reply = person.byKey().post("/v1/sessions/new", order.toString());
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    var id = reply.json().text("sessionId").orElseThrow();
    var session = new HeldSession(person.byKey(), model, id, task);
    session.ask(session.asked(), canary.in("Question"));
    assertThat(
            session.answer(session.question(), canary.in("Question"), canary.in("answer")).status())
        .isEqualTo(200);
    var save =
        JsonObject.EMPTY
            .with("file_path", canary.in("saved") + ".txt")
            .with("content", canary.in("saved content"));
    session.play(session.asked(), "save_to_file", save.toString());
    var done = JsonObject.EMPTY.with("text", canary.in("Done")).toString();
    session.play(session.asked(), "done", done.replace("}", ",\"success\":true}"));
    session.awaitStatus("completed");
    canary.assertThereIn("web_session(", "turn(", "step(", "file(", "/blobs/");
    return session;
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  @Test
  void aConversationLeavesNothing() throws Exception {
    var canary = new Canary("Kanarienvogel1");
    var talk = talk(Person.made("first", server, database), canary);
    assertThat(talk.client().delete(talk.path()).status()).isEqualTo(204);
    canary.assertNowhere();
  }

  @Test
  void aTaskLeavesNothing() throws Exception {
    var canary = new Canary("Kanarienvogel2");
    var session = task(Person.made("second", server, database), canary);
    var order = JsonObject.EMPTY.with("sessionId", session.id()).toString();
    var deleted = session.http().post("/v1/sessions/delete-session", order);
    assertThat(deleted.status()).as(deleted.text()).isEqualTo(200);
    Await.until("the end of its browser", MOST, () -> canary.places().isEmpty());
    assertNoPicturesOf(session);
  }

  private static void assertNoPicturesOf(HeldSession session) throws Exception {
    assertThat(Leaks.rows(server.database())).doesNotContain("screenshot(" + session.id());
  }

  /** Tasks have none: they stay until somebody deletes them. */
  @Test
  void aConversationOlderThanItsRetentionLeavesNothing() throws Exception {
    var canary = new Canary("Kanarienvogel3");
    var _ = talk(Person.made("third", server, database), canary);
    var later = Instant.now().plus(Duration.ofHours(25));
    assertThat(new SessionRows(database, () -> later).sweep(100)).isPositive();
    canary.assertNowhere();
  }

  @Test
  void anAccountLeavesNothing() throws Exception {
    var canary = new Canary("Kanarienvogel4");
    var person = person(canary);
    var _ = talk(person, canary);
    var _ = task(person, canary);
    var cookies =
        """
        {"url": "https://%1$s.example/", "cookies": [
          {"name": "%1$s", "value": "%1$s", "domain": "%1$s.example", "path": "/"}]}
        """
            .formatted(canary.word.toLowerCase(Locale.ROOT));
    var saved = person.byKey().post("/v1/cookies/save", cookies);
    assertThat(saved.status()).as(saved.text()).isEqualTo(201);
    canary.assertThereIn("account(", "login(");
    assertThat(person.byToken().post("/user/delete", "").status()).isEqualTo(200);
    var rows = new IdentityRows(database);
    var later = Instant.now().plus(Duration.ofMinutes(2));
    var closing =
        new CloseAccount(rows.users(), new RecentBearers(rows.bearers()), List.of(), () -> later);
    assertThat(closing.sweep(10)).isEqualTo(1);
    Await.until("the end of its browser", MOST, () -> canary.places().isEmpty());
    assertThat(Leaks.rows(server.database())).doesNotContain(person.id().toString());
  }

  @Test
  void aDocumentLeavesNothing() throws Exception {
    var canary = new Canary("Kanarienvogel5");
    var folder = Files.createDirectories(workspace.resolve("documents"));
    Files.writeString(folder.resolve("kept.md"), "# Kept\n\nThis stays.");
    var gone = folder.resolve(canary.word + ".md");
    Files.writeString(gone, "# About %1$s\n\nA %1$s sings.".formatted(canary.word));
    apply();
    Await.until("it is in the index", MOST, () -> inIndex(canary));
    Files.delete(gone);
    apply();
    Await.until("it is in no row and no index", MOST, () -> canary.places().isEmpty());

    Files.writeString(folder.resolve("kept.md"), "# Kept\n\n" + canary.in("For now, a"));
    apply();
    Await.until("it is in the index", MOST, () -> inIndex(canary));
    Files.writeString(folder.resolve("kept.md"), "# Kept\n\nThis stays.");
    apply();
    Await.until("its former text is gone", MOST, () -> canary.places().isEmpty());
  }

  private static boolean inIndex(Canary canary) throws Exception {
    return canary.places().stream().anyMatch(place -> place.contains("/index/"));
  }

  private static void apply() {
    var screen = new Screen("", false);
    var environment = new HashMap<>(server.local());
    assertThat(Main.run(environment, screen.terminal, "apply", workspace.toString()))
        .as(screen.err())
        .isZero();
  }
}
