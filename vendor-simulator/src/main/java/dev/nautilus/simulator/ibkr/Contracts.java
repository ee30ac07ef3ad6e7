package dev.nautilus.simulator.ibkr;

import dev.nautilus.simulator.market.Instrument;
import dev.nautilus.simulator.market.Instrument.Kind;
import dev.nautilus.simulator.market.Market;
import dev.nautilus.simulator.vendor.Reply;
import dev.nautilus.simulator.vendor.Request;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Contract numbers and the endpoints that tell them. US shares and funds are listed in Mexico too,
/// under another number, about which the market knows nothing.
final class Contracts {
  private static final long FIRST = 700_000;
  private static final int APART = 10;
  private static final Set<String> NEW_YORK = Set.of("JPM", "XOM", "BABA");

  private final Market market;
  private final Map<Long, Instrument> byConid = new HashMap<>();
  private final Map<String, Long> conids = new HashMap<>();

  Contracts(Market market) {
    this.market = market;
    List<Instrument> all = market.instruments();
    for (int i = 0; i < all.size(); i++) {
      long conid = FIRST + (long) APART * i;
      byConid.put(conid, all.get(i));
      conids.put(all.get(i).symbol(), conid);
    }
  }

  Optional<Instrument> find(String conid) {
    return conid.matches("[0-9]{1,12}")
        ? Optional.ofNullable(byConid.get(Long.parseLong(conid)))
        : Optional.empty();
  }

  long conid(Instrument instrument) {
    Long conid = conids.get(instrument.symbol());
    if (conid == null) {
      throw new IllegalArgumentException("must be of this market, was " + instrument.symbol());
    }
    return conid;
  }

  static String symbol(Instrument instrument) {
    return switch (instrument.kind()) {
      case SHARE, FUND -> instrument.symbol().replaceAll("\\..*", "");
      case INDEX -> instrument.symbol().substring(1);
      case CURRENCY_PAIR ->
          instrument.symbol().substring(0, 3) + "." + instrument.symbol().substring(3, 6);
      case CRYPTO_PAIR -> instrument.symbol().replace('-', '.');
    };
  }

  static ZoneId zone(Instrument instrument) {
    return ZoneId.of(isLondon(instrument) ? "Europe/London" : "America/New_York");
  }

  /// `/trsrv/stocks?symbols=...`
  Reply stocks(Request request) {
    Optional<String> symbols = request.parameter("symbols");
    if (symbols.isEmpty()) {
      return IbkrJson.errorWithCode(400, "Bad Request: symbols is required");
    }
    ObjectNode body = IbkrJson.object();
    for (String symbol : symbols.get().split(",", -1)) {
      ArrayNode companies = body.putArray(symbol);
      market.instruments().stream()
          .filter(i -> i.kind() == Kind.SHARE || i.kind() == Kind.FUND)
          .filter(i -> symbol(i).equals(symbol))
          .forEach(i -> company(companies.addObject(), i));
    }
    return IbkrJson.ok(body);
  }

  /// `/iserver/secdef/search?symbol=...&secType=...`
  Reply search(Request request) {
    String symbol = request.parameter("symbol", "");
    String type = request.parameter("secType", "STK");
    ArrayNode found = IbkrJson.array();
    market.instruments().stream()
        .filter(i -> symbol(i).equals(symbol) && typeOf(i).equals(type))
        .forEach(
            i -> {
              ObjectNode one = found.addObject();
              one.put("conid", Long.toString(conid(i)));
              one.put("companyHeader", name(i) + " - " + exchange(i));
              one.put("companyName", name(i));
              one.put("symbol", symbol(i));
              one.put("description", exchange(i));
              one.putNull("restricted");
              one.putArray("sections").addObject().put("secType", type);
            });
    return IbkrJson.ok(found);
  }

  /// `/iserver/secdef/info?conid=...`
  Reply info(Request request) {
    return find(request.parameter("conid", ""))
        .map(
            i ->
                IbkrJson.ok(
                    IbkrJson.object()
                        .put("conid", conid(i))
                        .put("symbol", symbol(i))
                        .put("secType", typeOf(i))
                        .put("listingExchange", exchange(i))
                        .put("companyName", name(i))
                        .put("currency", currency(i))))
        .orElseGet(IbkrJson::detailsUnavailable);
  }

  /// `/iserver/currency/pairs?currency=...`
  Reply pairs(Request request) {
    String currency = request.parameter("currency", "");
    ObjectNode body = IbkrJson.object();
    ArrayNode pairs = body.putArray(currency);
    market.instruments().stream()
        .filter(i -> i.kind() == Kind.CURRENCY_PAIR)
        .filter(i -> symbol(i).contains(currency))
        .forEach(
            i ->
                pairs
                    .addObject()
                    .put("symbol", symbol(i))
                    .put("conid", conid(i))
                    .put("ccyPair", symbol(i).replace(currency, "").replace(".", "")));
    return IbkrJson.ok(body);
  }

  static String name(Instrument instrument) {
    return instrument.name().toUpperCase(Locale.ROOT);
  }

  private void company(ObjectNode company, Instrument instrument) {
    company.put("name", name(instrument));
    company.put("chineseName", instrument.name() + "&#x516C;&#x53F8;");
    company.put("assetClass", "STK");
    ArrayNode contracts = company.putArray("contracts");
    boolean us = !isLondon(instrument);
    if (us) {
      contract(contracts, conid(instrument) + 1, "MEXI", false);
    }
    contract(contracts, conid(instrument), exchange(instrument), us);
  }

  private static void contract(ArrayNode contracts, long conid, String exchange, boolean us) {
    contracts.addObject().put("conid", conid).put("exchange", exchange).put("isUS", us);
  }

  private static boolean isLondon(Instrument instrument) {
    return instrument.symbol().endsWith(".L");
  }

  private static String currency(Instrument instrument) {
    return isLondon(instrument) ? "GBP" : instrument.currency();
  }

  private static String exchange(Instrument instrument) {
    return switch (instrument.kind()) {
      case SHARE ->
          isLondon(instrument) ? "LSE" : NEW_YORK.contains(instrument.symbol()) ? "NYSE" : "NASDAQ";
      case FUND -> instrument.symbol().equals("QQQ") ? "NASDAQ" : "ARCA";
      case INDEX -> "CBOE";
      case CURRENCY_PAIR -> "IDEALPRO";
      case CRYPTO_PAIR -> "PAXOS";
    };
  }

  private static String typeOf(Instrument instrument) {
    return switch (instrument.kind()) {
      case SHARE, FUND -> "STK";
      case INDEX -> "IND";
      case CURRENCY_PAIR -> "CASH";
      case CRYPTO_PAIR -> "CRYPTO";
    };
  }
}
