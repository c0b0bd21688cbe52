package dev.parley.app;

import dev.parley.openid.OpenIdSettings;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Reads at which OpenID providers people may sign in: {@code PARLEY_OIDC} has their names, and each
 * has settings of its own, such as {@code PARLEY_OIDC_COMPANY_ISSUER}.
 */
final class ReadOpenIdSettings {
  private static final String NAMES = "PARLEY_OIDC";

  private final SettingSource source;

  private ReadOpenIdSettings(SettingSource source) {
    this.source = source;
  }

  static List<OpenIdSettings> from(SettingSource source) {
    return new ReadOpenIdSettings(source).read();
  }

  private List<OpenIdSettings> read() {
    var names = source.words(NAMES);
    if (!names.stream().allMatch(OpenIdSettings::isId)
        || new HashSet<>(names).size() < names.size()) {
      source.fault(
          NAMES,
          "must be names such as company, separated by commas, each once: small letters and"
              + " digits, beginning with a letter");
      return List.of();
    }
    return names.stream().flatMap(name -> provider(name).stream()).toList();
  }

  private Optional<OpenIdSettings> provider(String id) {
    var prefix = NAMES + "_" + id.toUpperCase(Locale.ROOT) + "_";
    var written = needed(prefix + "ISSUER", "the address of the provider");
    var clientId = needed(prefix + "CLIENT_ID", "what the provider calls this server");
    var secret = needed(prefix + "CLIENT_SECRET", "what the provider knows this server by");
    var name = source.text(prefix + "NAME");
    var newcomers =
        source.words(prefix + "SIGN_UP").stream().map(word -> word.toLowerCase(Locale.ROOT));
    var issuer = OpenIdSettings.issuer(written);
    if (issuer.isEmpty() && !written.isEmpty()) {
      source.fault(prefix + "ISSUER", "must be an https address such as https://login.example.com");
    }
    return issuer.map(uri ->
        new OpenIdSettings(
            id,
            Objects.requireNonNullElse(name, id),
            uri,
            clientId,
            secret,
            Set.copyOf(newcomers.toList())));
  }

  private String needed(String name, String what) {
    var text = source.text(name, "");
    if (text.isEmpty()) {
      source.fault(name, "must be set, to " + what + ", since " + NAMES + " names it");
    }
    return text;
  }
}
