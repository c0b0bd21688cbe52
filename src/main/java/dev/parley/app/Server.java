package dev.parley.app;

import dev.parley.agent.Agents;
import dev.parley.conversation.Converse;
import dev.parley.door.aip.AipDoor;
import dev.parley.door.aip.AipDoorParts;
import dev.parley.door.console.ConsoleDoor;
import dev.parley.door.console.ConsoleParts;
import dev.parley.engine.EngineSettings;
import dev.parley.engine.Turns;
import dev.parley.http.HttpServer;
import dev.parley.http.Operations;
import dev.parley.http.PageTokens;
import dev.parley.http.Surface;
import dev.parley.identity.Bootstrapped;
import dev.parley.json.JsonValue;
import dev.parley.model.Models;
import dev.parley.postgres.AgentRows;
import dev.parley.postgres.EventRows;
import dev.parley.postgres.FunctionRows;
import dev.parley.postgres.NodeRows;
import dev.parley.postgres.SessionRows;
import dev.parley.postgres.TurnReads;
import dev.parley.postgres.TurnRows;
import dev.parley.provider.ModelSettings;
import dev.parley.provider.Providers;
import dev.parley.provider.tokens.Tokens;
import dev.parley.telemetry.Metrics;
import dev.parley.tool.MakeTools;
import dev.parley.web.HttpFunctions;
import dev.parley.workspace.Applied;
import dev.parley.workspace.ApplyWorkspace;
import dev.parley.workspace.Workspaces;
import dev.parley.yaml.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server: everything wired, listening, until it is closed. */
final class Server implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);
  private static final Workspaces WORKSPACES = new Workspaces(HttpFunctions::schemaFault);
  private static final Duration PAGE_TOKEN_LIFE = Duration.ofHours(1);

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final Settings settings;
  private final Metrics metrics = new Metrics();
  private @Nullable Started started;
  private @Nullable HttpServer listening;
  private @Nullable Turns running;

  /** What a start has to tell. */
  record Started(String baseUrl, Applied applied, Bootstrapped bootstrapped) {}

  private Server(Settings settings) {
    this.settings = settings;
  }

  /** Starts everything; whatever fails takes down what was started before it. */
  static Server start(Settings settings, Consumer<String> progress) {
    var server = new Server(settings);
    try {
      server.started = server.open(progress);
      return server;
    } catch (RuntimeException | Error failed) {
      server.close();
      throw failed;
    }
  }

  Started started() {
    if (started == null) {
      throw new IllegalStateException("the server has not started");
    }
    return started;
  }

  private Started open(Consumer<String> progress) {
    var store = opened(Store.open(settings, progress));
    var people = opened(People.open(settings, store));
    var agents = new AgentRows(store.database(), store.clock());
    var functions = new FunctionRows(store.database());
    var models = models();
    var apply = new ApplyWorkspace(agents, functions, spec -> models.find(spec).isPresent());
    var applied = applyAtStart(people, apply);
    var sessions = new SessionRows(store.database(), store.clock());
    var tools =
        new MakeTools(
            functions, HttpFunctions.create(name -> Optional.ofNullable(System.getenv(name))));
    var converse =
        new Converse(
            new Converse.Parts(agents, sessions, sessions, models, Tokens.counter(), tools),
            settings.storage().sessionRetention(),
            plans ->
                new Turns(
                    new Turns.Parts(
                        new TurnRows(store.database(), store.clock()),
                        new NodeRows(store.database(), store.address()),
                        new EventRows(store.database(), store.clock()),
                        plans,
                        metrics),
                    EngineSettings.DEFAULT));
    var turns = opened(converse.turns());
    turns.open(store.isEmbedded());
    opened(Chores.start(store.clock(), sessions, people.sweep()));
    watch(turns);
    var aip =
        AipDoor.surface(
            new AipDoorParts(
                people.callers(),
                agents,
                sessions,
                new TurnReads(store.database(), store.clock()),
                converse,
                new PageTokens(people.signer("page-token"), store.clock(), PAGE_TOKEN_LIFE),
                settings.limits(),
                store.clock()));
    var operations = new Operations(() -> hindrance(turns), metrics::scrape);
    var console = console(people, agents, apply);
    var surfaces = List.of(aip, people.door(), console, operations);
    var http = opened(HttpServer.start(settings.http(), surfaces, metrics));
    listening = http;
    running = turns;
    String baseUrl = baseUrl(http.port());
    people.publish(
        settings.dataDirectory(), "http://127.0.0.1:" + http.port() + settings.http().basePath());
    return new Started(baseUrl, applied, people.bootstrapped());
  }

  private String baseUrl(int port) {
    String host = settings.http().host();
    return settings.baseUrl() != null
        ? settings.baseUrl()
        : "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  private Models models() {
    return Providers.create(
        new ModelSettings(
            settings.agents().model(),
            Path.of("").toAbsolutePath(),
            Server::script,
            settings.keys().openAi()));
  }

  private static JsonValue script(Path file) {
    try {
      return Yaml.parse(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private Applied applyAtStart(People people, ApplyWorkspace apply) {
    var given = settings.agents();
    var workspace =
        given.named()
            ? Optional.of(WORKSPACES.read(given.workspace()))
            : WORKSPACES.readIfThere(given.workspace());
    return workspace
        .map(found -> people.exclusively().run(() -> apply.apply(found)))
        .orElseGet(() -> {
          LOG.info("no folder 'workspace' here; agents come by './parley apply'");
          return new Applied(List.of(), List.of(), List.of());
        });
  }

  private static Surface console(People people, Agents agents, ApplyWorkspace apply) {
    return new ConsoleDoor(
        new ConsoleParts(
            people.callers(),
            agents,
            new ApplySentFiles(WORKSPACES, apply, people.exclusively()),
            people.keys(),
            people.users(),
            people.all()));
  }

  private void watch(Turns turns) {
    metrics.gauge("parley.turns.running", "Turns under way on this node", turns::underWay);
    metrics.gauge(
        "parley.lease.age.seconds",
        "Time since this node's lease was renewed",
        () -> turns.leaseAge().toMillis() / 1000.0);
  }

  private static Optional<String> hindrance(Turns turns) {
    return turns.isReady()
        ? Optional.empty()
        : Optional.of("This node does not hold its lease; is the database reachable?");
  }

  private <T extends AutoCloseable> T opened(T part) {
    opened.push(part);
    return part;
  }

  private static void drain(Turns turns) {
    try {
      turns.drain();
    } catch (RuntimeException failed) {
      LOG.warn("turns could not be given back; the next start takes them over", failed);
    }
  }

  /** Stops taking requests, gives turns back, and closes everything in reverse order. */
  @Override
  public void close() {
    if (listening != null && running != null) {
      // Those who wait for turns are cut off before the server waits for requests to end.
      listening.beginDrain();
      drain(running);
    }
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception failed) {
        LOG.warn("something did not close in order", failed);
      }
    }
  }
}
