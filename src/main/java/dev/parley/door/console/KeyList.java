package dev.parley.door.console;

import java.util.List;

/** The caller's keys, tokens first, newest first, revoked ones too. */
record KeyList(List<Key> keys) {
  KeyList {
    keys = List.copyOf(keys);
  }
}
