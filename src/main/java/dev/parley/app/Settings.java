package dev.parley.app;

import dev.parley.blob.S3Address;
import dev.parley.blob.S3Keys;
import dev.parley.browser.SessionSpec;
import dev.parley.chrome.ChromeSettings;
import dev.parley.door.aip.CallerLimits;
import dev.parley.egress.EgressSettings;
import dev.parley.http.HttpSettings;
import dev.parley.identity.BootstrapSettings;
import dev.parley.openid.OpenIdSettings;
import dev.parley.provider.Access;
import dev.parley.provider.facts.KnownModels;
import dev.parley.telemetry.TraceSettings;
import dev.parley.webagent.WebSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything a server is told before it starts; one part for each room that needs any. */
record Settings(
    HttpSettings http,
    @Nullable String baseUrl,
    Storage storage,
    Agents agents,
    Keys keys,
    Limits limits,
    Browser browser,
    TraceSettings tracing) {

  /** Where everything of this server is that is not elsewhere. */
  Path dataDirectory() {
    return storage.directory();
  }

  /** Where rows are kept; no address means the embedded database, in the data directory. */
  record Storage(
      Path directory,
      @Nullable String databaseUrl,
      int connections,
      Duration sessionRetention,
      Blobs blobs) {}

  /**
   * Where bytes are kept; no address means the data directory.
   *
   * @param keys of the store; absent where the environment of the process has others for it
   */
  record Blobs(@Nullable S3Address address, @Nullable S3Keys keys) {}

  /**
   * What answers: the workspace, which must be there if somebody named it, the usual model, what is
   * known of models, and how to get at them; besides, models that callers ask themselves, null if
   * they may not.
   *
   * @param vectors whether documents are searched by meaning too
   */
  record Agents(
      Path workspace,
      boolean named,
      String model,
      KnownModels known,
      Access providers,
      @Nullable Chat chat,
      boolean vectors) {}

  /**
   * The chat proxy: its usual provider, the models for which the server's key is spent, and the
   * hosts that callers may choose with keys of their own; none if the list is empty.
   */
  record Chat(URI baseUrl, Set<String> models, SessionSpec.Policy hosts) {}

  /** How much callers may ask of each API: requests a minute of one key for the Allyson one. */
  record Limits(CallerLimits aip, int allysonRate) {}

  /** What is secret, and where else people sign in; prints as nothing. */
  record Keys(@Nullable String server, BootstrapSettings bootstrap, List<OpenIdSettings> openId) {
    @Override
    public String toString() {
      return "Keys";
    }
  }

  /**
   * The web agent's: where it begins and searches (null: in the demo shop), how long a browser
   * stays open for a session that waits, how far a session may go.
   */
  record Web(
      @Nullable String startUrl,
      @Nullable String searchUrl,
      Duration hold,
      WebSettings.Caps caps) {}

  /**
   * The browsers, the way out of their sessions, and a session that nobody wants otherwise; prints
   * as nothing, since addresses may hold passwords.
   */
  record Browser(ChromeSettings chrome, EgressSettings egress, SessionSpec usual, Web web) {
    @Override
    public String toString() {
      return "Browser";
    }
  }
}
