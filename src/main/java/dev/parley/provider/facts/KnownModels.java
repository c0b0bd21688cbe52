package dev.parley.provider.facts;

import dev.parley.model.ModelFacts;
import dev.parley.provider.facts.FactsReader.Entry;
import dev.parley.yaml.Faults;
import dev.parley.yaml.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The models of which something is known. */
public final class KnownModels {
  private static final Comparator<Entry> PRECISION =
      Comparator.comparingInt(entry -> entry.pattern().precision());

  private final List<Entry> byUser;
  private final ConcurrentMap<String, Optional<ModelFacts>> found = new ConcurrentHashMap<>();

  private KnownModels(List<Entry> byUser) {
    this.byUser = byUser;
  }

  /** Those that come with the program. */
  public static KnownModels shipped() {
    return new KnownModels(List.of());
  }

  /** Those, and what a file says besides or instead; what is wrong in it is among the faults. */
  public static KnownModels with(Path file, Faults faults) {
    var name = file.toString();
    try {
      return new KnownModels(
          Yaml.text(file, name, faults)
              .map(text -> FactsReader.read(name, text, faults))
              .orElse(List.of()));
    } catch (IOException unreadable) {
      faults.add(name, 1, "cannot be read; check that it is there and its permissions");
      return shipped();
    }
  }

  public Optional<ModelFacts> find(String spec) {
    return found.computeIfAbsent(
        spec, _ -> best(byUser, spec).or(() -> best(Shipped.ENTRIES, spec)));
  }

  private static Optional<ModelFacts> best(List<Entry> entries, String spec) {
    return entries.stream()
        .filter(entry -> entry.pattern().fits(spec))
        .max(PRECISION)
        .map(Entry::facts);
  }

  /** Read when the first model is looked for, not when a server starts. */
  private static final class Shipped {
    static final List<Entry> ENTRIES = entries("models.yaml");

    private static List<Entry> entries(String name) {
      var faults = new Faults();
      var entries = FactsReader.read(name, text(name), faults);
      if (!faults.isEmpty()) {
        throw new IllegalStateException(faults.all().toString());
      }
      return entries;
    }

    private static String text(String name) {
      try (var in = KnownModels.class.getResourceAsStream(name)) {
        if (in == null) {
          throw new IllegalStateException(name + " is missing from the program");
        }
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
  }
}
