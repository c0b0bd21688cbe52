package dev.parley.workspace;

import dev.parley.yaml.YamlMap;
import java.util.regex.Pattern;

/** Versions of functions, {@code 1.2.3} or {@code 1.2.3-rc1} (contract aip-agents §1.9). */
final class FunctionVersion {
  private static final String NUMBER = "(0|[1-9]\\d{0,8})";
  private static final Pattern FORM =
      Pattern.compile(
          NUMBER + "\\." + NUMBER + "\\." + NUMBER + "(-[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?");

  private FunctionVersion() {}

  /** The key {@code version}. */
  static String read(YamlMap map) {
    var version = map.text("version");
    if (!version.isBlank() && !FORM.matcher(version).matches()) {
      map.fault(
          "version",
          "'%s' is no semantic version; write one such as 1.0.0 or 1.2.3-rc1".formatted(version));
    }
    return version;
  }
}
