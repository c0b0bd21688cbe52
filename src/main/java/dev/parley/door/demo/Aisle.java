package dev.parley.door.demo;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a part stands in the shop. */
enum Aisle {
  BOARDS("Boards"),
  SENSORS("Sensors"),
  DISPLAYS("Displays"),
  POWER("Power"),
  MOTION("Motion"),
  TOOLS("Tools"),
  BASICS("Basics");

  private final String title;

  Aisle(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** As in addresses, and the name of its picture. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Aisle> of(String id) {
    return Arrays.stream(values()).filter(aisle -> aisle.id().equals(id)).findFirst();
  }
}
