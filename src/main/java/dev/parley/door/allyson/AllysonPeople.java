package dev.parley.door.allyson;

import dev.parley.identity.Callers;
import dev.parley.identity.KeyHolders;
import dev.parley.identity.ManageKeys;
import dev.parley.identity.Users;

/** Who calls the Allyson door, by key or by token, and their keys. */
public record AllysonPeople(KeyHolders holders, Callers callers, ManageKeys keys, Users users) {}
