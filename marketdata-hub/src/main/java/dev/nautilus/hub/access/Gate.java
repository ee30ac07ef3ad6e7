package dev.nautilus.hub.access;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides who comes in; knows nothing of servlets.
final class Gate {
  /// Wrong tokens of one address per second; guessing one takes longer than the universe is old.
  static final int MOST_WRONG_TOKENS = 10;

  private static final String BEARER = "bearer ";

  private final boolean open;
  private final Tokens tokens;
  private final CallerRates rates;
  private final CallerRates mistakes;

  /// @param open whether nobody needs a token
  /// @param rates of all requests
  /// @param mistakes of wrong tokens
  Gate(boolean open, Tokens tokens, CallerRates rates, CallerRates mistakes) {
    this.open = open;
    this.tokens = tokens;
    this.rates = rates;
    this.mistakes = mistakes;
  }

  /// What becomes of a request.
  sealed interface Verdict {
    /// It comes in.
    ///
    /// @param grant of the token it shows; null without one
    record In(@Nullable Grant grant) implements Verdict {}

    /// It does not.
    ///
    /// @param reason a word for the meter
    record Out(int status, String reason, String detail) implements Verdict {}
  }

  /// @param authorization the header; null without one
  /// @param address whom it comes from
  Verdict judge(String path, @Nullable String authorization, String address) {
    String token = token(authorization);
    Optional<Grant> grant = token == null ? Optional.empty() : tokens.find(token);
    String caller = grant.map(Grant::engine).orElse(address);
    if (!rates.admits(caller)) {
      return new Verdict.Out(
          429, "rate", caller + " asks too often; nautilus.hub.access.rate says how often it may.");
    }
    Scope wanted = Scope.of(path);
    if (open || wanted == Scope.NONE) {
      return new Verdict.In(grant.orElse(null));
    }
    if (grant.isEmpty()) {
      return stranger(token, address);
    }
    return grant.get().allows(wanted)
        ? new Verdict.In(grant.get())
        : new Verdict.Out(
            403,
            "scope",
            "The token of %s has not the scope %s."
                .formatted(grant.get().engine(), wanted.name().toLowerCase(Locale.ROOT)));
  }

  private Verdict stranger(@Nullable String token, String address) {
    if (token != null && !mistakes.admits(address)) {
      return new Verdict.Out(429, "token", "Too many wrong tokens from here.");
    }
    String detail =
        token == null
            ? "This hub is not open to everybody: send 'Authorization: Bearer <token>' with a token"
                + " from its nautilus.hub.access.tokens."
            : "Nobody was given this token.";
    return new Verdict.Out(401, "token", detail);
  }

  private static @Nullable String token(@Nullable String authorization) {
    return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? authorization.substring(BEARER.length()).strip()
        : null;
  }
}
