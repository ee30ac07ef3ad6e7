package dev.nautilus.engines.websocket;

import dev.nautilus.bus.TokenHash;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lets in who shows a token of the settings, or everybody when the gateway is open. Keeps hashes
/// only, so neither memory nor the time of a look tells a token.
final class TokenDoor implements Doorkeeper {
  private final boolean open;
  private final Map<String, Caller> byHash = new HashMap<>();

  /// @param open whether nobody needs a token
  /// @param lines `<name> <channels> <accounts> <token>`
  /// @throws IllegalArgumentException for a line that says something else; names its number, never
  ///   what stands in it
  TokenDoor(boolean open, List<String> lines) {
    this.open = open;
    for (int i = 0; i < lines.size(); i++) {
      add(lines.get(i).strip().split("\\s+", -1), i + 1);
    }
  }

  private void add(String[] words, int number) {
    if (words.length != 4) {
      throw wrong(
          number,
          "must be like 'desk quotes,orders acc-1 <token>', had " + words.length + " words");
    }
    Set<String> accounts =
        words[2].equals("-") ? Set.of() : Set.copyOf(List.of(words[2].split(",", -1)));
    Caller caller = new Caller(words[0], Set.copyOf(List.of(words[1].split(",", -1))), accounts);
    if (byHash.put(hash(words[3], number), caller) != null) {
      throw wrong(number, "must have a token of its own, repeats an earlier one");
    }
  }

  private static String hash(String token, int number) {
    try {
      return TokenHash.ofSetting(token);
    } catch (IllegalArgumentException e) {
      throw wrong(number, String.valueOf(e.getMessage()));
    }
  }

  private static IllegalArgumentException wrong(int number, String what) {
    return new IllegalArgumentException("token " + number + " of the gateway " + what);
  }

  boolean isShutForAll() {
    return !open && byHash.isEmpty();
  }

  @Override
  public Optional<Caller> admit(@Nullable String token) {
    Caller known = token == null ? null : byHash.get(TokenHash.of(token));
    return open && known == null ? Optional.of(Caller.ANYBODY) : Optional.ofNullable(known);
  }
}
