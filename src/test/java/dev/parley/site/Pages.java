package dev.parley.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Pages from files, and pages made to measure. */
final class Pages {
  private Pages() {}

  static Optional<String> file(String name) {
    if (!name.matches("[a-z0-9-]+(\\.js)?")) {
      return Optional.empty();
    }
    try (var in = Pages.class.getResourceAsStream(name.endsWith(".js") ? name : name + ".html")) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** A list of about so many elements, each row with a link and a button. */
  static String many(String elements) {
    int rows = Math.max(1, Integer.parseInt(elements) / 8);
    var html = new StringBuilder("<!doctype html><title>Many</title><h1>Many</h1><ul>");
    for (int i = 0; i < rows; i++) {
      html.append("<li class=row><span>Item <b>")
          .append(i)
          .append("</b></span><a href='/item?n=")
          .append(i)
          .append("'>open ")
          .append(i)
          .append("</a><button><i></i>Delete</button><div><em>meta</em></div></li>");
    }
    return html.append("</ul>").toString();
  }

  /** Sections of text and controls without any list, about so many elements. */
  static String plain(String elements) {
    int parts = Math.max(1, Integer.parseInt(elements) / 10);
    var html = new StringBuilder("<!doctype html><title>Plain</title>");
    for (int i = 0; i < parts; i++) {
      if (i % 20 == 0) {
        html.append(i == 0 ? "" : "</section>").append("<section><h2>Part ").append(i / 20);
        html.append("</h2>");
      }
      html.append("<div><p>Words <i>of</i> part ")
          .append(i)
          .append("</p><div><label>Field <input name=f")
          .append(i)
          .append(
              "></label></div><p><a href='/p'>more</a> <span>about <b>this</b></span></p></div>");
    }
    return html.append("</section>").toString();
  }

  static String icon(String name) {
    var fill = Integer.toHexString((name.hashCode() & 0x7fffff) | 0x800000);
    return "<svg xmlns='http://www.w3.org/2000/svg' width='16' height='16'>"
        + "<rect width='16' height='16' fill='#"
        + fill
        + "'/></svg>";
  }
}
