package dev.parley.telemetry;

import dev.parley.engine.CallFault;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Our enums and types in the words of labels and attributes. */
final class Words {
  private static final Pattern HUMP = Pattern.compile("(?<=[a-z])(?=[A-Z])");

  private Words() {}

  static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** {@code rounds_exceeded} of {@code RoundsExceeded}. */
  static String of(Class<?> type) {
    return of(type.getSimpleName());
  }

  static String of(String name) {
    return HUMP.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT);
  }

  static String outcome(@Nullable CallFault fault) {
    return fault == null ? "ok" : of(fault);
  }
}
