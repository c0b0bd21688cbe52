package dev.parley.doctor;

import dev.parley.doctor.Finding.Mark;
import java.io.PrintStream;
import java.util.EnumSet;
import java.util.List;

/** Makes all checkups and tells the findings as they come. */
public final class Doctor {
  private Doctor() {}

  /** The exit code: 0 if a server can run, else 1. */
  public static int examine(List<Checkup> checkups, PrintStream out) {
    var marks = EnumSet.noneOf(Mark.class);
    for (var checkup : checkups) {
      for (var finding : checkup.findings()) {
        marks.add(finding.mark());
        out.println(finding);
      }
    }
    if (marks.contains(Mark.BAD)) {
      out.println("'./parley serve' cannot run until what is marked ✗ is mended.");
      return 1;
    }
    out.println(
        marks.contains(Mark.DOUBTFUL)
            ? "'./parley serve' can run, but not all of it will work; see what is marked !."
            : "'./parley serve' can run.");
    return 0;
  }
}
