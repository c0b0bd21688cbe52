package dev.parley.id;

import java.util.UUID;

/** A trace, unique within its session; chosen by the caller or by us. */
public record TraceId(UUID value) {
  public static TraceId random() {
    return new TraceId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
