package dev.parley.door.demo;

import dev.parley.http.Answer;
import dev.parley.http.Html;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Looking around: the first page, searching, one part. */
final class Browsing {
  private static final int LONGEST_QUERY = 100;

  private final Parts parts;

  Browsing(Parts parts) {
    this.parts = parts;
  }

  Answer home(Asked asked) {
    var body =
        Html.of(
            """
            <section class="hero">
            <div>
            <h1>Parts for things that blink, hum and report</h1>
            <p>Boards, sensors and the bits between them. Search above, or look through an aisle.</p>
            </div>
            <div class="bits"><img src="art/sensors.svg" alt="" width="120" height="90"><img src="art/boards.svg" alt="" width="120" height="90"><img src="art/displays.svg" alt="" width="120" height="90"></div>
            </section>
            <h2>Popular this week</h2>
            {}
            """,
            grid(parts.popular(), asked.root()));
    return Layout.page(asked, "Electronic parts", body);
  }

  Answer search(Asked asked) {
    var query = asked.query("q", LONGEST_QUERY);
    var aisle = Aisle.of(asked.query("aisle", 20)).orElse(null);
    var sort = Parts.Sort.of(asked.query("sort", 20));
    var found = parts.search(query, aisle, sort);
    var place = aisle == null ? "All parts" : aisle.title();
    var title = query.isEmpty() ? place : "Results for “" + query + "”";
    var body =
        Html.of(
            """
            <div class="head">
            <h1>{}</h1>
            <form class="sort" action="search">
            <input type="hidden" name="q" value="{}"><input type="hidden" name="aisle" value="{}">
            <label>Sort by <select name="sort">{}</select></label>
            <button class="quiet">Sort</button>
            </form>
            </div>
            <p role="status">{}</p>
            {}
            """,
            title,
            query,
            aisle == null ? "" : aisle.id(),
            sorts(sort),
            counted(found.size()),
            grid(found, asked.root()));
    return Layout.page(asked, title, body);
  }

  private static String counted(int found) {
    return switch (found) {
      case 0 -> "Nothing fits. Try fewer or other words, or look through an aisle.";
      case 1 -> "1 part found. Prices include VAT.";
      default -> found + " parts found. Prices include VAT.";
    };
  }

  private static Html sorts(Parts.Sort chosen) {
    return Html.all(
        Arrays.stream(Parts.Sort.values())
            .map(sort -> option(sort.id(), sort.title(), sort == chosen)));
  }

  static Html option(String value, String text, boolean chosen) {
    return Html.of(
        chosen ? "<option value=\"{}\" selected>{}</option>" : "<option value=\"{}\">{}</option>",
        value,
        text);
  }

  private static Html grid(List<Part> parts, String root) {
    var cards = Html.all(parts.stream().map(part -> card(part, root)));
    return Html.of("<ul class=\"grid\">{}</ul>", cards);
  }

  private static Html card(Part part, String root) {
    return Html.of(
        """
        <li class="card">
        <div class="art {}"><img src="{}art/{}.svg" alt="" width="120" height="90"></div>
        <h3><a href="{}parts/{}">{}</a></h3>
        <p class="price">{}</p>
        {}
        </li>
        """,
        part.aisle().id(),
        root,
        part.aisle().id(),
        root,
        part.id(),
        part.name(),
        part.price(),
        stock(part));
  }

  private static Html stock(Part part) {
    return part.isInStock()
        ? Html.of("<p class=\"stock\">In stock, {} pieces</p>", part.stock())
        : Html.of("<p class=\"stock none\">Sold out</p>");
  }

  Answer part(Asked asked) {
    var found = parts.find(asked.request().param("id"));
    if (found.isEmpty()) {
      return Layout.sorry(
          asked, 404, "No such part", "This part is not in the shop. Try searching for it.");
    }
    var part = found.get();
    var body =
        Html.of(
            """
            <p class="crumbs"><a href="{}search?aisle={}">All {}</a></p>
            <article class="part">
            <div class="art {}"><img src="{}art/{}.svg" alt="" width="360" height="270"></div>
            <div class="about">
            <h1>{}</h1>
            <p class="price">{}</p>
            {}
            <p>{}</p>
            {}
            <table><caption>Facts</caption><tbody>{}</tbody></table>
            </div>
            </article>
            <h2>Next to it</h2>
            {}
            """,
            asked.root(),
            part.aisle().id(),
            part.aisle().title().toLowerCase(Locale.ROOT),
            part.aisle().id(),
            asked.root(),
            part.aisle().id(),
            part.name(),
            part.price(),
            stock(part),
            part.description(),
            part.isInStock() ? intoBasket(part, asked.root()) : Html.NONE,
            facts(part),
            grid(parts.beside(part, 4), asked.root()));
    return Layout.page(asked, part.name(), body);
  }

  private static Html intoBasket(Part part, String root) {
    var quantities =
        IntStream.rangeClosed(1, 10)
            .mapToObj(each -> option(Integer.toString(each), Integer.toString(each), each == 1));
    return Html.of(
        """
        <form class="buy" method="post" action="{}basket">
        <input type="hidden" name="part" value="{}"><input type="hidden" name="add" value="yes">
        <label>Quantity <select name="quantity">{}</select></label>
        <button>Add to basket</button>
        </form>
        """,
        root,
        part.id(),
        Html.all(quantities));
  }

  private static Html facts(Part part) {
    return Html.all(
        part.facts().stream()
            .map(fact ->
                Html.of(
                    "<tr><th scope=\"row\">{}</th><td>{}</td></tr>", fact.name(), fact.value())));
  }
}
