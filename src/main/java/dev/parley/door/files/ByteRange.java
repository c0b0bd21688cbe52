package dev.parley.door.files;

import java.util.regex.Pattern;

/** Part of a body that a client asks for (RFC 9110 §14.2); ends are inclusive. */
sealed interface ByteRange {
  Pattern ONE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})", Pattern.CASE_INSENSITIVE);

  /** The whole body: nothing else was asked for in a way we read. */
  record Whole() implements ByteRange {}

  /** These bytes. */
  record Part(long first, long last) implements ByteRange {}

  /** None of the bytes there are. */
  record Unsatisfiable() implements ByteRange {}

  /** Several ranges at once are answered with everything, as the RFC allows. */
  static ByteRange of(String header, long size) {
    var asked = ONE.matcher(header.strip());
    if (!asked.matches() || (asked.group(1).isEmpty() && asked.group(2).isEmpty())) {
      return new Whole();
    }
    if (asked.group(1).isEmpty()) {
      long length = Math.min(size, Long.parseLong(asked.group(2)));
      return length == 0 ? new Unsatisfiable() : new Part(size - length, size - 1);
    }
    long first = Long.parseLong(asked.group(1));
    long last = asked.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(asked.group(2));
    if (last < first) {
      return new Whole();
    }
    return first >= size ? new Unsatisfiable() : new Part(first, Math.min(last, size - 1));
  }
}
