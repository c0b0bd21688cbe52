package dev.parley.yaml;

import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Function;

/**
 * Values by name, read key by key; what does not fit is collected as a fault.
 *
 * <p>A reading method answers a stand-in (empty, {@code ""}) where it has found a fault, so that
 * reading goes on; nothing read may be used before {@link Faults#isEmpty} is seen. A key without a
 * value, or with null, is absent.
 */
public final class YamlMap implements YamlValue {
  /** A key's place and its value. */
  record Entry(Place key, YamlValue value) {}

  private final Place place;
  private final Map<String, Entry> entries;
  private final Faults faults;

  YamlMap(Place place, Map<String, Entry> entries, Faults faults) {
    this.place = place;
    this.entries = new LinkedHashMap<>(entries);
    this.faults = faults;
  }

  @Override
  public Place place() {
    return place;
  }

  @Override
  public String kind() {
    return "a map";
  }

  @Override
  public JsonValue toJson() {
    var members = new LinkedHashMap<String, JsonValue>();
    entries.forEach((name, entry) -> members.put(name, entry.value().toJson()));
    return new JsonObject(members);
  }

  /** In the order they stand. */
  public SequencedSet<String> names() {
    return Collections.unmodifiableSequencedSet(new LinkedHashSet<>(entries.keySet()));
  }

  /** The value, unless it is absent. */
  public Optional<YamlValue> get(String name) {
    return Optional.ofNullable(entries.get(name))
        .map(Entry::value)
        .filter(value ->
            !(value instanceof YamlScalar(_, _, var type, _) && type == YamlScalar.Type.NULL));
  }

  /** Where the key stands; the map's own place if it is not there. */
  public Place at(String name) {
    var entry = entries.get(name);
    return entry == null ? place : entry.key();
  }

  public void fault(String name, String message) {
    faults.add(at(name), message);
  }

  /** Refuses every other key. */
  public void onlyKeys(String... known) {
    for (var name : entries.keySet()) {
      if (!List.of(known).contains(name)) {
        faults.unknown(at(name), "key", name, List.of(known));
      }
    }
  }

  /** Refuses control characters and halves of surrogate pairs in all keys and texts below. */
  public void onlyPrintable() {
    entries.forEach((name, entry) -> {
      Unprintable.in(name).ifPresent(what -> faults.add(entry.key(), what));
      printable(entry.value());
    });
  }

  private void printable(YamlValue value) {
    switch (value) {
      case YamlMap map -> map.onlyPrintable();
      case YamlList(_, var elements) -> elements.forEach(this::printable);
      case YamlScalar scalar ->
          Unprintable.in(scalar.text()).ifPresent(what -> faults.add(scalar.place(), what));
    }
  }

  /** Required and not blank. */
  public String text(String name) {
    if (get(name).isEmpty()) {
      fault(name, "'%s' is missing; write `%s: <text>`".formatted(name, name));
      return "";
    }
    var text = optionalText(name).orElse("missing");
    if (text.isBlank()) {
      fault(name, "'%s' is blank; write `%s: <text>`".formatted(name, name));
    }
    return text;
  }

  /** Any scalar, as it is written. */
  public Optional<String> optionalText(String name) {
    return scalar(name).map(YamlScalar::text);
  }

  /** Any scalar. */
  public Optional<YamlScalar> scalar(String name) {
    return as(name, YamlScalar.class, "a text, such as `%s: some text`".formatted(name));
  }

  public Optional<YamlMap> map(String name) {
    return as(name, YamlMap.class, "a map, such as `%s: {key: value}`".formatted(name));
  }

  /** Empty if absent. */
  public List<YamlValue> list(String name) {
    return as(name, YamlList.class, "a list, such as `%s: [one, two]`".formatted(name))
        .map(YamlList::elements)
        .orElse(List.of());
  }

  /** A list of scalars; empty if absent. */
  public List<String> texts(String name) {
    var texts = new ArrayList<String>();
    for (var element : list(name)) {
      if (element instanceof YamlScalar scalar && scalar.type() != YamlScalar.Type.NULL) {
        texts.add(scalar.text());
      } else {
        faults.add(
            element.place(),
            "an element of '%s' is %s; write a text".formatted(name, element.kind()));
      }
    }
    return texts;
  }

  public Optional<Integer> integer(String name, int least, int most) {
    return scalar(name)
        .flatMap(scalar -> {
          var number = whole(scalar.text());
          if (number.isEmpty() || number.get() < least || number.get() > most) {
            fault(
                name,
                "'%s' is '%s'; write a whole number from %d to %d"
                    .formatted(name, scalar.text(), least, most));
            return Optional.empty();
          }
          return number.map(Long::intValue);
        });
  }

  private static Optional<Long> whole(String text) {
    return text.matches("-?\\d{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }

  /** Zero or more, at most {@code most}, with up to nine decimals; nothing is rounded. */
  public Optional<BigDecimal> decimal(String name, BigDecimal most) {
    return read(
        name,
        scalar ->
            scalar.text().matches("\\d{1,12}(\\.\\d{1,9})?")
                ? Optional.of(new BigDecimal(scalar.text())).filter(it -> it.compareTo(most) <= 0)
                : Optional.empty(),
        "write a number from 0 to " + most.toPlainString() + ", such as 1.25");
  }

  public Optional<Boolean> bool(String name) {
    return read(
        name,
        scalar ->
            scalar.type() == YamlScalar.Type.BOOL
                ? Optional.of(Boolean.valueOf(scalar.text()))
                : Optional.empty(),
        "write true or false");
  }

  /** Above zero and at most {@code longest}. */
  public Optional<Duration> duration(String name, Duration longest) {
    return read(
        name,
        scalar ->
            WrittenDuration.parse(scalar.text())
                .filter(Duration::isPositive)
                .filter(time -> time.compareTo(longest) <= 0),
        "write a time up to %ds, such as 500ms, 120s, 2m or 1h".formatted(longest.toSeconds()));
  }

  /** One of these words. */
  public Optional<String> choice(String name, List<String> words) {
    var written = scalar(name);
    if (written.isPresent() && !words.contains(written.get().text())) {
      faults.unknown(at(name), name, written.get().text(), words);
      return Optional.empty();
    }
    return written.map(YamlScalar::text);
  }

  private <T> Optional<T> read(
      String name, Function<YamlScalar, Optional<T>> meaning, String remedy) {
    var written = scalar(name);
    var meant = written.flatMap(meaning);
    if (written.isPresent() && meant.isEmpty()) {
      fault(name, "'%s' is '%s'; %s".formatted(name, written.get().text(), remedy));
    }
    return meant;
  }

  private <T extends YamlValue> Optional<T> as(String name, Class<T> type, String wanted) {
    var value = get(name);
    if (value.isPresent() && !type.isInstance(value.get())) {
      fault(name, "'%s' is %s; write %s".formatted(name, value.get().kind(), wanted));
      return Optional.empty();
    }
    return value.map(type::cast);
  }
}
