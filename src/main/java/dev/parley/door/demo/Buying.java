package dev.parley.door.demo;

import dev.parley.http.Answer;
import dev.parley.http.Html;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;

/** The basket and what becomes of it. */
final class Buying {
  private final Parts parts;
  private final Visits visits;
  private final OrderForm form;
  private final SecureRandom random = new SecureRandom();

  Buying(Parts parts, Visits visits, InstantSource clock) {
    this.parts = parts;
    this.visits = visits;
    this.form = new OrderForm(clock);
  }

  private List<Order.Line> lines(Visit visit) {
    return visit.basket().entrySet().stream()
        .flatMap(entry ->
            parts.find(entry.getKey()).map(part -> new Order.Line(part, entry.getValue())).stream())
        .toList();
  }

  Answer basket(Asked asked) {
    var lines = lines(asked.visit());
    if (lines.isEmpty()) {
      return Layout.sorry(
          asked, 200, "Your basket is empty", "Look around and put something into it.");
    }
    var body =
        Html.of(
            """
            <h1>Your basket</h1>
            <table class="wide">
            <thead><tr><th>Part</th><th>Quantity</th><th>Price</th><th></th></tr></thead>
            <tbody>{}</tbody>
            <tfoot><tr><th colspan="2">Sum</th><td>{}</td><td></td></tr></tfoot>
            </table>
            <p><a class="button" href="order">Go to the order form</a></p>
            """,
            Html.all(lines.stream().map(Buying::row)),
            Order.sum(lines));
    return Layout.page(asked, "Your basket", body);
  }

  private static Html row(Order.Line line) {
    return Html.of(
        """
        <tr><td><a href="parts/{}">{}</a></td><td>{}</td><td>{}</td>
        <td><form method="post" action="basket"><input type="hidden" name="part" value="{}">
        <input type="hidden" name="quantity" value="0">
        <button class="quiet" aria-label="Remove {}">Remove</button></form></td></tr>
        """,
        line.part().id(),
        line.part().name(),
        line.quantity(),
        line.price(),
        line.part().id(),
        line.part().name());
  }

  /** Sets or adds to the quantity of a part. */
  Answer change(Asked asked) {
    var fields = FormFields.read(asked.request());
    var part = parts.find(fields.text("part", 40));
    var quantity = fields.text("quantity", 10);
    if (part.isEmpty() || !part.get().isInStock() || !quantity.matches("[0-9]{1,3}")) {
      return Layout.sorry(
          asked, 400, "That did not work", "There is no such part, or not in that quantity.");
    }
    int many = Integer.parseInt(quantity);
    UnaryOperator<Visit> change =
        fields.isTicked("add")
            ? visit -> visit.adding(part.get(), many)
            : visit -> visit.with(part.get(), many);
    return keep(asked, change, "basket");
  }

  /** Changes the visit, begins one if there is none, and goes on to a page. */
  private Answer keep(Asked asked, UnaryOperator<Visit> change, String page) {
    var answer = Layout.go(asked, page);
    if (asked.id().flatMap(id -> visits.change(id, change)).isPresent()) {
      return answer;
    }
    return answer.with("Set-Cookie", Account.cookie(visits.begin(change.apply(Visit.NEW))));
  }

  Answer form(Asked asked) {
    var lines = lines(asked.visit());
    return lines.isEmpty()
        ? basket(asked)
        : form.page(asked, 200, lines, FormFields.EMPTY, List.of());
  }

  Answer order(Asked asked) {
    var lines = lines(asked.visit());
    if (lines.isEmpty()) {
      return basket(asked);
    }
    var fields = FormFields.read(asked.request());
    var faults = form.faults(fields);
    if (!faults.isEmpty()) {
      return form.page(asked, 422, lines, fields, faults);
    }
    var number = "D-" + random.nextInt(100_000, 1_000_000);
    var order = new Order(number, lines, form.address(fields), form.wishes(fields));
    return keep(asked, visit -> visit.ordered(order), "orders/" + number);
  }

  Answer confirmation(Asked asked) {
    var found = asked.visit().order(asked.request().param("number"));
    if (found.isEmpty()) {
      return Layout.sorry(asked, 404, "No such order", "There is no such order of yours.");
    }
    var order = found.get();
    var body =
        Html.of(
            """
            <section class="note good">
            <h1>Thank you, {}!</h1>
            <p role="status">Your order {} is confirmed.</p>
            </section>
            <table class="wide"><caption>What you ordered</caption>
            <thead><tr><th>Part</th><th>Quantity</th><th>Price</th></tr></thead>
            <tbody>{}</tbody>
            <tfoot><tr><th colspan="2">Total with delivery</th><td>{}</td></tr></tfoot></table>
            <table><caption>How it gets to you</caption><tbody>{}</tbody></table>
            """,
            order.address().name(),
            order.number(),
            Html.all(order.lines().stream().map(Buying::bought)),
            order.total(),
            OrderForm.summary(order));
    return Layout.page(asked, "Order " + order.number(), body);
  }

  private static Html bought(Order.Line line) {
    return Html.of(
        "<tr><td>{}</td><td>{}</td><td>{}</td></tr>",
        line.part().name(),
        line.quantity(),
        line.price());
  }
}
