package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.cli.Screen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every command of the command line, typed by somebody on the machine of a whole server. */
class CommandsTest {
  private static TestServer server;
  @TempDir private Path folder;

  @BeforeAll
  static void startServer() {
    server = TestServer.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  /** How a command ended. */
  private record Ended(int code, String out, String err) {
    Ended well() {
      assertThat(code).as(err).isZero();
      return this;
    }

    /** Refused with exactly this, and nothing on standard output. */
    void refused(String sentence) {
      assertThat(err.strip()).isEqualTo(sentence);
      assertThat(out).isEmpty();
      assertThat(code).isEqualTo(1);
    }

    /** The cells of the line that begins so, in columns two spaces apart. */
    List<String> row(String start) {
      var line = out.lines().filter(l -> l.startsWith(start)).findFirst();
      assertThat(line).as(out).isPresent();
      return List.of(line.orElseThrow().split(" {2,}"));
    }
  }

  private static Ended parley(String... words) {
    return parley(Map.of(), "", words);
  }

  private static Ended parley(Map<String, String> more, String typed, String... words) {
    var environment = new HashMap<>(server.local());
    environment.putAll(more);
    var screen = new Screen(typed, false);
    int code = Main.run(environment, screen.terminal, words);
    return new Ended(code, screen.out(), screen.err());
  }

  private static Ended as(String token, String... words) {
    return parley(Map.of("PARLEY_URL", server.url(), "PARLEY_TOKEN", token), "", words);
  }

  @Test
  void listsAgents() {
    var agents = parley("agents").well();
    assertThat(agents.row("NAME")).containsExactly("NAME", "RID", "PUBLISHED", "NEWEST");
    assertThat(agents.row("Support")).containsExactly("Support", TestServer.SUPPORT, "1.0", "1.0");
    assertThat(agents.row("Draft")).containsExactly("Draft", TestServer.DRAFT, "-", "0.1");
  }

  @Test
  void appliesAWorkspaceAndShowsWhatIsNew() throws Exception {
    var unchanged = parley("apply").well();
    assertThat(unchanged.row("agent     Support"))
        .containsExactly("agent", "Support", "1.0", "unchanged");
    assertThat(unchanged.err()).contains("warning: ");

    var file = Files.createDirectories(folder.resolve("agents")).resolve("applied.yaml");
    Files.writeString(file, "displayName: Applied\ninstructions: Help.\npublish: true\n");
    assertThat(parley("apply", folder.toString()).well().row("agent"))
        .containsExactly("agent", "Applied", "1.0", "new");
    Files.writeString(file, "displayName: Applied\ninstructions: Help more.\npublish: true\n");
    assertThat(parley("apply", folder.toString()).well().row("agent"))
        .containsExactly("agent", "Applied", "2.0", "new");
    assertThat(parley("agents").row("Applied")).endsWith("2.0", "2.0");
  }

  @Test
  void sendsTheDocumentsOfAWorkspaceThatChanged() throws Exception {
    var documents = Files.createDirectories(folder.resolve("documents/über uns"));
    Files.writeString(documents.resolve("one page.md"), "# Us\n\nWe grow wasabi.");
    Files.writeString(documents.resolve("two.txt"), "We sell it.");
    Files.writeString(documents.resolve("logo.png"), "no document");
    Files.writeString(documents.resolve("letter.docx"), "unknown");
    var first = parley("apply", folder.toString()).well();
    assertThat(first.out().strip())
        .isEqualTo("documents: 2 read, 0 unchanged, 0 removed, 1 unreadable");
    assertThat(first.err())
        .contains("warning: documents/über uns/letter.docx is a kind of file that is not read");
    Files.writeString(documents.resolve("two.txt"), "We sell more of it.");
    Files.delete(documents.resolve("one page.md"));
    assertThat(parley("apply", folder.toString()).well().out())
        .contains("documents: 1 read, 0 unchanged, 1 removed, 1 unreadable");
    Files.delete(documents.resolve("letter.docx"));
    assertThat(parley("apply", folder.toString()).well().out())
        .contains("documents: 0 read, 1 unchanged, 0 removed, 0 unreadable");
  }

  @Test
  void tellsFileLineAndRemedyOfEveryFault() throws Exception {
    var agents = Files.createDirectories(folder.resolve("agents"));
    Files.writeString(agents.resolve("a.yaml"), "displayName: Faulty\nmodell: offline\n");
    Files.writeString(agents.resolve("b.yaml"), "displayName: [\n");
    var applied = parley("apply", folder.toString());
    assertThat(applied.code()).isEqualTo(1);
    assertThat(applied.out()).isEmpty();
    assertThat(applied.err().lines())
        .anyMatch(line ->
            line.startsWith(agents.resolve("a.yaml") + ":2: unknown key 'modell'; did you mean"))
        .anyMatch(line -> line.startsWith(agents.resolve("b.yaml") + ":"))
        .endsWith("Nothing was applied, since files have faults. Correct them and apply again.");
    assertThat(applied.err()).doesNotContain("Exception");
    assertThat(parley("agents").out()).doesNotContain("Faulty");
  }

  @Test
  void saysWhatIsWrongWithAFolder() {
    var nowhere = folder.resolve("nowhere");
    parley("apply", nowhere.toString())
        .refused("There is no folder " + nowhere + ". Name the one of the workspace.");
    var empty = parley("apply", folder.toString()).well();
    assertThat(empty.err()).contains("no agents, no functions and no documents; nothing");
  }

  @Test
  void makesReplacesAndRevokesKeys() {
    var token = parley("keys", "create", "my laptop").well().out().strip();
    assertThat(token).hasSizeGreaterThan(30);
    assertThat(as(token, "agents").well().out()).contains("Support");
    var id = key("my laptop");

    var second = parley("keys", "reset", id).well().out().strip();
    assertThat(second).isNotEqualTo(token);
    assertThat(as(token, "agents").err()).contains("does not know this token");
    assertThat(as(second, "agents").code()).isZero();

    assertThat(parley("keys", "revoke", key("my laptop")).well().err()).isEqualTo("Revoked.\n");
    assertThat(as(second, "agents").code()).isEqualTo(1);
    assertThat(parley("keys", "list").out()).doesNotContain("my laptop", token, second);
    assertThat(parley("keys", "list", "--all").out()).contains("REVOKED", "my laptop");
  }

  private static String key(String label) {
    var line = parley("keys", "list").well().out().lines().filter(l -> l.contains(label));
    return line.findFirst().orElseThrow().split(" ")[0];
  }

  @Test
  void makesAnApiKey() {
    var made = parley("keys", "create", "--api-key", "web agent").well();
    assertThat(made.out()).startsWith("sk-allyson-");
    assertThat(made.err()).isEqualTo("Keep it; it is shown this once:\n");
    assertThat(parley("keys", "list").row(key("web agent"))).contains("API key", "web agent");
  }

  @Test
  void namesAKeyThatIsNotThere() {
    parley("keys", "revoke", "nope")
        .refused("You have no key with this ID in use. './parley keys list' shows yours.");
    parley("keys", "reset", TestServer.uuid())
        .refused("You have no key with this ID in use. './parley keys list' shows yours.");
  }

  @Test
  void addsResetsDisablesAndEnablesPeople() {
    var first = parley("users", "add", "ann").well();
    assertThat(first.err()).isEqualTo("The password; keep it, it is shown this once:\n");
    assertThat(first.out().strip()).hasSizeGreaterThan(20);
    assertThat(parley("users", "reset", "ann").well().out()).isNotEqualTo(first.out());
    var chosen =
        parley(Map.of(), "a long password\n", "users", "add", "bob", "--admin", "--password-stdin");
    assertThat(chosen.well().out()).isEmpty();
    assertThat(chosen.err()).isEqualTo("Done.\n");

    assertThat(parley("users", "disable", "ann").well().err()).isEqualTo("ann is disabled.\n");
    var listed = parley("users", "list").well();
    assertThat(listed.row("NAME")).containsExactly("NAME", "E-MAIL", "ROLE", "CREATED", "DISABLED");
    assertThat(listed.row("ann")).hasSize(5).startsWith("ann", "-", "user");
    assertThat(listed.row("bob")).hasSize(4).startsWith("bob", "-", "admin");
    assertThat(parley("users", "enable", "ann").well().err()).isEqualTo("ann is enabled.\n");
    assertThat(parley("users", "list").row("ann")).hasSize(4);
  }

  @Test
  void writesDownByWhichAddressASignInProviderKnowsPeople() {
    var _ = parley("users", "add", "dora", "--email", "dora@example.com").well();
    assertThat(parley("users", "list").row("dora")).startsWith("dora", "dora@example.com");
    parley("users", "add", "fred", "--email", "DORA@example.com")
        .refused("Another user has the address DORA@example.com already.");
    assertThat(parley("users", "email", "dora", "a@example.org").well().err())
        .isEqualTo("dora has the address a@example.org.\n");
    parley("users", "email", "dora", "at home")
        .refused("An e-mail address is written like ada@example.com.");
    assertThat(parley("users", "email", "dora").well().err()).isEqualTo("dora has no address.\n");
    assertThat(parley("users", "list").row("dora")).startsWith("dora", "-");
    parley("users", "email", "eve", "a@example.org")
        .refused("There is no user eve. './parley users list' shows all.");
  }

  @Test
  void saysWhyAPersonCannotBeAddedOrChanged() {
    parley("users", "add", "admin").refused("There is a user admin already. Choose another name.");
    parley("users", "add", "a b")
        .refused(
            "A user's name is 1 to 100 letters, digits and . _ @ + -, beginning with a letter or"
                + " digit.");
    parley(Map.of(), "short\n", "users", "add", "cy", "--password-stdin")
        .refused("A password has at least 10 and at most 1000 characters.");
    parley("users", "reset", "eve")
        .refused("There is no user eve. './parley users list' shows all.");
  }

  @Test
  void registersRenewsAndRemovesClients() {
    var made = parley("clients", "add", "My app", "--redirect", "https://app.example/back").well();
    assertThat(made.err())
        .isEqualTo("The client's id:\nIts secret; keep it, it is shown this once:\n");
    var id = made.out().lines().findFirst().orElseThrow();
    assertThat(parley("clients", "list").well().row(id))
        .startsWith(id, "My app", "confidential", "https://app.example/back");
    assertThat(parley("clients", "secret", id).well().out())
        .startsWith(id)
        .isNotEqualTo(made.out());
    var open =
        parley(
                "clients",
                "add",
                "Page",
                "--public",
                "--redirect",
                "com.example.app:/back",
                "--scope",
                "api:aip-agents-read")
            .well();
    assertThat(open.err()).isEqualTo("The client's id:\n");
    assertThat(parley("clients", "list").row(open.out().strip()))
        .endsWith("public", "com.example.app:/back", "api:aip-agents-read");
    assertThat(parley("clients", "remove", id).well().err())
        .isEqualTo("The client " + id + " is removed.\n");
    assertThat(parley("clients", "list").out()).doesNotContain(id);
    parley("clients", "remove", id)
        .refused("There is no client " + id + ". './parley clients list' shows all.");
  }

  @Test
  void saysWhyAClientCannotBeRegistered() {
    parley("clients", "add", "app", "--public")
        .refused("A public client needs a redirect address; it cannot call for itself.");
    for (var bad :
        List.of(
            "http://app.example/back",
            "https://app.example/#x",
            "https://a:b@app.example/",
            "javascript:alert(1)",
            "data:text/html,x",
            "/back",
            "https://app.example/a b")) {
      assertThat(parley("clients", "add", "app", "--redirect", bad).err())
          .as(bad)
          .startsWith("A redirect address is https://");
    }
    assertThat(parley("clients", "add", "app", "--scope", "api:everything").err())
        .startsWith("There is no scope api:everything. There are api:aip-agents-read, ");
  }

  @Test
  void answersPipedLinesOverAWholeServer() {
    var chat = parley(Map.of(), "What is the status of my order?\n", "chat", "Support").well();
    assertThat(chat.out()).isNotBlank();
    var plain = parley(Map.of(), "Hi\nHi again\n", "chat", TestServer.PLAIN).well();
    assertThat(plain.out().lines()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(plain.err()).isEmpty();
  }

  @Test
  void goesOnWithASession() throws Exception {
    var session = Talk.with(server, TestServer.PLAIN);
    var rid = session.path().replaceAll(".*/", "");
    assertThat(parley(Map.of(), "Hi\n", "chat", "--session", rid).well().out()).isNotBlank();
    assertThat(session.messages()).isEqualTo("2");
  }

  @Test
  void talksToAnAgentThatIsOnlySavedByItsRid() {
    assertThat(parley(Map.of(), "Hi\n", "chat", TestServer.DRAFT).well().out()).isNotBlank();
  }

  @Test
  void saysWhomOneCannotTalkTo() {
    var nobody = parley("chat", "Nobody");
    assertThat(nobody.code()).isEqualTo(1);
    assertThat(nobody.err()).startsWith("No agent is called 'Nobody'; there are: ");
    parley("chat", "ri.x")
        .refused("No agent has the RID ri.x. './parley agents' lists those there are.");
    parley("chat", "--session", "ri.x").refused("You have no session ri.x; it may have expired.");
    var broken = parley(Map.of(), "Hi\n", "chat", TestServer.NO_MODEL);
    assertThat(broken.code()).isEqualTo(1);
    assertThat(broken.err()).isNotBlank().doesNotContain("Exception");
  }

  @Test
  void tellsItsVersionAndItsCommands() {
    assertThat(parley("version").well().out()).startsWith("Parley ");
    assertThat(parley("--version").well().out()).startsWith("Parley ");
    var help = parley("help").well().out();
    assertThat(help)
        .contains("serve", "agents", "apply", "chat", "keys", "users", "bench", "version", "help")
        .contains("PARLEY_URL", "PARLEY_TOKEN")
        .doesNotContain("rehearse");
    assertThat(parley("--help").out()).isEqualTo(help);
    assertThat(parley().out()).isEqualTo(help);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "agents",
        "apply",
        "chat",
        "version",
        "keys",
        "keys list",
        "keys create",
        "keys reset",
        "keys revoke",
        "users",
        "users list",
        "users add",
        "users reset",
        "users disable",
        "users enable",
        "export",
        "import",
        "bench"
      })
  void explainsEachCommand(String command) {
    var words = (command + " --help").split(" ");
    assertThat(parley(words).well().out().toLowerCase(java.util.Locale.ROOT))
        .startsWith("usage: ")
        .containsOnlyOnce("usage: ")
        .contains(command);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"agent", "keys reset", "users add", "keys revoke", "agents --al", "serve x"})
  void showsHowACommandIsWritten(String command) {
    var ended = parley(command.split(" "));
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).containsAnyOf("Usage: ./parley", "Did you mean", "stands alone");
  }

  @Test
  void refusesAWrongTokenAndKeepsItToItself() {
    var refused = as("a-wrong-token", "users", "list");
    refused.refused(
        "The server at "
            + server.url()
            + " does not know this token. Set PARLEY_TOKEN to an API token of a user there, as"
            + " './parley keys create' makes them, or unset it on the server's own machine.");
    assertThat(refused.err()).doesNotContain("a-wrong-token");
  }

  @Test
  void saysWhatToDoWhenNoServerRuns() {
    var data = folder.resolve("data");
    parley(Map.of("PARLEY_DATA_DIR", data.toString()), "", "agents")
        .refused(
            "No server is running here: there is no "
                + data.resolve("cli.token")
                + ". Start one with './parley serve', or set PARLEY_URL and PARLEY_TOKEN to reach"
                + " another.");
    parley(Map.of("PARLEY_URL", "http://127.0.0.1:1", "PARLEY_TOKEN", "t"), "", "chat")
        .refused(
            "No server answers at http://127.0.0.1:1. Start one with './parley serve', or set"
                + " PARLEY_URL to reach another.");
  }
}
