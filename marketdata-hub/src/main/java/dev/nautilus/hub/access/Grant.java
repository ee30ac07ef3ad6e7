package dev.nautilus.hub.access;

import java.util.Set;

/// What the holder of a token may do.
///
/// @param engine who the holder is
record Grant(String engine, Set<Scope> scopes) {
  Grant {
    scopes = Set.copyOf(scopes);
  }

  boolean allows(Scope wanted) {
    return wanted == Scope.NONE || scopes.contains(wanted) || isAdmin();
  }

  boolean isAdmin() {
    return scopes.contains(Scope.ADMIN);
  }
}
