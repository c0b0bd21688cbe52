package dev.parley.cli;

import static dev.parley.cli.RunServer.open;
import static dev.parley.cli.RunServer.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {
  private static final String ACTIVE =
      "\"status\":\"active\",\"messages\":[{\"role\":\"user\",\"content\":\"Task\"}]";
  private static final String ASKS =
      """
      "status":"humanInput","messages":[{"role":"user","content":"Task"},
        {"role":"assistant","content":"I need a code","human_input":[
          {"title":"Code","description":"Sent to\\u001b]0;x your phone","value":""},
          {"title":"Name","description":"","value":""}]}]
      """;
  private static final String STOPPED = "\"status\":\"stopped\",\"messages\":[]";

  @TempDir private Path folder;
  private final List<Integer> left = new ArrayList<>();
  private RunServer server;
  private Remote remote;

  @BeforeEach
  void begin() throws Exception {
    server = new RunServer();
    remote = new Remote(server.address());
  }

  @AfterEach
  void close() {
    remote.close();
    server.close();
  }

  private FollowRun follow(Screen screen, RunView view) {
    return new FollowRun(
        new FollowRun.Parts(
            screen.terminal,
            remote,
            view,
            new Pace(Duration.ofMillis(1)),
            () -> Instant.EPOCH,
            false,
            left::add));
  }

  private FollowRun follow(Screen screen) {
    return follow(screen, new RunText(screen.terminal, false));
  }

  private static RunOrder order() {
    return new RunOrder("Task", null, null, "", new LinkedHashMap<>(), List.of(), null);
  }

  private int run(Screen screen) {
    return follow(screen).run(order(), OutFolder.at(folder));
  }

  private int run(Screen screen, String... options) {
    var address = server.address();
    var words = new ArrayList<>(List.of(options));
    words.addFirst("run");
    var environment = Map.of("PARLEY_URL", address.url(), "PARLEY_TOKEN", address.token());
    return new Cli(screen.context(environment, folder), List.of(), Screen.NO_STOCK)
        .run(words.toArray(String[]::new));
  }

  private List<String> sent(String start) {
    return server.requests.stream().filter(request -> request.startsWith(start)).toList();
  }

  @Test
  void showsEachStepOnceItIsKnownAndThenTheResult() {
    var first = step(1, "go_to_url", "{\"url\":\"http://shop/\"}", "Demo shop", "Opened.");
    var second =
        step(
            2,
            "click_element",
            "{\"text\":\"Add it\",\"index\":12,\"again\":12}",
            "Cart",
            "Clicked.");
    server
        .scene(ACTIVE, first, open(2, "click_element"))
        .scene(ACTIVE, first, second)
        .completed("It costs 7 dollars.", true, first, second);
    var screen = new Screen("", false);

    assertThat(run(screen)).isZero();
    assertThat(screen.out())
        .isEqualTo(
            """
            a1b2c3d4  Find a Price
              1  go_to_url http://shop/  Demo shop
                 Opened.
              2  click_element 12 "Add it"  Cart
                 Clicked.

            It costs 7 dollars.

            Completed, 2 steps, 0.0 s, $0.04
            """);
    assertThat(screen.err()).isEmpty();
  }

  @Test
  void endsWithTwoWhenTheAgentDidNotSucceedAndWithOneWhenTheSessionFailed() throws Exception {
    server.completed("There is no such product.", false);
    var screen = new Screen("", false);
    assertThat(run(screen)).isEqualTo(2);
    assertThat(screen.out()).contains("There is no such product.", "Not completed, 0 steps");
    var failed = new Screen("", false);
    try (var other = new RunServer();
        var there = new Remote(other.address())) {
      other.scene(
          "\"status\":\"failed\",\"messages\":[{\"role\":\"assistant\",\"content\":\"Install one.\"}]");
      var view = new RunText(failed.terminal, false);
      var parts =
          new FollowRun.Parts(
              failed.terminal,
              there,
              view,
              new Pace(Duration.ZERO),
              () -> Instant.EPOCH,
              false,
              left::add);
      assertThat(new FollowRun(parts).run(order(), OutFolder.at(folder))).isEqualTo(1);
    }
    assertThat(failed.out()).contains("Install one.", "Failed, 0 steps");
  }

  @Test
  void sendsWhatItWasGiven() throws Exception {
    server.completed("Done.", true);
    var file = Files.writeString(folder.resolve("list.txt"), "milk");
    var screen = new Screen("s3cret\n", false);
    var options =
        new String[] {
          "Buy it",
          "--max-steps=7",
          "--details=In red",
          "--var=user=ann=b",
          "--var=password=-",
          "--file=" + file,
          "--start-url=http://shop/",
          "--out=" + folder
        };

    assertThat(run(screen, options)).isZero();
    var order = sent("POST").getFirst().substring("POST /v1/sessions/new ".length());
    assertThat(Json.parse(order))
        .isEqualTo(
            Json.parse(
                """
                {"task":"Buy it","maxSteps":7,"startUrl":"http://shop/","sessionDetails":"In red",
                 "sessionVariables":[{"name":"user","value":"ann=b"},
                   {"name":"password","value":"s3cret"}],
                 "files":[{"filename":"list.txt","content":"bWlsaw=="}]}
                """));
    assertThat(screen.out() + screen.err()).doesNotContain("s3cret");
  }

  @Test
  void refusesOptionsItCannotReadWithoutShowingValues() {
    var screen = new Screen("", false);
    assertThat(run(screen, "Task", "--var=s3cret")).isEqualTo(2);
    assertThat(run(screen, "Task", "--max-steps=0")).isEqualTo(2);
    assertThat(run(screen, " ")).isEqualTo(2);
    assertThat(screen.err())
        .contains("NAME=VALUE", "at least 1", "A task")
        .doesNotContain("s3cret");
    assertThat(run(screen, "Task", "--file=" + folder.resolve("none"))).isEqualTo(1);
    assertThat(server.requests).isEmpty();
  }

  @Test
  void leavesADetachedSessionToItself() {
    server.scene(ACTIVE);
    var screen = new Screen("", false);
    assertThat(run(screen, "Task", "--detach")).isZero();
    assertThat(screen.out()).isEqualTo("a1b2c3d4  Find a Price\n");
    assertThat(server.requests).hasSize(1);
  }

  @Test
  void tellsWhereItCanBeWatchedAndWhoHasTakenItOver() {
    server
        .scene(ACTIVE)
        .scene("\"status\":\"paused\",\"messages\":[]")
        .scene(ACTIVE)
        .completed("It is done.", true);
    var screen = new Screen("", false);
    assertThat(run(screen, "Task", "--live", "--out=" + folder)).isZero();
    assertThat(sent("POST /v1/sessions/a1b2c3d4/live"))
        .containsExactly("POST /v1/sessions/a1b2c3d4/live {\"scope\":\"control\"}");
    assertThat(screen.out())
        .containsSubsequence(
            "Watch it, or take it over, within five minutes: http://live.test/live/#live1.x\n",
            "Paused by somebody.",
            "Ada has taken the browser over.",
            "It goes on.",
            "The browser was given back.",
            "It is done.");
  }

  @Test
  void asksAQuestionAndSendsWhatIsTyped() {
    server.sceneUntil("/update-human-input", ASKS).completed("Logged in.", true);
    var screen = new Screen("\n\n4711\nAnn\n", false);

    assertThat(run(screen)).isZero();
    assertThat(screen.out()).contains("The agent asks:", "Code  Sent to␛]0;x your phone", "Name");
    assertThat(screen.err()).contains("at least one answer");
    assertThat(sent("PUT")).hasSize(1);
    var answer = sent("PUT").getFirst();
    assertThat(Json.parse(answer.substring(answer.indexOf('{'))))
        .isEqualTo(
            Json.parse(
                """
                {"sessionId":"a1b2c3d4","messageIndex":1,"humanInputResponse":[
                  {"title":"Code","description":"Sent to\\u001b]0;x your phone","value":"4711"},
                  {"title":"Name","description":"","value":"Ann"}]}
                """));
  }

  @Test
  void endsWhenAQuestionFindsNobody() {
    server.sceneUntil("/update-human-input", ASKS);
    var screen = new Screen("4711\n", false);
    assertThat(run(screen)).isEqualTo(1);
    assertThat(screen.err()).contains("nobody is here to give one", "a1b2c3d4 waits on");
  }

  @Test
  void tellsTheAgentWhatAPersonTypesMeanwhile() {
    server.sceneUntil("/send-message", ACTIVE).completed("Done.", true);
    var screen = new Screen("Only red ones\n", true);
    assertThat(run(screen)).isZero();
    assertThat(sent("POST").getLast())
        .isEqualTo("POST /v1/sessions/a1b2c3d4/send-message {\"message\":\"Only red ones\"}");
    assertThat(screen.out()).contains("before its next step");
  }

  @Test
  void stopsTheSessionAtCtrlC() throws Exception {
    server.sceneUntil("/stop", ACTIVE).scene(STOPPED);
    var screen = new Screen("", false);
    var follow = follow(screen);
    var code = CompletableFuture.supplyAsync(() -> follow.run(order(), OutFolder.at(folder)));
    assertThat(server.watched.await(20, TimeUnit.SECONDS)).isTrue();

    follow.interrupted();

    assertThat(code.get(20, TimeUnit.SECONDS)).isEqualTo(1);
    assertThat(sent("POST").getLast()).isEqualTo("POST /v1/sessions/a1b2c3d4/stop {}");
    assertThat(screen.err()).contains("Stopping the session");
    assertThat(screen.out()).endsWith("Find a Price\nStopped, 0 steps, 0.0 s\n");
    assertThat(left).isEmpty();
  }

  @Test
  void leavesAtTheSecondCtrlC() throws Exception {
    server.sceneUntil("/never", ACTIVE);
    var follow = follow(new Screen("", false));
    var code = CompletableFuture.supplyAsync(() -> follow.run(order(), OutFolder.at(folder)));
    assertThat(server.watched.await(20, TimeUnit.SECONDS)).isTrue();

    follow.interrupted();
    follow.interrupted();

    assertThat(left).containsExactly(130);
    server.close();
    assertThat(code.get(20, TimeUnit.SECONDS)).isEqualTo(1);
  }

  @Test
  void waitsAsLongAsTheServerAsksAndBeginsOnce() {
    server.refusals.addAll(List.of(429, 429));
    server.completed("Done.", true);
    var screen = new Screen("", false);
    assertThat(run(screen)).isZero();
    assertThat(screen.err()).contains("The server asks for a pause of 7 s.");
    assertThat(server.keys).hasSize(3);
    assertThat(server.keys.stream().distinct()).hasSize(1);
  }

  @Test
  void goesOnWithAServerThatComesBack() throws Exception {
    server.sceneUntil("/never", ACTIVE).completed("Done.", true);
    var screen = new Screen("", false);
    var follow = follow(screen, back(new RunText(screen.terminal, false)));
    var code = CompletableFuture.supplyAsync(() -> follow.run(order(), OutFolder.at(folder)));
    assertThat(server.watched.await(20, TimeUnit.SECONDS)).isTrue();
    server.refusals.addAll(List.of(0, 503, 0, 0));

    assertThat(code.get(20, TimeUnit.SECONDS)).isZero();
    assertThat(screen.err()).contains("does not answer", "The server is back.");
  }

  /** Lets the session end once the server is back. */
  private RunView back(RunView view) {
    return event -> {
      view.show(event);
      if (event instanceof RunEvent.Trouble(var message) && message.contains("back")) {
        server.advance();
      }
    };
  }

  @Test
  void looksForTheTokenAnewWhenItIsRefusedInMidRun() {
    var looks = new AtomicInteger();
    remote.close();
    remote =
        new Remote(() -> {
          looks.incrementAndGet();
          return server.address();
        });
    server.completed("Done.", true);
    var screen = new Screen("", false);
    assertThat(follow(screen, refusing(screen, 401)).run(order(), OutFolder.at(folder))).isZero();
    assertThat(looks).hasValue(2);
    assertThat(follow(screen, refusing(screen, 401, 401)).run(order(), OutFolder.at(folder)))
        .isEqualTo(1);
    assertThat(screen.err()).contains("does not know this token");
  }

  /** Has the server refuse once the session has begun. */
  private RunView refusing(Screen screen, Integer... statuses) {
    var view = new RunText(screen.terminal, false);
    return event -> {
      view.show(event);
      if (event instanceof RunEvent.Started) {
        server.refusals.addAll(List.of(statuses));
      }
    };
  }

  @Test
  void givesUpOnAServerThatIsGone() throws Exception {
    server.sceneUntil("/never", ACTIVE);
    var screen = new Screen("", false);
    var follow = follow(screen);
    var code = CompletableFuture.supplyAsync(() -> follow.run(order(), OutFolder.at(folder)));
    assertThat(server.watched.await(20, TimeUnit.SECONDS)).isTrue();
    server.close();

    assertThat(code.get(20, TimeUnit.SECONDS)).isEqualTo(1);
    assertThat(screen.err())
        .contains("does not answer", "No server answers at", "a1b2c3d4 may go on");
  }

  @Test
  void doesNotWaitForAServerThatWasNeverThere() {
    server.close();
    var screen = new Screen("", false);
    assertThat(run(screen, "Task", "--out=" + folder)).isEqualTo(1);
    assertThat(screen.err()).contains("No server answers at").doesNotContain("Trying again");
  }

  @Test
  void keepsFilesWithHostileNamesInsideTheFolder() throws Exception {
    var out = Files.createDirectory(folder.resolve("out"));
    Files.writeString(out.resolve("prices.csv"), "mine");
    Files.createSymbolicLink(out.resolve("link"), folder);
    server
        .file("prices.csv", "theirs")
        .file("../../evil.txt", "1")
        .file("/etc/evil.txt", "2")
        .file("link/evil.txt", "3")
        .file("sub/..\\\\..\\\\ok.txt", "4")
        .file(".bashrc", "5")
        .file("..", "6")
        .file("a\\u001b[31m\\u202eb.txt", "7")
        .completed("Done.", true);
    var screen = new Screen("", false);

    assertThat(follow(screen).run(order(), OutFolder.at(out))).isZero();
    assertThat(files(folder)).containsExactly("out");
    assertThat(files(out))
        .containsExactlyInAnyOrder(
            "prices.csv",
            "prices (2).csv",
            "evil.txt",
            "link",
            "sub",
            "etc",
            "evil (2).txt",
            "_.bashrc",
            "file",
            "a[31mb.txt");
    assertThat(out.resolve("prices.csv")).hasContent("mine");
    assertThat(out.resolve("sub/ok.txt")).hasContent("4");
    assertThat(screen.out()).contains("Saved " + out.resolve("prices (2).csv") + " (6 B)");
  }

  private static List<String> files(Path folder) throws Exception {
    try (var list = Files.list(folder)) {
      return list.map(path -> path.getFileName().toString()).toList();
    }
  }

  @Test
  void doesNotKeepACopyOfWhatItSent() throws Exception {
    var own = Files.writeString(folder.resolve("list.txt"), "milk");
    server.file("list.txt", "milk").completed("Done.", true);
    var screen = new Screen("", false);
    assertThat(run(screen, "Task", "--file=" + own, "--out=" + folder)).isZero();
    assertThat(files(folder)).containsExactly("list.txt");
  }

  @Test
  void saysWhichFileIsMissing() {
    server.scene(
        """
        "status":"completed","success":true,"messages":[],"files":[
          {"filename":"a.txt","signedUrl":"file:///etc/passwd"}]
        """);
    var screen = new Screen("", false);
    assertThat(run(screen)).isEqualTo(1);
    assertThat(screen.err()).contains("Not saved: a.txt, the server gave no http");
  }

  @Test
  void tellsProgramsEachThingOnALine() {
    var first =
        step(1, "click_element", "{\"index\":1}", "\\u001b[31m\u009b1mShop", "\\u202eOpened");
    server
        .sceneUntil("/update-human-input", ASKS, first)
        .file("a.txt", "hello")
        .completed("7 dollars", true, first);
    var screen = new Screen("4711\nAnn\n", false);
    assertThat(run(screen, "Task", "--json", "--out=" + folder)).isZero();

    var events = screen.out().lines().map(line -> (JsonObject) Json.parse(line)).toList();
    assertThat(events.stream().map(event -> event.text("event").orElseThrow()))
        .containsExactly("started", "step", "question", "answered", "file", "ended");
    assertThat(events.get(1).text("title")).hasValue("\u001b[31m\u009b1mShop");
    assertThat(events.getLast().text("result")).hasValue("7 dollars");
    assertThat(screen.out().chars().filter(c -> c != '\n'))
        .noneMatch(c -> Character.isISOControl(c) || c == 0x202e);
    assertThat(screen.err()).isEmpty();
  }

  @Test
  void showsWhatWouldControlTheTerminalInsteadOfSendingIt() {
    var first =
        step(
            1,
            "click_element",
            "{\"text\":\"a\\u001b[2J\"}",
            "\\u001b]0;Shop\\u0007",
            "\\u009b1m\\rx");
    server.completed("Line\\n\\u001b[31mred\\u202e", true, first);
    var screen = new Screen("", false);
    assertThat(run(screen)).isZero();
    assertThat(screen.out())
        .contains("a␛[2J", "␛]0;Shop␇", "\\u009b1m␍x", "Line\n␛[31mred\\u202e")
        .doesNotContain("\u001b", "\u009b", "\u202e", "\r");
  }
}
