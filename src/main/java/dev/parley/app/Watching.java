package dev.parley.app;

import dev.parley.door.live.LiveDoor;
import dev.parley.engine.Turns;
import dev.parley.http.Surface;
import dev.parley.postgres.EventRows;
import dev.parley.postgres.LiveSessionRows;
import dev.parley.secret.Signer;
import dev.parley.webagent.live.LiveSettings;
import dev.parley.webagent.live.LiveTokens;
import dev.parley.webagent.live.LiveViews;
import dev.parley.webagent.live.OpenLive;
import dev.parley.webagent.live.Pausing;
import dev.parley.webagent.live.TurnBrowsers;
import java.util.function.Supplier;

/** Watching sessions of the web agent, and taking them over. */
record Watching(LiveViews views, OpenLive open, Surface door) implements AutoCloseable {
  /** What it stands on. */
  record Ground(Store store, Filing filing, Browsing browsing, Turns turns) {}

  /**
   * @param baseUrl where this server is reached; asked once it listens
   */
  static Watching open(Ground ground, Signer signer, Supplier<String> baseUrl) {
    var settings = LiveSettings.USUAL;
    var database = ground.store().database();
    var clock = ground.store().clock();
    var sessions = new LiveSessionRows(database, clock);
    var tokens = new LiveTokens(signer, clock, settings, baseUrl);
    var views =
        new LiveViews(
            new LiveViews.Parts(
                sessions,
                TurnBrowsers.of(ground.browsing().tools()),
                Pausing.of(ground.turns()),
                new EventRows(database, clock),
                ground.filing().screenshots(),
                settings,
                clock));
    return new Watching(
        views,
        new OpenLive(sessions, tokens),
        new LiveDoor(new LiveDoor.Parts(views, tokens, settings, clock)));
  }

  @Override
  public void close() {
    views.close();
  }
}
