package dev.nautilus.blocker.ways;

import static dev.nautilus.blocker.ways.Way.refused;
import static dev.nautilus.blocker.ways.Way.slips;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One host under many names, by each of four clients.
final class SpellingWays {
  private static final Map<String, String> SPELLINGS = spellings();

  private SpellingWays() {}

  /// The hosts file of the test maps the names; see `WaysIT`.
  private static Map<String, String> spellings() {
    Map<String, String> spellings = new LinkedHashMap<>();
    spellings.put("upper case", "API.STLOUISFED.ORG");
    spellings.put("the names of the issue", "api.alphaVantage.co");
    spellings.put("a sub-domain", "api.fred.stlouisfed.org");
    spellings.put("another vendor", "query2.finance.yahoo.com");
    spellings.put("a private address behind a vendor's name", "data.sec.gov");
    spellings.put("an alias", "cdn.example.com");
    spellings.put("an alias that sounds internal", "prices.corp.internal");
    spellings.put("an alias of one label", "prices");
    spellings.put("an address", Scene.LITERAL);
    spellings.put("an address of IPv6", "[2001:db8::10]");
    spellings.put("an address of IPv4 as IPv6", "[::ffff:203.0.113.10]");
    return spellings;
  }

  static List<Way> all() {
    List<Way> ways = new ArrayList<>();
    SPELLINGS.forEach(
        (what, host) -> {
          ways.add(refused("URL of " + what, scene -> JdkWays.open(scene.url(host))));
          ways.add(
              refused(
                  "java.net.http of " + what,
                  scene -> JdkWays.get(HttpClient.newHttpClient(), scene.url(host))));
          ways.add(
              refused(
                  "Socket of " + what,
                  scene -> {
                    try (Socket socket = new Socket(bare(host), scene.port())) {
                      Scene.talk(socket);
                    }
                  }));
          ways.add(
              refused(
                  "SocketChannel of " + what,
                  scene -> JdkWays.channel(new InetSocketAddress(bare(host), scene.port()))));
        });
    ways.add(
        refused(
            "an address under a false name", scene -> JdkWays.channel(named("redis-main", scene))));
    ways.add(
        slips(
            "an address under the name of an allowed host",
            scene -> JdkWays.channel(named(Scene.ALLOWED, scene))));
    return ways;
  }

  /// The vendor's address with a name that somebody made up.
  private static InetSocketAddress named(String name, Scene scene) throws UnknownHostException {
    return new InetSocketAddress(
        InetAddress.getByAddress(name, new byte[] {(byte) 203, 0, 113, 10}), scene.port());
  }

  private static String bare(String host) {
    return host.replace("[", "").replace("]", "");
  }
}
