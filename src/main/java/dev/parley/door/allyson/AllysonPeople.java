package dev.parley.door.allyson;

import dev.parley.identity.Callers;
import dev.parley.identity.CloseAccount;
import dev.parley.identity.KeyHolders;
import dev.parley.identity.ManageKeys;
import dev.parley.identity.Users;
import dev.parley.profile.Profiles;

/** Who calls the Allyson door, by key or by token, their keys, and what they have set. */
public record AllysonPeople(
    KeyHolders holders,
    Callers callers,
    ManageKeys keys,
    Users users,
    Profiles profiles,
    CloseAccount closing) {}
