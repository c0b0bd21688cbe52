package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.openid.OpenIdSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** At which providers people may sign in, as operators write it down. */
@NullMarked
class ReadOpenIdSettingsTest {
  private static final Map<String, String> COMPANY =
      Map.of(
          "PARLEY_OIDC", "company",
          "PARLEY_OIDC_COMPANY_ISSUER", "https://login.example.com/realm",
          "PARLEY_OIDC_COMPANY_CLIENT_ID", "parley",
          "PARLEY_OIDC_COMPANY_CLIENT_SECRET", "hush");

  @TempDir private Path folder = Path.of("");

  private List<OpenIdSettings> read(Map<String, String> environment) {
    return ReadSettings.from(SettingSource.of(environment, folder.resolve("parley.yaml")))
        .keys()
        .openId();
  }

  private static Map<String, String> with(String name, String value) {
    var all = new HashMap<>(COMPANY);
    all.put(name, value);
    return all;
  }

  @Test
  void readsEachProviderByItsName() {
    assertThat(read(Map.of())).isEmpty();
    assertThat(read(COMPANY))
        .containsExactly(
            new OpenIdSettings(
                "company",
                "company",
                URI.create("https://login.example.com/realm"),
                "parley",
                "hush",
                Set.of()));
    var more = new HashMap<>(COMPANY);
    more.put("PARLEY_OIDC_COMPANY_NAME", "Example Ltd.");
    more.put("PARLEY_OIDC_COMPANY_SIGN_UP", "example.com, Example.ORG");
    assertThat(read(more).getFirst().name()).isEqualTo("Example Ltd.");
    assertThat(read(more).getFirst().newcomers())
        .containsExactlyInAnyOrder("example.com", "example.org");
    assertThat(read(COMPANY).toString()).doesNotContain("hush");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://login.example.com",
        "login.example.com",
        "https://a:b@login.example.com",
        "https://login.example.com/?x=1",
        "https:///x",
        "ftp://login.example.com",
        "https://a b"
      })
  void wantsIssuersThatCanBeTrusted(String issuer) {
    assertThatThrownBy(() -> read(with("PARLEY_OIDC_COMPANY_ISSUER", issuer)))
        .isInstanceOf(BadSettings.class)
        .hasMessageContaining(
            "PARLEY_OIDC_COMPANY_ISSUER must be an https address such as https://login.example.com");
  }

  @Test
  void tellsAllThatIsMissingOrMisspelt() {
    assertThatThrownBy(() -> read(Map.of("PARLEY_OIDC", "company")))
        .hasMessageContainingAll(
            "PARLEY_OIDC_COMPANY_ISSUER must be set",
            "PARLEY_OIDC_COMPANY_CLIENT_ID must be set",
            "PARLEY_OIDC_COMPANY_CLIENT_SECRET must be set");
    for (var names : List.of("Company", "a,a", "a-b", "1a")) {
      assertThatThrownBy(() -> read(with("PARLEY_OIDC", names)))
          .as(names)
          .hasMessageContaining("PARLEY_OIDC must be names such as company");
    }
  }

  @Test
  void readsThemFromTheFileToo() throws Exception {
    java.nio.file.Files.writeString(
        folder.resolve("parley.yaml"),
        """
        oidc: company
        oidcCompanyIssuer: http://127.0.0.1:9000
        oidcCompanyClientId: parley
        oidcCompanyClientSecret: hush
        """);
    assertThat(read(Map.of()).getFirst().issuer()).hasPort(9000);
  }
}
