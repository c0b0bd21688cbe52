package dev.parley.webagent;

/** What pages have shown up to some point of a session. */
final class Shown {
  private final StringBuilder everything = new StringBuilder();
  private final StringBuilder page = new StringBuilder();
  private String url = "";

  /** All of a session so far. */
  static Shown of(Rounds rounds) {
    var shown = new Shown();
    rounds.firstLooks().forEach(shown::add);
    for (var round : rounds.all()) {
      round.deeds().forEach(deed -> shown.add(deed.page().orElse(deed.text())));
      round.looks().forEach(shown::add);
    }
    return shown;
  }

  void add(Look look) {
    if (look.whole()) {
      page.setLength(0);
    }
    page.append(look.listing()).append('\n');
    everything.append(look.listing()).append('\n');
    url = look.url();
  }

  /** What an action told, or brought to be read. */
  void add(String text) {
    page.append(text).append('\n');
    everything.append(text).append('\n');
  }

  /** Of the page as it was seen last. */
  String url() {
    return url;
  }

  Elements elements() {
    return Elements.in(page.toString());
  }

  String everything() {
    return everything.toString();
  }
}
