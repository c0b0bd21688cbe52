package dev.parley.http;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/**
 * How many files and sockets this process may have open, and has.
 *
 * <p>Once there are no more, a server can accept nobody, not even to say so, and neither database,
 * browsers nor files can be used. So connections get a share of them and no more.
 *
 * @param most that the system lets it have
 * @param open at the moment; costs a look at each of them
 */
public record Descriptors(long most, LongSupplier open) {
  /** For the database, browsers, indexes and libraries. */
  private static final int BESIDE = 256;

  private static final int FEWEST = 8;

  /** Those of this process; without an end where the system does not tell. */
  public static Descriptors ours() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? new Descriptors(unix.getMaxFileDescriptorCount(), unix::getOpenFileDescriptorCount)
        : new Descriptors(Long.MAX_VALUE, () -> 0);
  }

  /** How many of so many connections there may be: each may need another one, to a model. */
  public int connections(int wanted) {
    return (int) Math.min(wanted, Math.max(FEWEST, (most - BESIDE) / 2));
  }

  /** Whether the last tenth is being used up. */
  boolean scarce() {
    try {
      return open.getAsLong() > most - most / 10;
    } catch (InternalError none) {
      // the JDK counts them by opening one more
      return true;
    }
  }
}
