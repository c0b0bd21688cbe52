package dev.parley.tool.browser;

import dev.parley.browser.Browsers;
import dev.parley.browser.Gate;
import dev.parley.browser.SessionSpec;
import dev.parley.cancel.Cancel;
import dev.parley.chrome.Chrome;
import dev.parley.chrome.ChromeSettings;
import dev.parley.egress.Egress;
import dev.parley.egress.EgressSettings;
import dev.parley.engine.Toolbox;
import dev.parley.extract.Extract;
import dev.parley.extract.Limits;
import dev.parley.file.Screenshots;
import dev.parley.id.AgentRid;
import dev.parley.id.SessionId;
import dev.parley.id.TraceId;
import dev.parley.id.TurnId;
import dev.parley.id.UserId;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.knowledge.ReadText;
import dev.parley.login.KeepLogins;
import dev.parley.login.MemoryLogins;
import dev.parley.publicsuffix.PublicSuffixList;
import dev.parley.secret.Sealer;
import dev.parley.session.SessionKey;
import dev.parley.site.Site;
import dev.parley.trace.Effect;
import dev.parley.trace.Outcome;
import dev.parley.trace.Outcome.ModelOutcome;
import dev.parley.trace.Outcome.ToolFailedOutcome;
import dev.parley.trace.Outcome.ToolOutcome;
import dev.parley.trace.Outcome.UnknownOutcome;
import dev.parley.trace.Step;
import dev.parley.trace.ToolCall;
import dev.parley.trace.ToolKind;
import dev.parley.trace.Turn;
import dev.parley.trace.TurnInput;
import dev.parley.trace.TurnStatus;
import dev.parley.trace.Work.ModelWork;
import dev.parley.trace.Work.ToolWork;
import dev.parley.vault.ServerKey;
import dev.parley.vault.Vault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One turn that browses the fixture site in a real browser, through a real gate. */
final class Browsing implements AutoCloseable {
  static final Duration HOLD = Duration.ofMinutes(15);

  final Site site = Site.start();
  final MemoryFiles files = new MemoryFiles();
  final Map<TurnId, byte[]> checkpoints = new ConcurrentHashMap<>();
  final List<Kept> pictures = new CopyOnWriteArrayList<>();
  final Turn.Ids ids =
      new Turn.Ids(
          TurnId.random(),
          new SessionKey(SessionId.random(), UserId.random(), AgentRid.named("web")),
          TraceId.random(),
          null);
  final List<Step> steps = new ArrayList<>();
  final MemoryLogins saved = new MemoryLogins(this::now, () -> null);
  final Browsers browsers;
  private final ReadText texts = Extract.reader(Limits.USUAL);
  private final Gate.Gates gates = Egress.open(EgressSettings.plain());
  private final Path folder;
  private Instant now = Instant.ofEpochSecond(59);
  private Map<String, String> secrets = Map.of();
  private @Nullable String start;
  BrowserTools tools;

  /** A picture that was kept. */
  @SuppressWarnings("ArrayRecordComponent")
  record Kept(int round, byte[] bytes, String mediaType) {}

  Browsing(@Nullable Path executable, int sessions) {
    try {
      folder = Files.createTempDirectory("browsing");
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    var settings =
        new ChromeSettings(
            executable, null, sessions, 5, 0, Duration.ofHours(1), Long.MAX_VALUE, folder);
    browsers = Chrome.browsers(settings, gates, policy());
    tools = tools();
  }

  static @Nullable Path named() {
    var named = System.getenv("PARLEY_CHROMIUM");
    return named == null ? null : Path.of(named);
  }

  /** As after a restart of the server. */
  BrowserTools tools() {
    return new BrowserTools(
        new Parts(
            browsers,
            new Rows(),
            sealer(),
            files,
            new Shots(),
            Extract.fileTexts(texts),
            logins(),
            () -> now),
        HOLD);
  }

  private Sealer sealer() {
    return new Vault(ServerKey.load("A".repeat(43) + "=", folder, true)).sealer();
  }

  /** Where the turn's owner is logged in. */
  KeepLogins logins() {
    return new KeepLogins(saved, sealer(), new PublicSuffixList(), () -> now);
  }

  Browsing with(Map<String, String> values) {
    secrets = values;
    return this;
  }

  Browsing startingAt(String page) {
    start = site.url(page);
    return this;
  }

  private Instant now() {
    return now;
  }

  void turnClock(Duration by) {
    now = now.plus(by);
  }

  private SessionSpec.Policy policy() {
    var hosts = Set.of("127.0.0.1:" + site.port(), "localhost:" + site.port());
    return new SessionSpec.Policy(Set.of(), Set.of(), hosts, null);
  }

  WebWork work() {
    var spec =
        new SessionSpec(
            new SessionSpec.Viewport(1000, 700),
            Locale.US,
            ZoneId.of("UTC"),
            null,
            policy(),
            false,
            1_000_000,
            null);
    return new WebWork(ids.session(), spec, start, site.url("shop") + "?q={query}", secrets, true);
  }

  private Toolbox toolbox() {
    return tools.forSession(work());
  }

  Turn turn() {
    return new Turn(
        ids,
        TurnStatus.RUNNING,
        new TurnInput("browse", Map.of(), null),
        Turn.Before.NOTHING,
        null,
        null,
        steps);
  }

  /** Does a step and writes it into the journal. */
  Outcome run(String action, String input, Cancel cancel) {
    var call = new ToolCall("call-" + steps.size(), action, (JsonObject) Json.parse(input));
    var effect = action.equals("look") ? Effect.SAFE : BrowserTools.effectOf(action);
    var tool = new ToolWork(call, action, ToolKind.BROWSER, effect);
    var outcome = toolbox().run(tool, "key-" + steps.size(), turn(), cancel);
    steps.add(Step.open(steps.size() + 1, 1, tool).with(outcome));
    return outcome;
  }

  /** Does the calls of one reply, as a conversation does them. */
  List<Outcome> converse(ToolCall... calls) {
    var said = new ModelOutcome("", 0, List.of(calls), null);
    steps.add(Step.open(steps.size() + 1, 1, new ModelWork()).with(said));
    var outcomes = new ArrayList<Outcome>();
    for (var call : calls) {
      var tool =
          new ToolWork(call, call.tool(), ToolKind.BROWSER, BrowserTools.effectOf(call.tool()));
      var tools = this.tools.forConversation(work());
      outcomes.add(tools.run(tool, "key-" + steps.size(), turn(), new Cancel()));
      steps.add(Step.open(steps.size() + 1, 1, tool).with(outcomes.getLast()));
    }
    return outcomes;
  }

  Outcome run(String action, String input) {
    return run(action, input, new Cancel());
  }

  JsonObject did(String action, String input) {
    return object(run(action, input));
  }

  JsonObject look() {
    return did("look", "{}");
  }

  String listing() {
    return did("look", "{\"whole\": true}").text("listing").orElseThrow();
  }

  static JsonObject object(Outcome outcome) {
    if (outcome instanceof ToolOutcome(JsonObject told)) {
      return told;
    }
    throw new AssertionError("no outcome of a tool, but " + outcome);
  }

  static String text(Outcome outcome) {
    return switch (outcome) {
      case ToolOutcome(JsonObject told) -> told.text("text").orElseThrow();
      case ToolFailedOutcome(var correction) -> correction;
      case UnknownOutcome(var why) -> why;
      default -> throw new AssertionError("no outcome of an action, but " + outcome);
    };
  }

  /** The number of the only line that contains the text, after a look. */
  int ref(String text) {
    return ref(listing(), text);
  }

  static int ref(String listing, String text) {
    var lines = listing.lines().filter(line -> line.contains(text)).toList();
    if (lines.size() != 1) {
      throw new AssertionError(lines.size() + " lines have " + text + " in\n" + listing);
    }
    return Integer.parseInt(lines.getFirst().replaceFirst("^\\s*(\\* )?\\[(\\d+)].*", "$2"));
  }

  Outcome press(String text) {
    return run("click_element", "{\"index\": %d}".formatted(ref(text)));
  }

  Outcome type(int ref, String text) {
    return run("input_text", "{\"index\": %d, \"text\": %s}".formatted(ref, Json.print(text)));
  }

  /** The browser's own process, which nobody but this test uses. */
  ProcessHandle chromium() {
    return processes()
        .filter(process -> !commandLine(process).contains("--type="))
        .findFirst()
        .orElseThrow();
  }

  /** What shows its pages: rewrites its command line, so that Java does not see it. */
  List<ProcessHandle> renderers() {
    return chromium().descendants().filter(Browsing::isRenderer).toList();
  }

  private static boolean isRenderer(ProcessHandle process) {
    try {
      var line = Path.of("/proc", Long.toString(process.pid()), "cmdline");
      return Files.readString(line).contains("--type=renderer");
    } catch (IOException gone) {
      return false;
    }
  }

  private java.util.stream.Stream<ProcessHandle> processes() {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> commandLine(process).contains(folder.toString()));
  }

  private static String commandLine(ProcessHandle process) {
    return process.info().commandLine().orElse("");
  }

  static void await(BooleanSupplier condition) {
    var pause = new Cancel();
    for (int i = 0; i < 2000 && !condition.getAsBoolean(); i++) {
      pause.pause(Duration.ofMillis(10));
    }
    if (!condition.getAsBoolean()) {
      throw new AssertionError("it has not come in twenty seconds");
    }
  }

  @Override
  public void close() {
    tools.leave(ids.turn());
    browsers.close();
    gates.close();
    texts.close();
    site.close();
  }

  private final class Rows implements Checkpoints {
    @Override
    public void save(TurnId turn, byte[] sealed) {
      checkpoints.put(turn, sealed);
    }

    @Override
    public Optional<byte[]> latest(TurnId turn) {
      return Optional.ofNullable(checkpoints.get(turn));
    }
  }

  private final class Shots implements Screenshots {
    @Override
    public void keep(SessionKey session, int round, byte[] bytes, String mediaType) {
      pictures.add(new Kept(round, bytes, mediaType));
    }

    @Override
    public Optional<Screenshot> newest(SessionKey session) {
      return Optional.empty();
    }

    @Override
    public Optional<Image> newestImage(SessionKey session) {
      return Optional.empty();
    }
  }
}
