package dev.parley.door.aip;

import dev.parley.trace.Turn;
import java.util.List;

/** All exchanges of a session, oldest first. */
record Content(List<SessionExchange> exchanges) {
  Content {
    exchanges = List.copyOf(exchanges);
  }

  static Content of(List<Turn> turns) {
    return new Content(turns.stream().map(SessionExchange::of).toList());
  }
}
