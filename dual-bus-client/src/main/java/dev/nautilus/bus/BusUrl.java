package dev.nautilus.bus;

import dev.nautilus.bus.BusAddress.Layout;
import dev.nautilus.bus.BusAddress.Node;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The URLs of buses, in the forms that users of Lettuce and Spring know. What is wrong with one is
/// said without the user and the password.
final class BusUrl {
  private static final int SENTINEL_PORT = 26_379;
  private static final String MASTER = "sentinelMasterId=";
  private static final Pattern SCHEME = Pattern.compile("(rediss?)(-sentinel|-cluster)?");
  private static final Pattern NODE =
      Pattern.compile("(\\[[0-9A-Fa-f:.%]+]|[^\\[\\]:\\s]+)(?::(\\d{1,5}))?");
  private static final String FORMS =
      "redis://[user:password@]host:port, redis-sentinel://[user:password@]host:port,host:port?sentinelMasterId=name"
          + " or redis-cluster://[user:password@]host:port,host:port (rediss for TLS)";

  private BusUrl() {}

  static BusAddress read(String url, int defaultPort) {
    URI uri = uri(url);
    String scheme = String.valueOf(uri.getScheme());
    Matcher form = SCHEME.matcher(scheme);
    String authority = uri.getRawAuthority();
    if (!form.matches() || authority == null) {
      throw new IllegalArgumentException(
          "a bus URL must be like %s; had scheme '%s' and host '%s'"
              .formatted(FORMS, scheme, uri.getHost()));
    }
    String kind = form.group(2) == null ? "" : form.group(2);
    requireNoDatabase(uri, scheme);
    int at = authority.lastIndexOf('@');
    int port = kind.equals("-sentinel") ? SENTINEL_PORT : defaultPort;
    List<Node> nodes = nodes(authority.substring(at + 1), scheme, port);
    Layout layout =
        switch (kind) {
          case "-sentinel" -> new Layout.Sentinel(master(uri, scheme));
          case "-cluster" -> {
            requireNoQuery(uri, scheme);
            yield new Layout.Cluster();
          }
          default -> single(nodes, scheme);
        };
    String user = at < 0 ? null : userInfo(authority.substring(0, at));
    int colon = user == null ? -1 : user.indexOf(':');
    return new BusAddress(
        nodes,
        layout,
        user == null || colon <= 0 ? null : user.substring(0, colon),
        user == null ? null : user.substring(colon + 1),
        form.group(1).equals("rediss"),
        null);
  }

  /// Unlike [URI#create] it does not repeat what it cannot read, nor takes half a password for a
  /// host.
  private static URI uri(String url) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "a bus URL must be like %s; had, at character %d: %s. Signs of a password that a URL has a use for are written as %%40 for @, %%23 for #"
              .formatted(FORMS, e.getIndex() + 1, e.getReason()));
    }
    if ((uri.getRawPath() + said(uri)).indexOf('@') >= 0) {
      throw new IllegalArgumentException(
          "a bus URL must write /, ? and # of a user and a password as %2F, %3F and %23");
    }
    return uri;
  }

  /// Decoded as the URI of one host would have it.
  private static @Nullable String userInfo(String raw) {
    return URI.create("redis://" + raw.replace("@", "%40") + "@host").getUserInfo();
  }

  private static List<Node> nodes(String list, String scheme, int defaultPort) {
    List<Node> nodes = new ArrayList<>();
    for (String each : list.split(",", -1)) {
      Matcher node = NODE.matcher(each);
      if (!node.matches()) {
        throw new IllegalArgumentException(
            "a %s URL must name host:port, or several with commas between; had '%s'"
                .formatted(scheme, each));
      }
      String port = Optional.ofNullable(node.group(2)).orElse(Integer.toString(defaultPort));
      nodes.add(new Node(node.group(1).replaceAll("[\\[\\]]", ""), Integer.parseInt(port)));
    }
    return nodes;
  }

  private static Layout single(List<Node> nodes, String scheme) {
    if (nodes.size() > 1) {
      throw new IllegalArgumentException(
          "a %s URL must name one host, had %d: say %s-cluster for nodes of a cluster, %s-sentinel for sentinels"
              .formatted(scheme, nodes.size(), scheme, scheme));
    }
    return new Layout.Single();
  }

  private static String master(URI uri, String scheme) {
    String query = uri.getQuery();
    String fragment = uri.getFragment();
    String name = fragment;
    if (query != null) {
      if (!query.startsWith(MASTER) || query.indexOf('&') >= 0 || fragment != null) {
        throw new IllegalArgumentException(
            "a %s URL must end in ?sentinelMasterId=name or in #name, and say nothing else there; had %s"
                .formatted(scheme, said(uri)));
      }
      name = query.substring(MASTER.length());
    }
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException(
          "a %s URL must name the master that the sentinels watch, by ?sentinelMasterId=name or #name"
              .formatted(scheme));
    }
    return name;
  }

  private static String said(URI uri) {
    return (uri.getQuery() == null ? "" : "?" + uri.getQuery())
        + (uri.getFragment() == null ? "" : "#" + uri.getFragment());
  }

  private static void requireNoQuery(URI uri, String scheme) {
    if (!said(uri).isEmpty()) {
      throw new IllegalArgumentException(
          "a %s URL must end after its hosts, had %s: options are nautilus.bus.*"
              .formatted(scheme, said(uri)));
    }
  }

  /// Channels know no databases, and a cluster has one.
  private static void requireNoDatabase(URI uri, String scheme) {
    String path = uri.getPath();
    if (path != null && !path.isEmpty() && !path.equals("/") && !path.equals("/0")) {
      throw new IllegalArgumentException(
          "a %s URL must name no database, had %s: a bus is alone on its Redis"
              .formatted(scheme, path));
    }
  }

  /// Without user and password.
  static String write(List<Node> nodes, Layout layout, boolean tls) {
    String list = nodes.stream().map(Node::toString).collect(Collectors.joining(","));
    String redis = tls ? "rediss" : "redis";
    if (layout instanceof Layout.Sentinel sentinel) {
      return redis + "-sentinel://" + list + "?" + MASTER + sentinel.master();
    }
    return redis + (layout instanceof Layout.Cluster ? "-cluster://" : "://") + list;
  }
}
