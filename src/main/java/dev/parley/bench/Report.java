package dev.parley.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of figures at the end of a bench, each beside its bar where it has one. */
public final class Report {
  private record Row(String what, String figure, String bar, String reached) {}

  private final List<Row> rows = new ArrayList<>();

  public void figure(String what, String figure) {
    rows.add(new Row(what, figure, "", ""));
  }

  public void atLeast(String what, double value, double bar) {
    rows.add(new Row(what, print(value), ">= " + print(bar), reached(value >= bar)));
  }

  public void atMost(String what, double value, double bar) {
    rows.add(new Row(what, print(value), "<= " + print(bar), reached(value <= bar)));
  }

  private static String reached(boolean yes) {
    return yes ? "reached" : "MISSED";
  }

  /** Three digits that matter, no more. */
  public static String print(double value) {
    return Double.isNaN(value)
        ? "-"
        : String.format(Locale.ROOT, value >= 100 ? "%,.0f" : "%.2f", value);
  }

  public void print(PrintStream out) {
    int widest = rows.stream().mapToInt(row -> row.what.length()).max().orElse(1);
    out.println();
    for (var row : rows) {
      var line = "  %-" + widest + "s  %14s  %-10s %s";
      out.println(line.formatted(row.what, row.figure, row.bar, row.reached).stripTrailing());
    }
    out.flush();
  }
}
