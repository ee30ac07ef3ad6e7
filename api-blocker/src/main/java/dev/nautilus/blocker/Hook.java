package dev.nautilus.blocker;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A method on the way out of this process that asks the [Guard] before it does its work.
///
/// The JDK's are found by their exact name and are all required. Those of Netty are found by how
/// their class's name ends, because libraries carry renamed copies; a program without Netty has
/// none.
public enum Hook {
  /// A name is resolved. Recorded and never refused: an exception from here breaks resolvers.
  LOOKUP("java/net/InetAddress", "getAllByName", "(Ljava/lang/String;)", "name", 0),
  /// A socket with its destination as the caller gave it, also a name that a SOCKS proxy resolves.
  SOCKET("java/net/Socket", "connect", "(Ljava/net/SocketAddress;I)", "socketAddress", 1),
  /// A name in front of an HTTP or SOCKS proxy, in Netty.
  NETTY_PROXY("netty/handler/proxy/ProxyHandler", "connect", "", "socketAddress", 1),
  /// The last handler before any of Netty's transports.
  NETTY_PIPELINE(
      "netty/channel/DefaultChannelPipeline$HeadContext", "connect", "", "socketAddress", 2),
  /// Netty's own system calls: epoll, kqueue, io_uring.
  NETTY_NATIVE("netty/channel/unix/Socket", "connect", "", "socketAddress", 3),
  /// Where every socket and channel of the JDK comes through.
  CHANNEL(
      "sun/nio/ch/Net",
      "connect",
      "(Ljava/net/ProtocolFamily;Ljava/io/FileDescriptor;Ljava/net/InetAddress;I)",
      "address",
      3),
  /// A vendor's name as text in TLS.
  TLS_NAME("javax/net/ssl/SNIHostName", "<init>", "(Ljava/lang/String;)", "name", 4),
  /// A vendor's name as bytes in TLS.
  TLS_BYTES("javax/net/ssl/SNIHostName", "<init>", "([B)", "nameBytes", 4),
  /// A vendor's name given to an engine of TLS, whoever wrote the engine.
  TLS_ENGINE("javax/net/ssl/SSLEngine", "<init>", "(Ljava/lang/String;I)", "peer", 4),
  /// A datagram of a socket.
  DATAGRAM_SOCKET(
      "sun/nio/ch/DatagramSocketAdaptor", "send", "(Ljava/net/DatagramPacket;)", "packet", 5),
  /// A datagram of a channel.
  DATAGRAM_CHANNEL(
      "sun/nio/ch/DatagramChannelImpl",
      "send",
      "(Ljava/nio/ByteBuffer;Ljava/net/SocketAddress;)",
      "socketAddress",
      5),
  /// A child process whose command names a host.
  PROCESS("java/lang/ProcessImpl", "start", "([Ljava/lang/String;", "command", 5),
  /// A socket in the file system, behind which a relay may sit.
  UNIX_SOCKET(
      "sun/nio/ch/UnixDomainSockets",
      "connect",
      "(Ljava/io/FileDescriptor;Ljava/net/SocketAddress;)",
      "unixAddress",
      5);

  static final List<Hook> ALL = List.of(values());

  private final String owner;
  private final String method;
  private final String descriptor;
  private final String question;
  private final int stage;

  Hook(String owner, String method, String descriptor, String question, int stage) {
    this.owner = owner;
    this.method = method;
    this.descriptor = descriptor;
    this.question = question;
    this.stage = stage;
  }

  /// The hook inside this class, method and descriptor, all as class files write them.
  public static Optional<Hook> at(String owner, String method, String descriptor) {
    return ALL.stream()
        .filter(hook -> hook.isIn(owner))
        .filter(hook -> hook.method.equals(method) && descriptor.startsWith(hook.descriptor))
        .filter(hook -> hook.isRequired() || descriptor.contains("Ljava/net/SocketAddress;"))
        .findFirst();
  }

  /// Whether this hook lies in that class.
  public boolean isIn(String className) {
    return isRequired()
        ? className.equals(owner)
        : className.endsWith(owner)
            && (className.length() == owner.length()
                || "/_.".indexOf(className.charAt(className.length() - owner.length() - 1)) >= 0);
  }

  /// Whether the program cannot be watched without it.
  public boolean isRequired() {
    return !owner.startsWith("netty/");
  }

  /// The class to weave as [Class#forName(String)] takes it; of Netty's, only its ending.
  public String className() {
    return owner.replace('/', '.');
  }

  /// The method of [Guard] to ask.
  public String question() {
    return question;
  }

  /// How woven code names it to the [Guard].
  public int number() {
    return ALL.indexOf(this);
  }

  /// As a meter's tag and a page show it.
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// How late in a call it comes; two hooks of one call differ in it.
  int stage() {
    return stage;
  }

  /// Whether all it knows is a name that says nothing of where the bytes go.
  boolean hearsNamesOnly() {
    return stage == 0 || stage == 4;
  }
}
