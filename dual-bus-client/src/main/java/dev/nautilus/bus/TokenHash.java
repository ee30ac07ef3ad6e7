package dev.nautilus.bus;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/// What a service keeps of the tokens that open its REST or its sockets: their hashes, so neither a
/// dump of the memory nor the time that a look takes tells a token. Used by the hub and the
/// gateway.
public final class TokenHash {
  private static final int SHORTEST = 16;
  private static final String HASHED = "sha256:";

  private TokenHash() {}

  /// The hash of a token, 64 hexadecimal digits.
  public static String of(String token) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// The hash of what settings say: a token of 16 or more characters, or `sha256:` and the hash of
  /// one.
  ///
  /// @throws IllegalArgumentException when it is neither; never says what it was
  public static String ofSetting(String setting) {
    if (setting.startsWith(HASHED)) {
      String hash = setting.substring(HASHED.length()).toLowerCase(Locale.ROOT);
      if (!hash.matches("[0-9a-f]{64}")) {
        throw new IllegalArgumentException("must have 64 hexadecimal digits after sha256:");
      }
      return hash;
    }
    if (setting.length() < SHORTEST) {
      throw new IllegalArgumentException(
          "must have a token of 16 or more characters, has " + setting.length());
    }
    return of(setting);
  }
}
