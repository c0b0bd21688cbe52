package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.browser.SessionSpec.Policy;
import dev.parley.egress.Lookup;
import dev.parley.provider.openai.Outside;
import dev.parley.provider.openai.Outside.Found;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings of the chat proxy, and which hosts they let callers choose. */
@NullMarked
class ReadChatSettingsTest {
  private static final InetAddress PUBLIC = InetAddress.ofLiteral("93.184.216.34");

  @TempDir private Path folder = Path.of("");

  private Settings.@Nullable Chat read(Map<String, String> environment) {
    return ReadSettings.from(SettingSource.of(environment, folder.resolve("parley.yaml")))
        .agents()
        .chat();
  }

  private void refuses(Map<String, String> environment, String... words) {
    assertThatThrownBy(() -> read(environment))
        .isInstanceOf(BadSettings.class)
        .hasMessageContainingAll(words);
  }

  @Test
  void isOffUnlessSwitchedOn() {
    assertThat(read(Map.of())).isNull();
    assertThat(read(Map.of("PARLEY_CHAT_PROXY_HOSTS", "api.example"))).isNull();
    var on = read(Map.of("PARLEY_CHAT_PROXY", "on"));
    assertThat(on)
        .isEqualTo(
            new Settings.Chat(
                URI.create("https://api.openai.com/v1"),
                Set.of(),
                new Policy(Set.of(), Set.of(), Set.of(), null)));
  }

  @Test
  void readsWhatMayBeReached() {
    var chat =
        read(
            Map.of(
                "PARLEY_CHAT_PROXY", "true",
                "PARLEY_CHAT_PROXY_URL", "http://127.0.0.1:11434/v1",
                "PARLEY_CHAT_PROXY_MODELS", "a, b",
                "OPENAI_API_KEY", "sk-1",
                "PARLEY_CHAT_PROXY_HOSTS", "api.example, *.azure.example",
                "PARLEY_CHAT_PROXY_ALLOW_PRIVATE", "localhost:8000"));
    assertThat(chat)
        .isEqualTo(
            new Settings.Chat(
                URI.create("http://127.0.0.1:11434/v1"),
                Set.of("a", "b"),
                new Policy(
                    Set.of("api.example", "*.azure.example", "localhost:8000"),
                    Set.of(),
                    Set.of("localhost:8000"),
                    null)));
  }

  @Test
  void saysWhatIsWrong() {
    refuses(Map.of("PARLEY_CHAT_PROXY", "maybe"), "PARLEY_CHAT_PROXY must be on or off");
    refuses(Map.of("PARLEY_CHAT_PROXY_URL", "ftp://x"), "PARLEY_CHAT_PROXY_URL must be");
    refuses(Map.of("PARLEY_CHAT_PROXY_URL", "https://a:b@x"), "without a user name");
    refuses(Map.of("PARLEY_CHAT_PROXY_MODELS", "gpt"), "so OPENAI_API_KEY must be set too");
    refuses(
        Map.of("PARLEY_CHAT_PROXY_MODELS", "gpt", "OPENAI_API_KEY", "a b"),
        "OPENAI_API_KEY holds characters that cannot be sent");
    refuses(
        Map.of("PARLEY_CHAT_PROXY_HOSTS", "https://api.example"),
        "PARLEY_CHAT_PROXY_HOSTS: a host pattern is written");
    refuses(
        Map.of("PARLEY_CHAT_PROXY_ALLOW_PRIVATE", "localhost"),
        "PARLEY_CHAT_PROXY_ALLOW_PRIVATE: the list takes host:port");
  }

  private static Outside outside(Set<String> hosts, Set<String> allowPrivate) {
    var policy = new Policy(hosts, Set.of(), allowPrivate, null);
    return PassingOn.outside(Lookup.open(policy, _ -> List.of(PUBLIC)), hosts, allowPrivate);
  }

  @Test
  void letsCallersChooseNoHostUnlessOneIsNamed() {
    assertThat(outside(Set.of(), Set.of()).find("api.example", 443, true))
        .isInstanceOfSatisfying(
            Found.Refused.class,
            refused -> assertThat(refused.why()).contains("PARLEY_CHAT_PROXY_HOSTS"));
  }

  @Test
  void letsKeysGoByHttpsAloneButToPrivateAddresses() {
    var outside = outside(Set.of("api.example", "127.0.0.1:80"), Set.of("127.0.0.1:80"));
    assertThat(outside.find("api.example", 443, true)).isEqualTo(new Found.At(List.of(PUBLIC)));
    assertThat(outside.find("api.example", 80, false)).isInstanceOf(Found.Refused.class);
    assertThat(outside.find("else.example", 443, true)).isInstanceOf(Found.Refused.class);
    assertThat(outside.find("127.0.0.1", 80, false)).isInstanceOf(Found.At.class);
    assertThat(outside.find("127.0.0.1", 81, false)).isInstanceOf(Found.Refused.class);
  }
}
