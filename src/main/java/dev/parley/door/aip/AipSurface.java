package dev.parley.door.aip;

import dev.parley.http.Answer;
import dev.parley.http.Fault;
import dev.parley.http.Request;
import dev.parley.http.Route;
import dev.parley.http.Surface;
import java.util.List;

/** The routes of this API, and how it says no. */
record AipSurface(List<Route> routes) implements Surface {
  AipSurface {
    routes = List.copyOf(routes);
  }

  @Override
  public String name() {
    return "aip";
  }

  @Override
  public String prefix() {
    return "/api";
  }

  @Override
  public Answer refuse(Request request, Fault fault) {
    return fault
        .problem()
        .map(problem -> Refusal.of(problem, Place.of(request)))
        .orElseGet(Refusal::internal)
        .answer(fault.instanceId());
  }
}
