package dev.parley.provider.facts;

import dev.parley.model.ModelFacts;
import dev.parley.model.Prices;
import dev.parley.model.Prices.LongPrompts;
import dev.parley.model.Prices.Rates;
import dev.parley.yaml.Faults;
import dev.parley.yaml.Yaml;
import dev.parley.yaml.YamlMap;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Reads a file of facts; whatever is wrong in it is told at once. */
final class FactsReader {
  private static final int MOST_TOKENS = 1_000_000_000;
  private static final BigDecimal DEAREST = BigDecimal.valueOf(1_000_000);

  /** What a file says of the models of one pattern. */
  record Entry(SpecPattern pattern, ModelFacts facts) {}

  private final Faults faults;
  private final List<Entry> entries = new ArrayList<>();

  private FactsReader(Faults faults) {
    this.faults = faults;
  }

  /** Nothing of a file with faults. */
  static List<Entry> read(String name, String text, Faults faults) {
    var own = new Faults();
    var reader = new FactsReader(own);
    Yaml.readMap(name, text, own).ifPresent(reader::models);
    faults.addAll(own);
    return own.isEmpty() ? List.copyOf(reader.entries) : List.of();
  }

  private void models(YamlMap file) {
    file.onlyKeys("models");
    for (var element : file.list("models")) {
      if (element instanceof YamlMap model) {
        model(model);
      } else {
        faults.add(
            element.place(),
            "a model is "
                + element.kind()
                + "; write `specs: [openai:gpt-5]`, `pictures: true` and what else is known");
      }
    }
  }

  private void model(YamlMap model) {
    model.onlyKeys("specs", "context", "output", "pictures", "price");
    var facts =
        new ModelFacts(
            model.integer("context", 1, MOST_TOKENS).orElse(null),
            model.integer("output", 1, MOST_TOKENS).orElse(null),
            pictures(model),
            model.map("price").map(this::prices).orElse(null));
    var specs = model.texts("specs");
    if (specs.isEmpty()) {
      model.fault("specs", "no 'specs'; write those the facts are of, `specs: [openai:gpt-5]`");
    }
    for (var spec : specs) {
      var pattern = new SpecPattern(spec);
      if (!pattern.isSpec()) {
        model.fault(
            "specs",
            "'" + spec + "' is no spec; write one as in PARLEY_MODEL, such as openai:gpt-5*");
      }
      entries.add(new Entry(pattern, facts));
    }
  }

  private static boolean pictures(YamlMap model) {
    var pictures = model.bool("pictures");
    if (model.get("pictures").isEmpty()) {
      model.fault(
          "pictures", "'pictures' is missing; write whether it can be shown any, true or false");
    }
    return pictures.orElse(false);
  }

  private Prices prices(YamlMap price) {
    price.onlyKeys("input", "cached", "cacheWrites", "output", "long");
    return new Prices(rates(price), price.map("long").map(this::longPrompts).orElse(null));
  }

  private LongPrompts longPrompts(YamlMap more) {
    more.onlyKeys("above", "input", "cached", "cacheWrites", "output");
    if (more.get("above").isEmpty()) {
      more.fault("above", "'above' is missing; write `above: <tokens>`");
    }
    return new LongPrompts(more.integer("above", 1, MOST_TOKENS).orElse(1), rates(more));
  }

  private static Rates rates(YamlMap price) {
    var input = needed(price, "input");
    return new Rates(
        input,
        price.decimal("cached", DEAREST).orElse(input),
        price.decimal("cacheWrites", DEAREST).orElse(input),
        needed(price, "output"));
  }

  private static BigDecimal needed(YamlMap price, String name) {
    if (price.get(name).isEmpty()) {
      price.fault(
          name,
          "'%s' is missing; write `%s: <US dollars for a million tokens>`".formatted(name, name));
    }
    return price.decimal(name, DEAREST).orElse(BigDecimal.ZERO);
  }
}
