package dev.parley.door.allyson;

import dev.parley.identity.Callers;
import dev.parley.identity.KeyHolders;
import dev.parley.identity.ManageKeys;
import dev.parley.identity.Users;
import dev.parley.login.KeepLogins;

/** Who calls the Allyson door, by key or by token, their keys, and their logins at sites. */
public record AllysonPeople(
    KeyHolders holders, Callers callers, ManageKeys keys, Users users, KeepLogins logins) {}
