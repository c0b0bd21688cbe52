package dev.parley.knowledge;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The vectors of chunks, each made once for the same text, by whichever node comes first. */
public interface Vectors {
  /** Notes which chunks have no vector of this model yet; how many those are. */
  int want(String model);

  /** Takes up to {@code limit} of them; others leave them alone for a minute. */
  List<Wanted> claim(String model, int limit);

  /** Gives back what was taken and cannot be done here. */
  void release(String model, Collection<String> hashes);

  /** Keeps vectors by the hashes of their chunks. */
  void save(String model, Map<String, float[]> vectors);

  /** A text that has no vector. */
  record Wanted(String hash, String text) {}
}
