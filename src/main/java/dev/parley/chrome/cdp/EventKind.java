package dev.parley.chrome.cdp;

import java.util.function.Function;

/** An event of the protocol and how it is read. */
public record EventKind<E>(String method, Function<RawJson, E> reader) {
  static <E> EventKind<E> of(String method, Function<Fields, E> reader) {
    return new EventKind<>(method, raw -> reader.apply(raw.fields()));
  }
}
