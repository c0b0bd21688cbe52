package dev.parley.door.demo;

import dev.parley.http.Answer;
import dev.parley.http.Html;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The form by which a basket is ordered. */
final class OrderForm {
  private static final List<String> COUNTRIES =
      List.of(
          "Austria",
          "Belgium",
          "Denmark",
          "Finland",
          "France",
          "Germany",
          "Ireland",
          "Italy",
          "Netherlands",
          "Norway",
          "Poland",
          "Portugal",
          "Spain",
          "Sweden",
          "Switzerland");
  private static final int LINE = 100;
  private static final int NOTE = 500;

  private static final String FORM =
      """
      <h1>Your order</h1>
      {}
      <form class="order" method="post" action="order" novalidate>
      <fieldset><legend>Where to</legend>
      <label>Full name <input name="name" value="{}" autocomplete="name" maxlength="100" required></label>
      <label>Email <input type="email" name="email" value="{}" autocomplete="email" maxlength="100" required></label>
      <label>Street and number <input name="street" value="{}" autocomplete="street-address" maxlength="100" required></label>
      <label>City <input name="city" value="{}" autocomplete="address-level2" maxlength="100" required></label>
      <label>Country <select name="country" required>{}</select></label>
      </fieldset>
      <fieldset><legend>When and how</legend>
      <label>Delivery date <input type="date" name="date" value="{}" required></label>
      <div class="choices" role="radiogroup" aria-label="Delivery">{}</div>
      <label class="tick"><input type="checkbox" name="gift"{}> Wrap it as a gift</label>
      <label>Note to the shop <textarea name="note" rows="3" maxlength="500">{}</textarea></label>
      </fieldset>
      <label class="tick"><input type="checkbox" name="terms"{} required> I know that this is a demo and nothing will come</label>
      <p class="sum">Parts: {}</p>
      <button>Place order</button>
      </form>
      """;

  private final InstantSource clock;

  OrderForm(InstantSource clock) {
    this.clock = clock;
  }

  Answer page(
      Asked asked, int status, List<Order.Line> lines, FormFields fields, List<String> faults) {
    var body =
        Html.of(
            FORM,
            told(faults),
            fields.text("name", LINE),
            fields.text("email", LINE),
            fields.text("street", LINE),
            fields.text("city", LINE),
            countries(fields.text("country", LINE)),
            fields.text("date", 10),
            ways(fields.text("delivery", LINE)),
            ticked(fields, "gift"),
            fields.text("note", NOTE),
            ticked(fields, "terms"),
            Order.sum(lines));
    return Layout.page(asked, status, "Your order", body);
  }

  private static Html told(List<String> faults) {
    if (faults.isEmpty()) {
      return Html.NONE;
    }
    var items = Html.all(faults.stream().map(fault -> Html.of("<li>{}</li>", fault)));
    return Html.of(
        "<div class=\"note bad\" role=\"alert\"><p>Not quite yet:</p><ul>{}</ul></div>", items);
  }

  private static Html countries(String chosen) {
    var all = COUNTRIES.stream().map(each -> Browsing.option(each, each, each.equals(chosen)));
    return Html.all(Stream.concat(Stream.of(Browsing.option("", "Choose a country", false)), all));
  }

  private static Html ways(String chosen) {
    var standard = Order.Delivery.of(chosen).orElse(Order.Delivery.STANDARD);
    return Html.all(
        Arrays.stream(Order.Delivery.values())
            .map(way ->
                Html.of(
                    "<label class=\"tick\"><input type=\"radio\" name=\"delivery\" value=\"{}\"{}>"
                        + " {} ({})</label>",
                    way.id(),
                    way == standard ? new Html(" checked") : Html.NONE,
                    way.title(),
                    way.price().cents() == 0 ? "free" : way.price())));
  }

  private static Html ticked(FormFields fields, String name) {
    return fields.isTicked(name) ? new Html(" checked") : Html.NONE;
  }

  /** What has to be put right, in words. */
  List<String> faults(FormFields fields) {
    var faults = new ArrayList<String>();
    if (fields.text("name", LINE).isEmpty()) {
      faults.add("Tell us your full name.");
    }
    if (!fields.text("email", LINE).matches("[^@\\s]+@[^@\\s]+")) {
      faults.add("Give an email address such as ada@example.com.");
    }
    if (fields.text("street", LINE).isEmpty() || fields.text("city", LINE).isEmpty()) {
      faults.add("Fill in street and city.");
    }
    if (!COUNTRIES.contains(fields.text("country", LINE))) {
      faults.add("Choose a country.");
    }
    if (date(fields).filter(date -> !date.isBefore(today())).isEmpty()) {
      faults.add("Choose a delivery date, today or later.");
    }
    if (Order.Delivery.of(fields.text("delivery", LINE)).isEmpty()) {
      faults.add("Choose a way of delivery.");
    }
    if (!fields.isTicked("terms")) {
      faults.add("Tick the box that says that this is a demo.");
    }
    return faults;
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private static Optional<LocalDate> date(FormFields fields) {
    try {
      return Optional.of(LocalDate.parse(fields.text("date", 10)));
    } catch (DateTimeParseException noDate) {
      return Optional.empty();
    }
  }

  Order.Address address(FormFields fields) {
    return new Order.Address(
        fields.text("name", LINE),
        fields.text("email", LINE),
        fields.text("street", LINE),
        fields.text("city", LINE),
        fields.text("country", LINE));
  }

  Order.Wishes wishes(FormFields fields) {
    return new Order.Wishes(
        date(fields).orElseThrow(),
        Order.Delivery.of(fields.text("delivery", LINE)).orElseThrow(),
        fields.isTicked("gift"),
        fields.text("note", NOTE));
  }

  /** Rows of a table that says everything the form was told. */
  static Html summary(Order order) {
    var to = order.address();
    var how = order.wishes();
    return Html.all(
        Stream.of(
            row("Address", to.name() + ", " + to.street() + ", " + to.city() + ", " + to.country()),
            row("Email", to.email()),
            row("Delivery", how.delivery().title()),
            row("Delivery date", how.date().toString()),
            row("Gift wrap", how.giftWrap() ? "yes" : "no"),
            row("Note", how.note().isEmpty() ? "none" : how.note())));
  }

  private static Html row(String name, String value) {
    return Html.of("<tr><th scope=\"row\">{}</th><td>{}</td></tr>", name, value);
  }
}
