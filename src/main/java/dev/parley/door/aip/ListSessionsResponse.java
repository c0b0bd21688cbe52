package dev.parley.door.aip;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of one agent's sessions. */
record ListSessionsResponse(List<Session> data, @Nullable String nextPageToken) {
  ListSessionsResponse {
    data = List.copyOf(data);
  }
}
