package dev.parley.bench.browser;

/** Pages as sites have them: navigation, text, forms, lists. */
final class BenchPages {
  static final String LIGHT =
      "<!doctype html><title>Light</title><h1>Light</h1><p>A page with <a href=/>a link</a>.";

  /** Document, head and navigation. */
  private static final int TOP = 19;

  /** One article. */
  private static final int ARTICLE = 13;

  private BenchPages() {}

  /** A page of exactly so many elements; its first button counts how often it was pressed. */
  static String mixed(int elements) {
    var html = new StringBuilder(1 << 16);
    html.append("<!doctype html><html><head><title>Measured</title></head><body><nav>");
    for (int at = 1; at <= 8; at++) {
      html.append("<a href='/topic'>Topic ").append(at).append("</a> ");
    }
    html.append("</nav><button>Count</button> <output>0</output>")
        .append("<label>Note <input name=note></label>")
        .append("<script>let n=0;document.querySelector('button').onclick=()=>")
        .append("document.querySelector('output').textContent=++n</script><main>");
    int left = elements - TOP;
    for (int at = 1; left >= ARTICLE; at++, left -= ARTICLE) {
      article(html, at);
    }
    html.append("<span>.</span>".repeat(Math.max(0, left)));
    return html.append("</main></body></html>").toString();
  }

  private static void article(StringBuilder html, int at) {
    html.append("<article><h2>Order ")
        .append(at)
        .append("</h2><p>It was <em>sent</em> last week, see <a href='/order/")
        .append(at)
        .append("'>its way so far</a> for more.</p><form><label>Amount <input name=amount></label>")
        .append("<button type=button>Change</button></form><ul><li>two boxes of screws</li>")
        .append("<li>one lamp, 60 W</li><li>a roll of tape</li></ul></article>");
  }
}
