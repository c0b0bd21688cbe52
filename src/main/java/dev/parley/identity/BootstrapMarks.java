package dev.parley.identity;

import java.util.Optional;

/** Which user, keys and client are the bootstrap ones of this database. */
public interface BootstrapMarks {
  Optional<String> find(String what);

  void put(String what, String id);
}
