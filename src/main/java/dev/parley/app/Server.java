package dev.parley.app;

import dev.parley.conversation.Converse;
import dev.parley.door.aip.AipDoor;
import dev.parley.door.aip.AipDoorParts;
import dev.parley.door.allyson.AllysonDoor;
import dev.parley.door.allyson.AllysonParts;
import dev.parley.door.allyson.AllysonPeople;
import dev.parley.door.console.ConsoleDoor;
import dev.parley.door.console.ConsoleParts;
import dev.parley.door.demo.DemoDoor;
import dev.parley.engine.EngineSettings;
import dev.parley.engine.Plans;
import dev.parley.engine.Turns;
import dev.parley.http.Descriptions;
import dev.parley.http.HttpServer;
import dev.parley.http.Operations;
import dev.parley.http.PageTokens;
import dev.parley.http.Surface;
import dev.parley.identity.Bootstrapped;
import dev.parley.identity.CloseAccount;
import dev.parley.model.Passthrough;
import dev.parley.postgres.EventRows;
import dev.parley.postgres.NodeRows;
import dev.parley.postgres.ProfileRows;
import dev.parley.postgres.RecallRows;
import dev.parley.postgres.SessionRows;
import dev.parley.postgres.TurnReads;
import dev.parley.postgres.TurnRows;
import dev.parley.profile.KeepProfiles;
import dev.parley.provider.tokens.Tokens;
import dev.parley.telemetry.Telemetry;
import dev.parley.webagent.WebAgent;
import dev.parley.webagent.live.OpenLive;
import dev.parley.workspace.Applied;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server: everything wired, listening, until it is closed. */
final class Server implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  /** The APIs that say what they are at {@code /openapi/}. */
  private static final Map<String, Class<?>> DESCRIBED =
      Map.of("aip-agents", AipDoor.class, "allyson", AllysonDoor.class);

  private static final Duration PAGE_TOKEN_LIFE = Duration.ofHours(1);

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final Settings settings;
  private final Telemetry telemetry;
  private final CompletableFuture<String> address = new CompletableFuture<>();
  private @Nullable Started started;
  private @Nullable HttpServer listening;
  private @Nullable Turns running;

  /** What a start has to tell in the end. */
  record Started(String baseUrl, Applied applied) {}

  /** Who hears how a start goes on. */
  interface Listener {
    Listener SILENT =
        new Listener() {
          @Override
          public void progress(String line) {}

          @Override
          public void bootstrapped(Bootstrapped made) {}
        };

    void progress(String line);

    /** At once when they are stored: a start that fails later must not have kept them to itself. */
    void bootstrapped(Bootstrapped made);
  }

  private Server(Settings settings) {
    this.settings = settings;
    this.telemetry = opened(Telemetry.open(settings.tracing()));
  }

  /** Starts everything; whatever fails takes down what was started before it. */
  static Server start(Settings settings, Listener listener) {
    var server = new Server(settings);
    try {
      server.started = server.open(listener);
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

  private Started open(Listener listener) {
    // Its faults come before anything is made.
    var workspace = Catalog.workspace(settings.agents());
    Filing.require(settings);
    var store = opened(Store.open(settings, listener::progress));
    var people = opened(People.open(settings, store));
    listener.bootstrapped(people.bootstrapped());
    var sessions = new SessionRows(store.database(), store.clock());
    var filing = opened(Filing.open(settings, store, people.fileSigner(), address::join));
    var library = opened(Library.open(settings, store));
    var ground = ground(store, filing, library, people);
    var browsing = opened(Browsing.open(settings, ground));
    var shelf = new Catalog.Ground(store, library, ground.models(), browsing.browse());
    var catalog = Catalog.open(shelf, people.exclusively());
    var applied = catalog.applyAtStart(workspace);
    var converse = converse(store, catalog, sessions, browsing.plans());
    var turns = opened(converse.turns());
    var agent = browsing.agent(turns);
    turns.open(store.isEmbedded());
    var rooms = new Rooms(store, people, filing, browsing, turns);
    var live = live(rooms);
    var closing = chores(rooms, sessions, ground);
    var callers = people.allyson(ground.profiles(), ground.logins(), closing);
    var surfaces =
        List.of(
            aip(store, people, catalog, sessions, converse),
            people.door(address::join),
            console(people, catalog, new ConsoleParts.Runs(agent, live.views()), filing),
            filing.door(),
            new DemoDoor(store.clock()),
            new Descriptions(DESCRIBED, address::join),
            live.door(),
            allyson(store, callers, agent, live.open(), filing),
            new Operations(() -> hindrance(turns), telemetry.metrics()::scrape));
    int port = listen(surfaces, rooms);
    library.begin();
    return new Started(baseUrl(port), applied);
  }

  /** Takes requests from now on; at which port. */
  private int listen(List<Surface> surfaces, Rooms rooms) {
    var http = opened(HttpServer.start(settings.http(), surfaces, telemetry));
    address.complete(baseUrl(http.port()));
    listening = http;
    running = rooms.turns();
    var path = settings.http().basePath();
    rooms.browsing().begin(settings.http().host(), http.port(), path);
    rooms.people().publish(settings.dataDirectory(), "http://127.0.0.1:" + http.port() + path);
    return http.port();
  }

  /** What runs below the doors. */
  private record Rooms(Store store, People people, Filing filing, Browsing browsing, Turns turns) {}

  private Watching live(Rooms rooms) {
    return opened(
        Watching.open(
            new Watching.Ground(rooms.store(), rooms.filing(), rooms.browsing(), rooms.turns()),
            rooms.people().signer("live-token")::sign,
            address::join));
  }

  /** Starts what is to be done now and then; the end of accounts, which is among it. */
  private CloseAccount chores(Rooms rooms, SessionRows sessions, Browsing.Ground ground) {
    var store = rooms.store();
    var queue = new Queue(new TurnReads(store.database(), store.clock()));
    var owned = new OwnedSessions(sessions, rooms.turns(), rooms.filing().files());
    var closing = closing(rooms.people(), owned, ground);
    var sweeps =
        new Chores.Sweeps(sessions, rooms.people().sweep(), rooms.filing().sweep(), closing);
    opened(Chores.start(store.clock(), sweeps, queue, rooms.browsing()::releaseUnused));
    new Gauges(telemetry.metrics(), store.database(), rooms.turns())
        .watch(queue, rooms.browsing()::load);
    return closing;
  }

  private Browsing.Ground ground(Store store, Filing filing, Library library, People people) {
    var sealer = people.sealer();
    var profiles = new KeepProfiles(new ProfileRows(store.database(), store.clock()), sealer);
    return new Browsing.Ground(
        store,
        filing,
        Catalog.models(settings),
        sealer,
        library.reader(),
        profiles,
        people.logins(store));
  }

  /** What goes with an account. */
  private static CloseAccount closing(
      People people, OwnedSessions sessions, Browsing.Ground ground) {
    return people.closing(
        List.of(
            sessions,
            owner -> {
              ground.profiles().remove(owner);
              ground.logins().deleteAll(owner);
              return true;
            }));
  }

  private Converse converse(Store store, Catalog catalog, SessionRows sessions, Plans web) {
    var journal = new TurnRows(store.database(), store.clock());
    var nodes = new NodeRows(store.database(), store.address());
    var events = new EventRows(store.database(), store.clock());
    return new Converse(
        new Converse.Parts(
            catalog.agents(),
            sessions,
            new RecallRows(store.database()),
            catalog.models(),
            Tokens.counter(),
            catalog.tools(),
            catalog.library().knowledge()),
        settings.storage().sessionRetention(),
        plans ->
            new Turns(
                new Turns.Parts(journal, nodes, events, new Minds(plans, web), telemetry),
                EngineSettings.DEFAULT));
  }

  private Surface aip(
      Store store, People people, Catalog catalog, SessionRows sessions, Converse converse) {
    return AipDoor.surface(
        new AipDoorParts(
            people.callers(),
            catalog.agents(),
            sessions,
            new TurnReads(store.database(), store.clock()),
            converse,
            new PageTokens(people.signer("page-token"), store.clock(), PAGE_TOKEN_LIFE),
            settings.limits().aip(),
            store.clock()));
  }

  private Surface allyson(
      Store store, AllysonPeople people, WebAgent agent, OpenLive live, Filing filing) {
    return AllysonDoor.surface(
        new AllysonParts(
            people,
            agent,
            filing.files(),
            new AllysonParts.Sight(filing.screenshots(), AipDoor::trace, live),
            chat(),
            settings.limits().allysonRate(),
            store.clock()));
  }

  private @Nullable Passthrough chat() {
    var chat = settings.agents().chat();
    return chat == null
        ? null
        : opened(PassingOn.open(chat, settings.agents().providers().keys().openAi())).chat();
  }

  private String baseUrl(int port) {
    String host = settings.http().host();
    return settings.baseUrl() != null
        ? settings.baseUrl()
        : "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  private static Surface console(
      People people, Catalog catalog, ConsoleParts.Runs runs, Filing filing) {
    return new ConsoleDoor(
        new ConsoleParts(
            people.callers(),
            new ConsoleParts.Workspace(
                catalog.agents(),
                new ApplySentFiles(catalog),
                new KeepSentDocuments(catalog.library())),
            people.keys(),
            people.users(),
            people.clients(),
            people.all(),
            runs,
            filing.inventory()));
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
