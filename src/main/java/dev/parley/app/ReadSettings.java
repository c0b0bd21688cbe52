package dev.parley.app;

import dev.parley.door.aip.CallerLimits;
import dev.parley.door.allyson.AllysonParts;
import dev.parley.http.Bounds;
import dev.parley.http.Cors;
import dev.parley.http.HttpSettings;
import dev.parley.identity.BootstrapSettings;
import dev.parley.postgres.DatabaseAddress;
import dev.parley.provider.Access;
import dev.parley.provider.Providers;
import dev.parley.provider.facts.KnownModels;
import dev.parley.telemetry.TraceSettings;
import dev.parley.yaml.Faults;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads all settings from {@code PARLEY_*}, then {@code parley.yaml}, then the defaults. */
final class ReadSettings {
  private static final Duration LONGEST_RETENTION = Duration.ofDays(3650);

  private final SettingSource source;

  private ReadSettings(SettingSource source) {
    this.source = source;
  }

  /** {@link BadSettings} with every fault there is. */
  static Settings from(SettingSource source) {
    var settings = whateverFaults(source);
    source.requireFaultless();
    return settings;
  }

  /** With the default in place of whatever cannot be used; the faults are the source's to tell. */
  static Settings whateverFaults(SettingSource source) {
    return new ReadSettings(source).read();
  }

  static Path dataDirectory(SettingSource source) {
    return Path.of(source.text("PARLEY_DATA_DIR", "data")).toAbsolutePath();
  }

  /** The one named, else the one here, else the one shipped with the program, if it says where. */
  static Path workspace(SettingSource source) {
    String named = source.text("PARLEY_WORKSPACE");
    var here = Path.of(Objects.requireNonNullElse(named, "workspace")).toAbsolutePath();
    String home = System.getProperty("parley.home");
    return named != null || home == null || Files.exists(here) ? here : Path.of(home, "workspace");
  }

  private Settings read() {
    String baseUrl = source.text("PARLEY_BASE_URL");
    if (!source.text("PARLEY_LOG", "text").matches("text|json")) {
      source.fault("PARLEY_LOG", "must be text or json");
    }
    var agents = agents();
    return new Settings(
        http(baseUrl), baseUrl, storage(), agents, keys(), limits(), browser(agents), tracing());
  }

  private TraceSettings tracing() {
    var tracing = new TraceSettings(source.foreign("OTEL_"));
    tracing.faults().forEach(source::fault);
    return tracing;
  }

  private Settings.Browser browser(Settings.Agents agents) {
    var browser = ReadBrowserSettings.from(source);
    boolean priced =
        agents.known().find(agents.model()).filter(facts -> facts.prices() != null).isPresent();
    if (browser.web().caps().cost() != null && !priced) {
      source.fault(
          "PARLEY_BROWSER_COST",
          "cannot be kept to: nobody knows what "
              + agents.model()
              + " costs; write its prices into models.yaml");
    }
    return browser;
  }

  private Settings.Agents agents() {
    boolean named = source.text("PARLEY_WORKSPACE") != null;
    var providers = ReadProviders.from(source);
    return new Settings.Agents(
        workspace(source),
        named,
        model(providers),
        known(),
        providers,
        ReadChatSettings.from(source),
        source.flag("PARLEY_VECTORS", true));
  }

  /** What is shipped and a file: the one somebody named, else the usual one if it is there. */
  private KnownModels known() {
    String named = source.text("PARLEY_MODELS_FILE");
    var file = named == null ? source.beside("models.yaml") : Path.of(named);
    if (named == null && Files.notExists(file)) {
      return KnownModels.shipped();
    }
    var faults = new Faults();
    var known = KnownModels.with(file, faults);
    faults.all().forEach(fault -> source.fault(fault.toString()));
    return known;
  }

  private HttpSettings http(@Nullable String baseUrl) {
    var origins = source.words("PARLEY_CORS_ORIGINS");
    return new HttpSettings(
        source.text("PARLEY_HOST", "127.0.0.1"),
        source.number("PARLEY_PORT", 8080, 0, 65_535),
        basePath(baseUrl),
        HttpSettings.USUAL_BODY_BYTES,
        origins.isEmpty() ? Cors.none() : Cors.of(Set.copyOf(origins)),
        bounds(),
        HttpSettings.USUAL_GRACE);
  }

  private Bounds bounds() {
    int most = 1_000_000;
    var usual = Bounds.USUAL;
    return new Bounds(
        source.number("PARLEY_REQUESTS", usual.requests(), 1, most),
        usual.bodies(),
        source.number("PARLEY_CONNECTIONS", usual.connections(), 1, most),
        source.number("PARLEY_CONNECTIONS_PER_ADDRESS", usual.perAddress(), 0, most),
        usual.head(),
        usual.idle(),
        usual.taking());
  }

  private String basePath(@Nullable String baseUrl) {
    if (baseUrl == null) {
      return "";
    }
    try {
      var uri = URI.create(baseUrl);
      if (uri.getHost() != null && uri.getScheme() != null && uri.getScheme().matches("https?")) {
        return uri.getPath() == null ? "" : uri.getPath().replaceAll("/+$", "");
      }
    } catch (IllegalArgumentException unreadable) {
      // Told below, like an address without a host.
    }
    source.fault(
        "PARLEY_BASE_URL", "must be an http or https address, such as https://parley.example.com");
    return "";
  }

  private Settings.Storage storage() {
    String url = source.text("PARLEY_DATABASE_URL");
    if (url != null) {
      try {
        var _ = DatabaseAddress.parse(url);
      } catch (IllegalArgumentException unreadable) {
        source.fault("PARLEY_DATABASE_URL", String.valueOf(unreadable.getMessage()));
      }
    }
    return new Settings.Storage(
        dataDirectory(source),
        url,
        source.number("PARLEY_DATABASE_CONNECTIONS", 16, 2, 1000),
        source.duration("PARLEY_SESSION_RETENTION", Duration.ofHours(24), LONGEST_RETENTION),
        ReadBlobSettings.from(source));
  }

  private String model(Access providers) {
    String spec = source.text("PARLEY_MODEL", "offline");
    Providers.fault(spec, providers).ifPresent(fault -> source.fault("PARLEY_MODEL", fault));
    return spec;
  }

  private Settings.Keys keys() {
    var bootstrap =
        new BootstrapSettings(
            source.text("PARLEY_BOOTSTRAP_USER"),
            source.text("PARLEY_BOOTSTRAP_PASSWORD"),
            source.text("PARLEY_BOOTSTRAP_API_KEY"),
            source.text("PARLEY_BOOTSTRAP_TOKEN"),
            source.text("PARLEY_BOOTSTRAP_CLIENT_ID"),
            source.text("PARLEY_BOOTSTRAP_CLIENT_SECRET"),
            source.text("PARLEY_BOOTSTRAP_REDIRECT_URI"));
    bootstrap.faults().forEach(source::fault);
    return new Settings.Keys(
        source.text("PARLEY_SECRET_KEY"), bootstrap, ReadOpenIdSettings.from(source));
  }

  private Settings.Limits limits() {
    int most = 1_000_000;
    var usual = CallerLimits.DEFAULT;
    int concurrent = source.number("PARLEY_AIP_CONCURRENT", -1, -1, most);
    var aip =
        new CallerLimits(
            source.number("PARLEY_AIP_RATE", usual.requestsPerMinute(), 0, most),
            concurrent < 0 ? usual.concurrentOfPerson() : concurrent,
            concurrent < 0 ? usual.concurrentOfService() : concurrent);
    int allyson = source.number("PARLEY_ALLYSON_RATE", AllysonParts.USUAL_RATE, 0, most);
    return new Settings.Limits(aip, allyson);
  }
}
