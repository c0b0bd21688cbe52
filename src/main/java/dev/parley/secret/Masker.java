package dev.parley.secret;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts names in the place of secrets, however those are written.
 *
 * <p>A value is found in any case, as it is, percent-encoded, form-encoded, HTML-encoded or
 * JSON-encoded, with other white space, with digits in groups, and where a text is cut off in the
 * middle of it. One of fewer than four characters is found only as a whole word.
 */
public final class Masker {
  private static final int SHORT = 4;
  private static final int LONG = 8;
  private static final String CUT = "…";

  private final Sieve all;
  private final Sieve longOnes;

  /** A value by its name; several may have one name. */
  public record Secret(String name, String value) {
    /** Without the value. */
    @Override
    public String toString() {
      return "Secret[" + name + "]";
    }
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Sought(String placeholder, int[] points, boolean digits) {
    static Sought of(Secret secret) {
      var points = Spelling.points(secret.value());
      boolean digits = points.length >= LONG && allDigits(points);
      return new Sought(Masker.placeholder(secret.name()), points, digits);
    }

    char lead() {
      return Spelling.lead(points[0]);
    }

    private static boolean allDigits(int[] points) {
      for (int point : points) {
        if (!Character.isDigit(point)) {
          return false;
        }
      }
      return true;
    }
  }

  /** What may begin at a place of a text, by the character there; the longest first. */
  private record Sieve(Map<Character, List<Sought>> byLead) {
    static Sieve of(List<Sought> sought) {
      return new Sieve(sought.stream().collect(Collectors.groupingBy(Sought::lead)));
    }

    /** Those that begin as the text does there, whichever way that is spelled. */
    List<Sought> at(String text, int at) {
      char here = text.charAt(at);
      var plain = byLead.getOrDefault(Character.toLowerCase(here), List.of());
      int spelled = Spelling.isEscape(here) ? Spelling.spelled(text, at) : here;
      if (spelled == here) {
        return plain;
      }
      var escaped = byLead.getOrDefault(Spelling.lead(spelled), List.of());
      return plain.isEmpty()
          ? escaped
          : Stream.concat(escaped.stream(), plain.stream()).sorted(LONGEST_FIRST).toList();
    }
  }

  private static final Comparator<Sought> LONGEST_FIRST =
      Comparator.comparingInt((Sought one) -> one.points().length).reversed();

  /** Blank values are nothing to hide. */
  public Masker(List<Secret> secrets) {
    var sought =
        secrets.stream()
            .filter(secret -> !secret.value().isBlank())
            .map(Sought::of)
            .sorted(LONGEST_FIRST)
            .toList();
    all = Sieve.of(sought);
    longOnes = Sieve.of(sought.stream().filter(one -> one.points().length >= LONG).toList());
  }

  /** What stands in the place of a value. */
  public static String placeholder(String name) {
    return "<secret>" + name + "</secret>";
  }

  public boolean isEmpty() {
    return all.byLead().isEmpty();
  }

  /** A text without values. */
  public String mask(String text) {
    return masked(text, all);
  }

  /** A text without values that are too long to be ordinary words. */
  public String maskLong(String text) {
    return masked(text, longOnes);
  }

  /** The text of a field without values; it may hold no more than the beginning of one. */
  public String maskField(String text) {
    for (var one : text.isEmpty() ? List.<Sought>of() : all.at(text, 0)) {
      if (isBeginning(text, one)) {
        return one.placeholder();
      }
    }
    return mask(text);
  }

  /** Whether a text or the text of a field shows a value. */
  public boolean finds(String text) {
    return !maskField(text).equals(text);
  }

  private static String masked(String text, Sieve sieve) {
    StringBuilder masked = null;
    int from = 0;
    int at = 0;
    while (at < text.length()) {
      int end = at;
      for (var one : sieve.at(text, at)) {
        end = end(text, at, one);
        if (end > at) {
          masked = masked == null ? new StringBuilder() : masked;
          masked.append(text, from, at).append(one.placeholder());
          break;
        }
      }
      if (end > at) {
        from = end;
        at = end;
      } else {
        at++;
      }
    }
    return masked == null ? text : masked.append(text, from, text.length()).toString();
  }

  /** Where the value ends that begins there; the beginning itself if none does. */
  private static int end(String text, int from, Sought one) {
    var points = one.points();
    if (isRuledOut(text, from, one)) {
      return from;
    }
    boolean whole = points.length < SHORT;
    if (whole && from > 0 && Character.isLetterOrDigit(text.codePointBefore(from))) {
      return from;
    }
    Set<Integer> ends = Set.of(from);
    for (int i = 0; i < points.length; i++) {
      if (i >= SHORT && cut(text, ends)) {
        return text.length() - CUT.length();
      }
      ends = next(text, ends, one, i);
      if (ends.isEmpty()) {
        return from;
      }
    }
    int end = ends.stream().mapToInt(Integer::intValue).max().orElse(from);
    boolean goesOn = end < text.length() && Character.isLetterOrDigit(text.codePointAt(end));
    return whole && goesOn ? from : end;
  }

  /** Whether ordinary letters there say so, without a closer look at what may be spelled. */
  private static boolean isRuledOut(String text, int from, Sought one) {
    int at = from;
    for (int point : one.points()) {
      if (at >= text.length() || point == ' ' || Spelling.isSpecial(text.charAt(at))) {
        return false;
      }
      if (Character.toLowerCase(text.charAt(at)) != Spelling.lead(point)) {
        return true;
      }
      at += Character.charCount(point);
    }
    return false;
  }

  private static Set<Integer> next(String text, Set<Integer> ends, Sought one, int i) {
    var next = new TreeSet<Integer>();
    for (int end : ends) {
      next.addAll(Spelling.after(text, end, one.points()[i]));
      if (one.digits() && i > 0) {
        next.addAll(Spelling.grouped(text, end, one.points()[i]));
      }
    }
    return next;
  }

  private static boolean cut(String text, Set<Integer> ends) {
    return text.endsWith(CUT) && ends.contains(text.length() - CUT.length());
  }

  /** Whether a field holds at least half of a value, and nothing else. */
  private static boolean isBeginning(String text, Sought one) {
    var points = one.points();
    Set<Integer> ends = Set.of(0);
    for (int i = 0; i < points.length; i++) {
      if (i >= SHORT && 2 * i >= points.length && ends.contains(text.length())) {
        return true;
      }
      ends = next(text, ends, one, i);
    }
    return false;
  }
}
