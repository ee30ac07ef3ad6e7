package dev.nautilus.hub.access;

import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.TokenHash;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The tokens that open the hub, kept as hashes: neither a dump of the memory nor the time that a
/// look takes tells one.
final class Tokens {
  private final Map<String, Grant> byHash = new HashMap<>();

  /// @param lines `<engine> <scopes> <token>`; blank lines and comments are left out
  /// @throws IllegalArgumentException for a line that says something else; names its number, never
  ///   what stands in it
  Tokens(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        add(line.split("\\s+"), i + 1);
      }
    }
  }

  private void add(String[] words, int number) {
    if (words.length != 3) {
      throw wrong(
          number, "must be like 'risk read,subscribe <token>', had " + words.length + " words");
    }
    String engine = words[0].toLowerCase(Locale.ROOT).replace('_', '-');
    Grant grant = new Grant(new EngineType(engine).name(), scopes(words[1], number));
    if (byHash.put(hash(words[2], number), grant) != null) {
      throw wrong(number, "must have a token of its own, repeats an earlier one");
    }
  }

  private static Set<Scope> scopes(String names, int number) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (String name : names.split(",", -1)) {
      switch (name.toLowerCase(Locale.ROOT)) {
        case "read" -> scopes.add(Scope.READ);
        case "subscribe" -> scopes.add(Scope.SUBSCRIBE);
        case "admin" -> scopes.add(Scope.ADMIN);
        default -> throw wrong(number, "must name scopes among read, subscribe and admin");
      }
    }
    return scopes;
  }

  private static String hash(String token, int number) {
    try {
      return TokenHash.ofSetting(token);
    } catch (IllegalArgumentException e) {
      throw wrong(number, String.valueOf(e.getMessage()));
    }
  }

  private static IllegalArgumentException wrong(int number, String what) {
    return new IllegalArgumentException("token " + number + " of the hub " + what);
  }

  boolean isEmpty() {
    return byHash.isEmpty();
  }

  /// What this token allows; empty for one that nobody was given.
  Optional<Grant> find(String token) {
    return Optional.ofNullable(byHash.get(TokenHash.of(token)));
  }
}
