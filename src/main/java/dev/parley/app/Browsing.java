package dev.parley.app;

import dev.parley.egress.PolicyFault;
import dev.parley.engine.Plans;
import dev.parley.engine.Turns;
import dev.parley.model.Models;
import dev.parley.postgres.CheckpointRows;
import dev.parley.postgres.WebSessionRows;
import dev.parley.provider.tokens.Tokens;
import dev.parley.secret.Sealer;
import dev.parley.tool.browser.BrowserTools;
import dev.parley.tool.browser.FileText;
import dev.parley.tool.browser.Parts;
import dev.parley.web.JsonSchemas;
import dev.parley.webagent.Errands;
import dev.parley.webagent.RunWebAgent;
import dev.parley.webagent.WebAgent;
import dev.parley.webagent.WebPlans;
import dev.parley.webagent.WebSettings;
import dev.parley.webagent.WebSettings.Places;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

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
  private final CompletableFuture<Turns> turns = new CompletableFuture<>();

  /** What it stands on. */
  record Ground(Store store, Filing filing, Models models, Sealer sealer) {}

  private Browsing(Settings all, Ground ground, Supplier<String> shop) {
    var web = all.browser().web();
    var store = ground.store();
    this.ground = ground;
    this.browsers = new LateBrowsers(all.browser());
    this.sessions = new WebSessionRows(store.database(), store.clock());
    this.settings =
        new WebSettings(null, canJudge(all.agents().model()), () -> places(web, shop), web.caps());
    this.errands =
        new Errands(
            all.browser().usual(),
            policy -> PolicyFault.of(policy).stream().map(PolicyFault::message).findFirst());
    this.tools =
        new BrowserTools(
            new Parts(
                browsers,
                new CheckpointRows(
                    store.database(), store.clock(), () -> turns.join().node()),
                ground.sealer(),
                ground.filing().files(),
                ground.filing().screenshots(),
                FileText.NONE,
                store.clock()),
            web.hold());
  }

  /**
   * @param shop where the demo shop is; asked once the server listens
   */
  static Browsing open(Settings settings, Ground ground, Supplier<String> shop) {
    return new Browsing(settings, ground, shop);
  }

  /** Neither a script nor the offline model has a judgement of its own. */
  private static boolean canJudge(String model) {
    return !model.equals("offline") && !model.startsWith("scripted:");
  }

  private static Places places(Settings.Web web, Supplier<String> shop) {
    return new Places(
        Objects.requireNonNullElseGet(web.startUrl(), shop),
        Objects.requireNonNullElseGet(web.searchUrl(), () -> shop.get() + SEARCH));
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
            sessions, ground.filing().files(), ground.models(), ground.sealer(), settings),
        errands,
        engine);
  }

  /** Starts the browsers, once it is known where the server listens. */
  void begin(int port, String basePath) {
    browsers.begin(port, basePath + SHOP);
  }

  void releaseUnused() {
    tools.releaseUnused();
  }

  /** Why the web agent cannot work here, and what to install; empty if it can. */
  Optional<String> hindrance() {
    return browsers.hindrance();
  }

  @Override
  public void close() {
    browsers.close();
  }
}
