/**
 * Puts the server together: settings, wiring, start and stop. The only room that sees all others.
 */
@NullMarked
@Room(
    imports = {
      "agent",
      "bench",
      "bench.browser",
      "blob",
      "browser",
      "cancel",
      "chrome",
      "chrome.launch",
      "cli",
      "conversation",
      "doctor",
      "door.aip",
      "door.allyson",
      "door.console",
      "door.demo",
      "door.files",
      "door.identity",
      "door.live",
      "egress",
      "engine",
      "extract",
      "file",
      "http",
      "id",
      "identity",
      "json",
      "knowledge",
      "login",
      "model",
      "postgres",
      "postgres.embedded",
      "profile",
      "provider",
      "provider.facts",
      "provider.openai",
      "provider.scripted",
      "provider.tokens",
      "publicsuffix",
      "secret",
      "session",
      "telemetry",
      "tool",
      "tool.browser",
      "trace",
      "vault",
      "web",
      "webagent",
      "webagent.live",
      "workspace",
      "yaml"
    },
    libraries = {"ch.qos.logback"})
package dev.parley.app;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
