package dev.parley.door.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one visitor has done.
 *
 * @param basket parts by id, and how many
 * @param orders newest last
 */
record Visit(Map<String, Integer> basket, List<Order> orders, boolean loggedIn) {
  static final Visit NEW = new Visit(Map.of(), List.of(), false);
  static final int MOST_PARTS = 20;
  static final int MOST_OF_ONE = 99;
  private static final int MOST_ORDERS = 10;

  Visit {
    basket = Collections.unmodifiableMap(new LinkedHashMap<>(basket));
    orders = List.copyOf(orders);
  }

  int items() {
    return basket.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** With so many of a part; none takes it out, and a full basket stays as it is. */
  Visit with(Part part, int quantity) {
    var more = new LinkedHashMap<>(basket);
    if (quantity <= 0) {
      more.remove(part.id());
    } else {
      more.put(part.id(), Math.min(quantity, MOST_OF_ONE));
    }
    return more.size() > MOST_PARTS ? this : new Visit(more, orders, loggedIn);
  }

  Visit adding(Part part, int quantity) {
    return with(part, basket.getOrDefault(part.id(), 0) + quantity);
  }

  Visit ordered(Order order) {
    var more = new ArrayList<>(orders);
    more.add(order);
    var newest = more.subList(Math.max(0, more.size() - MOST_ORDERS), more.size());
    return new Visit(Map.of(), newest, loggedIn);
  }

  Visit loggedIn(boolean now) {
    return new Visit(basket, orders, now);
  }

  Optional<Order> order(String number) {
    return orders.stream().filter(order -> order.number().equals(number)).findFirst();
  }
}
