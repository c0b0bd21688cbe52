package dev.parley.door.aip;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of sessions over all agents. */
record AgentsSessionsPage(List<Session> data, @Nullable String nextPageToken) {
  AgentsSessionsPage {
    data = List.copyOf(data);
  }
}
