package dev.parley.app;

import dev.parley.json.JsonValue;
import dev.parley.yaml.Faults;
import dev.parley.yaml.WrittenDuration;
import dev.parley.yaml.Yaml;
import dev.parley.yaml.YamlMap;
import dev.parley.yaml.YamlScalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where settings come from, and the faults found while they are read.
 *
 * <p>A setting {@code PARLEY_DATA_DIR} of the environment is {@code dataDir} in {@code
 * parley.yaml}. An empty value is the same as none.
 */
final class SettingSource {
  private static final String PREFIX = "PARLEY_";
  private static final Set<String> OF_THE_COMMAND_LINE = Set.of("PARLEY_URL", "PARLEY_TOKEN");

  private static final Pattern SIZE = Pattern.compile("(\\d{1,6}) ?([KMGT])I?B?");

  private final Map<String, String> environment;
  private final Path path;
  private final @Nullable YamlMap file;
  private final Faults fileFaults;
  private final List<String> faults = new ArrayList<>();

  /** What was asked for, each with what it is unless set; empty if the code names nothing. */
  private final TreeMap<String, String> asked = new TreeMap<>();

  private SettingSource(
      Map<String, String> environment, Path path, @Nullable YamlMap file, Faults faults) {
    this.environment = environment;
    this.path = path;
    this.file = file;
    this.fileFaults = faults;
  }

  /** The environment over a file that need not be there. */
  static SettingSource of(Map<String, String> environment, Path file) {
    var faults = new Faults();
    YamlMap map = null;
    if (Files.exists(file)) {
      try {
        map =
            Yaml.text(file, file.toString(), faults)
                .flatMap(text -> Yaml.readMap(file.toString(), text, faults))
                .orElse(null);
      } catch (IOException unreadable) {
        faults.add(file.toString(), 1, "cannot be read; check its permissions");
      }
    }
    return new SettingSource(environment, file, map, faults);
  }

  /** The file of this name in the folder of {@code parley.yaml}. */
  Path beside(String name) {
    return path.resolveSibling(name);
  }

  /** The names of settings that this server does not know, likely misspelt. */
  List<String> unknown() {
    return environment.keySet().stream()
        .filter(name -> name.startsWith(PREFIX) && !asked.containsKey(name))
        .filter(name -> !OF_THE_COMMAND_LINE.contains(name))
        .sorted()
        .toList();
  }

  /** Variables of somebody else's making, by the beginning of their names; not in the file. */
  Map<String, String> foreign(String prefix) {
    return environment.entrySet().stream()
        .filter(variable -> variable.getKey().startsWith(prefix) && !variable.getValue().isEmpty())
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Nullable String text(String name) {
    asked.putIfAbsent(name, "");
    String value = environment.get(name);
    if (value != null && !value.isEmpty()) {
      return value;
    }
    return file == null || !name.startsWith(PREFIX)
        ? null
        : file.scalar(key(name)).map(SettingSource::written).orElse(null);
  }

  private static String written(YamlScalar scalar) {
    var json = scalar.toJson();
    return json instanceof JsonValue.JsonText(var text) ? text : json.toString();
  }

  String text(String name, String usual) {
    asked.put(name, usual);
    String value = text(name);
    return value == null ? usual : value;
  }

  int number(String name, int usual, int least, int most) {
    asked.put(name, Integer.toString(usual));
    String value = text(name);
    if (value == null) {
      return usual;
    }
    try {
      int number = Integer.parseInt(value.strip());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Told below, like a number out of bounds.
    }
    fault(name, "must be a whole number from " + least + " to " + most);
    return usual;
  }

  Duration duration(String name, Duration usual, Duration most) {
    asked.put(name, written(usual));
    String value = text(name);
    if (value == null) {
      return usual;
    }
    var read = WrittenDuration.parse(value.strip());
    if (read.isEmpty() || read.get().isZero() || read.get().compareTo(most) > 0) {
      fault(name, "must be a time such as 90s, 30m, 24h or 7d");
      return usual;
    }
    return read.get();
  }

  /** A size in bytes; units are powers of 1024. */
  long bytes(String name, long usual, long least, long most) {
    asked.put(name, written(usual));
    String value = text(name);
    if (value == null) {
      return usual;
    }
    var size = SIZE.matcher(value.strip().toUpperCase(Locale.ROOT));
    if (size.matches()) {
      long bytes = Long.parseLong(size.group(1)) << (10 * ("KMGT".indexOf(size.group(2)) + 1));
      if (bytes >= least && bytes <= most) {
        return bytes;
      }
    }
    fault(
        name,
        "must be a size such as 500MB or 4GB, from " + written(least) + " to " + written(most));
    return usual;
  }

  private static String written(Duration time) {
    return time.toSeconds() % 3600 == 0
        ? time.toHours() + "h"
        : time.toSeconds() % 60 == 0 ? time.toMinutes() + "m" : time.toSeconds() + "s";
  }

  /** What was asked for so far, each with what it is unless set. */
  SortedMap<String, String> asked() {
    return Collections.unmodifiableSortedMap(asked);
  }

  private static String written(long bytes) {
    return bytes >= 1L << 30 ? (bytes >> 30) + "GB" : (bytes >> 20) + "MB";
  }

  List<String> words(String name) {
    return Stream.of(text(name, "").split(",", -1))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }

  boolean flag(String name, boolean usual) {
    asked.put(name, usual ? "on" : "off");
    String value = text(name);
    if (value == null) {
      return usual;
    }
    return switch (value.strip().toLowerCase(Locale.ROOT)) {
      case "on", "true", "yes", "1" -> true;
      case "off", "false", "no", "0" -> false;
      default -> {
        fault(name, "must be on or off");
        yield usual;
      }
    };
  }

  void fault(String name, String message) {
    faults.add(name + " " + message);
  }

  void fault(String message) {
    faults.add(message);
  }

  /** {@link BadSettings} with all faults, those of the file too. */
  void requireFaultless() {
    var all = faults();
    if (!all.isEmpty()) {
      throw new BadSettings(all);
    }
  }

  /** All faults there are, those of the file too; to be asked once, when all is read. */
  List<String> faults() {
    if (file != null) {
      file.onlyKeys(keys(asked.navigableKeySet()).toArray(String[]::new));
    }
    var all = new ArrayList<String>();
    fileFaults.all().forEach(found -> all.add(found.toString()));
    all.addAll(faults);
    return all;
  }

  private static SequencedSet<String> keys(SequencedSet<String> names) {
    var keys = new TreeSet<String>();
    names.stream().filter(name -> name.startsWith(PREFIX)).forEach(name -> keys.add(key(name)));
    return keys;
  }

  private static String key(String name) {
    var key = new StringBuilder();
    for (String word : name.substring(PREFIX.length()).toLowerCase(Locale.ROOT).split("_", -1)) {
      key.append(key.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return key.toString();
  }
}
