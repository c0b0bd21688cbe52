package dev.parley.door.demo;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that the shop has. */
final class Parts {
  private static final List<String> POPULAR =
      List.of(
          "bme280",
          "uno-r4",
          "oled-096",
          "soil-cap",
          "ws2812-ring",
          "lipo-1200",
          "nema17",
          "solder-iron");
  private static final int MOST_WORDS = 8;

  private final Map<String, Part> byId = new LinkedHashMap<>();

  private Parts(Collection<Part> parts) {
    parts.forEach(part -> {
      if (byId.put(part.id(), part) != null) {
        throw new IllegalArgumentException("two parts " + part.id());
      }
    });
  }

  static Parts read() {
    return new Parts(
        Files.text("parts.txt")
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(Parts::part)
            .toList());
  }

  private static Part part(String line) {
    var columns = line.split("\\|");
    if (columns.length != 7) {
      throw new IllegalArgumentException("a part has seven columns: " + line);
    }
    var column = Arrays.stream(columns).map(String::strip).toList();
    return new Part(
        column.get(0),
        column.get(1),
        Aisle.of(column.get(2)).orElseThrow(),
        Price.parse(column.get(3)),
        Integer.parseInt(column.get(4)),
        column.get(5),
        Arrays.stream(column.get(6).split(";")).map(Parts::fact).toList());
  }

  private static Part.Fact fact(String text) {
    int colon = text.indexOf(": ");
    return new Part.Fact(text.substring(0, colon).strip(), text.substring(colon + 2).strip());
  }

  Optional<Part> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  List<Part> popular() {
    return POPULAR.stream().map(byId::get).toList();
  }

  /** The others of its aisle. */
  List<Part> beside(Part part, int most) {
    return byId.values().stream()
        .filter(other -> other.aisle() == part.aisle() && !other.equals(part))
        .limit(most)
        .toList();
  }

  /** What holds all words, best fits first unless sorted otherwise. */
  List<Part> search(String query, @Nullable Aisle aisle, Sort sort) {
    var words =
        Stream.of(query.toLowerCase(Locale.ROOT).split("[\\s,;]+"))
            .filter(word -> !word.isEmpty())
            .limit(MOST_WORDS)
            .toList();
    var order =
        switch (sort) {
          case FIT -> Comparator.comparingInt((Part part) -> -part.fit(words));
          case CHEAPEST -> Comparator.comparing(Part::price);
          case DEAREST -> Comparator.comparing(Part::price).reversed();
        };
    return byId.values().stream()
        .filter(part -> aisle == null || part.aisle() == aisle)
        .filter(part -> part.fit(words) > 0)
        .sorted(order)
        .toList();
  }

  /** In which order results stand. */
  enum Sort {
    FIT("Best match"),
    CHEAPEST("Price, low to high"),
    DEAREST("Price, high to low");

    private final String title;

    Sort(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }

    String id() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Sort of(String id) {
      return Arrays.stream(values()).filter(sort -> sort.id().equals(id)).findFirst().orElse(FIT);
    }
  }
}
