package dev.parley.door.demo;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An order as it was confirmed. */
record Order(String number, List<Line> lines, Address address, Wishes wishes) {
  /** So many of a part. */
  record Line(Part part, int quantity) {
    Price price() {
      return part.price().times(quantity);
    }
  }

  /** Where it would go to. */
  record Address(String name, String email, String street, String city, String country) {}

  /** How it would get there. */
  record Wishes(LocalDate date, Delivery delivery, boolean giftWrap, String note) {}

  /** Ways to get it. */
  enum Delivery {
    STANDARD("Standard, 3 to 5 days", 390),
    EXPRESS("Express, next day", 990),
    PICKUP("Pick up at the shop", 0);

    private final String title;
    private final int cents;

    Delivery(String title, int cents) {
      this.title = title;
      this.cents = cents;
    }

    String title() {
      return title;
    }

    Price price() {
      return new Price(cents);
    }

    String id() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Delivery> of(String id) {
      return Arrays.stream(values()).filter(way -> way.id().equals(id)).findFirst();
    }
  }

  Order {
    lines = List.copyOf(lines);
  }

  static Price sum(List<Line> lines) {
    return lines.stream().map(Line::price).reduce(Price.NOTHING, Price::plus);
  }

  Price total() {
    return sum(lines).plus(wishes.delivery().price());
  }
}
