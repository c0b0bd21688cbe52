package dev.parley.door.allyson;

import dev.parley.identity.Callers;
import dev.parley.identity.CloseAccount;
import dev.parley.identity.KeyHolders;
import dev.parley.identity.ManageKeys;
import dev.parley.identity.Users;
import dev.parley.login.KeepLogins;
import dev.parley.profile.Profiles;

/** Who calls the Allyson door, by key or by token, and what is theirs besides sessions. */
public record AllysonPeople(
    KeyHolders holders,
    Callers callers,
    ManageKeys keys,
    Users users,
    Profiles profiles,
    KeepLogins logins,
    CloseAccount closing) {}
