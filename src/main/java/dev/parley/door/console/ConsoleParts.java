package dev.parley.door.console;

import dev.parley.agent.Agents;
import dev.parley.file.Inventory;
import dev.parley.identity.Callers;
import dev.parley.identity.ManageClients;
import dev.parley.identity.ManageKeys;
import dev.parley.identity.ManageUsers;
import dev.parley.identity.Users;
import dev.parley.webagent.WebAgent;
import dev.parley.webagent.live.Hands;

/** What the console's operations ask. */
public record ConsoleParts(
    Callers callers,
    Workspace workspace,
    ManageKeys keys,
    ManageUsers people,
    ManageClients clients,
    Users users,
    Runs runs,
    Inventory blobs) {

  /** What agents are made of. */
  public record Workspace(Agents agents, ApplyFiles apply, KeepDocument documents) {}

  /** Runs of the web agent, and what people do in them. */
  public record Runs(WebAgent agent, Hands hands) {}
}
