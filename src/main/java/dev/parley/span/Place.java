package dev.parley.span;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * One piece of work in its trace: ids as of W3C Trace Context.
 *
 * <p>Numbers, not texts: every request and step has one, and few are ever read.
 *
 * @param traceHigh the first half of the trace's id
 * @param traceLow its other half
 * @param span this piece's own id, never 0
 * @param parent the id of the piece that caused it; 0 for none
 */
public record Place(long traceHigh, long traceLow, long span, long parent, Begun begun) {
  private static final ScopedValue<Place> CURRENT = ScopedValue.newInstance();

  /** Version, trace, span and flags; later versions may say more after another dash. */
  private static final Pattern TRACEPARENT =
      Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-[!-~]*)?");

  private static final int LONGEST = 512;

  /** Who began the trace, and whether they record it. */
  public enum Begun {
    HERE,
    OUTSIDE_RECORDED,
    OUTSIDE_UNRECORDED
  }

  /** The beginning of a trace of its own. */
  public static Place fresh() {
    var random = ThreadLocalRandom.current();
    return new Place(id(random), random.nextLong(), id(random), 0, Begun.HERE);
  }

  /**
   * Below the span that a {@code traceparent} header names; empty if it is none as of <a
   * href="https://www.w3.org/TR/trace-context/#traceparent-header">Trace Context §3.2</a>.
   */
  public static Optional<Place> below(String traceparent) {
    if (traceparent.length() > LONGEST) {
      return Optional.empty();
    }
    var parts = TRACEPARENT.matcher(traceparent);
    if (!parts.matches() || !knows(parts.group(1), parts.group(5) != null)) {
      return Optional.empty();
    }
    long high = HexFormat.fromHexDigitsToLong(parts.group(2), 0, 16);
    long low = HexFormat.fromHexDigitsToLong(parts.group(2), 16, 32);
    long parent = HexFormat.fromHexDigitsToLong(parts.group(3));
    if ((high == 0 && low == 0) || parent == 0) {
      return Optional.empty();
    }
    boolean recorded = (HexFormat.fromHexDigits(parts.group(4)) & 1) == 1;
    var begun = recorded ? Begun.OUTSIDE_RECORDED : Begun.OUTSIDE_UNRECORDED;
    return Optional.of(new Place(high, low, id(ThreadLocalRandom.current()), parent, begun));
  }

  private static boolean knows(String version, boolean more) {
    return !version.equals("ff") && !(more && version.equals("00"));
  }

  /** What this thread is doing; empty if nobody has said. */
  public static Optional<Place> current() {
    return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
  }

  /** A piece of what this thread is doing, or the beginning of a trace. */
  public static Place next() {
    return CURRENT.isBound() ? CURRENT.get().below() : fresh();
  }

  /** A piece of this piece of work. */
  public Place below() {
    return new Place(traceHigh, traceLow, id(ThreadLocalRandom.current()), span, begun);
  }

  /** Does this piece of work. */
  public void run(Runnable work) {
    ScopedValue.where(CURRENT, this).run(work);
  }

  /** 32 lower-case hex digits. */
  public String traceId() {
    return HexFormat.of().toHexDigits(traceHigh) + HexFormat.of().toHexDigits(traceLow);
  }

  /** 16 lower-case hex digits. */
  public String spanId() {
    return HexFormat.of().toHexDigits(span);
  }

  /** 16 lower-case hex digits; zeros if nothing caused it. */
  public String parentId() {
    return HexFormat.of().toHexDigits(parent);
  }

  private static long id(ThreadLocalRandom random) {
    long id;
    do {
      id = random.nextLong();
    } while (id == 0);
    return id;
  }
}
