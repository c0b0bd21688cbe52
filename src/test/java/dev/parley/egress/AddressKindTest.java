package dev.parley.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressKindTest {
  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, UNSPECIFIED",
    "0.1.2.3, UNSPECIFIED",
    "0.255.255.255, UNSPECIFIED",
    "1.0.0.0, PUBLIC",
    "9.255.255.255, PUBLIC",
    "10.0.0.0, PRIVATE",
    "10.255.255.255, PRIVATE",
    "11.0.0.0, PUBLIC",
    "100.63.255.255, PUBLIC",
    "100.64.0.0, SHARED",
    "100.127.255.255, SHARED",
    "100.128.0.0, PUBLIC",
    "100.100.100.200, METADATA",
    "126.255.255.255, PUBLIC",
    "127.0.0.1, LOOPBACK",
    "127.255.255.255, LOOPBACK",
    "128.0.0.0, PUBLIC",
    "168.63.129.16, METADATA",
    "168.63.129.17, PUBLIC",
    "169.253.255.255, PUBLIC",
    "169.254.0.0, LINK_LOCAL",
    "169.254.169.254, METADATA",
    "169.254.170.2, METADATA",
    "169.254.255.255, LINK_LOCAL",
    "169.255.0.0, PUBLIC",
    "172.15.255.255, PUBLIC",
    "172.16.0.0, PRIVATE",
    "172.31.255.255, PRIVATE",
    "172.32.0.0, PUBLIC",
    "192.0.0.1, RESERVED",
    "192.0.0.192, METADATA",
    "192.0.1.0, PUBLIC",
    "192.0.2.1, DOCUMENTATION",
    "192.88.99.1, RESERVED",
    "192.167.255.255, PUBLIC",
    "192.168.0.0, PRIVATE",
    "192.168.255.255, PRIVATE",
    "192.169.0.0, PUBLIC",
    "198.17.255.255, PUBLIC",
    "198.18.0.0, RESERVED",
    "198.19.255.255, RESERVED",
    "198.20.0.0, PUBLIC",
    "198.51.100.7, DOCUMENTATION",
    "203.0.113.7, DOCUMENTATION",
    "203.0.114.0, PUBLIC",
    "223.255.255.255, PUBLIC",
    "224.0.0.1, MULTICAST",
    "239.255.255.255, MULTICAST",
    "240.0.0.1, RESERVED",
    "255.255.255.255, RESERVED"
  })
  void tellsWhatAnIpv4AddressIsFor(String address, AddressKind kind) {
    assertThat(AddressKind.of(InetAddress.ofLiteral(address))).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "::, UNSPECIFIED",
    "::1, LOOPBACK",
    "::2, UNSPECIFIED",
    "::127.0.0.1, LOOPBACK",
    "::8.8.8.8, RESERVED",
    "::ffff:0:10.0.0.1, PRIVATE",
    "::ffff:0:8.8.8.8, RESERVED",
    "::ffff:127.0.0.1, LOOPBACK",
    "::ffff:10.1.2.3, PRIVATE",
    "::ffff:169.254.169.254, METADATA",
    "::ffff:8.8.8.8, PUBLIC",
    "64:ff9b::8.8.8.8, PUBLIC",
    "64:ff9b::127.0.0.1, LOOPBACK",
    "64:ff9b::10.0.0.1, PRIVATE",
    "64:ff9b::169.254.169.254, METADATA",
    "64:ff9b::100.64.0.1, SHARED",
    "64:ff9b:1::8.8.8.8, RESERVED",
    "100::1, RESERVED",
    "5f00::1, RESERVED",
    "4000::1, RESERVED",
    "fc00::1, PRIVATE",
    "fdff::1, PRIVATE",
    "fd00:ec2::254, METADATA",
    "fd20:ce::254, METADATA",
    "fe80::1, LINK_LOCAL",
    "febf::1, LINK_LOCAL",
    "fec0::1, PRIVATE",
    "fe80::a9fe:a9fe, LINK_LOCAL",
    "ff02::1, MULTICAST",
    "ff0e::1, MULTICAST",
    "2001::1, RESERVED",
    "2001:0:7f00:1::1, RESERVED",
    "2001:1ff::1, RESERVED",
    "2001:20::1, RESERVED",
    "2001:200::1, PUBLIC",
    "2001:db8::1, DOCUMENTATION",
    "2001:4860:4860::8888, PUBLIC",
    "3fff:fff::1, DOCUMENTATION",
    "3fff:1000::1, PUBLIC",
    "2002:7f00:1::1, LOOPBACK",
    "2002:a00:1::1, PRIVATE",
    "2002:a9fe:a9fe::1, METADATA",
    "2002:c0a8:101::1, PRIVATE",
    "2002:808:808::1, PUBLIC",
    "2606:4700:4700::1111, PUBLIC",
    "2000::1, PUBLIC",
    "1fff::1, RESERVED"
  })
  void tellsWhatAnIpv6AddressIsFor(String address, AddressKind kind) {
    assertThat(AddressKind.of(InetAddress.ofLiteral(address))).isEqualTo(kind);
  }
}
