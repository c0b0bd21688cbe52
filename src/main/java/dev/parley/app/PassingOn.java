package dev.parley.app;

import dev.parley.egress.Lookup;
import dev.parley.model.Passthrough;
import dev.parley.provider.openai.ChatProxy;
import dev.parley.provider.openai.ChatProxySettings;
import dev.parley.provider.openai.Outside;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Callers' own requests to models, as far as the settings let them through. */
final class PassingOn implements AutoCloseable {
  private final Passthrough chat;
  private final Lookup lookup;

  private PassingOn(Settings.Chat settings, @Nullable String key) {
    var hosts = settings.hosts();
    this.lookup = Lookup.open(hosts);
    this.chat =
        new ChatProxy(
            new ChatProxySettings(
                settings.baseUrl(),
                key == null ? null : key.strip(),
                settings.models(),
                ChatProxySettings.USUAL_SILENCE),
            outside(lookup, hosts.allow(), hosts.allowPrivate()));
  }

  static PassingOn open(Settings.Chat settings, @Nullable String key) {
    return new PassingOn(settings, key);
  }

  /** Only to a private address that was named may a key go unencrypted. */
  static Outside outside(Lookup lookup, Set<String> hosts, Set<String> allowPrivate) {
    return (host, port, secure) -> {
      if (hosts.isEmpty()) {
        return refused(host, "this server passes on to no other provider than its own");
      }
      if (!secure && !allowPrivate.contains(host.toLowerCase(Locale.ROOT) + ":" + port)) {
        return refused(host, "keys are sent by https alone");
      }
      return switch (lookup.find(host, port)) {
        case Lookup.Answer.At(var addresses) -> new Outside.Found.At(addresses);
        case Lookup.Answer.Refused(var why) -> refused(host, why);
        case Lookup.Answer.Unknown() -> new Outside.Found.Unknown();
      };
    };
  }

  private static Outside.Found refused(String host, String why) {
    return new Outside.Found.Refused(
        "The provider at "
            + host
            + " cannot be used: "
            + why
            + ". Whoever runs this server names hosts in PARLEY_CHAT_PROXY_HOSTS, and private"
            + " addresses in PARLEY_CHAT_PROXY_ALLOW_PRIVATE.");
  }

  Passthrough chat() {
    return chat;
  }

  @Override
  public void close() {
    lookup.close();
  }
}
