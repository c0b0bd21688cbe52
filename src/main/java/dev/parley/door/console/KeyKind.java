package dev.parley.door.console;

import dev.parley.identity.UserKey;

/** Where a key is accepted. */
enum KeyKind {
  TOKEN,
  API_KEY;

  static KeyKind of(UserKey.Kind kind) {
    return switch (kind) {
      case TOKEN -> TOKEN;
      case API_KEY -> API_KEY;
    };
  }

  UserKey.Kind toKind() {
    return switch (this) {
      case TOKEN -> UserKey.Kind.TOKEN;
      case API_KEY -> UserKey.Kind.API_KEY;
    };
  }
}
