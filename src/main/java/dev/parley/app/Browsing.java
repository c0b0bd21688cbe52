package dev.parley.app;

import dev.parley.browser.Browsers;
import dev.parley.browser.SessionSpec;
import dev.parley.egress.PolicyFault;
import dev.parley.engine.Plans;
import dev.parley.engine.Turns;
import dev.parley.extract.Extract;
import dev.parley.knowledge.ReadText;
import dev.parley.login.KeepLogins;
import dev.parley.model.Models;
import dev.parley.postgres.CheckpointRows;
import dev.parley.postgres.WebSessionRows;
import dev.parley.profile.Profiles;
import dev.parley.provider.tokens.Tokens;
import dev.parley.secret.Sealer;
import dev.parley.tool.Browse;
import dev.parley.tool.browser.BrowserTools;
import dev.parley.tool.browser.Parts;
import dev.parley.web.JsonSchemas;
import dev.parley.webagent.Errands;
import dev.parley.webagent.RunWebAgent;
import dev.parley.webagent.WebAgent;
import dev.parley.webagent.WebPlans;
import dev.parley.webagent.WebSettings;
import dev.parley.webagent.WebSettings.Places;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** What browses: the web agent, its tools, and the browsers below them. */
final class Browsing implements AutoCloseable {
  private static final String SHOP = "/demo/";
  private static final String SEARCH = "search?q={query}";

  private final LateBrowsers browsers;
  private final BrowserTools tools;
  private final WebSessionRows sessions;
  private final Ground ground;
  private final WebSettings settings;
  private final Errands errands;
  private final SessionSpec usual;
  private final CompletableFuture<Turns> turns = new CompletableFuture<>();
  private final CompletableFuture<String> shop = new CompletableFuture<>();

  /** What it stands on. */
  record Ground(
      Store store,
      Filing filing,
      Models models,
      Sealer sealer,
      ReadText reader,
      Profiles profiles,
      KeepLogins logins) {}

  private Browsing(Settings all, Ground ground) {
    var web = all.browser().web();
    var store = ground.store();
    this.ground = ground;
    this.browsers = new LateBrowsers(all.browser());
    this.sessions = new WebSessionRows(store.database(), store.clock());
    this.settings =
        new WebSettings(null, reasons(all.agents().model()), () -> places(web), web.caps());
    this.usual = all.browser().usual();
    this.errands =
        new Errands(
            usual, policy -> PolicyFault.of(policy).stream().map(PolicyFault::message).findFirst());
    this.tools =
        new BrowserTools(
            new Parts(
                browsers,
                new CheckpointRows(store.database(), store.clock(), () -> turns.join().node()),
                ground.sealer(),
                ground.filing().files(),
                ground.filing().screenshots(),
                Extract.fileTexts(ground.reader()),
                ground.logins(),
                store.clock()),
            web.hold());
  }

  static Browsing open(Settings settings, Ground ground) {
    return new Browsing(settings, ground);
  }

  /** Neither a script nor the offline model has a judgement of its own. */
  private static boolean reasons(String model) {
    return !model.equals("offline") && !model.startsWith("scripted:");
  }

  /** Sessions that come before the server listens wait for it. */
  private Places places(Settings.Web web) {
    return new Places(
        Objects.requireNonNullElseGet(web.startUrl(), shop::join),
        Objects.requireNonNullElseGet(web.searchUrl(), () -> shop.join() + SEARCH));
  }

  /** Browsers for the turns of conversations. */
  Browse browse() {
    return new Browse(tools, usual, () -> settings.places().get().searchUrl());
  }

  Plans plans() {
    return new WebPlans(
        new WebPlans.Parts(
            sessions,
            ground.models(),
            Tokens.counter(),
            ground.sealer(),
            tools,
            new JsonSchemas()::misfit,
            settings,
            errands));
  }

  /** The agent, once the engine that runs its turns is there. */
  WebAgent agent(Turns engine) {
    turns.complete(engine);
    return new RunWebAgent(
        new RunWebAgent.Parts(
            sessions,
            ground.filing().files(),
            ground.models(),
            ground.sealer(),
            settings,
            ground.profiles(),
            JsonSchemas::fault),
        errands,
        engine);
  }

  /** Starts the browsers, once it is known where the server listens. */
  void begin(String host, int port, String basePath) {
    var address = ownAddress(host);
    String path = basePath + SHOP;
    String written = address.getHostAddress();
    String name = (address instanceof Inet6Address ? "[" + written + "]" : written) + ":" + port;
    browsers.begin(name, new InetSocketAddress(address, port), path);
    shop.complete("http://" + name + path);
  }

  /** Where this machine reaches a server that listens there. */
  private static InetAddress ownAddress(String host) {
    try {
      var address = InetAddress.getByName(host);
      return address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
    } catch (UnknownHostException unknown) {
      return InetAddress.getLoopbackAddress();
    }
  }

  /** The browsers its turns have here. */
  BrowserTools tools() {
    return tools;
  }

  /** How much goes on in its browsers. */
  Browsers.Load load() {
    return browsers.load();
  }

  void releaseUnused() {
    tools.releaseUnused();
  }

  @Override
  public void close() {
    browsers.close();
  }
}
