package dev.parley.door.aip;

/** Asks for another title. */
record UpdateSessionTitleRequest(String title) {
  private static final int LONGEST = 200;

  /** The title, cut to 200 code points (contract §2.13). */
  String toTitle() {
    return title.codePointCount(0, title.length()) <= LONGEST
        ? title
        : title.substring(0, title.offsetByCodePoints(0, LONGEST));
  }
}
