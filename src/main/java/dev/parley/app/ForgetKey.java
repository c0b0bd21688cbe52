package dev.parley.app;

import dev.parley.cli.Terminal;
import dev.parley.postgres.Database;
import dev.parley.postgres.DatabaseFailure;
import dev.parley.postgres.LostKey;
import dev.parley.postgres.embedded.EmbeddedFailure;
import dev.parley.secret.KeyRefused;
import dev.parley.vault.ServerKey;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Makes a database usable again whose server key is lost, at the price of what it had sealed. */
record ForgetKey(SettingSource source, Terminal terminal) {
  private static final String WORD = "forget";
  private static final int CONNECTIONS = 2;

  /** The exit code. */
  int run() {
    try {
      var settings = ReadSettings.from(source);
      try (var place = DatabasePlace.alone(settings, terminal.err()::println)) {
        requireLost(settings, place);
        if (!agreed()) {
          terminal.err().println("Nothing was changed.");
          return 1;
        }
        try (var database = Database.asItIs(place.address(), CONNECTIONS)) {
          new LostKey(database).forget();
        }
      }
      terminal.err().println("Done. The next start takes the key it finds or makes one.");
      return 0;
    } catch (BadSettings | DatabaseFailure | EmbeddedFailure | KeyRefused known) {
      terminal.err().println(known.getMessage());
      return 1;
    }
  }

  private static void requireLost(Settings settings, DatabasePlace place) {
    var wanted = Database.examine(place.address()).key();
    var key = ServerKey.find(settings.keys().server(), settings.dataDirectory());
    if (wanted.isEmpty()) {
      throw new KeyRefused("This database was not used with any key; there is nothing to forget.");
    }
    if (key.map(ServerKey::fingerprint).equals(wanted)) {
      throw new KeyRefused("The server key is there and fits; nothing is to be forgotten.");
    }
  }

  private boolean agreed() {
    terminal
        .err()
        .println(
            "This removes for good: API tokens, API keys, tokens and consents of clients, settings"
                + " of users, their logins at sites. Nobody can open what is sealed in tasks any"
                + " more. Conversations, tasks, files, people and their passwords stay. If there is"
                + " a copy of the key anywhere, put it back instead. Type the word "
                + WORD
                + " to go on:");
    try {
      return WORD.equals(terminal.in().readLine());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
