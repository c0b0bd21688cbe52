package dev.parley.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides who answers a path: a tree by segments in which literals win over parameters. */
final class RoutingTable {
  /** What a path leads to. */
  sealed interface Match {
    /** A route; values of its parameters are still percent-encoded. */
    record Found(Surface surface, Route route, List<String> names, List<String> rawValues)
        implements Match {}

    /** A path that has routes for other methods only; {@code allowed} also holds OPTIONS. */
    record WrongMethod(Surface surface, String template, Set<String> allowed) implements Match {}

    /** A path without routes, and whose prefix it has. */
    record Unknown(Optional<Surface> surface) implements Match {}
  }

  /**
   * @param names of the parameters, taken from the path once
   */
  private record Bound(Surface surface, Route route, List<String> names) {}

  private static final class Node {
    final Map<String, Node> literals = new HashMap<>();
    final Map<Method, Bound> routes = new EnumMap<>(Method.class);
    @Nullable Node parameter;

    Node child(String segment) {
      if (!PathTemplate.isParameter(segment)) {
        return literals.computeIfAbsent(segment, _ -> new Node());
      }
      if (parameter == null) {
        parameter = new Node();
      }
      return parameter;
    }
  }

  private final Node root = new Node();
  private final List<Surface> byPrefix;

  RoutingTable(List<Surface> surfaces) {
    surfaces.forEach(surface -> surface.routes().forEach(route -> add(surface, route)));
    byPrefix =
        surfaces.stream()
            .sorted(Comparator.comparingInt((Surface surface) -> -surface.prefix().length()))
            .toList();
  }

  private void add(Surface surface, Route route) {
    var path = route.path().text();
    if (!path.startsWith(surface.prefix())) {
      throw new IllegalArgumentException(path + " is not below " + surface.prefix());
    }
    var node = root;
    for (var segment : route.path().segments()) {
      node = node.child(segment);
    }
    if (node.routes.putIfAbsent(
            route.method(), new Bound(surface, route, route.path().parameters()))
        != null) {
      throw new IllegalArgumentException("Two routes for " + route.method() + " " + path);
    }
  }

  /** Matches a path as it came, percent-encoded and without query. */
  Match find(Method method, String path) {
    var values = new ArrayList<String>();
    var node = walk(root, PathTemplate.segments(path), 0, values);
    if (node == null) {
      return new Match.Unknown(owner(path));
    }
    var bound = node.routes.get(method);
    if (bound == null && method == Method.HEAD) {
      bound = node.routes.get(Method.GET);
    }
    if (bound != null) {
      return new Match.Found(bound.surface, bound.route, bound.names, List.copyOf(values));
    }
    var any = node.routes.values().iterator().next();
    return new Match.WrongMethod(any.surface, any.route.path().text(), allowed(node));
  }

  private static Set<String> allowed(Node node) {
    var allowed = new LinkedHashSet<String>();
    for (var method : node.routes.keySet()) {
      allowed.add(method.name());
      if (method == Method.GET) {
        allowed.add(Method.HEAD.name());
      }
    }
    allowed.add(Method.OPTIONS.name());
    return allowed;
  }

  private Optional<Surface> owner(String path) {
    return byPrefix.stream()
        .filter(surface ->
            path.equals(surface.prefix())
                || surface.prefix().isEmpty()
                || path.startsWith(surface.prefix() + "/"))
        .findFirst();
  }

  private static @Nullable Node walk(Node node, List<String> path, int depth, List<String> values) {
    if (depth == path.size()) {
      return node.routes.isEmpty() ? null : node;
    }
    var raw = path.get(depth);
    var literal = PercentCode.decode(raw, false).map(node.literals::get);
    if (literal.isPresent()) {
      var found = walk(literal.get(), path, depth + 1, values);
      if (found != null) {
        return found;
      }
    }
    if (node.parameter == null || raw.isEmpty()) {
      return null;
    }
    values.add(raw);
    var found = walk(node.parameter, path, depth + 1, values);
    if (found == null) {
      values.removeLast();
    }
    return found;
  }
}
