package dev.parley.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.browser.SessionSpec.Policy;
import dev.parley.egress.Lookup.Answer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts that callers choose. */
@NullMarked
class LookupTest {
  private static final String PUBLIC = "93.184.216.34";
  private static final Map<String, List<String>> NAMES =
      Map.of(
          "api.example", List.of(PUBLIC),
          "mixed.example", List.of("127.0.0.1", PUBLIC, "10.0.0.1"),
          "inside.example", List.of("10.1.2.3"),
          "metadata.example", List.of("169.254.169.254"),
          "mapped.example", List.of("::ffff:7f00:1"),
          "other.test", List.of(PUBLIC));

  private final List<String> asked = new ArrayList<>();

  private List<InetAddress> resolve(String host) throws UnknownHostException {
    asked.add(host);
    var known = NAMES.get(host);
    if (known == null) {
      throw new UnknownHostException(host);
    }
    return known.stream().map(InetAddress::ofLiteral).toList();
  }

  private Answer find(String host, int port, String... allowPrivate) {
    var hosts = Stream.concat(Stream.of("*.example", "*.internal"), Stream.of(allowPrivate));
    var policy = new Policy(Set.copyOf(hosts.toList()), Set.of(), Set.of(allowPrivate), null);
    return Lookup.open(policy, this::resolve).find(host, port);
  }

  private static Answer at(String address) {
    return new Answer.At(List.of(InetAddress.ofLiteral(address)));
  }

  @Test
  void findsPublicAddressesOfHostsThatAreNamed() {
    assertThat(find("api.example", 443)).isEqualTo(at(PUBLIC));
    assertThat(find("API.example", 8443)).isEqualTo(at(PUBLIC));
    assertThat(find("mixed.example", 443)).isEqualTo(at(PUBLIC));
    assertThat(find("nobody.example", 443)).isEqualTo(new Answer.Unknown());
    assertThat(asked).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "other.test",
        "inside.example",
        "metadata.example",
        "mapped.example",
        "localhost",
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f.0.0.1",
        "0.0.0.0",
        "169.254.169.254",
        "10.0.0.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[fd00:ec2::254]",
        "a b.example",
        "evil.test#.example",
      })
  void refusesAllOthers(String host) {
    assertThat(find(host, 443)).isInstanceOf(Answer.Refused.class);
  }

  @Test
  void findsPrivateAddressesThatAreNamedWithTheirPort() {
    assertThat(find("127.0.0.1", 8080, "127.0.0.1:8080")).isEqualTo(at("127.0.0.1"));
    assertThat(find("127.0.0.1", 8081, "127.0.0.1:8080")).isInstanceOf(Answer.Refused.class);
    assertThat(find("inside.example", 9000, "inside.example:9000")).isEqualTo(at("10.1.2.3"));
  }
}
