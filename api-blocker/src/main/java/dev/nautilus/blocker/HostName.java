package dev.nautilus.blocker;

import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A host in normal form, so that two spellings of one host compare equal: lower case, ASCII (IDN
/// labels as `xn--`), without trailing dot, brackets or zone.
///
/// A literal address becomes an [InetAddress] here and nowhere else; nothing in this class asks
/// DNS.
///
/// @param name normal form; of a literal address, that address as the JDK prints it
/// @param literal the address when the host was written as one
record HostName(String name, Optional<InetAddress> literal) {
  /// A DNS name has at most 253 characters; an IDN may be written a little longer.
  private static final int LONGEST = 512;

  private static final Pattern DOTTED_QUAD =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");

  /// The last label decides, as in a browser: such a host is an address to the resolver, or
  /// nothing.
  private static final Pattern ENDS_IN_A_NUMBER = Pattern.compile("(?:.*\\.)?(?:\\d+|0x[0-9a-f]*)");

  private static final Pattern LABELS =
      Pattern.compile("[a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9_])?");

  /// Reads a host; empty when it is neither a name nor an address.
  static Optional<HostName> of(String written) {
    if (written.length() > LONGEST) {
      return Optional.empty();
    }
    String host = withoutBrackets(written);
    if (host.indexOf(':') >= 0) {
      return ipv6(host);
    }
    String ascii = ascii(host);
    if (DOTTED_QUAD.matcher(ascii).matches()) {
      return literal(ascii);
    }
    // `127.1`, `0x7f.1`, `2130706433`: resolvers disagree on what these mean, so we do not guess.
    boolean readable =
        LABELS.matcher(ascii).matches()
            && !ascii.contains("..")
            && !ENDS_IN_A_NUMBER.matcher(ascii).matches();
    return readable ? Optional.of(new HostName(ascii, Optional.empty())) : Optional.empty();
  }

  /// The normal form of an address that came without a name.
  static HostName of(InetAddress address) {
    return new HostName(withoutZone(address.getHostAddress()), Optional.of(address));
  }

  /// Whether this is the domain itself or a name below it.
  boolean isWithin(String domain) {
    return name.equals(domain)
        || (name.endsWith(domain) && name.charAt(name.length() - domain.length() - 1) == '.');
  }

  private static String withoutBrackets(String written) {
    boolean bracketed = written.startsWith("[") && written.endsWith("]");
    return bracketed ? written.substring(1, written.length() - 1) : written;
  }

  private static String withoutZone(String address) {
    int zone = address.indexOf('%');
    return zone < 0 ? address : address.substring(0, zone);
  }

  private static Optional<HostName> ipv6(String host) {
    String bare = withoutZone(host);
    // A colon and nothing but these: InetAddress takes it for a literal and never asks DNS.
    boolean looksRight = bare.matches("[0-9A-Fa-f:.]{2,45}");
    return looksRight ? literal(bare) : Optional.empty();
  }

  private static Optional<HostName> literal(String text) {
    try {
      return Optional.of(of(InetAddress.getByName(text)));
    } catch (UnknownHostException notAnAddress) {
      return Optional.empty();
    }
  }

  private static String ascii(String host) {
    String ascii;
    try {
      ascii = IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException notAName) {
      return "";
    }
    return ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
  }
}
