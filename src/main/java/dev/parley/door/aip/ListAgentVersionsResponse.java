package dev.parley.door.aip;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of versions. */
record ListAgentVersionsResponse(List<AgentVersion> data, @Nullable String nextPageToken) {
  ListAgentVersionsResponse {
    data = List.copyOf(data);
  }
}
