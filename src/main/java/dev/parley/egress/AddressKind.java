package dev.parley.egress;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * What an address is for; only public ones may be reached without being named.
 *
 * <p>After the IANA special-purpose registries of IPv4 and IPv6. Of IPv6, what is not global
 * unicast is never public; addresses that carry an IPv4 address are what that one is.
 */
enum AddressKind {
  PUBLIC("public"),
  UNSPECIFIED("wildcard"),
  LOOPBACK("loopback"),
  PRIVATE("private"),
  SHARED("carrier-grade NAT"),
  LINK_LOCAL("link-local"),
  METADATA("cloud metadata"),
  MULTICAST("multicast"),
  DOCUMENTATION("documentation"),
  RESERVED("reserved");

  private record Range(Block block, AddressKind kind) {
    static Range of(String block, AddressKind kind) {
      return new Range(Block.of(block), kind);
    }
  }

  private static final List<Range> V4 =
      List.of(
          Range.of("169.254.169.254/32", METADATA),
          Range.of("169.254.170.2/32", METADATA),
          Range.of("168.63.129.16/32", METADATA),
          Range.of("100.100.100.200/32", METADATA),
          Range.of("192.0.0.192/32", METADATA),
          Range.of("0.0.0.0/8", UNSPECIFIED),
          Range.of("10.0.0.0/8", PRIVATE),
          Range.of("100.64.0.0/10", SHARED),
          Range.of("127.0.0.0/8", LOOPBACK),
          Range.of("169.254.0.0/16", LINK_LOCAL),
          Range.of("172.16.0.0/12", PRIVATE),
          Range.of("192.0.0.0/24", RESERVED),
          Range.of("192.0.2.0/24", DOCUMENTATION),
          Range.of("192.88.99.0/24", RESERVED),
          Range.of("192.168.0.0/16", PRIVATE),
          Range.of("198.18.0.0/15", RESERVED),
          Range.of("198.51.100.0/24", DOCUMENTATION),
          Range.of("203.0.113.0/24", DOCUMENTATION),
          Range.of("224.0.0.0/4", MULTICAST),
          Range.of("240.0.0.0/4", RESERVED));

  private static final List<Range> V6 =
      List.of(
          Range.of("fd00:ec2::254/128", METADATA),
          Range.of("fd20:ce::254/128", METADATA),
          Range.of("::/128", UNSPECIFIED),
          Range.of("::1/128", LOOPBACK),
          Range.of("fe80::/10", LINK_LOCAL),
          Range.of("fec0::/10", PRIVATE),
          Range.of("fc00::/7", PRIVATE),
          Range.of("ff00::/8", MULTICAST),
          Range.of("2001:db8::/32", DOCUMENTATION),
          Range.of("3fff::/20", DOCUMENTATION),
          Range.of("2001::/23", RESERVED),
          Range.of("2000::/3", PUBLIC));

  private static final Block COMPATIBLE = Block.of("::/96");
  private static final Block TRANSLATED = Block.of("::ffff:0:0:0/96");
  private static final Block NAT64 = Block.of("64:ff9b::/96");
  private static final Block SIX_TO_FOUR = Block.of("2002::/16");

  private final String words;

  AddressKind(String words) {
    this.words = words;
  }

  /** As in "a … address". */
  String words() {
    return words;
  }

  static AddressKind of(InetAddress address) {
    var bytes = address.getAddress();
    return address instanceof Inet4Address ? among(V4, bytes, PUBLIC) : ofSix(bytes);
  }

  private static AddressKind ofSix(byte[] bytes) {
    var own = among(V6, bytes, RESERVED);
    if (own != RESERVED && !SIX_TO_FOUR.holds(bytes)) {
      return own;
    }
    if (COMPATIBLE.holds(bytes) || TRANSLATED.holds(bytes)) {
      // nothing lives there, but the name of what was tried is worth telling
      return notPublic(embedded(bytes, 12));
    }
    if (NAT64.holds(bytes)) {
      return embedded(bytes, 12);
    }
    return SIX_TO_FOUR.holds(bytes) ? embedded(bytes, 2) : own;
  }

  private static AddressKind embedded(byte[] bytes, int at) {
    return among(V4, Arrays.copyOfRange(bytes, at, at + 4), PUBLIC);
  }

  private static AddressKind notPublic(AddressKind kind) {
    return kind == PUBLIC ? RESERVED : kind;
  }

  private static AddressKind among(List<Range> ranges, byte[] bytes, AddressKind otherwise) {
    for (var range : ranges) {
      if (range.block().holds(bytes)) {
        return range.kind();
      }
    }
    return otherwise;
  }
}
