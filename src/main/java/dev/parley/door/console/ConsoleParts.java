package dev.parley.door.console;

import dev.parley.agent.Agents;
import dev.parley.identity.Callers;
import dev.parley.identity.ManageKeys;
import dev.parley.identity.ManageUsers;
import dev.parley.identity.Users;
import dev.parley.workspace.Applied;
import dev.parley.workspace.WorkspaceFile;
import java.util.List;
import java.util.function.Function;

/**
 * What the console's operations ask.
 *
 * @param apply saves what files describe; {@code BadWorkspace} if any of them has a fault
 */
public record ConsoleParts(
    Callers callers,
    Agents agents,
    Function<List<WorkspaceFile>, Applied> apply,
    ManageKeys keys,
    ManageUsers people,
    Users users) {}
