package dev.parley.provider.facts;

import dev.parley.model.ModelFacts;
import dev.parley.yaml.Faults;
import dev.parley.yaml.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The models of which something is known. */
public final class KnownModels {
  private static final String SHIPPED = "models.yaml";

  /** What is said of the models of one pattern, by the user or else by us. */
  private record Said(SpecPattern pattern, ModelFacts facts, boolean byUser) {}

  private static final Comparator<Said> ORDER =
      Comparator.comparing(Said::byUser).thenComparingInt(said -> said.pattern().precision());

  private final List<Said> said;

  private KnownModels(List<Said> said) {
    this.said = List.copyOf(said);
  }

  /** Those that come with the program. */
  public static KnownModels shipped() {
    var faults = new Faults();
    var known = new KnownModels(read(SHIPPED, text(), false, faults));
    if (!faults.isEmpty()) {
      throw new IllegalStateException(faults.all().toString());
    }
    return known;
  }

  private static String text() {
    try (var in = KnownModels.class.getResourceAsStream(SHIPPED)) {
      if (in == null) {
        throw new IllegalStateException(SHIPPED + " is missing from the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** These and what a file says besides or instead; what is wrong in it is among the faults. */
  public KnownModels and(Path file, Faults faults) {
    var all = new ArrayList<>(said);
    try {
      var name = file.toString();
      Yaml.text(file, name, faults).ifPresent(text -> all.addAll(read(name, text, true, faults)));
    } catch (IOException unreadable) {
      faults.add(file.toString(), 1, "cannot be read; check that it is there and its permissions");
    }
    return new KnownModels(all);
  }

  private static List<Said> read(String name, String text, boolean byUser, Faults faults) {
    return FactsReader.read(name, text, faults).stream()
        .map(entry -> new Said(entry.pattern(), entry.facts(), byUser))
        .toList();
  }

  public Optional<ModelFacts> find(String spec) {
    return said.stream().filter(one -> one.pattern().fits(spec)).max(ORDER).map(Said::facts);
  }
}
