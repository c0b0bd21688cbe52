/**
 * Puts the server together: settings, wiring, start and stop. The only room that sees all others.
 */
@NullMarked
@Room(
    imports = {
      "agent",
      "bench",
      "bench.browser",
      "browser",
      "chrome",
      "chrome.launch",
      "cli",
      "conversation",
      "doctor",
      "door.aip",
      "door.console",
      "door.identity",
      "egress",
      "engine",
      "http",
      "id",
      "identity",
      "json",
      "model",
      "postgres",
      "postgres.embedded",
      "provider",
      "provider.scripted",
      "provider.tokens",
      "secret",
      "session",
      "telemetry",
      "tool",
      "vault",
      "web",
      "workspace",
      "yaml"
    },
    libraries = {"ch.qos.logback"})
package dev.parley.app;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
