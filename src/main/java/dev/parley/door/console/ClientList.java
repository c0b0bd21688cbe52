package dev.parley.door.console;

import java.util.List;

/** All clients, by id. */
record ClientList(List<RegisteredClient> clients) {
  ClientList {
    clients = List.copyOf(clients);
  }
}
