package dev.parley.app;

import dev.parley.browser.SessionSpec.Policy;
import dev.parley.egress.PolicyFault;
import dev.parley.model.Passthrough.Own;
import dev.parley.provider.openai.ChatProxySettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code PARLEY_CHAT_PROXY} and {@code PARLEY_CHAT_PROXY_*}. */
final class ReadChatSettings {
  private static final String SWITCH = "PARLEY_CHAT_PROXY";
  private static final Pattern SENDABLE = Pattern.compile("[!-~]+");

  private final SettingSource source;

  private ReadChatSettings(SettingSource source) {
    this.source = source;
  }

  /** Null if it is switched off; its other settings are read all the same, for their faults. */
  static Settings.@Nullable Chat from(SettingSource source) {
    var reading = new ReadChatSettings(source);
    boolean on = source.flag(SWITCH, false);
    var chat = new Settings.Chat(reading.url(), reading.models(), reading.policy());
    return on ? chat : null;
  }

  private URI url() {
    String written = source.text(SWITCH + "_URL");
    if (written == null) {
      return ChatProxySettings.OPENAI;
    }
    try {
      var url = new URI(written.strip());
      if (Own.isBaseUrl(url)) {
        return url;
      }
    } catch (URISyntaxException unreadable) {
      // Told below, like an address without a host.
    }
    source.fault(
        SWITCH + "_URL",
        "must be an http or https address such as https://api.openai.com/v1, without a user name,"
            + " query or fragment");
    return ChatProxySettings.OPENAI;
  }

  private Set<String> models() {
    var models = Set.copyOf(source.words(SWITCH + "_MODELS"));
    String key = source.text("OPENAI_API_KEY");
    if (models.isEmpty()) {
      return models;
    }
    if (key == null) {
      source.fault(SWITCH + "_MODELS", "names models, so OPENAI_API_KEY must be set too");
    } else if (!SENDABLE.matcher(key.strip()).matches()) {
      source.fault("OPENAI_API_KEY", "holds characters that cannot be sent");
    }
    return models;
  }

  /** A private address that is named may be chosen as one of the hosts may. */
  private Policy policy() {
    var allowPrivate = Set.copyOf(source.words(SWITCH + "_ALLOW_PRIVATE"));
    var hosts = new HashSet<>(source.words(SWITCH + "_HOSTS"));
    hosts.addAll(allowPrivate);
    var policy = new Policy(hosts, Set.of(), allowPrivate, null);
    var faults = PolicyFault.of(policy);
    faults.forEach(fault ->
        source.fault(
            fault.part() == PolicyFault.Part.ALLOW
                ? SWITCH + "_HOSTS:"
                : SWITCH + "_ALLOW_PRIVATE:",
            fault.message()));
    return faults.isEmpty() ? policy : new Policy(Set.of(), Set.of(), Set.of(), null);
  }
}
