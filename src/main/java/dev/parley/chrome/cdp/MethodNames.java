package dev.parley.chrome.cdp;

/** What the protocol calls a command, read off its record's name and domain. */
final class MethodNames {
  private static final ClassValue<String> NAMES =
      new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
          var command = type.getSimpleName();
          return domain(type)
              + "."
              + Character.toLowerCase(command.charAt(0))
              + command.substring(1);
        }
      };

  private MethodNames() {}

  static String of(Class<?> type) {
    return NAMES.get(type);
  }

  private static String domain(Class<?> type) {
    var home = type.getDeclaringClass();
    if (home == null) {
      throw new IllegalArgumentException(type + " stands in no domain");
    }
    return switch (home.getSimpleName()) {
      case "Dom" -> "DOM";
      case "Io" -> "IO";
      case "Script" -> "Runtime";
      case String domain -> domain;
    };
  }
}
