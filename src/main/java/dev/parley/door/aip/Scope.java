package dev.parley.door.aip;

/** What a token must allow (contract §1.4). */
enum Scope {
  READ("api:aip-agents-read"),
  WRITE("api:aip-agents-write");

  private final String wireName;

  Scope(String wireName) {
    this.wireName = wireName;
  }

  String wireName() {
    return wireName;
  }
}
