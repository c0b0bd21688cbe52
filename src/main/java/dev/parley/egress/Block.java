package dev.parley.egress;

import java.net.InetAddress;

/** A range of addresses with a common beginning. */
record Block(Bytes start, int bits) {
  /** Bytes that nobody changes. */
  record Bytes(long high, long low, int length) {
    static Bytes of(byte[] address) {
      return address.length == 4
          ? new Bytes(number(address, 0, 4) << 32, 0, 4)
          : new Bytes(number(address, 0, 8), number(address, 8, 8), 16);
    }

    private static long number(byte[] bytes, int at, int length) {
      long number = 0;
      for (int i = at; i < at + length; i++) {
        number = (number << 8) | (bytes[i] & 0xff);
      }
      return number;
    }
  }

  static Block of(String text) {
    int slash = text.indexOf('/');
    var address = InetAddress.ofLiteral(text.substring(0, slash));
    return new Block(Bytes.of(address.getAddress()), Integer.parseInt(text.substring(slash + 1)));
  }

  boolean holds(byte[] address) {
    var other = Bytes.of(address);
    return other.length() == start.length()
        && same(start.high(), other.high(), Math.min(bits, 64))
        && same(start.low(), other.low(), Math.max(bits - 64, 0));
  }

  private static boolean same(long one, long other, int bits) {
    return bits == 0 || (one ^ other) >>> (64 - bits) == 0;
  }
}
