package dev.parley.door.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** People by name, and what to ask for as {@code after} if there are more. */
record PersonList(List<Person> users, @Nullable String next) {
  PersonList {
    users = List.copyOf(users);
  }
}
