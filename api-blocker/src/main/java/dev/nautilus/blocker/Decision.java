package dev.nautilus.blocker;

/// What a [BlockPolicy] says about one destination, and on which ground: a value, because being
/// refused is an expected outcome that is counted, logged and shown.
public sealed interface Decision {

  /// The connection may be made.
  ///
  /// @param ground the rule that let it pass
  record Allowed(Ground ground) implements Decision {}

  /// The connection must not be made.
  ///
  /// @param reason the rule that refused it
  /// @param host the destination in normal form, safe to group by
  record Refused(Reason reason, String host) implements Decision {}

  /// Why a destination may be reached.
  enum Ground {
    /// This machine.
    LOOPBACK,
    /// Somebody put it on the allow-list.
    ALLOW_LIST,
    /// Not on the public internet.
    INTERNAL
  }

  /// Why a destination may not be reached.
  enum Reason {
    /// It belongs to a vendor: ask the hub instead.
    VENDOR("a vendor's host; ask the MarketData hub instead"),
    /// It is public and nobody allowed it, so it may be a vendor under another name.
    PUBLIC("a public address that is not on the allow-list"),
    /// It is internal, but the port is not one that engines need.
    PORT("an internal address on a port that is not allowed"),
    /// It is no name and no address, so nothing is known of where it leads.
    UNREADABLE("neither a host name nor an address");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    /// Half a sentence for a person, to follow the host's name.
    public String text() {
      return text;
    }
  }

  /// Whether the connection may be made.
  default boolean isAllowed() {
    return this instanceof Allowed;
  }
}
