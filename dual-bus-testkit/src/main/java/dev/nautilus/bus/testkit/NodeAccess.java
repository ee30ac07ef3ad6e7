package dev.nautilus.bus.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the nodes of a test let others in: clients, each other, and the kit.
///
/// @param tls what they show, to clients and to each other, and then nothing is said in plain text;
///   null for plain text
/// @param users lines of an ACL file; empty for a default user who may do everything
record NodeAccess(RedisSettings.@Nullable Tls tls, List<String> users) {
  static final NodeAccess OPEN = new NodeAccess(null, List.of());

  /// Guards nothing but the servers of a test.
  private static final String SECRET = "secret-of-the-kit";

  NodeAccess {
    users = List.copyOf(users);
  }

  /// Lines of a configuration file.
  ///
  /// @param folder of the node, where an ACL file is written
  List<String> settings(int port, Path folder) {
    List<String> lines = new ArrayList<>();
    if (tls == null) {
      lines.add("port " + port);
    } else {
      lines.add("port 0");
      lines.add("tls-port " + port);
      lines.add("tls-cert-file " + tls.shown().certificate());
      lines.add("tls-key-file " + tls.shown().key());
      lines.add("tls-ca-cert-file " + tls.authority());
      lines.add("tls-auth-clients " + (tls.asksClients() ? "yes" : "no"));
      lines.add("tls-replication yes");
      lines.add("tls-cluster yes");
    }
    if (!users.isEmpty()) {
      lines.add("aclfile " + aclFile(folder));
      lines.add("masteruser replica");
      lines.add("masterauth " + SECRET);
    }
    return lines;
  }

  private Path aclFile(Path folder) {
    List<String> all = new ArrayList<>(users);
    all.add("user kit on >" + SECRET + " ~* &* +@all");
    all.add("user replica on >" + SECRET + " resetchannels -@all +psync +replconf +ping");
    try {
      return Files.write(folder.resolve("users.acl"), all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// How `redis-cli` gets in.
  List<String> words() {
    List<String> words = new ArrayList<>();
    if (tls != null) {
      words.addAll(List.of("--tls", "--cacert", tls.authority().toString()));
      words.addAll(List.of("--cert", tls.shown().certificate().toString()));
      words.addAll(List.of("--key", tls.shown().key().toString()));
    }
    if (!users.isEmpty()) {
      words.addAll(List.of("--user", "kit", "--pass", SECRET, "--no-auth-warning"));
    }
    return words;
  }

  /// What a URL begins with.
  ///
  /// @param layout empty, `-sentinel` or `-cluster`
  String scheme(String layout) {
    return (tls == null ? "redis" : "rediss") + layout + "://";
  }
}
