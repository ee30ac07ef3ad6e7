package dev.nautilus.engines.websocket;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.engines.websocket.method.Outbound;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// How the gateway treats its sessions.
///
/// @param maxSessions most sessions at once; one more is closed with 1013
/// @param maxSubscriptions most subscriptions of one session
/// @param maxKeys most keys that one subscription names
/// @param sendTimeLimit longest time that one message may take before the session is too slow
/// @param bufferLimit most that may wait for one session
/// @param overflow what happens to a session for which more waits
/// @param maxFrame largest message that a browser may send; a larger one closes with 1009
/// @param ping time between two pings; a session without a pong for twice as long is closed
/// @param opsPerSecond requests that one session may make a second; more close with 1008
/// @param maxHz most messages a second of one subscription, whatever it asks for
/// @param channelHz the same for single channels, by name; less than `maxHz` to mean something
/// @param waitingEvents most updates that wait in DISTINCT
/// @param keptUpdates of each key so many updates are kept: what a session that comes back can be
///   told without a snapshot, and what one that joins a channel of events sees first
/// @param mostKeys most keys of one channel; of more the one not heard of longest is forgotten
/// @param compression whether messages are compressed when the browser can (RFC 7692)
/// @param allowedOrigins pages of other origins that may connect, like `https://desk.example.com`;
///   those of the gateway's own always may
/// @param statsEvery time between two reports of itself
/// @param access who may connect
/// @param console where the facts for operators come from
@Validated
@ConfigurationProperties("nautilus.websocket")
record WebsocketProperties(
    @Min(1) @DefaultValue("2000") int maxSessions,
    @Min(1) @DefaultValue("200") int maxSubscriptions,
    @Min(1) @DefaultValue("1000") int maxKeys,
    @DefaultValue("10s") Duration sendTimeLimit,
    @DefaultValue("512KB") DataSize bufferLimit,
    @DefaultValue("TERMINATE") Outbound.Overflow overflow,
    @DefaultValue("64KB") DataSize maxFrame,
    @DefaultValue("20s") Duration ping,
    @Positive @DefaultValue("20") double opsPerSecond,
    @Positive @DefaultValue("50") double maxHz,
    @DefaultValue Map<String, @Positive Double> channelHz,
    @Min(1) @DefaultValue("100") int waitingEvents,
    @Min(1) @Max(10_000) @DefaultValue("64") int keptUpdates,
    @Min(1) @DefaultValue("10000") int mostKeys,
    @DefaultValue("true") boolean compression,
    @DefaultValue List<String> allowedOrigins,
    @DefaultValue("10s") Duration statsEvery,
    @DefaultValue Access access,
    @DefaultValue Console console) {

  WebsocketProperties {
    allowedOrigins = List.copyOf(allowedOrigins);
    channelHz = Map.copyOf(channelHz);
    if (!sendTimeLimit.isPositive() || !ping.isPositive() || !statsEvery.isPositive()) {
      throw new IllegalArgumentException(
          "send-time-limit, ping and stats-every must be more than 0, were %s, %s and %s"
              .formatted(sendTimeLimit, ping, statsEvery));
    }
    if (allowedOrigins.contains("*")) {
      throw new IllegalArgumentException(
          "allowed-origins must name each origin, was '*': any page could read what its visitor"
              + " may");
    }
  }

  /// Least time between two messages of one subscription, nanoseconds.
  ///
  /// @param wanted messages a second that the session asks for; null when it does not
  long periodNanos(String channel, @Nullable Double wanted) {
    double most = Math.min(maxHz, channelHz.getOrDefault(channel, maxHz));
    return (long) (1e9 / (wanted == null ? most : Math.min(wanted, most)));
  }

  /// Who may connect.
  ///
  /// @param mode who needs a token
  /// @param tokens one each, `<name> <channels> <accounts> <token>`: `desk quotes,orders acc-1
  ///   4f1c...`; `*` stands for all channels or accounts, `-` for no account, `admin` among the
  ///   channels lets end sessions and use the console's controls; a token has 16 or more
  ///   characters, or is `sha256:` and the hash of one in 64 hexadecimal digits
  /// @param tokenTtl how long a token opens a session; then it is closed with 1008 and may come
  ///   again
  record Access(
      @DefaultValue("AUTO") Mode mode,
      @DefaultValue List<String> tokens,
      @DefaultValue("8h") Duration tokenTtl) {
    Access {
      tokens = List.copyOf(tokens);
      if (!tokenTtl.isPositive()) {
        throw new IllegalArgumentException("token-ttl must be more than 0, was " + tokenTtl);
      }
    }

    /// Who needs a token.
    enum Mode {
      /// Nobody when the gateway listens on a loopback address, else everybody.
      AUTO,
      /// Nobody.
      OPEN,
      /// Everybody.
      CLOSED
    }

    /// Without the tokens.
    @Override
    public String toString() {
      return "Access[mode=%s, tokenTtl=%s]".formatted(mode, tokenTtl);
    }
  }

  /// Where the facts for operators come from that no message tells.
  ///
  /// @param enabled whether they are asked for at all
  /// @param every time between two looks at the registry of modes, the dead letters, the Redises,
  ///   and the pages of the hub and the engines
  /// @param engineScheme how each engine's pages are read: `http`, or `https` when the engines have
  ///   `server.ssl.bundle`; trusted is then what `nautilus.bus.hub.ssl.bundle` trusts
  /// @param engineHost host where each engine's pages are; `{engine}` in it stands for its name
  /// @param enginePorts port of each engine by its name
  /// @param operator whom the gateway is at the Redises when it moves an engine or hands a dead
  ///   letter over
  record Console(
      @DefaultValue("true") boolean enabled,
      @DefaultValue("5s") Duration every,
      @Pattern(regexp = "https?") @DefaultValue("http") String engineScheme,
      @DefaultValue("127.0.0.1") String engineHost,
      @DefaultValue Map<String, @Min(1) @Max(65_535) Integer> enginePorts,
      @DefaultValue Operator operator) {
    Console {
      enginePorts = Map.copyOf(enginePorts);
      if (!every.isPositive()) {
        throw new IllegalArgumentException("console.every must be more than 0, was " + every);
      }
    }

    /// Where an engine is.
    String url(String engine, int port) {
      return engineScheme + "://" + engineHost.replace("{engine}", engine) + ":" + port;
    }

    /// A user of the Redises; without a password the gateway is there as the user it always is.
    ///
    /// @param username as in `redis/users-*.acl`
    /// @param password never logged
    record Operator(@DefaultValue("operator") String username, @Nullable String password) {
      /// The same Redis as this user.
      BusAddress at(BusAddress address) {
        return password == null || password.isBlank()
            ? address
            : address.loggedInAs(username, password);
      }

      /// Without the password.
      @Override
      public String toString() {
        return "Operator[username=" + username + "]";
      }
    }
  }
}
