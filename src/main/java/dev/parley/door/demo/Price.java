package dev.parley.door.demo;

/** An amount of euros, in cents. */
record Price(long cents) implements Comparable<Price> {
  static final Price NOTHING = new Price(0);

  Price {
    if (cents < 0) {
      throw new IllegalArgumentException("a price is not below zero");
    }
  }

  /** Such as {@code 8.90}. */
  static Price parse(String text) {
    if (!text.matches("[0-9]{1,6}\\.[0-9]{2}")) {
      throw new IllegalArgumentException("no price: " + text);
    }
    return new Price(Long.parseLong(text.replace(".", "")));
  }

  Price plus(Price other) {
    return new Price(cents + other.cents);
  }

  Price times(int quantity) {
    return new Price(cents * quantity);
  }

  @Override
  public int compareTo(Price other) {
    return Long.compare(cents, other.cents);
  }

  @Override
  public String toString() {
    return "%d.%02d €".formatted(cents / 100, cents % 100);
  }
}
