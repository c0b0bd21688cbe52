package dev.parley.archive;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The 512 bytes before a file in a tar archive, in the plain POSIX form and no other.
 *
 * <p>Of what comes from outside nothing else is read: no links, no folders, no extensions.
 */
record TarHeader(String name, long bytes) {
  static final int BLOCK = 512;

  private static final int NAME = 100;
  private static final int SIZE = 124;
  private static final int TIME = 136;
  private static final int SUM = 148;
  private static final int KIND = 156;
  private static final int MAGIC = 257;
  private static final long MOST_BYTES = (1L << 33) - 1;

  TarHeader {
    if (name.isEmpty() || name.length() > NAME || bytes < 0 || bytes > MOST_BYTES) {
      throw new IllegalArgumentException("no file of a plain tar archive");
    }
  }

  byte[] block(long seconds) {
    var block = new byte[BLOCK];
    put(block, 0, name);
    put(block, NAME, "0000600");
    put(block, NAME + 8, "0000000");
    put(block, NAME + 16, "0000000");
    put(block, SIZE, octal(bytes));
    put(block, TIME, octal(seconds));
    put(block, SUM, "        ");
    put(block, KIND, "0");
    put(block, MAGIC, "ustar\00000");
    put(block, SUM, "%06o\0 ".formatted(sum(block)));
    return block;
  }

  private static String octal(long number) {
    return String.format(Locale.ROOT, "%011o", number);
  }

  private static void put(byte[] block, int at, String text) {
    var bytes = text.getBytes(US_ASCII);
    System.arraycopy(bytes, 0, block, at, bytes.length);
  }

  private static int sum(byte[] block) {
    int sum = 0;
    for (byte each : block) {
      sum += each & 0xff;
    }
    return sum;
  }

  /** Empty at the end of the archive. */
  static Optional<TarHeader> read(InputStream in) throws IOException {
    var block = in.readNBytes(BLOCK);
    if (block.length < BLOCK) {
      throw new EOFException("cut off");
    }
    if (sum(block) == 0) {
      return Optional.empty();
    }
    var name = text(block, 0, NAME);
    long bytes = number(block, SIZE);
    long time = number(block, TIME);
    if (name.isEmpty() || bytes < 0 || time < 0) {
      throw strange();
    }
    var header = new TarHeader(name, bytes);
    if (!Arrays.equals(block, header.block(time))) {
      throw strange();
    }
    return Optional.of(header);
  }

  private static ArchiveFault strange() {
    return ArchiveFault.damaged("something in it is no plain file");
  }

  private static String text(byte[] block, int at, int length) {
    return new String(block, at, length, US_ASCII).replaceAll("\0.*", "");
  }

  private static long number(byte[] block, int at) {
    var digits = text(block, at, 12);
    return digits.matches("[0-7]{1,11}") ? Long.parseLong(digits, 8) : -1;
  }

  /** What fills the last block of a file. */
  int padding() {
    return (int) ((BLOCK - bytes % BLOCK) % BLOCK);
  }
}
