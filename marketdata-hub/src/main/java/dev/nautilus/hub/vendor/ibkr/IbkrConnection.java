package dev.nautilus.hub.vendor.ibkr;

import dev.nautilus.bus.MessageType;
import dev.nautilus.hub.vendor.Budget;
import dev.nautilus.hub.vendor.Gathered;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.VendorConnection;
import dev.nautilus.hub.vendor.VendorHttp;
import dev.nautilus.hub.vendor.VendorQuery;
import dev.nautilus.hub.vendor.VendorReply;
import dev.nautilus.hub.vendor.VendorReply.Refused;
import dev.nautilus.hub.vendor.VendorSocket;
import dev.nautilus.hub.vendor.VendorStatus;
import dev.nautilus.hub.vendor.VendorTls;
import dev.nautilus.hub.vendor.VendorsProperties;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Source;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The hub's one client for the Client Portal gateway: one HTTP connection and one WebSocket, in
/// the user's one brokerage session.
final class IbkrConnection implements VendorConnection {
  static final Source SOURCE = Source.of("ibkr");

  private static final Set<MessageType<? extends MarketDatum>> SERVED =
      Set.of(MessageType.QUOTE, MessageType.BAR, MessageType.LEVEL2, MessageType.FUNDAMENTAL);

  /// The gateway's own limit for an answer.
  private static final int MOST_BARS = 1000;

  private final VendorsProperties.Vendor settings;
  private final InstantSource clock;
  private final VendorHttp http;
  private final Gateway gateway;
  private final IbkrSession session;
  private final ContractBook contracts;
  private final Snapshots snapshots;
  private final History history;
  private final IbkrStream stream;
  private final Duration callsApart;
  private final Delays delays = new Delays();

  /// What is set apart from the source's block.
  ///
  /// @param tls whom to trust; null for the authorities that Java trusts
  record Setup(IbkrProperties properties, IbkrTimings timings, @Nullable VendorTls tls) {}

  IbkrConnection(VendorsProperties.Vendor settings, Setup setup, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    IbkrProperties properties = setup.properties();
    this.http = new VendorHttp(SOURCE, settings, clock, setup.tls());
    this.gateway = new Gateway(http, settings.baseUrl("api"));
    this.session = new IbkrSession(gateway, properties, setup.timings(), clock);
    this.contracts = new ContractBook(gateway);
    MarketDataLines lines = new MarketDataLines(properties.lines());
    this.snapshots = new Snapshots(gateway, lines, setup.timings());
    VolumeUnit unit = new VolumeUnit(properties.historyVolumeUnit());
    int rows = settings.limits().rowsPerCall();
    this.history =
        new History(
            new History.Parts(gateway, snapshots, unit, rows == 0 ? MOST_BARS : rows),
            clock,
            this::receipt);
    this.callsApart = settings.limits().per().dividedBy(settings.limits().requests());
    this.stream =
        new IbkrStream(
            new IbkrStream.Parts(
                session,
                names -> gateway.within(session, ready -> contracts.find(names)),
                lines,
                delays,
                this::receipt,
                setup.timings()),
            new VendorSocket.Address(
                SOURCE.name(),
                settings.baseUrl("stream"),
                Map.of("User-Agent", Gateway.HEADERS.getOrDefault("User-Agent", "")),
                setup.tls(),
                http.budget()::lease),
            properties);
  }

  @Override
  public Source source() {
    return SOURCE;
  }

  @Override
  public boolean isConfigured() {
    return settings.enabled();
  }

  @Override
  public boolean serves(VendorQuery asked) {
    return asked.text() == null
        && SERVED.contains(asked.type())
        && asked.instruments().stream().allMatch(name -> Spelling.of(name).isPresent());
  }

  @Override
  public Duration delay(VendorQuery asked) {
    return asked.type().equals(MessageType.QUOTE)
        ? snapshots.delay(contracts.conids(asked.instruments()), callsApart)
        : Duration.ZERO;
  }

  @Override
  public VendorReply fetch(VendorQuery asked) {
    if (!isConfigured()) {
      return new Refused(Refusal.NOT_CONFIGURED, SOURCE + " is switched off");
    }
    if (!serves(asked)) {
      return new Refused(Refusal.NOT_SERVED, SOURCE + " does not serve " + asked.type().name());
    }
    Gathered gathered = new Gathered();
    Outcome<List<MarketDatum>> all =
        gateway.within(
            session,
            ready ->
                contracts
                    .find(asked.instruments())
                    .then(
                        found -> {
                          Gathered part = new Gathered();
                          asked.instruments().stream()
                              .filter(name -> !found.containsKey(name))
                              .forEach(name -> part.add(notFound(name)));
                          answer(asked, List.copyOf(found.values()), part, gathered);
                          return part.outcome();
                        }));
    gathered.add(all);
    return gathered.reply();
  }

  @Override
  public Optional<VendorStream> stream() {
    return isConfigured() ? Optional.of(stream) : Optional.empty();
  }

  @Override
  public Optional<Budget> budget() {
    return Optional.of(http.budget());
  }

  @Override
  public VendorStatus status() {
    if (!isConfigured()) {
      return http.notConfigured("switched off by nautilus.vendors.ibkr.enabled");
    }
    VendorStatus plain = http.status(stream.isUp());
    Refused trouble = session.trouble();
    List<String> notes = new ArrayList<>(List.of(plain.detail()));
    if (trouble != null) {
      notes.add(http.redact(trouble.detail()));
    }
    if (delays.count() > 0) {
      notes.add("%d instruments come delayed by 15 minutes or more".formatted(delays.count()));
    }
    if (stream.leftOut() > 0) {
      notes.add("%d instruments found no market data line".formatted(stream.leftOut()));
    }
    boolean down =
        trouble != null
            && trouble.why() == Refusal.UNAUTHORIZED
            && plain.state() == VendorStatus.State.UP;
    return new VendorStatus(
        down ? VendorStatus.State.FAILING : plain.state(),
        String.join("; ", notes),
        plain.calls(),
        plain.failures(),
        plain.limited(),
        plain.openConnections(),
        plain.streaming(),
        plain.lastError(),
        plain.lastErrorAt());
  }

  @Override
  public void close() {
    stream.close();
    session.close();
    http.close();
  }

  private Receipt receipt() {
    return new Receipt(SOURCE, clock.instant(), settings.simulated());
  }

  private static Outcome<List<MarketDatum>> notFound(InstrumentId name) {
    return Outcome.bad(Refusal.NOT_FOUND, "knows no contract of " + name);
  }

  /// @param caps is told whether there may be more
  private void answer(VendorQuery asked, List<Contract> found, Gathered part, Gathered caps) {
    if (found.isEmpty()) {
      return;
    }
    if (asked.type().equals(MessageType.QUOTE)) {
      quotes(found, part);
    } else if (asked.type().equals(MessageType.FUNDAMENTAL)) {
      companies(found, part);
    } else {
      for (Contract contract : found) {
        part.add(
            asked.type().equals(MessageType.BAR)
                ? history.bars(asked, contract, caps)
                : stream.book(contract));
      }
    }
  }

  private void quotes(List<Contract> found, Gathered part) {
    Outcome<Map<Long, ObjectNode>> rows =
        snapshots.rows(
            found,
            MarketFields.LIVE,
            (contract, row, look) -> SnapshotRows.isPriced(row, contract.traded(), look));
    each(
        found,
        rows,
        part,
        (contract, row) -> {
          delays.note(contract.conid(), MarketFields.availability(row));
          return MarketFields.quote(contract.instrument(), row, receipt())
              .map(MarketDatum.class::cast);
        });
  }

  private void companies(List<Contract> found, Gathered part) {
    Outcome<Map<Long, ObjectNode>> rows =
        snapshots.rows(
            found,
            MarketFields.COMPANY,
            (_, row, _) -> SnapshotRows.hasAny(row, MarketFields.COMPANY));
    each(
        found,
        rows,
        part,
        (contract, row) ->
            MarketFields.company(contract.instrument(), row, receipt())
                .map(MarketDatum.class::cast));
  }

  /// What one row says of its contract.
  @FunctionalInterface
  private interface Reading {
    Optional<MarketDatum> of(Contract contract, ObjectNode row);
  }

  private static void each(
      List<Contract> found, Outcome<Map<Long, ObjectNode>> rows, Gathered part, Reading reading) {
    switch (rows) {
      case Outcome.Bad<Map<Long, ObjectNode>>(Refused refused) ->
          part.add(new Outcome.Bad<>(refused));
      case Outcome.Good<Map<Long, ObjectNode>>(Map<Long, ObjectNode> byConid) -> {
        for (Contract contract : found) {
          ObjectNode row = byConid.get(contract.conid());
          part.add(
              Optional.ofNullable(row)
                  .flatMap(there -> reading.of(contract, there))
                  .<Outcome<List<MarketDatum>>>map(datum -> Outcome.good(List.of(datum)))
                  .orElseGet(() -> SnapshotRows.nothing(contract, row)));
        }
      }
    }
  }
}
