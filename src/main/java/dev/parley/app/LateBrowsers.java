package dev.parley.app;

import dev.parley.browser.BrowserFailure;
import dev.parley.browser.BrowserSession;
import dev.parley.browser.Browsers;
import dev.parley.browser.Gate;
import dev.parley.browser.SessionSpec;
import dev.parley.cancel.Cancel;
import dev.parley.chrome.Chrome;
import dev.parley.chrome.ChromeSettings;
import dev.parley.egress.Egress;
import dev.parley.egress.EgressSettings;
import dev.parley.egress.EgressSettings.Shop;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The browsers of a server, made once it is known where that listens.
 *
 * <p>Turns are taken over before the server listens; those that need a browser wait for it here.
 */
final class LateBrowsers implements Browsers {
  private final ChromeSettings chrome;
  private final EgressSettings egress;
  private final SessionSpec.Policy usual;
  private final CompletableFuture<Browsers> made = new CompletableFuture<>();
  private Gate.@Nullable Gates gates;

  LateBrowsers(Settings.Browser settings) {
    this.chrome = settings.chrome();
    this.egress = settings.egress();
    this.usual = settings.usual().policy();
  }

  /** Opens them, with the demo shop of this server as the one part of it they may reach. */
  void begin(String name, InetSocketAddress server, String shopPath) {
    var names = Set.of(name, "localhost:" + server.getPort());
    var shop = new Shop(names, server, shopPath);
    gates = Egress.open(new EgressSettings(shop, egress.upstreams(), egress.limits()));
    made.complete(Chrome.browsers(chrome, gates, usual));
  }

  @Override
  public BrowserSession open(SessionSpec spec, Cancel cancel) {
    var cancelled = new CompletableFuture<Browsers>();
    try (var _ = cancel.onCancel(() -> cancelled.complete(null))) {
      CompletableFuture.anyOf(made, cancelled).join();
    }
    cancel.check();
    return browsers().open(spec, cancel);
  }

  private Browsers browsers() {
    var there = made.getNow(null);
    if (there == null) {
      throw new BrowserFailure(BrowserFailure.Kind.CLOSED, "The server has not started yet.");
    }
    return there;
  }

  @Override
  public Optional<String> hindrance() {
    return made.isDone() ? browsers().hindrance() : Optional.empty();
  }

  @Override
  public Load load() {
    return made.isDone() ? browsers().load() : new Load(0, 0, 0, 0);
  }

  @Override
  public void close() {
    if (made.isDone()) {
      browsers().close();
    }
    if (gates != null) {
      gates.close();
    }
  }
}
