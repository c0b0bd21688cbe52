package dev.parley.door.aip;

/** The wire name of a model: its specification as a locator. */
final class LanguageModelRid {
  private LanguageModelRid() {}

  /** Clients check the form of RIDs, so what a locator cannot hold becomes a dash. */
  static String of(String model) {
    var locator = model.replaceAll("[^a-zA-Z0-9._-]", "-");
    return "ri.language-model-service..language-model." + (locator.isEmpty() ? "-" : locator);
  }
}
