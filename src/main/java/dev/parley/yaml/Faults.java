package dev.parley.yaml;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Collects the faults of all files, so that one reading names them all. */
public final class Faults {
  private static final Comparator<Fault> ORDER =
      Comparator.comparing(Fault::file).thenComparingInt(Fault::line);

  private final List<Fault> found = new ArrayList<>();

  public void add(Place place, String message) {
    add(place.file(), place.line(), message);
  }

  public void add(String file, int line, String message) {
    found.add(new Fault(file, line, message));
  }

  /** A word that is none of the known ones; names the nearest of them and all. */
  public void unknown(Place place, String what, String word, Collection<String> known) {
    add(place, "unknown " + what + " '" + word + "'" + remedy(word, known));
  }

  /** "; did you mean …?" where one is near, and the words there are. */
  public static String remedy(String word, Collection<String> known) {
    var nearest = EditDistance.nearest(word, known).map(near -> "; did you mean '" + near + "'?");
    return nearest.orElse(";")
        + (known.isEmpty()
            ? " there is none"
            : known.stream().collect(Collectors.joining(", ", " known: ", "")));
  }

  public void addAll(Faults others) {
    found.addAll(others.found);
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** By file and line. */
  public List<Fault> all() {
    return found.stream().sorted(ORDER).distinct().toList();
  }
}
